//! What rules of few words may concern a word, told by its letters.
//!
//! In: a word as it was read, before its neighbours are looked at. Out: bits, remembered with the word, and for a report
//! the list of its words that bear one of [`LISTED`]: a rule of few words looks at these alone. **Invariant:** a bit tells
//! what may be; the rule itself still asks everything that its place in the sentence decides.
//!
//! Example: «طيار» (ṭayyār, "pilot") bears [`PILOT`]: only before such a word is «من دون» no negation.

use super::*;
use crate::trigger::meets;
use isnad_lexicon::entity::{Many, RoleKind};
use isnad_lexicon::frame::ExpressionTable;

/// A noun, an adjective or a name, and nothing else.
pub(crate) const PLAIN: u16 = 1;
/// A particle and nothing else.
pub(crate) const PARTICLE: u16 = 2;
/// A finite verb and nothing else.
pub(crate) const FINITE: u16 = 32768;
/// «أن», «الذي», «حيث»: never a noun or verb where it stands whole.
pub(crate) const CLOSED: u16 = 4;
/// «مجنديْن»: two, by its mark.
pub(crate) const MARKED_TWO: u16 = 8;
/// «إقدام»: a deed, by its hamza.
pub(crate) const MARKED_DEED: u16 = 16384;
/// «الشاب», «المواطن»: one person, definite.
pub(crate) const ONE_PERSON: u16 = 16;
/// May stand before somebody's name.
pub(crate) const BEFORE_NAME: u16 = 32;
/// May be two before a genitive («ضابطي»).
pub(crate) const TWO: u16 = 64;
/// A noun for who flies.
pub(crate) const PILOT: u16 = 128;
/// With its article it has the letters of a preposition («الخارجية»).
pub(crate) const DEFINITE: u16 = 256;
/// «آخر», «آخرون».
pub(crate) const OTHER: u16 = 512;
/// Some expression of a period that is counted over begins with it.
pub(crate) const COUNTS: u16 = 1024;
/// A noun of media.
pub(crate) const MEDIA: u16 = 2048;
/// Some expression that evokes an event begins with it, as it may be read.
pub(crate) const OPENS: u16 = 4096;
/// A word of sport or of tales.
pub(crate) const TOLD: u16 = 8192;
/// Words that bear one of these are listed.
pub(crate) const LISTED: u16 = BEFORE_NAME | TWO | PILOT | DEFINITE | OTHER | COUNTS | MEDIA;

/// The bits of a word that is written so.
pub(super) fn of(w: &Word, word: &str, lexicon: &Lexicon) -> u16 {
    let frames = &lexicon.frames;
    let never_open = frames.class_bit("complementizer") | frames.class_bit("relative") | frames.class_bit("part_whole");
    let other = w.classes.meets(frames.class_bit("other"));
    let whole = |k: &KeyRef| k.readings & ReadingSet::SURFACE != 0 && k.sure;
    let closed = w
        .keys
        .iter()
        .any(|k| whole(k) && frames.classes_of(k.key).meets(never_open));
    let begins = |table: &ExpressionTable| w.keys.iter().any(|k| !table.starting(k.key).is_empty());
    let evokes = |likely: u8| meets(true, likely) | meets(false, likely);
    let opens = w
        .keys
        .iter()
        .any(|k| frames.trigger_table.opens(k.key, evokes(k.likely)));
    let (verbal, nominal, particle) = (w.pos & pos::VERB, w.pos & pos::NOMINAL, w.pos & pos::PARTICLE);
    let plain = verbal == 0 && nominal != 0 && particle == 0 && !w.verb_form.dual && !other;
    // «عبده», «عبد الله»: names with the letters of particles.
    let half = w.classes.meets(frames.class_bit("servant_name"));
    // «إقدام الجيش على …»: written with its hamza below it is no plural («أقدام»).
    let deed = w.pos & pos::MASDAR != 0
        && word.trim_start_matches(['و', 'ف', 'ب', 'ل', 'ك']).starts_with('إ')
        && w.classes.meets(frames.class_bit("light_agent"));
    let role = w.letters().role;
    // «خلف القصف قتلى»: a verb of result may stand where others do not.
    let named = frames.class_bit("kunya") | frames.class_bit("servant_name") | frames.class_bit("result_verb");
    let finite = verbal != 0 && nominal | particle == 0 && !closed && role.is_none() && !w.classes.meets(named);
    let kind = role
        .and_then(|m| lexicon.roles.get(m.role))
        .is_some_and(|r| match r.kind {
            RoleKind::Group | RoleKind::Relation => false,
            // «الناشط علي كريم»: what somebody is by calling, which «المصدر» is not.
            RoleKind::Source => r.status.as_deref() == Some("civilian"),
            _ => true,
        });
    let one_person = kind && role.is_some_and(|m| m.number == Many::One && (w.definite() || m.definite));
    let rank = w.definite() && w.classes.meets(frames.class_bit("rank_more"));
    let several = w.definite() && role.is_some() && (w.noun_form.dual || w.noun_form.plural);
    let bits = [
        (PLAIN, plain && !closed),
        (PARTICLE, verbal | nominal == 0 && particle != 0 && !closed && !half),
        (FINITE, finite),
        (CLOSED, closed),
        (MARKED_TWO, word.ends_with("ي\u{652}ن")),
        (MARKED_DEED, deed),
        (ONE_PERSON, one_person),
        (BEFORE_NAME, one_person || rank || several || w.letters().reports),
        (TWO, w.human && w.nisba && role.is_some_and(|m| m.number == Many::Two)),
        (PILOT, w.classes.meets(frames.class_bit("pilot_noun"))),
        (
            DEFINITE,
            w.definite() && w.classes.meets(frames.class_bit("preposition")),
        ),
        (OTHER, other),
        (OPENS, opens),
        (
            TOLD,
            w.classes
                .meets(frames.class_bit("world_sport") | frames.class_bit("world_tale")),
        ),
        (COUNTS, begins(&frames.period_table)),
        (MEDIA, w.classes.meets(frames.class_bit("media_noun"))),
    ];
    bits.iter().filter(|(_, has)| *has).fold(0, |all, (bit, _)| all | bit)
}
