// Makes data/web/borders.tsv: borders of the lands around the Arab world, drawn from the npm package world-atlas
// (Natural Earth 1:50m, public domain). In: countries-50m.json. Out: one row a country: ISO 3166-1 numeric code, name,
// SVG path in hundredths of a degree (x east, y south). Run by hand when the borders change: `npm i && node borders.mjs`.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { feature } from "topojson-client";
const atlas = createRequire(import.meta.url)("world-atlas/countries-50m.json");
const [west, east, south, north] = [-20, 80, -5, 48];
const rows = [];
for (const f of feature(atlas, atlas.objects.countries).features) {
  const shapes = f.geometry?.type === "Polygon" ? [f.geometry.coordinates] : (f.geometry?.coordinates ?? []);
  let path = "";
  for (const ring of shapes.map((s) => s[0])) {
    if (!ring.some(([x, y]) => x > west && x < east && y > south && y < north)) continue;
    const points = [];
    // A ring that crosses the 180th meridian goes on beyond it: a line back around the earth would cross the whole map.
    let turn = 0, before = ring[0][0];
    for (const [lon, y] of ring) {
      if (Math.abs(lon - before) > 180) turn += lon < before ? 360 : -360;
      before = lon;
      const x = lon + turn;
      const p = [Math.round(x * 20) * 5, Math.round(-y * 20) * 5];
      const last = points.at(-1);
      if (!last || last[0] !== p[0] || last[1] !== p[1]) points.push(p);
    }
    if (points.length < 4) continue;
    path += `M${points[0]}`;
    for (let i = 1; i < points.length; i++) path += `l${points[i][0] - points[i - 1][0]},${points[i][1] - points[i - 1][1]}`;
    path += "z";
  }
  if (path) rows.push([f.id ?? "-", f.properties.name, path].join("\t"));
}
rows.sort();
writeFileSync(
  new URL("../data/web/borders.tsv", import.meta.url),
  "# Borders: Natural Earth 1:50m, public domain (naturalearthdata.com), from the npm package world-atlas 2; made by web/borders.mjs\n" +
    "# code\tname\tpath in hundredths of a degree, x east, y south\n" + rows.join("\n") + "\n",
);
