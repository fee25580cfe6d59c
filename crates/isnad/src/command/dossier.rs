//! `isnad dossier`: what is reported of a group, person or place, every sentence cited.
//!
//! In: a case and a name or id. Out: Markdown on standard output, or files. Invariant: redacted unless `--full` is said,
//! which the case's log keeps. Deliberately decides nothing between homonyms: all that bear the name are in.
//! Example: `isnad dossier case.isnad "جبهة النصرة"` (the Nusra Front) lists who left it and to whom.

use crate::batch::now;
use crate::formats::Outgoing;
use crate::gloss::gloss;
use crate::names::{NameOptions, Names};
use crate::narrow::same;
use crate::output::{Shape, Whole};
use crate::say::{CliError, Status};
use isnad_record::export::Directory;
use isnad_record::export::dossier::{Material, build, html, markdown};
use isnad_record::{ClaimRecord, RelationRecord};
use isnad_store::{Case, LogEntry};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What was asked beside the name.
pub struct Wish {
    /// File (`.md`, `.html`) or folder.
    pub out: Option<PathBuf>,
    /// Day for which the state is asked.
    pub at: Option<Date>,
    /// Name private persons.
    pub full: bool,
    /// Names.
    pub names: NameOptions,
}

/// Whom the dossier is of.
struct Subject<'a> {
    name: &'a str,
    names: &'a Names,
    entities: Vec<String>,
    places: Vec<String>,
}

impl Subject<'_> {
    fn is(&self, entity: Option<&String>, words: &str) -> bool {
        entity.is_some_and(|e| self.entities.contains(e)) || same(words, self.name)
    }

    /// Whether a claim names it as a participant or place.
    fn told(&self, c: &ClaimRecord) -> bool {
        let people = c
            .agent
            .iter()
            .chain(&c.patient)
            .any(|p| self.is(p.entity.as_ref(), &p.text));
        let lost = c.casualties.iter().any(|k| {
            k.side.as_ref().is_some_and(|s| self.entities.contains(s))
                || k.names.iter().any(|n| same(&n.text, self.name))
        });
        let place = c.place.as_ref().is_some_and(|p| {
            p.id.iter().chain(&p.within).any(|id| self.places.contains(id))
                || [Some(&p.text), p.name.as_ref(), p.name_en.as_ref()]
                    .into_iter()
                    .flatten()
                    .any(|n| same(n, self.name))
                // A place that no gazetteer has is told by its words alone.
                || p.id.is_none() && self.names.is_called(&p.text, self.name)
        });
        people || lost || place
    }

    fn said(&self, c: &ClaimRecord) -> bool {
        let words = |s: &isnad_record::SourceRecord| s.text.clone().unwrap_or_default();
        c.sources.iter().any(|s| self.is(s.entity.as_ref(), &words(s)))
    }

    fn tied(&self, r: &RelationRecord) -> bool {
        [&r.from, &r.to]
            .into_iter()
            .any(|end| self.entities.contains(end) || self.places.contains(end) || same(end, self.name))
    }
}

/// Runs the command.
pub fn run(path: &Path, name: &str, wish: &Wish) -> Result<Status, CliError> {
    let mut case = Case::open(path)?;
    case.lend_gloss(gloss(&wish.names));
    let names = Names::load(&wish.names)?;
    let mut entities = names.entities_named(name);
    let places = if entities.is_empty() {
        names.places_named(name)
    } else {
        Vec::new()
    };
    let places = if places.is_empty() && names.place(name).is_some() {
        vec![name.to_owned()]
    } else {
        places
    };
    entities.push(name.to_owned());
    let subject = Subject {
        name,
        names: &names,
        entities,
        places,
    };
    let shape = Shape {
        redact: !wish.full,
        ..Shape::default()
    };
    let outgoing = Outgoing::new(&case, &shape)?;
    let material = material(&case, &outgoing, &subject, &names, wish.at)?;
    let found = material.told.len() + material.said.len() + material.relations.len();
    let dossier = build(&material, &names);
    let mut written = Vec::new();
    let mut write = |path: &Path, text: &str| -> Result<(), CliError> {
        let mut file = Whole::begin(path)?;
        file.write_all(text.as_bytes()).map_err(CliError::file(path))?;
        written.push(format!("{} {}", path.display(), file.finish()?));
        Ok(())
    };
    match &wish.out {
        _ if found == 0 => {
            eprintln!("nothing is reported of {name} in this case: a name as reports spell it, or an id")
        }
        None => {
            let mut stdout = std::io::stdout().lock();
            stdout.write_all(markdown(&dossier).as_bytes())?;
            stdout.flush()?;
        }
        Some(out) => match out.extension().and_then(|e| e.to_str()) {
            Some("html") => write(out, &html(&dossier))?,
            Some("md") => write(out, &markdown(&dossier))?,
            _ => {
                std::fs::create_dir_all(out).map_err(CliError::file(out))?;
                write(&out.join("dossier.md"), &markdown(&dossier))?;
                write(&out.join("dossier.html"), &html(&dossier))?;
            }
        },
    }
    if wish.full && found > 0 {
        case.log(&LogEntry {
            at: now(),
            who: "isnad".to_owned(),
            what: "dossier with private persons named".to_owned(),
            detail: format!("{name}: {}", written.join(", ")),
        })?;
    }
    case.close()?;
    Ok(Status::of(0, found as u64))
}

fn material(
    case: &Case,
    outgoing: &Outgoing<'_>,
    subject: &Subject<'_>,
    names: &Names,
    at: Option<Date>,
) -> Result<Material, CliError> {
    let mut m = Material {
        at: at.map(|d| d.to_string()),
        ..Material::default()
    };
    // Of all that bear the name, those that the reports speak of.
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    case.each_claim::<CliError>(|c| {
        let Some(c) = outgoing.review().apply(c) else {
            return Ok(());
        };
        let (told, said) = (subject.told(&c), subject.said(&c));
        if told {
            m.told.insert(c.id.clone());
            for p in c.place.iter().flat_map(|p| p.id.iter().chain(&p.within)) {
                *places.entry(p.clone()).or_default() += 1;
            }
        }
        if said {
            m.said.insert(c.id.clone());
        }
        if told || said {
            m.claims.insert(c.id.clone(), outgoing.fit(c));
        }
        Ok(())
    })?;
    places.retain(|id, _| subject.places.contains(id));
    let held = |id: &&String| subject.places.len() == 1 || places.contains_key(*id);
    m.ids = subject
        .entities
        .iter()
        .chain(subject.places.iter().filter(held))
        .cloned()
        .collect();
    let known = subject.entities.iter().find_map(|id| names.entity(id));
    let most = places
        .iter()
        .max_by_key(|(id, n)| (**n, Reverse(*id)))
        .map(|(id, _)| id);
    let place = most.or(subject.places.first()).and_then(|id| names.place(id));
    m.title = known
        .map(|n| n.name)
        .or(place.map(|p| p.name))
        .unwrap_or_else(|| subject.name.to_owned());
    let mut events = BTreeSet::new();
    for id in &m.told {
        if let Some(mut e) = case.event_of(id)?
            && events.insert(e.id.clone())
        {
            if let Some(redactor) = outgoing.redactor() {
                redactor.event(&mut e, &|_, _| None);
            }
            m.events.push(e);
        }
    }
    m.events.sort_by(|a, b| (&a.from, &a.id).cmp(&(&b.from, &b.id)));
    // Where those who left the subject went is a tie of theirs.
    let mut ends = BTreeSet::new();
    case.each_relation::<CliError>(|r| {
        if subject.tied(&r) {
            ends.insert(r.from);
        }
        Ok(())
    })?;
    case.each_relation::<CliError>(|mut r| {
        if subject.tied(&r) || (ends.contains(&r.from) && ["pledged_to", "member_of"].contains(&r.kind.as_str())) {
            if let Some(redactor) = outgoing.redactor() {
                redactor.relation(&mut r);
            }
            m.relations.push(r);
        }
        Ok(())
    })?;
    let more: BTreeSet<&String> = m
        .relations
        .iter()
        .flat_map(|r| &r.claims)
        .chain(m.events.iter().flat_map(|e| &e.claims))
        .collect();
    for id in more {
        if !m.claims.contains_key(id)
            && let Some(c) = outgoing.claim(id)?
        {
            m.claims.insert(c.id.clone(), c);
        }
    }
    let reports: BTreeSet<&String> = m.claims.values().map(|c| &c.report).collect();
    m.reports = reports
        .into_iter()
        .filter_map(|id| Some((id.clone(), outgoing.report(id)?.clone())))
        .collect();
    if let Some(redactor) = outgoing.redactor() {
        m.title = redactor.text(&m.title);
    }
    Ok(m)
}
