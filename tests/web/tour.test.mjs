// A newcomer's tour in both languages, review by keys alone, hostile words, accessibility; no error, no outside request.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { from, missing, open, serve } from "./serving.mjs";

const why = missing();
if (why && process.env.ISNAD_REQUIRE_BROWSER === "1") throw new Error(why);
const skip = why ? `skipped: ${why}` : false;
if (skip) console.error(skip);
const PAGES = ["/", "/events", "/reports", "/map", "/timeline", "/network", "/dossier", "/dossier?of=كتائب السهل", "/sources", "/search?q=قصف", "/review", "/log", "/help", "/api"];

let site, browser, page, troubles;
before(async () => {
  if (skip) return;
  site = await serve();
  browser = await open();
  page = await browser.newPage();
  troubles = [];
  page.on("console", (m) => m.type() === "error" && troubles.push(m.text()));
  page.on("pageerror", (e) => troubles.push(String(e)));
  page.on("request", (r) => r.url().startsWith(site.address) || troubles.push(`outside: ${r.url().slice(0, 200)}`));
});
after(async () => {
  await browser?.close();
  site?.stop();
});

const json = async (path) => (await fetch(site.address + path)).json();

async function first() {
  const events = (await json("/events.json")).items;
  const event = events.sort((a, b) => b.claims.length - a.claims.length)[0];
  return [`/events/${event.id}`, `/reports/${event.reports[0]}`, `/claims/${event.claims[0]}`];
}

/** Days whose year is seen on the right of their day, in citations that are folded too. */
function turned() {
  for (const d of document.querySelectorAll("details")) d.open = true;
  const out = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.data;
    for (const m of text.matchAll(/\d{4}-\d\d-\d\d/g)) {
      const at = (i) => {
        const range = document.createRange();
        range.setStart(walk.currentNode, m.index + i);
        range.setEnd(walk.currentNode, m.index + i + 1);
        return range.getBoundingClientRect();
      };
      const [first, last] = [at(0), at(9)];
      // A report's own words run as they were published.
      const ours = !walk.currentNode.parentElement.closest(".reading, .passage, blockquote, q, option, script, [lang=en]");
      if (ours && first.width && first.top === last.top && first.left > last.left) out.push(text.slice(0, 80));
    }
  }
  return out;
}

for (const lang of ["ar", "en"]) {
  test(`tour in ${lang}`, { skip, timeout: 300_000 }, async () => {
    const axe = readFileSync(from.resolve("axe-core/axe.min.js"), "utf8");
    const wrong = [];
    for (const path of [...PAGES, ...(await first())]) {
      const response = await page.goto(`${site.address}${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
      assert.equal(response.status(), 200, path);
      assert.equal(await page.getAttribute("html", "dir"), lang === "ar" ? "rtl" : "ltr");
      assert.ok((await page.textContent("h1")).trim());
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 1, `${path}: ${wide} pixels too wide`);
      wrong.push(...(await page.evaluate(turned)).map((t) => `${path}: turned around: ${t}`));
      // The policy of the page forbids inline scripts, not this evaluation of the test.
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      for (const v of found.violations.filter((v) => ["serious", "critical"].includes(v.impact)))
        wrong.push(`${path}: ${v.id}: ${v.nodes[0].html.slice(0, 160)}`);
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(troubles, []);
  });
}

test("review by keys alone", { skip, timeout: 300_000 }, async () => {
  await page.goto(`${site.address}/review?lang=en`);
  const before = (await json("/review.json")).items.map((c) => c.id);
  const key = (k) => page.keyboard.press(k);
  const settled = () => page.waitForFunction(() => document.querySelector("#say").textContent);
  await key("a");
  await page.waitForSelector(".queue > li.done");
  await key("j");
  await key("k");
  await key("r");
  await page.waitForFunction(() => document.querySelectorAll(".queue > li.done").length === 2);
  await key("u");
  await page.waitForFunction(() => document.querySelectorAll(".queue > li.done").length === 1);
  await key("c");
  await page.keyboard.type("يحتاج مصدرا ثانيا");
  await key("Enter");
  await settled();
  const now = (await json("/review.json")).items.map((c) => c.id);
  assert.ok(!now.includes(before[0]), "what was accepted waits no longer");
  assert.ok(now.includes(before[1]), "what was taken back waits again");
  const lines = await (await fetch(`${site.address}/decisions.jsonl`)).text();
  const kinds = lines.trim().split("\n").map((l) => JSON.parse(l)).map((d) => d.kind + (d.withdrawn ? " back" : ""));
  assert.deepEqual(kinds, ["accept", "reject back", "comment"]);
  assert.deepEqual(troubles, []);
});

test("hostile reports are text", { skip, timeout: 300_000 }, async () => {
  const reports = (await json("/reports.json")).items.filter((r) => r.url?.includes("hostile.example"));
  assert.equal(reports.length, 2);
  for (const r of reports) {
    await page.goto(`${site.address}/reports/${r.id}?lang=ar`);
    assert.equal(await page.evaluate(() => document.querySelectorAll("main img, main script").length), 0);
    assert.ok(!(await page.title()).startsWith("owned"));
    assert.ok(!(await page.content()).includes("\u202e"));
    assert.ok((await page.content()).length < 900_000);
  }
  assert.deepEqual(troubles, []);
});

test("filters stay in the address and work without scripts", { skip, timeout: 300_000 }, async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${site.address}/events?lang=en`);
  const type = (await json("/events.json")).items[0].type;
  await plain.selectOption("select[name=type]", type);
  await plain.click(".filters button");
  assert.equal(new URL(plain.url()).searchParams.get("type"), type);
  const shown = await plain.locator("tbody tr").count();
  assert.equal(shown, Math.min(50, (await json(`/events.json?type=${type}`)).total));
  await context.close();
});
