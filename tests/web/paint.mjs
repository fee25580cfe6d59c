// How long a browser waits for the first paint of each main page of a case: `node tests/web/paint.mjs CASE`.
// What is printed is first-contentful-paint, the middle of five visits with nothing kept from the one before.
import { open, serveCase } from "./serving.mjs";

const site = await serveCase(process.argv[2]);
const browser = await open();
for (const path of ["/", "/events", "/reports", "/map", "/timeline", "/network", "/dossier", "/sources", "/review", "/search?q=قصف"]) {
  const times = [];
  for (let i = 0; i < 5; i++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site.address}${path}`);
    const paint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    await page.waitForFunction(paint);
    times.push(await page.evaluate(paint));
    await context.close();
  }
  times.sort((a, b) => a - b);
  console.log(path.padEnd(20), `${Math.round(times[2])} ms`.padStart(9), `${Math.round(times[4])} ms at worst`.padStart(20));
}
await browser.close();
site.stop();
