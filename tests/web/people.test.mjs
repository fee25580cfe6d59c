// People with roles in a browser: logging in, a reader's pseudonyms, slots filled by keys alone, a claim by hand, two readings.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { from, missing, open, serve } from "./serving.mjs";

const why = missing();
if (why && process.env.ISNAD_REQUIRE_BROWSER === "1") throw new Error(why);
const skip = why ? `skipped: ${why}` : false;
if (skip) console.error(skip);

let site, browser, troubles;
before(async () => {
  if (skip) return;
  site = await serve({ huda: "admin", omar: "reviewer", sami: "reader" });
  browser = await open();
  troubles = [];
});
after(async () => {
  await browser?.close();
  site?.stop();
});

/** A page of somebody who has logged in, or of a stranger. */
async function as(name) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("console", (m) => m.type() === "error" && !/status of 40[13]/.test(m.text()) && troubles.push(m.text()));
  page.on("pageerror", (e) => troubles.push(String(e)));
  page.on("request", (r) => r.url().startsWith(site.address) || troubles.push(`outside: ${r.url().slice(0, 200)}`));
  if (name) {
    await page.goto(`${site.address}/login?lang=en`);
    await page.fill("[name=name]", name);
    await page.fill("[name=password]", `password of ${name}`);
    await page.click("main button");
    await page.waitForURL(`${site.address}/`);
  }
  return page;
}
const json = (page, path) => page.evaluate(async (p) => (await fetch(p)).json(), path);

test("a stranger logs in and out, by keys alone", { skip, timeout: 300_000 }, async () => {
  const page = await as();
  await page.goto(`${site.address}/events?type=arrest&lang=ar`);
  assert.equal(new URL(page.url()).pathname, "/login");
  assert.equal(await page.getAttribute("html", "dir"), "rtl");
  assert.equal(await page.locator("nav a").count(), 0, "nothing of the case is shown");
  await page.keyboard.type("huda");
  await page.keyboard.press("Tab");
  await page.keyboard.type("a guess");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[role=alert]");
  await page.fill("[name=name]", "huda");
  await page.fill("[name=password]", "password of huda");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/events\?/);
  assert.equal(new URL(page.url()).searchParams.get("type"), "arrest", "on to what was asked for");
  const cookie = (await page.context().cookies()).find((c) => c.name === "isnad_session");
  assert.ok(cookie.httpOnly && cookie.sameSite === "Strict");
  // A change without the token of the session is refused, wherever it comes from.
  const status = await page.evaluate(async () => (await fetch("/review/undo", { method: "POST" })).status);
  assert.equal(status, 403);
  await page.goto(`${site.address}/account?lang=en`);
  await page.click("text=Log out");
  await page.goto(`${site.address}/`);
  assert.equal(new URL(page.url()).pathname, "/login");
});

test("a reader sees pseudonyms and changes nothing", { skip, timeout: 240_000 }, async () => {
  const whole = await as("omar");
  const reader = await as("sami");
  const names = new Set();
  for (const { id } of (await json(whole, "/reports.json")).items)
    for (const m of (await json(whole, `/reports/${id}.json`)).report.mentions) if (m.kind === "private_person" && m.text.includes(" ")) names.add(m.text);
  assert.ok(names.size > 5, "the samples name private persons");
  for (const { id } of (await json(reader, "/reports.json")).items) {
    await reader.goto(`${site.address}/reports/${id}?lang=ar`);
    const text = await reader.textContent("body");
    for (const n of names) assert.ok(!text.includes(n), `${id}: ${n}`);
    assert.equal(await reader.locator("form[method=post]").count(), 0);
  }
  for (const path of ["/review", "/log", "/users", "/agreement"]) assert.equal((await reader.goto(site.address + path)).status(), 403, path);
  assert.deepEqual(troubles, []);
});

test("slots are corrected and a claim is added by keys alone", { skip, timeout: 240_000 }, async () => {
  const page = await as("omar");
  const key = (k) => page.keyboard.press(k);
  await page.goto(`${site.address}/review?lang=en`);
  const [claim] = (await json(page, "/review.json")).items;
  // w begins with the event word; Shift widens; 1 takes the words as who did it.
  const chosen = () => page.evaluate(() => getSelection().toString().trim());
  await key("w");
  await page.keyboard.down("Shift");
  await key("ArrowLeft");
  // At the end of a paragraph there is no further word.
  if (!/\s/.test(await chosen())) await key("ArrowRight");
  await page.keyboard.up("Shift");
  const words = await chosen();
  assert.ok(words.split(/\s+/).length === 2, words);
  await key("1");
  await key("Escape");
  await key("e");
  // From the first field to the count of the dead, and on.
  const first = page.locator(`#q-${claim.id} details`);
  await first.locator("[name=killed]").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("7+");
  await key("Enter");
  await page.waitForURL(/\/review\?.*#q-/);
  let made = (await json(page, `/claims/${claim.id}.json`)).decisions.filter((d) => d.kind === "correct");
  assert.deepEqual(made.map((d) => d.field).sort(), ["agent", "killed"]);
  const agent = made.find((d) => d.field === "agent").value.set[0];
  const { text } = (await json(page, `/reports/${claim.report}.json`)).report;
  const slice = Buffer.from(text).subarray(...agent.span).toString();
  assert.equal(slice, words, "the span names what was selected");
  assert.ok(made.every((d) => d.who === "omar"));
  await key("u");
  await page.waitForURL(/target=/);
  made = (await json(page, `/claims/${claim.id}.json`)).decisions.filter((d) => d.kind === "correct" && !d.withdrawn);
  assert.equal(made.length, 1, "one decision was taken back");

  // By hand: n, choose words, 8 for the event word.
  await page.goto(`${site.address}/review?lang=en`);
  await key("n");
  await page.waitForURL(/\/add\?at=/);
  await key("w");
  for (let i = 0; i < 3; i++) await key("ArrowLeft");
  const trigger = await page.evaluate(() => getSelection().toString().trim());
  await key("8");
  await key("Escape");
  await page.locator("[name=type]").selectOption("displacement");
  await page.locator("[name=note]").focus();
  await page.keyboard.type("no frame finds it");
  await key("Tab");
  await key("Enter");
  await page.waitForURL(/\/reports\/[^/]+#r-h/);
  const id = new URL(page.url()).hash.slice(3);
  const added = (await json(page, `/claims/${id}.json`)).claim;
  assert.deepEqual([added.type, added.trigger.text, added.rules[0]], ["displacement", trigger, "by-hand"]);
  assert.ok(await page.locator(`#r-${id}`).isVisible());
  // Linking takes it into an event.
  await page.goto(`${site.address}/review?lang=en`);
  await page.click("text=Link the case again");
  await page.waitForURL(/\/review/);
  assert.ok((await json(page, `/claims/${id}.json`)).event, "it tells an event");
  assert.deepEqual(troubles, []);
});

test("two people judge blind, and a third settles", { skip, timeout: 240_000 }, async () => {
  const huda = await as("huda");
  const omar = await as("omar");
  await huda.goto(`${site.address}/agreement?lang=en`);
  await huda.fill("[name=share]", "100");
  await huda.click("text=Set");
  await huda.goto(`${site.address}/review?lang=en`);
  const judged = await huda.getAttribute(".queue > li", "data-target");
  await huda.keyboard.press("c");
  await huda.keyboard.type("a first impression");
  await huda.keyboard.press("Enter");
  await huda.waitForFunction(() => document.querySelector("#say").textContent);
  await huda.keyboard.press("a");
  await huda.waitForSelector(".queue > li.done");
  await omar.goto(`${site.address}/review?lang=en&target=${judged}`);
  assert.ok(!(await omar.content()).includes("a first impression"), "omar does not see what huda decided");
  await omar.keyboard.press("r");
  await omar.waitForSelector(".queue > li.done");
  await omar.goto(`${site.address}/agreement?lang=en`);
  assert.ok((await omar.content()).includes("this reading holds"));
  await huda.goto(`${site.address}/agreement?lang=ar`);
  await huda.locator("button[name=value][value=huda]").first().click();
  await huda.waitForURL(/\/agreement/);
  const { agreement } = await json(huda, "/agreement.json");
  assert.equal(agreement.disputes.find((d) => d.claim === judged).settled, "huda");
  assert.equal(agreement.all[0].slot, "verdict");
  assert.deepEqual(troubles, []);
});

for (const lang of ["ar", "en"]) {
  test(`pages of reviewers and readers in ${lang}: accessible, inside the window`, { skip, timeout: 300_000 }, async () => {
    const axe = readFileSync(from.resolve("axe-core/axe.min.js"), "utf8");
    const wrong = [];
    const huda = await as("huda");
    const report = (await json(huda, "/reports.json")).items[0].id;
    const pages = ["/review", "/agreement", "/users", "/account", "/log", `/reports/${report}`, `/reports/${report}/add`, "/"];
    const visits = [[huda, pages], [await as("sami"), ["/", `/reports/${report}`, "/account", "/events", "/review"]], [await as(), ["/login"]]];
    for (const [page, paths] of visits)
      for (const path of paths) {
        await page.goto(`${site.address}${path}?lang=${lang}`);
        assert.equal(await page.getAttribute("html", "dir"), lang === "ar" ? "rtl" : "ltr");
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 1, `${path}: ${wide} pixels too wide`);
        if (path === "/review") for (const d of await page.locator("details.correct").all()) await d.evaluate((e) => (e.open = true));
        await page.evaluate(axe);
        const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
        for (const v of found.violations.filter((v) => ["serious", "critical"].includes(v.impact)))
          wrong.push(`${path}: ${v.id}: ${v.nodes[0].html.slice(0, 160)}`);
      }
    assert.deepEqual(wrong, []);
    assert.deepEqual(troubles, []);
  });
}
