// Text from documents stays text, wherever the report shows it.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { close, drill, launch, open, run, troubles, until } from "./page.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const clean = async (page) => {
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.locator("img, iframe, object, embed, base, body script, [onclick], [onerror], a[href^='javascript:' i]").count(), 0);
  const links = await page.locator("a[href]").evaluateAll((list) => list.map((a) => a.getAttribute("href")));
  for (const href of links) assert.match(href, /^(#|https?:|(report\/)?((council|theme)-[a-z0-9-]+|documents|compare|actions|councils|language|threads)\.html$|(compare|actions)\.html#v&[abct]=[a-z0-9_-]+$|#v&b=|\.\.\/report\.html#)/);
  const steering = (await page.locator("html").textContent()).match(/.{0,40}[\u202a-\u202e\u2066-\u2069]/u);
  assert.equal(steering, null, "steers the direction of writing");
  assert.deepEqual(page.errors, []);
};

test("the pages hold hostile text as text", async () => {
  const page = await open(browser, "report.html");
  const text = await page.locator("main").textContent();
  assert.ok(text.includes("</script><script>window.broken=1</script>"), "the label of the theme");
  assert.ok(text.includes("{{.Themes}} ${window.broken=8}"), "the definition of the theme");
  assert.ok(text.includes("‹U+202E›"), "the direction override is spelled out");
  assert.ok(text.includes("<script>window.broken=6<!--.pdf"), "the name of what was lost");
  await clean(page);
  await page.close();
  const others = readdirSync(join(run, "report")).filter((name) => name.endsWith(".html")).map((name) => join("report", name));
  assert.ok(others.some((name) => name.includes("theme-")) && others.some((name) => name.includes("documents")));
  for (const file of others) {
    const other = await open(browser, file);
    await clean(other);
    await other.close();
  }
});

test("the evidence shows hostile text as text", async () => {
  const page = await open(browser, "report.html");
  for (const q of ["k=m", "k=s"]) {
    await drill(page, page.locator(`.lede .n[data-q='${q}']`));
    const text = await page.locator("#evidence-rows").textContent();
    assert.ok(text.includes("window.broken=2"), q);
    assert.ok(text.includes("<b onclick='window.broken=3'>"), "the path of the document");
    for (const details of await page.locator("#evidence-rows details").all()) await details.evaluate((d) => { d.open = true; });
    await clean(page);
    await close(page);
  }
  assert.deepEqual(await troubles(page), []);
  await page.close();
});

test("evidence files are scripts that hold no end of a script", () => {
  for (const name of readdirSync(join(run, "report")).filter((n) => /^([msa]\d+|documents|councils)\.js$/.test(n))) {
    const text = readFileSync(join(run, "report", name), "utf8");
    assert.doesNotMatch(text, /<\/|<!--|[\u2028\u2029]/, name);
    assert.match(text, /^assay(Docs|Evidence|Councils)\(/);
  }
});

test("the path is copied as it is", async () => {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await open({ newPage: () => context.newPage() }, "report.html");
  await page.locator(".lede .n[data-q='k=m']").click();
  const button = page.locator("#evidence-rows .copy").first();
  await button.click();
  await until("it is copied", async () => (await button.textContent()) === "Copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await button.getAttribute("data-copy"));
  await context.close();
});
