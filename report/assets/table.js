// Sorting and filtering of the table of councils, and buttons that copy.
"use strict";
(() => {
  const table = document.getElementById("council-table");
  if (table) councils(table);

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

  function councils(table) {
    const form = document.querySelector(".filters");
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const status = document.getElementById("council-status");
    const [name, region, grade] = ["f-name", "f-region", "f-grade"].map((id) => document.getElementById(id));
    let by = "name", down = false;
    form.hidden = false;

    const scope = () => form.elements.scope.value;
    // key is what a row is sorted by: a number, a text, or null for what is not ranked.
    const key = (row, col) => {
      if (col === "name") return row.dataset.name;
      if (col === "region") return row.dataset.region || null;
      if (col === "last") return row.dataset.last || null;
      if (col === "grade") return row.dataset.rank === "" ? null : Number(row.dataset.rank);
      const cell = row.cells[4 + Number(col.slice(1))];
      const value = scope() === "all" ? cell.dataset.all : cell.dataset.last;
      return value === "" ? null : Number(value);
    };
    const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "en"));

    function sort() {
      const keyed = rows.map((row) => [key(row, by), row]);
      keyed.sort(([a, ra], [b, rb]) => {
        if (a === null || b === null) return (a === null) - (b === null) || compare(ra.dataset.name, rb.dataset.name);
        return (down ? -1 : 1) * compare(a, b) || compare(ra.dataset.name, rb.dataset.name);
      });
      body.append(...keyed.map(([, row]) => row));
      for (const head of heads) {
        if (head.dataset.sort === by) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
      tell();
    }
    function filter() {
      const part = name.value.trim().toLowerCase();
      for (const row of rows) {
        row.hidden = !(row.dataset.name.toLowerCase().includes(part) &&
          (region.value === "" || row.dataset.region === region.value) &&
          (grade.value === "" || row.dataset.grade === grade.value));
      }
      tell();
    }
    function tell() {
      const shown = rows.filter((row) => !row.hidden).length;
      const unranked = rows.filter((row) => !row.hidden && key(row, by) === null).length;
      status.textContent = `${shown} of ${rows.length} councils` + (unranked ? `; ${unranked} not ranked, at the end` : "");
    }
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const col = head.dataset.sort;
        down = by === col ? !down : col !== "name" && col !== "region";
        by = col;
        sort();
      });
    }
    form.addEventListener("input", (event) => {
      if (event.target.name === "scope") {
        table.classList.toggle("scope-all", scope() === "all");
        sort();
      } else filter();
    });
    form.addEventListener("reset", () => setTimeout(() => { table.classList.remove("scope-all"); by = "name"; down = false; filter(); sort(); }));
    form.addEventListener("submit", (event) => event.preventDefault());
    sort();
  }
})();
