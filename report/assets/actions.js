// What was asked, searched and filtered, each ask beside what the next inspection
// found. The view stands in the address after #v&: b who is asked (- nobody named),
// t theme, o open or followed, a kind of ask, q words, z order; c authority, n kind
// of inspection, y year and e region as in assets/rows.js.
"use strict";
(() => {
  const { DOC, nameOf, linkOf, visible } = assayRows;
  const { make, sum, net, saved, dated, spaced } = assayFigures;
  const A = { text: 0, body: 1, kind: 2, due: 3, page: 4, themes: 5 }; // places of what an ask holds
  const form = document.getElementById("action-form");
  const list = document.getElementById("action-list");
  const status = document.getElementById("action-status");
  const step = 40; // asks shown at once
  const tallies = new Map(); // document -> [scored findings, mentions of each theme]
  let library = null, few = 10, rows = [], drawn = 0, view = new URLSearchParams();
  window.assayCouncils = (given) => {
    few = given.few;
    for (const council of given.councils) for (const [i, n, themes] of council[3]) tallies.set(i, [n, themes]);
  };

  const keyOf = (body) => body.toLowerCase().replace(/^[ ,.;:]+|[ ,.;:]+$/g, "").replace(/^the /, "") || "-";

  // chosen are the asks of the view, newest first.
  async function chosen(q) {
    const ofDocument = assayRows.documentTest(q);
    const is = (name, value) => !q.get(name) || q.get(name) === value;
    const words = assayRows.wordsOf(q.get("q"));
    const theme = q.get("t") ? library.themes.indexOf(q.get("t")) / 2 : -1;
    const found = [];
    for (let i = 0; i < library.docs.length; i++) {
      const d = library.docs[i];
      if (d[DOC.actions] < 0 || !ofDocument(d, i) || !is("o", d[DOC.next] < 0 ? "open" : "followed")) continue;
      const { rows: asks, words: known } = await assayRows.rowsOfDocument("a", i);
      for (const row of asks) {
        const body = known[row[A.body]];
        if (is("b", keyOf(body)) && is("a", known[row[A.kind]]) && (theme < 0 || row[A.themes].includes(theme)) &&
          (words.length === 0 || assayRows.holds(assayRows.folded(row[A.text] + " " + body), words))) found.push({ i, d, row, body, kind: known[row[A.kind]] });
      }
    }
    const newest = (a, b) => (a.d[DOC.date] < b.d[DOC.date] ? 1 : a.d[DOC.date] > b.d[DOC.date] ? -1 : a.i - b.i);
    return found.sort(q.get("z") === "name" ? (a, b) => a.d[DOC.council].localeCompare(b.d[DOC.council], "en") || newest(a, b) : newest);
  }

  // after is what the next inspection found of the themes of an ask.
  function after({ d, row }) {
    if (d[DOC.next] < 0) return make("p", "after open", make("b", "", "Open"), ": this run holds no later inspection of it.");
    const next = library.docs[d[DOC.next]];
    const when = `${library.kinds[next[DOC.kind]]}, ${dated(next[DOC.date])}`;
    const p = make("p", "after", "Found next (", when, "): ");
    if (row[A.themes].length === 0) {
      const b = make("button", "n", "its findings");
      b.type = "button";
      Object.assign(b.dataset, { q: new URLSearchParams({ k: "s", x: "0", d: String(d[DOC.next]) }).toString(), t: `${nameOf(next)}: findings` });
      p.append(b, " (the ask is on no theme)");
    }
    row[A.themes].forEach((t, k) => {
      const label = library.themes[2 * t + 1];
      const counts = tallies.get(d[DOC.next])[1][t];
      const q = new URLSearchParams({ k: "m", t: library.themes[2 * t], x: "0", d: String(d[DOC.next]) });
      p.append(k ? " · " : "", make("bdi", "", label), " ", sum(counts) ? net(counts, few, q, `${label}, ${nameOf(next)}`) : "not spoken of");
    });
    return p;
  }

  function show(found) {
    const { d, row, body, kind } = found;
    const meta = make("p", "meta");
    const who = make("a", "", nameOf(d));
    who.href = `council-${d[DOC.slug]}.html`;
    const parts = [d[DOC.slug] ? who : make("bdi", "", nameOf(d)), library.kinds[d[DOC.kind]], spaced(kind)];
    if (body) parts.push(make("span", "", "asked of ", make("b", "", make("bdi", "", body))));
    if (row[A.due]) parts.push(`by ${dated(row[A.due])}`);
    const href = linkOf(d, row[A.page]);
    if (href) {
      const link = make("a", "", "source document" + (row[A.page] > 0 ? `, page ${row[A.page]}` : ""));
      link.href = href;
      link.rel = "noreferrer";
      parts.push(link);
    } else if (row[A.page] > 0) parts.push(`page ${row[A.page]}`);
    parts.forEach((part, k) => meta.append(k ? " · " : "", part));
    const copy = make("button", "copy", "Copy as quotation");
    copy.type = "button";
    copy.dataset.copy = `“${visible(row[A.text])}” (${[nameOf(d), d[DOC.title], row[A.page] > 0 ? `page ${row[A.page]}` : "", href || d[DOC.uri]].filter(Boolean).map(visible).join("; ")})`;
    meta.append(" ", copy);
    return make("article", "row", make("p", "text", row[A.text]), meta, after(found));
  }

  function more() {
    const page = document.createDocumentFragment();
    for (const found of rows.slice(drawn, drawn + step)) page.append(show(found));
    drawn = Math.min(rows.length, drawn + step);
    list.querySelector(".more")?.remove();
    list.append(page);
    if (drawn < rows.length) {
      const b = make("button", "more", "Show more");
      b.type = "button";
      b.addEventListener("click", more);
      list.append(b);
    }
    const open = rows.filter(({ d }) => d[DOC.next] < 0).length;
    status.textContent = `${rows.length.toLocaleString("en")} asked, ${open.toLocaleString("en")} of them open` + (drawn < rows.length ? `; the first ${drawn} are shown` : "");
  }

  let turn = 0;
  async function draw() {
    const mine = ++turn;
    const found = await chosen(view);
    if (mine !== turn) return;
    rows = found;
    drawn = 0;
    list.replaceChildren();
    more();
    document.documentElement.dataset.listed = String(turn);
  }

  // follow takes the view from the address; the filters show it.
  function follow() {
    if (location.hash.startsWith("#e&")) return;
    view = new URLSearchParams(location.hash.startsWith("#v&") ? location.hash.slice(3) : "");
    for (const e of form.elements) if (e.name) e.value = view.get(e.name) || "";
    return draw();
  }

  function chose({ target }) {
    if (!target.name) return;
    if (target.value.trim()) view.set(target.name, target.value.trim());
    else view.delete(target.name);
    history.replaceState(null, "", "#v&" + view);
    draw();
  }

  function choices() {
    const options = (name, pairs) => form.elements[name].append(...pairs.map(([value, label]) => new Option(label, value)));
    const asked = library.docs.filter((d) => d[DOC.actions] >= 0);
    const of = (key, label) => [...new Map(asked.filter((d) => d[key]).map((d) => [d[key], label(d)]))].sort((a, b) => a[1].localeCompare(b[1], "en"));
    options("c", of(DOC.slug, (d) => d[DOC.council]));
    options("e", of(DOC.region, (d) => d[DOC.region]));
    options("n", of(DOC.kind, (d) => library.kinds[d[DOC.kind]]));
    options("y", [...new Set(asked.map((d) => d[DOC.date].slice(0, 4)).filter(Boolean))].sort().reverse().map((y) => [y, y]));
  }

  async function table() {
    const lines = [["local_authority", "region", "kind", "date", "ask", "responsible", "due_on", "themes", "text", "page", "uri", "open", "next_kind", "next_date"]];
    for (const { d, row, body, kind } of rows) {
      const next = d[DOC.next] < 0 ? null : library.docs[d[DOC.next]];
      lines.push([d[DOC.council], d[DOC.region], d[DOC.kind], d[DOC.date], kind, body, row[A.due], row[A.themes].map((t) => library.themes[2 * t]).join("; "), row[A.text], row[A.page] || "", d[DOC.uri],
        next ? "no" : "yes", next ? next[DOC.kind] : "", next ? next[DOC.date] : ""]);
    }
    saved("asked.csv", lines);
  }

  async function start() {
    library = await assayRows.docs();
    await assayRows.load("councils.js");
    choices();
    await follow();
    form.addEventListener("input", chose);
    form.addEventListener("reset", () => setTimeout(() => { history.replaceState(null, "", location.pathname); follow(); }));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("[data-csv]").addEventListener("click", table);
    const link = form.querySelector("[data-copy]");
    link.addEventListener("click", () => { link.dataset.copy = location.href; }, { capture: true });
    addEventListener("hashchange", () => { if (follow()) document.getElementById("asked").scrollIntoView(); });
  }
  start().catch((error) => { status.textContent = `The file report/${error.message} could not be read: keep the folder report/ together.`; });
})();
