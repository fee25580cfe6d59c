//! Where the words of an article meet the lexicon: names, people, places.
//!
//! In: a [`Doc`] and the lexicon's matchers. Out: mentions over word ranges for [`Layers`](crate::layers).
//! A bare «التنظيم» becomes a mention of the entity named last that it can stand for.

pub use crate::alike::{covers, shares_words};
use crate::doc::{Doc, gap, pos, pro};
use crate::layers::{EntityMention, Noun, PlaceMention};
use crate::stage::{self, Stage};
use isnad_arabic::normal::{Tier, fold_into};
use isnad_lexicon::Lexicon;
use isnad_lexicon::entity::{Class, EntityIx, Many, RoleKind, RoleMatch};
use isnad_model::{Place, SourceKind, Status};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// The noun of people at a word.
#[must_use]
pub fn noun(doc: &Doc<'_>, i: usize) -> Option<Rc<Noun>> {
    let plain = doc.words[i].letters().noun.as_ref()?;
    // «إب»: with hamza below it is no father.
    let role = doc.words[i].letters().role.and_then(|m| doc.lexicon.roles.get(m.role));
    if doc.words[i].pro == 0 && doc.word(i).starts_with('إ') && role.is_some_and(|r| r.lemma.starts_with('أ')) {
        return None;
    }
    if !is_brigade(doc, i) {
        return Some(Rc::clone(plain));
    }
    Some(Rc::new(Noun {
        english: "brigade".to_owned(),
        plural: "brigades".to_owned(),
        source: Some(SourceKind::Party),
        office: false,
        force: true,
        ..Noun::clone(plain)
    }))
}

/// A noun of people as the list of roles has it.
pub(crate) fn plain_noun(found: &RoleMatch, lexicon: &Lexicon) -> Option<Noun> {
    let role = lexicon.roles.get(found.role)?;
    let status = match role.status.as_deref() {
        Some("civilian") => Status::Civilian,
        Some("combatant") => Status::Combatant,
        _ => Status::Unknown,
    };
    let group = role.group.clone().or_else(|| {
        found
            .feminine
            .then(|| "women".to_owned())
            .filter(|_| status != Status::Combatant && role.kind == RoleKind::Person)
    });
    Some(Noun {
        english: role.en.clone(),
        plural: role.en_plural.clone(),
        status,
        group,
        source: role.source.as_deref().and_then(SourceKind::from_word),
        office: role.is_official(),
        title: role.kind == RoleKind::Title,
        relation: role.kind == RoleKind::Relation,
        speaker: role.kind == RoleKind::Source || role.source.is_some(),
        force: role.kind == RoleKind::Group && status != Status::Civilian,
        many: found.number == Many::Many,
        two: found.number == Many::Two,
        possessed: found.possessed,
    })
}

/// «لواء الرافد», «لواء «الجسر»», «ألوية الفجر», «اللواء 14»: with its genitive, a number, in the plural or in quotes the
/// word for a rank is a brigade.
fn is_brigade(doc: &Doc<'_>, i: usize) -> bool {
    let w = &doc.words[i];
    if !doc.is(i, doc.frames().class_bit("brigade_noun")) {
        return false;
    }
    if w.plural || (w.gap & gap::OPEN_QUOTE != 0 && !w.definite()) {
        return true;
    }
    doc.words.get(i + 1).is_some_and(|n| {
        let near = n.gap & gap::HARD == 0 && !n.is_verb();
        let named = !w.definite() && (n.definite() || n.gap & gap::OPEN_QUOTE != 0);
        near && (named || n.pos & pos::DIGITS != 0)
    })
}

/// «القاعدة التركية», «القاعدة الجوية»: a base whose it is or of what arms, no organisation of that name.
fn is_base(doc: &Doc<'_>, words: &Range<usize>) -> bool {
    words.len() == 1 && doc.is(words.start, doc.frames().class_bit("base_noun")) && stage::is_another(doc, words.end)
}

/// Entities by name and by nisba, bare heads that stand for one of them, and names that depend on the country.
#[must_use]
pub fn entities(doc: &Doc<'_>, places: &[Place], outlet: Option<&str>, day: Option<Date>) -> Vec<EntityMention> {
    let entities = &doc.lexicon.entities;
    let matches = entities.find_on(doc.text, &doc.tokens, doc.numbers, day);
    let mut found = Vec::with_capacity(matches.len());
    let mut from = 0;
    for m in matches {
        let words = doc.words_in_from(from, m.span);
        from = words.start;
        if !words.is_empty() && doc.span(&words).overlaps(m.span) {
            found.push((m, words));
        }
    }
    for (m, words) in &mut found {
        if goes_on_as_day(doc, words)
            && let Some(first) = doc.tokens.get(m.tokens.start..m.tokens.start + 1)
            && let Some(own) = entities.find(doc.text, first).pop()
        {
            (m.entity, m.nisba, m.span) = (own.entity, own.nisba, own.span);
            words.end = words.start + 1;
        }
    }
    stage::without_those_of_media(doc, &mut found);
    found.retain(|(_, words)| !two_people(doc, words) && !is_base(doc, words));
    let taken = stage::take_over(doc, &mut found);
    let plain = found.iter().filter(|(m, _)| !m.local);
    let mut out: Vec<EntityMention> = Vec::with_capacity(found.len());
    out.extend(plain.filter_map(|(m, words)| {
        let own = mention(doc, m.entity, words.clone(), m.nisba)?;
        let Some(was) = taken.get(&words.start) else {
            return Some(own);
        };
        let was = mention(doc, *was, words.clone(), false)?;
        Some(EntityMention {
            id: own.id,
            english: own.english,
            ..was
        })
    }));
    heads(doc, &mut out);
    if found.iter().any(|(m, _)| m.local) {
        let stage = Stage::new(doc, &found, places, outlet);
        let mut covered = vec![false; doc.words.len()];
        for m in &out {
            covered[m.words.clone()].fill(true);
        }
        for (m, words) in found.iter().filter(|(m, _)| m.local) {
            if covered[words.clone()].contains(&true) || stage::is_another(doc, words.end) {
                continue;
            }
            let all: Vec<EntityIx> = std::iter::once(m.entity)
                .chain(m.alternatives.iter().copied())
                .collect();
            let chosen = stage.choose(entities, &all, doc.sent_of(words.start), day);
            out.extend(chosen.and_then(|ix| mention(doc, ix, words.clone(), false)));
        }
    }
    out.sort_by_key(|m| m.words.start);
    out
}

/// «قصف روسيا اليوم السبت»: the last word of what is also an outlet's name begins the day.
fn goes_on_as_day(doc: &Doc<'_>, words: &Range<usize>) -> bool {
    let last = words.end.saturating_sub(1);
    let time = doc.time_at.get(last).copied().flatten().filter(|_| words.len() == 2);
    time.is_some_and(|t| doc.words_in(doc.times[t as usize].span).end > words.end)
}

fn mention(doc: &Doc<'_>, ix: EntityIx, words: Range<usize>, nisba: bool) -> Option<EntityMention> {
    let entities = &doc.lexicon.entities;
    let e = entities.get(ix)?;
    let kind = entities.kind(ix);
    let armed = kind.is_some_and(|k| k.armed);
    let state = e.kind == "state";
    // «السلطات المصرية» speak as officials, «مصر» as a party.
    let rules = state && !nisba && rules(doc, words.start);
    let face = entities.face(ix)?;
    let source = if rules { Some(SourceKind::Official) } else { face.source };
    Some(EntityMention {
        words,
        id: face.id.clone(),
        english: Arc::clone(&face.english),
        person: e.class == Class::Figure,
        outlet: e.class == Class::Outlet || kind.is_some_and(|k| matches!(k.source.as_str(), "media" | "agency")),
        adjective: nisba,
        armed,
        force: state
            || matches!(
                e.kind.as_str(),
                "government" | "police" | "security-service" | "ministry" | "army" | "court"
            ),
        source: source.unwrap_or(SourceKind::Party),
        group: e.class == Class::Actor && !state,
    })
}

/// «أصيب طالبان», «طالبان قتلا»: a movement's name that is also two people, where the verb is no verb of a movement.
fn two_people(doc: &Doc<'_>, words: &Range<usize>) -> bool {
    let w = &doc.words[words.start];
    let two = w
        .letters()
        .role
        .is_some_and(|m| m.number == Many::Two && !m.definite && !m.possessed);
    if words.len() != 1 || !two {
        return false;
    }
    let verb = |i: usize| {
        doc.words
            .get(i)
            .filter(|v| v.pos & pos::PERFECT != 0 && v.pronoun.is_none())
            .map(|v| v.verb_form)
    };
    let before = words
        .start
        .checked_sub(1)
        .filter(|_| w.gap & gap::HARD == 0)
        .and_then(verb)
        .is_some_and(|f| f.feminine == Some(false) && !f.plural && !f.dual);
    let behind = doc.words.get(words.end).is_some_and(|n| n.gap & gap::HARD == 0);
    before || behind && verb(words.end).is_some_and(|f| f.dual)
}

/// Whether a word is one for a government.
fn rules(doc: &Doc<'_>, i: usize) -> bool {
    let word = doc.words.get(i);
    word.is_some_and(|w| w.letters().rules(doc.word(i), doc.lexicon))
}

/// The entities that a word with its article may stand for.
pub(crate) fn stands_for(word: &str, lexicon: &Lexicon) -> Box<[EntityIx]> {
    let mut folded = String::new();
    fold_into(word, Tier::Orthographic, &mut folded);
    // Two letters are four bytes: nothing that a search by words would be quicker for.
    let find = |two: &str| folded.as_bytes().windows(4).position(|w| w == two.as_bytes());
    let Some(at) = find("ال").or_else(|| find("لل").map(|x| x + 'ل'.len_utf8())) else {
        return Box::default();
    };
    let stem = &folded[at..];
    let stem = stem
        .strip_prefix("ال")
        .or_else(|| stem.strip_prefix('ل'))
        .unwrap_or(stem);
    lexicon.entities.head_candidates(stem).into()
}

/// «التنظيم», «الحركة»: the last entity named that the bare noun can stand for, else the next one.
fn heads(doc: &Doc<'_>, found: &mut Vec<EntityMention>) {
    let lexicon = doc.lexicon;
    let mut next = 0;
    let mut covered = |i: usize| {
        // Names stand in text order and share no word.
        while found.get(next).is_some_and(|m| m.words.end <= i) {
            next += 1;
        }
        found.get(next).is_some_and(|m| m.words.contains(&i))
    };
    let mut bare: Vec<usize> = Vec::new();
    for (i, w) in doc.words.iter().enumerate() {
        let stands = w.definite() && !w.is_verb() && !w.letters().stands_for.is_empty();
        if stands && !covered(i) && !stage::is_another(doc, i + 1) {
            bare.push(i);
        }
    }
    if bare.is_empty() {
        return;
    }
    // The mentions of those that some noun may stand for.
    let mut mentions: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let candidates = |i: usize| {
        let all = doc.words[i].letters().stands_for.iter();
        all.filter_map(|c| Some(lexicon.entities.face(*c)?.id.as_str()))
    };
    for id in bare.iter().flat_map(|i| candidates(*i)) {
        mentions.entry(id).or_default();
    }
    for (k, m) in found.iter().enumerate() {
        if let Some(list) = mentions.get_mut(m.id.as_str()) {
            list.push(k);
        }
    }
    let mut extra = Vec::new();
    for i in bare {
        let named = || candidates(i).filter_map(|id| mentions.get(id));
        let before = named().filter_map(|all| all[..all.partition_point(|&m| found[m].words.end <= i)].last());
        let after = || named().filter_map(|all| all.get(all.partition_point(|&m| found[m].words.start <= i)));
        if let Some(&m) = before.max().or_else(|| after().min()) {
            let mut m = found[m].clone();
            m.words = i..i + 1;
            m.adjective = false;
            extra.push(m);
        }
    }
    found.append(&mut extra);
}

/// Places, resolved in the context of the whole report.
#[must_use]
pub fn places(doc: &Doc<'_>, resolved: Vec<Place>) -> Vec<PlaceMention> {
    let mut out = Vec::with_capacity(resolved.len());
    let mut from = 0;
    for place in resolved {
        let words = doc.words_in_from(from, place.span);
        from = words.start;
        if words.is_empty() || !doc.span(&words).overlaps(place.span) {
            continue;
        }
        let first = words.start;
        let named = words.len() == 1 && names_person(doc, first);
        // «الرصاص الحي»: an adjective of the arms.
        let live = words.len() == 1
            && first > 0
            && doc.words[first].definite()
            && doc.words[first].pro & !pro::AL == 0
            && doc.words[first].gap & gap::HARD == 0
            && doc.is(first - 1, doc.frames().class_bit("ammunition"));
        // «في منطقة البطن»: where somebody is hurt.
        let body = words.len() > 1
            && doc.is(first, doc.frames().class_bit("region_noun"))
            && doc.is(first + 1, doc.frames().class_bit("body_part"));
        if named || live || body {
            continue;
        }
        out.push(PlaceMention { words, place });
    }
    point_back(doc, &mut out);
    out
}

/// «الطفلة سلوى», «العقيد سالم المنصوري»: behind a word for one person, and behind his name, a word is a name, though a place
/// is called so too.
fn names_person(doc: &Doc<'_>, last: usize) -> bool {
    let soft = |i: usize| doc.words[i].gap & gap::HARD == 0 && doc.words[i].pro & !pro::AL == 0;
    let name = |i: usize| doc.words[i].pos & pos::NAME != 0 && !doc.words[i].is_verb() && !doc.words[i].definite();
    let mut at = last;
    while at > 0 && last - at < 3 && soft(at) && name(at - 1) {
        at -= 1;
    }
    let family = doc.words[last].nisba && doc.words[last].definite();
    let own = doc.words[last].best == pos::NAME || at < last && family;
    own && at > 0 && soft(at) && crate::doc::is_one_person(doc, at - 1)
}

/// «المدينة», «البلدة» alone: the place named last before, under its own words.
fn point_back(doc: &Doc<'_>, places: &mut [PlaceMention]) {
    let noun = doc.frames().class_bit("place_noun");
    for i in 0..places.len() {
        let words = places[i].words.clone();
        let last = words.end.saturating_sub(1);
        let alone = doc.is(last, noun) && doc.words[last].definite() && words.len() <= 2;
        // What was found by its kind is believed, though it be a village that no file has.
        let village = doc.is(last, doc.frames().class_bit("village_word")) && places[i].place.name.is_some();
        if !alone || places[i].place.id.is_some() || village {
            continue;
        }
        let before = places[..i]
            .iter()
            .rev()
            .find(|p| p.place.id.is_some() && p.place.precision.is_none_or(|x| x <= 3));
        let before = before.or_else(|| {
            places[i + 1..]
                .iter()
                .find(|p| p.place.id.is_some() && p.place.precision.is_none_or(|x| x <= 3))
        });
        let Some(p) = before.map(|p| p.place.clone()) else {
            continue;
        };
        let own = &mut places[i].place;
        *own = Place {
            text: own.text.clone(),
            span: own.span,
            ..p
        };
    }
}

/// Whether a word has a proclitic that governs it.
#[must_use]
pub fn governed(doc: &Doc<'_>, i: usize) -> bool {
    doc.words.get(i).is_some_and(|w| w.has(pro::BI | pro::LI | pro::KA))
}
