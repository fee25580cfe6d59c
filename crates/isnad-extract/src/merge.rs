//! One event told more than once by the same source in one report.
//!
//! In: claims in text order. Out: the same with repeated tellings folded: headline and body, a lead and its
//! detail, «وأضاف أن الغارات أسفرت عن …» (wa-aḍāfa anna l-ghārāt asfarat ʿan, "he added that the raids left …").
//! Another source's telling stays a claim of its own.

mod among;
mod lead;

use among::set_among;
use lead::{announces, headline};

use crate::assemble::is_cause;
use crate::confidence::Telling;
use crate::output::is_toll;
use isnad_model::{Claim, ClaimType, Count, Modality, Participant, Quoted, Source, SourceKind};

/// Where and how a claim was told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    /// The claim's type.
    pub(crate) kind: ClaimType,
    /// The claim's modality.
    pub(crate) modality: Modality,
    /// In the headline.
    pub(crate) title: bool,
    /// Index of the sentence.
    pub(crate) sent: usize,
    /// By a definite event noun («الغارات الروسية»).
    pub(crate) definite: bool,
    /// By a noun of striking that says nothing of the means («الاستهداف»).
    pub(crate) general: bool,
    /// What its words are, for the confidence.
    pub(crate) telling: Telling,
    /// Its own clause says where.
    pub(crate) placed: bool,
    /// By an indefinite noun or a finite verb, far from the lead: a telling that brings an event in anew.
    pub(crate) fresh: bool,
    /// As something that happens again and again.
    pub(crate) habitual: bool,
    /// As older than the news, on no day: «وسبق أن قصف الجيش البلدة».
    pub(crate) old: bool,
    /// Of somebody who is named.
    pub(crate) victim: bool,
    /// «أثناء عمله جرى استهدافه»: an attack that only a pronoun says the victim of, by no means.
    pub(crate) bound: bool,
    /// «هجوم آخر», «دانة ثانية»: said to be another one.
    pub(crate) another: bool,
    /// In the first sentence of the body.
    pub(crate) lead: bool,
    /// Behind «بالإضافة إلى», «كما», «فضلا عن»: another one than what the sentence told before.
    pub(crate) besides: bool,
    /// «وتزامن القصف مع …»: set among other events by its verb.
    pub(crate) comes: bool,
    /// Named by the way: by a noun that something else is told of, or in a relative clause.
    pub(crate) aside: bool,
    /// The dead of the claim, here too so that telling events apart touches little memory.
    pub(crate) killed: Option<Count>,
}

/// How much a claim says.
pub(crate) fn weight(c: &Claim) -> usize {
    c.agent.len().min(2)
        + c.patient.len().min(3)
        + 2 * usize::from(c.killed.is_some())
        + 2 * usize::from(c.injured.is_some())
        + usize::from(c.place.is_some())
        + usize::from(c.time.is_some())
        + usize::from(c.means.is_some())
}

/// Whether two tellings may be of one event at all, by what is kept of each beside the claim.
fn comparable(a: &Told, b: &Told) -> bool {
    let violent = |k: ClaimType| matches!(k, ClaimType::Airstrike | ClaimType::Shelling | ClaimType::Offensive);
    let toll = |x: ClaimType, y: ClaimType| is_toll(x) && is_cause(y);
    let (x, y) = (a.kind, b.kind);
    // Whatever else makes two tellings one: the numbers of the dead are never at odds.
    a.modality == b.modality
        && (x == y
            || toll(x, y)
            || toll(y, x)
            || (b.bound && is_cause(x) && violent(y))
            || (b.general && strikes(x) && y == ClaimType::Offensive)
            || ((a.title || b.title) && ((violent(x) && violent(y)) || (is_cause(x) && is_cause(y)))))
        && (a.old == b.old || b.definite || !is_cause(x) || !is_cause(y))
        && counts_agree(a.killed, b.killed)
}

/// How many claims back the same event is looked for: more than any report of the bench has.
///
/// Without a bound the time would grow as the square of a bulletin without end.
const BACK: usize = 128;
/// Folds a claim into one that the same source told before, or keeps it.
pub(crate) fn merge_or_push(out: &mut Vec<Claim>, told: &mut Vec<Told>, claim: Claim, here: Told) {
    // What is cheap to tell goes first: every claim of a report is held against every other.
    let near = (0..out.len()).rev().take(BACK);
    let found = near.filter(|&i| comparable(&told[i], &here)).find(|&i| {
        let title = told[i].title || here.title;
        let far = !title && here.sent.saturating_sub(told[i].sent) > 3;
        let unnamed = out[i].patient.is_empty() || claim.patient.is_empty();
        let anew = here.another || here.fresh && far && unnamed && !same_numbers(&out[i], &claim);
        (!(anew || here.besides && here.sent <= told[i].sent + 1)
            && told[i].habitual == here.habitual
            && same_event(&out[i], &claim, title))
            || once(&out[i], &claim, told[i], here)
            || announces(&out[i], &claim, told[i], here)
            || (here.bound
                && told[i].victim
                && claim.patient.is_empty()
                && out[i]
                    .place
                    .as_ref()
                    .zip(claim.place.as_ref())
                    .is_none_or(|(p, q)| same_place(p, q))
                && same_speakers(&out[i], &claim))
            || pointed(&out[i], &claim, told[i], here)
            || echoed(&out[i], &claim, told[i], here)
            || announced(&out[i], &claim, told[i], here)
            || headline(&out[i], &claim, told[i], here)
            || set_among(&out[i], &claim, told[i], here)
            || named_again(&out[i], &claim, told[i], here)
    });
    let Some(i) = found else {
        out.push(claim);
        told.push(here);
        return;
    };
    let old = &mut out[i];
    // «وأضاف أن استهدافه حقق إصابات»: what was struck, and by what, stands before.
    if here.general && old.kind != claim.kind || here.comes && told[i].sent < here.sent && !told[i].title {
        add(&mut old.also, claim.quote);
        return;
    }
    let event_over_toll = is_toll(old.kind) && is_cause(claim.kind);
    let toll_under_event = is_cause(old.kind) && is_toll(claim.kind);
    let better = !toll_under_event
        && (event_over_toll
            || (told[i].title && !here.title)
            || (weight(&claim) > weight(old) && !here.title && !here.definite)
            || (weight(&claim) == weight(old) && nearer(&claim, old) && !here.title && !here.definite));
    if better {
        told[i] = here;
        let mut new = claim;
        new.also = std::mem::take(&mut old.also);
        add(&mut new.also, old.quote.clone());
        inherit(&mut new, old);
        *old = new;
    } else {
        add(&mut old.also, claim.quote.clone());
        inherit(old, &claim);
    }
    told[i].killed = old.killed;
}

/// Adds a quote to others in text order.
fn add(quotes: &mut Vec<Quoted>, quote: Quoted) {
    let at = quotes.partition_point(|q| q.span <= quote.span);
    if at.checked_sub(1).and_then(|before| quotes.get(before)) != Some(&quote) {
        quotes.insert(at, quote);
    }
}

/// Strikes that another word may name without their means.
fn strikes(kind: ClaimType) -> bool {
    matches!(kind, ClaimType::Airstrike | ClaimType::Shelling | ClaimType::Offensive)
}

/// «… وأضاف أن الغارات أسفرت عن …»: a definite event noun of the same speaker names the event just told.
pub(crate) fn pointed(old: &Claim, new: &Claim, a: Told, b: Told) -> bool {
    // «أسفر القصف عن قتلى وجرحى»: nobody in particular.
    let open = |c: Option<Count>| c.is_some_and(|c| c.high.is_none());
    let open_toll = a.sent == b.sent && open(new.killed) && open(new.injured);
    b.definite
        && old.kind == new.kind
        && (new.killed.is_some() || new.injured.is_some())
        && old.modality == new.modality
        && b.sent.saturating_sub(a.sent) <= 2
        && same_speakers(old, new)
        && counts_agree(old.killed, new.killed)
        && counts_agree(old.injured, new.injured)
        && (open_toll || new.patient.iter().all(|p| p.count.is_some() || old.patient.is_empty()))
        && (new.agent.is_empty()
            || old.agent.is_empty()
            || old.agent.iter().any(|x| new.agent.iter().any(|y| same_party(x, y))))
}

/// «غالبية الإعدامات نفذت سرا», «تزامن القصف الروسي مع …»: a definite event noun with nothing of its own.
pub(crate) fn echoed(old: &Claim, new: &Claim, a: Told, b: Told) -> bool {
    let states = matches!(old.kind, ClaimType::Ceasefire) && b.sent.saturating_sub(a.sent) <= 2;
    let events = b.definite && b.sent.saturating_sub(a.sent) <= 4 && !a.title;
    let known = |p: &Participant| p.entity.is_some() || p.role.is_some();
    let hit = |p: &Participant| known(p) || p.count.is_some() || new.target.is_some();
    // «وقال إن الاستهداف جاء ردا على …»: behind the strike itself, without a word of the means.
    let general = b.general && strikes(old.kind) && b.sent.saturating_sub(a.sent) <= 1;
    let empty = general || !new.patient.iter().any(hit) && new.killed.is_none() && new.injured.is_none();
    let shared = old.agent.iter().any(|x| new.agent.iter().any(|y| same_party(x, y)));
    let agents = !new.agent.iter().any(known) || shared || (states && old.agent.is_empty());
    // «ولا تزال الهدنة صامدة», «وتزامن الاستهداف الروسي مع …»: whoever told of it.
    let untold = new.patient.is_empty() && new.killed.is_none() && new.injured.is_none();
    let anyone = states || general && shared && untold;
    (old.kind == new.kind || general)
        && old.modality == new.modality
        && (events || states || general)
        && empty
        && agents
        && !b.placed
        && (anyone || same_speakers(old, new))
}

/// A bare mention («… تطورها لإطلاق نار») that the same speaker's next sentence tells in full.
pub(crate) fn announced(old: &Claim, new: &Claim, a: Told, b: Told) -> bool {
    is_cause(old.kind)
        && old.kind == new.kind
        && old.modality == new.modality
        && (old.agent.is_empty()
            || new.agent.is_empty()
            || old.agent.iter().any(|x| new.agent.iter().any(|y| same_party(x, y))))
        // «وسقوط قتلى»: nobody in particular yet.
        && old.patient.iter().all(|p| p.count.is_some_and(|c| c.high.is_none()))
        && (old.place.is_none() || new.place.is_none())
        && b.sent.saturating_sub(a.sent) <= 1
        && counts_agree(old.killed, new.killed)
        && counts_agree(old.injured, new.injured)
        && same_speakers(old, new)
}

/// «اغتيل القيادي فلان … مقتل فلان»: what befalls somebody once is one event, however often a source comes back to
/// it; named by the way it is the one told, whoever speaks.
pub(crate) fn once(old: &Claim, new: &Claim, a: Told, b: Told) -> bool {
    use ClaimType as T;
    let befalls = |k: ClaimType| {
        matches!(
            k,
            T::Killing | T::Execution | T::AssassinationAttempt | T::Arrest | T::Abduction
        )
    };
    let person = |x: &Participant, y: &Participant| match (&x.entity, &y.entity) {
        (Some(e), Some(f)) => e == f,
        _ => crate::lookup::shares_words(&x.quoted.text, &y.quoted.text),
    };
    // «جاء إعلان انشقاق اللواء …»: the step of a group, come back to.
    let steps = matches!(a.kind, T::Defection | T::Pledge | T::Appointment);
    let whole = |p: &Participant| p.role.is_none() && p.count.is_none();
    let same = |x: &Participant, y: &Participant| x.entity.is_some() && x.entity == y.entity && whole(x) && whole(y);
    if steps
        && a.kind == b.kind
        && a.modality == b.modality
        && (a.aside || b.aside)
        && new.killed.is_none()
        && old.agent.iter().any(|x| new.agent.iter().any(|y| same(x, y)))
        && (old.place.is_none() || new.place.is_none() || !b.placed)
        && b.sent.saturating_sub(a.sent) <= 4
    {
        return true;
    }
    // «بعد استشهاد فلان … استهدفت الطائرات فلانا»: his death and what he died of.
    let deadly = |x: ClaimType, y: ClaimType| x == T::Killing && is_cause(y) && y != T::Clash;
    let kinds = befalls(a.kind) && a.kind == b.kind || deadly(a.kind, b.kind) || deadly(b.kind, a.kind);
    kinds
        && a.modality == b.modality
        && a.victim
        && b.victim
        && counts_agree(old.killed, new.killed)
        && old.patient.iter().any(|x| new.patient.iter().any(|y| person(x, y)))
        && same_time(old, new)
        && (a.aside || b.aside || a.title || same_speakers(old, new))
}

/// «قتلوا عقيداً … وأضاف أنهم أطلقوا النار على العقيد»: the same speaker says more of a person who has the article now.
fn named_again(old: &Claim, new: &Claim, a: Told, b: Told) -> bool {
    use ClaimType as T;
    let of_persons = |k: ClaimType| {
        matches!(
            k,
            T::Execution | T::Killing | T::Shooting | T::AssassinationAttempt | T::Arrest | T::Abduction
        )
    };
    let kinds = old.kind == new.kind || (old.kind == T::Killing && is_cause(new.kind));
    let known = |p: &Participant| p.quoted.text.trim_start_matches(['ل', 'ب']).starts_with("ال");
    let back = |p: &Participant| {
        known(p)
            && old.patient.iter().any(|q| {
                let one = q.count.is_some_and(|n| n.high == Some(n.low));
                let entities = p.entity == q.entity || p.entity.is_none() || q.entity.is_none();
                one && !known(q) && same_role(p, q) && entities && counts_agree(p.count, q.count)
            })
    };
    of_persons(old.kind)
        && of_persons(new.kind)
        && kinds
        && !a.title
        && b.sent.saturating_sub(a.sent) <= 2
        && old.modality == new.modality
        && old.patient.len() == 1
        && new.patient.first().is_some_and(back)
        && counts_agree(old.killed, new.killed)
        && counts_agree(old.injured, new.injured)
        && parties_agree(&old.agent, &new.agent, false)
        && same_time(old, new)
        && same_speakers(old, new)
}

/// Whether a claim's place is told more nearly than another's.
fn nearer(a: &Claim, b: &Claim) -> bool {
    let precision = |c: &Claim| c.place.as_ref().and_then(|p| p.precision);
    precision(a).zip(precision(b)).is_some_and(|(x, y)| x < y)
}

/// Whether two participants are people of one sort, one or many: "commander", "commanders".
fn same_role(a: &Participant, b: &Participant) -> bool {
    let one = |r: &str| {
        r.strip_suffix('s')
            .map_or_else(|| r.replace("men", "man"), str::to_owned)
    };
    a.role
        .as_deref()
        .zip(b.role.as_deref())
        .is_some_and(|(x, y)| x == y || one(x) == one(y))
}

/// Takes over what the other telling says and this one does not.
pub(crate) fn inherit(to: &mut Claim, from: &Claim) {
    if to.agent.is_empty() {
        to.agent.clone_from(&from.agent);
    }
    if to.patient.is_empty() {
        to.patient.clone_from(&from.patient);
    }
    // «وأدى الهجوم إلى مقتل شرطيين»: with their number come those who died.
    let told = to.killed.is_none() && from.killed.is_some() || to.injured.is_none() && from.injured.is_some();
    let new = |p: &&Participant| p.count.is_some() && !to.patient.iter().any(|q| q.quoted.text == p.quoted.text);
    let more: Vec<Participant> = from.patient.iter().filter(|_| told).filter(new).cloned().collect();
    to.patient.extend(more);
    to.killed = to.killed.or(from.killed);
    to.injured = to.injured.or(from.injured);
    if to.casualties.is_empty() {
        to.casualties.clone_from(&from.casualties);
    }
    if to.place.is_none() {
        to.place.clone_from(&from.place);
    }
    if to.time.is_none() {
        to.time.clone_from(&from.time);
    }
}

/// «أفاد مصدر محلي … وقال المصدر في حديث لقناة كذا»: the source of a moment ago, whoever else heard it.
fn same_informant(a: &Claim, b: &Claim) -> bool {
    let first = |c: &'_ Claim| {
        let s = c.sources.first().filter(|s| s.kind == SourceKind::Anonymous)?;
        s.quoted.clone()
    };
    match (first(a), first(b)) {
        (Some(x), Some(y)) => {
            let again = y.text.starts_with("ال") && !x.text.starts_with("ال");
            x.span.overlaps(y.span) || again && crate::lookup::shares_words(&x.text, &y.text)
        }
        _ => false,
    }
}

/// Whether two chains name the same speakers.
pub(crate) fn same_speakers(a: &Claim, b: &Claim) -> bool {
    if same_informant(a, b) || same_informant(b, a) {
        return true;
    }
    let inner = |s: &&Source| s.kind != SourceKind::Outlet;
    a.sources.iter().filter(inner).count() == b.sources.iter().filter(inner).count()
        && a.sources
            .iter()
            .filter(inner)
            .zip(b.sources.iter().filter(inner))
            .all(|(s, t)| {
                s.kind == t.kind
                    && match (&s.entity, &t.entity, &s.quoted, &t.quoted) {
                        (Some(e), Some(f), ..) => e == f,
                        // «الإذاعة السودانية», «إذاعة أم درمان»: two that are named by more than what they are.
                        (_, _, Some(q), Some(r)) if matches!(s.kind, SourceKind::Media | SourceKind::Agency) => {
                            crate::lookup::covers(&q.text, &r.text)
                        }
                        (_, _, Some(q), Some(r)) => crate::lookup::shares_words(&q.text, &r.text),
                        (_, _, None, None) => true,
                        _ => false,
                    }
            })
}

pub(crate) fn counts_agree(a: Option<Count>, b: Option<Count>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.compatible(b),
        _ => true,
    }
}

/// Whether two claims of one report are the same event told by the same source.
pub(crate) fn same_event(a: &Claim, b: &Claim, title: bool) -> bool {
    let violent = |c: &Claim| {
        matches!(
            c.kind,
            ClaimType::Airstrike | ClaimType::Shelling | ClaimType::Offensive
        )
    };
    // What is cheap to tell goes first: every claim of a report is held against every other.
    if a.modality != b.modality || a.total != b.total {
        return false;
    }
    if !counts_agree(a.killed, b.killed) || !counts_agree(a.injured, b.injured) {
        return false;
    }
    // The same dead or hurt, told once with and once without their cause.
    let toll = |x: &Claim, y: &Claim| is_toll(x.kind) && is_cause(y.kind) && same_toll(x, y);
    let tolls = toll(a, b) || toll(b, a);
    let kinds = a.kind == b.kind || (title && violent(a) && violent(b)) || tolls;
    if !kinds {
        return false;
    }
    // A state of control is that of its place.
    if a.kind == ClaimType::Control && a.place.is_none() != b.place.is_none() {
        return false;
    }
    // A toll that two tellings give alike is hardly that of two events.
    let alike = same_numbers(a, b);
    // «ستة عناصر شتموه» and «عشرات خونوه»: of those who break with their own the number tells which.
    let numbered = matches!(a.kind, ClaimType::Dissent | ClaimType::Defection);
    // «انقسموا إلى فريقين» and «معارضة من الطرف الآخر، من مقاتليه الأجانب»: nor may one tell of somebody whom the other has not.
    let alone = |x: &Claim, y: &Claim| {
        x.agent
            .iter()
            .any(|p| !y.agent.is_empty() && !y.agent.iter().any(|q| same_party(p, q)))
    };
    let more = || numbered && !title && (alone(a, b) || alone(b, a));
    let agents = || {
        !more() && parties_agree(&a.agent, &b.agent, numbered)
            || ((title || alike) && !(a.agent.iter().any(named) && b.agent.iter().any(named)))
    };
    let patients = || parties_agree(&a.patient, &b.patient, true) || (title && alike) || (alike && apart(a, b));
    let wide = |p: &isnad_model::Place| p.precision.is_none_or(|x| x >= 3);
    let places = || match (&a.place, &b.place) {
        (Some(p), Some(q)) => {
            // «بلدة كذا في جرود كذا» and «جرود كذا»: what no file has lies in what it is told to lie in.
            let lies = |p: &isnad_model::Place, q: &isnad_model::Place| {
                p.id.is_none() && q.id.is_some() && p.within.first() == q.id.as_ref()
            };
            same_place(p, q)
                || title && (lies(p, q) || lies(q, p))
                || ((title || tolls || many(a, b)) && (wide(p) || wide(q) || (title && alike)))
        }
        _ => true,
    };
    let content = (a.place.is_some() && b.place.is_some())
        || (!a.agent.is_empty() && !b.agent.is_empty())
        || (!a.patient.is_empty() && !b.patient.is_empty());
    // A headline speaks for whoever the body names.
    (content || title) && places() && same_time(a, b) && agents() && patients() && (title || same_speakers(a, b))
}

/// Whether the times of two tellings can be one.
fn same_time(a: &Claim, b: &Claim) -> bool {
    match (&a.time, &b.time) {
        // «خلال الأعوام الماضية» and «خلال الشهر»: lengths of time told in other words are others.
        (Some((q, t)), Some((r, u))) if t.precision.min(u.precision) >= 3 && (t.from.is_none() || u.from.is_none()) => {
            crate::lookup::shares_words(&q.text, &r.text)
        }
        (Some((_, t)), Some((_, u))) => {
            // «في 28 أيلول» and «في 11 تشرين الأول», «أمس» and «اليوم»: other days, whether or not the year is known.
            match (t.from, u.from) {
                (Some(x), Some(y)) => x == y,
                _ => !differ(t.month_day, u.month_day) && !differ(t.offset, u.offset),
            }
        }
        _ => true,
    }
}

fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.zip(b).is_some_and(|(x, y)| x != y)
}

/// Whether the parties of two tellings can be the same: one side says nothing, or they share one.
fn parties_agree(a: &[Participant], b: &[Participant], counted: bool) -> bool {
    let counts = |x: &Participant, y: &Participant| x.count.zip(y.count).is_none_or(|(m, n)| m.compatible(n));
    // «قتلى في هجوم»: the dead of a headline, whoever they are.
    let bare = |p: &[Participant]| {
        let open =
            |p: &Participant| p.role.is_none() && p.entity.is_none() && p.count.is_some_and(|c| c.high.is_none());
        counted && p.iter().all(open)
    };
    a.is_empty()
        || b.is_empty()
        || bare(a)
        || bare(b)
        || a.iter()
            .any(|x| b.iter().any(|y| same_party(x, y) && (!counted || counts(x, y))))
}

fn named(p: &Participant) -> bool {
    p.entity.is_some()
}

/// «استهدف القصف منزلا» and «قتل ستة مدنيين»: what was hit in one telling, who was hurt in the other.
fn apart(a: &Claim, b: &Claim) -> bool {
    let people = |c: &Claim| c.patient.iter().any(|p| p.role.is_some() || p.entity.is_some());
    let things = |c: &Claim| c.target.is_some() && !people(c);
    (things(a) && !b.patient.is_empty() && people(b)) || (things(b) && people(a))
}

/// Whether two claims give the same number of dead, and not one or two.
fn many(a: &Claim, b: &Claim) -> bool {
    a.killed.is_some_and(|k| k.low >= 3) && a.killed == b.killed
}

/// Whether two claims give the same number of dead or of hurt.
pub(crate) fn same_numbers(a: &Claim, b: &Claim) -> bool {
    (a.killed.is_some() && a.killed == b.killed) || (a.injured.is_some() && a.injured == b.injured)
}

/// Whether a toll without cause is that of an event.
pub(crate) fn same_toll(toll: &Claim, event: &Claim) -> bool {
    let agree = |x: Option<Count>, y: Option<Count>| match (x, y) {
        (Some(x), Some(y)) => x == y,
        (None, _) => true,
        (Some(_), None) => false,
    };
    (toll.killed.is_some() || toll.injured.is_some())
        && agree(toll.killed, event.killed)
        && agree(toll.injured, event.injured)
        && toll
            .patient
            .iter()
            .any(|x| event.patient.iter().any(|y| same_party(x, y)))
}

pub(crate) fn same_party(a: &Participant, b: &Participant) -> bool {
    if a.role.is_some() && a.role == b.role && a.count.zip(b.count).is_none_or(|(m, n)| m.compatible(n)) {
        return a.entity == b.entity || a.entity.is_none() || b.entity.is_none();
    }
    match (&a.entity, &b.entity) {
        (Some(x), Some(y)) => x == y,
        _ => crate::lookup::shares_words(&a.quoted.text, &b.quoted.text),
    }
}

pub(crate) fn same_place(a: &isnad_model::Place, b: &isnad_model::Place) -> bool {
    match (&a.id, &b.id) {
        (Some(x), Some(y)) => x == y,
        _ => crate::lookup::shares_words(&a.text, &b.text),
    }
}
