// Screenshots of every kind of page of a report, light and dark, to be looked at:
// node shots.mjs RUN FOLDER [SCHEME-WIDTH [PAGE]]; WIDTHS=1280,420 chooses others.
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [run, folder, only, page1] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const first = (prefix) => readdirSync(join(run, "report")).filter((name) => name.startsWith(prefix) && name.endsWith(".html")).map((name) => join("report", name))[0];
const pages = { main: "report.html", council: first("council-"), theme: first("theme-") };
for (const name of ["documents", "compare", "actions", "councils", "language", "threads"]) pages[name] = join("report", name + ".html");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const scheme of ["light", "dark"]) {
  for (const width of (process.env.WIDTHS || "400,900,1600").split(",").map(Number)) {
    if (only && only !== `${scheme}-${width}`) continue;
    for (const [name, file] of Object.entries(pages)) {
      if (!file || !existsSync(join(run, file)) || (page1 && page1 !== name)) continue;
      const page = await browser.newPage({ viewport: { width, height: 1000 }, colorScheme: scheme });
      await page.goto(pathToFileURL(join(run, file)).href);
      await page.waitForSelector("html[data-ready]", { state: "attached" });
      await page.waitForTimeout(300);
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
