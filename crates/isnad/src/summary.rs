//! The summary on the terminal: what was found, as a table of events.
//!
//! In: a case. Out: lines on standard output. Invariant: Arabic stands between isolates on a terminal, so that numbers and
//! columns do not flip, and bare elsewhere. Deliberately short; the records hold everything.
//! Example: «دير الزور» (Deir ez-Zor) in a row of Latin text keeps its place.

use crate::say::CliError;
use isnad_model::Diagnostic;
use isnad_record::{EventRecord, TollRecord, counted};
use isnad_store::{Case, Counts};
use std::io::{IsTerminal, Write};

/// So many events are shown.
const SHOWN: usize = 40;

/// Words as a terminal shows them safely: control characters gone, right-to-left words isolated on a terminal.
pub fn safe(text: &str, terminal: bool) -> String {
    let hidden =
        |c: &char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(c) || ('\u{2066}'..='\u{2069}').contains(c);
    let clean: String = text
        .chars()
        .map(|c| if c == '\n' || c == '\t' { ' ' } else { c })
        .filter(|c| !hidden(c))
        .collect();
    let right_to_left = clean.chars().any(|c| ('\u{590}'..='\u{8ff}').contains(&c));
    if terminal && right_to_left {
        format!("\u{2068}{clean}\u{2069}")
    } else {
        clean
    }
}

/// What a case holds, in a line.
pub fn counts(of: &Counts) -> String {
    let all = [
        counted(of.reports, "report"),
        counted(of.claims, "claim"),
        counted(of.events, "event"),
        counted(of.relations, "relation"),
    ];
    all.join(", ")
}

/// What linking has to say, a line each with its code.
pub fn remarks(of: &[Diagnostic]) -> Result<(), CliError> {
    let stdout = std::io::stdout();
    let terminal = stdout.is_terminal();
    let mut out = stdout.lock();
    for d in of {
        writeln!(out, "{} {}", d.code, safe(&d.message, terminal))?;
    }
    Ok(())
}

/// A cell of a fixed number of characters; isolates take no room.
fn cell(text: &str, width: usize, terminal: bool) -> String {
    let n = text.chars().count();
    let cut: String = if n > width {
        text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
    } else {
        text.to_owned()
    };
    let pad = " ".repeat(width.saturating_sub(cut.chars().count()));
    format!("{}{pad}", safe(&cut, terminal))
}

fn days(e: &EventRecord) -> String {
    match (&e.from, &e.to) {
        (Some(a), Some(b)) if a == b => a.clone(),
        (Some(a), Some(b)) => format!("{a}..{b}"),
        (Some(a), None) | (None, Some(a)) => a.clone(),
        (None, None) => "undated".to_owned(),
    }
}

/// The best number, and its bounds where they differ: «4 (4-7)»; nothing where none is told.
pub fn toll(t: Option<&TollRecord>) -> String {
    t.map_or_else(String::new, |t| match t.high {
        Some(h) if h == t.low => t.low.to_string(),
        Some(h) => format!("{} ({}-{h})", t.best, t.low),
        None => format!("{} ({}+)", t.best, t.low),
    })
}

/// Prints the table of events.
pub fn events(case: &Case) -> Result<(), CliError> {
    let stdout = std::io::stdout();
    let terminal = stdout.is_terminal();
    let mut out = std::io::BufWriter::new(stdout.lock());
    // Only what is shown is held: the best attested first, then the latest.
    let mut shown: Vec<EventRecord> = Vec::new();
    let rank = |e: &EventRecord| {
        (
            std::cmp::Reverse(e.independent_origins),
            std::cmp::Reverse(e.reports.len()),
            std::cmp::Reverse(e.from.clone()),
            e.id.clone(),
        )
    };
    let mut total = 0usize;
    case.each_event::<CliError>(|e| {
        total += 1;
        shown.push(e);
        if shown.len() > 4 * SHOWN {
            shown.sort_by_key(rank);
            shown.truncate(SHOWN);
        }
        Ok(())
    })?;
    shown.sort_by_key(rank);
    shown.truncate(SHOWN);
    shown.sort_by(|a, b| (&a.from, &a.id).cmp(&(&b.from, &b.id)));
    if !shown.is_empty() {
        writeln!(
            out,
            "{:<23} {:<14} {:<18} {:<12} {:<13} {:<7} what",
            "when", "type", "where", "killed", "attested", "origins"
        )?;
    }
    for e in &shown {
        let place = e.place.as_ref();
        let name = place.map_or("", |p| p.name_en.as_deref().unwrap_or(&p.text));
        writeln!(
            out,
            "{} {} {} {} {} {} {}",
            cell(&days(e), 23, terminal),
            cell(&e.r#type, 14, terminal),
            cell(name, 18, terminal),
            cell(&toll(e.killed.as_ref()), 12, terminal),
            cell(&e.corroboration, 13, terminal),
            cell(&e.independent_origins.to_string(), 7, terminal),
            safe(&e.english, terminal),
        )?;
    }
    if total > shown.len() {
        writeln!(out, "… and {} more in events.jsonl", total - shown.len())?;
    }
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolls_show_their_bounds() {
        for (low, best, high, want) in [(4, 4, Some(4), "4"), (2, 4, Some(4), "4 (2-4)"), (6, 7, None, "7 (6+)")] {
            assert_eq!(toll(Some(&TollRecord { low, best, high })), want);
        }
        assert_eq!(toll(None), "");
    }

    #[test]
    fn terminals_get_isolates_and_files_do_not() {
        assert_eq!(safe("الرقة", true), "\u{2068}الرقة\u{2069}");
        assert_eq!(safe("الرقة", false), "الرقة");
        assert_eq!(safe("plain", true), "plain");
        assert_eq!(safe("a\u{1b}[31m\u{202e}b", true), "a[31mb");
        assert_eq!(cell("abcdef", 4, true), "abc…");
    }
}
