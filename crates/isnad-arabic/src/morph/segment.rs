//! Cutting a word into proclitics, stem and attached pronoun.
//!
//! Known words are cut as their best reading says. Unknown ones are cut by shape alone, and only where the shape
//! leaves little doubt: والبنتاغون is و + البنتاغون.

use std::cell::RefCell;
use std::sync::OnceLock;

use super::inflect::letters::{code, from_arabic, pack};
use super::inflect::rows::lines;
use super::lattice::Letters;
use super::{Analyzer, Kind, Memo};

static COMPOUNDS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/arabic/compounds.tsv"));

thread_local! {
    static MEMO: RefCell<Memo> = RefCell::new(Memo::new());
}

/// The segments of a word in order: proclitics one by one, the stem with its article, the attached pronoun.
///
/// Their concatenation is the word; marks stay with the letter that bears them.
///
/// ```
/// use isnad_arabic::morph::segments;
/// // wa-bi-ḥulūl "and with the coming of", li-s-sulṭa "to the authority"
/// assert_eq!(segments("وبحلول"), ["و", "ب", "حلول"]);
/// assert_eq!(segments("للسلطة"), ["ل", "لسلطة"]);
/// ```
#[must_use]
pub fn segments(word: &str) -> Vec<&str> {
    let Some(letters) = Letters::decode(word) else {
        return if word.is_empty() { Vec::new() } else { mixed(word) };
    };
    let best = MEMO.with(|memo| match memo.try_borrow_mut() {
        Ok(mut memo) => Analyzer::builtin().analyze_with(&mut memo, word).first().copied(),
        Err(_) => None,
    });
    let (proclitics, end) = match best {
        Some(a) => {
            let end = (0..=letters.len())
                .find(|&i| letters.start(i) >= a.stem.1)
                .unwrap_or(letters.len());
            let mut proclitics = a.proclitics.count();
            if a.features.kind == Kind::Particle {
                proclitics += held(letters.between(proclitics, end));
            }
            (proclitics, end)
        }
        None => shape(&letters),
    };
    let mut cuts: Vec<usize> = (0..=proclitics).chain([end, letters.len()]).collect();
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|w| word.get(usize::from(letters.start(w[0]))..usize::from(letters.start(w[1]))))
        .filter(|s| !s.is_empty())
        .collect()
}

/// How many proclitic letters a function word holds that counts as one lexeme: بسبب *bi-sababi*.
fn held(key: u128) -> usize {
    static TABLE: OnceLock<Vec<(u128, usize)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut all: Vec<(u128, usize)> = lines(COMPOUNDS)
            .filter_map(|(_, line)| {
                let (form, count) = line.split_once('\t')?;
                Some((pack(&from_arabic(form)?)?, count.trim().parse().ok()?))
            })
            .collect();
        all.sort_unstable();
        all
    });
    table.binary_search_by_key(&key, |x| x.0).map_or(0, |i| table[i].1)
}

/// How many proclitic letters an unknown word has, and where its stem ends.
fn shape(l: &Letters) -> (usize, usize) {
    let n = l.len();
    if n < 5 {
        return (0, n);
    }
    let is = |i: usize, b: u8| l.at(i) == code(b);
    let article = |i: usize| is(i, b'A') && is(i + 1, b'l') && n > i + 4;
    // Inside a word hamza seldom sits on an alef; right behind a proclitic it is the word's first letter.
    let hamza = |i: usize| l.hamza(i) && n > i + 3;
    // است begins masdars and verbs of form X.
    let tenth = |i: usize| is(i, b'A') && is(i + 1, b's') && is(i + 2, b't') && n > i + 4;
    let begins = |i: usize| article(i) || hamza(i) || tenth(i);
    let preposition = |i: usize| is(i, b'b') || is(i, b'k') || is(i, b'l');
    let mut i = 0;
    if (is(0, b'w') || is(0, b'f')) && n > 4 {
        let clear = begins(1) || (is(1, b'l') && is(2, b'l')) || (preposition(1) && begins(2));
        // Foreign names in w- go on with a vowel letter; a conjunction stands before anything.
        let glide = is(1, b'A') || is(1, b'y') || is(1, b'w');
        if clear || (is(0, b'w') && !glide) {
            i = 1;
        }
    }
    if (preposition(i) && begins(i + 1)) || (is(i, b'l') && is(i + 1, b'l') && n > i + 4) {
        i += 1;
    } else if is(i, b's') && (is(i + 1, b'y') || is(i + 1, b't')) && n > i + 4 {
        let tenth = is(i + 2, b's') && is(i + 3, b't');
        let plural = is(n - 1, b'n') && is(n - 2, b'w');
        if tenth || plural {
            i += 1;
        }
    }
    let definite = article(i) || (i > 0 && is(i - 1, b'l') && is(i, b'l'));
    let mut end = n;
    if !definite {
        let stem = n - i;
        let long = is(n - 1, b'A') && is(n - 2, b'h');
        let plural = is(n - 1, b'm') && is(n - 2, b'h');
        let dual = is(n - 1, b'A') && is(n - 2, b'm') && is(n - 3, b'h');
        if dual && stem > 6 {
            end = n - 3;
        } else if (long || plural) && stem > 5 {
            end = n - 2;
        } else if is(n - 1, b'h') && is(n - 2, b't') && stem > 4 {
            end = n - 1;
        }
    }
    (i, end)
}

/// Cuts a word that holds more than Arabic letters: a number behind its proclitics, with its sign.
fn mixed(word: &str) -> Vec<&str> {
    let digit = |c: char| c.is_numeric();
    let Some(first) = word.find(digit) else {
        return vec![word];
    };
    let (head, rest) = word.split_at(first);
    let letters: Option<Letters> = Letters::decode(head);
    let proclitics = letters.filter(|l| l.len() <= 4);
    if !head.is_empty() && proclitics.is_none() {
        return vec![word];
    }
    let mut out = Vec::new();
    if let Some(l) = proclitics {
        let mut at = 0;
        while at < l.len() {
            let article = l.at(at) == code(b'A') && l.at(at + 1) == code(b'l');
            let next = if article { at + 2 } else { at + 1 };
            out.extend(head.get(usize::from(l.start(at))..usize::from(l.start(next))));
            at = next;
        }
    }
    let end = rest
        .rfind(digit)
        .map_or(0, |i| i + rest[i..].chars().next().map_or(0, char::len_utf8));
    let (number, sign) = rest.split_at(end);
    out.push(number);
    if !sign.is_empty() {
        out.push(sign);
    }
    out
}
