package codebook

import (
	"strings"
	"unicode/utf8"

	"assay/corpus"
	"assay/extract"
	"assay/internal/lazyregexp"
)

// Concordance finds the places of one pattern. It is safe for concurrent use.
type Concordance struct {
	m, may *Matcher
	needle *lazyregexp.Regexp // nil: any text may hold it
	shape  bool               // words alone decide
}

// NewConcordance compiles a pattern of the codebook language (no lists).
func NewConcordance(pattern string) (*Concordance, error) {
	p, err := ParsePattern(pattern)
	if err != nil {
		return nil, err
	}
	c := &Concordance{m: matcherOf(p), may: matcherOf(p.maybe()), needle: needleOf(p), shape: true}
	c.may.untagged = true
	for _, j := range p.joins {
		for _, n := range j.parts {
			c.shape = c.shape && n.byShape()
		}
	}
	return c, nil
}

func matcherOf(p *Pattern) *Matcher {
	b := &Codebook{Themes: []Theme{{ID: "kwic", Include: []Rule{{ID: p.Text, Patterns: []*Pattern{p}}}}}}
	return b.Matcher()
}

// InText reports whether a sentence with the text can hold a place at all.
func (c *Concordance) InText(text string) bool { return c.needle == nil || c.needle.MatchString(text) }

// Untagged reports whether Find needs no parts of speech and lemmas.
func (c *Concordance) Untagged() bool { return c.shape }

// May reports whether Find can find a place in sentence s of p once its tokens
// have their parts of speech: they need none here. It turns most sentences away
// at a small part of what tagging them costs.
func (c *Concordance) May(p *extract.Parse, s int) bool { return c.may.mayHold(p, s) }

// Find is the places of sentence s of p, in order, none overlapping.
func (c *Concordance) Find(p *extract.Parse, s int) []corpus.Span {
	hits, _ := c.m.Sentence(p, s, nil, nil)
	if len(hits) == 0 {
		return nil
	}
	return hits[0].Triggers
}

// Line is one line of a concordance: white space is single spaces.
type Line struct{ Left, Match, Right string }

// Cut is the line of a place within its sentence.
func Cut(text string, sentence, at corpus.Span) Line {
	return Line{
		Left:  oneLine(text[sentence.Start:at.Start]),
		Match: oneLine(at.Of(text)),
		Right: oneLine(text[at.End:sentence.End]),
	}
}

func oneLine(s string) string {
	joined := strings.Join(strings.Fields(s), " ")
	if joined == "" {
		return ""
	}
	if first, _ := utf8.DecodeRuneInString(s); first == ' ' || first == '\n' || first == '\t' {
		joined = " " + joined
	}
	if last, _ := utf8.DecodeLastRuneInString(s); last == ' ' || last == '\n' || last == '\t' {
		joined += " "
	}
	return joined
}

// Align shortens a line to side characters left and right of the match, which
// then begins in the same column on every line.
func (l Line) Align(side int) string {
	left, right := []rune(l.Left), []rune(l.Right)
	var b strings.Builder
	if n := len(left); n > side {
		left = append([]rune{'…'}, left[n-side+1:]...)
	}
	b.WriteString(strings.Repeat(" ", side-len(left)))
	b.WriteString(string(left))
	b.WriteString(l.Match)
	if len(right) > side {
		right = append(right[:side-1:side-1], '…')
	}
	b.WriteString(string(right))
	return b.String()
}
