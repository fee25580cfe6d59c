//! Compiles the data of `data/` that is read as tables at run time.

#[path = "build/gazetteer.rs"]
mod gazetteer;

use std::path::PathBuf;

fn main() -> Result<(), String> {
    let data = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?).join("../../data");
    let out = PathBuf::from(std::env::var("OUT_DIR").map_err(|e| e.to_string())?);
    gazetteer::build(&data, &out)
}
