// What the tests share: a browser, pages that note every error, axe, the report.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const run = process.env.RUN;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });

export const councils = () => readdirSync(join(run, "report")).filter((name) => name.startsWith("council-")).map((name) => join("report", name));

// open opens a file of the run. page.errors holds what the console, scripts and
// the security policy complained of, page.asked every address asked for.
// Nothing scrolls smoothly: a click would land where its target was.
export async function open(browser, file, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, reducedMotion: "reduce", ...options });
  page.errors = [];
  page.asked = [];
  page.on("console", (m) => { if (["error", "warning"].includes(m.type())) page.errors.push(m.text()); });
  page.on("pageerror", (e) => page.errors.push(String(e)));
  page.on("dialog", (d) => { page.errors.push("dialog: " + d.message()); d.dismiss(); });
  page.on("request", (r) => page.asked.push(r.url()));
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (e) => console.error("policy: " + e.violatedDirective + " " + e.blockedURI)));
  await page.goto(pathToFileURL(join(run, file)).href);
  await page.waitForSelector("html[data-ready]");
  return page;
}

// until waits for a condition, asked from outside: the page's policy forbids the
// evaluation that page.waitForFunction needs.
export async function until(what, condition) {
  for (let i = 0; i < 600; i++) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error("waited in vain until " + what);
}

const status = (page) => page.locator("#evidence-status").textContent();
const isOpen = (page) => page.locator("#evidence").evaluate((d) => d.open);
export const closed = (page) => until("the evidence is closed", async () => !(await isOpen(page)));

// drill opens the evidence of a number and reads all of it.
export async function drill(page, opener) {
  await opener.scrollIntoViewIfNeeded();
  await opener.click();
  await until("sentences are there", async () => /sentence/.test(await status(page)));
  for (;;) {
    const more = page.locator("#evidence-rows .more");
    if ((await more.count()) === 0) break;
    const before = await page.locator("#evidence-rows .row").count();
    await more.click();
    await until("more sentences are there", async () => (await page.locator("#evidence-rows .row").count()) > before);
  }
  return page.locator("#evidence-rows .row").count();
}

export async function close(page) {
  await page.locator("[data-close]").click();
  await closed(page);
}

// troubles are the serious and critical findings of axe-core, or all of them. The policy of the
// page forbids scripts from elsewhere: the debugger may run them all the same.
export async function troubles(page, all = false) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.filter((v) => all || ["serious", "critical"].includes(v.impact)).map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
}
