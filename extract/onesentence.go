package extract

import (
	"assay/corpus"
	"assay/extract/text"
)

// One parses sentence as exactly one sentence that stands under heading (empty for
// none), in the context of that heading: for coded sentences, which are not split
// again. The document it makes holds the heading, a line end and the sentence.
func One(sentence, heading string) *Parse { return OneIn(sentence, heading, ContextUnder(heading)) }

// OneIn is One in the context given.
func OneIn(sentence, heading string, context Context) *Parse {
	full, at := sentence, int32(0)
	if heading != "" {
		full = heading + "\n" + sentence
		at = int32(len(heading) + 1)
	}
	end := int32(len(full))
	all := corpus.Span{Start: 0, End: end}
	head := corpus.Span{Start: 0, End: max(at-1, 0)}
	body := corpus.Span{Start: at, End: end}
	_, side := contextUnder(heading)
	p := &Parse{
		Doc:      &corpus.Document{Text: full, MediaType: "text/plain"},
		Kind:     KindOther,
		Articles: []Article{{Span: all}},
	}
	if heading != "" {
		p.Sections = append(p.Sections, Section{Span: head, Parent: -1, Comment: -1, Action: -1, Kind: KindHeading, Context: InHeading, Level: 1})
	}
	p.Sections = append(p.Sections, Section{Span: body, Parent: -1, Comment: -1, Action: -1, Kind: KindParagraph, Context: context, Side: side, Heading: head})
	from := text.SkipSpace(full, int(at), len(full))
	to := text.TrimSpace(full, from, len(full))
	p.Sentences = []Sentence{{Span: corpus.Span{Start: int32(from), End: int32(to)}, Section: int32(len(p.Sections) - 1),
		Comment: -1, Action: -1, Context: context, Side: side, Heading: head}}
	tokens(p)
	tags(p)
	quotes(p)
	tenses(p)
	entities(p)
	return p
}

// ContextUnder is the context of a sentence of which nothing but its heading is
// known.
func ContextUnder(heading string) Context {
	c, _ := contextUnder(heading)
	return c
}

// contextUnder is the context and side of a sentence of which nothing but its
// heading is known, by the rules that all kinds of documents share.
func contextUnder(heading string) (Context, Side) {
	r := builtIn().known[nil].of(heading)
	switch {
	case r == nil:
		return Finding, NoSide
	case r.context == Recommendation:
		return Recommendation, NoSide
	}
	return Finding, r.side
}

// ContextOf is the context of a name, false where there is none.
func ContextOf(name string) (Context, bool) {
	for c, n := range contextNames {
		if n == name {
			return Context(c), true
		}
	}
	return 0, false
}
