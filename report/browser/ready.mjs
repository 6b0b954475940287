// How long a page takes until it is ready: node ready.mjs PAGE... prints, for each,
// the middle of five loads in milliseconds (the first, which warms the browser up,
// left out): the document parsed and its scripts run, and the first paint.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const file of process.argv.slice(2)) {
  const times = [];
  for (let i = 0; i < 6; i++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector("html[data-ready]", { state: "attached" });
    times.push(await page.evaluate(() => [performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd, performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN]));
    await page.close();
  }
  const middle = (k) => times.slice(1).map((t) => t[k]).sort((a, b) => a - b)[2];
  console.log(`${file}: ready ${Math.round(middle(0))} ms, first paint ${Math.round(middle(1))} ms`);
}
await browser.close();
