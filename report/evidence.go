package report

import (
	"math"
	"strconv"

	"assay/classify/eval"
)

// chunkBytes is when a file of evidence is ended, at the end of a document: a
// file of this size is read in some hundredths of a second, and the run folder
// gets one file for about 40 reports.
const chunkBytes = 2 << 20

// evidence writes the sentences behind the numbers, as script files that call
// assayEvidence(kind, number, data): kind m holds mentions, kind s all scored
// sentences. data is {w: [words], d: [[document, [row, ...]], ...]}; words that
// come again (headings, speakers, rules) stand in w once. The rows are read by
// assets/evidence.js; positions in a text are those of JavaScript, in units of
// UTF-16.
type evidence struct {
	w                   *writer
	d                   *data
	mentions, sentences *chunk
}

type chunk struct {
	kind   string
	number int
	body   []byte
	words  []byte
	known  map[string]int
	docs   int
}

func newEvidence(w *writer, d *data) *evidence {
	return &evidence{w: w, d: d, mentions: newChunk("m"), sentences: newChunk("s")}
}

func newChunk(kind string) *chunk { return &chunk{kind: kind, known: map[string]int{}} }

// add writes the rows of one document.
func (e *evidence) add(doc *document, rows []sentence) error {
	some, any := false, false
	for i := range rows {
		if contextOf(rows[i].context) >= 0 {
			any, some = true, some || len(rows[i].mentions) > 0
		}
	}
	if some {
		doc.mentionFile = e.mentions.number
		e.mentions.begin(doc)
		at := 0 // of the sentence among the rows of the document's sentences
		for i := range rows {
			if contextOf(rows[i].context) < 0 {
				continue
			}
			e.d.mentionRows(e.mentions, &rows[i], at)
			at++
		}
		if err := e.mentions.end(e.w); err != nil {
			return err
		}
	}
	if any {
		doc.sentFile = e.sentences.number
		e.sentences.begin(doc)
		for i := range rows {
			sentenceRow(e.sentences, &rows[i])
		}
		return e.sentences.end(e.w)
	}
	return nil
}

func (d *data) mentionRows(c *chunk, s *sentence, at int) {
	ctx := contextOf(s.context)
	for i := range s.mentions {
		m := &s.mentions[i]
		c.row()
		c.common(s, ctx, classOf(m.stance), m.p)
		c.comma().int(d.theme(m.theme))
		c.comma().word(m.direction).comma().word(m.tense).comma().word(m.rule)
		c.body = append(c.body, ",["...)
		for k, mk := range marksOf(s, m) {
			if k > 0 {
				c.comma()
			}
			c.body = append(c.body, '[')
			c.int(units(s.text[:mk.start])).comma().int(units(s.text[mk.start:mk.end]))
			if mk.effect != "" {
				c.comma().int(classOf(mk.effect)).comma()
				c.body = strconv.AppendFloat(c.body, mk.weight, 'f', 2, 64)
			}
			c.body = append(c.body, ']')
		}
		again := 0
		if i > 0 {
			again = 1
		}
		c.body = append(c.body, ']')
		c.comma().int(again).comma().int(at)
		c.article(s)
		c.body = append(c.body, ']')
	}
}

func sentenceRow(c *chunk, s *sentence) {
	ctx := contextOf(s.context)
	if ctx < 0 {
		return
	}
	c.row()
	c.common(s, ctx, classOf(s.sentiment), s.p)
	graded := 0
	if eval.HasGradeWord(s.text) {
		graded = 1
	}
	c.comma().int(graded)
	c.article(s)
	c.body = append(c.body, ']')
}

// article writes the article of a sentence at the end of its row: left out where it
// is the first, as in nearly all.
func (c *chunk) article(s *sentence) {
	if s.article > 0 {
		c.comma().int(s.article)
	}
}

// common writes what both kinds of row begin with: text, context, class, the
// probabilities in thousandths, page, heading, role, speaker.
func (c *chunk) common(s *sentence, ctx, class int, p [4]float64) {
	c.str(s.text).comma().int(ctx).comma().int(class)
	c.body = append(c.body, ",["...)
	for i, k := range [4]int{0, 2, 3, 1} { // the tables' order to that of classes
		if i > 0 {
			c.comma()
		}
		c.int(int(math.Round(1000 * p[k])))
	}
	c.body = append(c.body, "],"...)
	c.int(s.page).comma().word(s.heading).comma().word(s.role).comma().word(s.speaker)
}

func (c *chunk) begin(doc *document) {
	if c.docs > 0 {
		c.comma()
	}
	c.docs++
	c.body = append(c.body, "\n["...)
	c.int(doc.index)
	c.body = append(c.body, ",["...)
}

func (c *chunk) row() {
	if c.body[len(c.body)-1] != '[' {
		c.comma()
	}
	c.body = append(c.body, "\n["...)
}

// end ends a document, and the file where it is long enough.
func (c *chunk) end(w *writer) error {
	c.body = append(c.body, "]]"...)
	if len(c.body) < chunkBytes {
		return nil
	}
	return c.flush(w)
}

func (c *chunk) flush(w *writer) error {
	if c.docs == 0 {
		return nil
	}
	head := `assayEvidence("` + c.kind + `",` + strconv.Itoa(c.number) + `,{"w":[`
	file := make([]byte, 0, len(head)+len(c.words)+len(c.body)+16)
	file = append(append(append(append(append(file, head...), c.words...), `],"d":[`...), c.body...), "]});\n"...)
	err := w.write(Folder+"/"+c.kind+strconv.Itoa(c.number)+".js", file)
	c.number, c.docs, c.body, c.words = c.number+1, 0, c.body[:0], c.words[:0]
	clear(c.known)
	return err
}

// close writes what is left and the list of documents.
func (e *evidence) close() error {
	if err := e.mentions.flush(e.w); err != nil {
		return err
	}
	if err := e.sentences.flush(e.w); err != nil {
		return err
	}
	return nil
}

func (c *chunk) comma() *chunk { c.body = append(c.body, ','); return c }

func (c *chunk) int(n int) *chunk { c.body = strconv.AppendInt(c.body, int64(n), 10); return c }

func (c *chunk) str(s string) *chunk { c.body = appendString(c.body, s); return c }

// word writes the position of a word that comes again.
func (c *chunk) word(s string) *chunk {
	at, ok := c.known[s]
	if !ok {
		at = len(c.known)
		c.known[s] = at
		if at > 0 {
			c.words = append(c.words, ',')
		}
		c.words = appendString(c.words, s)
	}
	return c.int(at)
}

// units is the length of a text in JavaScript.
func units(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}

// appendString appends a text as a JSON string that is also a JavaScript one and
// ends no script element.
func appendString(to []byte, s string) []byte {
	to = append(to, '"')
	from := 0
	for i, r := range s {
		if r != '"' && r != '\\' && r != '<' && r >= ' ' && r != 0x2028 && r != 0x2029 {
			continue
		}
		to = append(to, s[from:i]...)
		to = append(to, '\\', 'u')
		to = append(to, hexDigit(byte(r>>12)), hexDigit(byte(r>>8)), hexDigit(byte(r>>4)), hexDigit(byte(r)))
		from = i + len(string(r))
	}
	return append(append(to, s[from:]...), '"')
}

func hexDigit(b byte) byte { return "0123456789abcdef"[b&15] }
