package extract

import (
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract/text"
)

// Words that the end of a row divides: the sentence as it reads, and the lemmas of the
// tokens that were divided.
func TestDivided(t *testing.T) {
	for _, c := range []struct{ doc, sentence, lemmas string }{
		{"They say that over-\nsight is weak.", "They say that oversight is weak.", "oversight"},
		{"They say that over\u00adsight is weak.", "They say that oversight is weak.", "oversight"},
		{"They say that over\u00ad\nsight is weak.", "They say that oversight is weak.", "oversight"},
		{"There is no manage-\nment grip.", "There is no management grip.", "management"},
		{"The thresh-\nolds are high.", "The thresholds are high.", "threshold"},
		{"Most case-\nloads fell.", "Most caseloads fell.", "caseload"},
		{"Plans for long-\nterm care drift.", "Plans for long-term care drift.", "long-term"},
		{"Plans for long\u00adterm care drift.", "Plans for long-term care drift.", "long-term"},
		{"A non-\nresident parent was not asked.", "A non-resident parent was not asked.", "non-resident"},
		{"Their organ-\nisation is sound.", "Their organisation is sound.", "organisation"},
		{"The mosaicing is new. More mosai-\ncing follows.", "More mosaicing follows.", "mosaicing"},
		{"A well-being plan. Their well-\nbeing matters.", "Their well-being matters.", "well-being"},
		{"They see pre-\nand post-birth plans.", "They see pre- and post-birth plans.", ""},
		{"Most 16-\nyear-olds are seen.", "Most 16-year-olds are seen.", "16-year-old"},
		{"They were super-\nvised well and accom-\nmodated.", "They were supervised well and accommodated.", "supervise accommodate"},
	} {
		p := &Parse{Doc: &corpus.Document{Text: c.doc}}
		all := corpus.Span{End: int32(len(c.doc))}
		p.Articles = []Article{{Span: all}}
		p.Sections = []Section{{Span: all, Parent: -1, Comment: -1, Kind: KindParagraph}}
		sentences(p)
		tokens(p)
		tags(p)
		if err := p.Check(); err != nil {
			t.Fatal(err)
		}
		last := len(p.Sentences) - 1
		if got := SentenceText(p, last); got != c.sentence {
			t.Errorf("%q: got %q, want %q", c.doc, got, c.sentence)
		}
		var lemmas, texts []string
		for i := p.Sentences[last].FirstToken; i < p.Sentences[last].EndToken; i++ {
			s := p.Tokens[i].Of(c.doc)
			texts = append(texts, tokenText(p, int(i)))
			if strings.ContainsAny(s, "\n\u00ad") {
				lemmas = append(lemmas, p.Tokens[i].Lemma)
			}
		}
		if got := strings.Join(lemmas, " "); got != c.lemmas {
			t.Errorf("%q: lemmas %q, want %q", c.doc, got, c.lemmas)
		}
		if strings.ContainsAny(strings.Join(texts, ""), "\n\u00ad") {
			t.Errorf("%q: tokens %q", c.doc, texts)
		}
	}
}

// A page ends within a word: the furniture between its halves is in no token's text.
func TestDividedOverPages(t *testing.T) {
	doc := "They say that over-\nReport. Page 3 of 9\nsight is weak."
	hole := corpus.Span{Start: int32(strings.Index(doc, "Report.")), End: int32(strings.Index(doc, "\nsight"))}
	all := corpus.Span{End: int32(len(doc))}
	p := &Parse{Doc: &corpus.Document{Text: doc}, Articles: []Article{{Span: all}}, Holes: []corpus.Span{hole},
		Sections: []Section{{Span: all, Parent: -1, Comment: -1, Kind: KindParagraph}, {Span: hole, Comment: -1, Kind: KindFurniture, Context: Furniture}}}
	sentences(p)
	tokens(p)
	tags(p)
	if got, want := SentenceText(p, 0), "They say that oversight is weak."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := tokenText(p, 3); got != "oversight" || p.Tokens[3].Lemma != "oversight" {
		t.Errorf("token %q, lemma %q", got, p.Tokens[3].Lemma)
	}
}

// tokenText is the text of token i, with a word divided at the end of a row made
// whole.
func tokenText(p *Parse, i int) string {
	t := &p.Tokens[i]
	return text.Whole(t.Of(p.Doc.Text), t.Lemma)
}
