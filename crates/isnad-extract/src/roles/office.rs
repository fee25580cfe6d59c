//! Offices beside the people who take them.
//!
//! In: the patients that an oath or an appointment was given. Out: the same without the office that only says what
//! somebody was sworn to or made («بايعوا فلانا أميرا للجماعة»), and with the name that a pronoun leads to in the place of
//! an office alone («زعيما جديدا للجماعة هو فلان»). It knows no offices: an indefinite noun for a person is one.
//!
//! Example: in «أعلنت تعيين زعيم جديد هو سالم العمري» (aʿlanat taʿyīn zaʿīm jadīd huwa Sālim al-ʿUmarī, "it announced the
//! appointment of a new leader, Salim al-Umari") the man is appointed, not «a leader».

use super::*;
use crate::syntax::Side;

/// Words between an office and the pronoun that leads to its holder.
const APART: usize = 6;

impl Filler<'_, '_> {
    /// «أميرا», «زعيم جديد»: an indefinite noun for one person.
    pub(super) fn is_office(&self, n: &Np) -> bool {
        let head = &self.doc.words[n.head];
        n.prep == Prep::None
            && n.sem == Sem::People
            && n.entity.is_none()
            && !(n.coordinated || head.definite() || head.plural)
    }

    /// «عين سالم العلي قائدا», «قيادي عراقي عين واليا»: with nothing but his office beside him somebody is made it.
    pub(super) fn appointed(&self, subject: Option<(usize, Side)>, rights: &[usize]) -> bool {
        let (one, made) = match (subject, rights) {
            (Some((s, Side::Right)), [first, office]) if s == *first => (s, *office),
            (Some((s, Side::Left)), [office]) => (s, *office),
            _ => return false,
        };
        let accusative = |n: &Np| self.doc.words[n.head].tanwin || self.doc.word(n.head).ends_with('ا');
        self.draft.kind == ClaimType::Appointment
            && self.np(made).is_some_and(|n| self.is_office(n) && accusative(n))
            && self
                .np(one)
                .is_some_and(|n| n.sem == Sem::Person || n.sem == Sem::People && !self.doc.words[n.head].definite())
    }

    /// Puts persons before their offices.
    pub(super) fn office(&mut self) {
        if !matches!(self.draft.kind, ClaimType::Appointment | ClaimType::Pledge) {
            return;
        }
        let doc = self.doc;
        let made: Vec<bool> = self.draft.patients.iter().map(|n| self.is_office(n)).collect();
        if let Some(first) = self.draft.patients.first().map(|p| p.words.clone()) {
            let mut made = made.into_iter();
            self.draft.patients.retain(|p| {
                let (office, later) = (made.next().unwrap_or(false), p.words.start >= first.end);
                // «أميرا للجماعة»: whose office it is.
                let before = p.words.start.checked_sub(1).map(|w| &doc.words[w]);
                let whose = matches!(p.prep, Prep::Clitic(bits) if bits & pro::LI != 0)
                    && before.is_some_and(|w| w.human && !(w.definite() || w.plural || w.is_verb()));
                !(later && (office || whose))
            });
        }
        let [only] = self.draft.patients.as_slice() else { return };
        if self.draft.kind != ClaimType::Appointment || !self.is_office(only) {
            return;
        }
        let he = doc.frames().class_bit("he");
        let from = only.words.end;
        let stop = doc.sents[self.draft.sent].words.end;
        let lead = (from..stop.min(from + APART))
            .take_while(|&w| doc.words[w].gap & (gap::STOP | gap::SEMI | gap::LINE) == 0 && !doc.words[w].is_verb())
            .find(|&w| doc.is(w, he) || doc.is(w, doc.frames().class_bit("apposition")));
        let named = lead
            .and_then(|w| noun_phrase(doc, self.layers, w + 1, stop))
            .filter(|n| n.prep == Prep::None && n.sem == Sem::Person);
        if let Some(n) = named {
            self.draft.patients = vec![n];
        }
    }
}
