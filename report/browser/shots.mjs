// Screenshots of a report at three widths, light and dark, to be looked at:
// node shots.mjs RUN FOLDER
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [run, folder, only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const council = readdirSync(join(run, "report")).find((name) => name.startsWith("council-"));
const pages = { main: "report.html", ...(council && { council: join("report", council) }) };
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const scheme of ["light", "dark"]) {
  for (const width of [400, 900, 1600]) {
    if (only && only !== `${scheme}-${width}`) continue;
    for (const [name, file] of Object.entries(pages)) {
      const page = await browser.newPage({ viewport: { width, height: 1000 }, colorScheme: scheme });
      await page.goto(pathToFileURL(join(run, file)).href);
      await page.waitForSelector("html[data-ready]");
      await page.screenshot({ path: join(folder, `${name}-${scheme}-${width}.png`), fullPage: true });
      if (name === "main" && (await page.locator("main .n").count()) > 0) {
        await page.locator("main .n").first().click();
        await page.waitForSelector("#evidence-rows .row");
        await page.screenshot({ path: join(folder, `evidence-${scheme}-${width}.png`) });
      }
      await page.close();
    }
  }
}
await browser.close();
