"use strict";
// One page to code sentences in: what is answered is kept under the digest of
// the sample, and saved as files that the program reads.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const classes = ["positive", "negative", "mixed", "neutral"];
  const absent = "not there";
  const store = "assay-code:" + data.digest;
  const rows = data.rows;
  let state = { coder: "", at: 0, answers: {} };
  let undo = [];
  let unsaved = false; // answers that no file holds
  let kept = true; // the browser keeps the state
  let now = 0; // question that the figures answer

  // The questions: each theme, then the sentence's sentiment.
  const questions = data.themes.map((t) => ({ id: t.id, legend: t.label, choices: [...classes, absent], keys: ["1", "2", "3", "4", "0"] }));
  questions.push({ id: "", legend: "Sentiment of the whole sentence", choices: classes, keys: ["a", "s", "d", "f"] });

  const answerOf = (row) => state.answers[row.id] || { themes: {}, sentiment: "", note: "", skip: false };
  const given = (a, q) => (q.id === "" ? a.sentiment : a.themes[q.id] || "");
  const complete = (a) => !a.skip && questions.every((q) => given(a, q));
  const closed = (a) => a.skip || complete(a);
  const row = () => rows[state.at];

  function load() {
    try {
      const text = localStorage.getItem(store);
      if (text) state = JSON.parse(text);
    } catch {
      kept = false;
    }
  }

  function keep() {
    try {
      localStorage.setItem(store, JSON.stringify(state));
    } catch {
      kept = false;
    }
    notice();
  }

  function notice() {
    $("notice").hidden = kept;
    $("notice").textContent = kept ? "" : "This browser keeps nothing for a page opened from a file: save often, and go on from a saved JSONL.";
  }

  // change puts another answer for the sentence shown, which undo takes back.
  function change(edit, say) {
    const id = row().id;
    const before = structuredClone(answerOf(row()));
    const after = structuredClone(before);
    edit(after);
    undo.push({ id, at: state.at, before, known: id in state.answers });
    if (undo.length > 500) undo.shift();
    state.answers[id] = after;
    unsaved = true;
    keep();
    show(say);
  }

  function takeBack() {
    const last = undo.pop();
    if (!last) return show("nothing to undo");
    if (last.known) state.answers[last.id] = last.before;
    else delete state.answers[last.id];
    state.at = last.at;
    unsaved = true;
    keep();
    show("undone");
  }

  const choose = (q, value) => change((a) => {
    a.skip = false;
    if (q.id === "") a.sentiment = value;
    else a.themes[q.id] = value;
  }, q.legend + ": " + value);

  function go(to, say) {
    state.at = Math.max(0, Math.min(rows.length - 1, to));
    now = 0;
    keep();
    show(say || "sentence " + (state.at + 1) + " of " + rows.length);
  }

  function next() {
    if (!closed(answerOf(row()))) {
      const open = questions.find((q) => !given(answerOf(row()), q));
      return show("not answered yet: " + open.legend);
    }
    if (state.at < rows.length - 1) return go(state.at + 1);
    firstOpen();
  }

  function firstOpen(say) {
    const to = rows.findIndex((r) => !closed(answerOf(r)));
    if (to < 0) return show((say ? say + "; " : "") + "all sentences are coded or skipped: save the file");
    go(to, say);
  }

  function skip() {
    const was = answerOf(row()).skip;
    change((a) => { a.skip = !was; }, was ? "no longer skipped" : "skipped");
    if (!was && state.at < rows.length - 1) go(state.at + 1, "skipped; sentence " + (state.at + 2) + " of " + rows.length);
  }

  // text puts text into an element, its marks as mark elements.
  function text(element, s, marks) {
    element.replaceChildren();
    let at = 0;
    for (const [from, to] of marks || []) {
      element.append(s.slice(at, from));
      const m = document.createElement("mark");
      m.textContent = s.slice(from, to);
      element.append(m);
      at = to;
    }
    element.append(s.slice(at));
  }

  function show(say) {
    const r = row();
    const a = answerOf(r);
    text($("where"), r.where);
    text($("heading"), r.heading);
    text($("before"), r.before);
    text($("sentence"), r.shown || r.text, r.marks);
    text($("after"), r.after);
    if (document.activeElement !== $("note")) $("note").value = a.note;
    questions.forEach((q, i) => {
      q.choices.forEach((c, k) => { q.inputs[k].checked = given(a, q) === c; });
      q.box.classList.toggle("now", questions.length > 2 && i === now);
    });
    $("skip").setAttribute("aria-pressed", String(a.skip));
    const coded = rows.filter((x) => complete(answerOf(x))).length;
    const skipped = rows.filter((x) => answerOf(x).skip).length;
    $("count").textContent = `Sentence ${state.at + 1} of ${rows.length} · ${coded} coded` + (skipped ? `, ${skipped} skipped` : "");
    $("progress").value = (100 * (coded + skipped)) / rows.length;
    if (say) $("said").textContent = say;
  }

  function build() {
    questions.forEach((q, i) => {
      q.box = document.createElement("fieldset");
      const legend = document.createElement("legend");
      legend.textContent = q.legend;
      const choices = document.createElement("div");
      choices.className = "choices";
      q.inputs = q.choices.map((c, k) => {
        const label = document.createElement("label");
        const input = document.createElement("input");
        input.type = "radio";
        input.name = "q" + i;
        input.value = c;
        input.addEventListener("change", () => { now = i; choose(q, c); });
        const span = document.createElement("span");
        const key = document.createElement("kbd");
        key.textContent = q.keys[k];
        span.append(c + " ", key);
        label.append(input, span);
        choices.append(label);
        return input;
      });
      q.box.append(legend, choices);
      $("questions").append(q.box);
    });
    const help = [["1 2 3 4", "stance: " + classes.join(", ")], ["0", "the theme is not there"], ["a s d f", "sentiment: " + classes.join(", ")],
      ["t", "the next theme, where there are several"], ["Enter →", "next sentence"], ["←", "sentence before"], ["k", "skip, or take the skip back"],
      ["z", "undo"], ["c", "note; Esc leaves it"], ["g", "first open sentence"], ["w", "save CSV"]];
    for (const [keys, what] of help) {
      const dt = document.createElement("dt");
      const kbd = document.createElement("kbd");
      kbd.textContent = keys;
      dt.append(kbd);
      const dd = document.createElement("dd");
      dd.textContent = what;
      $("help").append(dt, dd);
    }
  }

  // figures answer the theme they are for, which then is the next open one.
  function figure(key) {
    const q = questions[now];
    const k = q.keys.indexOf(key);
    if (q.id === "" || k < 0) return false;
    const i = now;
    const open = questions.findIndex((x, j) => j > i && x.id !== "" && !given(answerOf(row()), x));
    if (open > 0) now = open;
    choose(q, q.choices[k]);
    return true;
  }

  function letter(key) {
    const q = questions[questions.length - 1];
    const k = q.keys.indexOf(key);
    if (k >= 0) choose(q, q.choices[k]);
    return k >= 0;
  }

  const commands = {
    Enter: next, ArrowRight: () => go(state.at + 1), ArrowLeft: () => go(state.at - 1), k: skip, z: takeBack, g: () => firstOpen(),
    t: () => { now = (now + 1) % data.themes.length; show(questions[now].legend); },
    c: () => $("note").focus(), w: () => save("csv"),
  };

  function onKey(e) {
    if (e.ctrlKey || e.altKey || e.metaKey || !$("keys").checked) return;
    const at = e.target;
    if (at === $("note") || at === $("coder")) {
      if (e.key === "Escape") { at.blur(); $("work").focus(); }
      return;
    }
    if (at.tagName === "SUMMARY" || at.type === "file" || (e.key === "Enter" && at.tagName === "BUTTON")) return;
    if (at.type === "radio" && e.key.startsWith("Arrow")) return; // moves within its group
    if (figure(e.key) || letter(e.key)) return e.preventDefault();
    const run = commands[e.key];
    if (run) { e.preventDefault(); run(); }
  }

  // Files. A row of them is one coded sentence.
  const records = () => rows.filter((r) => complete(answerOf(r))).map((r) => {
    const a = answerOf(r);
    const themes = {};
    for (const t of data.themes) if (a.themes[t.id] !== absent) themes[t.id] = a.themes[t.id];
    return { id: r.id, source: r.source, page: r.page, context: r.context, heading: r.heading, text: r.text, asked: data.themes.map((t) => t.id), themes,
      sentiment: a.sentiment, note: a.note, stratum: r.stratum, coder: state.coder };
  });

  const cell = (s) => (/[",\n\r]/.test(s) ? '"' + s.replaceAll('"', '""') + '"' : s);

  function csv(list) {
    const head = ["id", "source", "page", "context", "heading", "text", ...data.themes.map((t) => "theme:" + t.id), "sentiment", "note", "stratum", "coder"];
    const lines = list.map((r) => [r.id, r.source, r.page ? String(r.page) : "", r.context, r.heading, r.text, ...data.themes.map((t) => r.themes[t.id] || ""),
      r.sentiment, r.note, r.stratum, r.coder]);
    return "\ufeff" + [head, ...lines].map((l) => l.map(cell).join(",") + "\n").join("");
  }

  function save(form) {
    const list = records();
    const body = form === "csv" ? csv(list) : list.map((r) => JSON.stringify(r) + "\n").join("");
    const a = document.createElement("a");
    a.href = URL.createObjectURL(new Blob([body], { type: form === "csv" ? "text/csv" : "application/jsonl" }));
    a.download = data.name + (state.coder ? "-" + state.coder.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "_") : "") + "." + form;
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 10000);
    unsaved = false;
    show(`saved ${list.length} coded sentence${list.length === 1 ? "" : "s"} as ${a.download}`);
  }

  async function goOn(file) {
    let taken = 0;
    const known = new Map(rows.map((r) => [r.id, r]));
    try {
      for (const line of (await file.text()).replace(/^\ufeff/, "").split("\n")) {
        if (!line.trim()) continue;
        const r = JSON.parse(line);
        if (!known.has(r.id) || known.get(r.id).text !== r.text) continue;
        const themes = {};
        for (const t of data.themes) themes[t.id] = (r.themes && r.themes[t.id]) || absent;
        state.answers[r.id] = { themes, sentiment: r.sentiment || "", note: r.note || "", skip: false };
        state.coder = state.coder || r.coder || "";
        taken++;
      }
    } catch {
      show("this file is no JSONL of this page");
      return;
    }
    $("coder").value = state.coder;
    undo = [];
    keep();
    if (taken) firstOpen(`took ${taken} coded sentence${taken === 1 ? "" : "s"} from the file`);
    else show("no sentence of the file is one of this page");
  }

  build();
  load();
  $("coder").value = state.coder;
  state.at = Math.min(state.at, rows.length - 1);
  $("previous").addEventListener("click", () => go(state.at - 1));
  $("next").addEventListener("click", next);
  $("skip").addEventListener("click", skip);
  $("undo").addEventListener("click", takeBack);
  $("open").addEventListener("click", () => firstOpen());
  $("csv").addEventListener("click", () => save("csv"));
  $("jsonl").addEventListener("click", () => save("jsonl"));
  $("coder").addEventListener("input", () => { state.coder = $("coder").value; keep(); });
  $("note").addEventListener("change", () => { const note = $("note").value; if (note !== answerOf(row()).note) change((a) => { a.note = note; }, "note kept"); });
  $("load").addEventListener("change", () => { if ($("load").files[0]) goOn($("load").files[0]); });
  addEventListener("keydown", onKey);
  addEventListener("beforeunload", (e) => { if (unsaved && !kept) e.preventDefault(); });
  keep();
  show();
  $("work").focus();
  document.documentElement.dataset.ready = "1";
})();
