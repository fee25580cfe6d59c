//! Who says so: the chain of sources over every word of an article.
//!
//! In: a [`Doc`] with its [`Layers`], the report's own outlet. Out: [`Statements`]: for a word, the speakers
//! from the one closest to the event outward, the publishing outlet left out.
//! A speaker is introduced by a verb of saying or a preposition of source, lasts over verbs that resume
//! him, over sentences between two of his own, and ends where another speaks or the outlet goes on.
//!
//! Example: «ونقلت الصحيفة عن مقاتل قوله إن …» (wa-naqalat aṣ-ṣaḥīfa ʿan muqātil qawlahu inna, "the paper
//! quoted a fighter as saying that …") gives the chain fighter ← paper.

mod act;
mod actor;
mod behind;
mod carry;
mod cues;
mod named;
mod post;
mod presented;
mod retold;
mod speaker;
mod speech;
mod subject;
mod told;

use crate::doc::{Doc, gap, pos, pro};
use crate::layers::Layers;
use crate::phrase::{Sem, noun_phrase};
use cues::Found;
use isnad_lexicon::frame::{Classes, CueClass};
use isnad_model::{EntityId, RuleId, SourceKind, Span, Stance};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A speaker as a link of a chain.
#[derive(Clone, PartialEq, Debug)]
pub struct Speaker {
    /// The words that name him.
    pub span: Span,
    /// The same as words.
    pub words: (usize, usize),
    /// What kind of source.
    pub kind: SourceKind,
    /// Who, where known.
    pub entity: Option<EntityId>,
    /// The cue.
    pub cue: Option<Span>,
    /// A named person who is no public figure.
    pub private: bool,
}

/// The chain that holds from a word on.
#[derive(Clone, Debug)]
pub struct Statement {
    /// First word of the content.
    pub from: usize,
    /// Speakers, closest to the event first; the outlet is not among them.
    pub chain: Vec<Speaker>,
    /// Where the outlet names itself beside the speaker.
    pub outlet: Option<Span>,
    /// How the outermost speaker holds the content.
    pub stance: Stance,
    /// The content is denied.
    pub denied: bool,
    /// The cue's rule, for explanations.
    pub rule: Option<RuleId>,
}

/// The chains over a whole article.
#[derive(Debug, Default)]
pub struct Statements {
    list: Vec<Statement>,
}

impl Statements {
    /// The statement that a word belongs to.
    #[must_use]
    pub fn at(&self, word: usize) -> Option<&Statement> {
        let i = self.list.partition_point(|s| s.from <= word);
        i.checked_sub(1).map(|i| &self.list[i])
    }

    /// All statements, in text order.
    #[must_use]
    pub fn all(&self) -> &[Statement] {
        &self.list
    }
}

/// What somebody speaks in: «تصريح», «حديث».
const SETTING: Classes = Classes::named("speech_setting");
/// Verbs that speak only where words follow.
const WEAK: Classes = Classes::named("weak_speech");
/// What introduces the words of a statement.
const STATEMENT_INTRO: Classes = Classes::named("statement_intro");

struct Reader<'x, 'd> {
    doc: &'x Doc<'d>,
    layers: &'x Layers,
    own: Option<&'x EntityId>,
    own_name: String,
    /// Speakers met so far, for «المصدر» and family names.
    met: Vec<Speaker>,
    /// The words of each of them.
    met_words: FxHashSet<(usize, usize)>,
    last: Vec<Speaker>,
    /// Agency of the dateline or the closing credit: behind every sentence.
    global: Option<Speaker>,
    out: Vec<Statement>,
    /// The medium that the lead retells, behind every sentence that names nobody else.
    retold: Vec<Speaker>,
    /// Media with those who pass them on.
    followers: Vec<(Speaker, Vec<Speaker>)>,
    /// Room for the cues of a sentence.
    cues: Vec<Found>,
}

/// Reads the chains of an article.
#[must_use]
pub fn attribute(doc: &Doc<'_>, layers: &Layers, own: Option<&EntityId>, own_name: &str) -> Statements {
    let mut r = Reader {
        doc,
        layers,
        own,
        own_name: own_name.to_owned(),
        met: Vec::new(),
        met_words: FxHashSet::default(),
        last: Vec::new(),
        global: None,
        out: Vec::new(),
        retold: Vec::new(),
        followers: Vec::new(),
        cues: Vec::new(),
    };
    r.find_global();
    let mut plans = Vec::with_capacity(doc.sents.len());
    let mut lead = false;
    for s in 0..doc.sents.len() {
        plans.push(r.sentence(s));
        let sent = &doc.sents[s];
        let prose = || sent.words.len() >= 6 && sent.words.clone().any(|i| doc.words[i].is_verb());
        if !lead && !sent.title && prose() {
            lead = true;
            r.find_retold(s);
        }
    }
    r.bridge(&plans);
    r.posts();
    r.out.sort_by_key(|s| s.from);
    let mut list = std::mem::take(&mut r.out);
    for sp in list.iter_mut().flat_map(|s| &mut s.chain) {
        sp.kind = r.officially(sp);
    }
    Statements { list }
}

/// What a sentence says of its own speaker.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Plan {
    /// It names or resumes a speaker.
    Named,
    /// It resumes the last speaker.
    Resumed,
    /// It has no cue.
    Silent,
}

impl Reader<'_, '_> {
    fn sentence(&mut self, s: usize) -> Plan {
        let doc = self.doc;
        let range = doc.sents[s].words.clone();
        let mut cues = std::mem::take(&mut self.cues);
        cues.clear();
        self.find_cues(&range, &mut cues);
        cues.retain(|c| c.class != CueClass::Credit);
        // «مسلحون يعتقد أنهم من …»: who they are is in doubt, not what they did.
        cues.retain(|c| c.class != CueClass::Hearsay || !self.describes(c.words.start, range.start));
        self.without_publishing(&mut cues);
        self.turn_elsewhere(&range, &cues);
        let base = self.base();
        let mut plan = Plan::Silent;
        let mut opening: Vec<Speaker> = Vec::new();
        let mut inner: Vec<Speaker> = Vec::new();
        let mut opening_outlet = None;
        let mut opening_rule = None;
        // «وفيما يلي نص البيان:»
        let intro = range.len() <= 12
            && range.clone().any(|i| doc.is(i, STATEMENT_INTRO))
            && (doc.opens_list(s)
                || range
                    .clone()
                    .any(|i| doc.is(i, doc.frames().class_bit("statement_text"))));
        // Prepositions of source hold for the whole sentence.
        for c in &cues {
            // «ونفت الحركة على لسان ناطقها»: he who speaks for the subject is no other source.
            let tongue = || {
                (c.words.clone()).any(|i| doc.is(i, doc.frames().class_bit("tongue")))
                    && cues.iter().any(|v| {
                        v.words.end <= c.words.start
                            && c.words.start - v.words.end <= 6
                            && matches!(v.class, CueClass::Speech | CueClass::Denial | CueClass::Doubt)
                    })
            };
            // «نفت الوزارة صحة ما ورد في البيان»: what is denied is nobody's word here.
            let denied = || {
                c.words.start > range.start
                    && doc.is(c.words.start - 1, doc.frames().class_bit("what"))
                    && cues
                        .iter()
                        .any(|v| v.class == CueClass::Denial && v.words.end < c.words.start)
            };
            match c.class {
                CueClass::According if tongue() || denied() => {}
                CueClass::According | CueClass::Quoting => {
                    if let Some((sp, end)) = self.speaker_after(c, &range)
                        && !self.joined(&opening, &sp)
                    {
                        if self.names_own(&(sp.words.0..sp.words.1)) && sp.kind != SourceKind::Reporter {
                            opening_outlet = Some(sp.span);
                        } else if c.class == CueClass::Quoting
                            && (c.words.start > range.start
                                || !matches!(sp.kind, SourceKind::Media | SourceKind::Agency))
                        {
                            inner.push(sp);
                        } else {
                            // «وفق ما نقلت وكالة كذا عن طبيب»: he said it, and she passes it on.
                            opening.extend(self.passed_on(c, &sp, end, &range));
                            opening.push(sp);
                            // «وفق ما قاله طبيب لوكالة كذا»: to whom it was said passes it on.
                            match self.told_to(end, range.end, doc.span(&c.words)) {
                                (Some(m), _) if !opening.iter().any(|o| self.same_source(o, &m)) => opening.push(m),
                                (_, Some(own)) => opening_outlet = Some(own),
                                // «وحسب فلان» who spoke to an agency before.
                                _ => self.spoke_to(&mut opening),
                            }
                        }
                        opening_rule = Some(c.rule.clone());
                        plan = Plan::Named;
                    }
                }
                CueClass::SelfRef if plan == Plan::Silent => {
                    opening.clone_from(&self.last);
                    opening_rule = Some(c.rule.clone());
                    plan = Plan::Resumed;
                }
                _ => {}
            }
        }
        if !cues
            .iter()
            .any(|c| matches!(c.class, CueClass::Speech | CueClass::Resume))
        {
            // «وفقا لوكالة كذا نقلا عن ضابط»: whom the medium quotes stands before it.
            let media = |sp: &Speaker| matches!(sp.kind, SourceKind::Media | SourceKind::Agency);
            let after = |sp: &Speaker| inner.first().is_some_and(|q| q.words.0 >= sp.words.1);
            if opening.len() == 1 && opening.iter().all(|sp| media(sp) && after(sp)) {
                inner.append(&mut opening);
            }
            opening.append(&mut inner);
        }
        // «رويترز: مقتل …», «"…"، يقول ناشط».
        if plan == Plan::Silent
            && let Some(sp) = self.heading(&range).or_else(|| self.trailing(&cues, &range))
        {
            if self.names_own(&(sp.words.0..sp.words.1)) && sp.kind != SourceKind::Reporter {
                opening_outlet = Some(sp.span);
            } else {
                opening.push(sp);
            }
            plan = Plan::Named;
        }
        // «جاء ذلك في تصريح أدلت به فلانة لوكالة كذا»: she said what stands before, and goes on.
        if plan == Plan::Silent
            && let Some((sp, medium, own)) = self.gave(&range)
        {
            opening.push(sp);
            opening.extend(medium);
            opening_outlet = own;
            plan = Plan::Named;
        }
        if !opening.is_empty() && plan == Plan::Named {
            self.complete(&mut opening, opening_outlet.is_some());
        }
        let silent = plan == Plan::Silent && !doc.sents[s].title;
        let mut current = Statement {
            from: range.start,
            chain: self.with_global(if silent { &self.retold } else { &opening }, &base),
            outlet: opening_outlet,
            stance: if opening.is_empty() {
                Stance::Asserted
            } else {
                Stance::Reported
            },
            denied: false,
            rule: opening_rule,
        };
        if plan == Plan::Silent && self.quoted_on(&range) {
            current.chain.clone_from(&self.last);
            plan = Plan::Resumed;
        }
        // «… المهاجرون يقولون إن …". ويضيف»: who speaks inside a quotation is not he who goes on behind it.
        let goes_on = self.quoted_on(&range).then(|| self.last.clone());
        self.out.push(current);
        let mut outer: Option<(usize, Vec<Speaker>)> = None;
        let act = doc.frames().class_bit("speech_act");
        for (n, c) in cues.iter().enumerate() {
            let verb = c.words.start;
            // «بحسب ما ذكرت الإذاعة»: that verb is the preposition's.
            let taken = n.checked_sub(1).is_some_and(|p| {
                let before = &cues[p];
                matches!(before.class, CueClass::According | CueClass::Quoting) && verb <= before.words.end
            });
            if taken && c.class == CueClass::Speech {
                continue;
            }
            // «وأشار إلى أن …، واتهم …»: what he does by speaking, the outlet tells.
            let w = &doc.words[verb];
            if doc.is(verb, act)
                && w.has(pro::CONJ)
                && w.gap & gap::COMMA != 0
                && w.best & pos::PERFECT != 0
                && self.is_his(verb, outer.as_ref())
            {
                self.out.push(Statement {
                    from: verb,
                    chain: self.with_global(&[], &base),
                    outlet: None,
                    stance: Stance::Asserted,
                    denied: false,
                    rule: None,
                });
            }
            let limit = cues[n + 1..]
                .iter()
                .find(|x| {
                    // «أسفر القصف عن غارة، زعم الجيش أنها …»: a clause of its own about what was told.
                    let aside = doc.words[x.words.start].gap & gap::COMMA != 0
                        && doc.words[x.words.start].is_verb()
                        && matches!(x.class, CueClass::Speech | CueClass::Doubt)
                        && (c.words.end..x.words.start).any(|i| self.layers.event_of.get(i).copied().unwrap_or(false));
                    x.class == CueClass::Participle
                        || aside
                        || doc.words[x.words.start].has(pro::CONJ)
                            && matches!(x.class, CueClass::Speech | CueClass::Resume | CueClass::Denial)
                })
                .map_or(range.end, |x| x.words.start);
            let Some(said) = self.spoken(c, limit, &range, &opening) else {
                self.speaks(c, limit);
                // «نفت قصف المستشفى، ووصفت ما جرى بأنه …»: she says so, and denies no more.
                if w.has(pro::CONJ)
                    && w.gap & gap::COMMA != 0
                    && let Some(last) = self
                        .out
                        .last()
                        .filter(|l| l.denied && l.from >= range.start && l.from < verb)
                {
                    let (from, stance) = (verb, Stance::Reported);
                    let over = Statement {
                        from,
                        stance,
                        denied: false,
                        ..last.clone()
                    };
                    self.out.push(over);
                }
                continue;
            };
            // «يشار إلى أن …»: from here the report tells what lies behind, and no more of what a medium told.
            if c.class == CueClass::Own && said.own {
                self.retold.clear();
                self.followers.clear();
            }
            let mut chain = said.chain;
            let content = said.content;
            plan = if said.resumed && plan == Plan::Silent {
                Plan::Resumed
            } else {
                Plan::Named
            };
            // «قالت الوكالة إن الوزارة أعلنت …»: one who speaks inside what another says.
            if let Some((from, before)) = &outer
                && said.explicit
                && *from <= verb
                && !w.has(pro::CONJ)
                && c.class != CueClass::Participle
                && !self.beside_him(verb)
                && !(verb.saturating_sub(8).max(range.start)..verb)
                    .rev()
                    .take_while(|&i| !doc.words[i].is_verb())
                    .any(|i| self.turns(i))
            {
                for sp in before {
                    // «…، قبل أن يعود المصدر ذاته ليؤكد …»: he himself.
                    let himself = chain.first().is_some_and(|c| self.goes_on(c, sp));
                    if !himself && !chain.iter().any(|c| self.same_source(c, sp)) {
                        chain.push(sp.clone());
                    }
                }
            }
            // «وذكر نقلا عن مصادر»: those quoted stand before the one who quotes.
            let quoted: Vec<Speaker> = inner
                .iter()
                .filter(|q| q.words.0 < content && !chain.iter().any(|s| s.words.0 == q.words.0))
                // «أكدت القناة نقلا عن مصادر …، فيما أعلن الجهاز …»: each verb has its own.
                .filter(|q| {
                    q.words.0 >= verb
                        || !cues[..n]
                            .iter()
                            .any(|x| x.class == CueClass::Speech && x.words.start < q.words.0)
                })
                .cloned()
                .collect();
            let mut whole: Vec<Speaker> = quoted.into_iter().chain(chain.iter().cloned()).collect();
            // «وكان فلان قد كشف …»: what was said before, the outlet recalls by itself.
            let recalled = verb > range.start + 1
                && doc.is(range.start, self.layers.bits.auxiliary)
                && doc.is(verb - 1, self.layers.bits.auxiliary);
            self.complete(&mut whole, said.own || recalled);
            let marked = content > verb && content < range.end;
            if said.quoted && whole.len() > 1 && content > c.words.end + 1 {
                // What stands between «عن فلان» and his words, the one who quotes tells.
                self.out.push(Statement {
                    from: c.words.end,
                    chain: self.with_global(&whole[1..], &base),
                    outlet: said.outlet,
                    stance: said.stance,
                    denied: false,
                    rule: Some(c.rule.clone()),
                });
            }
            let whole = self.with_all(whole, &base);
            // «نفى المصدر وقوع أي هجوم، متهما الجيش بقصف …»: he says so, and denies no more.
            let over = (c.class == CueClass::Denial)
                .then(|| (content + 1..limit).find(|&i| self.goes_over(i)))
                .flatten()
                .map(|from| Statement {
                    from,
                    chain: whole.clone(),
                    outlet: said.outlet,
                    stance: Stance::Reported,
                    denied: false,
                    rule: Some(c.rule.clone()),
                });
            self.out.push(Statement {
                from: content,
                chain: whole,
                outlet: said.outlet,
                stance: said.stance,
                denied: c.class == CueClass::Denial,
                rule: Some(c.rule.clone()),
            });
            self.out.extend(over);
            self.remember(&chain);
            let pressed = said.nominal && doc.is(verb, act);
            outer = (marked && !chain.is_empty() && !pressed).then_some((content, chain));
            let act_named = self.names_act(c);
            if said.nominal {
                // «نفت الحركة مقتل قائدها، وعينت …»: a verb joined to the verb of saying is the outlet's.
                let own = doc.words[content].pronoun.is_some();
                let back = (content + 1..limit).find(|&i| {
                    let w = &doc.words[i];
                    if w.gap & gap::COMMA == 0 || w.quoted {
                        return false;
                    }
                    if act_named {
                        return true;
                    }
                    let joined =
                        w.has(pro::CONJ) && w.best & pos::PERFECT != 0 && (w.pos & pos::PASSIVE == 0 || doc.is(i, act));
                    // «أعلنت سيطرتها على البلدة، بعد حصار …، لتستعيد …»
                    let after = own && (doc.is(i, self.layers.bits.sequel) || w.has(pro::LI) && w.is_verb());
                    joined || after || doc.begins("meanwhile", i, doc.words.len())
                });
                if let Some(from) = back {
                    self.out.push(Statement {
                        from,
                        chain: self.with_global(&opening, &base),
                        outlet: opening_outlet,
                        stance: Stance::Asserted,
                        denied: false,
                        rule: None,
                    });
                }
            }
        }
        self.asides(&cues, &range);
        if let Some(quoter) = goes_on.filter(|q| !q.is_empty()) {
            self.last = quoter;
        }
        if !opening.is_empty() && plan == Plan::Named {
            self.remember(&opening);
            // «جاء ذلك بحسب …»: the sentences before are his.
            let back = doc.begins("refers_back", range.start, doc.words.len());
            if back {
                let from = doc.sents[s.saturating_sub(3)].words.start;
                let titles: Vec<Range<usize>> = doc.sents.iter().filter(|x| x.title).map(|x| x.words.clone()).collect();
                let chain = self.with_global(&opening, &base);
                for st in self
                    .out
                    .iter_mut()
                    .filter(|st| st.from >= from && st.from < range.start && st.chain.is_empty())
                {
                    if !titles.iter().any(|t| t.contains(&st.from)) {
                        st.chain.clone_from(&chain);
                        st.stance = Stance::Reported;
                    }
                }
            }
        }
        if intro && let Some(issuer) = self.last.last().cloned().or_else(|| self.issuer()) {
            self.global = Some(issuer);
        }
        self.cues = cues;
        plan
    }
}
