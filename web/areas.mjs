// Makes data/web/areas.tsv: about where the governorates lie, for the hatching of the map. No open table of their borders
// can be had, so each is the part of its country whose nearest known places lie in it. In: data/places (admin1, geonames,
// hand), countries-50m.json of the npm package world-atlas (Natural Earth, public domain). Out: one row an area: id,
// latitude and longitude under which places know it, SVG path in hundredths of a degree (x east, y south), or = and the
// code of a country in borders.tsv. Run by hand when the places change: `npm i && node areas.mjs`.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { feature } from "topojson-client";

const atlas = createRequire(import.meta.url)("world-atlas/countries-50m.json");
const data = (name) => new URL(`../data/${name}`, import.meta.url);
const STEP = 0.05; // a cell of the grid, degrees
const NEAR = 6; // so many places speak for a cell
const FEW = 8; // an area of fewer cells stays a circle
// Of these lands not every province is known: what lies farther from a known place than this is nobody's.
const PARTIAL = { TR: 0.45, IR: 0.6 };

function table(name) {
  const [head, ...rows] = readFileSync(data(`places/${name}`), "utf8").split("\n").filter((l) => l && !l.startsWith("#")).map((l) => l.split("\t"));
  return rows.map((r) => Object.fromEntries(head.map((h, i) => [h, r[i] ?? ""])));
}
const areas = table("admin1.tsv");
const places = [...table("geonames.tsv"), ...table("hand.tsv")].filter((p) => p.admin1 && !["sea", "road", "region", "valley", "water"].includes(p.kind));
const countries = table("countries.tsv");
const shapes = feature(atlas, atlas.objects.countries).features.map((f) => ({
  code: f.id, rings: (f.geometry?.type === "Polygon" ? [f.geometry.coordinates] : (f.geometry?.coordinates ?? [])).flat(),
}));

function inside(rings, x, y) {
  let odd = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i], [bx, by] = ring[j];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
    }
  return odd;
}
const shapeOf = (c) => shapes.find((s) => inside(s.rings, Number(c.lon), Number(c.lat)));

/** The cells of a land, each with the number of its area, or -1. */
function grid(land, iso) {
  const [xs, ys] = [0, 1].map((i) => land.rings.flat().map((p) => p[i]));
  const min = (a) => a.reduce((m, v) => Math.min(m, v)), max = (a) => a.reduce((m, v) => Math.max(m, v));
  const x0 = Math.floor(min(xs) / STEP) - 2, y0 = Math.floor(min(ys) / STEP) - 2;
  const w = Math.ceil(max(xs) / STEP) + 3 - x0, h = Math.ceil(max(ys) / STEP) + 3 - y0;
  const own = areas.map((a, i) => ({ ...a, i })).filter((a) => a.country === iso);
  const known = places
    .filter((p) => p.country === iso)
    .map((p) => ({ x: Number(p.lon), y: Number(p.lat), i: own.find((a) => a.admin1 === p.admin1)?.i }))
    .concat(own.map((a) => ({ x: Number(a.lon), y: Number(a.lat), i: a.i })))
    .filter((p) => p.i !== undefined);
  let cells = new Int16Array(w * h).fill(-2); // -2: not of this land
  for (let r = 0; r < h; r++)
    for (let c = 0; c < w; c++) {
      const x = (x0 + c + 0.5) * STEP, y = (y0 + r + 0.5) * STEP;
      if (!inside(land.rings, x, y)) continue;
      const squeeze = Math.cos((y * Math.PI) / 180);
      const best = [];
      for (const p of known) {
        const d = ((p.x - x) * squeeze) ** 2 + (p.y - y) ** 2;
        if (best.length < NEAR || d < best.at(-1).d) {
          best.splice(best.findIndex((b) => b.d > d) >= 0 ? best.findIndex((b) => b.d > d) : best.length, 0, { d, i: p.i });
          best.length = Math.min(best.length, NEAR);
        }
      }
      const far = PARTIAL[iso] && best[0].d > PARTIAL[iso] ** 2;
      const sums = new Map();
      for (const b of best) sums.set(b.i, (sums.get(b.i) ?? 0) + 1 / (b.d + 0.001));
      cells[r * w + c] = far ? -1 : [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0][0];
    }
  // What most cells around say, a few times over, so that no cell stands alone.
  for (let round = 0; round < 3; round++) {
    const next = cells.slice();
    for (let r = 2; r < h - 2; r++)
      for (let c = 2; c < w - 2; c++) {
        const at = r * w + c;
        if (cells[at] < -1) continue;
        const sums = new Map();
        for (let dr = -2; dr <= 2; dr++)
          for (let dc = -2; dc <= 2; dc++) {
            const v = cells[at + dr * w + dc];
            if (v >= -1) sums.set(v, (sums.get(v) ?? 0) + 1);
          }
        next[at] = [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0][0];
      }
    cells = next;
  }
  return { cells, w, h, x0, y0, own };
}

/** The largest connected part of an area, as a set of cells. */
function largest({ cells, w }, i) {
  const seen = new Set();
  let best = [];
  cells.forEach((v, at) => {
    if (v !== i || seen.has(at)) return;
    const part = [at];
    seen.add(at);
    for (let k = 0; k < part.length; k++)
      for (const d of [1, -1, w, -w]) {
        const n = part[k] + d;
        if (cells[n] === i && !seen.has(n)) seen.add(n), part.push(n);
      }
    if (part.length > best.length) best = part;
  });
  return new Set(best);
}

/** The outer ring of a set of cells, as corners of the grid. */
function outline(set, w) {
  const start = Math.min(...set);
  let x = start % w, y = Math.floor(start / w), dir = 0;
  const first = [x, y];
  const has = (cx, cy) => set.has(cy * w + cx);
  const ring = [];
  // The area lies to the right of the way: first along its lowest row.
  do {
    ring.push([x, y]);
    [x, y] = [[x + 1, y], [x, y + 1], [x - 1, y], [x, y - 1]][dir];
    const [left, right] = [[[x, y - 1], [x, y]], [[x, y], [x - 1, y]], [[x - 1, y], [x - 1, y - 1]], [[x - 1, y - 1], [x, y - 1]]][dir];
    if (has(...left)) dir = (dir + 3) % 4;
    else if (!has(...right)) dir = (dir + 1) % 4;
  } while (x !== first[0] || y !== first[1] || ring.length < 3);
  return ring;
}

function simpler(points, off) {
  if (points.length < 3) return points;
  const [a, b] = [points[0], points.at(-1)];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  let worst = 0, at = 0;
  for (let i = 1; i < points.length - 1; i++) {
    const [px, py] = points[i];
    const d = length ? Math.abs((b[0] - a[0]) * (a[1] - py) - (a[0] - px) * (b[1] - a[1])) / length : Math.hypot(px - a[0], py - a[1]);
    if (d > worst) [worst, at] = [d, i];
  }
  return worst <= off ? [a, b] : [...simpler(points.slice(0, at + 1), off).slice(0, -1), ...simpler(points.slice(at), off)];
}

const rows = [];
for (const c of countries) {
  const land = shapeOf(c);
  if (land?.code) rows.push([`hm:${c.source_id}`, c.lat, c.lon, `=${land.code}`]);
  const iso = c.source_id;
  if (!land || !areas.some((a) => a.country === iso)) continue;
  const g = grid(land, iso);
  for (const a of g.own) {
    const set = largest(g, a.i);
    if (set.size < FEW) continue;
    const ring = outline(set, g.w);
    const half = Math.floor(ring.length / 2);
    const line = [...simpler(ring.slice(0, half + 1), 1.1).slice(0, -1), ...simpler([...ring.slice(half), ring[0]], 1.1).slice(0, -1)];
    const points = line.map(([x, y]) => [Math.round((g.x0 + x) * STEP * 100), Math.round(-(g.y0 + y) * STEP * 100)]);
    let path = `M${points[0]}`;
    for (let i = 1; i < points.length; i++) path += `l${points[i][0] - points[i - 1][0]},${points[i][1] - points[i - 1][1]}`;
    rows.push([`hm:${a.source_id}`, a.lat, a.lon, `${path}z`]);
  }
}
rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
writeFileSync(data("web/areas.tsv"),
  "# About where governorates lie: the part of a country (Natural Earth 1:50m, public domain, from the npm package world-atlas 2)\n" +
    "# whose nearest places in data/places lie in it; made by web/areas.mjs. No statement on borders.\n" +
    "# id\tlatitude\tlongitude\tpath in hundredths of a degree, x east, y south; or = and a code of borders.tsv\n" +
    rows.map((r) => r.join("\t")).join("\n") + "\n");
