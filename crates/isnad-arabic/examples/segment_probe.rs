//! `{"input": word}` a line in, `{"segments": [...]}` a line out.

use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let value: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
        let word = value["input"].as_str().unwrap_or("");
        writeln!(
            out,
            "{}",
            serde_json::json!({ "segments": isnad_arabic::morph::segments(word) })
        )?;
    }
    Ok(())
}
