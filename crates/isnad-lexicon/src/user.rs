//! A user's own lexicon folder (`--lexicon DIR`).
//!
//! A folder goes in; the entries of every `*.toml` below it, in sorted order, and what is wrong with them come out.
//! What a file holds is told by its tables, not by its name: `[[entity]]` adds or extends actors, figures and
//! outlets, so one small file is enough for a new group («كتيبة كذا») or a new outlet.
//! A file or entry that cannot be read is a [`Lint`] and the rest still counts.

use crate::entity::{Entities, Entity, EntityFile, Lint, lint};
use std::fs;
use std::path::{Path, PathBuf};

/// A TOML file of the folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserFile {
    /// Path below the folder, `/` between folders.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Folders below a user's folder that are followed.
const DEEPEST: usize = 4;

/// Reads every `*.toml` below a folder, sorted by path.
#[must_use]
pub fn read(dir: &Path) -> (Vec<UserFile>, Vec<Lint>) {
    let mut paths = Vec::new();
    let mut lints = Vec::new();
    let wrong = |p: &Path, seen: String| Lint {
        file: p.display().to_string(),
        entry: "file".to_owned(),
        expected: "a readable folder of UTF-8 TOML files".to_owned(),
        seen,
    };
    let mut folders: Vec<(PathBuf, usize)> = vec![(dir.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(e) => {
                lints.push(wrong(&folder, e.to_string()));
                continue;
            }
        };
        for path in entries.filter_map(|e| e.ok().map(|e| e.path())) {
            if path.is_dir() && depth < DEEPEST {
                folders.push((path, depth + 1));
            } else if path.extension().is_some_and(|x| x == "toml") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let below = path.strip_prefix(dir).unwrap_or(&path);
        let name = below
            .components()
            .map(|c| c.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/");
        match fs::read_to_string(&path) {
            Ok(text) => files.push(UserFile { name, text }),
            Err(e) => lints.push(wrong(&path, e.to_string())),
        }
    }
    lints.sort();
    (files, lints)
}

/// The entities of a user's files, linted against the built-in ones. Entries with a fault are named and left out.
#[must_use]
pub fn entities(files: &[UserFile]) -> (Vec<Entity>, Vec<Lint>) {
    let mut entries: Vec<(String, Entity)> = Vec::new();
    let mut lints = Vec::new();
    for file in files {
        let table: toml::Table = match toml::from_str(&file.text) {
            Ok(table) => table,
            Err(e) => {
                lints.push(unreadable(&file.name, "valid TOML", &e));
                continue;
            }
        };
        if !table.contains_key("entity") {
            continue;
        }
        match toml::from_str::<EntityFile>(&file.text) {
            Ok(read) => entries.extend(read.entity.into_iter().map(|e| (file.name.clone(), e))),
            Err(e) => lints.push(unreadable(
                &file.name,
                "[[entity]] tables as data/README-entities.md describes them",
                &e,
            )),
        }
    }
    if entries.is_empty() {
        return (Vec::new(), lints);
    }
    let known = Entities::with_user(entries.iter().map(|(_, e)| e.clone()).collect());
    let found = lint(&entries, &known);
    entries.retain(|(file, e)| !found.iter().any(|l| l.file == *file && l.entry == e.id));
    lints.extend(found);
    (entries.into_iter().map(|(_, e)| e).collect(), lints)
}

fn unreadable(file: &str, expected: &str, e: &toml::de::Error) -> Lint {
    // The parser's message has several lines: a picture of the place, then what is wrong.
    let seen = e
        .to_string()
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    Lint {
        file: file.to_owned(),
        entry: "file".to_owned(),
        expected: expected.to_owned(),
        seen,
    }
}
/// The built-in frames and cues with those of a user's files; `None` where the files hold none.
#[must_use]
pub fn frames(files: &[UserFile]) -> (Option<crate::frame::schema::FrameData>, Vec<Lint>) {
    use crate::frame::schema::{CueFile, FrameFile};
    let mut lints = Vec::new();
    let mut data: Option<crate::frame::schema::FrameData> = None;
    for file in files {
        let Ok(table) = toml::from_str::<toml::Table>(&file.text) else {
            continue;
        };
        if table.contains_key("trigger") {
            match toml::from_str::<FrameFile>(&file.text) {
                Ok(frame) => {
                    let all = data.get_or_insert_with(crate::builtin_frames);
                    match all.frames.iter_mut().find(|f| f.id == frame.id) {
                        Some(known) => known.trigger.extend(frame.trigger),
                        None => all.frames.push(frame),
                    }
                }
                Err(e) => lints.push(unreadable(&file.name, "a frame as data/README.md describes it", &e)),
            }
        } else if table.contains_key("cue") {
            match toml::from_str::<CueFile>(&file.text) {
                Ok(cues) => data.get_or_insert_with(crate::builtin_frames).cues.extend(cues.cue),
                Err(e) => lints.push(unreadable(
                    &file.name,
                    "[[cue]] tables as data/README.md describes them",
                    &e,
                )),
            }
        }
    }
    if let Some(all) = &data {
        for message in crate::frame::lint::lint(all) {
            let (entry, seen) = message.split_once(": ").unwrap_or(("frames", message.as_str()));
            lints.push(Lint {
                file: entry.to_owned(),
                entry: entry.to_owned(),
                expected: "frames and cues as data/README.md describes them".to_owned(),
                seen: seen.to_owned(),
            });
        }
    }
    (data, lints)
}
