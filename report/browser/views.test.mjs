// Searching, filtering, linking and comparing in the report of a run.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { close, councils, drill, launch, open, run, troubles, until } from "./page.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const status = (page) => page.locator("#evidence-status").textContent();
const texts = (page) => page.locator("#evidence-rows .row .text").allTextContents();
const settled = (page) => until("sentences are there", async () => /sentence/.test(await status(page)));
const openFilters = (page) => page.locator("#evidence .narrow").evaluate((d) => { d.open = true; });
const themes = readdirSync(join(run, "report")).filter((name) => /^theme-.*\.html$/.test(name)).map((name) => join("report", name));

// opened is the first page with the mentions of the commonest theme open.
async function opened(options) {
  const page = await open(browser, "report.html", options);
  const numbers = page.locator("#themes .n[data-q*='k=m']");
  const counts = await numbers.evaluateAll((list) => list.map((b) => Number(b.dataset.n)));
  await numbers.nth(counts.indexOf(Math.max(...counts))).click();
  await settled(page);
  await openFilters(page);
  return page;
}

test("words searched for stand in every sentence found", async () => {
  const page = await opened();
  const all = await texts(page);
  const word = all[0].split(/\s+/).find((w) => /^[a-z]{5,}$/.test(w));
  await page.locator("#evidence-filters [name=q]").fill(word.toUpperCase());
  await until("the search is done", async () => /q=/.test(await page.evaluate(() => location.hash)) && /sentence/.test(await status(page)));
  const found = await page.locator("#evidence-rows .row").allTextContents();
  assert.ok(found.length > 0 && found.length <= all.length);
  for (const text of found) assert.ok(text.toLowerCase().includes(word), `${word} is not in: ${text}`);
  await page.locator("#evidence-filters [name=q]").fill("zzxxqq");
  await until("nothing is found, and it is said", async () => /No sentence fits/.test(await page.locator("#evidence-rows").textContent()));
  assert.deepEqual(page.errors, []);
  await page.close();
});

test("a filter keeps what it names, an order orders", async () => {
  const page = await opened();
  await page.locator("#evidence-filters [name=z]").selectOption("strong");
  await settled(page);
  const sure = (await page.locator("#evidence-rows .probs .is").allTextContents()).map((t) => parseInt(t.match(/(\d+) %/)[1]));
  for (let i = 1; i < sure.length; i++) assert.ok(sure[i] <= sure[i - 1], sure.join(" "));
  const select = page.locator("#evidence-filters [name=c]");
  const options = await select.locator("option").evaluateAll((list) => list.map((o) => [o.value, o.textContent]));
  if (options.length > 2) {
    await select.selectOption(options[1][0]);
    await until("only one authority is left", async () => (await page.locator("#evidence-rows .row .meta").first().textContent()).startsWith(options[1][1]));
    for (const meta of await page.locator("#evidence-rows .row > .meta:nth-of-type(3)").allTextContents()) assert.ok(meta.startsWith(options[1][1]), meta);
  }
  assert.deepEqual(page.errors, []);
  await page.close();
});

// Not every run has an article about an authority that was inspected: the example has.
const about = councils().find((name) => /id="articles"/.test(readFileSync(join(run, name), "utf8")));
test("a run that says it has articles about an authority has them on its page", { skip: !process.env.ARTICLES }, () => assert.ok(about));

test("articles about an authority stand on its page, each number with its own sentences", { skip: !about }, async () => {
  const page = await open(browser, about);
  const numbers = page.locator("#articles .n[data-q*='k=s']");
  assert.ok((await numbers.count()) > 0, "no number opens a sentence");
  for (let i = 0; i < (await numbers.count()); i++) {
    assert.equal(await drill(page, numbers.nth(i)), Number(await numbers.nth(i).getAttribute("data-n")));
    await close(page);
  }
  assert.deepEqual(page.errors, []);
  await page.close();
});

test("a link opens the same view again, and closing clears it", async () => {
  const page = await opened();
  await page.locator("#evidence-chips button", { hasText: "negative" }).click();
  await page.locator("#evidence-filters [name=z]").selectOption("new");
  await settled(page);
  const [want, address] = [await texts(page), page.url()];
  const again = await browser.newPage();
  await again.goto(address);
  await settled(again);
  assert.deepEqual(await texts(again), want);
  await again.close();
  await close(page);
  assert.ok(!page.url().includes("#e&"), page.url());
  await page.close();
});

test("what is shown is saved as CSV, every row of it", async () => {
  const page = await opened();
  await page.locator("#evidence-chips button", { hasText: "negative" }).click();
  await settled(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("[data-csv]").click()]);
  const lines = readFileSync(await download.path(), "utf8").replace(/^\ufeff/, "").split("\r\n").filter(Boolean);
  assert.match(lines[0], /^local_authority,.*,sentence,uri$/);
  assert.ok(lines.length > 1);
  const shown = await page.locator("#evidence-rows .row").count();
  assert.ok(lines.length - 1 >= shown, `${lines.length - 1} lines for ${shown} sentences`);
  for (const line of lines.slice(1)) assert.match(line, /"negative"/);
  assert.deepEqual(page.errors, []);
  await page.close();
});

test("a sentence is copied with its source, and shows its neighbours", async () => {
  const page = await opened();
  const row = page.locator("#evidence-rows .row").first();
  const quotation = await row.locator(".act[data-copy]").getAttribute("data-copy");
  assert.ok(quotation.startsWith("“") && quotation.includes("; "), quotation);
  await row.getByText("Sentences around it").click();
  await until("neighbours are there", async () => (await row.locator(".near").count()) > 0 || /stands alone/.test(await row.textContent()));
  assert.deepEqual(page.errors, []);
  await page.close();
});

test("authorities are compared, and the link keeps the choice", { skip: !existsSync(join(run, "report", "compare.html")) }, async () => {
  const page = await open(browser, "report/compare.html");
  await page.waitForSelector("html[data-compared]");
  const names = await page.locator("#compare-form [name=b] option").evaluateAll((list) => list.map((o) => o.value).filter(Boolean));
  await page.locator("#compare-form [name=b]").selectOption(names.at(-1));
  const table = await page.locator("#compare-table").innerText();
  assert.ok(table.includes("net stance"));
  // A number of each column opens its sentences, those of the region and of all too.
  const numbers = page.locator("#compare-table tbody tr", { has: page.locator(".n") }).first().locator(".n");
  assert.ok((await numbers.count()) > 0, "no number to open");
  for (let i = 0; i < (await numbers.count()); i++) {
    const rows = await drill(page, numbers.nth(i));
    assert.equal(rows, Number(await numbers.nth(i).getAttribute("data-n")));
    await close(page);
  }
  const again = await browser.newPage();
  await again.goto(page.url());
  await again.waitForSelector("html[data-compared]");
  assert.equal(await again.locator("#compare-table").innerText(), table);
  await again.close();
  assert.deepEqual(page.errors, []);
  await page.close();
});

const asked = (page) => page.waitForSelector("html[data-listed]", { state: "attached" });
const shownAsks = async (page) => (await page.locator("#action-status").textContent()).match(/^([\d,]+) asked, ([\d,]+) of them open/).slice(1).map((n) => Number(n.replace(",", "")));

test("what was asked is listed as the table of bodies counts it, and filters", { skip: !existsSync(join(run, "report", "actions.html")) }, async () => {
  const page = await open(browser, "report/actions.html");
  await asked(page);
  const [all, open1] = await shownAsks(page);
  const sums = await page.locator(".bodies tbody tr").evaluateAll((rows) => [1, 2].map((k) => rows.reduce((n, row) => n + Number(row.cells[k].textContent.replace(",", "")), 0)));
  assert.deepEqual([all, open1], sums);
  await page.locator("#body-table th[data-sort=asked] button").click();
  const order = await page.locator("#body-table tbody tr").evaluateAll((rows) => rows.map((row) => Number(row.dataset.asked)));
  assert.deepEqual(order, order.toSorted((a, b) => b - a));
  const links = await page.locator(".bodies td a").evaluateAll((list) => list.map((a) => [a.getAttribute("href"), parseInt(a.textContent.replace(",", ""), 10)]));
  for (const [href, n] of new Map([...links.slice(0, 12), links.at(-1)])) { // each once: a link to the view that is open lists nothing anew
    const turn = await page.locator("html").getAttribute("data-listed");
    await page.locator(`.bodies td a[href="${href}"]`).first().click();
    await until("it is listed", async () => (await page.locator("html").getAttribute("data-listed")) !== turn);
    assert.equal((await shownAsks(page))[0], n, href);
  }
  const address = page.url();
  const again = await browser.newPage();
  await again.goto(address);
  await asked(again);
  assert.deepEqual(await shownAsks(again), await shownAsks(page));
  await again.close();
  const word = (await page.locator("#action-list .text").first().textContent()).split(/\s+/).find((w) => /^[a-z]{5,}$/i.test(w));
  await page.locator("#action-form [type=reset]").click();
  await until("all are back", async () => (await shownAsks(page))[0] === all);
  await page.locator("#action-form [name=q]").fill(word);
  await until("only those with the word", async () => (await shownAsks(page))[0] < all);
  for (const text of await page.locator("#action-list .text").allTextContents()) assert.ok(text.toLowerCase().includes(word.toLowerCase()), text);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#action-form [data-csv]").click()]);
  const lines = readFileSync(await download.path(), "utf8").split("\r\n").filter(Boolean);
  assert.match(lines[0], /^\ufefflocal_authority,.*,open,next_kind,next_date$/);
  assert.equal(lines.length - 1, (await shownAsks(page))[0]);
  assert.deepEqual(page.errors, []);
  await page.close();
});

test("the list of documents filters by kind, and shows the rest on demand", async () => {
  const page = await open(browser, "report/documents.html");
  const kinds = (seen) => page.locator("#document-table tbody tr").evaluateAll((list, seen) => list.filter((r) => !seen || !r.hidden).map((r) => r.dataset.kind), seen);
  const all = await kinds(false);
  const of = all.filter((kind) => kind === all[0]);
  await page.locator("[data-is=kind]").selectOption(all[0]);
  assert.deepEqual(await kinds(true), of.slice(0, 200));
  await page.locator("[type=reset]").first().click();
  await until("all kinds are back", async () => (await kinds(true)).length === Math.min(all.length, 200));
  const more = page.getByText("Show all rows");
  if (all.length > 200) await more.click();
  assert.ok(!(await more.isVisible()));
  assert.equal((await kinds(true)).length, all.length);
  await page.close();
});

test("axe-core finds nothing serious on the other pages, and none is too wide", async () => {
  for (const file of [themes[0], ...["documents", "compare", "actions", "councils", "language", "threads"].map((name) => `report/${name}.html`).filter((name) => existsSync(join(run, name)))]) {
    for (const width of [420, 1280]) {
      const page = await open(browser, file, { viewport: { width, height: 900 } });
      assert.deepEqual(await troubles(page), [], file);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${file} at ${width}: ${over} pixels too wide`);
      await page.close();
    }
  }
});

// misplaced are the texts of charts that stand out of their chart or over another text.
function misplaced() {
  const bad = [];
  for (const chart of document.querySelectorAll("svg.chart")) {
    const box = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll("text")].filter((t) => t.checkVisibility()).map((t) => [t.textContent, t.getBoundingClientRect()]);
    texts.forEach(([text, r], i) => {
      if (r.width && (r.left < box.left - 2 || r.right > box.right + 2 || r.top < box.top - 2 || r.bottom > box.bottom + 2)) bad.push(`${text} stands out of its chart`);
      for (const [other, o] of texts.slice(i + 1)) if (Math.min(r.right, o.right) - Math.max(r.left, o.left) > 1.5 && Math.min(r.bottom, o.bottom) - Math.max(r.top, o.top) > 3) bad.push(`${text} stands over ${other}`);
    });
  }
  return bad;
}

test("no text of a chart is cut or stands over another", async () => {
  for (const file of ["report.html", themes[0], councils()[0], "report/documents.html", "report/language.html"].filter((name) => existsSync(join(run, name)))) {
    for (const width of [420, 1280]) {
      const page = await open(browser, file, { viewport: { width, height: 900 } });
      assert.deepEqual(await page.evaluate(misplaced), [], `${file} at ${width}`);
      await page.close();
    }
  }
});

test("a phone shows the evidence with its filters", async () => {
  const page = await opened({ viewport: { width: 420, height: 800 } });
  const over = await page.locator("#evidence").evaluate((d) => d.scrollWidth - d.clientWidth);
  assert.ok(over <= 0, `${over} pixels too wide`);
  assert.deepEqual(await troubles(page), []);
  await page.close();
});

test("print keeps to A4 and hides what only a screen can use", async () => {
  const page = await open(browser, "report.html", { viewport: { width: 794, height: 1123 } });
  await page.emulateMedia({ media: "print" });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${over} pixels wider than the paper`);
  for (const gone of [".contents", ".filters", ".copy"]) {
    for (const seen of await page.locator(gone).evaluateAll((list) => list.map((e) => e.checkVisibility()))) assert.ok(!seen, gone);
  }
  assert.ok((await page.pdf({ format: "A4" })).length > 10000);
  await page.close();
});
