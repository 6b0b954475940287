// The coding page, as a coder uses it: by keyboard alone, wide and on a phone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open, run, troubles, until } from "./page.mjs";

const bin = process.env.BIN;
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const count = (page) => page.locator("#count").textContent();
const said = (page) => page.locator("#said").textContent();
const press = async (page, ...keys) => { for (const k of keys) await page.keyboard.press(k); };

// tabTo moves the focus with the Tab key alone until the element has it.
async function tabTo(page, id) {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate((want) => document.activeElement && document.activeElement.id === want, id)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab does not reach " + id);
}

async function saved(page, how) {
  const [download] = await Promise.all([page.waitForEvent("download"), how()]);
  const file = join(run, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

for (const [name, width, height] of [["wide", 1200, 900], ["phone", 390, 780]]) {
  test(`a whole sheet by keyboard alone, ${name}`, async () => {
    const context = await browser.newContext({ viewport: { width, height }, acceptDownloads: true });
    const page = await open(context, "code.html");
    const total = Number((await count(page)).match(/of (\d+)/)[1]);
    assert.ok(total >= 5);

    // An answer, its undo, and that next waits for every answer.
    const first = await page.locator("#sentence").textContent();
    assert.ok(first.length > 10);
    await press(page, "Enter");
    assert.match(await said(page), /^not answered yet: /);
    await press(page, "1");
    assert.ok(await page.locator("input[name=q0][value=positive]").isChecked());
    await press(page, "z");
    assert.ok(!(await page.locator("input[name=q0][value=positive]").isChecked()));
    await press(page, "2", "s", "c");
    await page.keyboard.type("k is a letter here");
    await press(page, "Escape", "Enter");
    assert.match(await count(page), /^Sentence 2 of \d+ · 1 coded$/);

    // Skipped, taken back by undo, skipped again.
    await press(page, "k");
    assert.match(await count(page), /^Sentence 3 of \d+ · 1 coded, 1 skipped$/);
    await press(page, "z");
    assert.match(await count(page), /^Sentence 2 of \d+ · 1 coded$/);
    await press(page, "k");

    // With the arrow keys of the radio buttons instead of figures.
    await page.locator("input[name=q0]").first().focus();
    await press(page, "ArrowDown", "ArrowDown");
    assert.ok(await page.locator("input[name=q0][value=mixed]").isChecked());
    await press(page, "f", "Enter");

    // The rest; one where the theme is not there.
    for (let i = 3; i < total; i++) await press(page, i === 4 ? "0" : "1", "a", "Enter");
    assert.match(await count(page), new RegExp(`· ${total - 1} coded, 1 skipped$`));
    assert.match(await said(page), /all sentences are coded or skipped/);
    await tabTo(page, "coder");
    await page.keyboard.type("Ann Lee");
    await press(page, "Escape");

    // What is answered outlives the page.
    await page.reload();
    await page.waitForSelector("html[data-ready]");
    assert.match(await count(page), new RegExp(`· ${total - 1} coded, 1 skipped$`));
    assert.equal(await page.locator("#coder").inputValue(), "Ann Lee");

    const csv = await saved(page, () => press(page, "w"));
    assert.match(csv, /code-ann_lee\.csv$/);
    await tabTo(page, "jsonl");
    const jsonl = await saved(page, () => press(page, "Enter"));
    const records = readFileSync(jsonl, "utf8").trim().split("\n").map((l) => JSON.parse(l));
    assert.equal(records.length, total - 1);
    assert.equal(records[0].text, first);
    assert.equal(records[0].note, "k is a letter here");
    assert.deepEqual(records[0].themes, { [records[0].asked[0]]: "negative" });
    assert.equal(records.filter((r) => Object.keys(r.themes).length === 0).length, 1);

    // The program reads both alike.
    const same = execFileSync(bin, ["agreement", csv, jsonl, "--json"], { encoding: "utf8" }).trim().split("\n").map((l) => JSON.parse(l));
    assert.ok(same.length >= 3);
    for (const s of same) assert.equal(s.equal, 1, s.what);
    const figures = JSON.parse(execFileSync(bin, ["eval", "--gold", csv, "--json"], { encoding: "utf8" }));
    assert.equal(figures.sentences, total - 1);

    assert.deepEqual(page.errors, []);
    assert.ok(page.asked.every((url) => url.startsWith("file://") || url.startsWith("blob:")), page.asked.join(" "));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `the page is ${wide} wide on a screen of ${width}`);
    await context.close();
  });

  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing, ${name}, ${scheme}`, async () => {
      const page = await open(browser, "code.html", { viewport: { width, height }, colorScheme: scheme });
      await press(page, "1", "s");
      await page.locator("summary").click();
      assert.deepEqual(await troubles(page, true), []);
      if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `code-${name}-${scheme}.png`), fullPage: true });
      await page.close();
    });
  }
}

test("where the browser keeps nothing it says so, and a saved file goes on", async () => {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new Error("refused"); };
    Storage.prototype.getItem = () => { throw new Error("refused"); };
  });
  await page.goto("file://" + join(run, "code.html"));
  await page.waitForSelector("html[data-ready]");
  assert.match(await page.locator("#notice").textContent(), /keeps nothing/);
  await press(page, "3", "d", "Enter");
  const file = await saved(page, () => page.locator("#jsonl").click());
  const again = await browser.newPage();
  await again.goto("file://" + join(run, "code.html"));
  await again.waitForSelector("html[data-ready]");
  await again.locator("#load").setInputFiles(file);
  await until("the file is read", async () => /took 1 coded sentence/.test(await said(again)));
  assert.match(await count(again), /^Sentence 2 of \d+ · 1 coded$/);
  const other = join(run, "other.jsonl");
  writeFileSync(other, "not json\n");
  await again.locator("#load").setInputFiles(other);
  await until("the file is refused", async () => /no JSONL/.test(await said(again)));
  await page.close();
  await again.close();
});

test("letters can be switched off", async () => {
  const page = await open(browser, "code.html");
  await page.locator("summary").click();
  await page.locator("#keys").uncheck();
  await press(page, "1", "k");
  assert.match(await count(page), /^Sentence 1 of \d+ · 0 coded$/);
  await page.close();
});
