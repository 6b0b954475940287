package extract

import (
	"assay/corpus"
	"assay/extract/text"
)

// Line is a Parse of one sentence at a time with nothing but its tokens: enough
// for patterns, and made in a small part of the time of One. Its buffers are
// those of the sentence before. It is not safe for concurrent use.
type Line struct {
	Parse Parse // valid until the next Set

	doc corpus.Document
}

// Set takes a sentence, under heading (empty for none), in the context
// and with the speaker's role given, and finds its tokens, without parts of
// speech and lemmas. Doc.Text is what One makes of the same.
func (l *Line) Set(sentence, heading string, c Context, r Role) {
	p, full, at := &l.Parse, sentence, 0
	if heading != "" {
		at = len(heading) + 1
		full = heading + "\n" + sentence
	}
	l.doc.Text = full
	p.Doc = &l.doc
	from := text.SkipSpace(full, at, len(full))
	to := text.TrimSpace(full, from, len(full))
	p.Sentences = append(p.Sentences[:0], Sentence{Span: corpus.Span{Start: int32(from), End: int32(to)}, Comment: -1, Context: c, Role: r,
		Heading: corpus.Span{End: int32(max(at-1, 0))}})
	if p.Tokens = p.Tokens[:0]; p.Tokens == nil {
		p.Tokens = make([]Token, 0, 256)
	}
	tokens(p)
}

// Tag gives the tokens their parts of speech and lemmas.
func (l *Line) Tag() { tags(&l.Parse) }
