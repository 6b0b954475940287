// Tables that sort and filter, and buttons that copy. A form.filters with
// data-for names its table; its controls filter rows by what stands in the row's
// data: data-part (a part of it), data-is (all of it). A head cell with data-sort
// sorts by the row's data of that name; tN is the value of cell N of the themes,
// of the last inspection or of all as the form says. A long table shows its first
// rows, and a button for the rest: hidden rows cost nothing to lay out.
"use strict";
(() => {
  for (const chart of document.querySelectorAll(".scroll > .chart")) chart.parentElement.scrollLeft = chart.parentElement.scrollWidth; // the last years count most
  for (const form of document.querySelectorAll("form.filters[data-for]")) sortable(form, document.getElementById(form.dataset.for));

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const before = button.textContent;
    button.textContent = (await copied(button.dataset.copy)) ? "Copied" : "Not copied";
    setTimeout(() => { button.textContent = before; }, 1500);
  });

  // copied puts text on the clipboard, the old way where the new one is not allowed.
  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      (document.querySelector("dialog[open]") || document.body).append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  function sortable(form, table) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells].filter((head) => head.dataset.sort);
    const status = form.querySelector("[role=status]");
    const parts = [...form.querySelectorAll("[data-part]")];
    const wholes = [...form.querySelectorAll("[data-is]")];
    const words = new Set(["name", "region", "kind", "date"]); // not numbers
    const most = 200; // rows shown at first
    const first = table.dataset.sorted || "name"; // what the rows come sorted by; numbers the largest first
    let by = first, down = !words.has(first), limit = most, order = rows;
    const more = document.createElement("button");
    more.type = "button";
    more.className = "more";
    more.textContent = "Show all rows";
    more.addEventListener("click", () => { limit = rows.length; show(); });
    table.parentElement.append(more);
    form.hidden = false;

    const scope = () => form.elements.scope?.value;
    // key is what a row is sorted by: a number, a text, or null for what is not ranked.
    const key = (row, col) => {
      let value = row.dataset[col];
      if (/^t\d+$/.test(col)) {
        const cell = row.querySelectorAll("[data-last]")[Number(col.slice(1))];
        value = scope() === "all" ? cell.dataset.all : cell.dataset.last;
      }
      return value === "" || value === undefined ? null : words.has(col) ? value : Number(value);
    };
    const { compare: byWord } = new Intl.Collator("en");
    const compare = (a, b) => (typeof a === "number" ? a - b : byWord(a, b));

    function sort() {
      const keyed = rows.map((row) => [key(row, by), row]);
      keyed.sort(([a, ra], [b, rb]) => {
        if (a === null || b === null) return (a === null) - (b === null) || compare(ra.dataset.name, rb.dataset.name);
        return (down ? -1 : 1) * compare(a, b) || compare(ra.dataset.name, rb.dataset.name);
      });
      const sorted = keyed.map(([, row]) => row);
      if (sorted.some((row, i) => row !== order[i])) body.append(...sorted);
      order = sorted;
      told();
      show();
    }
    function told() {
      for (const head of heads) {
        if (head.dataset.sort === by) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
    }
    function chosen(row) {
      return parts.every((e) => row.dataset[e.dataset.part].toLowerCase().includes(e.value.trim().toLowerCase())) &&
        wholes.every((e) => e.value === "" || row.dataset[e.dataset.is] === e.value);
    }
    // show hides the rows that are not chosen, and those beyond the limit.
    function show() {
      const shown = order.filter(chosen);
      const seen = new Set(shown.slice(0, limit));
      for (const row of rows) if (row.hidden === seen.has(row)) row.hidden = !seen.has(row);
      more.hidden = seen.size === shown.length;
      const unranked = shown.filter((row) => key(row, by) === null).length;
      status.textContent = `${shown.length} of ${rows.length} ${table.dataset.rows || "rows"}` + (unranked ? `; ${unranked} not ranked, at the end` : "") + (more.hidden ? "" : `; the first ${seen.size} are shown`);
    }
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const col = head.dataset.sort;
        down = by === col ? !down : !["name", "region", "kind"].includes(col);
        by = col;
        sort();
      });
    }
    form.addEventListener("input", (event) => {
      if (event.target.name === "scope") {
        table.classList.toggle("scope-all", scope() === "all");
        sort();
      } else show();
    });
    form.addEventListener("reset", () => setTimeout(() => { table.classList.remove("scope-all"); by = first; down = !words.has(first); limit = most; sort(); }));
    form.addEventListener("submit", (event) => event.preventDefault());
    told();
    show();
  }
})();
