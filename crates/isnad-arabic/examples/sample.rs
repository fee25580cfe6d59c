//! Draws analyses at random from texts, for judging by hand: `sample FILE.jsonl... [--count N] [--seed S]` prints
//! word, lemma, part of speech and features of the best reading of N word tokens, and the words around it.
//! Persons' names are passed over.

use isnad_arabic::morph::{Analyzer, Pos, Voice};
use isnad_arabic::token::{TokenKind, tokenize};

fn main() -> std::io::Result<()> {
    let analyzer = Analyzer::builtin();
    let (mut count, mut seed) = (200usize, 1u64);
    let mut texts = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--count" => count = args.next().and_then(|n| n.parse().ok()).unwrap_or(count),
            "--seed" => seed = args.next().and_then(|n| n.parse().ok()).unwrap_or(seed),
            path => {
                for line in std::fs::read_to_string(path)?.lines() {
                    let value: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
                    texts.push(value["text"].as_str().unwrap_or("").to_owned());
                }
            }
        }
    }
    let mut out = Vec::new();
    let mut words = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        let tokens = tokenize(text).into_iter().filter(|t| t.kind == TokenKind::Word);
        words.extend(tokens.map(|t| (i, t.span)));
    }
    let mut drawn = 0;
    while drawn < count && !words.is_empty() {
        // SplitMix64: the same seed draws the same words everywhere.
        seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = seed;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let at = (x ^ (x >> 31)) as usize % words.len();
        let (i, span) = words[at];
        let word = span.slice(&texts[i]);
        analyzer.analyze(word, &mut out);
        let Some(a) = out.first() else { continue };
        let Some(lexeme) = analyzer.lexeme(a.lexeme) else {
            continue;
        };
        if lexeme.pos == Pos::Name && &*lexeme.form != "place" {
            continue;
        }
        let f = a.features;
        let mut what = format!("{:?}", f.kind);
        if f.maybe_passive || f.voice == Voice::Passive {
            what += if f.maybe_passive { " passive?" } else { " passive" };
        }
        for part in [
            f.person.map(|x| format!("{x:?}")),
            f.gender.map(|x| format!("{x:?}")),
            f.number.map(|x| format!("{x:?}")),
        ]
        .into_iter()
        .flatten()
        {
            what = what + " " + &part;
        }
        let near = |k: isize| {
            at.checked_add_signed(k)
                .and_then(|j| words.get(j))
                .filter(|w| w.0 == i)
                .map_or("", |w| w.1.slice(&texts[i]))
        };
        let segments = isnad_arabic::morph::segments(word).join("+");
        println!(
            "{word}\t{segments}\t{}\t{}\t{what}\t{} {} [] {} {}",
            lexeme.lemma,
            lexeme.form,
            near(-2),
            near(-1),
            near(1),
            near(2)
        );
        drawn += 1;
    }
    Ok(())
}
