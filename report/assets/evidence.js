// The sentences behind a number. Their files are scripts that call
// assayEvidence(kind, number, data), loaded when they are first needed; what they
// hold is only ever inserted as text.
"use strict";
(() => {
  const folder = new URL(".", document.currentScript.src);
  const dialog = document.getElementById("evidence");
  const list = document.getElementById("evidence-rows");
  const title = document.getElementById("evidence-title");
  const status = document.getElementById("evidence-status");
  const chips = document.getElementById("evidence-chips");
  const classes = ["positive", "mixed", "neutral", "negative"];
  const contexts = ["finding", "recommendation", "strength", "article", "comment"];
  const step = 40; // rows shown at once
  const chunks = new Map(); // "m0" -> data
  const waiting = new Map(); // file -> promise
  let library = null, opened = 0;

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

  const [URI, TITLE, KIND, COUNCIL, SLUG, DATE, FRAMEWORK, GRADE, HREF, PDF, MFILE, SFILE, INSPECTED] = Array.from({ length: 13 }, (_, i) => i);

  // chooser makes the two tests of a query: of a document, and of a row.
  function chooser(q) {
    const get = (name) => q.get(name);
    const kind = get("k");
    const theme = get("t") === null ? -1 : library.themes.indexOf(get("t")) / 2;
    const context = get("x") === null ? -1 : Number(get("x"));
    return {
      kind,
      document: (d, i) => (get("d") === null || Number(get("d")) === i) && (get("y") === null || d[DATE].startsWith(get("y") + "-")) &&
        (get("f") === null || d[FRAMEWORK] === get("f")) && (get("g") === null || d[GRADE] === get("g")) &&
        (get("c") === null || d[SLUG] === get("c")) && (get("i") === null || d[INSPECTED] === 1) && d[kind === "m" ? MFILE : SFILE] >= 0,
      row: (r, cls) => (context < 0 || r[1] === context) && (cls < 0 || r[2] === cls) &&
        (kind === "m" ? theme < 0 || r[8] === theme : get("u") === null || r[8] === 0),
      once: get("o") !== null,
    };
  }

  // rowsOf walks the rows a query chooses, loading files as it comes to them.
  async function* rowsOf(q, cls) {
    const choose = chooser(q);
    const file = choose.kind === "m" ? MFILE : SFILE;
    for (let i = 0; i < library.docs.length; i++) {
      const d = library.docs[i];
      if (!choose.document(d, i)) continue;
      const name = choose.kind + d[file];
      if (!chunks.has(name)) await load(name + ".js");
      const data = chunks.get(name);
      if (!data.by) data.by = new Map(data.d);
      for (const row of data.by.get(i) || []) {
        if (!choose.row(row, cls)) continue;
        if (choose.once && row[13]) continue; // the same sentence again, for another theme
        yield { kind: choose.kind, d, row, words: data.w };
      }
    }
  }

  const make = (tag, cls, ...children) => {
    const e = document.createElement(tag);
    if (cls) e.className = cls;
    e.append(...children);
    return e;
  };
  const isolated = (text) => make("bdi", "", text);
  const percent = (thousandths) => Math.round(thousandths / 10) + " %";

  // marked is a sentence with the trigger and the cues for its class marked.
  function marked(text, marks, cls) {
    const paint = new Uint8Array(text.length); // 0 plain, 1 + class a cue, 9 the trigger
    for (const [at, length, effect, weight] of marks) {
      if (effect === undefined) paint.fill(9, at, at + length);
      else if (weight > 0) for (let i = at; i < at + length; i++) if (paint[i] === 0 || effect === cls && paint[i] !== 9) paint[i] = 1 + effect;
    }
    const p = make("p", "text");
    for (let i = 0; i < text.length;) {
      let end = i + 1;
      while (end < text.length && paint[end] === paint[i]) end++;
      const piece = text.slice(i, end);
      p.append(paint[i] === 0 ? piece : make("mark", paint[i] === 9 ? "trigger" : "cue " + classes[paint[i] - 1], piece));
      i = end;
    }
    return p;
  }

  function show({ kind, d, row, words }) {
    const [text, context, cls, probs, page, heading, role, speaker] = row;
    const item = make("article", "row");
    const marks = kind === "m" ? row[12] : [];
    item.append(marked(text, marks, cls));
    const line = make("p", "probs");
    if (kind === "m") line.append(make("span", "", library.themes[2 * row[8] + 1] + ":"));
    classes.forEach((name, k) => line.append(make("span", k === cls ? "is" : "", `${name} ${percent(probs[k])}`)));
    item.append(line);
    const meta = make("p", "meta");
    const parts = [d[COUNCIL] ? `${d[COUNCIL]}, ${dated(d[DATE])}` : d[TITLE] || d[URI], contexts[context]];
    if (words[heading]) parts.push(`under “${words[heading]}”`);
    if (page > 0) parts.push(`page ${page}`);
    if (words[speaker]) parts.push(`said by ${words[speaker]}`);
    else if (words[role] !== "unknown" && words[role] !== "inspector") parts.push(`said by: ${words[role].replace("_", " ")}`);
    if (kind === "m" && words[row[9]] !== "none") parts.push(words[row[9]]);
    if (kind === "m" && words[row[10]] !== "current") parts.push(words[row[10]]);
    parts.forEach((part, i) => meta.append(i ? " · " : "", isolated(part)));
    item.append(meta);
    const from = make("p", "meta");
    if (/^https?:/.test(d[HREF])) {
      const link = make("a", "", "source document" + (page > 0 ? `, page ${page}` : ""));
      link.href = d[HREF] + (d[PDF] && page > 0 ? `#page=${page}` : "");
      link.rel = "noreferrer";
      from.append(link);
    } else {
      const path = make("code", "path", isolated(visible(d[URI])));
      const copy = make("button", "copy", "Copy path");
      copy.type = "button";
      copy.dataset.copy = d[URI];
      from.append(path, page > 0 ? ` page ${page} ` : " ", copy);
    }
    item.append(from);
    if (kind === "m") item.append(why(text, marks, words[row[11]]));
    return item;
  }

  const dated = (iso) => new Date(iso + "T00:00Z").toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  // why lists what decided the stance, strongest first.
  function why(text, marks, rule) {
    const details = make("details", "", make("summary", "", "What decided this"));
    const ul = make("ul", "");
    for (const [at, length, effect, weight] of marks) {
      if (effect === undefined) ul.append(make("li", "", "speaks of the theme: ", make("mark", "trigger", text.slice(at, at + length)), ` (rule ${rule})`));
      else ul.append(make("li", "", make("b", "", text.slice(at, at + length)), ` ${weight > 0 ? "for" : "against"} ${classes[effect]} (${weight > 0 ? "+" : "−"}${Math.abs(weight).toFixed(2)})`));
    }
    details.append(ul);
    return details;
  }

  // visible spells out the characters that steer the direction of writing.
  const visible = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/g,
    (c) => `‹U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}›`);

  async function open(query, name, count) {
    const mine = ++opened;
    title.textContent = name;
    chips.replaceChildren();
    list.replaceChildren();
    status.textContent = "Loading …";
    if (!dialog.open) dialog.showModal();
    list.scrollTop = 0;
    try {
      if (!library) await load("documents.js");
    } catch {
      status.textContent = "The folder report/ beside this page could not be read: keep them together.";
      return;
    }
    if (mine !== opened) return;
    const q = new URLSearchParams(query);
    if (q.get("s") === null) {
      for (const [k, label] of [[-1, "all"], ...classes.entries()]) {
        const chip = make("button", "", label);
        chip.type = "button";
        chip.setAttribute("aria-pressed", String(k < 0));
        chip.addEventListener("click", () => {
          for (const other of chips.children) other.setAttribute("aria-pressed", String(other === chip));
          fill(q, k, k < 0 ? count : undefined);
        });
        chips.append(chip);
      }
      fill(q, -1, count);
    } else fill(q, classes.indexOf(q.get("s")), count);
  }

  // fill shows the first rows of a query and a button for more.
  function fill(q, cls, count) {
    const mine = ++opened;
    const rows = rowsOf(q, cls);
    let shown = 0, ahead = null;
    list.replaceChildren();
    const more = make("button", "more", "Show more");
    more.type = "button";
    const next = async () => {
      more.remove();
      const page = document.createDocumentFragment();
      let first = null, done = false;
      try {
        for (let i = 0; i < step; i++) {
          const { value, done: end } = ahead ? { value: ahead, done: false } : await rows.next();
          ahead = null;
          if (mine !== opened) return;
          if (end) { done = true; break; }
          const item = show(value);
          first = first || item;
          page.append(item);
          shown++;
        }
        if (!done) {
          const peek = await rows.next();
          if (mine !== opened) return;
          done = peek.done;
          ahead = peek.value || null;
        }
      } catch (error) {
        status.textContent = `The file report/${error.message} could not be read: keep the folder report/ beside report.html.`;
        return;
      }
      const again = shown > step && first;
      list.append(page);
      const all = (n) => n.toLocaleString("en") + (n === 1 ? " sentence" : " sentences");
      status.textContent = done ? all(shown) : count === undefined ? `The first ${all(shown)}` : `${shown} of ${all(count)}`;
      dialog.dataset.shown = String(shown);
      if (!done) list.append(more);
      if (again) { first.tabIndex = -1; first.focus(); }
    };
    more.addEventListener("click", next);
    next();
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-q]");
    if (opener) open(opener.dataset.q, opener.dataset.t, opener.dataset.n ? Number(opener.dataset.n) : undefined);
    else if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
  dialog.addEventListener("close", () => { opened++; });
  document.documentElement.dataset.ready = "yes";
})();
