// Six main pages in both languages, as docs/screenshots/NAME.LANG.png, to be looked at.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { missing, open, root, serve } from "./serving.mjs";

const why = missing();
if (why) throw new Error(why);
const out = process.env.OUT ?? join(root, "docs/screenshots");
mkdirSync(out, { recursive: true });
const site = await serve(undefined, true);
const browser = await open();
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const { items } = await (await fetch(`${site.address}/events.json`)).json();
const event = items.sort((a, b) => b.claims.length - a.claims.length)[0];
const pages = { overview: "/", events: "/events", event: `/events/${event.id}`, report: `/reports/${event.reports[0]}`, map: "/map", review: "/review" };
for (const lang of ["ar", "en"])
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(`${site.address}${path}?lang=${lang}`);
    if (await page.locator(".chart").count()) await page.waitForSelector(".leaflet[data-ready]");
    await page.screenshot({ path: join(out, `${name}.${lang}.png`) });
  }
await browser.close();
site.stop();
