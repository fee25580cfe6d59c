//! Compiles `data/places/*.tsv` into the built-in gazetteer.

#[path = "../src/gazetteer/compile.rs"]
#[allow(dead_code)]
mod compile;
#[path = "../src/gazetteer/key.rs"]
#[allow(dead_code)]
mod key;
#[path = "../src/gazetteer/kind.rs"]
#[allow(dead_code)]
mod kind;
#[path = "../src/gazetteer/row.rs"]
#[allow(dead_code)]
mod row;

use std::path::Path;

/// Files that hold no places.
const NO_PLACES: [&str; 1] = ["common.tsv"];

/// Writes `gazetteer.bin` into `out`; a row that cannot be read stops the build.
pub fn build(data: &Path, out: &Path) -> Result<(), String> {
    let folder = data.join("places");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "tsv"))
        .filter(|p| {
            p.file_name()
                .and_then(|n| n.to_str())
                .is_some_and(|n| !NO_PLACES.contains(&n))
        })
        .collect();
    names.sort();
    let (mut divisions, mut rows) = (std::collections::BTreeMap::new(), Vec::new());
    for path in &names {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let source = if path.file_stem().is_some_and(|s| s == "geonames") {
            "geonames"
        } else {
            row::HAND
        };
        let (found, bad) = row::read_table(&text, '\t', "hm", source);
        if let Some(b) = bad.first() {
            return Err(format!("{}:{}: {}", path.display(), b.line, b.message));
        }
        rows.extend(found);
    }
    // Rows name their governorate in English only; its Arabic name stands in admin1.tsv.
    for r in rows.iter().filter(|r| r.kind == Some(kind::Kind::Governorate)) {
        divisions.insert((r.country.clone(), r.name_en.clone()), r.name_ar.clone());
    }
    for r in &mut rows {
        if r.admin[0].en.is_empty() {
            continue;
        }
        match divisions.get(&(r.country.clone(), r.admin[0].en.clone())) {
            Some(ar) => r.admin[0].ar.clone_from(ar),
            None => {
                return Err(format!(
                    "{} ({}): no governorate '{}' in {}",
                    r.name_ar, r.name_en, r.admin[0].en, r.country
                ));
            }
        }
    }
    let types = std::fs::read_to_string(folder.join("types.toml")).map_err(|e| e.to_string())?;
    let types: toml::Table = types.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let mut words = std::collections::BTreeSet::new();
    for t in types.get("type").and_then(toml::Value::as_array).into_iter().flatten() {
        // Only words of divisions and settlements are taken off: «جسر الشغور» is no Shughur.
        let id = t.get("id").and_then(toml::Value::as_str).unwrap_or("");
        if !["village", "town", "city", "subdistrict", "district", "governorate"].contains(&id) {
            continue;
        }
        for w in t
            .get("one")
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(toml::Value::as_str)
        {
            words.extend(key::name_words(w).0);
        }
    }
    let bytes = compile::compile(rows, &|w| words.contains(w));
    std::fs::write(out.join("gazetteer.bin"), bytes).map_err(|e| e.to_string())
}
