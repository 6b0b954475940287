package extract

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
)

// Check proves what every reader of a Parse relies on: spans lie on rune
// boundaries inside the text; sections are in order and nest; blocks do not
// overlap but for furniture in the holes of a paragraph; sections together
// leave out white space only; sentences lie in their section and are in order;
// tokens lie in their sentence, outside holes, and are in order. It returns the
// first break of a promise and is meant for tests and fuzzing.
func (p *Parse) Check() error {
	for _, f := range []func() error{p.checkSections, p.checkHoles, p.checkGaps, p.checkSentences, p.checkTokens, p.checkThread} {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

func (p *Parse) checkSpan(what string, i int, s corpus.Span) error {
	t := p.Doc.Text
	if s.Start < 0 || s.Start > s.End || int(s.End) > len(t) {
		return fmt.Errorf("%s %d: span %d-%d outside text of %d bytes", what, i, s.Start, s.End, len(t))
	}
	for _, at := range []int32{s.Start, s.End} {
		if int(at) < len(t) && !utf8.RuneStart(t[at]) {
			return fmt.Errorf("%s %d: byte %d is inside a rune", what, i, at)
		}
	}
	return nil
}

func (p *Parse) checkSections() error {
	if len(p.Articles) == 0 {
		return fmt.Errorf("no article")
	}
	for i, a := range p.Articles {
		if err := p.checkSpan("article", i, a.Span); err != nil {
			return err
		}
		if i > 0 && a.Start < p.Articles[i-1].End {
			return fmt.Errorf("article %d begins before article %d ends", i, i-1)
		}
	}
	lastBlock := int32(-1)
	for i, s := range p.Sections {
		if err := p.checkSpan("section", i, s.Span); err != nil {
			return err
		}
		for _, in := range []corpus.Span{s.Heading, s.Number} {
			if err := p.checkSpan("heading or number of section", i, in); err != nil {
				return err
			}
		}
		switch {
		case s.Len() == 0:
			return fmt.Errorf("section %d is empty", i)
		case i > 0 && s.Start < p.Sections[i-1].Start:
			return fmt.Errorf("section %d begins before section %d", i, i-1)
		case s.Article < 0 || int(s.Article) >= len(p.Articles):
			return fmt.Errorf("section %d: no article %d", i, s.Article)
		case s.Comment < -1 || int(s.Comment) >= len(p.Comments):
			return fmt.Errorf("section %d: no comment %d", i, s.Comment)
		case s.Parent >= int32(i) || s.Parent < -1:
			return fmt.Errorf("section %d: parent %d does not stand before it", i, s.Parent)
		case !p.Articles[s.Article].Contains(s.Span):
			return fmt.Errorf("section %d lies outside its article", i)
		}
		if s.Parent >= 0 && !p.Sections[s.Parent].Contains(s.Span) {
			return fmt.Errorf("section %d lies outside its parent %d", i, s.Parent)
		}
		if s.Kind == KindPart {
			continue
		}
		if s.Parent >= 0 && p.Sections[s.Parent].Kind != KindPart {
			if !p.isHole(s.Span) {
				return fmt.Errorf("section %d lies in block %d but in no hole", i, s.Parent)
			}
			continue
		}
		if s.Start < lastBlock {
			return fmt.Errorf("section %d overlaps the block before it", i)
		}
		lastBlock = s.End
	}
	return nil
}

func (p *Parse) isHole(s corpus.Span) bool {
	for _, h := range p.Holes {
		if h == s {
			return true
		}
	}
	return false
}

func (p *Parse) checkHoles() error {
	for i, h := range p.Holes {
		if err := p.checkSpan("hole", i, h); err != nil {
			return err
		}
		if h.Len() == 0 || i > 0 && h.Start < p.Holes[i-1].End {
			return fmt.Errorf("hole %d is empty or out of order", i)
		}
	}
	return nil
}

// checkGaps proves that what no block covers is white space.
func (p *Parse) checkGaps() error {
	at := int32(0)
	for i, s := range p.Sections {
		if s.Kind == KindPart {
			continue
		}
		if s.Start > at {
			if err := p.blank(corpus.Span{Start: at, End: s.Start}); err != nil {
				return fmt.Errorf("before section %d: %w", i, err)
			}
		}
		at = max(at, s.End)
	}
	if err := p.blank(corpus.Span{Start: at, End: int32(len(p.Doc.Text))}); err != nil {
		return fmt.Errorf("after the last section: %w", err)
	}
	return nil
}

func (p *Parse) blank(s corpus.Span) error {
	for i, r := range s.Of(p.Doc.Text) {
		if !unicode.IsSpace(r) {
			return fmt.Errorf("text at byte %d is in no section", int(s.Start)+i)
		}
	}
	return nil
}

func (p *Parse) checkSentences() error {
	for i, s := range p.Sentences {
		if err := p.checkSpan("sentence", i, s.Span); err != nil {
			return err
		}
		switch {
		case s.Section < 0 || int(s.Section) >= len(p.Sections):
			return fmt.Errorf("sentence %d: no section %d", i, s.Section)
		case !p.Sections[s.Section].Contains(s.Span):
			return fmt.Errorf("sentence %d lies outside its section %d", i, s.Section)
		case i > 0 && s.Section < p.Sentences[i-1].Section:
			return fmt.Errorf("sentence %d is of an earlier section than the one before it", i)
		case i > 0 && s.Section == p.Sentences[i-1].Section && s.Start < p.Sentences[i-1].End:
			return fmt.Errorf("sentence %d overlaps the one before it", i)
		}
	}
	return nil
}

func (p *Parse) checkTokens() error {
	at := int32(0)
	for i, s := range p.Sentences {
		if s.FirstToken != at || s.EndToken < s.FirstToken || int(s.EndToken) > len(p.Tokens) {
			return fmt.Errorf("sentence %d: tokens %d-%d do not follow %d", i, s.FirstToken, s.EndToken, at)
		}
		at = s.EndToken
		last := s.Start
		for j := s.FirstToken; j < s.EndToken; j++ {
			t := p.Tokens[j]
			if err := p.checkSpan("token", int(j), t.Span); err != nil {
				return err
			}
			if t.Len() == 0 || t.Start < last || t.End > s.End {
				return fmt.Errorf("token %d is empty, out of order or outside its sentence", j)
			}
			last = t.End
		}
	}
	if int(at) != len(p.Tokens) {
		return fmt.Errorf("%d tokens in no sentence", len(p.Tokens)-int(at))
	}
	return nil
}

func (p *Parse) checkThread() error {
	for i, c := range p.Comments {
		if err := p.checkSpan("comment", i, c.Span); err != nil {
			return err
		}
		switch {
		case c.Parent >= int32(i) || c.Parent < -1:
			return fmt.Errorf("comment %d: parent %d does not stand before it", i, c.Parent)
		case c.Parent == -1 && c.Depth != 0, c.Parent >= 0 && c.Depth != p.Comments[c.Parent].Depth+1:
			return fmt.Errorf("comment %d: depth %d does not fit its parent", i, c.Depth)
		case !c.Contains(c.Body):
			return fmt.Errorf("comment %d: body outside it", i)
		case c.Article < 0 || int(c.Article) >= len(p.Articles):
			return fmt.Errorf("comment %d: no article %d", i, c.Article)
		}
	}
	return nil
}
