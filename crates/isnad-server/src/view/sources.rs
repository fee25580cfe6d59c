//! Outlets, who cites whom, and what was copied.
//!
//! In: the chains of all claims. Out: a drawing and tables. Invariant: an arrow goes from the one who cites to the one cited.
//! Deliberately no score of trust. Example: «نقلا عن وكالة» (citing an agency) is an arrow to the agency.

use super::draw::{Node, Tie, network};
use super::{Cx, View};
use crate::html::{Html, html, put, short, words};
use crate::request::{Failure, encode};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Names that cite one another in a ring, by ring: those that reach each other, however many stand between.
fn rings<'a>(cites: &[(&'a str, &'a str)]) -> Vec<Vec<&'a str>> {
    let mut onward: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    let mut back: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    let mut names: BTreeSet<&'a str> = BTreeSet::new();
    for (from, to) in cites {
        onward.entry(from).or_default().push(to);
        back.entry(to).or_default().push(from);
        names.extend([*from, *to]);
    }
    // Kosaraju's two passes, without recursion: an order by leaving, then what reaches backward in that order.
    let mut left = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for start in &names {
        let mut stack = vec![(*start, false)];
        while let Some((n, done)) = stack.pop() {
            if done {
                left.push(n);
            } else if seen.insert(n) {
                stack.push((n, true));
                stack.extend(onward.get(n).into_iter().flatten().map(|m| (*m, false)));
            }
        }
    }
    let mut out = Vec::new();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for start in left.into_iter().rev() {
        let mut ring = Vec::new();
        let mut stack = vec![start];
        while let Some(n) = stack.pop() {
            if taken.insert(n) {
                ring.push(n);
                stack.extend(back.get(n).into_iter().flatten());
            }
        }
        let itself = onward.get(start).is_some_and(|to| to.contains(&start));
        if ring.len() > 1 || itself {
            ring.sort_unstable();
            out.push(ring);
        }
    }
    out.sort();
    out
}

/// Makes the page.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let outlets = cx.case.outlets()?;
    let mut cites: Vec<(&(String, String), usize)> = cx.known.citations.iter().map(|(k, r)| (k, r.len())).collect();
    cites.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    let mut nodes = Vec::new();
    let mut ties = Vec::new();
    for ((from, to), n) in cites.iter().take(160) {
        let at = |name: &'_ String, nodes: &mut Vec<Node>| {
            nodes.push(Node {
                name: cx.name(name).to_owned(),
                class: cx.known.kinds.get(name).cloned().unwrap_or_default(),
                href: format!("/reports?outlet={}", encode(name)),
            });
            nodes.len() - 1
        };
        let a = *index.entry(from).or_insert_with(|| at(from, &mut nodes));
        let b = *index.entry(to).or_insert_with(|| at(to, &mut nodes));
        ties.push(Tie {
            from: a,
            to: b,
            class: "cites".to_owned(),
            title: format!("{} → {} ({n})", cx.name(from), cx.name(to)),
            weight: *n,
        });
    }
    let mut o = html!(
        "<section><h2>{}</h2>{}",
        l.t("Who cites whom"),
        network(l.t("Who cites whom"), &nodes, &ties)
    );
    let pairs: Vec<(&str, &str)> = cites.iter().map(|((a, b), _)| (a.as_str(), b.as_str())).collect();
    let rings = rings(&pairs);
    if rings.is_empty() {
        put!(
            o,
            "<p class=\"soft\">{}</p>",
            l.t("No ring: nobody cites himself through others.")
        );
    } else {
        put!(
            o,
            "<p class=\"doubt\">{}</p><ul class=\"list rings\">",
            l.t("Rings: each of these cites another of them, so none is a first source by itself.")
        );
        for ring in &rings {
            put!(o, "<li>");
            for (i, n) in ring.iter().take(40).enumerate() {
                let between = Html(if i > 0 { " · " } else { "" }.to_owned());
                put!(o, "{}{}", between, words(&short(cx.name(n), 80)));
            }
            put!(o, "</li>");
        }
        put!(o, "</ul>");
    }
    put!(
        o,
        "<table><caption>{}</caption><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>",
        l.t("The same in words"),
        l.t("who cites"),
        l.t("who is cited"),
        l.t("reports")
    );
    for ((from, to), n) in cites.iter().take(300) {
        put!(
            o,
            "<tr><td>{}</td><td>{}</td><td class=\"n\">{}{}</td></tr>",
            words(&short(cx.name(from), 100)),
            words(&short(cx.name(to), 100)),
            *n,
            shown(cx, from, to)
        );
    }
    if cites.is_empty() {
        put!(
            o,
            "<tr><td colspan=\"3\" class=\"none\">{}</td></tr>",
            l.t("Nobody cites anybody here.")
        );
    }
    put!(
        o,
        "</tbody></table></section><div class=\"columns\"><section><h2>{}</h2><ul class=\"bars\">",
        l.t("Outlets")
    );
    let most = outlets.first().map_or(1, |f| f.count.max(1));
    for f in outlets.iter().take(200) {
        put!(
            o,
            "<li><a href=\"/reports?outlet={}\">{}</a> <meter min=\"0\" max=\"{}\" value=\"{}\" aria-hidden=\"true\"></meter> <b class=\"n\">{}</b></li>",
            encode(&f.value),
            words(&short(cx.name(&f.value), 80)),
            most,
            f.count,
            f.count
        );
    }
    put!(
        o,
        "</ul></section><section><h2>{}</h2><ul class=\"bars\">",
        l.t("Who stands closest to the event")
    );
    let most = cx.known.innermost.values().copied().max().unwrap_or(1).max(1);
    for (k, n) in &cx.known.innermost {
        put!(
            o,
            "<li><a href=\"/events?source={}\">{}</a> <meter min=\"0\" max=\"{}\" value=\"{}\" aria-hidden=\"true\"></meter> <b class=\"n\">{}</b></li>",
            encode(k),
            l.word(k),
            most,
            *n,
            *n
        );
    }
    put!(o, "</ul></section></div>");
    let items: Vec<_> = cx
        .known
        .citations
        .iter()
        .map(|((a, b), r)| json!({"from": a, "to": b, "reports": r}))
        .collect();
    Ok(View {
        title: l.t("Sources").to_owned(),
        body: o,
        json: json!({"schema": "isnad.page/1", "page": "sources", "outlets": outlets, "innermost": cx.known.innermost, "citations": items, "rings": rings}),
    })
}

/// The reports that show who cites whom.
fn shown(cx: &Cx<'_>, from: &str, to: &str) -> Html {
    let mut o = Html::default();
    let reports = cx.known.citations.get(&(from.to_owned(), to.to_owned()));
    for (i, id) in reports.into_iter().flatten().take(8).enumerate() {
        put!(o, " <a class=\"ref\" href=\"/reports/{}\">[{}]</a>", encode(id), i + 1);
    }
    o
}

#[cfg(test)]
mod tests {
    use super::rings;

    #[test]
    fn rings_are_found_and_chains_are_none() {
        assert!(rings(&[("a", "b"), ("b", "c"), ("a", "c")]).is_empty());
        assert_eq!(
            rings(&[("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("e", "e"), ("f", "a")]),
            [vec!["a", "b", "c"], vec!["e"]]
        );
        let long: Vec<String> = (0..50_000).map(|i| format!("{i:05}")).collect();
        let mut edges: Vec<(&str, &str)> = long.windows(2).map(|w| (w[0].as_str(), w[1].as_str())).collect();
        edges.push((&long[49_999], &long[0]));
        assert_eq!(rings(&edges)[0].len(), 50_000);
    }
}
