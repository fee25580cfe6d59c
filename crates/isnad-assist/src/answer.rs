//! What of an answer stands in the text.
//!
//! In: the bytes of an answer, the piece that was asked about. Out: claims with spans of the report, and counts of what
//! was thrown away. Invariants: a claim is taken only when its quote stands in the piece letter by letter and its event
//! word in that quote; a phrase of a part is taken only when it stands in the piece; a number only when the words for it
//! stand there and say it. Deliberately repairs nothing: a quote that is nearly right is somebody else's words.
//! Example: «مقتل ثلاثة» with three dead is taken; the same words with thirty lose the number.

use crate::ask::Sent;
use crate::{Given, Outcome};
use isnad_arabic::token::tokenize;
use isnad_model::{
    Claim, ClaimId, ClaimType, Count, Modality, Participant, Place, Quoted, RuleId, Source, SourceKind, Span, Stance,
    Timex,
};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Most claims of one answer that are looked at.
const MOST: usize = 300;

/// Most words of a quote, of an event word, of a phrase.
const QUOTE: usize = 80;
const TRIGGER: usize = 6;
const PHRASE: usize = 40;

/// The confidence of a claim that a model read: not calibrated, and said to be so by its sign.
pub const UNTRIED: f64 = 0.5;

/// The sign of a claim that a model read.
pub const SIGN: &str = "model";

/// What an answer gave.
#[derive(Debug, Default)]
pub struct Taken {
    /// Claims that stand in the text.
    pub claims: Vec<Claim>,
    /// Claims that do not.
    pub thrown: usize,
    /// Parts of taken claims that do not.
    pub parts_thrown: usize,
}

#[derive(Deserialize)]
struct Answer {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

#[derive(Deserialize)]
struct Claims {
    claims: Vec<Value>,
}

#[derive(Deserialize)]
struct Said {
    r#type: String,
    modality: String,
    quote: String,
    trigger: String,
    #[serde(default)]
    agent: Vec<String>,
    #[serde(default)]
    patient: Vec<String>,
    #[serde(default)]
    killed: Option<Number>,
    #[serde(default)]
    injured: Option<Number>,
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    time: Option<String>,
    #[serde(default)]
    sources: Vec<Link>,
}

#[derive(Deserialize)]
struct Number {
    least: u64,
    most: Option<u64>,
    words: String,
}

#[derive(Deserialize)]
struct Link {
    words: Option<String>,
    kind: String,
}

/// Reads an answer.
///
/// # Errors
/// With how the call ended, when it is no answer of the asked shape.
pub fn read(
    bytes: &[u8],
    given: Given<'_>,
    sent: &Sent,
    piece: &[Range<usize>],
    model: &str,
) -> Result<Taken, Outcome> {
    let value: Value = serde_json::from_slice(bytes).map_err(|_| Outcome::NotJson)?;
    let answer: Answer = serde_json::from_value(value).map_err(|_| Outcome::WrongShape)?;
    let content = &answer.choices.first().ok_or(Outcome::WrongShape)?.message.content;
    let value: Value = serde_json::from_str(content).map_err(|_| Outcome::NotJson)?;
    let list: Claims = serde_json::from_value(value).map_err(|_| Outcome::WrongShape)?;
    let reader = Reader {
        given,
        sent,
        piece,
        model,
        times: times(given),
    };
    let mut taken = Taken {
        thrown: list.claims.len().saturating_sub(MOST),
        ..Taken::default()
    };
    for value in list.claims.into_iter().take(MOST) {
        let mut lost = 0;
        match serde_json::from_value(value)
            .ok()
            .and_then(|said| reader.claim(said, &mut lost))
        {
            // The same claim twice in one answer is one claim.
            Some(claim) if taken.claims.iter().any(|c| c.id == claim.id) => taken.thrown += 1,
            Some(claim) => {
                taken.parts_thrown += lost;
                taken.claims.push(claim);
            }
            None => taken.thrown += 1,
        }
    }
    Ok(taken)
}

/// The dates of the report, read by the program: a model's words only choose among them.
fn times(given: Given<'_>) -> Vec<Timex> {
    let text = &given.report.text;
    let anchor = given.analysis.published.map(|p| p.date);
    isnad_arabic::date::detect(text, &tokenize(text), anchor)
}

struct Reader<'a> {
    given: Given<'a>,
    sent: &'a Sent,
    piece: &'a [Range<usize>],
    model: &'a str,
    times: Vec<Timex>,
}

fn short(words: &str, most: usize) -> bool {
    let n = words.split_whitespace().count();
    (1..=most).contains(&n)
}

impl Reader<'_> {
    /// Where words stand in the sent text: in a range first, else anywhere in the piece.
    fn find(&self, words: &str, first: Option<&Range<usize>>) -> Option<Range<usize>> {
        let words = words.trim();
        if words.is_empty() {
            return None;
        }
        first.into_iter().chain(self.piece).find_map(|r| {
            let at = self.sent.text().get(r.clone())?.find(words)? + r.start;
            Some(at..at + words.len())
        })
    }

    fn quoted(&self, range: Range<usize>) -> (Quoted, bool) {
        let (span, private) = self.sent.back(range);
        (Quoted::of(&self.given.report.text, span), private)
    }

    fn claim(&self, said: Said, lost: &mut usize) -> Option<Claim> {
        let kind = ClaimType::from_word(&said.r#type)?;
        let modality = Modality::from_word(&said.modality)?;
        if !short(&said.quote, QUOTE) || !short(&said.trigger, TRIGGER) {
            return None;
        }
        let at = self.find(&said.quote, None)?;
        let inside = self.sent.text().get(at.clone())?.find(said.trigger.trim())? + at.start;
        let (quote, _) = self.quoted(at.clone());
        let (trigger, _) = self.quoted(inside..inside + said.trigger.trim().len());
        let mut party = |list: Vec<String>| -> Vec<Participant> {
            let before = list.len();
            let found: Vec<_> = list.iter().filter_map(|words| self.participant(words, &at)).collect();
            *lost += before - found.len();
            found
        };
        let (agent, patient) = (party(said.agent), party(said.patient));
        let mut number = |n: Option<Number>| {
            let count = n.as_ref().and_then(|n| self.count(n, &at));
            *lost += usize::from(n.is_some() && count.is_none());
            count
        };
        let (killed, injured) = (number(said.killed), number(said.injured));
        let place = said.place.as_ref().and_then(|words| self.place(words, &at));
        *lost += usize::from(said.place.is_some() && place.is_none());
        let time = said.time.as_ref().and_then(|words| self.time(words, &at));
        *lost += usize::from(said.time.is_some() && time.is_none());
        let sources = self.sources(said.sources, &at, lost);
        let stance = match sources.len() {
            1 => Stance::Asserted,
            _ => Stance::Reported,
        };
        Some(Claim {
            id: self.id(kind, &quote, &trigger),
            report: self.given.report.id.clone(),
            kind,
            modality,
            english: self.english(kind, modality, killed, injured),
            quote,
            trigger,
            also: Vec::new(),
            agent,
            patient,
            killed,
            injured,
            casualties: Vec::new(),
            means: None,
            target: None,
            place,
            time,
            total: false,
            sources,
            stance,
            confidence: UNTRIED,
            rules: vec![RuleId::new(format!("model/{}", self.model))],
            signs: vec![SIGN.into()],
            reader: Some(self.model.to_owned()),
        })
    }

    fn id(&self, kind: ClaimType, quote: &Quoted, trigger: &Quoted) -> ClaimId {
        let mut h = Sha256::new();
        h.update(self.given.report.id.as_str());
        h.update([0]);
        h.update(self.model);
        h.update([0]);
        h.update(kind.as_str());
        for span in [quote.span, trigger.span] {
            h.update(span.start.to_le_bytes());
            h.update(span.end.to_le_bytes());
        }
        let hex: String = h.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect();
        ClaimId::new(format!("m{hex}"))
    }

    fn english(&self, kind: ClaimType, modality: Modality, killed: Option<Count>, injured: Option<Count>) -> String {
        let mut out = format!("Read by {}: {}", self.model, kind.as_str().replace('_', " "));
        if modality != Modality::Actual {
            out.push_str(&format!(" ({modality})"));
        }
        for (count, what) in [(killed, "killed"), (injured, "injured")] {
            if let Some(c) = count {
                let number = match c.high {
                    Some(high) if high == c.low => high.to_string(),
                    Some(high) => format!("{} to {high}", c.low),
                    None => format!("at least {}", c.low),
                };
                out.push_str(&format!(", {number} {what}"));
            }
        }
        out.push('.');
        out
    }

    fn participant(&self, words: &str, near: &Range<usize>) -> Option<Participant> {
        if !short(words, PHRASE) {
            return None;
        }
        let (quoted, private) = self.quoted(self.find(words, Some(near))?);
        let entity = self.entity(quoted.span).filter(|_| !private);
        Some(Participant {
            quoted,
            entity,
            role: None,
            count: None,
            private,
        })
    }

    /// The entity that the built-in analysis sees in a phrase, if it sees one.
    fn entity(&self, span: Span) -> Option<isnad_model::EntityId> {
        let mut seen = self.given.analysis.mentions.iter().filter(|m| {
            span.contains(m.span) && !matches!(m.kind, isnad_model::MentionKind::Place) && m.entity.is_some()
        });
        seen.next().and_then(|m| m.entity.clone())
    }

    /// A number that its words say.
    fn count(&self, n: &Number, near: &Range<usize>) -> Option<Count> {
        if !short(&n.words, PHRASE) || n.most.is_some_and(|m| m < n.least) {
            return None;
        }
        let (quoted, _) = self.quoted(self.find(&n.words, Some(near))?);
        let said = isnad_arabic::number::detect(&quoted.text, &tokenize(&quoted.text));
        let cardinal: Vec<_> = said.iter().filter(|q| !q.ordinal).collect();
        let fits = |low: f64, high: Option<f64>| low == n.least as f64 && high == n.most.map(|m| m as f64);
        let approx = match cardinal.iter().find(|q| fits(q.low, q.high)) {
            Some(q) => q.approx,
            // «مدني» (a civilian) says one without a number.
            None if cardinal.is_empty() && n.least == 1 && n.most == Some(1) => false,
            None => return None,
        };
        Some(Count {
            low: n.least,
            high: n.most,
            approx,
        })
    }

    fn place(&self, words: &str, near: &Range<usize>) -> Option<Place> {
        if !short(words, PHRASE) {
            return None;
        }
        let (quoted, _) = self.quoted(self.find(words, Some(near))?);
        let claims = self.given.analysis.claims.iter();
        // What the built-in analysis knows of the place that these words name.
        let known = claims.filter_map(|c| c.place.as_ref()).find(|p| p.text == quoted.text);
        let mut place = known.cloned().unwrap_or_else(|| Place::named("", quoted.span));
        (place.text, place.span) = (quoted.text, quoted.span);
        Some(place)
    }

    fn time(&self, words: &str, near: &Range<usize>) -> Option<(Quoted, Timex)> {
        if !short(words, PHRASE) {
            return None;
        }
        let (quoted, _) = self.quoted(self.find(words, Some(near))?);
        let timex = self.times.iter().find(|t| t.span.overlaps(quoted.span))?;
        Some((Quoted::of(&self.given.report.text, timex.span), *timex))
    }

    /// The chain, with the outlet last.
    fn sources(&self, links: Vec<Link>, near: &Range<usize>, lost: &mut usize) -> Vec<Source> {
        let mut out = Vec::new();
        for link in links {
            let kind = SourceKind::from_word(&link.kind).filter(|k| *k != SourceKind::Outlet);
            let words = link.words.as_deref().filter(|w| short(w, PHRASE));
            let found = words.and_then(|w| self.find(w, Some(near)));
            let (Some(kind), Some(found)) = (kind, found) else {
                // The outlet is put last in any case.
                *lost += usize::from(link.kind != SourceKind::Outlet.as_str());
                continue;
            };
            let (quoted, private) = self.quoted(found);
            out.push(Source {
                entity: self.entity(quoted.span).filter(|_| !private),
                quoted: Some(quoted),
                kind,
                cue: None,
                private,
            });
        }
        out.push(Source {
            quoted: None,
            kind: SourceKind::Outlet,
            entity: self.given.report.outlet.as_ref().and_then(|o| o.id.clone()),
            cue: None,
            private: false,
        });
        out
    }
}
