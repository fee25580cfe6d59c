//! Redaction: private persons become pseudonyms before anything leaves a case.
//!
//! In: the records of a case, a key of the case, a folding of words. Out: the same records with every spelling of a
//! private person's name replaced, in texts, quotes, names, English lines and values; homes placed at their village.
//!
//! **Invariants:** a pseudonym is stable within a case and says nothing without its key (HMAC-SHA256); after
//! redaction a text beside a span is still the slice that the span names; public figures, organisations and villages
//! stay. It deliberately replaces too much rather than too little: a part of a name of two words or more is the name.
//!
//! Example: «وقال أحمد الحسن» (and Ahmad al-Hasan said) becomes «وقال [P-1a2b3c4d]» wherever any record quotes it.

mod learn;

pub use learn::{InName, Kind};

use crate::edit::{Edit, apply, back, moved, replaced};
use crate::shape::*;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Folds a word so that its spellings meet.
pub type Fold = fn(&str) -> String;

/// Replaces private persons of a case.
pub struct Redactor {
    key: [u8; 32],
    fold: Fold,
    kind: Kind,
    /// Folded words of a name, joined by a blank, to the whole folded name.
    names: BTreeMap<String, String>,
    /// First folded words of those, and how many words the longest of them has that begins so.
    firsts: HashMap<String, usize>,
    /// Folded words of places that reports name.
    places: BTreeSet<String>,
}

/// The edits that redact one report's text.
pub struct Page {
    edits: Vec<Edit>,
    text: String,
}

fn hmac(key: &[u8; 32], message: &[u8]) -> String {
    let pad = |with: u8| -> [u8; 64] {
        let mut block = [with; 64];
        for (b, k) in block.iter_mut().zip(key) {
            *b ^= k;
        }
        block
    };
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    let outer = Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize();
    outer.iter().map(|b| format!("{b:02x}")).collect()
}

/// Byte ranges of the words of a text: letters, digits, marks, tatweel.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices() {
        let inside = matches!(c, '\u{620}'..='\u{65f}' | '\u{670}') || c.is_alphanumeric();
        match (inside, start) {
            (true, None) => start = Some(i),
            (false, Some(s)) => {
                out.push((s, i));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(s) = start {
        out.push((s, text.len()));
    }
    out
}

impl Redactor {
    /// A redactor that knows nobody yet.
    #[must_use]
    pub fn new(key: [u8; 32], fold: Fold) -> Self {
        Self {
            key,
            fold,
            kind: |_| InName::Name,
            names: BTreeMap::new(),
            firsts: HashMap::new(),
            places: BTreeSet::new(),
        }
    }

    /// The same, who tells names from what is said beside them.
    #[must_use]
    pub fn telling(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// How many private persons are known.
    #[must_use]
    pub fn known(&self) -> usize {
        self.names.iter().filter(|(part, whole)| part == whole).count()
    }

    /// Folded words of all names, each once.
    #[must_use]
    pub fn name_words(&self) -> BTreeSet<&str> {
        self.names.values().flat_map(|whole| whole.split(' ')).collect()
    }

    /// The pseudonym of a folded name.
    fn pseudonym(&self, whole: &str) -> String {
        format!("[P-{}]", &hmac(&self.key, whole.as_bytes())[..8])
    }

    fn edits(&self, text: &str) -> Vec<Edit> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let words = words(text);
        let folded: Vec<String> = words.iter().map(|(a, b)| (self.fold)(&text[*a..*b])).collect();
        let mut out = Vec::new();
        let mut i = 0;
        while i < words.len() {
            // «المواطنة زهرة» is known, and so is «زهرة علي المقطري»: the longer one is told there.
            let at = |i: usize| self.name_at(text, &words, &folded, i);
            let plain = |n: usize| n > 1 && (self.kind)(&text[words[i].0..words[i].1]) == InName::Everyday;
            let name = at(i).filter(|(_, n, _)| !plain(*n) || at(i + 1).is_none_or(|(_, m, _)| m < *n));
            match name {
                Some((skip, n, whole)) => {
                    out.push(Edit {
                        start: words[i].0 + skip,
                        end: words[i + n - 1].1,
                        with: self.pseudonym(whole),
                    });
                    i += n;
                }
                None => i += 1,
            }
        }
        out
    }

    /// The longest name that starts at a word: bytes of proclitics before it, words, whole name.
    fn name_at(
        &self,
        text: &str,
        words: &[(usize, usize)],
        folded: &[String],
        i: usize,
    ) -> Option<(usize, usize, &str)> {
        let (start, end) = words[i];
        let word = &text[start..end];
        let mut skip = 0;
        // Up to two proclitics of one letter: و ف, then ب ل ك.
        for step in 0..3 {
            let first = if step == 0 {
                Cow::Borrowed(folded[i].as_str())
            } else {
                let Some(c) = word[skip..].chars().next() else { break };
                let proclitics: &[char] = if step == 1 {
                    &['و', 'ف', 'ب', 'ل', 'ك']
                } else {
                    &['ب', 'ل', 'ك']
                };
                if !proclitics.contains(&c) {
                    break;
                }
                skip += c.len_utf8();
                Cow::Owned((self.fold)(&word[skip..]))
            };
            let Some(most) = self.firsts.get(&*first) else {
                continue;
            };
            let mut run = first.into_owned();
            let mut best = None;
            for n in 1..=(*most).min(words.len() - i) {
                if n > 1 {
                    run.push(' ');
                    run.push_str(&folded[i + n - 1]);
                }
                if let Some(whole) = self.names.get(&run) {
                    best = Some((n, whole.as_str()));
                }
            }
            if let Some((n, whole)) = best {
                return Some((skip, n, whole));
            }
        }
        None
    }

    /// A string with every private person replaced.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        apply(text, &self.edits(text))
    }

    fn replace(&self, text: &mut String) {
        let edits = self.edits(text);
        if !edits.is_empty() {
            *text = apply(text, &edits);
        }
    }

    /// What redacts one report and its claims.
    #[must_use]
    pub fn page(&self, text: &str) -> Page {
        let edits = self.edits(text);
        Page {
            text: apply(text, &edits),
            edits,
        }
    }

    /// An address without names in it: what would name somebody is cut off behind its host.
    pub fn address(&self, url: &mut String) {
        if !self.edits(&decoded(url)).is_empty() {
            let host = url.find("://").map_or(0, |i| i + 3);
            let end = url.get(host..).and_then(|rest| rest.find(['/', '?', '#']));
            url.truncate(end.map_or(0, |i| host + i));
            url.push_str("/[redacted]");
        }
    }

    /// Redacts what is said of a report beside its text.
    pub fn brief(&self, r: &mut crate::export::Brief) {
        r.title.iter_mut().for_each(|t| self.replace(t));
        r.url.iter_mut().for_each(|u| self.address(u));
        r.path.iter_mut().for_each(|p| self.replace(p));
        r.outlet.iter_mut().for_each(|o| self.replace(o));
        r.byline.iter_mut().for_each(|b| self.replace(b));
    }

    /// Redacts the words of a claim that leaves without its report: its spans name nothing any more.
    pub fn claim_words(&self, c: &mut ClaimRecord) {
        let home = at_home(c.target.as_ref());
        for q in [&mut c.quote, &mut c.trigger].into_iter().chain(&mut c.also) {
            self.replace(&mut q.text);
        }
        for p in c.agent.iter_mut().chain(&mut c.patient) {
            self.replace(&mut p.text);
            if p.private {
                p.entity = None;
            }
        }
        for n in c.casualties.iter_mut().flat_map(|k| &mut k.names) {
            self.replace(&mut n.text);
        }
        for t in c.means.iter_mut().chain(&mut c.target) {
            self.replace(&mut t.text);
        }
        if let Some(p) = &mut c.place {
            self.replace(&mut p.text);
            blur(p, home);
        }
        for s in &mut c.sources {
            s.text.iter_mut().for_each(|t| self.replace(t));
            if s.private {
                s.entity = None;
            }
        }
        self.replace(&mut c.english);
    }

    /// Redacts a report.
    pub fn report(&self, page: &Page, r: &mut ReportRecord) {
        r.text.clone_from(&page.text);
        r.url.iter_mut().for_each(|u| self.address(u));
        r.path.iter_mut().for_each(|p| self.replace(p));
        r.external_id.iter_mut().for_each(|i| self.replace(i));
        r.byline.iter_mut().for_each(|b| self.replace(b));
        match &mut r.title_span {
            Some(span) => {
                let mut title = String::new();
                page.moved(&mut title, span);
                r.title = Some(title);
            }
            None => r.title.iter_mut().for_each(|t| self.replace(t)),
        }
        if let Some(o) = &mut r.outlet
            && let Some(span) = &mut o.span
        {
            page.moved(&mut o.text, span);
        }
        if let Some(span) = r.published.as_mut().and_then(|p| p.span.as_mut()) {
            *span = moved(*span, &page.edits);
        }
        for span in &mut r.body {
            *span = moved(*span, &page.edits);
        }
        for m in &mut r.mentions {
            page.moved(&mut m.text, &mut m.span);
            if m.kind == "private_person" {
                m.entity = None;
            }
        }
        for d in &mut r.diagnostics {
            d.span = d.span.map(|s| moved(s, &page.edits));
            self.replace(&mut d.message);
        }
        let changes = r.copy_of.iter_mut().flat_map(|c| &mut c.changes);
        for c in changes.chain(&mut r.version_changes) {
            self.replace(&mut c.before);
            self.replace(&mut c.after);
        }
    }

    /// Redacts a claim of the page's report.
    pub fn claim(&self, page: &Page, c: &mut ClaimRecord) {
        let quotes = [&mut c.quote, &mut c.trigger].into_iter().chain(&mut c.also);
        for q in quotes {
            page.moved(&mut q.text, &mut q.span);
        }
        for p in c.agent.iter_mut().chain(&mut c.patient) {
            page.moved(&mut p.text, &mut p.span);
        }
        for k in &mut c.casualties {
            k.span = moved(k.span, &page.edits);
            for n in &mut k.names {
                page.moved(&mut n.text, &mut n.span);
            }
        }
        for t in c.means.iter_mut().chain(&mut c.target) {
            page.moved(&mut t.text, &mut t.span);
        }
        let home = at_home(c.target.as_ref());
        if let Some(p) = &mut c.place {
            page.moved(&mut p.text, &mut p.span);
            blur(p, home);
        }
        if let Some(t) = &mut c.time {
            page.moved(&mut t.text, &mut t.span);
        }
        for s in &mut c.sources {
            if let (Some(text), Some(span)) = (&mut s.text, &mut s.span) {
                page.moved(text, span);
            }
            if let Some(cue) = &mut s.cue {
                page.moved(&mut cue.text, &mut cue.span);
            }
            if s.private {
                s.entity = None;
            }
        }
        for p in c.agent.iter_mut().chain(&mut c.patient).filter(|p| p.private) {
            p.entity = None;
        }
        self.replace(&mut c.english);
    }

    /// Redacts an event. Its words stand in one of its reports: `page` gives that of a span and its words.
    pub fn event(&self, e: &mut EventRecord, page: &dyn Fn(&str, SpanRecord) -> Option<std::rc::Rc<Page>>) {
        let fix = |text: &mut String, span: &mut SpanRecord| match page(text, *span) {
            Some(page) => page.moved(text, span),
            None => self.replace(text),
        };
        let home = at_home(e.target.as_ref());
        for p in e.agent.iter_mut().chain(&mut e.patient) {
            fix(&mut p.text, &mut p.span);
            if p.private {
                p.entity = None;
            }
        }
        for t in e.means.iter_mut().chain(&mut e.target) {
            fix(&mut t.text, &mut t.span);
        }
        if let Some(p) = &mut e.place {
            fix(&mut p.text, &mut p.span);
            blur(p, home);
        }
        for n in e.casualties.iter_mut().flat_map(|c| &mut c.names) {
            fix(&mut n.text, &mut n.span);
        }
        for o in &mut e.origins {
            o.name.iter_mut().for_each(|n| self.replace(n));
        }
        for v in e.contradictions.iter_mut().flat_map(|c| &mut c.values) {
            self.replace(&mut v.value);
        }
        for b in e.why.iter_mut().flat_map(|w| &mut w.because) {
            self.replace(b);
        }
        self.replace(&mut e.english);
    }

    /// Redacts a relation.
    pub fn relation(&self, r: &mut RelationRecord) {
        self.replace(&mut r.from);
        self.replace(&mut r.to);
    }
}

/// An address with its escapes read, as far as they are UTF-8.
fn decoded(url: &str) -> String {
    let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let bytes = url.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        let escape = (b == b'%').then(|| Some((digit(*bytes.get(i + 1)?)?, digit(*bytes.get(i + 2)?)?)));
        if let Some(Some((high, low))) = escape {
            out.push(high * 16 + low);
            i += 3;
        } else {
            out.push(b);
            i += 1;
        }
    }
    String::from_utf8_lossy(&out).replace(['-', '_', '+'], " ")
}

/// Whether what was hit is somebody's home.
fn at_home(target: Option<&ThingRecord>) -> bool {
    target.is_some_and(|t| ["house", "home", "residential building", "apartment"].contains(&t.class.as_str()))
}

/// A home is placed at its village: about a kilometre, and never "exact".
fn blur(p: &mut PlaceRecord, home: bool) {
    if home {
        let round = |x: f64| (x * 100.0).round() / 100.0;
        p.lat = p.lat.map(round);
        p.lon = p.lon.map(round);
        p.precision = p.precision.map(|n| n.max(2));
    }
}

impl Page {
    /// The redacted text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a span of the report stands in the redacted text.
    #[must_use]
    pub fn there(&self, span: SpanRecord) -> SpanRecord {
        moved(span, &self.edits)
    }

    /// Where a span of the redacted text stands in the report; what touches a pseudonym covers the whole name.
    #[must_use]
    pub fn back(&self, span: SpanRecord) -> SpanRecord {
        back(span, &self.edits)
    }

    /// Where pseudonyms stand in the redacted text.
    #[must_use]
    pub fn replaced(&self) -> Vec<std::ops::Range<usize>> {
        replaced(&self.edits)
    }

    /// Moves a span and takes its words out of the redacted text.
    fn moved(&self, text: &mut String, span: &mut SpanRecord) {
        *span = moved(*span, &self.edits);
        *text = self
            .text
            .get(span[0] as usize..span[1] as usize)
            .unwrap_or("")
            .to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn fold(word: &str) -> String {
        word.chars()
            .filter(|c| *c != '\u{640}' && !('\u{64b}'..='\u{65f}').contains(c))
            .map(|c| match c {
                'أ' | 'إ' | 'آ' => 'ا',
                'ى' => 'ي',
                'ة' => 'ه',
                c => c,
            })
            .collect()
    }

    fn redactor() -> Redactor {
        let mut r = Redactor::new([7; 32], fold);
        r.learn("أحمد خالد الحسن");
        r
    }

    #[test]
    fn every_spelling_of_a_private_name_goes() {
        let r = redactor();
        let pseudonym = r.text("أحمد خالد الحسن");
        assert!(pseudonym.starts_with("[P-") && pseudonym.len() == 12, "{pseudonym}");
        for (text, want) in [
            ("قال احمد خالد الحسن إنه", format!("قال {pseudonym} إنه")),
            ("وأحـمد خالد الحسن", format!("و{pseudonym}")),
            ("لأحمد خالد في القرية", format!("ل{pseudonym} في القرية")),
            ("خالد الحسن، من القرية", format!("{pseudonym}، من القرية")),
            ("أَحْمد خالد الحسن", pseudonym.clone()),
            ("خالد العلي", "خالد العلي".to_owned()),
            ("الحسن", "الحسن".to_owned()),
        ] {
            assert_eq!(r.text(text), want);
        }
    }

    #[test]
    fn addresses_and_paths_name_nobody() {
        let r = redactor();
        for (url, want) in [
            ("https://a.example/2020/خبر", "https://a.example/2020/خبر"),
            ("https://a.example/احمد-خالد-الحسن?x=1", "https://a.example/[redacted]"),
            (
                "https://a.example/%D8%A3%D8%AD%D9%85%D8%AF_%D8%AE%D8%A7%D9%84%D8%AF_%D8%A7%D9%84%D8%AD%D8%B3%D9%86",
                "https://a.example/[redacted]",
            ),
            ("https://a.example/%zz%4", "https://a.example/%zz%4"),
        ] {
            let mut url = url.to_owned();
            r.address(&mut url);
            assert_eq!(url, want);
        }
    }

    #[test]
    fn pseudonyms_depend_on_the_key_alone() {
        let mut other = Redactor::new([8; 32], fold);
        other.learn("أحمد خالد الحسن");
        assert_ne!(redactor().text("أحمد خالد الحسن"), other.text("أحمد خالد الحسن"));
        assert_eq!(redactor().text("أحمد خالد الحسن"), redactor().text("احمد خالد الحسن"));
    }

    #[test]
    fn hmac_is_that_of_rfc_4231() {
        // Test case 2 of RFC 4231 with its short key padded, as HMAC pads keys.
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        assert_eq!(
            hmac(&key, b"what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
