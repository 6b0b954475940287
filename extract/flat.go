package extract

import (
	"slices"
	"strings"

	"assay/corpus"
	"assay/extract/text"
)

// SentenceText is the text of sentence i for tables: holes are left out and
// each run of white space is one space, but a word broken after its hyphen is
// whole again ("decision-\nmaking").
func SentenceText(p *Parse, i int) string {
	return p.Flat(p.Sentences[i].Span)
}

// Flat is the text of any span as SentenceText gives it. A span inside a hole
// is furniture itself and is not left out.
func (p *Parse) Flat(s corpus.Span) string {
	doc := p.Doc.Text
	next, _ := slices.BinarySearchFunc(p.Holes, s.Start, func(h corpus.Span, at int32) int { return int(h.End) - int(at) - 1 })
	holes := p.Holes[next:]
	if len(holes) > 0 && (holes[0].Start >= s.End || holes[0].Contains(s)) {
		holes = nil
	}
	from, _ := slices.BinarySearch(p.Joined, s.Start)
	joined := p.Joined[from:]
	if len(joined) > 0 && joined[0] >= s.End {
		joined = nil
	}
	if len(holes) == 0 && len(joined) == 0 && !strings.Contains(s.Of(doc), softHyphen) {
		return text.Flatten(s.Of(doc))
	}
	var b strings.Builder
	at := s.Start
	for _, h := range holes {
		if h.Start >= s.End {
			break
		}
		p.write(&b, corpus.Span{Start: at, End: max(at, h.Start)}, joined)
		b.WriteByte(' ')
		at = min(h.End, s.End)
	}
	p.write(&b, corpus.Span{Start: at, End: s.End}, joined)
	return text.Flatten(b.String())
}

// write writes a span with soft hyphens where a hyphen is to go, and with hyphens where
// a soft one is to stay.
func (p *Parse) write(b *strings.Builder, s corpus.Span, joined []int32) {
	at := s.Start
	keep := func(to int32) { b.WriteString(strings.ReplaceAll(p.Doc.Text[at:to], softHyphen, "-")) }
	for _, h := range joined {
		if h < at {
			continue
		}
		if h >= s.End {
			break
		}
		keep(h)
		b.WriteString(softHyphen)
		at = h + 1
		if strings.HasPrefix(p.Doc.Text[h:], softHyphen) {
			at = h + int32(len(softHyphen))
		}
	}
	keep(s.End)
}
