//! What is wrong with entries: one check for the built-in data and for a user's.
//!
//! Entries with the file they stand in go in; a list of [`Lint`]s comes out, each naming file, entry, what was
//! expected and what was seen. Nothing is repaired. A tatweel inside «دا عـش» is refused, as is an English name
//! with a hostile word.

use super::Entities;
use super::fold::key;
use super::index::name_words;
use super::schema::{Class, Entity};
use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt;

/// One thing wrong with one entry.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Lint {
    /// The file, as it was named.
    pub file: String,
    /// Id of the entry, or where in the file.
    pub entry: String,
    /// What was expected.
    pub expected: String,
    /// What was seen.
    pub seen: String,
}

impl fmt::Display for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}: expected {}, saw {}",
            self.file, self.entry, self.expected, self.seen
        )
    }
}

/// Checks entries against `known`, which holds them already (references, kinds, doubled ids).
#[must_use]
pub fn lint(entries: &[(String, Entity)], known: &Entities) -> Vec<Lint> {
    let mut out = Vec::new();
    let mut ids: FxHashMap<&str, &str> = FxHashMap::default();
    for (file, e) in entries {
        let mut say = |expected: &str, seen: &str| {
            out.push(Lint {
                file: file.clone(),
                entry: if e.id.is_empty() {
                    "an entry without id".to_owned()
                } else {
                    e.id.clone()
                },
                expected: expected.to_owned(),
                seen: seen.to_owned(),
            });
        };
        if let Some(other) = ids.insert(&e.id, file) {
            say("an id of its own", &format!("the id of an entry of {other} again"));
        }
        check(e, known, &mut say);
    }
    out
}

fn check(e: &Entity, known: &Entities, say: &mut dyn FnMut(&str, &str)) {
    let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if e.id.is_empty() || !e.id.chars().all(slug) || e.id.starts_with("x-") {
        say(
            "an id of small Latin letters, digits and '-', not beginning with 'x-'",
            &e.id,
        );
    }
    // An entry that adds to a known one need not repeat what that one says.
    let adds = known
        .by_id(&e.id)
        .and_then(|ix| known.get(ix))
        .is_some_and(|k| !k.kind.is_empty() && k != e);
    match known.kind_by_id(&e.kind) {
        None if adds && e.kind.is_empty() => {}
        None => say("a kind of actors/kinds.toml", &e.kind),
        Some(k) if k.class != e.class && !adds => {
            say(
                &format!("class {:?} for kind {}", k.class, e.kind).to_lowercase(),
                &format!("{:?}", e.class).to_lowercase(),
            );
        }
        Some(_) => {}
    }
    if e.en.trim().is_empty() && !adds {
        say("an English name in 'en'", "none");
    }
    for en in std::iter::once(&e.en)
        .chain(&e.en_also)
        .chain(e.role.iter())
        .chain(e.offices.iter().map(|o| &o.en))
    {
        if en.chars().any(is_arabic) {
            say("Latin letters", en);
        }
        let lower = en.to_lowercase();
        for word in known.plain_english() {
            if lower
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .any(|w| w == word)
            {
                say("an English name that takes no side", en);
            }
        }
    }
    check_names(e, known, say);
    for (field, refs) in [("parents", &e.parents), ("successors", &e.successors)] {
        for tie in refs {
            if known.by_id(&tie.id).is_none() {
                say(&format!("a known id in '{field}'"), &tie.id);
            }
            check_dates(tie.since.as_deref(), tie.until.as_deref(), say);
        }
    }
    for id in e
        .feeds
        .iter()
        .chain(&e.owner)
        .chain(e.offices.iter().filter_map(|o| o.of.as_ref()))
    {
        if known.by_id(id).is_none() {
            say("a known id in 'feeds', 'owner' or 'offices'", id);
        }
    }
    check_dates(e.since.as_deref(), e.until.as_deref(), say);
    for o in &e.offices {
        check_dates(o.since.as_deref(), o.until.as_deref(), say);
    }
    for d in &e.domains {
        let host = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
        if !d.contains('.') || d.starts_with("www.") || !d.chars().all(host) {
            say("a domain in small letters without 'www.' or path", d);
        } else if let Some(ix) = known.by_domain(d)
            && known.get(ix).is_some_and(|k| k.id != e.id && k.domains.contains(d))
        {
            say("a domain of one entity only", d);
        }
    }
    if let Some(c) = &e.country
        && (c.len() != 2 || !c.chars().all(|c| c.is_ascii_uppercase()))
    {
        say("a country as two capitals (ISO 3166)", c);
    }
    for c in &e.near {
        if c.len() != 2 || !c.chars().all(|c| c.is_ascii_uppercase()) {
            say("countries in 'near' as two capitals (ISO 3166)", c);
        }
    }
    if !e.local.is_empty() && e.country.is_none() && e.near.is_empty() {
        say("a country for the names in 'local'", "none");
    }
    if let Some(q) = &e.wikidata
        && !q
            .strip_prefix('Q')
            .is_some_and(|d| !d.is_empty() && d.chars().all(|c| c.is_ascii_digit()))
    {
        say("a Wikidata item such as Q42", q);
    }
}

fn check_names(e: &Entity, known: &Entities, say: &mut dyn FnMut(&str, &str)) {
    let dated = e.dated.iter().map(|d| &d.name);
    let arabic = e
        .names
        .iter()
        .chain(&e.hostile)
        .chain(&e.cued)
        .chain(&e.short)
        .chain(dated)
        .map(|n| (n, false))
        // What counts in some texts by the country may count in others by what stands beside it.
        .chain(e.local.iter().map(|n| (n, true)));
    let mut seen: FxHashSet<(bool, Vec<String>)> = FxHashSet::default();
    let mut any = false;
    for (name, local) in arabic {
        any = true;
        if name.trim() != name || name.is_empty() {
            say("a name without blanks around it", &format!("'{name}'"));
        }
        if name.contains(['،', '؛', '/', '|', '\n']) {
            say("one name a string", name);
        }
        if let Some(c) = name.chars().find(|c| refused(*c)) {
            say("plain Arabic letters", &format!("U+{:04X} in {name}", c as u32));
        }
        // Tatweel and hidden marks fold away, so two spellings of one name meet here.
        let words = name_words(name);
        if words.is_empty() {
            say("a name with letters", name);
        } else if !seen.insert((local, words)) {
            say("each name once, whatever its spelling", name);
        }
    }
    if !any && e.tags.is_empty() && e.domains.is_empty() && known.by_id(&e.id).is_none() {
        say("at least one Arabic name", "none");
    }
    for h in e.heads.iter().chain(&e.needs) {
        let words = name_words(h);
        if !matches!(words.len(), 1 | 2) || super::fold::split_article(&key(h)).0 {
            say("one or two words without the article in 'heads' and 'needs'", h);
        }
    }
    for d in &e.dated {
        check_dates(d.since.as_deref(), d.until.as_deref(), say);
    }
    if e.class != Class::Figure && !e.offices.is_empty() {
        say("offices of persons only", &e.id);
    }
}

fn check_dates(since: Option<&str>, until: Option<&str>, say: &mut dyn FnMut(&str, &str)) {
    for date in since.iter().chain(until.iter()) {
        if super::bound(date, false).is_none() || ![4, 7, 10].contains(&date.len()) {
            say("a date as 2016, 2016-07 or 2016-07-28", date);
        }
    }
    if let (Some(s), Some(u)) = (
        since.and_then(|s| super::bound(s, false)),
        until.and_then(|u| super::bound(u, true)),
    ) && s > u
    {
        say("since not after until", &format!("{s} and {u}"));
    }
}

fn is_arabic(c: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&c)
}

/// Characters that look like a plain letter and are none.
fn refused(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || ('\u{64b}'..='\u{652}').contains(&c)
}
