package extract

import (
	"assay/extract/postag"
	"assay/extract/text"
)

// tokens splits every sentence into tokens. None lies in a hole.
func tokens(p *Parse) {
	if p.Tokens == nil {
		p.Tokens = make([]Token, 0, len(p.Doc.Text)*2/11+8) // a token is 5.5 bytes with its space in the reports
	}
	var mask masker
	for i := range p.Sentences {
		s := &p.Sentences[i]
		view, base := mask.view(p.Doc.Text, s.Span, p.Holes)
		s.FirstToken = int32(len(p.Tokens))
		p.Tokens = text.AppendTokens(p.Tokens, view, int(s.Start)-base, int(s.End)-base)
		s.EndToken = int32(len(p.Tokens))
		if base > 0 {
			for k := s.FirstToken; k < s.EndToken; k++ {
				p.Tokens[k].Start += int32(base)
				p.Tokens[k].End += int32(base)
			}
		}
	}
}

// tags gives every token its part of speech and lemma. A sentence is tagged by
// itself, so the tags depend on nothing else.
func tags(p *Parse) {
	if len(p.Tokens) == 0 {
		return
	}
	whole := divided(p)
	g := postag.Get()
	for i := range p.Sentences {
		s := &p.Sentences[i]
		g.Sentence(p.Doc.Text, p.Tokens[s.FirstToken:s.EndToken], whole)
	}
	postag.Put(g)
}
