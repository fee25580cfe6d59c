// What a reviewer does to events: joins two, takes claims out, fills slots with the pointer, exchanges decisions with
// another copy of the case, and finds everything again after a rebuild; on a keyboard that writes Arabic too.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { after, before, test } from "node:test";
import { missing, open, program, serve, serveCase } from "./serving.mjs";

const why = missing();
if (why && process.env.ISNAD_REQUIRE_BROWSER === "1") throw new Error(why);
const skip = why ? `skipped: ${why}` : false;
if (skip) console.error(skip);
const slow = { skip, timeout: 240_000 };

let site, browser, page, troubles, copy;
before(async () => {
  if (skip) return;
  site = await serve(undefined, true);
  // Another copy of the case, as it was before anybody judged.
  copy = `${site.path}.copy`;
  cpSync(site.path, copy);
  browser = await open();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  troubles = [];
  page.on("console", (m) => m.type() === "error" && troubles.push(m.text()));
  page.on("pageerror", (e) => troubles.push(String(e)));
});
after(async () => {
  await browser?.close();
  site?.stop();
});

const json = async (path, from = site) => (await fetch(from.address + path)).json();
const eventOf = async (claim, from = site) => (await json(`/claims/${claim}.json`, from)).event;
const link = async () => {
  await page.goto(`${site.address}/review?lang=en`);
  await page.click("text=Link the case again");
  await page.waitForURL(/\/review/);
};

test("a chain of sources is corrected by keys, and the English line follows", slow, async () => {
  const all = (await json("/events.json")).items.flatMap((e) => e.claims);
  let claim;
  for (const id of all) {
    claim = (await json(`/claims/${id}.json`)).claim;
    if (claim.sources.length === 2 && claim.sources[0].text && claim.sources[0].cue) break;
  }
  assert.equal(claim.sources.length, 2);
  await page.goto(`${site.address}/review?target=${claim.id}&lang=en`);
  const key = (k) => page.keyboard.press(k);
  await key("e");
  const rows = page.locator(".links li");
  assert.equal(await rows.count(), 3, "a row for the link, two to spare");
  // Into the first spare row by Tab alone: words chosen by keys, then 5.
  await rows.nth(1).locator("[name=link_words]").focus();
  await key("Escape");
  await key("w");
  await page.keyboard.down("Shift");
  await key("ArrowLeft");
  await page.keyboard.up("Shift");
  const words = await page.evaluate(() => getSelection().toString().trim());
  await key("5");
  await key("Escape");
  assert.equal(await rows.nth(1).locator("[name=link_words]").inputValue(), words);
  assert.equal(await rows.nth(1).locator("select").inputValue(), "named", "a link has a kind");
  await rows.nth(1).locator("select").selectOption("eyewitness");
  await rows.nth(1).locator("[name=link_order]").fill("1");
  await key("Enter");
  await page.waitForURL(/#q-/);
  let now = (await json(`/claims/${claim.id}.json`)).claim;
  assert.deepEqual(now.sources.map((s) => s.kind), ["eyewitness", claim.sources[0].kind, "outlet"]);
  assert.equal(now.sources[0].text, words);
  assert.deepEqual(now.sources[1], claim.sources[0], "what stays keeps its cue and span");
  assert.match(now.english, /^Local witnesses, quoted by /);
  assert.equal(await page.locator(".card .chain").first().locator("li").count(), 3);
  assert.equal(await page.locator(".card .english").first().textContent(), now.english);
  // A link is taken out; the line tells it without.
  await page.locator("details.correct summary").click();
  await rows.nth(0).locator("select").selectOption("");
  await rows.nth(1).locator("select").selectOption("");
  await page.locator("details.correct button").click();
  await page.waitForURL(/#q-/);
  now = (await json(`/claims/${claim.id}.json`)).claim;
  assert.deepEqual(now.sources.map((s) => s.kind), ["outlet"]);
  assert.doesNotMatch(now.english, /witnesses|quoted by/);
  // Linked again, the event tells it so; what was taken back twice is as it was.
  await link();
  const event = await json(`/events/${await eventOf(claim.id)}.json`);
  assert.ok(event.claims.some((c) => c.english === now.english));
  for (let i = 0; i < 2; i++) {
    await page.goto(`${site.address}/review?lang=en`);
    await page.click("#undo");
    await page.waitForURL(/target=/);
  }
  assert.deepEqual((await json(`/claims/${claim.id}.json`)).claim, claim);
  assert.deepEqual(troubles, []);
});

test("who was among the dead is corrected by keys, a row for each", slow, async () => {
  const all = (await json("/events.json")).items.filter((e) => e.killed?.best > 2).flatMap((e) => e.claims);
  let claim;
  for (const id of all) {
    claim = (await json(`/claims/${id}.json`)).claim;
    if (claim.casualties.length) break;
  }
  const n = claim.casualties.length;
  await page.goto(`${site.address}/review?target=${claim.id}&lang=ar`);
  await page.keyboard.press("e");
  const rows = page.locator(".tolls li");
  assert.equal(await rows.count(), n + 1);
  const last = rows.nth(n);
  await last.locator("[name=toll_number]").fill("2");
  await last.locator("[name=toll_outcome]").selectOption("killed");
  await last.locator("[name=toll_group]").selectOption("medics");
  await last.locator("[name=toll_status]").selectOption("civilian");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#q-/);
  const { claim: now, corrected } = await json(`/claims/${claim.id}.json`);
  assert.deepEqual(corrected, ["casualties"]);
  assert.deepEqual(now.casualties.slice(0, n), claim.casualties, "what stays is as it was");
  const { low, high, outcome, status, group, part } = now.casualties[n];
  assert.deepEqual([low, high, outcome, status, group, part], [2, 2, "killed", "civilian", "medics", true]);
  assert.deepEqual(now.killed, claim.killed, "parts are not added to the whole");
  assert.ok(await page.locator(".card .edited").first().isVisible(), "a sign at what was changed");
  await page.click("#undo");
  await page.waitForURL(/target=/);
  assert.deepEqual((await json(`/claims/${claim.id}.json`)).claim, claim);
});

test("days are written as the records write them, whatever the browser's own format", slow, async () => {
  for (const [lang, locale] of [["ar", "ar-EG"], ["en", "en-US"]]) {
    const context = await browser.newContext({ locale });
    const other = await context.newPage();
    await other.goto(`${site.address}/events?from=2021-05-01&lang=${lang}`);
    assert.equal(await other.locator("input[type=date]").count(), 0);
    const field = other.locator("input[name=from]");
    assert.equal(await field.inputValue(), "2021-05-01");
    assert.equal(await field.evaluate((f) => getComputedStyle(f).direction), "ltr");
    await field.fill("٢٠٢٢-٠٩");
    await other.keyboard.press("Enter");
    await other.waitForURL(/from=%D9/);
    const shown = await other.locator("tbody tr").count();
    assert.equal(shown, (await json("/events.json?from=2022-09-01")).items.length);
    await context.close();
  }
});

test("words selected with the pointer fill a slot, a count too", slow, async () => {
  const events = (await json("/events.json")).items;
  const claims = (await json(`/events/${events.find((e) => e.killed?.best > 3).id}.json`)).claims;
  const claim = claims.find((c) => c.killed);
  await page.goto(`${site.address}/review?target=${claim.id}&lang=ar`);
  await page.locator("details.correct summary").click();
  // A word of the passage is chosen by a double click, as anybody does.
  const mark = page.locator(".passage mark", { hasText: /^\p{L}{3,}$/u }).first();
  await mark.dblclick();
  const word = await page.evaluate(() => getSelection().toString().trim());
  assert.ok(word.length > 1);
  await page.keyboard.press("6");
  assert.equal(await page.inputValue("[name=means]"), word);
  // A count in words, selected or typed.
  await mark.dblclick();
  await page.keyboard.press("0");
  assert.equal(await page.inputValue("[name=killed]"), word);
  await page.fill("[name=killed]", "تسعة قتلى");
  // The event word itself.
  await mark.dblclick();
  await page.keyboard.press("8");
  assert.equal(await page.inputValue("[name=trigger]"), word);
  await page.locator("details.correct button").click();
  await page.waitForURL(/review/);
  const made = (await json(`/claims/${claim.id}.json`)).decisions.filter((d) => d.kind === "correct");
  const set = (field) => made.find((d) => d.field === field)?.value.set;
  assert.deepEqual([set("killed").low, set("killed").high], [9, 9]);
  const { text } = (await json(`/reports/${claim.report}.json`)).report;
  for (const slot of ["means", "trigger"]) assert.equal(Buffer.from(text).subarray(...set(slot).span).toString(), word, slot);
  // What stood before and what stands since is in the log, in both languages.
  for (const lang of ["ar", "en"]) {
    await page.goto(`${site.address}/log?lang=${lang}`);
    const row = page.locator("tbody tr", { hasText: word }).first();
    assert.ok(await row.isVisible());
    assert.ok((await page.textContent("tbody")).includes("9"));
  }
  assert.deepEqual(troubles, []);
});

test("keys work on a keyboard that writes Arabic", slow, async () => {
  await page.goto(`${site.address}/review?lang=ar`);
  // The element that has the focus takes the key, as from a keyboard.
  const press = (key, code) => page.evaluate(([key, code]) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true })), [key, code]);
  const first = await page.locator(".queue > li").first().getAttribute("data-target");
  await press("ش", "KeyA");
  await page.waitForSelector(".queue > li.done");
  assert.ok((await json(`/claims/${first}.json`)).decisions.some((d) => d.kind === "accept"));
  await press("ع", "KeyU");
  await page.waitForFunction(() => !document.querySelector(".queue > li.done"));
  await press("ظ", "Slash");
  assert.equal(await page.evaluate(() => document.activeElement.id), "find");
  assert.deepEqual(troubles, []);
});

test("events are joined and parted, and stay so after a rebuild", slow, async () => {
  const events = (await json("/events.json")).items;
  const day = (e) => e.from && events.filter((o) => o.from === e.from).length > 1;
  const one = events.find(day);
  const other = events.find((e) => e.from === one.from && e.id !== one.id);
  await page.goto(`${site.address}/events/${one.id}?lang=ar`);
  await page.selectOption("select[name=near]", other.id);
  await page.fill("section.do input[name=note]", "رواية واحدة لحادثة واحدة");
  await page.click("section.do button[value=merge]");
  await page.waitForURL(/\/events\//);
  await link();
  const joined = await eventOf(one.claims[0]);
  assert.equal(await eventOf(other.claims[0]), joined, "both are told by one event");
  // Addresses of both lead to it.
  for (const id of [one.id, other.id]) {
    await page.goto(`${site.address}/events/${id}?lang=en`);
    assert.equal(await page.locator("table.beside thead th").count(), (await json(`/events/${joined}.json`)).event.claims.length);
  }
  // Another event loses a claim.
  const wide = events.filter((e) => e.id !== one.id && e.id !== other.id).sort((a, b) => b.claims.length - a.claims.length)[0];
  await page.goto(`${site.address}/events/${wide.id}?lang=ar`);
  const box = page.locator("section.do input[type=checkbox]").last();
  const out = await box.getAttribute("value");
  await box.check();
  await page.click("section.do button[value=split]");
  await page.waitForURL(/\/events\//);
  await link();
  const rest = wide.claims.find((c) => c !== out);
  assert.notEqual(await eventOf(out), await eventOf(rest));

  // A rebuild makes everything anew of the originals: the decisions hold.
  const before = await (await fetch(`${site.address}/decisions.jsonl`)).text();
  const rebuilt = spawnSync(program, ["rebuild", site.path, "--quiet", "--no-gazetteer"], { encoding: "utf8" });
  assert.equal(rebuilt.status, 0, rebuilt.stderr);
  assert.equal(await (await fetch(`${site.address}/decisions.jsonl`)).text(), before);
  assert.equal(await eventOf(other.claims[0]), await eventOf(one.claims[0]));
  assert.notEqual(await eventOf(out), await eventOf(rest));

  // Another copy of the case takes the decisions over, and they have the same effect there.
  const second = await serveCase(copy);
  try {
    assert.notEqual(await eventOf(other.claims[0], second), await eventOf(one.claims[0], second), "nobody judged there");
    await page.goto(`${second.address}/review?lang=en`);
    await page.click("text=Hand claims out");
    await page.fill("textarea[name=lines]", before);
    await page.click("text=Import >> nth=-1");
    await page.waitForURL(/\/log/);
    await page.goto(`${second.address}/review?lang=en`);
    await page.click("text=Link the case again");
    await page.waitForURL(/\/review/);
    assert.equal(await eventOf(other.claims[0], second), await eventOf(one.claims[0], second));
    assert.notEqual(await eventOf(out, second), await eventOf(rest, second));
  } finally {
    second.stop();
  }
  assert.deepEqual(troubles, []);
});
