//! The map that moves: what a script needs to make it of the drawing, and the drawing itself where no script runs.
//!
//! In: points, with how exact each is. Out: markup. Invariant: the drawing is complete without the script; no host but the
//! one of the tiles that the user named is asked. Deliberately no tiles by default: borders come with the program.
//! Example: «ريف حماة» (the Hama countryside) is a hatched area, «كفرزيتا» (a town) a point.

use super::draw::{self, Point};
use super::{Cx, parts};
use crate::html::{Html, html};
use serde_json::json;

/// A map of points and areas.
pub fn chart(cx: &Cx<'_>, points: &[Point]) -> Html {
    let l = cx.lang;
    let drawing = draw::map(cx, points);
    if points.is_empty() {
        return drawing;
    }
    let items: Vec<_> = points
        .iter()
        .map(|p| {
            json!({"lat": p.lat, "lon": p.lon, "p": p.precision, "n": p.count, "href": p.href,
                "name": draw::plain(&p.name), "area": p.area, "how": parts::precision(cx, p.precision)})
        })
        .collect();
    let words = json!({"in": l.t("nearer"), "out": l.t("farther")});
    html!(
        "<link rel=\"stylesheet\" href=\"/assets/leaflet.css\"><div class=\"chart\" data-points=\"{}\" data-words=\"{}\" data-label=\"{}\" \
         data-credit=\"{}\" data-tiles=\"{}\"><svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\
         <pattern id=\"hatch-map\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"7\"/></pattern></defs></svg>{}</div>\
         <script src=\"/assets/leaflet.js\" defer></script><script src=\"/assets/map.js\" defer></script>",
        json!(items).to_string(),
        words.to_string(),
        l.t("Map"),
        l.t("Borders: Natural Earth"),
        cx.request.tiles.as_deref().unwrap_or(""),
        drawing
    )
}
