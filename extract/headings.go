package extract

import (
	"strings"

	"assay/extract/profiles"
	"assay/internal/lazyregexp"
)

// A headingRule says what stands under a heading.
type headingRule struct {
	patterns []*profiles.Pattern
	context  Context
	side     Side
	asks     ActionKind
	level    int8                // 1 a section of the report, 2 a judgement or its like, 3 below that; 0 by its type
	holds    bool                // headings that the kind does not know stay inside it, however they are set
	keeps    []*profiles.Pattern // of headings of findings that all kinds share, those that stay inside it; nil all
	box      bool                // a box in a chapter
	own      bool                // of the kind itself, not of all kinds
}

// headings are the rules of one kind of document, tried in order: those of its
// profile, then those all kinds share. A heading none of them knows takes the
// context of the headed part it stands in.
type headings []headingRule

// common is the profile that every other is based on.
const common = "common"

func newHeadings(list ...*profiles.Profile) (out headings) {
	for _, p := range list {
		if p == nil {
			continue
		}
		for _, c := range p.Chapters {
			out = append(out, headingRule{c.Heading, contextNamed(c.Role), sideNamed(c.Side), actionKindNamed(c.Asks), int8(c.Level), c.Holds, c.Keeps, c.Box, p.ID != common})
		}
	}
	return out
}

func rx(s string) *lazyregexp.Regexp { return lazyregexp.New(s) }

var headingNumber = lazyregexp.New(`^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)])\s+`)

// headingKey is a heading in the form the patterns of chapters are written in.
func headingKey(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	s = headingNumber.ReplaceAllString(s, "")
	s = strings.TrimRight(s, " :.?0123456789*†")
	return s
}

// of returns the rule for a heading, nil where none knows it.
func (h headings) of(heading string) *headingRule {
	k := headingKey(heading)
	for i := range h {
		for _, p := range h[i].patterns {
			if p.Match(k) {
				return &h[i]
			}
		}
	}
	return nil
}
