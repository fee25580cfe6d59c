//! Who goes on to say what follows the deed that he did by speaking.
//!
//! In: a verb or participle of saying without a subject. Out: the subject of the verb of accusing, demanding, threatening
//! or claiming that the sentence has before it. Invariant: nobody else speaks between the two. Deliberately gives the deed
//! itself to nobody.
//!
//! Example: in «حمّل رئيس المجلس الحكومة المسؤولية، وأكد أن …» (the head of the council held the government responsible,
//! and affirmed that …) it is the head of the council who affirms.

use super::*;
use crate::agree::{Many, shape};
use crate::phrase::{Np, Prep};

/// So many words may stand between the deed and what is said beside it.
const FAR: usize = 45;

impl Reader<'_, '_> {
    /// Who accused, demanded, threatened or claimed earlier in the sentence, where the verb at `verb` names nobody.
    pub(super) fn actor_before(&self, verb: usize, range: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let acts = doc.frames().class_bit("act_of_speech");
        let floor = verb.saturating_sub(FAR).max(range.start);
        let act = (floor..verb).rev().find(|&i| doc.is_as(i, acts, true))?;
        let w = &doc.words[act];
        let passive =
            w.best & (pos::PERFECT | pos::IMPERFECT) == 0 || w.pos & pos::PASSIVE != 0 && w.pos & pos::VERB == 0;
        // «نحمّل المليشيا المسؤولية»: we do.
        let ours = w.best & pos::IMPERFECT != 0 && w.pro == 0 && doc.word(act).starts_with('ن');
        if passive || ours || w.pronoun.is_some() || !self.silent_between(act, verb) {
            return None;
        }
        // «أكدت» is no man's word, «أكد» no movement's.
        let said = &doc.words[verb];
        let differ = |x: Option<bool>, y: Option<bool>| x.zip(y).is_some_and(|(x, y)| x != y);
        if said.is_verb() && differ(said.verb_form.feminine, w.verb_form.feminine) {
            return None;
        }
        // «المتحدث باسم القوات يطالب سكان القرية بالرحيل، ويؤكد أن …»
        let ahead = act > range.start && !w.has(pro::CONJ) && w.gap & gap::COMMA == 0;
        let plain = |before: &Range<usize>| {
            let governed = before.start > 0 && doc.is(before.start - 1, self.layers.bits.preposition);
            !governed && doc.words[before.start].pronoun.is_none()
        };
        let left = ahead.then(|| self.subject_left(act, range)).flatten().filter(plain);
        let right = || {
            let words = self.subject_right(act + 1, verb).words?;
            self.who_acts(act, &words, verb)
        };
        let words = left.or_else(right)?;
        let mut sp = self.classify(&words)?;
        let nobody = matches!(sp.kind, SourceKind::Unstated | SourceKind::Outlet) || self.is_happening(words.start);
        sp.cue = Some(doc.span(&(verb..verb + 1)));
        (!nobody).then_some(sp)
    }

    /// «وفي بيان للجماعة، قالت إن …»: whose statement the sentence opens with, where the verb behind the comma names nobody.
    pub(super) fn statement_before(&self, verb: usize, range: &Range<usize>) -> Option<Speaker> {
        const OPENING: usize = 12;
        let doc = self.doc;
        let document = doc.frames().class_bit("document_noun");
        let near = range.start..range.end.min(range.start + 3);
        let first = near.clone().find(|&i| doc.is(i, document | SETTING))?;
        // «وفي حديث خاص مع فلان، أكد أن …»
        let with = doc.frames().class_bit("with");
        let beside = (first + 1..range.end.min(first + 3)).find(|&i| doc.is(i, with));
        let whose = beside.map_or(first, |i| i) + 1;
        let opens = first > range.start && doc.is(first - 1, self.layers.bits.preposition);
        let behind = verb > whose && verb - first <= OPENING && doc.words[verb].gap & gap::COMMA != 0;
        let his = beside.is_some() || doc.is(first, document) && doc.words[whose].has(pro::LI);
        if !opens || !behind || !his {
            return None;
        }
        let end = (whose + 1..verb)
            .find(|&i| doc.words[i].gap & gap::HARD != 0 || self.timed(i))
            .unwrap_or(verb);
        self.classify(&(whose..end))
            .filter(|sp| !matches!(sp.kind, SourceKind::Media | SourceKind::Agency))
    }

    /// Who, named behind the verb that the sentence begins with, also says what a verb without a subject introduces.
    pub(super) fn doer_before(&self, verb: usize, range: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let said = doc.words[verb].verb_form;
        let comma = doc.words[verb].gap & gap::COMMA != 0;
        let open = doc.is(verb + 1, self.layers.bits.complementizer);
        // «اللجنة» and «قالت»: only the feminine tells her from whoever spoke before.
        if !comma || !open || said.feminine != Some(true) || said.plural || !doc.words[range.start].is_verb() {
            return None;
        }
        if self
            .cues(&(range.start..range.start + 1))
            .iter()
            .any(|c| c.class == CueClass::Resume)
        {
            return None;
        }
        let words = self.subject_right(range.start + 1, verb).words?;
        let np = noun_phrase(doc, self.layers, words.start, words.end)?;
        let body = np.sem == Sem::Actor || self.is_body(words.start);
        if doc.words[range.start].verb_form.feminine != Some(true) || !body || self.addressee(&words) {
            return None;
        }
        self.subject_of(verb, range)
    }

    /// «الجيش», «قيادة الشرطة»: who speaks for a state is an official, though it fights like any party.
    pub(super) fn officially(&self, sp: &Speaker) -> SourceKind {
        let doc = self.doc;
        let of_state = || match &sp.entity {
            Some(id) => doc.lexicon.entities.is_of_state(id.as_str()),
            None => doc.is(sp.words.0, doc.frames().class_bit("state_noun")),
        };
        if sp.kind == SourceKind::Party && of_state() {
            SourceKind::Official
        } else {
            sp.kind
        }
    }

    /// Whether nothing was said between two words of a sentence.
    fn silent_between(&self, from: usize, to: usize) -> bool {
        let doc = self.doc;
        let base = self.base();
        let told = |s: &Statement| !s.chain.is_empty() && s.chain != base;
        let near = || self.out.iter().rev().take(12);
        // «يقول فلان إن الحركة تتبنى …، مؤكدا أن …»: the deed itself is told by another.
        let within = near().filter(|s| s.from <= from).max_by_key(|s| s.from);
        let inside = within.is_some_and(|s| told(s) && doc.sent_of(s.from) == doc.sent_of(from));
        !inside && !near().any(|s| s.from > from && s.from < to && told(s))
    }

    /// The words behind a verb that name who does it, and not whom he accuses or calls upon.
    fn who_acts(&self, act: usize, words: &Range<usize>, stop: usize) -> Option<Range<usize>> {
        let doc = self.doc;
        let np = noun_phrase(doc, self.layers, words.start, words.end)?;
        let someone = |np: &Np, at: usize| {
            np.prep == Prep::None && (matches!(np.sem, Sem::Actor | Sem::Person | Sem::People) || self.is_body(at))
        };
        if np.words.start != words.start || doc.words[words.start].pronoun.is_some() || !someone(&np, words.start) {
            return None;
        }
        let form = shape(doc, self.layers, &np, false);
        let verb = doc.words[act].verb_form.feminine;
        if form.many != Some(Many::Many) && form.feminine.zip(verb).is_some_and(|(x, y)| x != y) {
            return None;
        }
        // «واتهم الحركة بقصف …», «دعا أنصاره إلى …»: one alone may be the one accused.
        let second = || {
            (np.words.end..stop.min(np.words.end + 8)).any(|i| {
                matches!(self.layers.sem_of(doc, i), Sem::Actor | Sem::Person | Sem::People)
                    || self.is_body(i)
                    || self.layers.place_at(i).is_some()
            })
        };
        let aimed = doc.is(act, doc.frames().class_bit("aimed_act"));
        (!aimed || second()).then(|| words.start..self.closes(words))
    }

    /// Where the phrase of who acts ends: before a second noun that no longer describes the first.
    pub(super) fn closes(&self, words: &Range<usize>) -> usize {
        let doc = self.doc;
        let head = &doc.words[words.start];
        let other = |i: usize| {
            let w = &doc.words[i];
            if w.is_verb() && w.pos & pos::NAME == 0 || doc.is(i, self.layers.bits.auxiliary) {
                return true;
            }
            let entity = self.layers.entity_at(i).map(|e| &self.layers.entities[e]);
            let of = doc.is(i - 1, doc.frames().class_bit("identity"));
            if w.has(pro::BI) && w.best & pos::PARTICLE == 0 && !doc.is(i, doc.frames().class_bit("identity")) {
                return true;
            }
            if of || entity.is_some_and(|m| m.person || m.words.start < i) || self.layers.is_name(doc, i) {
                return false;
            }
            // «الهيئة قائدها», «قائد اللواء أهالي البلدة»
            let people = self.layers.noun_of(doc, i).filter(|n| n.many && !n.office);
            if w.gap & gap::HARD == 0
                && (w.pronoun.is_some() && w.best & pos::NOUN != 0 || people.is_some() && !w.definite())
                && self.closed_before(words.start, i)
            {
                return true;
            }
            let described = w.nisba || w.best & pos::ADJ != 0;
            let unlike = !head.plural && head.feminine == Some(false) && w.feminine == Some(true);
            let noun = w.pro == pro::AL && w.gap & gap::HARD == 0 && (!described || unlike && i == words.start + 1);
            // «وزارة الدفاع دول الجوار»
            let bare = w.pro == 0 && w.best & pos::NOUN != 0 && w.pos & pos::NAME == 0 && !described;
            let before = &doc.words[i - 1];
            let closed = before.definite()
                || before.pronoun.is_some()
                || self.layers.entity_at(i - 1).is_some()
                || self.layers.is_name(doc, i - 1)
                || before.best & pos::UNKNOWN != 0;
            let bare = bare && closed && self.layers.noun_of(doc, i).is_none_or(|n| !n.office && !n.title);
            (noun || bare || entity.is_some_and(|m| !m.adjective)) && self.closed_before(words.start, i)
        };
        let first = words.start + 1 + usize::from(!head.definite());
        (first..words.end).find(|&i| other(i)).unwrap_or(words.end)
    }
}
