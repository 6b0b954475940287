// The sentences behind a number: shown beside the page, searched, filtered,
// sorted, copied. What documents say is only ever inserted as text. The view is
// written into the address after #, so that a link opens it again.
"use strict";
(() => {
  const { ROW, DOC, classes, contexts, nameOf, linkOf, visible } = assayRows;
  const { make, spaced, saved } = assayFigures;
  const dialog = document.getElementById("evidence");
  const list = document.getElementById("evidence-rows");
  const title = document.getElementById("evidence-title");
  const status = document.getElementById("evidence-status");
  const chips = document.getElementById("evidence-chips");
  const form = document.getElementById("evidence-filters");
  const step = 40; // rows shown at once
  let opened = 0, library = null;
  let view = null; // {q, count}: the query shown; how many rows it has, where that is known
  let before = ""; // the address' fragment before the sentences were opened

  const button = (cls, text, act) => {
    const b = make("button", cls, text);
    b.type = "button";
    if (act) b.addEventListener("click", act);
    return b;
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

  // whereabouts are the words under a sentence: document, context, heading, page, voice.
  function whereabouts({ kind, d, row, words }) {
    const parts = [nameOf(d), contexts[row[ROW.context]]];
    if (words[row[ROW.heading]]) parts.push(`under “${words[row[ROW.heading]]}”`);
    if (row[ROW.page] > 0) parts.push(`page ${row[ROW.page]}`);
    const role = words[row[ROW.role]];
    if (words[row[ROW.speaker]]) parts.push(`said by ${words[row[ROW.speaker]]}`);
    else if (role && role !== "unknown" && role !== "inspector") parts.push(`said by: ${spaced(role)}`);
    if (kind === "m" && words[row[ROW.direction]] !== "none") parts.push(words[row[ROW.direction]]);
    if (kind === "m" && words[row[ROW.tense]] !== "current") parts.push(words[row[ROW.tense]]);
    return parts;
  }

  function show(found) {
    const { kind, d, row, words } = found;
    const [text, cls, page] = [row[ROW.text], row[ROW.cls], row[ROW.page]];
    const marks = kind === "m" ? row[ROW.marks] : [];
    const item = make("article", "row", marked(text, marks, cls));
    const line = make("p", "probs");
    if (kind === "m") line.append(make("span", "", library.themes[2 * row[ROW.theme] + 1] + ":"));
    classes.forEach((name, k) => line.append(make("span", k === cls ? "is" : "", `${name} ${percent(row[ROW.probs][k])}`)));
    const meta = make("p", "meta");
    whereabouts(found).forEach((part, i) => meta.append(i ? " · " : "", isolated(part)));
    const from = make("p", "meta");
    const href = linkOf(d, page);
    if (href) {
      const link = make("a", "", "source document" + (page > 0 ? `, page ${page}` : ""));
      link.href = href;
      link.rel = "noreferrer";
      from.append(link);
    } else {
      const copy = button("copy", "Copy path");
      copy.dataset.copy = d[DOC.uri];
      from.append(make("code", "path", isolated(visible(d[DOC.uri]))), " ", copy);
    }
    const quote = button("act", "Copy as quotation");
    quote.dataset.copy = quotation(found);
    from.append(" ", quote, " ", button("act", "Sentences around it", (event) => neighbours(event.target, item, found)));
    item.append(line, meta, from);
    if (kind === "m") item.append(why(text, marks, words[row[ROW.rule]]));
    return item;
  }

  // quotation is a sentence with its source, to be put into a text.
  function quotation({ d, row, words }) {
    const where = [nameOf(d)];
    if (d[DOC.council] && d[DOC.title]) where.push(d[DOC.title]);
    if (words[row[ROW.heading]]) where.push(`“${words[row[ROW.heading]]}”`);
    if (row[ROW.page] > 0) where.push(`page ${row[ROW.page]}`);
    where.push(linkOf(d, row[ROW.page]) || visible(d[DOC.uri]));
    return `“${visible(row[ROW.text])}” (${where.map(visible).join("; ")})`;
  }

  async function neighbours(opener, item, found) {
    opener.disabled = true;
    try {
      const [earlier, later] = await assayRows.around(found);
      const text = item.querySelector(".text");
      if (earlier) text.before(make("p", "near", earlier));
      if (later) text.after(make("p", "near", later));
      if (!earlier && !later) opener.textContent = "It stands alone";
    } catch (error) {
      opener.textContent = "The sentences could not be read";
    }
  }

  // why lists what decided the stance, strongest first.
  function why(text, marks, rule) {
    const ul = make("ul", "");
    for (const [at, length, effect, weight] of marks) {
      if (effect === undefined) ul.append(make("li", "", "speaks of the theme: ", make("mark", "trigger", text.slice(at, at + length)), ` (rule ${rule})`));
      else ul.append(make("li", "", make("b", "", text.slice(at, at + length)), ` ${weight > 0 ? "for" : "against"} ${classes[effect]} (${weight > 0 ? "+" : "−"}${Math.abs(weight).toFixed(2)})`));
    }
    if (!marks.some((mark) => mark.length > 2)) ul.append(make("li", "", "no single word: many small weights together, and what kind of text it is"));
    return make("details", "", make("summary", "", "What decided this"), ul);
  }

  // open shows the sentences of a query, from a number or from the address.
  async function open(query, name, count) {
    const mine = ++opened;
    title.textContent = name;
    chips.replaceChildren();
    list.replaceChildren();
    status.textContent = "Loading …";
    if (!dialog.open) {
      before = location.hash.startsWith("#e&") ? "" : location.hash;
      dialog.showModal();
    }
    list.scrollTop = 0;
    try {
      library = await assayRows.docs();
    } catch {
      status.textContent = "The folder report/ beside this page could not be read: keep them together.";
      return;
    }
    if (mine !== opened) return;
    view = { q: new URLSearchParams(query), count };
    choices();
    for (const [k, label] of [["", "all"], ...classes.map((c) => [c, c])]) {
      const chip = button("", label, () => { set("s", k); });
      chip.dataset.class = k;
      chips.append(chip);
    }
    fill();
  }

  // set changes one part of the view and shows it.
  function set(name, value) {
    if (value === "") view.q.delete(name);
    else view.q.set(name, value);
    view.count = undefined;
    fill();
  }

  // choices fills the filters with what the documents hold.
  function choices() {
    const options = (name, pairs) => {
      const select = form.elements[name];
      select.replaceChildren(new Option("all", ""), ...pairs.map(([value, label]) => new Option(label, value)));
      select.value = view.q.get(name) || "";
      select.closest("label").hidden = pairs.length < 2 && !select.value;
    };
    const of = (key, label) => {
      const found = new Map(library.docs.filter((d) => d[key]).map((d) => [d[key], label(d)]));
      return [...found].sort((a, b) => a[1].localeCompare(b[1], "en"));
    };
    options("c", of(DOC.slug, (d) => d[DOC.council]));
    options("e", of(DOC.region, (d) => d[DOC.region]));
    options("n", of(DOC.kind, (d) => library.kinds[d[DOC.kind]]));
    options("g", of(DOC.grade, (d) => d[DOC.grade]));
    options("h", of(DOC.outcome, (d) => library.outcomes[d[DOC.outcome]]));
    options("y", [...new Set(library.docs.map((d) => d[DOC.date].slice(0, 4)).filter(Boolean))].sort().reverse().map((y) => [y, y]));
    options("x", contexts.map((name, i) => [String(i), name]));
    options("p", ["inspector", "council_leader", "practitioner", "child", "parent", "partner", "government", "academic", "journalist", "commenter"].map((r) => [r, spaced(r)]));
    options("w", [["strength", "strengths"], ["weakness", "what must improve"]]);
    options("r", view.q.get("k") === "m" ? [["improving", "improving"], ["worsening", "worsening"], ["none", "none"]] : []);
    form.elements.q.value = view.q.get("q") || "";
    form.elements.z.value = view.q.get("z") || "";
    const chosen = ["c", "e", "n", "g", "h", "y", "p", "r", "w", "q", "z"].some((name) => view.q.get(name));
    form.closest("details").open = chosen && innerWidth > 700 && innerHeight > 700;
  }

  // fill shows the first rows of the view and a button for more.
  function fill() {
    const mine = ++opened;
    for (const chip of chips.children) chip.setAttribute("aria-pressed", String(chip.dataset.class === (view.q.get("s") || "")));
    history.replaceState(null, "", "#e&" + view.q + "&T=" + encodeURIComponent(title.textContent));
    const rows = assayRows.walk(view.q);
    const count = view.count;
    let shown = 0, ahead = null;
    list.replaceChildren();
    status.textContent = "Loading …";
    const more = button("more", "Show more");
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
      // What bounds the view besides the filters that can be seen.
      const bound = (view.q.get("l") === null ? "" : "; the last inspection of its kind of each authority alone") + (view.q.get("v") === null ? "" : "; without those compared with them");
      status.textContent = (done ? all(shown) : count === undefined ? `The first ${all(shown)}` : `${shown} of ${all(count)}`) + bound;
      dialog.dataset.shown = String(shown);
      if (done && shown === 0) list.append(make("p", "near", "No sentence fits all that is chosen here: take a word or a filter away."));
      if (!done) list.append(more);
      if (again) { first.tabIndex = -1; first.focus(); }
    };
    more.addEventListener("click", next);
    next();
  }

  // table is every row of the view as CSV.
  async function table() {
    const head = ["local_authority", "region", "kind", "framework", "date", "grade", "outcome", "theme", "stance", "probability", "context", "side", "direction", "tense", "speaker_role", "speaker", "heading", "page", "sentence", "uri"];
    const lines = [head];
    for (const { kind, d, row, words } of await assayRows.all(view.q)) {
      const m = kind === "m";
      lines.push([d[DOC.council], d[DOC.region], d[DOC.kind], d[DOC.framework], d[DOC.date], d[DOC.grade], d[DOC.outcome], m ? library.themes[2 * row[ROW.theme]] : "", classes[row[ROW.cls]],
        (row[ROW.probs][row[ROW.cls]] / 1000).toFixed(3), contexts[row[ROW.context]], words[row[ROW.side]], m ? words[row[ROW.direction]] : "", m ? words[row[ROW.tense]] : "", words[row[ROW.role]], words[row[ROW.speaker]],
        words[row[ROW.heading]], row[ROW.page] || "", row[ROW.text], d[DOC.uri]]);
    }
    saved("sentences.csv", lines);
  }

  let typing = 0;
  form.addEventListener("input", ({ target }) => {
    clearTimeout(typing);
    typing = setTimeout(() => set(target.name, target.value.trim()), target.name === "q" ? 250 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-csv]").addEventListener("click", table);
  const linker = form.querySelector("[data-copy]");
  linker.addEventListener("click", () => { linker.dataset.copy = location.href; }, { capture: true });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-q]");
    if (opener) open(opener.dataset.q, opener.dataset.t, opener.dataset.n ? Number(opener.dataset.n) : undefined);
    else if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
  dialog.addEventListener("close", () => {
    opened++;
    history.replaceState(null, "", before || location.pathname + location.search);
  });

  // The address opens the view it names.
  function follow() {
    if (!location.hash.startsWith("#e&")) return;
    const q = new URLSearchParams(location.hash.slice(3));
    const name = q.get("T") || "Sentences";
    q.delete("T");
    if (["m", "s"].includes(q.get("k"))) open(q.toString(), name);
  }
  addEventListener("hashchange", follow);
  follow();
  document.documentElement.dataset.ready = "yes";
})();
