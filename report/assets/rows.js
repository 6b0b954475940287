// The evidence as data: what documents there are, and the rows that a query
// chooses. Their files are scripts that call assayDocs(data) and
// assayEvidence(kind, number, data), loaded when they are first needed: kind m is
// mentions, s scored sentences, a what was asked.
//
// A query is a set of URLSearchParams: k m|s (mentions or scored sentences);
// of the row t theme, x context, s class, r direction, p speaker role, w side, q words
// of the text, u without grade words, o each sentence once; of the document d
// its number, a its article by position, y year, f framework, g grade, h outcome, c authority, n kind, e region,
// i inspections only, l the last of its authority and kind only, v not of these authorities. z is the order: strong, new or name; else that of the
// documents. b is a theme that the sentence must speak of too.
"use strict";
const assayRows = (() => {
  const folder = new URL(".", document.currentScript.src);
  const classes = ["positive", "mixed", "neutral", "negative"];
  const contexts = ["finding", "recommendation", "strength", "article", "comment"];
  // The places of what a row and a document hold.
  const ROW = { text: 0, context: 1, cls: 2, probs: 3, page: 4, heading: 5, role: 6, speaker: 7, side: 8, graded: 9, theme: 9, direction: 10, tense: 11, rule: 12, marks: 13, again: 14, at: 15, article: { m: 16, s: 10 } };
  const DOC = { uri: 0, title: 1, kind: 2, council: 3, slug: 4, date: 5, framework: 6, grade: 7, href: 8, pdf: 9, mentions: 10, sentences: 11, inspected: 12, region: 13, actions: 14, next: 15, outcome: 16, last: 17 };
  const chunks = new Map(); // "m0" -> data
  const waiting = new Map(); // file -> promise
  let library = null;

  window.assayDocs = (data) => { library = data; };
  window.assayEvidence = (kind, number, data) => { chunks.set(kind + number, data); };

  function load(file) {
    if (!waiting.has(file)) {
      waiting.set(file, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL(file, folder).href;
        script.onload = done;
        script.onerror = () => { waiting.delete(file); failed(new Error(file)); };
        document.head.append(script);
      }));
    }
    return waiting.get(file);
  }

  async function docs() {
    if (!library) await load("documents.js");
    return library;
  }

  // rowsOfDocument are all rows of one document, [] where it has none.
  async function rowsOfDocument(kind, i) {
    const number = library.docs[i][{ m: DOC.mentions, s: DOC.sentences, a: DOC.actions }[kind]];
    if (number < 0) return { rows: [], words: [] };
    const name = kind + number;
    if (!chunks.has(name)) await load(name + ".js");
    const data = chunks.get(name);
    if (!data.by) data.by = new Map(data.d);
    return { rows: data.by.get(i) || [], words: data.w };
  }

  // documentTest and rowTest say whether a query chooses a document, a row.
  function documentTest(q) {
    const is = (name, value) => q.get(name) === null || q.get(name) === "" || q.get(name) === value;
    const without = (q.get("v") || "").split(",");
    return (d, i) => (q.get("l") === null || d[DOC.last] === 1) && (q.get("v") === null || !without.includes(d[DOC.slug])) && is("d", String(i)) && is("y", d[DOC.date].slice(0, 4)) && is("f", d[DOC.framework]) && is("g", d[DOC.grade]) && is("h", d[DOC.outcome]) &&
      is("c", d[DOC.slug]) && is("n", d[DOC.kind]) && is("e", d[DOC.region]) && (q.get("i") === null || d[DOC.inspected] === 1);
  }

  function rowTest(q) {
    const mentions = q.get("k") === "m";
    const place = (name, list) => (q.get(name) ? list.indexOf(q.get(name)) : -1);
    const cls = place("s", classes);
    const context = q.get("x") ? Number(q.get("x")) : -1;
    const theme = mentions && q.get("t") ? library.themes.indexOf(q.get("t")) / 2 : -1;
    const wanted = wordsOf(q.get("q"));
    const word = (name) => q.get(name) || "";
    const [article, at] = [q.get("a") === null ? -1 : Number(q.get("a")), ROW.article[q.get("k")]];
    const [direction, role, side] = [mentions ? word("r") : "", word("p"), word("w")];
    return (row, words) => (article < 0 || (row[at] || 0) === article) && (context < 0 || row[ROW.context] === context) && (cls < 0 || row[ROW.cls] === cls) &&
      (theme < 0 || row[ROW.theme] === theme) && (mentions || q.get("u") === null || row[ROW.graded] === 0) &&
      (q.get("o") === null || !row[ROW.again]) && // the same sentence again, for another theme
      (direction === "" || words[row[ROW.direction]] === direction) && (role === "" || words[row[ROW.role]] === role) && (side === "" || words[row[ROW.side]] === side) &&
      (wanted.length === 0 || holds(folded(row[ROW.text] + " " + words[row[ROW.heading]]), wanted));
  }

  // nameOf names a document, linkOf is where it can be read, "" where that is not known.
  const nameOf = (d) => (d[DOC.council] ? `${d[DOC.council]}, ${d[DOC.date] ? assayFigures.dated(d[DOC.date]) : "no date"}` : d[DOC.title] || d[DOC.uri]);
  const linkOf = (d, page) => (/^(https?:|\.\.\/sources\/)/.test(d[DOC.href]) ? new URL(d[DOC.href], folder).href + (d[DOC.pdf] && page > 0 ? `#page=${page}` : "") : "");

  // visible spells out the characters that steer the direction of writing.
  const visible = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/g,
    (c) => `‹U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}›`);

  const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019]/g, "'");
  const wordsOf = (text) => folded(text || "").split(/\s+/).filter(Boolean);
  const holds = (text, wanted) => wanted.every((word) => text.includes(word));

  // inOrder walks the rows a query chooses in the order of the documents,
  // loading files as it comes to them.
  async function* inOrder(q) {
    await docs();
    const kind = q.get("k");
    const [ofDocument, ofRow] = [documentTest(q), rowTest(q)];
    for (let i = 0; i < library.docs.length; i++) {
      const d = library.docs[i];
      if (!ofDocument(d, i)) continue;
      const { rows, words } = await rowsOfDocument(kind, i);
      const also = q.get("b") ? new Set(rows.filter((row) => library.themes[2 * row[ROW.theme]] === q.get("b")).map((row) => row[ROW.at])) : null;
      for (const row of rows) if (ofRow(row, words) && (!also || also.has(row[ROW.at]))) yield { kind, d, i, row, words };
    }
  }

  const byName = (a, b) => (a.d[DOC.council] || "\uffff").localeCompare(b.d[DOC.council] || "\uffff", "en");
  const orders = {
    strong: (a, b) => b.row[ROW.probs][b.row[ROW.cls]] - a.row[ROW.probs][a.row[ROW.cls]],
    new: (a, b) => (a.d[DOC.date] < b.d[DOC.date] ? 1 : a.d[DOC.date] > b.d[DOC.date] ? -1 : 0),
    name: (a, b) => byName(a, b) || orders.new(a, b),
  };

  // all gathers every row of a query, in the order it asks for.
  async function all(q) {
    const list = [];
    for await (const found of inOrder(q)) list.push(found);
    const order = orders[q.get("z")];
    return order ? list.sort(order) : list;
  }

  // walk is inOrder, or all where the order asked for needs every row first.
  async function* walk(q) {
    if (orders[q.get("z")]) yield* await all(q);
    else yield* inOrder(q);
  }

  // around are the scored sentences of one context before and after a row.
  async function around({ kind, i, row }) {
    const { rows } = await rowsOfDocument("s", i);
    const at = kind === "m" ? row[ROW.at] : rows.indexOf(row);
    const near = (k) => (rows[k] && rows[k][ROW.context] === row[ROW.context] ? rows[k][ROW.text] : "");
    return [near(at - 1), near(at + 1)];
  }

  return { folder, ROW, DOC, classes, contexts, docs, walk, all, around, load, rowsOfDocument, documentTest, folded, wordsOf, holds, nameOf, linkOf, visible };
})();
