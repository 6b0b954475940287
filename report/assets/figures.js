// The figures as the other pages have them (package out/figure), and what makes
// elements.
"use strict";
const assayFigures = (() => {
  const make = (tag, cls, ...children) => {
    const e = document.createElement(tag);
    if (cls) e.className = cls;
    e.append(...children);
    return e;
  };
  const sum = (counts) => counts.reduce((a, b) => a + b, 0);
  const signed = (x) => (Math.abs(x) < 0.005 ? "0.00" : (x < 0 ? "−" : "+") + (Math.round(100 * Math.abs(x)) / 100).toFixed(2));
  // shade is the step of the diverging scale.
  const shade = (x) => (x <= -0.5 ? "n3" : x <= -0.2 ? "n2" : x < -0.05 ? "n1" : x <= 0.05 ? "z" : x < 0.2 ? "p1" : x < 0.5 ? "p2" : "p3");

  // net is the net stance of [positive, mixed, neutral, negative] mentions, with its
  // interval (Bonett and Price); q, where given, are the sentences that it opens.
  function net(counts, few, q, title) {
    const n = sum(counts);
    if (n === 0) return make("span", "net none", "–");
    const value = (counts[0] - counts[3]) / n;
    const [p, q1] = [(counts[0] + 1) / (n + 2), (counts[3] + 1) / (n + 2)];
    const half = 1.959964 * Math.sqrt((p + q1 - (p - q1) ** 2) / (n + 2));
    const range = `(${signed(Math.max(p - q1 - half, -1))}\u00a0to\u00a0${signed(Math.min(p - q1 + half, 1))})`;
    let figure = signed(value);
    if (q) {
      figure = make("button", "n", signed(value));
      figure.type = "button";
      Object.assign(figure.dataset, { q: q.toString(), n: String(n), t: title });
      figure.setAttribute("aria-label", `${signed(value)}: show the sentences (${title})`);
    }
    return make("span", "net " + (n < few ? "few" : shade(value)), figure, make("span", "of", ` ${range} of\u00a0${n.toLocaleString("en")}${n < few ? ", few" : ""}`));
  }

  // saved hands rows of cells to the reader as a CSV file: quoted, and with nothing
  // at the beginning of a cell that a spreadsheet would take for a formula.
  function saved(name, rows) {
    const cell = (value) => {
      const text = String(value ?? "");
      return `"${(/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
    };
    const link = make("a", "");
    const lines = rows.map((row, i) => (i === 0 ? row.join(",") : row.map(cell).join(",")));
    link.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  const dated = (iso) => new Date(iso + "T00:00Z").toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const spaced = (name) => name.replaceAll("_", " ");

  return { make, sum, signed, net, saved, dated, spaced };
})();
