//! Build step: actors, figures, outlets and roles of `data/` into `entities.bin`.

#[path = "../src/entity/schema.rs"]
#[allow(dead_code)]
mod schema;

use schema::{EntityData, EntityFile, Kind, Role, Shape, Spelling};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// `kinds.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindFile {
    /// The kinds.
    kind: Vec<Kind>,
}

/// `spellings.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpellingFile {
    /// English words that no name of the data may hold.
    plain_english: Vec<String>,
    /// The words.
    spelling: Vec<Spelling>,
}

/// `shapes.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShapeFile {
    /// By host.
    host: Vec<Shape>,
    /// By a word of the name.
    word: Vec<Shape>,
}

/// `roles.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleFile {
    /// The nouns.
    role: Vec<Role>,
}

/// Every `*.toml` of a folder, sorted; none where the folder is absent.
fn tomls(dir: &Path) -> Vec<PathBuf> {
    println!("cargo:rerun-if-changed={}", dir.display());
    let Ok(entries) = fs::read_dir(dir) else {
        return Vec::new();
    };
    let mut out: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    out.retain(|p| p.extension().is_some_and(|x| x == "toml"));
    out.sort();
    out
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    println!("cargo:rerun-if-changed={}", path.display());
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Reads `data/` and writes `entities.bin` into the output folder.
pub fn build(data: &Path, out: &Path) {
    let actors = data.join("actors");
    let mut all = EntityData {
        kinds: parse::<KindFile>(&actors.join("kinds.toml")).kind,
        roles: parse::<RoleFile>(&actors.join("roles.toml")).role,
        ..EntityData::default()
    };
    let spellings = parse::<SpellingFile>(&actors.join("spellings.toml"));
    all.spellings = spellings.spelling;
    all.plain_english = spellings.plain_english;
    let shapes = parse::<ShapeFile>(&data.join("outlets/shapes.toml"));
    all.hosts = shapes.host;
    all.words = shapes.word;
    let named = ["kinds.toml", "roles.toml", "spellings.toml", "shapes.toml"];
    for folder in ["actors", "figures", "outlets"] {
        for path in tomls(&data.join(folder)) {
            if path.file_name().is_some_and(|n| named.iter().any(|x| n == *x)) {
                continue;
            }
            all.entities.extend(parse::<EntityFile>(&path).entity);
        }
    }
    let blob = postcard::to_stdvec(&all).unwrap_or_else(|e| panic!("entities: {e}"));
    fs::write(out.join("entities.bin"), blob).unwrap_or_else(|e| panic!("entities.bin: {e}"));
}
