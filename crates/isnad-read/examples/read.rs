//! Prints reports as JSON Lines: `read OUT FILE...` writes `OUT/reports.jsonl` and an empty `OUT/claims.jsonl`.
use isnad_read::{NoOutlets, Source, read};
use serde_json::json;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let out = std::path::PathBuf::from(args.next().unwrap_or_else(|| "out".to_owned()));
    std::fs::create_dir_all(&out)?;
    std::fs::write(out.join("claims.jsonl"), "")?;
    let mut file = std::io::BufWriter::new(std::fs::File::create(out.join("reports.jsonl"))?);
    let mut size = 0;
    let start = std::time::Instant::now();
    for path in args {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{path}: {error}");
                continue;
            }
        };
        size += bytes.len();
        let source = Source {
            path: &path,
            bytes: &bytes,
            sidecar: None,
            given: None,
        };
        let mut failed = None;
        read(&source, &NoOutlets, &mut |result| match result {
            Ok(r) => {
                let line = json!({
                    "id": r.id.as_str(), "external_id": r.external_id, "path": r.path, "url": r.url, "sha256": r.sha256,
                    "encoding": r.encoding, "lang": r.lang, "text": r.text, "title": r.title.map(|t| t.text),
                    "byline": r.byline.iter().map(|b| &b.text).collect::<Vec<_>>(),
                    "outlet": r.outlet.map(|o| json!({"text": o.text, "name": o.name, "span": o.span.map(|s| [s.start, s.end])})),
                    "published": r.published.map(|p| json!({"value": p.date.to_string(), "trust": p.trust.as_str(), "span": p.span.map(|s| [s.start, s.end])})),
                    "body": r.body.iter().map(|s| [s.start, s.end]).collect::<Vec<_>>(),
                    "diagnostics": r.diagnostics.iter().map(|d| json!({"code": d.code, "message": d.message})).collect::<Vec<_>>(),
                });
                failed = writeln!(file, "{line}").err();
            }
            Err(error) => eprintln!("{error}"),
        });
        if let Some(error) = failed {
            return Err(error);
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    eprintln!(
        "{size} bytes in {seconds:.3} s, {:.1} MB/s",
        size as f64 / 1e6 / seconds.max(1e-9)
    );
    Ok(())
}
