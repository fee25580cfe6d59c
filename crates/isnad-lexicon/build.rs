//! Compiles `data/` into binary blobs that the crate embeds; one module a kind of data.

use std::path::PathBuf;

#[path = "build/entities.rs"]
mod entities;
#[path = "build/frames.rs"]
mod frames;
#[path = "build/gazetteer.rs"]
mod gazetteer;

fn main() -> Result<(), String> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=build");
    let data = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?).join("../../data");
    let out = PathBuf::from(std::env::var("OUT_DIR").map_err(|e| e.to_string())?);
    entities::build(&data, &out);
    frames::build(&data, &out);
    gazetteer::build(&data, &out)
}
