//! Shows the places of a text on standard input: span, words, what they resolve to.
//!
//! `show_places [TABLE…] < text`.

use isnad_arabic::token::tokenize;
use isnad_extract::place::{Scope, resolve};
use isnad_lexicon::gazetteer::{Gazetteer, import};
use isnad_model::Span;
use std::io::Read;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files = Vec::new();
    for path in std::env::args().skip(1) {
        files.push((path.clone(), std::fs::read_to_string(&path)?));
    }
    let imported = if files.is_empty() { None } else { Some(import(&files)?) };
    let bytes: Vec<&[u8]> = imported.iter().map(|i| i.bytes.as_slice()).collect();
    let gazetteer = Gazetteer::load(&bytes)?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let tokens = tokenize(&text);
    let mut sentences = Vec::new();
    let mut start = 0;
    for (i, c) in text.char_indices().filter(|(_, c)| matches!(c, '\n' | '.')) {
        sentences.push(Span::from_range(start..i + c.len_utf8()));
        start = i + c.len_utf8();
    }
    let mentions = gazetteer.find_with(&text, &tokens, &isnad_extract::place::is_everyday);
    let scope = Scope {
        country: None,
        sentences: &sentences,
        bare: false,
    };
    for (m, r) in mentions.iter().zip(resolve(&gazetteer, &text, &mentions, &scope)) {
        let tail = r.map_or("no place".to_owned(), |r| {
            let p = &r.place;
            format!(
                "{} ({}) {:?} prec {:?}{}{}{}",
                p.id.as_ref().map_or("-", |i| i.as_str()),
                p.name_en.as_deref().unwrap_or("-"),
                p.point,
                p.precision,
                if r.inherited { " inherited" } else { "" },
                if r.fuzzy { " fuzzy" } else { "" },
                if p.ambiguous { " ambiguous" } else { "" }
            )
        });
        println!(
            "{:?} «{}» [{}{}] -> {tail}",
            m.span,
            m.span.slice(&text),
            if m.sure { "sure" } else { "?" },
            m.everyday
        );
    }
    Ok(())
}
