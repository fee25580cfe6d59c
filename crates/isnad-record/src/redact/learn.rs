//! Learning the names of private persons from what records say of them.
//!
//! In: words of records that name somebody, a judge of single words. Out: a redactor that knows the names in them.
//! Invariant: what is learned does not depend on what else is learned, but for places, whose words are nobody's name.
//! Deliberately knows no dictionary: whoever makes the redactor lends one.
//! Example: of «السائق آدم الفضيلي» (the driver Adam al-Fudayli) «آدم الفضيلي» is learned.

use super::{Redactor, words};
use crate::shape::{ClaimRecord, ReportRecord};

/// What a word can be in a person's name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InName {
    /// Listed as a name, and nothing else.
    Name,
    /// Listed as a name, and an everyday word too («زهرة», a flower).
    Either,
    /// In no dictionary.
    Unknown,
    /// Ends like a surname, and like an adjective: goes on with a name and begins none.
    Nisba,
    /// An everyday word: what somebody is, or the middle of a name.
    Everyday,
    /// A particle, a verb, a number: in no name.
    Never,
}

impl InName {
    fn begins(self) -> bool {
        matches!(self, Self::Name | Self::Either | Self::Unknown)
    }

    fn ends(self) -> bool {
        self.begins() || self == Self::Nisba
    }

    fn listed(self) -> bool {
        matches!(self, Self::Name | Self::Either)
    }
}

/// Says what a word can be in a name.
pub type Kind = fn(&str) -> InName;

/// Marks that part a name from what stands beside it; «د.» and a hyphen do not.
fn apart(c: char) -> bool {
    matches!(
        c,
        '،' | ',' | '؛' | ';' | ':' | '(' | ')' | '"' | '«' | '»' | '“' | '”' | '„' | '–' | '—' | '\n'
    )
}

impl Redactor {
    /// Learns the name of a private person, which may stand among words that say who he is.
    pub fn learn(&mut self, name: &str) {
        let mut pieces: Vec<Vec<(&str, InName)>> = vec![Vec::new()];
        let mut before = 0;
        for (a, b) in words(name) {
            let word = &name[a..b];
            let kind = (self.kind)(word);
            if kind == InName::Never || name[before..a].chars().any(apart) {
                pieces.push(Vec::new());
            }
            let last = pieces.last().and_then(|p| p.last()).map(|w| w.1);
            let (after_name, after_listed) = (last.is_some_and(InName::ends), last.is_some_and(InName::listed));
            let kind = match kind {
                // «شرطة ديالى»: a town is nobody, but «سالم الباب» may be somebody.
                InName::Unknown | InName::Name | InName::Either if self.places.contains(&(self.fold)(word)) => {
                    if after_name {
                        InName::Nisba
                    } else {
                        InName::Everyday
                    }
                }
                // «محمد السليم»: most surnames are everyday words with the article.
                InName::Everyday if after_listed && word.starts_with("ال") => InName::Nisba,
                kind => kind,
            };
            if let Some(piece) = pieces.last_mut().filter(|_| kind != InName::Never) {
                piece.push((word, kind));
            }
            before = b;
        }
        // «السائق آدم الفضيلي»: what he is does not name him.
        let core = |piece: &'_ Vec<_>| {
            let first = piece.iter().position(|w: &(&str, InName)| w.1.begins())?;
            let last = piece.iter().rposition(|w| w.1.ends())?;
            Some(first..last + 1)
        };
        let cores: Vec<&[(&str, InName)]> = pieces.iter().filter_map(|p| p.get(core(p)?)).collect();
        let sure = |c: &&&[(&str, InName)]| c.len() > 1 && c.iter().any(|w| w.1.listed());
        let named: Vec<_> = cores.iter().filter(sure).collect();
        if !named.is_empty() {
            for c in named {
                self.learn_words(c);
            }
            return;
        }
        // «المواطنة زهرة» is somebody, «زهرة» a flower; «المواطن وعد سند» may be somebody too.
        // «ميراث الإعلام»: one word that no dictionary has is a name where nothing goes on behind it.
        let cores: Vec<_> = cores
            .into_iter()
            .filter(|c| c.len() > 1 || pieces.iter().any(|p| p.last() == c.last()) || c[0].1 == InName::Name)
            .collect();
        let plain = cores
            .iter()
            .any(|c| c.len() > 1 || c.iter().all(|w| w.1 != InName::Either));
        for c in cores
            .iter()
            .filter(|c| plain && (c.len() > 1 || c[0].1 != InName::Either))
        {
            self.learn_words(c);
        }
        if !plain && let [piece] = pieces.as_slice() {
            self.learn_words(piece);
        }
    }

    fn learn_words(&mut self, name: &[(&str, InName)]) {
        let folded: Vec<String> = name
            .iter()
            .map(|(w, _)| (self.fold)(w))
            .filter(|w| !w.is_empty())
            .collect();
        if folded.is_empty() || (folded.len() == 1 && folded[0].chars().count() < 3) {
            return;
        }
        let whole = folded.join(" ");
        // A name is told again by its first two words or by its last ones; a long phrase only by its last.
        for n in 2..folded.len() {
            self.part(&folded[folded.len() - n..], &whole);
            if folded.len() <= 4 {
                self.part(&folded[..n], &whole);
            }
        }
        self.begins(&folded);
        self.names.insert(whole.clone(), whole);
    }

    /// Keeps that a name of so many words begins with the first of them.
    fn begins(&mut self, words: &[String]) {
        if let Some(first) = words.first() {
            let longest = self.firsts.entry(first.clone()).or_default();
            *longest = words.len().max(*longest);
        }
    }

    fn part(&mut self, words: &[String], whole: &str) {
        self.begins(words);
        let entry = self.names.entry(words.join(" ")).or_insert_with(|| whole.to_owned());
        // The least whole name wins, so that the order of learning does not matter.
        if whole < entry.as_str() && *entry != words.join(" ") {
            *entry = whole.to_owned();
        }
    }

    /// Learns the private persons that a report mentions.
    pub fn learn_report(&mut self, r: &ReportRecord) {
        for m in r.mentions.iter().filter(|m| m.kind == "place") {
            let of = words(&m.text).into_iter().map(|(a, b)| (self.fold)(&m.text[a..b]));
            self.places.extend(of);
        }
        for m in r.mentions.iter().filter(|m| m.kind == "private_person") {
            self.learn(&m.text);
        }
    }

    /// Learns the private persons of a claim: participants, sources, named victims.
    pub fn learn_claim(&mut self, c: &ClaimRecord) {
        for p in c.agent.iter().chain(&c.patient).filter(|p| p.private) {
            self.learn(&p.text);
        }
        for s in c.sources.iter().filter(|s| s.private) {
            if let Some(text) = &s.text {
                self.learn(text);
            }
        }
        for n in c.casualties.iter().flat_map(|c| &c.names) {
            self.learn(&n.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::fold;
    use super::*;

    /// A dictionary of a few words.
    fn kind(word: &str) -> InName {
        match word {
            "آدم" | "عثمان" | "خالد" => InName::Name,
            "زهرة" | "باسم" | "محمد" => InName::Either,
            "التنفيذي" | "العسكري" => InName::Nisba,
            "السائق" | "المواطنة" | "المدير" | "المتحدث" | "شرطة" | "مدينة" | "السليم" | "وعد" | "سند" | "أبنائها" => {
                InName::Everyday
            }
            "من" | "لمحلية" | "أربعة" => InName::Never,
            _ => InName::Unknown,
        }
    }

    #[test]
    fn what_somebody_is_does_not_name_him() {
        let place = serde_json::json!({"kind": "place", "text": "مدينة ديالى", "span": [0, 1], "entity": null});
        let report = serde_json::json!({
            "schema": "isnad.report/1", "id": "r", "external_id": null, "path": null, "url": null, "sha256": "", "encoding": "utf-8",
            "lang": "ar", "text": "", "title": null, "byline": [], "outlet": null, "published": null, "retrieved": null,
            "body": [], "copy_of": null, "version_of": null, "mentions": [place], "diagnostics": [],
        });
        for (learned, text, want) in [
            ("السائق آدم الفضيلي", "السائق آدم الفضيلي", "السائق *"),
            ("أربعة من أبنائها", "أربعة من أبنائها", "أربعة من أبنائها"),
            (
                "المدير التنفيذي لمحلية ديالى، عثمان الفكي",
                "المدير التنفيذي لمحلية ديالى، عثمان الفكي",
                "المدير التنفيذي لمحلية ديالى، *",
            ),
            (
                "المتحدث باسم شرطة ديالى، العقيد خالد",
                "باسم شرطة ديالى",
                "باسم شرطة ديالى",
            ),
            ("المواطنة زهرة", "زهرة والمواطنة زهرة", "زهرة و*"),
            ("المواطنة زهرة", "المواطنة زهرة", "*"),
            ("محمد السليم", "قال محمد السليم", "قال *"),
            ("وعد سند", "وعد سند", "*"),
            ("المقطري", "المقطري", "*"),
        ] {
            let mut r = Redactor::new([7; 32], fold).telling(kind);
            r.learn_report(&serde_json::from_value(report.clone()).unwrap());
            r.learn(learned);
            let mut told = r.text(text);
            while let Some(at) = told.find("[P-") {
                told.replace_range(at..at + 12, "*");
            }
            assert_eq!(told, want, "{learned}: {text}");
        }
        // A name that is known in full is told in full, whatever stands before it.
        let mut r = Redactor::new([7; 32], fold).telling(kind);
        r.learn("المواطنة زهرة");
        r.learn("زهرة آدم الفضيلي");
        assert!(r.text("المواطنة زهرة آدم الفضيلي").starts_with("المواطنة [P-"));
    }
}
