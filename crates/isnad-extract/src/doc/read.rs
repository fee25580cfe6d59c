//! A word by its letters: readings of the morphology, lexicon numbers, clitics.
//!
//! In: a token that nothing is remembered of. Out: a word as it stands alone, before its neighbours are looked at.

use super::*;
use isnad_lexicon::recent::Recent;
use std::cell::RefCell;

/// Readings that news prose hardly ever means where another is to be had: I, you, what several women did, commands, bare jussives.
pub(super) fn odd(a: &Analysis) -> bool {
    let f = a.features;
    let person = matches!(
        f.person,
        Some(isnad_arabic::morph::Person::First | isnad_arabic::morph::Person::Second)
    );
    // «لجان»: committees, hardly ever "the women took refuge".
    let women = f.kind == Kind::Perfect
        && f.number == Some(Number::Plural)
        && f.gender == Some(isnad_arabic::morph::Gender::Feminine);
    f.is_finite() && (person || women || f.kind == Kind::Imperative || f.mood == isnad_arabic::morph::Mood::Jussive)
}

/// Readings so odd that a word which has no other is rather one that no list has («لنجل»: of a son, not "let us evacuate").
fn strange(a: &Analysis) -> bool {
    use isnad_arabic::morph::{Mood, Person};
    let f = a.features;
    f.kind == Kind::Imperative || f.mood == Mood::Jussive && f.person == Some(Person::First)
}

/// Whether a better reading goes before what the letters may be of an event verb.
///
/// «المرحلة» is the stage before it is "the deported", «المتمردون» are the rebels before they rebel, «وصفوا» is "they
/// described" before "and they purged". The displaced («المهجرون») are listed as people and yet those who were displaced.
fn outdone(a: &Analysis, better: &[Analysis], lexicon: &Lexicon) -> bool {
    let human = |b: &Analysis| lexicon.analyzer().lexeme(b.lexeme).is_some_and(|l| l.has_tag("human"));
    match a.features.kind {
        Kind::Masdar | Kind::ActiveParticiple | Kind::PassiveParticiple => better.iter().any(|b| {
            matches!(b.features.kind, Kind::Noun | Kind::Name)
                && b.lexeme != a.lexeme
                && !(a.features.kind == Kind::PassiveParticiple && human(b))
        }),
        _ if a.features.is_finite() && proclitic_bits(a) & pro::CONJ != 0 => better
            .iter()
            .any(|b| b.features.is_finite() && proclitic_bits(b) & pro::CONJ == 0),
        _ => false,
    }
}

pub(super) fn reading_bits(a: &Analysis) -> u8 {
    let f = a.features;
    match f.kind {
        Kind::Perfect | Kind::Imperfect | Kind::Imperative => {
            let passive = f.voice == isnad_arabic::morph::Voice::Passive;
            let mut bits = if passive { ReadingSet::PASSIVE } else { ReadingSet::VERB };
            if f.maybe_passive {
                bits |= ReadingSet::PASSIVE;
            }
            bits
        }
        Kind::Masdar => ReadingSet::MASDAR,
        Kind::ActiveParticiple => ReadingSet::ACTIVE_PARTICIPLE,
        Kind::PassiveParticiple => ReadingSet::PASSIVE_PARTICIPLE,
        Kind::Noun | Kind::Adjective | Kind::Name => ReadingSet::NOUN,
        Kind::Particle => ReadingSet::SURFACE,
    }
}

pub(super) fn pos_bits(a: &Analysis) -> u16 {
    let f = a.features;
    match f.kind {
        Kind::Perfect => {
            let passive = f.maybe_passive || f.voice == isnad_arabic::morph::Voice::Passive;
            pos::PERFECT | if passive { pos::PASSIVE } else { 0 }
        }
        Kind::Imperfect | Kind::Imperative => {
            let passive = f.maybe_passive || f.voice == isnad_arabic::morph::Voice::Passive;
            pos::IMPERFECT | if passive { pos::PASSIVE } else { 0 }
        }
        Kind::Masdar => pos::MASDAR,
        Kind::ActiveParticiple => pos::ACTIVE,
        Kind::PassiveParticiple => pos::PASSIVE_P,
        Kind::Noun => pos::NOUN,
        Kind::Adjective => pos::ADJ,
        Kind::Particle => pos::PARTICLE,
        Kind::Name => pos::NAME,
    }
}

pub(super) fn proclitic_bits(a: &Analysis) -> u8 {
    let p = a.proclitics;
    let mut bits = 0;
    if p.waw() || p.fa() {
        bits |= pro::CONJ;
    }
    if p.ba() {
        bits |= pro::BI;
    }
    if p.lam() {
        bits |= pro::LI;
    }
    if p.kaf() {
        bits |= pro::KA;
    }
    if p.sin() {
        bits |= pro::SA;
    }
    if a.features.definite {
        bits |= pro::AL;
    }
    bits
}

/// Notes that a word may be a lexicon word: as which readings, and as which of them likely.
pub(super) fn add_key(keys: &mut Vec<KeyRef>, key: KeyId, (readings, likely): (u8, u8), sure: bool) {
    if let Some(k) = keys.iter_mut().find(|k| k.key == key) {
        k.readings |= readings;
        k.likely |= likely;
        k.sure |= sure;
    } else {
        keys.push(KeyRef {
            key,
            readings,
            likely,
            sure,
        });
    }
}

/// By so much a reading costs more where the letters are not those of its spelling.
const SLOPPY: u8 = 8;

/// Reads a word that nothing is remembered of.
pub(super) fn read_afresh(slice: &str, token: &Token, lexicon: &Lexicon, scratch: &mut Scratch) -> Word {
    let analyzer: &Analyzer = lexicon.analyzer();
    let frames = &lexicon.frames;
    let mut w = Word {
        keys: KeyRefs(Rc::clone(&scratch.blank)),
        traits: Traits {
            span: token.span,
            ..Traits::default()
        },
    };
    if token.kind == TokenKind::Number {
        w.pos = pos::DIGITS;
        w.best = pos::DIGITS;
        w.keys = KeyRefs(Rc::new(Letters::of(slice, Box::default(), lexicon)));
        return w;
    }
    scratch.folded.clear();
    fold_into(slice, Tier::Orthographic, &mut scratch.folded);
    scratch.readings.clear();
    let mut keys = Vec::new();
    if token.kind == TokenKind::Word {
        analyzer.analyze(slice, &mut scratch.readings);
        // «فى», «أمنى»: as it is written in Egypt.
        if scratch.folded.ends_with('ى') && frames.keys.surface(&scratch.folded).is_none() {
            let dotted = scratch.folded.replace('ى', "ي");
            let preposition = frames.class_bit("preposition");
            let particle = frames
                .keys
                .surface(&dotted)
                .is_some_and(|k| frames.classes_of(k).meets(preposition));
            if particle || scratch.readings.is_empty() {
                scratch.readings.clear();
                analyzer.analyze(&dotted, &mut scratch.readings);
                scratch.folded = dotted;
            }
        }
    }
    // «حتي», «قري»: as it is written in Sudan.
    if token.kind == TokenKind::Word && scratch.folded.ends_with('ي') {
        let first = |a: &Analysis| a.enclitic.is_some() && a.features.kind == Kind::Particle;
        if scratch.readings.is_empty() || scratch.readings.iter().all(first) {
            let mut bare = scratch.folded.clone();
            bare.pop();
            bare.push('ى');
            let mut other = Vec::new();
            analyzer.analyze(&bare, &mut other);
            if !other.is_empty() {
                scratch.readings = other;
                scratch.folded = bare;
            }
        }
    }
    w.tanwin = slice.ends_with('ً') || slice.ends_with("اً") || slice.ends_with("ًا");
    if let Some(key) = frames.keys.surface(&scratch.folded) {
        let readings = ReadingSet::SURFACE;
        add_key(&mut keys, key, (readings, readings), true);
    }
    // «والدهم»: their father, before "and the raiding".
    if scratch
        .readings
        .first()
        .is_some_and(|a| a.features.definite && proclitic_bits(a) & pro::CONJ != 0)
    {
        let kin = |a: &Analysis| {
            let human = || analyzer.lexeme(a.lexeme).is_some_and(|l| l.has_tag("human"));
            a.features.kind == Kind::Noun && a.enclitic.is_some() && proclitic_bits(a) == 0 && human()
        };
        if let Some(n) = scratch.readings.iter().position(kin) {
            scratch.readings[..=n].rotate_right(1);
        }
    }
    without_so_under(slice, scratch, frames);
    let plain = scratch.readings.iter().any(|a| !odd(a));
    if plain {
        scratch.readings.retain(|a| !odd(a));
    }
    for (n, a) in scratch.readings.iter().enumerate() {
        // «أمن»: security, though sloppily spelled it is "safe" as well.
        let better = |b: &&Analysis| b.features.kind == Kind::Noun && b.cost.saturating_add(SLOPPY) <= a.cost;
        let sloppy = a.features.kind == Kind::Adjective && scratch.readings[..n].iter().any(|b| better(&b));
        w.pos |= if sloppy { 0 } else { pos_bits(a) };
        for &key in frames.keys.lexeme(a.lexeme) {
            let unlikely = outdone(a, &scratch.readings[..n], lexicon) || !plain && strange(a);
            let readings = reading_bits(a);
            add_key(&mut keys, key, (readings, if unlikely { 0 } else { readings }), true);
        }
    }
    if let Some(a) = scratch.readings.first() {
        w.pro = proclitic_bits(a);
        w.pronoun = a.enclitic;
        w.plural = a.features.number == Some(Number::Plural);
        w.dual = a.features.number == Some(Number::Dual) && a.features.is_nominal();
        if a.features.case == isnad_arabic::morph::Case::Accusative && w.pos & pos::VERB == 0 {
            w.tanwin = true;
        }
    }
    // «اعتقالات»: that plural is of things as well.
    let feminine_plural = scratch.folded.ends_with("ات");
    forms(&mut w, analyzer, &scratch.readings, feminine_plural);
    w.nisba =
        nisba_shape(&scratch.folded, w.pro) != 0 && !scratch.folded.ends_with('ة') || scratch.folded.ends_with("ية");
    surface_keys(&mut w, &mut keys, frames, &scratch.folded);
    if scratch.readings.is_empty() {
        w.pos = pos::UNKNOWN | nisba_shape(&scratch.folded, w.pro);
    }
    for k in &keys {
        w.classes |= frames.classes_of(k.key);
    }
    w.keys = KeyRefs(Rc::new(Letters::of(slice, keys.into(), lexicon)));
    w.few = few::of(&w, slice, lexicon);
    w
}

/// «فتحت»: she opened, where the same letters are also "so under".
fn without_so_under(slice: &str, scratch: &mut Scratch, frames: &Frames) {
    let opened = |a: &Analysis| a.features.is_finite() && proclitic_bits(a) == 0;
    if slice.starts_with('ف') && scratch.readings.iter().any(opened) {
        let preposition = |k: &KeyId| frames.classes_of(*k).meets(frames.class_bit("preposition"));
        let under = |a: &Analysis| a.features.kind == Kind::Particle && proclitic_bits(a) & pro::CONJ != 0;
        let any = |a: &Analysis| frames.keys.lexeme(a.lexeme).iter().any(preposition);
        scratch.readings.retain(|a| !(under(a) && any(a)));
    }
}

/// Number and gender as verb and as noun, and whether the word is one for people or groups.
fn forms(w: &mut Word, analyzer: &Analyzer, readings: &[Analysis], feminine_plural: bool) {
    let form = |a: &Analysis| Form {
        feminine: a.features.gender.map(|g| g == isnad_arabic::morph::Gender::Feminine),
        plural: a.features.number == Some(Number::Plural),
        dual: a.features.number == Some(Number::Dual),
        loose: false,
    };
    // Where readings differ the letters tell nothing («توفي» is also "she pays out").
    let finite = || readings.iter().filter(|a| a.features.is_finite()).map(form);
    if let Some(first) = finite().next() {
        w.verb_form = Form {
            feminine: first
                .feminine
                .filter(|_| finite().all(|f| f.feminine == first.feminine)),
            plural: finite().all(|f| f.plural),
            dual: finite().all(|f| f.dual),
            loose: false,
        };
    }
    let sound = |a: &Analysis| {
        let f = a.features;
        f.number == Some(Number::Plural)
            && !f.broken
            && f.gender != Some(isnad_arabic::morph::Gender::Feminine)
            && matches!(
                f.kind,
                Kind::Noun | Kind::Adjective | Kind::ActiveParticiple | Kind::PassiveParticiple
            )
    };
    if let Some(a) = readings.iter().find(|a| a.features.is_nominal()) {
        w.noun_form = form(a);
        // «مسلحين»: letters that are a sound plural are read so before a dual.
        if w.noun_form.dual && readings.iter().any(|b| b.lexeme == a.lexeme && sound(b)) {
            w.noun_form.dual = false;
            w.noun_form.plural = true;
        }
        // «فرق» is a difference and teams.
        w.noun_form.loose = readings.iter().any(|b| {
            b.features.kind == Kind::Noun
                && b.lexeme != a.lexeme
                && (b.features.gender != a.features.gender || b.features.number != a.features.number)
        });
    }
    for a in readings.iter().filter(|a| a.features.is_nominal()) {
        let tagged = |tag: &str| analyzer.lexeme(a.lexeme).is_some_and(|l| l.has_tag(tag));
        let noun = a.features.kind == Kind::Noun;
        w.human |= (noun && tagged("human")) || (sound(a) && !feminine_plural);
        w.collective |= noun && tagged("collective");
    }
}

/// An unknown word with the ending of a nisba is likely an adjective («الإدلبية»).
pub(super) fn nisba_shape(folded: &str, pro: u8) -> u16 {
    let long = folded.chars().count() >= if pro & pro::AL != 0 { 6 } else { 5 };
    // The nisba's ya, bare or before the endings of number and gender.
    let ends = folded.ends_with(['ة', 'ي']) || {
        let tail: Vec<char> = folded.chars().rev().take(3).collect();
        matches!(tail.as_slice(), ['ا', 'ي', ..] | ['ن' | 'ت', _, 'ي'])
    };
    if long && ends { pos::ADJ } else { 0 }
}

/// Lexicon words found by letters alone: proclitics, article and plain endings taken off.
fn surface_keys(w: &mut Word, keys: &mut Vec<KeyRef>, frames: &Frames, folded: &str) {
    const ENDINGS: [&str; 8] = ["", "ة", "ات", "ين", "ون", "ان", "ا", "ي"];
    let unknown = w.pos == 0;
    let mut guess = w.pro;
    let mut bases: Vec<(&str, u8)> = vec![(folded, 0)];
    let mut at = 0;
    while at < bases.len() && bases.len() < 12 {
        let (base, bits) = bases[at];
        at += 1;
        let mut step = |rest: &'_ str, bit: u8| {
            if rest.chars().count() >= 2 {
                // The slice borrows from `folded`, so it can be kept.
                if let Some(tail) = folded.get(folded.len() - rest.len()..) {
                    bases.push((tail, bits | bit));
                }
            }
        };
        if bits == 0 {
            for c in ['و', 'ف'] {
                if let Some(rest) = base.strip_prefix(c) {
                    step(rest, pro::CONJ);
                }
            }
        }
        if bits & (pro::BI | pro::LI | pro::KA | pro::AL) == 0 {
            if let Some(rest) = base.strip_prefix("لل") {
                step(rest, pro::LI | pro::AL);
            }
            for (c, bit) in [('ب', pro::BI), ('ل', pro::LI), ('ك', pro::KA)] {
                if let Some(rest) = base.strip_prefix(c) {
                    step(rest, bit);
                }
            }
        }
        if bits & pro::AL == 0
            && let Some(rest) = base.strip_prefix("ال")
        {
            step(rest, pro::AL);
        }
    }
    for (base, bits) in bases {
        for ending in ENDINGS {
            let Some(stem) = base.strip_suffix(ending) else {
                continue;
            };
            if stem.chars().count() < 2 {
                continue;
            }
            let Some(key) = frames.keys.surface(stem) else { continue };
            if bits == 0 && ending.is_empty() {
                continue;
            }
            // A known word is only read by letters where no article or ending is guessed away wrongly.
            if !unknown && bits & (pro::BI | pro::LI | pro::KA) != 0 && w.pro & bits != bits {
                continue;
            }
            if unknown || ending.is_empty() || ending == "ة" {
                let bare = ending.is_empty() && unknown;
                let readings = ReadingSet::NOUN | if bare { ReadingSet::SURFACE } else { 0 };
                add_key(keys, key, (readings, readings), false);
                if unknown && guess == 0 {
                    guess = bits;
                }
            }
        }
    }
    if unknown {
        if guess == 0 && folded.starts_with("ال") {
            guess = pro::AL;
        } else if guess == 0 && folded.strip_prefix('و').is_some_and(|r| r.starts_with("ال")) {
            guess = pro::AL | pro::CONJ;
        } else if guess == 0
            && folded.strip_prefix('ب').is_some_and(|r| r.starts_with("ال"))
            && folded.chars().count() > 5
        {
            guess = pro::AL | pro::BI;
        } else if guess == 0 && folded.starts_with("لل") && folded.chars().count() > 4 {
            guess = pro::AL | pro::LI;
        }
        w.pro = guess;
    }
}

/// Whether a joined word is one: the morphology reads it, or it is a name or word of the lexicon.
pub(super) fn known(word: &str, lexicon: &Lexicon) -> bool {
    thread_local! {
        static READ: RefCell<Recent<bool>> = RefCell::new(Recent::new(2_000));
    }
    let read = || {
        let mut readings = Vec::new();
        lexicon.analyzer().analyze(word, &mut readings);
        readings.iter().any(|a| !a.informal)
    };
    READ.with_borrow_mut(|known| known.get_or(word, read)) || lexicon.entities.outlet_by_name(word).is_some() || {
        let tokens = isnad_arabic::token::tokenize(word);
        !lexicon.entities.find(word, &tokens).is_empty()
    }
}
