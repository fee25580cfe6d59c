//! Whether a report's date can be the date of its events.
//!
//! In: a report with its stated date, the claims read from it, the table of who held what until when.
//! Out: the date with its trust, and a diagnostic where the stamp contradicts the text: a site that was
//! rebuilt stamps old news with new dates, and «أمس» (ams, "yesterday") must not be counted from those.
//! Evidence: parties acting where they had lost years before the stamp; every year that the text names
//! lying years before it. One piece alone is not enough, except a whole chain of claims.

use isnad_lexicon::Lexicon;
use isnad_lexicon::history::{Holding, holdings};
use isnad_model::{Claim, ClaimType, Diagnostic, Modality, Report, Span, Timex};
use jiff::civil::Date;

/// What speaks against a date stamp.
#[must_use]
pub fn evidence(report: &Report, lexicon: &Lexicon, stamp: Date, claims: &[Claim], times: &[Timex]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let table = holdings();
    for c in claims {
        if c.modality != Modality::Actual || !acts_as_holder(c.kind) {
            continue;
        }
        // A dated claim of the past is no contradiction.
        if c.time
            .as_ref()
            .is_some_and(|(_, t)| t.from.is_some_and(|d| years(d, stamp) >= 1))
        {
            continue;
        }
        let Some(place) = &c.place else { continue };
        let lost = c.agent.iter().filter_map(|a| a.entity.as_ref()).find_map(|e| {
            table.iter().find(|h| {
                h.entity == e.as_str() && (named(h, place) || inside(lexicon, h, place)) && years(h.until, stamp) >= 2
            })
        });
        if let Some(h) = lost {
            out.push(
                Diagnostic::warning(
                    "ISN-A010",
                    format!(
                        "the date {stamp} contradicts the text: {} lost {} in {}",
                        h.entity,
                        h.place,
                        h.until.strftime("%Y-%m")
                    ),
                )
                .at(c.trigger.span),
            );
        }
    }
    let body = |s: Span| report.body.iter().any(|b| b.contains(s));
    let stated: Vec<i16> = times
        .iter()
        .filter(|t| !t.relative && body(t.span))
        .filter_map(|t| t.from)
        .map(|d| d.year())
        .collect();
    if stated.len() >= 2 && stated.iter().all(|y| stamp.year() - y >= 2) {
        out.push(Diagnostic::warning(
            "ISN-A011",
            format!("the date {stamp} lies years after every year that the text names"),
        ));
    }
    out
}

fn acts_as_holder(kind: ClaimType) -> bool {
    matches!(
        kind,
        ClaimType::Control
            | ClaimType::Arrest
            | ClaimType::Execution
            | ClaimType::Demolition
            | ClaimType::Punishment
            | ClaimType::Recruitment
    )
}

fn years(from: Date, to: Date) -> i32 {
    let months = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month());
    months / 12
}

/// Whether the place lies in the one held, as the gazetteer knows it.
fn inside(lexicon: &Lexicon, h: &Holding, place: &isnad_model::Place) -> bool {
    let ids: Vec<&str> = lexicon
        .gazetteer
        .lookup(h.place)
        .iter()
        .filter_map(|c| lexicon.gazetteer.place(c.place))
        .map(|p| p.id)
        .collect();
    place.within.iter().any(|w| ids.contains(&w.as_str()))
}

fn named(h: &Holding, place: &isnad_model::Place) -> bool {
    let name = place.name.as_deref().unwrap_or("");
    crate::lookup::shares_words(&place.text, h.place)
        || (!name.is_empty() && crate::lookup::shares_words(name, h.place))
}
