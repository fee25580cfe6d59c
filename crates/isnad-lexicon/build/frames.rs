//! Build step: frames, cues, things and grammar words of `data/` into one binary blob, the bits of grammar classes into code.

#[path = "../src/frame/schema.rs"]
#[allow(dead_code)]
mod schema;

use schema::{CueFile, FrameData, FrameFile, GrammarFile, ThingFile};
use std::fs;
use std::path::{Path, PathBuf};

/// Every `*.toml` of a folder, sorted; none where the folder is absent.
fn tomls(dir: &Path) -> Vec<PathBuf> {
    println!("cargo:rerun-if-changed={}", dir.display());
    let Ok(entries) = fs::read_dir(dir) else {
        return Vec::new();
    };
    let mut out: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    out.retain(|p| p.extension().is_some_and(|x| x == "toml"));
    out.sort();
    for p in &out {
        println!("cargo:rerun-if-changed={}", p.display());
    }
    out
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Reads `data/` and writes `frames.bin` into the output folder.
pub fn build(data: &Path, out: &Path) {
    let mut all = FrameData::default();
    for path in tomls(&data.join("frames")) {
        all.frames.push(parse::<FrameFile>(&path));
    }
    for path in tomls(&data.join("cues")) {
        all.cues.extend(parse::<CueFile>(&path).cue);
    }
    all.means = parse::<ThingFile>(&data.join("things/means.toml")).thing;
    all.targets = parse::<ThingFile>(&data.join("things/targets.toml")).thing;
    println!("cargo:rerun-if-changed={}", data.join("things").display());
    for path in tomls(&data.join("grammar")) {
        all.grammar.extend(parse::<GrammarFile>(&path));
    }
    // Examples are for tests and `explain`, which read them from here too: they are small.
    let blob = postcard::to_stdvec(&all).unwrap_or_else(|e| panic!("frames: {e}"));
    fs::write(out.join("frames.bin"), blob).unwrap_or_else(|e| panic!("frames.bin: {e}"));
    let write = |name: &str, table: String| fs::write(out.join(name), table).unwrap_or_else(|e| panic!("{name}: {e}"));
    write("class_bits.rs", class_table(&all, schema::has_bit, Some(320)));
    write("class_places.rs", class_table(&all, |_, _| true, None));
}

/// Numbers for grammar classes (those that `wanted` tells, in the order of their names) as a match on the numbers of their
/// names, which the compiler resolves wherever a class is asked for by a constant name.
fn class_table(data: &FrameData, wanted: impl Fn(&str, &[String]) -> bool, most: Option<usize>) -> String {
    let classes = data.grammar.iter().filter(|(n, f)| wanted(n, f));
    let names: Vec<&String> = classes.map(|(n, _)| n).collect();
    let most = most.unwrap_or(usize::from(u16::MAX));
    assert!(names.len() <= most, "{} grammar classes of {most}", names.len());
    let mut numbers: Vec<u64> = names.iter().map(|n| schema::class_number(n)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert!(numbers.len() == names.len(), "two grammar classes have one number");
    let mut out = String::from("match number {\n");
    for (place, name) in names.iter().enumerate() {
        out += &format!("    {} => Some({place}), // {name}\n", schema::class_number(name));
    }
    out + "    _ => None,\n}\n"
}
