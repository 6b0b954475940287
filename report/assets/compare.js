// Authorities side by side. What is shown is made from councils.js, which calls
// assayCouncils; the view stands in the address after #.
"use strict";
(() => {
  const form = document.getElementById("compare-form");
  const { DOC } = assayRows;
  const { make, sum, net, dated } = assayFigures;
  const table = document.getElementById("compare-table");
  const status = document.getElementById("compare-status");
  let data = null, library = null;
  window.assayCouncils = (given) => { data = given; };

  // chosen are the inspections of an authority that count: of the kind, the last or all.
  function chosen(council) {
    const of = council[3].filter(([i]) => library.docs[i][DOC.kind] === form.elements.n.value);
    return form.elements.s.value === "all" ? of : of.slice(-1);
  }
  function total(docs, theme) {
    const t = [0, 0, 0, 0];
    for (const [, , themes] of docs) themes[theme].forEach((n, k) => { t[k] += n; });
    return t;
  }

  // columns are the authorities chosen, the others of the region of the first, and all.
  function columns() {
    const list = [...new Set(["a", "b", "c"].map((name) => form.elements[name].value))].filter(Boolean).map((slug) => data.councils.find((c) => c[0] === slug));
    const out = list.map((c) => ({ name: c[1], href: `council-${c[0]}.html`, docs: chosen(c), slug: c[0], of: { c: c[0] } }));
    const region = list.length ? list[0][2] : "";
    const others = { e: region, v: list.map((c) => c[0]).join(",") };
    if (region) out.push({ name: `Others of ${region}`, docs: data.councils.filter((c) => c[2] === region && !list.includes(c)).flatMap(chosen), of: others });
    out.push({ name: "All authorities", docs: data.councils.flatMap(chosen), of: {} });
    return out;
  }

  function draw() {
    const cols = columns();
    const all = form.elements.s.value === "all";
    const head = make("tr", "", make("th", "", ""));
    for (const col of cols) {
      const th = make("th", "r", col.href ? make("a", "", col.name) : col.name);
      th.scope = "col";
      if (col.href) th.firstChild.href = col.href;
      head.append(th);
    }
    table.tHead.replaceChildren(head);
    const line = (label, cell) => {
      const th = make("th", "", label);
      th.scope = "row";
      return make("tr", "", th, ...cols.map((col) => make("td", "r", cell(col))));
    };
    const last = (col) => (col.slug && col.docs.length ? library.docs[col.docs.at(-1)[0]] : null);
    const rows = [
      line("Inspections counted", (col) => String(col.docs.length)),
      line("Last of them", (col) => (last(col) ? (last(col)[DOC.date] ? dated(last(col)[DOC.date]) : "no date") : "")),
      line("Grade or outcome then", (col) => (last(col) ? last(col)[DOC.grade] || library.outcomes[last(col)[DOC.outcome]] || "none given" : "")),
      line("Scored findings", (col) => sum(col.docs.map((doc) => doc[1])).toLocaleString("en")),
    ];
    for (let t = 0; t < library.themes.length / 2; t++) {
      const [id, label] = [library.themes[2 * t], library.themes[2 * t + 1]];
      rows.push(line(label[0].toUpperCase() + label.slice(1) + ": net stance", (col) => {
        const q = new URLSearchParams({ k: "m", t: id, x: "0", i: "1", n: form.elements.n.value, ...col.of });
        if (!all) q.set("l", "1");
        return net(total(col.docs, t), data.few, q, `${label}, ${col.name}`);
      }));
    }
    table.tBodies[0].replaceChildren(...rows);
    const without = cols.filter((col) => col.slug && col.docs.length === 0).map((col) => col.name);
    status.textContent = without.length ? `No inspection of this kind: ${without.join(", ")}.` : "";
    const q = new URLSearchParams();
    for (const e of form.elements) if (e.name && e.value) q.set(e.name, e.value);
    if (!location.hash.startsWith("#e&")) history.replaceState(null, "", "#v&" + q);
  }

  async function start() {
    library = await assayRows.docs();
    await assayRows.load("councils.js");
    const names = data.councils.map((c) => new Option(c[1], c[0]));
    for (const name of ["a", "b", "c"]) form.elements[name].replaceChildren(new Option("none", ""), ...names.map((o) => o.cloneNode(true)));
    const count = new Map();
    for (const c of data.councils) for (const [i] of c[3]) count.set(library.docs[i][DOC.kind], (count.get(library.docs[i][DOC.kind]) || 0) + 1);
    const kinds = [...count].sort((a, b) => b[1] - a[1]);
    form.elements.n.replaceChildren(...kinds.map(([kind, n]) => new Option(`${library.kinds[kind]} (${n})`, kind)));
    const q = new URLSearchParams(location.hash.startsWith("#v&") ? location.hash.slice(3) : "");
    for (const [name, value] of q) if (form.elements[name]) form.elements[name].value = value;
    if (!q.get("a") && names.length) form.elements.a.value = data.councils[0][0];
    draw();
    form.addEventListener("input", draw);
    document.documentElement.dataset.compared = "yes";
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  const link = document.getElementById("compare-link");
  link.addEventListener("click", () => { link.dataset.copy = location.href; }, { capture: true });
  start().catch(() => { status.textContent = "The folder of this page could not be read: keep its files together."; });
})();
