// Makes crates/isnad-server/assets/leaflet.{js,css} from the npm package leaflet (BSD 2-Clause; the licence stands at the
// head of the script), so that a build needs no npm. In: its dist folder. Out: the same without source map, pictures and
// what Internet Explorer needed. Run by hand when the version changes: `npm ci && npm run leaflet`.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
const from = createRequire(import.meta.url);
const read = (name) => readFileSync(from.resolve(`leaflet/${name}`), "utf8");
const to = (name) => new URL(`../crates/isnad-server/assets/${name}`, import.meta.url);
const licence = read("LICENSE").trim().split("\n").map((l) => ` * ${l}`.trimEnd()).join("\n");
const script = read("dist/leaflet.js").replace(/\n?\/\/# sourceMappingURL=.*/, "").trim();
writeFileSync(to("leaflet.js"), script.replace(/^\/\* @preserve/, `/* @preserve\n${licence}\n *`) + "\n");
const rules = read("dist/leaflet.css").replace(/\/\*[\s\S]*?\*\//g, "").match(/[^{}]+\{[^{}]*\}/g).map((r) => r.trim());
const kept = rules.filter((r) => !/url\(|behavior|progid|@media|leaflet-control-layers/.test(r)).map((r) => r.replace(/\s+/g, " "));
writeFileSync(to("leaflet.css"), "/* Leaflet 1.9.4, see leaflet.js for its licence; made by web/leaflet.mjs */\n" + kept.join("\n") + "\n");
