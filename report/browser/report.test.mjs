// The report of a run, as a reader uses it.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { close, closed, councils, drill, launch, open, run, troubles, until } from "./page.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// How long the first page takes hangs on the machine and on what else it does, so
// that is told (ready.mjs measures it); what makes it slow is held: what it loads
// before it is ready, and how much there is to lay out.
test("opens small, without errors, asking for nothing but its own files", async () => {
  const page = await open(browser, "report.html"); // the first page also warms the browser up
  await page.close();
  const again = await open(browser, "report.html");
  console.log(`# ready after ${Math.round(await again.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd))} ms`);
  assert.deepEqual(again.errors, []);
  assert.ok(again.asked.every((url) => url.startsWith("file://")), again.asked.join(" "));
  assert.ok(again.asked.length <= 6, "evidence is loaded before it is asked for");
  const bytes = again.asked.reduce((n, url) => n + statSync(fileURLToPath(url)).size, 0);
  assert.ok(bytes < 1 << 20, `${bytes} bytes are loaded`);
  const elements = await again.evaluate(() => document.getElementsByTagName("*").length);
  assert.ok(elements < 15000, `${elements} elements`);
  await again.close();
});

test("every council page opens without errors, and leads back", async () => {
  const pages = councils();
  assert.ok(pages.length > 0);
  const page = await open(browser, pages[0]);
  for (const file of pages.slice(1, 12)) {
    await page.goto(new URL(file.split("/").pop(), page.url()).href);
    await page.waitForSelector("html[data-ready]");
    assert.equal(await page.locator("h1").count(), 1);
  }
  assert.deepEqual(page.errors, []);
  await page.locator(".kicker a").first().click();
  await page.waitForSelector("#council-table");
  await page.locator(".kicker a").first().click();
  await page.waitForSelector("#themes");
  await page.close();
});

test("a number opens as many sentences as it says", async () => {
  const page = await open(browser, "report.html");
  const all = page.locator("main .n");
  await page.locator("details").evaluateAll((list) => list.forEach((d) => { d.open = true; }));
  const found = await all.evaluateAll((list) => list.map((b, i) => [i, Number(b.dataset.n), b.checkVisibility()]));
  const fit = found.filter(([, n, shown]) => shown && n > 0 && n <= 160);
  assert.ok(fit.length > 3);
  for (let k = 0; k < 12; k++) {
    const [i, n] = fit[Math.floor((k * (fit.length - 1)) / 11)];
    assert.equal(await drill(page, all.nth(i)), n, await all.nth(i).getAttribute("data-q"));
    await close(page);
  }
  assert.deepEqual(page.errors, []);
  await page.close();
});

test("a sentence shows what decided it, who speaks, where it stands", async () => {
  const page = await open(browser, "report.html");
  await page.locator("#themes .n[data-q*='k=m']").first().click();
  const row = page.locator("#evidence-rows .row").first();
  await row.waitFor();
  assert.ok((await row.locator("mark.trigger").count()) > 0);
  assert.equal(await row.locator(".probs .is").count(), 1);
  const shares = (await row.locator(".probs").textContent()).match(/(\d+) %/g).map((s) => parseInt(s));
  assert.equal(shares.length, 4);
  assert.ok(Math.abs(shares.reduce((a, b) => a + b) - 100) <= 2, shares.join(" "));
  if (process.env.BASE) {
    const link = row.locator(".meta a");
    assert.ok((await link.getAttribute("href")).startsWith(process.env.BASE));
  } else if (process.env.SOURCES) { // the PDF beside the report
    assert.match(await row.locator(".meta a").first().getAttribute("href"), /\/sources\/.*\.pdf(#page=\d+)?$/);
  } else {
    assert.equal(await row.locator(".copy").count(), 1);
    assert.equal(await row.locator(".meta a").count(), 0);
  }
  await row.locator("summary").click();
  assert.ok((await row.locator("details li").count()) > 0);
  const total = await page.locator("#evidence-status").textContent();
  await page.locator("#evidence-chips button", { hasText: "negative" }).click();
  await until("only negative ones are there", async () => (await page.locator("#evidence-status").textContent()) !== total);
  for (const text of await page.locator("#evidence-rows .probs .is").allTextContents()) assert.match(text, /^negative/);
  await page.keyboard.press("Escape");
  await closed(page);
  assert.deepEqual(page.errors, []);
  await page.close();
});

test("the table of councils filters", async () => {
  const page = await open(browser, "report/councils.html");
  const rows = page.locator("#council-table tbody tr");
  const shown = () => rows.evaluateAll((list) => list.filter((r) => !r.hidden).map((r) => r.dataset));
  const all = await shown();
  const part = all[0].name.slice(0, 4).toLowerCase();
  await page.locator("#f-name").fill(part);
  let left = await shown();
  assert.ok(left.length > 0 && left.every((d) => d.name.toLowerCase().includes(part)));
  assert.match(await page.locator("#council-status").textContent(), new RegExp(`^${left.length} of ${all.length} `));
  await page.locator(".filters [type=reset]").click();
  assert.equal((await shown()).length, all.length);
  const grade = all.find((d) => d.grade)?.grade;
  await page.locator("#f-grade").selectOption(grade);
  left = await shown();
  assert.equal(left.length, all.filter((d) => d.grade === grade).length);
  await page.close();
});

test("the table of councils sorts, few mentions last both ways", async () => {
  const page = await open(browser, "report/councils.html");
  const head = page.locator("#council-table thead th[data-sort=t1]");
  const values = (scope) => page.locator("#council-table tbody tr").evaluateAll((rows, s) => rows.map((r) => r.cells[5].dataset[s]), scope);
  const check = (list, sign) => {
    const ranked = list.filter((v) => v !== "").map(Number);
    assert.deepEqual(list.slice(ranked.length), list.slice(ranked.length).fill(""), "few mentions stand at the end");
    for (let i = 1; i < ranked.length; i++) assert.ok(sign * (ranked[i] - ranked[i - 1]) >= 0, `${ranked[i - 1]} before ${ranked[i]}`);
  };
  await head.locator("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  check(await values("last"), -1);
  await head.locator("button").focus();
  await page.keyboard.press("Enter"); // by keyboard
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  check(await values("last"), 1);
  await page.locator("input[name=scope][value=all]").check();
  check(await values("all"), 1);
  await page.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe-core finds nothing serious (${colorScheme})`, async () => {
    for (const file of ["report.html", councils()[0]]) {
      const page = await open(browser, file, { colorScheme });
      assert.deepEqual(await troubles(page), [], file);
      await page.locator("details").evaluateAll((list) => list.forEach((d) => { d.open = true; }));
      await page.locator("main .n:visible").first().click();
      await page.locator("#evidence-rows .row").first().waitFor();
      assert.deepEqual(await troubles(page), [], file + " with evidence");
      await page.close();
    }
  });
}

test("nothing stands out of a narrow page", async () => {
  for (const width of [400, 900, 1600]) {
    for (const file of ["report.html", councils()[0]]) {
      const page = await open(browser, file, { viewport: { width, height: 900 } });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${file} at ${width}: ${over} pixels too wide`);
      await page.close();
    }
  }
});

test("at 1280 pixels no table of the first page goes on beyond its edge", async () => {
  const page = await open(browser, "report.html", { viewport: { width: 1280, height: 900 } });
  const tables = await page.locator("main section > .scroll").evaluateAll((list) => list.map((e) => [e.getAttribute("aria-label"), e.scrollWidth - e.clientWidth]));
  assert.ok(tables.length > 0);
  for (const [name, over] of tables) assert.ok(over <= 1, `${name}: ${over} pixels`);
  await page.close();
});

test("says where it is without scripts", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto("file://" + run + "/report.html");
  assert.ok((await page.locator("#councils .names a").count()) > 0);
  await page.locator("#councils .explain a").first().click();
  assert.ok((await page.locator("#council-table tbody tr").count()) > 0);
  await page.close();
});
