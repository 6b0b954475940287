package report

import (
	"math"

	"assay/classify/eval"
	"assay/report/script"
)

// evidence writes the sentences behind the numbers, as script files that call
// assayEvidence(kind, number, data): kind m holds mentions, kind s all scored
// sentences. data is {w: [words], d: [[document, [row, ...]], ...]}; words that
// come again (headings, speakers, rules) stand in w once. The rows are read by
// assets/evidence.js; positions in a text are those of JavaScript, in units of
// UTF-16.
type evidence struct {
	w                   *writer
	d                   *data
	mentions, sentences *script.File
}

func newEvidence(w *writer, d *data) *evidence {
	return &evidence{w: w, d: d, mentions: script.NewFile("m"), sentences: script.NewFile("s")}
}

// add writes the rows of one document.
func (e *evidence) add(doc *document, rows []sentence) error {
	some, any := false, false
	for i := range rows {
		if contextOf(rows[i].context) >= 0 {
			any, some = true, some || len(rows[i].mentions) > 0
		}
	}
	if some {
		doc.mentionFile = e.mentions.Number
		e.mentions.Begin(doc.index)
		at := 0 // of the sentence among the rows of the document's sentences
		for i := range rows {
			if contextOf(rows[i].context) < 0 {
				continue
			}
			e.d.mentionRows(e.mentions, &rows[i], at)
			at++
		}
		if err := e.mentions.End(e.w.script); err != nil {
			return err
		}
	}
	if any {
		doc.sentFile = e.sentences.Number
		e.sentences.Begin(doc.index)
		for i := range rows {
			sentenceRow(e.sentences, &rows[i])
		}
		return e.sentences.End(e.w.script)
	}
	return nil
}

func (d *data) mentionRows(c *script.File, s *sentence, at int) {
	ctx := contextOf(s.context)
	for i := range s.mentions {
		m := &s.mentions[i]
		c.Row()
		common(c, s, ctx, classOf(m.stance), m.p)
		c.Comma().Int(d.theme(m.theme))
		c.Comma().Word(m.direction).Comma().Word(m.tense).Comma().Word(m.rule)
		c.Raw(",[")
		for k, mk := range marksOf(s, m) {
			if k > 0 {
				c.Comma()
			}
			c.Raw("[")
			c.Int(script.Units(s.text[:mk.start])).Comma().Int(script.Units(s.text[mk.start:mk.end]))
			if mk.effect != "" {
				c.Comma().Int(classOf(mk.effect)).Comma()
				c.Hundredths(mk.weight)
			}
			c.Raw("]")
		}
		again := 0
		if i > 0 {
			again = 1
		}
		c.Raw("]")
		c.Comma().Int(again).Comma().Int(at)
		articleOf(c, s)
		c.Raw("]")
	}
}

func sentenceRow(c *script.File, s *sentence) {
	ctx := contextOf(s.context)
	if ctx < 0 {
		return
	}
	c.Row()
	common(c, s, ctx, classOf(s.sentiment), s.p)
	graded := 0
	if eval.HasGradeWord(s.text) {
		graded = 1
	}
	c.Comma().Int(graded)
	articleOf(c, s)
	c.Raw("]")
}

// articleOf writes the article of a sentence at the end of its row: left out where it
// is the first, as in nearly all.
func articleOf(c *script.File, s *sentence) {
	if s.article > 0 {
		c.Comma().Int(s.article)
	}
}

// common writes what both kinds of row begin with: text, context, class, the
// probabilities in thousandths, page, heading, role, speaker, side.
func common(c *script.File, s *sentence, ctx, class int, p [4]float64) {
	c.Str(s.text).Comma().Int(ctx).Comma().Int(class)
	c.Raw(",[")
	for i, k := range [4]int{0, 2, 3, 1} { // the tables' order to that of classes
		if i > 0 {
			c.Comma()
		}
		c.Int(int(math.Round(1000 * p[k])))
	}
	c.Raw("],")
	c.Int(s.page).Comma().Word(s.heading).Comma().Word(s.role).Comma().Word(s.speaker).Comma().Word(s.side)
}

// close writes what is left and the list of documents.
func (e *evidence) close() error {
	if err := e.mentions.Flush(e.w.script); err != nil {
		return err
	}
	if err := e.sentences.Flush(e.w.script); err != nil {
		return err
	}
	return nil
}
