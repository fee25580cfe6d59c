#!/bin/sh
# Runs fuzz targets one after the other: fuzz.sh [SECONDS [TARGET...]]; ten minutes each and all four if not told.
# Needs a nightly compiler and cargo-fuzz. The words of the number and date tables serve as dictionary, so that the
# grammars are reached and not only the tokens.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-600}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- normalise tokenise number date
mkdir -p fuzz/target
dictionary=$PWD/fuzz/target/words.dict
grep -hv '^#' data/arabic/numbers.tsv data/arabic/dates.tsv | cut -f1 | sort -u | grep -v '^form$' |
    od -An -v -tx1 | tr -d '\n' | sed 's/ 0a/\n/g' | sed -n 's/ /\\x/g; s/..*/"\\x20&"/p' >"$dictionary"
cd fuzz
for target; do
    # Finds go to a folder of their own: fuzz/corpus holds the seeds that the tests replay.
    mkdir -p "target/found/$target"
    cargo +nightly fuzz run "$target" "target/found/$target" "corpus/$target" -- \
        -max_total_time="$seconds" -max_len=4096 -timeout=20 -dict="$dictionary"
done
