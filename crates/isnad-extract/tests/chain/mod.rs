//! Chains of sources of the claims of an invented report, for the tests of several files.

use isnad_extract::{analyse, sentence};
use isnad_lexicon::Lexicon;
use isnad_model::{MaybeQuoted, Outlet, Report, Span};
use std::sync::LazyLock;

pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// A report with its first line as headline.
pub fn report(outlet: &str, text: &str) -> Report {
    let mut report = sentence(text);
    let title = text.find('\n').unwrap_or(0);
    report.title = (title > 0).then(|| MaybeQuoted {
        text: text[..title].to_owned(),
        span: Some(Span::from_range(0..title)),
    });
    report.outlet = (!outlet.is_empty()).then(|| Outlet {
        text: outlet.to_owned(),
        span: None,
        id: None,
        name: None,
    });
    report
}

/// The chains of the claims whose trigger holds `word`, as «kind:text».
pub fn chains(outlet: &str, text: &str, word: &str) -> Vec<Vec<String>> {
    analyse(&report(outlet, text), &LEXICON)
        .claims
        .iter()
        .filter(|c| c.trigger.text.contains(word))
        .map(|c| {
            c.sources
                .iter()
                .map(|s| match &s.quoted {
                    Some(q) if s.kind.as_str() != "outlet" => format!("{}:{}", s.kind.as_str(), q.text),
                    _ => s.kind.as_str().to_owned(),
                })
                .collect()
        })
        .collect()
}

pub fn holds(outlet: &str, text: &str, word: &str, wanted: &[&str]) {
    let found = chains(outlet, text, word);
    let fits = |chain: &Vec<String>| {
        chain.len() == wanted.len()
            && chain.iter().zip(wanted).all(|(c, w)| {
                c.starts_with(w.split(':').next().unwrap_or("")) && c.contains(w.rsplit(':').next().unwrap_or(""))
            })
    };
    assert!(
        found.iter().any(fits),
        "{word} in {text}\n  wanted {wanted:?}\n  found {found:?}"
    );
}
