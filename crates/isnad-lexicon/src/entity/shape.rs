//! Outlets by the look of their host and name.
//!
//! A host or a name goes in; a key for comparing names, or the kind of an unlisted outlet, comes out.
//! The rules are `data/outlets/shapes.toml`: hosts (`t.me`), labels (`.gov`) and words («شبكة»).
//! «تنسيقية مدينة كذا» (tansīqiyyat …, "coordination committee of the town …") is a local network by its first word.

use super::fold::{key_into, readings};
use super::schema::Shape;
use isnad_arabic::token::{TokenKind, tokenize};
use rustc_hash::FxHashMap;

/// Folded words with the kind that they show.
pub(super) fn words(shapes: &[Shape]) -> FxHashMap<String, String> {
    let mut out = FxHashMap::default();
    for s in shapes {
        for w in &s.of {
            let mut key = String::new();
            key_into(w, &mut key);
            out.entry(key).or_insert_with(|| s.kind.clone());
        }
    }
    out
}

/// The bare host of a host or address: lower case, no scheme, port, path or `www.`.
pub(super) fn host(text: &str) -> String {
    let rest = text.split_once("://").map_or(text, |(_, r)| r);
    let rest = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    let rest = rest.trim().trim_end_matches('.').to_ascii_lowercase();
    rest.strip_prefix("www.").map_or(rest.clone(), str::to_owned)
}

/// The label of a domain that names its owner: `example` of `news.example.co.uk`.
pub(super) fn label(domain: &str) -> &str {
    let labels: Vec<&str> = domain.split('.').collect();
    let mut at = labels.len().saturating_sub(2);
    // `co.uk`, `org.sy`: a short label before the last belongs to the ending.
    while at > 0 && labels.get(at).is_some_and(|l| l.len() <= 3) {
        at -= 1;
    }
    labels.get(at).copied().unwrap_or(domain)
}

/// The letters of a whole name, Arabic or Latin, without blanks, signs and articles.
pub(super) fn full_key(name: &str) -> String {
    joined(&folded_words(name))
}

fn joined<S: AsRef<str>>(words: &[S]) -> String {
    let bare = |w: &S| {
        w.as_ref()
            .strip_prefix(['ا'])
            .and_then(|r| r.strip_prefix('ل'))
            .unwrap_or(w.as_ref())
            .to_owned()
    };
    words.iter().map(bare).collect()
}

/// A key under which the ways to write an outlet's name meet: type words and articles off, letters only.
pub(super) fn title_key(name: &str, type_words: &FxHashMap<String, String>) -> String {
    let folded = folded_words(name);
    let keep: Vec<&String> = folded.iter().filter(|w| !is_type(w, type_words)).collect();
    let mut out = if keep.is_empty() {
        joined(&folded)
    } else {
        joined(&keep)
    };
    let tail = type_words
        .keys()
        .filter(|w| w.is_ascii() && w.len() >= 4 && out.len() > w.len() + 3 && out.ends_with(w.as_str()))
        .map(String::len)
        .max();
    if let Some(tail) = tail {
        out.truncate(out.len() - tail);
    }
    if out.is_ascii() && out.len() > 5 && out.starts_with("al") {
        out.drain(..2);
    }
    out
}

fn folded_words(name: &str) -> Vec<String> {
    // A mixed-case Latin name written together (`ExampleNews`) is cut at its capitals.
    let mut folded: Vec<String> = Vec::new();
    for t in tokenize(name) {
        let piece = t.span.slice(name);
        match t.kind {
            TokenKind::Word | TokenKind::Number => {
                let mut k = String::new();
                key_into(piece, &mut k);
                folded.push(k);
            }
            TokenKind::Latin => folded.extend(latin_words(piece)),
            _ => {}
        }
    }
    folded
}

fn is_type(word: &str, type_words: &FxHashMap<String, String>) -> bool {
    let mut found = matches!(word, "al" | "el" | "the" | "of" | "for");
    if !word.is_ascii() {
        readings(word, |_, stem| found |= type_words.contains_key(stem));
    }
    found || type_words.contains_key(word)
}

fn latin_words(piece: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut was_lower = false;
    for c in piece.chars() {
        let plain = match c {
            'û' | 'ü' | 'ú' => 'u',
            'î' | 'í' | 'ı' => 'i',
            'ê' | 'é' | 'è' => 'e',
            'â' | 'á' | 'à' => 'a',
            c => c,
        };
        if out.is_empty() || (was_lower && plain.is_uppercase()) {
            out.push(String::new());
        }
        was_lower = plain.is_lowercase();
        if let Some(last) = out.last_mut() {
            last.extend(plain.to_lowercase());
        }
    }
    out
}

/// The kind that a host shows.
pub(super) fn by_host<'s>(shapes: &'s [Shape], text: Option<&str>) -> Option<&'s str> {
    let host = host(text?);
    shapes.iter().find_map(|s| {
        let fits = s.of.iter().any(|of| match of.strip_prefix('.') {
            Some(label) => host.split('.').skip(1).any(|l| l == label),
            None => host == *of || host.strip_suffix(of.as_str()).is_some_and(|h| h.ends_with('.')),
        });
        fits.then_some(s.kind.as_str())
    })
}

/// The kind that a word of the name, or else of the host, shows.
pub(super) fn by_words<'s>(words: &'s FxHashMap<String, String>, name: &str, address: Option<&str>) -> Option<&'s str> {
    let mut found: Option<&str> = None;
    for t in tokenize(name) {
        let piece = t.span.slice(name);
        match t.kind {
            TokenKind::Word => {
                let mut k = String::new();
                key_into(piece, &mut k);
                readings(&k, |_, stem| found = found.or(words.get(stem).map(String::as_str)));
            }
            TokenKind::Latin => {
                for w in latin_words(piece) {
                    found = found.or(words.get(&w).map(String::as_str));
                }
            }
            _ => {}
        }
    }
    // `examplenews.example`, `example-press.example`
    found.or_else(|| {
        let host = host(address?);
        let mut fits: Vec<(&String, &String)> = words
            .iter()
            .filter(|(w, _)| w.is_ascii() && w.len() >= 3)
            .filter(|(w, _)| {
                host.split('.').any(|l| {
                    l.split('-').any(|p| p == w.as_str())
                        || (w.len() >= 4 && (l.ends_with(w.as_str()) || l.starts_with(w.as_str())))
                })
            })
            .collect();
        fits.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(b.0)));
        fits.first().map(|(_, k)| k.as_str())
    })
}
