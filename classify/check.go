package classify

import (
	"fmt"
	"unicode/utf8"

	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
)

// Check proves what a reader of a Result relies on to use it without looking
// twice: every span lies in the text on rune boundaries, every index points at
// something, every enumeration has a name, there is one Sentiment a sentence.
// It is linear and cheap enough to run on every result; extract.Parse.Check
// proves more. Doc must be set.
func (r *Result) Check() error {
	c := checker{text: r.Doc.Text}
	for i, a := range r.Articles {
		c.span("article", i, a.Span)
	}
	for i, s := range r.Sections {
		c.span("section", i, s.Span)
		c.span("heading of section", i, s.Heading)
		c.span("number of section", i, s.Number)
		c.index("article of section", i, s.Article, 0, len(r.Articles))
		c.index("parent of section", i, s.Parent, -1, i)
		c.index("comment of section", i, s.Comment, -1, len(r.Comments))
		c.index("kind of section", i, int32(s.Kind), 0, extract.SectionKinds)
		c.index("context of section", i, int32(s.Context), 0, extract.Contexts)
		c.index("side of section", i, int32(s.Side), 0, extract.Sides)
		c.index("action of section", i, s.Action, -1, len(r.Actions))
	}
	for i, h := range r.Holes {
		c.span("hole", i, h)
		if i > 0 && h.Start < r.Holes[i-1].End {
			c.fail("hole %d out of order", i)
		}
	}
	for i, m := range r.Comments {
		c.span("comment", i, m.Span)
		c.span("body of comment", i, m.Body)
		c.index("article of comment", i, m.Article, 0, len(r.Articles))
		c.index("parent of comment", i, m.Parent, -1, i)
	}
	for i, q := range r.Quotes {
		c.span("quote", i, q.Span)
		c.span("cue of quote", i, q.Cue)
		c.index("role of quote", i, int32(q.Role), 0, extract.Roles)
	}
	c.sentences(r)
	for i := range r.Tokens {
		t := &r.Tokens[i]
		c.span("token", i, t.Span)
		c.index("kind of token", i, int32(t.Kind), 0, extract.TokenKinds)
	}
	for i, e := range r.Entities {
		c.span("entity", i, e.Span)
		c.index("sentence of entity", i, e.Sentence, -1, len(r.Sentences))
		c.index("kind of entity", i, int32(e.Kind), 0, extract.EntityKinds)
	}
	for i, a := range r.Actions {
		c.span("action", i, a.Span)
		c.index("kind of action", i, int32(a.Kind), 1, extract.ActionKinds)
		c.index("section of action", i, a.Section, 0, len(r.Sections))
	}
	if r.Inspection != nil {
		for i, j := range r.Inspection.Judgements {
			c.span("judgement", i, j.Span)
		}
	}
	c.claims(r)
	return c.err
}

// checker keeps the first break of a promise.
type checker struct {
	text string
	err  error
}

func (c *checker) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

func (c *checker) span(what string, i int, s corpus.Span) {
	n := int32(len(c.text))
	if s.Start < 0 || s.Start > s.End || s.End > n {
		c.fail("%s %d: span %d-%d outside text of %d bytes", what, i, s.Start, s.End, n)
		return
	}
	if s.Start < n && !utf8.RuneStart(c.text[s.Start]) || s.End < n && !utf8.RuneStart(c.text[s.End]) {
		c.fail("%s %d: span %d-%d cuts a rune", what, i, s.Start, s.End)
	}
}

// index wants from <= v < to.
func (c *checker) index(what string, i int, v int32, from, to int) {
	if int(v) < from || int(v) >= to {
		c.fail("%s %d is %d, not in %d to %d", what, i, v, from, to-1)
	}
}

func (c *checker) sentences(r *Result) {
	if len(r.Sentiments) != len(r.Sentences) {
		c.fail("%d sentiments for %d sentences", len(r.Sentiments), len(r.Sentences))
	}
	for i := range r.Sentiments {
		c.index("sentiment of sentence", i, int32(r.Sentiments[i].Class), 0, stance.Classes)
	}
	for i := range r.Sentences {
		s := &r.Sentences[i]
		c.span("sentence", i, s.Span)
		c.span("heading of sentence", i, s.Heading)
		c.index("article of sentence", i, s.Article, 0, len(r.Articles))
		c.index("section of sentence", i, s.Section, 0, len(r.Sections))
		c.index("comment of sentence", i, s.Comment, -1, len(r.Comments))
		c.index("first token of sentence", i, s.FirstToken, 0, len(r.Tokens)+1)
		c.index("last token of sentence", i, s.EndToken, int(s.FirstToken), len(r.Tokens)+1)
		c.index("context of sentence", i, int32(s.Context), 0, extract.Contexts)
		c.index("side of sentence", i, int32(s.Side), 0, extract.Sides)
		c.index("action of sentence", i, s.Action, -1, len(r.Actions))
		c.span("number of sentence", i, s.Number)
		c.index("tense of sentence", i, int32(s.Tense), 0, extract.Tenses)
		c.index("role of sentence", i, int32(s.Role), 0, extract.Roles)
	}
}

func (c *checker) claims(r *Result) {
	for i := range r.Mentions {
		m := &r.Mentions[i]
		c.span("mention", i, m.Span)
		c.index("sentence of mention", i, m.Sentence, 0, len(r.Sentences))
		c.index("stance of mention", i, int32(m.Class), 0, stance.Classes)
		c.index("direction of mention", i, int32(m.Direction), 0, int(stance.Worsening)+1)
		c.index("tense of mention", i, int32(m.Tense), 0, extract.Tenses)
		c.index("role of mention", i, int32(m.Role), 0, extract.Roles)
		for _, cue := range m.Cues {
			c.span("cue of mention", i, cue.Span)
			c.index("kind of cue of mention", i, int32(cue.By), 0, int(stance.Bys))
		}
	}
	for i := range r.NearMisses {
		c.span("near miss", i, r.NearMisses[i].Span)
		c.index("sentence of near miss", i, r.NearMisses[i].Sentence, 0, len(r.Sentences))
	}
}
