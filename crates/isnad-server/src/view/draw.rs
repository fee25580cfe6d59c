//! Drawings made here, so that no page needs a script or another host for them.
//!
//! In: points, counts, nodes. Out: SVG. Invariant: everything drawn is said beside it in words; no style that a strict
//! content policy would refuse. Deliberately plain: colours and lines are the stylesheet's.
//! Example: «ريف حماة» (the Hama countryside) is a hatched area, «كفرزيتا» (a town) a point.

use super::Cx;
use crate::html::{Html, html, put, short};
use isnad_store::Facet;

/// Borders: Natural Earth 1:50m, public domain.
pub const BORDERS: &str = include_str!("../../../../data/web/borders.tsv");

/// Width of a degree of longitude beside one of latitude, in the middle of the map.
const SQUEEZE: f64 = 0.84;

/// A place on the map.
#[derive(Clone, Debug)]
pub struct Point {
    /// Latitude.
    pub lat: f64,
    /// Longitude.
    pub lon: f64,
    /// UCDP `where_prec`.
    pub precision: u8,
    /// Events there.
    pub count: u64,
    /// Name.
    pub name: Html,
    /// What it leads to.
    pub href: String,
    /// Outline of the area, where one is known.
    pub area: Option<&'static str>,
}

/// Reach of an area in degrees, by precision.
fn reach(precision: u8) -> f64 {
    match precision {
        0..=2 => 0.0,
        3 => 0.22,
        4 => 0.5,
        5 => 0.6,
        _ => 1.6,
    }
}

/// Text of markup: for titles and labels that may hold no tags.
fn bare(h: &Html) -> Html {
    let mut out = String::new();
    let mut inside = false;
    for c in h.0.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    Html(out)
}

/// Words of markup, as they are read.
pub fn plain(h: &Html) -> String {
    let text = bare(h).0;
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    named.iter().fold(text, |t, (name, c)| t.replace(name, c))
}

/// A map of points and areas.
pub fn map(cx: &Cx<'_>, points: &[Point]) -> Html {
    let spread = |f: &dyn Fn(&Point) -> f64| {
        points
            .iter()
            .map(f)
            .fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(v), b.max(v)))
    };
    let (west, east) = spread(&|p| p.lon);
    let (south, north) = spread(&|p| p.lat);
    if points.is_empty() || !(west.is_finite() && south.is_finite()) {
        return html!("<p class=\"none\">{}</p>", cx.lang.t("Nothing has coordinates."));
    }
    // Never narrower than five degrees, with room around, in the shape 16 to 10.
    let mut width = ((east - west) * SQUEEZE + 1.6).max(5.0);
    let mut height = (north - south + 1.6).max(3.2);
    if width / height < 1.6 {
        width = height * 1.6;
    } else {
        height = width / 1.6;
    }
    let x0 = (west + east) / 2.0 * SQUEEZE - width / 2.0;
    let y0 = -(north + south) / 2.0 - height / 2.0;
    let mut o = html!(
        "<svg class=\"map\" role=\"group\" aria-label=\"{}\" viewBox=\"{} {} {} {}\" data-zoom=\"1\"><defs>\
         <pattern id=\"hatch\" width=\"{}\" height=\"{}\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"{}\"/></pattern>\
         <pattern id=\"hatch-area\" width=\"{}\" height=\"{}\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"{}\"/></pattern></defs>\
         <rect class=\"sea\" x=\"-400\" y=\"-200\" width=\"800\" height=\"400\"/><g class=\"borders\" transform=\"scale({} 0.01)\">",
        cx.lang.t("Map"),
        x0,
        y0,
        width,
        height,
        width / 90.0,
        width / 90.0,
        width / 90.0,
        width / 0.9,
        width / 0.9,
        width / 0.9,
        SQUEEZE / 100.0
    );
    for line in BORDERS.lines().filter(|l| !l.starts_with('#')) {
        let mut cells = line.split('\t').skip(1);
        if let (Some(name), Some(path)) = (cells.next(), cells.next()) {
            put!(o, "<path d=\"{}\"><title>{}</title></path>", path, name);
        }
    }
    put!(o, "</g>");
    let mut labels: Vec<(f64, f64)> = Vec::new();
    let size = width / 62.0;
    let mut names = Html::default();
    let mut ordered: Vec<&Point> = points.iter().collect();
    ordered.sort_by(|a, b| b.precision.cmp(&a.precision).then(b.count.cmp(&a.count)));
    for p in &ordered {
        let (x, y) = (p.lon * SQUEEZE, -p.lat);
        let r = width / 190.0 * (1.0 + (p.count as f64).sqrt() * 0.45).min(4.0);
        let area = reach(p.precision);
        let title = html!(
            "{} ({}) · {}",
            bare(&p.name),
            p.count,
            super::parts::precision(cx, p.precision)
        );
        put!(o, "<a href=\"{}\" aria-label=\"{}\">", p.href, title);
        if let Some(path) = p.area {
            put!(
                o,
                "<path class=\"area wide\" transform=\"scale({} 0.01)\" d=\"{}\" fill=\"url(#hatch-area)\"><title>{}</title></path>",
                SQUEEZE / 100.0,
                path,
                title
            );
        } else if area > 0.0 {
            put!(
                o,
                "<circle class=\"area\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"url(#hatch)\"><title>{}</title></circle>",
                x,
                y,
                area.max(r * 1.6),
                title
            );
        } else {
            put!(
                o,
                "<circle class=\"point\" cx=\"{}\" cy=\"{}\" r=\"{}\"><title>{}</title></circle>",
                x,
                y,
                r,
                title
            );
        }
        put!(o, "</a>");
    }
    ordered.sort_by(|a, b| b.count.cmp(&a.count).then(a.precision.cmp(&b.precision)));
    for p in ordered.iter().take(40) {
        let (x, y) = (p.lon * SQUEEZE, -p.lat + size * 1.25 + reach(p.precision) * 0.2);
        let free = labels
            .iter()
            .all(|(a, b)| (a - x).abs() > size * 6.0 || (b - y).abs() > size * 1.2);
        if free {
            labels.push((x, y));
            put!(
                names,
                "<text class=\"label\" x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"middle\">{}</text>",
                x,
                y,
                size,
                bare(&p.name)
            );
        }
    }
    put!(
        o,
        "{}</svg><p class=\"legend\"><span class=\"dot\"></span> {} <span class=\"field\"></span> {} · {}{}</p>",
        names,
        cx.lang.t("a point: the place itself"),
        cx.lang.t("hatched: somewhere in this area"),
        Html(about(cx, points)),
        cx.lang
            .t("Borders: Natural Earth, public domain; drawn as given there, no statement on them.")
    );
    o
}

/// What is to be said of outlines that are not surveyed.
fn about(cx: &Cx<'_>, points: &[Point]) -> String {
    if points.iter().all(|p| p.area.is_none() || p.precision != 4) {
        return String::new();
    }
    let words = cx
        .lang
        .t("outlines of governorates are approximate: the area nearest to the places known to lie in them");
    format!("{words} · ")
}

/// A month as a number since year 0.
fn month(text: &str) -> Option<i64> {
    let (y, m) = text.split_once('-')?;
    let (y, m): (i64, i64) = (y.parse().ok()?, m.get(..2)?.parse().ok()?);
    (1..=12).contains(&m).then_some(y * 12 + m - 1)
}

/// Events by month, as bars that lead to the events of each.
pub fn months(cx: &Cx<'_>, path: &str, list: &[Facet]) -> Html {
    let known: Vec<(i64, &Facet)> = list.iter().filter_map(|f| month(&f.value).map(|m| (m, f))).collect();
    let (Some(first), Some(last)) = (known.iter().map(|k| k.0).min(), known.iter().map(|k| k.0).max()) else {
        return Html::default();
    };
    let (width, height) = (1000.0, 110.0);
    let n = (last - first + 1).max(12) as f64;
    let most = known.iter().map(|k| k.1.count).max().unwrap_or(1).max(1) as f64;
    let rtl = cx.lang == crate::lang::Lang::Ar;
    let place = |m: i64, w: f64| {
        let x = (m - first) as f64 / n * width;
        if rtl { width - x - w } else { x }
    };
    let mut o = html!(
        "<div class=\"draw\" tabindex=\"0\"><svg class=\"months\" role=\"group\" aria-label=\"{}\" viewBox=\"0 0 1000 140\" data-brush=\"{}\" data-unit=\"month\" data-first=\"{}\" data-count=\"{}\" data-rtl=\"{}\">",
        cx.lang.t("Events by month"),
        path,
        first,
        n as u64,
        if rtl { "1" } else { "" }
    );
    for (m, f) in &known {
        let h = (f.count as f64 / most * (height - 16.0)).max(2.0);
        let bar = (width / n * 0.85).clamp(1.5, 60.0);
        let to = cx
            .request
            .with(&[("from", &format!("{}-01", f.value)), ("to", &last_day(&f.value))]);
        put!(
            o,
            "<a href=\"{}{}\" aria-label=\"{}: {}\"><rect class=\"bar\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}: {}</title></rect></a>",
            path,
            to,
            f.value,
            f.count,
            place(*m, bar),
            height - h,
            bar,
            h,
            f.value,
            f.count
        );
    }
    put!(
        o,
        "<line class=\"axis\" x1=\"0\" x2=\"1000\" y1=\"{}\" y2=\"{}\"/>",
        height,
        height
    );
    let years = (last / 12 - first / 12 + 1).max(1);
    let every = (years as f64 / 12.0).ceil() as i64;
    for y in (first / 12..=last / 12).filter(|y| (y - first / 12) % every == 0) {
        let x = place((y * 12).max(first), 0.0).clamp(18.0, 982.0);
        put!(
            o,
            "<text x=\"{}\" y=\"130\" text-anchor=\"middle\" class=\"tick\">{}</text>",
            x,
            y
        );
    }
    put!(
        o,
        "</svg></div><form class=\"brushing\" aria-label=\"{}\" hidden><label>{}<input type=\"range\"></label><label>{}<input type=\"range\"></label>\
         <output dir=\"ltr\"></output> <button>{}</button></form><script src=\"/assets/time.js\" defer></script>",
        cx.lang.t("Choose months"),
        cx.lang.t("from month"),
        cx.lang.t("to month"),
        cx.lang.t("choose these months")
    );
    o
}

/// The last day of a month.
fn last_day(month: &str) -> String {
    let first = format!("{month}-01").parse::<jiff::civil::Date>();
    first.map_or_else(|_| format!("{month}-28"), |d| d.last_of_month().to_string())
}

/// A node of a network.
pub struct Node {
    /// Name.
    pub name: String,
    /// Class.
    pub class: String,
    /// What it leads to.
    pub href: String,
}

/// A tie of a network.
pub struct Tie {
    /// Index of the node it begins at.
    pub from: usize,
    /// Index of the node it ends at.
    pub to: usize,
    /// Class.
    pub class: String,
    /// In words.
    pub title: String,
    /// Reports or claims behind it.
    pub weight: usize,
}

/// Places nodes so that tied ones are near: springs and repulsion from a fixed beginning, so the same every time.
fn layout(n: usize, ties: &[Tie]) -> Vec<(f64, f64)> {
    let mut at: Vec<(f64, f64)> = (0..n)
        .map(|i| {
            // The golden angle spreads beginnings evenly.
            let (turn, out) = (i as f64 * 2.399_963, ((i as f64 + 0.5) / n as f64).sqrt());
            (turn.cos() * out, turn.sin() * out)
        })
        .collect();
    let ideal = (2.4 / n.max(1) as f64).sqrt();
    let mut heat = 0.14;
    for _ in 0..260 {
        let mut push = vec![(0.0, 0.0); n];
        for i in 0..n {
            for j in i + 1..n {
                let (dx, dy) = (at[i].0 - at[j].0, at[i].1 - at[j].1);
                let d2 = (dx * dx + dy * dy).max(1e-5);
                let f = ideal * ideal / d2;
                push[i] = (push[i].0 + dx * f, push[i].1 + dy * f);
                push[j] = (push[j].0 - dx * f, push[j].1 - dy * f);
            }
        }
        for t in ties.iter().filter(|t| t.from < n && t.to < n) {
            let (dx, dy) = (at[t.from].0 - at[t.to].0, at[t.from].1 - at[t.to].1);
            let f = (dx * dx + dy * dy).sqrt() / ideal;
            push[t.from] = (push[t.from].0 - dx * f, push[t.from].1 - dy * f);
            push[t.to] = (push[t.to].0 + dx * f, push[t.to].1 + dy * f);
        }
        for (p, f) in at.iter_mut().zip(&push) {
            let (fx, fy) = (f.0 - p.0 * 0.6, f.1 - p.1 * 0.9);
            let long = (fx * fx + fy * fy).sqrt().max(1e-9);
            let step = long.min(heat) / long;
            *p = (p.0 + fx * step, p.1 + fy * step);
        }
        heat *= 0.985;
    }
    at
}

/// A network of nodes and directed ties.
pub fn network(label: &str, nodes: &[Node], ties: &[Tie]) -> Html {
    if nodes.is_empty() {
        return Html::default();
    }
    let at = layout(nodes.len(), ties);
    let spread = |f: &dyn Fn(&(f64, f64)) -> f64| {
        let (a, b) = at
            .iter()
            .map(f)
            .fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(v), b.max(v)));
        (a, (b - a).max(0.2))
    };
    let ((x0, w), (y0, h)) = (spread(&|p| p.0), spread(&|p| p.1));
    let height = (260.0 + nodes.len() as f64 * 14.0).min(1100.0);
    let at: Vec<(f64, f64)> = at
        .iter()
        .map(|p| (90.0 + (p.0 - x0) / w * 820.0, 30.0 + (p.1 - y0) / h * (height - 70.0)))
        .collect();
    let mut o = html!(
        "<div class=\"draw\" tabindex=\"0\"><svg class=\"network\" role=\"group\" aria-label=\"{}\" viewBox=\"0 0 1000 {}\" data-zoom=\"1\"><defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path class=\"head\" d=\"M0 0 8 4 0 8z\"/></marker></defs>",
        label,
        height
    );
    for t in ties {
        let (Some(a), Some(b)) = (at.get(t.from), at.get(t.to)) else {
            continue;
        };
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let long = (dx * dx + dy * dy).sqrt().max(1.0);
        let (ux, uy) = (dx / long * 9.0, dy / long * 9.0);
        let thick = 1.0 + (t.weight as f64).ln_1p() * 0.6;
        put!(
            o,
            "<line class=\"tie {}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke-width=\"{}\" marker-end=\"url(#arrow)\"><title>{}</title></line>",
            t.class,
            a.0 + ux,
            a.1 + uy,
            b.0 - ux,
            b.1 - uy,
            thick,
            t.title
        );
    }
    let mut taken: Vec<[f64; 4]> = Vec::new();
    for (n, p) in nodes.iter().zip(&at) {
        let name = short(&n.name, 28);
        let half = name.chars().count() as f64 * 3.6 + 2.0;
        // Under its node or above it; where there is no room, shown when the node is pointed at.
        let room = [22.0, -12.0].into_iter().find(|dy| {
            let b = [p.0 - half, p.1 + dy - 13.0, p.0 + half, p.1 + dy + 4.0];
            let hit = |t: &[f64; 4]| b[0] < t[2] && t[0] < b[2] && b[1] < t[3] && t[1] < b[3];
            let on =
                |q: &(f64, f64)| q != p && q.0 + 7.0 > b[0] && q.0 - 7.0 < b[2] && q.1 + 7.0 > b[1] && q.1 - 7.0 < b[3];
            let free = !taken.iter().any(hit) && !at.iter().any(on);
            if free {
                taken.push(b);
            }
            free
        });
        put!(
            o,
            "<a href=\"{}\"><circle class=\"node {}\" cx=\"{}\" cy=\"{}\" r=\"7\"><title>{}</title></circle><text x=\"{}\" y=\"{}\" text-anchor=\"middle\" class=\"name{}\">{}</text></a>",
            n.href,
            n.class,
            p.0,
            p.1,
            n.name,
            p.0,
            p.1 + room.unwrap_or(22.0),
            Html(if room.is_some() { "" } else { " late" }.to_owned()),
            name
        );
    }
    put!(o, "</svg></div>");
    o
}
