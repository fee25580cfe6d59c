//! A report: the text as published, its claims marked, their readings in the margin.
//!
//! In: an id. Out: a page. Invariant: the text is whole and in order, article and chrome told apart by looks alone; a long
//! one comes in parts. Deliberately no markup of the original: what was read is what is shown.
//! Example: in «قصفت الطائرات البلدة» (aircraft shelled the town) trigger, agent and patient are marked.

use super::{Cx, View, parts};
use crate::html::{Html, html, ltr, put, short, words};
use crate::request::{Failure, Reply, encode};
use crate::users::Role;
use isnad_record::{ClaimRecord, ReportRecord, SpanRecord};
use isnad_store::{ReportLine, marks};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of text on one page.
const PART: usize = 60_000;

/// The bytes as acquired.
pub fn original(cx: &Cx<'_>) -> Result<Reply, Failure> {
    let missing = || Failure::NotFound(short(cx.id, 80));
    let r = cx.case.report(cx.id)?.ok_or_else(missing)?;
    let c = cx.case.capture(&r.sha256)?.ok_or_else(missing)?;
    // Never shown as a page of this site: whatever it holds stays inert.
    let mut reply = Reply::of(200, "application/octet-stream", c.bytes);
    reply.headers.push((
        "content-disposition",
        format!(
            "attachment; filename=\"{}.bin\"",
            &r.sha256.chars().take(16).collect::<String>()
        ),
    ));
    Ok(reply)
}

pub(super) struct Mark {
    pub span: SpanRecord,
    pub class: &'static str,
    pub claim: usize,
}

pub(super) fn collect(claims: &[ClaimRecord]) -> Vec<Mark> {
    let mut out = Vec::new();
    for (claim, c) in claims.iter().enumerate() {
        let mut add = |span: SpanRecord, class: &'static str| out.push(Mark { span, class, claim });
        add(c.quote.span, "q");
        add(c.trigger.span, "trigger");
        c.also.iter().for_each(|q| add(q.span, "also"));
        c.agent.iter().for_each(|p| add(p.span, "agent"));
        c.patient.iter().for_each(|p| add(p.span, "patient"));
        c.casualties.iter().for_each(|k| add(k.span, "toll"));
        c.means.iter().chain(&c.target).for_each(|t| add(t.span, "thing"));
        c.place.iter().for_each(|p| add(p.span, "place"));
        c.time.iter().for_each(|t| add(t.span, "time"));
        for s in &c.sources {
            s.span.iter().for_each(|s| add(*s, "source"));
            s.cue.iter().for_each(|q| add(q.span, "cue"));
        }
    }
    out
}

/// The byte ranges of a part of a text that holds no line feed run, with whether it is article.
pub(super) fn blocks(text: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = from;
    for line in text.get(from..to).unwrap_or("").split_inclusive('\n') {
        if !line.trim().is_empty() {
            out.push((at, at + line.trim_end().len()));
        }
        at += line.len();
    }
    out
}

/// Where part `n` begins: at a line feed where there is one near, always on a character boundary.
fn cuts(text: &str) -> Vec<usize> {
    let mut out = vec![0];
    let mut at = 0;
    while text.len() - at > PART {
        let mut end = at + PART;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let window = text.get(at..end).unwrap_or("");
        let cut = window.rfind('\n').filter(|i| *i > PART / 2).map_or(end, |i| at + i + 1);
        out.push(cut);
        at = cut;
    }
    out.push(text.len());
    out
}

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let r = cx
        .case
        .report(cx.id)?
        .ok_or_else(|| Failure::NotFound(short(cx.id, 80)))?;
    let line = cx
        .case
        .report_line(cx.id)?
        .ok_or_else(|| Failure::NotFound(short(cx.id, 80)))?;
    let mut claims = cx.case.claims_of(&r.id)?;
    let mut hand = BTreeMap::new();
    for c in &mut claims {
        if let Some((now, fields)) = cx.corrected(&c.id)?.filter(|(_, fields)| !fields.is_empty()) {
            hand.insert(c.id.clone(), fields);
            *c = now;
        }
    }
    let mut o = facts(cx, &r, &line);
    put!(
        o,
        "<p class=\"legend\">{} <mark class=\"trigger\">{}</mark> <mark class=\"agent\">{}</mark> <mark class=\"patient\">{}</mark> <mark class=\"toll\">{}</mark> \
         <mark class=\"place\">{}</mark> <mark class=\"time\">{}</mark> <mark class=\"source\">{}</mark> <mark class=\"cue\">{}</mark> <span class=\"chrome\">{}</span></p>",
        l.t("Marks:"),
        l.t("event"),
        l.t("who"),
        l.t("to whom"),
        l.t("count"),
        l.t("where"),
        l.t("when"),
        l.t("source"),
        l.t("reporting words"),
        l.t("not of the article")
    );
    let cuts = cuts(&r.text);
    let parts_total = cuts.len() - 1;
    let part = cx
        .request
        .get("part")
        .and_then(|p| p.parse::<usize>().ok())
        .unwrap_or_else(|| part_of_hit(cx, &r.text, &cuts))
        .clamp(1, parts_total);
    put!(o, "{}", text(cx, &r, (&claims, &hand), cuts[part - 1], cuts[part])?);
    if parts_total > 1 {
        put!(o, "<nav class=\"pager\" aria-label=\"{}\">", l.t("Further"));
        for n in [part - 1, part + 1]
            .into_iter()
            .filter(|n| (1..=parts_total).contains(n))
        {
            put!(
                o,
                "<a href=\"{}\">{} {}/{}</a> ",
                cx.request.with(&[("part", &n.to_string())]),
                l.t("part"),
                n,
                parts_total
            );
        }
        put!(o, "</nav>");
    }
    if !r.diagnostics.is_empty() {
        put!(
            o,
            "<section><h2>{}</h2><ul class=\"list\">",
            l.t("What was doubtful in reading it")
        );
        for d in r.diagnostics.iter().take(100) {
            // The code says it in the reader's language, the message what was seen.
            let said = Some(l.t(&d.code)).filter(|s| *s != d.code).unwrap_or("");
            put!(
                o,
                "<li><code>{}</code> {} <span lang=\"en\" class=\"soft\">{}</span></li>",
                d.code,
                said,
                words(&short(&d.message, 300))
            );
        }
        put!(o, "</ul></section>");
    }
    put!(
        o,
        "<section><h2>{}</h2>{}</section>",
        l.t("To cite"),
        super::cite::report(cx, &r)
    );
    let title = r
        .title
        .clone()
        .filter(|t| !t.trim().is_empty())
        .unwrap_or_else(|| super::reports::name(&line));
    Ok(View {
        title,
        json: json!({"schema": "isnad.page/1", "page": "report", "report": r, "claims": claims, "corrected": hand}),
        body: o,
    })
}

/// The part with the first word that was searched for; the first where none was.
fn part_of_hit(cx: &Cx<'_>, text: &str, cuts: &[usize]) -> usize {
    let query = cx.request.get("q").unwrap_or("");
    if query.is_empty() || cuts.len() < 3 {
        return 1;
    }
    let at = marks(query, text, 1).first().map_or(0, |m| m.0);
    cuts.partition_point(|c| *c <= at)
}

fn facts(cx: &Cx<'_>, r: &ReportRecord, line: &ReportLine) -> Html {
    let l = cx.lang;
    let mut o = html!("<dl class=\"slots wide\">");
    let mut row = |name: &str, value: Html| put!(o, "<dt>{}</dt><dd>{}</dd>", name, value);
    if let Some(x) = &r.outlet {
        let name = x.name.as_ref().unwrap_or(&x.text);
        let known =
            x.id.as_deref()
                .map(|id| cx.name(id))
                .filter(|n| x.id.as_deref() != Some(*n));
        row(
            l.t("outlet"),
            words(&short(known.unwrap_or_else(|| cx.name(name)), 120)),
        );
    }
    if !r.byline.is_empty() {
        row(l.t("by"), words(&short(&r.byline.join(" · "), 200)));
    }
    if let Some(p) = &r.published {
        row(
            l.t("published"),
            html!(
                "{} <span class=\"badge {}\">{}</span>",
                ltr(&p.value),
                if p.trust == "republication" { "doubt" } else { "soft" },
                l.word(&p.trust)
            ),
        );
    }
    if let Some(u) = &r.url {
        row(l.t("address"), ltr(&short(u, 300)));
    }
    if let Some(c) = &r.copy_of {
        row(
            l.t("copy of"),
            html!(
                "<a href=\"/reports/{}\">{}</a> {} {}",
                encode(&c.report),
                ltr(&c.report),
                l.word(&c.kind),
                ltr(&format!("{:.0} %", c.overlap * 100.0))
            ),
        );
    }
    if let Some(v) = &r.version_of {
        row(
            l.t("later version of"),
            html!("<a href=\"/reports/{}\">{}</a>", encode(v), ltr(v)),
        );
    }
    let changes = r.copy_of.iter().flat_map(|c| &c.changes).chain(&r.version_changes);
    for c in changes.take(20) {
        row(
            l.t("changed"),
            html!(
                "{}: {} → {}",
                l.word(&c.field),
                words(&short(&c.before, 80)),
                words(&short(&c.after, 80))
            ),
        );
    }
    row(
        l.t("digest"),
        html!(
            "{}{}",
            ltr(&r.sha256),
            if cx.may(Role::Reviewer) {
                html!(
                    " · <a href=\"/reports/{}/original\">{}</a>",
                    encode(&r.id),
                    l.t("original")
                )
            } else {
                Html::default()
            }
        ),
    );
    row(l.t("added"), ltr(&line.added));
    put!(o, "</dl>");
    o
}

/// Which fields of which claims people corrected.
type Hand = BTreeMap<String, BTreeSet<String>>;

fn text(
    cx: &Cx<'_>,
    r: &ReportRecord,
    (claims, hand): (&[ClaimRecord], &Hand),
    from: usize,
    to: usize,
) -> Result<Html, Failure> {
    let l = cx.lang;
    let none = BTreeSet::new();
    let mut all = collect(claims);
    let shown = r.text.get(from..to).unwrap_or("");
    for (a, b) in marks(cx.request.get("q").unwrap_or(""), shown, 2000) {
        all.push(Mark {
            span: [(from + a) as u32, (from + b) as u32],
            class: "hit",
            claim: usize::MAX,
        });
    }
    all.retain(|m| (m.span[0] as usize) < to && (m.span[1] as usize) > from && m.span[0] < m.span[1]);
    all.sort_by_key(|m| (m.span[0], m.span[1]));
    let outlet = r.outlet.as_ref().map(|x| x.name.as_ref().unwrap_or(&x.text).as_str());
    let mut o = html!("<div class=\"reading\" lang=\"{}\">", r.lang);
    let mut first = 0;
    let hit = all.iter().find(|m| m.class == "hit").map(|m| m.span[0] as usize);
    let mut body = r.body.iter().peekable();
    for (a, b) in blocks(&r.text, from, to) {
        while body.next_if(|s| (s[1] as usize) <= a).is_some() {}
        let article = body.peek().is_some_and(|s| (s[0] as usize) < b);
        // Marks that may touch this block: they are sorted by their start; quotes that began earlier are few.
        while all.get(first).is_some_and(|m| (m.span[1] as usize) <= a) {
            first += 1;
        }
        let here: Vec<&Mark> = all[first..]
            .iter()
            .take_while(|m| (m.span[0] as usize) < b)
            .filter(|m| (m.span[1] as usize) > a)
            .collect();
        put!(
            o,
            "<div class=\"row\"><p class=\"{}\" dir=\"{}\" data-from=\"{}\">{}</p><div class=\"margin\" dir=\"{}\" lang=\"{}\">",
            if article { "article" } else { "chrome" },
            direction(&r.text, a, b, &r.lang),
            a,
            block(&r.text, (a, b), &here, claims, hit),
            l.dir(),
            l.tag()
        );
        for c in claims.iter().filter(|c| (a..b).contains(&(c.trigger.span[0] as usize))) {
            put!(
                o,
                "<article class=\"card\" id=\"r-{}\" data-claim=\"{}\"><p>{} {} <a class=\"ref\" href=\"#{}\" aria-label=\"{}\">¶</a></p>",
                c.id,
                c.id,
                parts::held(cx, c),
                parts::confidence(cx, c.confidence),
                c.id,
                l.t("in the text")
            );
            if l == crate::lang::Lang::En {
                put!(o, "<p class=\"english\">{}</p>", words(&c.english));
            }
            put!(
                o,
                "{}{}{}",
                parts::slots(cx, c, hand.get(&c.id).unwrap_or(&none)),
                parts::chain(cx, c, outlet),
                parts::verdicts(cx, &c.id)?
            );
            put!(o, "<p class=\"do\">");
            if cx.may(Role::Reviewer) {
                put!(
                    o,
                    "<a href=\"/review?target={}\">{}</a> · ",
                    encode(&c.id),
                    l.t("judge")
                );
            }
            if let Some(e) = cx.case.event_of(&c.id)? {
                put!(
                    o,
                    "<a href=\"/events/{}\">{} ({})</a>",
                    encode(&e.id),
                    l.t("event"),
                    e.claims.len()
                );
            }
            put!(o, "</p></article>");
        }
        if cx.may(Role::Reviewer) && article {
            put!(
                o,
                "<p class=\"do hand\"><a href=\"/reports/{}/add?at={}\">{}</a></p>",
                encode(&r.id),
                a,
                l.t("add a claim")
            );
        }
        put!(o, "</div></div>");
    }
    put!(o, "</div>");
    Ok(o)
}

/// The direction of a block: its own words', or that of its report where it has none («13/11/2021»).
pub(super) fn direction(text: &str, a: usize, b: usize, lang: &str) -> &'static str {
    let worded = text.get(a..b).is_some_and(|t| t.chars().any(char::is_alphabetic));
    match worded || !lang.starts_with("ar") {
        true => "auto",
        false => "rtl",
    }
}

/// The words of a block, cut wherever a mark begins or ends.
pub(super) fn block(
    text: &str,
    (a, b): (usize, usize),
    here: &[&Mark],
    claims: &[ClaimRecord],
    hit: Option<usize>,
) -> Html {
    let mut edges: BTreeSet<usize> = [a, b].into();
    // A text with thousands of marks in one line is shown with the first of them.
    let here = &here[..here.len().min(400)];
    for m in here {
        edges.extend(
            m.span
                .map(|e| e as usize)
                .into_iter()
                .filter(|e| (a..=b).contains(e) && text.is_char_boundary(*e)),
        );
    }
    let edges: Vec<usize> = edges.into_iter().collect();
    let mut o = Html::default();
    let mut anchored = BTreeSet::new();
    for w in edges.windows(2) {
        let Some(slice) = text.get(w[0]..w[1]) else { continue };
        let over: Vec<&&Mark> = here
            .iter()
            .filter(|m| (m.span[0] as usize) <= w[0] && (m.span[1] as usize) >= w[1])
            .collect();
        if over.is_empty() {
            put!(o, "{}", slice);
            continue;
        }
        let classes: BTreeSet<&str> = over.iter().map(|m| m.class).collect();
        let ids: BTreeSet<&str> = over
            .iter()
            .filter_map(|m| claims.get(m.claim))
            .map(|c| c.id.as_str())
            .collect();
        for m in &over {
            if m.class == "trigger"
                && let Some(c) = claims.get(m.claim)
                && anchored.insert(m.claim)
            {
                put!(o, "<a id=\"{}\"></a>", c.id);
            }
        }
        if hit == Some(w[0]) {
            put!(o, "<a id=\"hit\"></a>");
        }
        let classes: Vec<&str> = classes.into_iter().collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        put!(
            o,
            "<mark class=\"{}\" data-claims=\"{}\">{}</mark>",
            classes.join(" "),
            ids.join(" "),
            slice
        );
    }
    o
}
