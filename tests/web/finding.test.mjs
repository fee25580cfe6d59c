// Finding and seeing: words in all their forms, filters and counts, the map, days chosen by pointer and keys, the slider
// of the network, dossiers. With the keyboard where a hand might fail, and without a request to any other host.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, open, serve } from "./serving.mjs";

const why = missing();
if (why && process.env.ISNAD_REQUIRE_BROWSER === "1") throw new Error(why);
const skip = why ? `skipped: ${why}` : false;
if (skip) console.error(skip);
const slow = { skip, timeout: 180_000 };

let site, browser, page, troubles;
before(async () => {
  if (skip) return;
  site = await serve();
  browser = await open();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
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
const asked = () => new URL(page.url()).searchParams;

test("a word is found in all its forms and marked as published", slow, async () => {
  const found = await json("/search.json?q=انشق");
  assert.ok(found.total > 1);
  await page.goto(`${site.address}/?lang=ar`);
  await page.keyboard.press("/");
  await page.keyboard.type("انشق");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search/);
  const marked = await page.locator("mark.hit").allTextContents();
  assert.ok(marked.length >= found.total, `${marked}`);
  assert.ok(marked.every((m) => m !== "انشق"), "forms, not the word that was typed");
  assert.ok(marked.every((m) => m.includes("شق")), `${marked}`);
  // Into the report: the first mark is on the screen.
  await page.locator(".hits a.ref").first().click();
  await page.waitForURL(/reports.*#hit/);
  assert.ok(await page.locator("mark.hit").first().isVisible());
  assert.deepEqual(troubles, []);
});

test("counts lead to what they count, and filters are taken away again", slow, async () => {
  await page.goto(`${site.address}/search?q=قتل&lang=en`);
  const all = (await json("/search.json?q=قتل")).total;
  const facet = page.locator(".facets li").first();
  const count = Number(await facet.locator(".n").textContent());
  await facet.locator("a").click();
  await page.waitForURL(/type=/);
  assert.equal(await page.locator(".hits > li").count(), Math.min(20, count));
  assert.ok(count <= all);
  const phrase = await json('/search.json?q=' + encodeURIComponent('"لا توجد هذه العبارة قط"'));
  assert.equal(phrase.total, 0);
  await page.locator(".chosen a").first().click();
  await page.waitForFunction(() => !location.search.includes("type="));
  assert.equal(asked().get("q"), "قتل");
  assert.deepEqual(troubles, []);
});

test("the map shows precision and is reached by keys", slow, async () => {
  for (const lang of ["ar", "en"]) {
    await page.goto(`${site.address}/map?lang=${lang}`);
    await page.waitForSelector(".leaflet[data-ready]");
    const { items } = await json("/map.json");
    const wide = items.filter((p) => p.precision >= 3);
    assert.ok(wide.length > 0 && wide.length < items.length, "the samples have points and areas");
    // Places of which only the governorate is known share its outline, which is hatched once.
    const areas = new Set(wide.map((p, i) => (p.outlined ? `${p.lat} ${p.lon} ${p.precision}` : i)));
    assert.ok(wide.some((p) => p.outlined), "governorates have outlines");
    assert.equal(await page.locator(".leaflet path.area").count(), areas.size);
    assert.equal(await page.locator(".leaflet path.spot").count(), items.length - wide.length);
    assert.match(await page.locator(".leaflet path.area").first().getAttribute("fill"), /hatch/);
    assert.ok((await page.locator(".leaflet path.border").count()) > 30, "borders");
    assert.equal(await page.locator(".leaflet img").count(), 0, "no tile unless the user names a host");
    const button = page.locator("button[data-place]").first();
    await button.focus();
    await page.keyboard.press("Enter");
    // Places of one spot share a popup.
    const link = page.locator(".leaflet-popup a[href^='/events']").first();
    await link.waitFor();
    assert.ok(await link.evaluate((a) => a === document.activeElement), "the keyboard follows into the map");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/events\?.*place=/);
    assert.ok((await page.locator("tbody tr").count()) > 0);
  }
  assert.deepEqual(troubles, []);
});

test("without scripts the map is a drawing", slow, async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${site.address}/map?lang=ar`);
  assert.ok(await plain.locator("svg.map").isVisible());
  assert.equal(await plain.locator("button[data-place]:visible").count(), 0);
  await context.close();
});

test("days are chosen with the pointer", slow, async () => {
  for (const lang of ["ar", "en"]) {
    await page.goto(`${site.address}/timeline?lang=${lang}`);
    const total = (await json("/timeline.json")).total;
    const box = await page.locator("svg.months").boundingBox();
    const y = box.y + 20;
    await page.mouse.move(box.x + box.width * 0.05, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.3, y, { steps: 5 });
    await page.mouse.move(box.x + box.width * 0.45, y, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/from=/);
    const [from, to] = [asked().get("from"), asked().get("to")];
    assert.match(from, /^\d{4}-\d\d-01$/);
    assert.match(to, /^\d{4}-\d\d-(28|29|30|31)$/);
    assert.ok(from < to);
    const left = (await json(`/timeline.json?from=${from}&to=${to}`)).total;
    assert.ok(left > 0 && left < total, `${left} of ${total}`);
    assert.equal(await page.locator("input[name=from]").inputValue(), from);
  }
  assert.deepEqual(troubles, []);
});

test("days are chosen by keys", slow, async () => {
  await page.goto(`${site.address}/timeline?lang=en`);
  const [low, high] = [page.locator(".brushing input").first(), page.locator(".brushing input").last()];
  await low.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  const said = await low.getAttribute("aria-valuetext");
  assert.match(said, /^\d{4}-\d\d$/);
  await high.focus();
  await page.keyboard.press("ArrowLeft");
  await page.locator(".brushing button").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/from=/);
  assert.equal(asked().get("from"), `${said}-01`);
  assert.deepEqual(troubles, []);
});

test("the network slides through time", slow, async () => {
  await page.goto(`${site.address}/network?lang=en`);
  const slider = page.locator("label.slide input");
  await slider.focus();
  await page.keyboard.press("Home");
  await page.waitForURL(/at=\d{4}-\d\d-\d\d/);
  const first = asked().get("at");
  assert.equal(await slider.getAttribute("aria-valuetext"), first);
  const { items } = await json(`/network.json?at=${first}`);
  assert.equal(await page.locator("main tbody tr").count(), items.length);
  for (const r of items) assert.ok((r.since ?? "") <= first);
  await slider.focus();
  await page.keyboard.press("End");
  await page.waitForURL((url) => url.searchParams.get("at") > first);
  const later = (await json(`/network.json?at=${asked().get("at")}`)).items;
  assert.ok(later.length > items.length, "a dated tie begins to hold");
  assert.deepEqual(troubles, []);
});

test("every sentence of a dossier leads to words of a report", slow, async () => {
  const { items } = await json("/network.json");
  for (const lang of ["ar", "en"]) {
    await page.goto(`${site.address}/network?lang=${lang}`);
    await page.locator("main tbody a").first().click();
    await page.waitForURL(/dossier/);
    const lines = page.locator(".dossier > li");
    const n = await lines.count();
    assert.ok(n > 0 && items.length > 0);
    for (let i = 0; i < n; i++) assert.ok((await lines.nth(i).locator(".cites a").count()) > 0, `line ${i}`);
    const cite = page.locator(".dossier .cites a").first();
    const id = (await cite.getAttribute("href")).split("#")[1];
    await cite.click();
    await page.waitForURL(/reports/);
    assert.equal(await page.locator(`[id="${id}"]`).count(), 1, "the claim is marked in the text");
  }
  assert.deepEqual(troubles, []);
});

test("claims, events and reports are cited in three forms", slow, async () => {
  const event = (await json("/events.json")).items[0];
  for (const path of [`/events/${event.id}`, `/claims/${event.claims[0]}`, `/reports/${event.reports[0]}`]) {
    await page.goto(`${site.address}${path}?lang=en`);
    assert.ok((await page.textContent("#cite-note")).includes("isnad"));
    assert.match(await page.textContent("#cite-bib"), /^@online\{/);
    await page.locator("details.cite summary").first().click();
    const csl = JSON.parse(await page.textContent("#cite-csl"));
    assert.ok(csl.length > 0 && csl[0].id && csl[0].note.includes("sha256"), path);
  }
  assert.deepEqual(troubles, []);
});

test("a page prints without what only a screen needs", slow, async () => {
  await page.goto(`${site.address}/events?lang=ar`);
  await page.emulateMedia({ media: "print" });
  for (const hidden of ["header", ".filters", "footer"]) assert.ok(!(await page.locator(hidden).first().isVisible()), hidden);
  assert.ok(await page.locator("main table").first().isVisible());
  // A wide table lies on its side, whole: nothing is cut off.
  const { items } = await json("/events.json");
  const event = items.sort((a, b) => b.claims.length - a.claims.length)[0];
  await page.setViewportSize({ width: 1040, height: 700 });
  for (const path of ["/events", `/events/${event.id}`]) {
    await page.goto(`${site.address}${path}?lang=ar`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 1, `${path}: ${wide} pixels too wide`);
  }
  for (const fold of await page.locator("main details > :not(summary)").all()) if (!(await fold.evaluate((e) => e.matches("button, [hidden]")))) assert.ok(await fold.isVisible(), "what is folded on a screen is open on paper");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ media: "screen" });
});

test("whoever is named is called by name, and found by it", slow, async () => {
  for (const lang of ["ar", "en"]) {
    await page.goto(`${site.address}/dossier?lang=${lang}`);
    const names = await page.locator("main .bars a").allTextContents();
    assert.ok(names.length > 10);
    for (const n of names) assert.doesNotMatch(n, lang === "ar" ? /^[\x21-\x7e]+$/ : /^\w+:/, `${lang}: an id says nothing to anybody`);
  }
  // Participants that the dictionary knows, asked for by id and by their names in both languages.
  const id = (await json("/events.json")).facets.actor[0].value;
  const all = (await json(`/events.json?actor=${id}`)).total;
  const asked = async () => (await page.locator(".chosen bdi").first().textContent()).trim();
  for (const lang of ["ar", "en"]) {
    await page.goto(`${site.address}/events?actor=${id}&lang=${lang}`);
    const name = await asked();
    assert.notEqual(name, id);
    assert.ok((await json(`/events.json?actor=${encodeURIComponent(name)}`)).total >= all, `${name} reaches as far as ${id}`);
  }
  // By an alias that no report here uses.
  for (const alias of ["ISIS", "داعش", "تنظيم الدولة"]) {
    const { ids, sections } = await json(`/dossier.json?of=${encodeURIComponent(alias)}`);
    assert.ok(ids.includes("isis") && sections.length > 0, alias);
  }
  assert.deepEqual(troubles, []);
});

test("the reasons of a link are told in the reader's language", slow, async () => {
  const { items } = await json("/events.json");
  const linked = items.filter((e) => e.why.length > 0);
  assert.ok(linked.length > 3);
  for (const e of linked) {
    await page.goto(`${site.address}/events/${e.id}?lang=ar`);
    const why = await page.locator("section", { has: page.locator(`a[href="#c-${e.why[0].a}"]`) }).last().textContent();
    assert.doesNotMatch(why, /[a-z]{3}/, why);
  }
});

test("in a narrow window drawings stay legible and what was found comes first", slow, async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, isMobile: true });
  const phone = await context.newPage();
  for (const path of ["/timeline", "/network", "/sources"]) {
    await phone.goto(`${site.address}${path}?lang=ar`);
    const drawn = await phone.locator(".draw svg").first().boundingBox();
    assert.ok(drawn.width > 500, `${path}: ${drawn.width}`);
    assert.ok((await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 1, path);
  }
  await phone.goto(`${site.address}/search?q=قتل&lang=ar`);
  assert.equal(await phone.locator(".facets details[open]").count(), 0);
  await context.close();
});
