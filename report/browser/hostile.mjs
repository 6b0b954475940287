// Documents that try to get out of being text, written into a folder:
// node hostile.mjs FOLDER. Every attempt that works sets window.broken or opens a
// dialog, which hostile.test.mjs looks for.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const attack = `</script><script>window.broken=1</script><img src=x onerror="window.broken=2">`;
const escaped = attack.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const override = "\u202Egnp.exe\u202C";
mkdirSync(join(folder, "in"), { recursive: true });

writeFileSync(join(folder, "in", `a "quoted" <b onclick='window.broken=3'> ${override} 'name'.html`), `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escaped} visits</title>
<meta name="author" content="${escaped}"></head><body><article><h1>${escaped} visits at school</h1>
<p>Social workers visit children during school hours, and “${escaped} caseloads are far too high”, said Dan ${escaped} Vale, a team manager.</p>
<p>Management oversight is strong ${escaped}. Thresholds are not understood by partners, ${override} they said, and javascript:alert(1) stands here. Caseloads are manageable &amp; fair in every team &amp;lt;script&amp;gt;.</p></article>
<section id="comments"><h2>2 comments</h2><ol class="commentlist">
<li class="comment" id="comment-1"><div class="comment-author vcard"><cite class="fn">${escaped}</cite></div><div class="comment-meta"><time datetime="2024-05-03T10:15">May 3, 2024 at 10:15 am</time></div><div class="comment-content"><p>Children should never be taken out of lessons for a visit ${escaped}. Caseloads are terrible.</p></div></li>
<li class="comment" id="comment-2"><div class="comment-author vcard"><cite class="fn">javascript:window.broken=4</cite></div><div class="comment-meta"><time datetime="2024-05-03T11:15">May 3, 2024 at 11:15 am</time></div><div class="comment-content"><p>Supervision is weak and ${override} thresholds are too high.</p></div></li>
</ol></section></body></html>`);
const line = { id: "javascript:window.broken=5", title: attack, author: attack, text: `Thresholds are too high. ${attack} Supervision is not regular. \u2028\u2029 Caseloads are too high, said Ann ${attack}.` };
writeFileSync(join(folder, "in", "lines.jsonl"), JSON.stringify(line) + "\n");
writeFileSync(join(folder, "in", `broken ${override} <script>window.broken=6<!--.pdf`), "<!DOCTYPE html><title>not a pdf</title>");
writeFileSync(join(folder, "codebook.yaml"), `themes:
  - id: hostile
    label: ${JSON.stringify(attack + override + " javascript:window.broken=7")}
    definition: ${JSON.stringify(attack + " {{.Themes}} ${window.broken=8}")}
    include:
      - id: visit
        pattern: [visit|visits, script]
    positive: [{text: Social workers make visits.}]
    negative: [{text: Nothing of the kind.}]
`);
