//! Under which keys a word stands in the index.
//!
//! In: a word as published or typed. Out: keys: one for each dictionary word that it may be a form of, or, where the
//! dictionary knows none, its folded letters with and without particles in front. Invariant: the same word always gives
//! the same keys; a key is made of letters alone, so that it outlives this program. Deliberately keeps every reading: searching must not miss.
//! Example: «المنشقين» (those who split off) and «انشق» (he split off) share a key.

use crate::fold::fold;
use isnad_arabic::morph::{Analyzer, Lexeme, Memo, Pos};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

/// A word that may be read in more ways than this is as good as unknown.
const READINGS: usize = 12;

/// A particle of so many letters is nothing else.
const SHORT: usize = 3;

/// Letters that are written in one with the word behind them.
const FRONTS: [&str; 9] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب"];

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::new(Memo::new());
}

/// A key: of a dictionary word, or of folded letters.
pub(crate) type Key = u64;

/// A key as the index holds it.
pub(crate) fn written(key: Key) -> String {
    format!("x{key:011x}")
}

fn hash<'a>(kind: u8, parts: impl IntoIterator<Item = &'a str>) -> Key {
    let mut h = (0xcbf2_9ce4_8422_2325_u64 ^ u64::from(kind)).wrapping_mul(0x100_0000_01b3);
    for part in parts {
        for b in part.bytes().chain([0]) {
            h = (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3);
        }
    }
    (h ^ (h >> 44)) & 0xfff_ffff_ffff
}

/// The key of a dictionary word: made of its letters, so that it stays when the tables of words grow.
fn of(lexeme: &Lexeme) -> Key {
    hash(1, [&*lexeme.lemma, &*lexeme.root, &*lexeme.form])
}

/// Key and kind of every dictionary word, by number.
fn table() -> &'static [(Key, Pos)] {
    static TABLE: OnceLock<Vec<(Key, Pos)>> = OnceLock::new();
    TABLE.get_or_init(|| Analyzer::builtin().lexemes().map(|(_, l)| (of(l), l.pos)).collect())
}

/// The key of folded letters.
fn stem(folded: &str) -> Key {
    hash(2, [folded])
}

fn bare(word: &str) -> &str {
    word.strip_prefix("ال")
        .filter(|w| w.chars().count() > 1)
        .unwrap_or(word)
}

/// What may be left of a folded word when particles in front are taken off.
fn stripped(folded: &str, out: &mut Vec<Key>) {
    let mut add = |w: &str| {
        if w.chars().count() > 1 {
            out.push(stem(w));
        }
    };
    add(folded);
    add(bare(folded));
    if folded.is_ascii() {
        return;
    }
    for front in FRONTS {
        if let Some(rest) = folded.strip_prefix(front).filter(|r| r.chars().count() > 2) {
            add(rest);
            add(bare(rest));
        }
    }
    let plain = folded.strip_prefix('و').unwrap_or(folded);
    for word in [folded, plain] {
        if let Some(rest) = word.strip_prefix("لل").filter(|r| r.chars().count() > 1) {
            add(rest);
        }
    }
}

/// The keys of a word, each once; none for particles, which say nothing of a text. `out` is emptied before.
pub(crate) fn keys_into(word: &str, out: &mut Vec<Key>) {
    read(word, out, stripped);
}

/// The keys by which a word is asked for: letters stand as they were typed, with and without the article.
pub(crate) fn asked(word: &str) -> BTreeSet<Key> {
    let mut out = Vec::new();
    read(word, &mut out, |folded, out| {
        out.extend([stem(folded), stem(bare(folded))])
    });
    out.into_iter().collect()
}

fn read(word: &str, out: &mut Vec<Key>, letters: impl Fn(&str, &mut Vec<Key>)) {
    out.clear();
    let table = table();
    let (mut particle, mut named) = (false, false);
    MEMO.with(|memo| {
        let Ok(mut memo) = memo.try_borrow_mut() else { return };
        let readings = Analyzer::builtin().analyze_with(&mut memo, word);
        let lexemes = readings
            .iter()
            .take(READINGS)
            .filter_map(|a| table.get(a.lexeme.0 as usize));
        for (i, (key, pos)) in lexemes.enumerate() {
            if *pos == Pos::Particle {
                particle = true;
                // «في» is also an odd imperative: of short words the plain reading is the one.
                if i == 0 && word.chars().count() <= SHORT {
                    return;
                }
            } else {
                named |= *pos == Pos::Name;
                out.push(*key);
            }
        }
    });
    if particle && out.is_empty() {
        return;
    }
    let folded = fold(word);
    if named || out.is_empty() {
        letters(&folded, out);
    } else if bare(&folded).chars().count() > SHORT {
        // A name can look like a form of a word, and the dictionary may know it with its article alone.
        out.push(stem(bare(&folded)));
    }
    out.sort_unstable();
    out.dedup();
}

/// The keys of a word.
pub(crate) fn keys(word: &str) -> BTreeSet<Key> {
    let mut out = Vec::new();
    keys_into(word, &mut out);
    out.into_iter().collect()
}

/// The keys of all dictionary words of a root, given as letters in one.
pub(crate) fn keys_of_root(root: &str) -> BTreeSet<Key> {
    static ROOTS: OnceLock<HashMap<String, Vec<Key>>> = OnceLock::new();
    let roots = ROOTS.get_or_init(|| {
        let mut out: HashMap<String, Vec<Key>> = HashMap::new();
        for (_, l) in Analyzer::builtin().lexemes().filter(|(_, l)| !l.root.is_empty()) {
            out.entry(fold(&l.root.replace(' ', ""))).or_default().push(of(l));
        }
        out
    });
    let found = roots.get(&fold(root)).into_iter().flatten();
    found.copied().take(200).collect()
}

/// A folded word with what may be written in one in front of it.
pub(crate) fn fronted(folded: &str) -> Vec<String> {
    let mut out = vec![folded.to_owned()];
    if folded.is_ascii() {
        return out;
    }
    out.extend(FRONTS.iter().map(|f| format!("{f}{folded}")));
    if let Some(rest) = folded.strip_prefix("ال") {
        out.extend(["", "و"].iter().map(|f| format!("{f}لل{rest}")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::words;

    #[test]
    fn forms_of_one_word_share_a_key_and_others_do_not() {
        for (a, b, meet) in [
            ("انشق", "المنشقين", true),
            ("انشق", "وبانشقاقهم", true),
            ("قصف", "قصفت", true),
            ("مدرسة", "والمدارس", true),
            ("ادلب", "وإدلب", true),
            ("حلب", "بحلب", true),
            ("طشقبونة", "وبطشقبونة", true),
            ("بنتاغون", "والبنتاغون", true),
            ("قصف", "انشق", false),
            ("طشقبونة", "قشطبونة", false),
        ] {
            assert_eq!(
                !asked(a).is_disjoint(&keys(b)),
                meet,
                "{a} {b} {:?} {:?}",
                keys(a),
                keys(b)
            );
        }
        assert!(keys("في").is_empty());
        assert!(
            keys_of_root("شقق").is_superset(
                &keys("انشقاق")
                    .into_iter()
                    .filter(|k| keys("انشقوا").contains(k))
                    .collect()
            )
        );
    }

    #[test]
    fn a_word_has_few_keys_each_once() {
        for (_, word) in words("قصفـت a'b \u{64b} COVID19 ٢٠١٧ ا طشق\u{64b}بونة \u{200f}ال والمنشقين")
        {
            let mut out = Vec::new();
            keys_into(word, &mut out);
            assert!(out.len() < 40 && out.windows(2).all(|w| w[0] < w[1]), "{word}: {out:?}");
        }
        assert!(written(7).chars().all(|c| c.is_ascii_alphanumeric()));
    }
}
