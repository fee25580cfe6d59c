//! A dossier as Markdown and as one HTML page.
//!
//! In: a dossier. Out: text. Invariant: words of reports are shown as text: no mark-up, no script, no control of
//! direction of theirs takes effect (it is shown by its number); the page asks no other host for anything. Deliberately plain.
//! Example: «قُتل <b>اثنان</b>» (two were killed) shows its angle brackets.

use super::{Cite, Dossier, Section};
use crate::markup::{escape, visible};
use std::fmt::Write;

/// Text on one line.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(text: &str) -> String {
    let (mut shown, mut out) = (String::new(), String::new());
    visible(&on_one_line(text), &mut shown);
    for c in shown.chars() {
        if "\\`*_[]<>|#".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&on_one_line(text), &mut out);
    out
}

fn bytes(c: &Cite) -> String {
    format!("bytes {}-{}, {}", c.span[0], c.span[1], c.claim)
}

/// The dossier as Markdown.
#[must_use]
pub fn markdown(d: &Dossier) -> String {
    let mut out = format!("# {}\n\n{}\n", plain(&d.title), plain(&d.summary));
    for s in &d.sections {
        let _ = write!(out, "\n{} {}\n", "#".repeat(usize::from(s.level)), plain(&s.title));
        for (i, row) in s.table.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|c| plain(c)).collect();
            let gap = if i == 0 { "\n" } else { "" };
            let _ = writeln!(out, "{gap}| {} |", cells.join(" | "));
            if i == 0 {
                let _ = writeln!(out, "|{}", "---|".repeat(row.len()));
            }
        }
        for (i, l) in s.lines.iter().enumerate() {
            let gap = if i == 0 { "\n" } else { "" };
            let quote = l.quote.as_ref().map(|q| format!(" «{}»", plain(q))).unwrap_or_default();
            let cites: Vec<String> = l
                .cites
                .iter()
                .map(|c| format!("\\[{}: {}\\]", c.reference, plain(&bytes(c))))
                .collect();
            let _ = writeln!(out, "{gap}- {}{quote} {}", plain(&l.text), cites.join(" "));
        }
    }
    out.push_str("\n## Reports\n\n");
    for (i, r) in d.references.iter().enumerate() {
        let _ = writeln!(out, "{}. {}", i + 1, plain(r));
    }
    out
}

const STYLE: &str = "body{font:16px/1.5 'Noto Sans Arabic','Noto Naskh Arabic',sans-serif;max-width:60em;margin:2em auto;\
padding:0 1em;color:#222;background:#fff}h1,h2,h3{line-height:1.2}li{margin:.4em 0}q{quotes:'«' '»'}\
.cite{color:#555;font-size:.8em;white-space:nowrap}table{border-collapse:collapse}td,th{border:1px solid #bbb;\
padding:.2em .6em;text-align:start}@media print{body{margin:0;max-width:none}a{color:inherit;text-decoration:none}}";

fn part(out: &mut String, s: &Section) {
    let _ = writeln!(out, "<h{0}><bdi>{1}</bdi></h{0}>", s.level, escaped(&s.title));
    if let Some((header, rows)) = s.table.split_first() {
        let row = |cells: &[String], tag: &str| -> String {
            cells
                .iter()
                .map(|c| format!("<{tag}><bdi>{}</bdi></{tag}>", escaped(c)))
                .collect()
        };
        let _ = writeln!(out, "<table><thead><tr>{}</tr></thead><tbody>", row(header, "th"));
        for r in rows {
            let _ = writeln!(out, "<tr>{}</tr>", row(r, "td"));
        }
        out.push_str("</tbody></table>\n");
    }
    if s.lines.is_empty() {
        return;
    }
    out.push_str("<ul>\n");
    for l in &s.lines {
        let _ = write!(out, "<li><bdi>{}</bdi>", escaped(&l.text));
        if let Some(q) = &l.quote {
            let _ = write!(out, " <q lang=\"ar\" dir=\"auto\">{}</q>", escaped(q));
        }
        for c in &l.cites {
            let _ = write!(
                out,
                " <a class=\"cite\" href=\"#r{0}\" title=\"{1}\">[{0}: {1}]</a>",
                c.reference,
                escaped(&bytes(c))
            );
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

/// The dossier as one HTML page.
#[must_use]
pub fn html(d: &Dossier) -> String {
    let title = escaped(&d.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1><bdi>{title}</bdi></h1>\n<p>{}</p>\n",
        escaped(&d.summary)
    );
    for s in &d.sections {
        part(&mut out, s);
    }
    out.push_str("<h2>Reports</h2>\n<ol>\n");
    for (i, r) in d.references.iter().enumerate() {
        let _ = writeln!(out, "<li id=\"r{}\"><bdi>{}</bdi></li>", i + 1, escaped(r));
    }
    out.push_str("</ol>\n</main>\n</body>\n</html>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Line, Section, Tells};
    use super::*;

    #[test]
    fn words_of_reports_are_text() {
        let d = Dossier {
            title: "<script>x</script>".to_owned(),
            summary: "1 claim".to_owned(),
            sections: vec![Section {
                title: "Timeline".to_owned(),
                level: 2,
                lines: vec![Line {
                    text: "a *b* [c](d)".to_owned(),
                    quote: Some("قُتل \u{202e}<b>اثنان</b>\n".to_owned()),
                    cites: vec![Cite {
                        reference: 1,
                        span: [3, 9],
                        claim: "c1".to_owned(),
                    }],
                    tells: Tells::Claim,
                }],
                table: vec![vec!["a|b".to_owned()], vec!["1".to_owned()]],
            }],
            references: vec!["x".to_owned()],
        };
        let page = html(&d);
        assert!(
            !page.contains("<script") && !page.contains("<b>") && !page.contains('\u{202e}'),
            "{page}"
        );
        assert!(page.contains("href=\"#r1\"") && page.contains("id=\"r1\""), "{page}");
        let text = markdown(&d);
        assert!(
            text.contains("a \\*b\\* \\[c\\](d) «قُتل \\[U+202E\\]\\<b\\>اثنان\\</b\\>» \\[1: bytes 3-9, c1\\]"),
            "{text}"
        );
        assert!(text.contains("| a\\|b |\n|---|\n| 1 |"), "{text}");
    }
}
