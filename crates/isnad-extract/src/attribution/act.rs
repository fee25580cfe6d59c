//! What somebody does by speaking: accuses, threatens, demands.
//!
//! In: the words behind such a verb. Out: who does it, and where what he says begins («ب» or «إلى» with a noun of what
//! happens). Invariant: that he did it the report itself tells; only what he says is his.
//!
//! Example: in «هدد قائد الفصيل بقصف المطار» (the faction's commander threatened to shell the airport) the shelling is
//! the commander's word, the threat the report's.

use super::subject::Subject;
use super::*;
use crate::phrase::Prep;

/// So many words may stand between the verb and what is demanded.
const FAR: usize = 24;

impl Reader<'_, '_> {
    /// «بقصف», «بـ"نقض الهدنة"»: where the thing begins that somebody is accused of or threatens.
    fn charged(&self, i: usize, stop: usize) -> Option<usize> {
        let doc = self.doc;
        let w = &doc.words[i];
        let bare = doc.word(i).trim_end_matches('\u{0640}') == "ب";
        let noun = i + usize::from(bare);
        (bare || w.has(pro::BI))
            .then_some(noun)
            .filter(|&n| n < stop && !doc.is(n, doc.frames().class_bit("identity")) && self.is_happening(n))
    }

    /// Whether a verb can be one of acting by speech: before an imperfect stands who is told of («الجوع يهدد النازحين»).
    pub(super) fn heads(&self, verb: usize) -> bool {
        let doc = self.doc;
        let w = &doc.words[verb];
        let many = doc.word(verb).ends_with("ون") || doc.word(verb).ends_with("ان");
        let first = w.has(pro::CONJ) || verb == 0 || w.gap & gap::HARD != 0;
        (w.best & pos::PERFECT != 0 || first) && w.pronoun.is_none() && !many
    }

    /// «طالب», «دعا», «ناشد»: who calls upon another to do something; who warns calls upon nobody.
    pub(super) fn calls(&self, verb: usize) -> bool {
        let f = self.doc.frames();
        let (calls, acts) = (f.class_bit("calling_verb"), f.class_bit("speech_act"));
        self.doc.is(verb, calls) && self.doc.is(verb, acts) && !self.doc.word(verb).ends_with("وا")
    }

    /// «طالب الخاطفون ذويه بفدية»: who asks for a ransom does a deed and tells nothing.
    pub(super) fn ransoms(&self, verb: usize, stop: usize) -> bool {
        let doc = self.doc;
        let ransom = |i: usize| doc.words[i].has(pro::BI) && doc.is(i, doc.frames().class_bit("ransom_noun"));
        doc.is(verb, doc.frames().class_bit("calling_verb")) && (verb + 1..stop.min(verb + 9)).any(ransom)
    }

    /// Who threatens or demands, with what he threatens or demands: «طالبت اللجان بفتح ممرات», «دعا الوزير إلى هدنة».
    pub(super) fn urger(&self, verb: usize, from: usize, stop: usize, range: &Range<usize>) -> Option<Subject> {
        let doc = self.doc;
        let w = &doc.words[verb];
        if !self.heads(verb) {
            return None;
        }
        let demand = (from..stop)
            .take(FAR)
            .take_while(|&i| i == from || doc.words[i].gap & (gap::STOP | gap::SEMI | gap::COLON) == 0)
            .find_map(|i| {
                let to = doc.is(i, doc.frames().class_bit("governing_to")) && doc.words[i].pronoun.is_none();
                let event = to && i + 1 < stop && self.is_happening(i + 1);
                event.then_some(i + 1).or_else(|| self.charged(i, stop))
            })?;
        let mut words = self.accuser_of(from, Some(demand)).words;
        if words.is_none() {
            // «وقال الشيخ إن …، ودعا رئيس الوزراء إلى …»: beside a speaker of the sentence, whom he calls upon.
            let speaks = |s: &Statement| s.from >= range.start && s.from < verb && !s.chain.is_empty();
            if (w.has(pro::CONJ) || w.gap & gap::COMMA != 0) && self.out.iter().rev().take(8).any(speaks) {
                return None;
            }
            words = self.subject_right(from, demand).words;
            // «ودعا المجتمع الدولي إلى …», «دعا إسرائيل إلى …»: one who is called upon.
            let called = |words: &Range<usize>| {
                let first = words.start + usize::from(self.layers.is_quantifier(doc, words.start));
                self.addressee(&(first..words.end.max(first + 1)))
                    || noun_phrase(doc, self.layers, words.start, words.end).is_some_and(|np| {
                        let form = crate::agree::shape(doc, self.layers, &np, false);
                        let one = form.many != Some(crate::agree::Many::Many);
                        let said = w.verb_form.feminine;
                        one && form.feminine.is_some() && said.is_some() && form.feminine != said
                    })
            };
            if words.as_ref().is_some_and(called) {
                return None;
            }
        }
        Some(Subject {
            words,
            after: demand,
            object: true,
        })
    }

    /// «رفض القائد القرار، متهما رفاقه ببيع السلاح»: behind a deed a participle says what he who did it says besides.
    pub(super) fn asides(&mut self, cues: &[Found], range: &Range<usize>) {
        let doc = self.doc;
        let f = doc.frames();
        let acts = f.class_bit("accuse_verb") | f.class_bit("threat_verb") | f.class_bit("calling_verb");
        let behind = range.start + 2;
        let words = doc.words.get(behind..range.end).unwrap_or(&[]).iter().enumerate();
        let acts = words.filter(|(_, w)| w.gap & gap::COMMA != 0 && w.classes.meets(acts));
        let Some(from) = acts.map(|(at, _)| behind + at).find(|&i| self.goes_over(i)) else {
            return;
        };
        let open = self
            .out
            .iter()
            .rev()
            .filter(|s| s.from <= from)
            .max_by_key(|s| s.from)
            .is_some_and(|s| !s.chain.is_empty());
        // «قصف الجيش الحي، في وقت قال فيه ناشط …، داعيا إلى …»: another spoke between.
        let between = |c: &Found| {
            c.words.start > range.start + 2
                && c.words.start < from
                && matches!(
                    c.class,
                    CueClass::Speech | CueClass::Denial | CueClass::Doubt | CueClass::Resume
                )
        };
        if open || cues.iter().any(between) {
            return;
        }
        let known = |sp: &Speaker| {
            !matches!(sp.kind, SourceKind::Anonymous | SourceKind::Unstated) && !self.is_happening(sp.words.0)
        };
        if let Some(sp) = self.subject_of(from, range).filter(known) {
            let chain = [sp];
            self.out.push(Statement {
                from,
                chain: self.with_global(&chain, &self.base()),
                outlet: None,
                stance: Stance::Reported,
                denied: false,
                rule: None,
            });
            self.remember(&chain);
        }
    }

    /// Whether a verb of acting by speech, joined to what somebody says, can be his: «طالبوا» is no single speaker's.
    pub(super) fn is_his(&self, verb: usize, outer: Option<&(usize, Vec<Speaker>)>) -> bool {
        let doc = self.doc;
        let many = |sp: &Speaker| {
            let first = sp.words.0.min(doc.words.len().saturating_sub(1));
            doc.words[first].plural || self.layers.noun_of(doc, first).is_some_and(|n| n.many)
        };
        outer.is_some_and(|(_, chain)| !doc.word(verb).ends_with("وا") || chain.first().is_some_and(many))
    }

    /// Who accuses: of two phrases before «ب» the first; one alone is whom he accuses.
    pub(super) fn accuser(&self, from: usize, stop: usize) -> Subject {
        let charge = (from..stop).take(30).find_map(|i| self.charged(i, stop));
        self.accuser_of(from, charge)
    }

    fn accuser_of(&self, from: usize, charge: Option<usize>) -> Subject {
        let doc = self.doc;
        let after = charge.unwrap_or(from);
        let mut words = None;
        // «ناشطين يتهمون الجيش بقصف …»: who accuses stands before, and behind him the one accused.
        if from.checked_sub(1).is_some_and(|v| doc.word(v).ends_with("ون")) {
            return Subject::dropped(after, charge.is_some());
        }
        // «واتهمت الجيش بقصف …»: he is no subject of a feminine verb.
        let feminine = from
            .checked_sub(1)
            .is_some_and(|v| doc.words[v].verb_form.feminine == Some(true));
        let fits = |np: &crate::phrase::Np| {
            let form = crate::agree::shape(doc, self.layers, np, false);
            !feminine || form.feminine != Some(false) || form.many == Some(crate::agree::Many::Many)
        };
        if let Some(end) = charge
            && let Some(np) = noun_phrase(doc, self.layers, from, end)
            && np.prep == Prep::None
            && (matches!(np.sem, Sem::Actor | Sem::Person | Sem::People) || self.is_body(from))
            && fits(&np)
        {
            // «الجيش المسلحين»: a second noun of people is the one accused.
            let second = (np.words.start + 1..np.words.end).find(|&i| {
                doc.words[i].definite()
                    && !doc.words[i].nisba
                    && matches!(self.layers.sem_of(doc, i), Sem::Actor | Sem::People)
                    && {
                        let before = &doc.words[i - 1];
                        before.definite() || before.pronoun.is_some() || before.nisba
                    }
            });
            let mut last = second.unwrap_or(np.words.end);
            // «المتحدث باسم الجيش العقيد سامي الحداد»
            while last < end {
                let identity = doc.is(last, doc.frames().class_bit("identity")) && doc.words[last].has(pro::BI);
                let from = last + usize::from(identity);
                let Some(more) = noun_phrase(doc, self.layers, from, end) else {
                    break;
                };
                let title = self.layers.noun_of(doc, from).is_some_and(|n| n.office || n.title);
                if !(identity || title && more.sem == Sem::Person) || doc.words[last].gap & gap::COMMA != 0 {
                    break;
                }
                last = more.words.end;
            }
            // «اتهم الوزير دمشق بخرق الهدنة»: a capital stands for its state.
            let capital = last < end && self.layers.place_at(last).is_some() && doc.words[last].pro == 0;
            let other = capital
                || (last..end).any(|i| {
                    let sem = self.layers.sem_of(doc, i);
                    let part = self.layers.is_quantifier(doc, i) && doc.words[i].pronoun.is_some();
                    part || matches!(sem, Sem::Actor | Sem::Person | Sem::People)
                });
            words = other.then_some(from..last);
        }
        Subject {
            words,
            after,
            object: charge.is_some(),
        }
    }
}
