package codebook

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
	"assay/extract"
)

// A unit is what a pattern's item is compared with: a token, or a part of one.
// Patterns never see hyphens, possessive marks or quotation marks, so that
// step-down, step down and “step” down are the same to them.
type unit struct {
	corpus.Span
	class int32 // symbol of the automaton
	word  int32 // words before it in the sentence: the measure of distance
	kind  unitKind
}

type unitKind uint8

const (
	unitWord  unitKind = iota
	unitComma          // comma, bracket, slash: gaps pass over it without counting it
	unitStop           // colon, semicolon, dash, full stop: no gap passes over it
	unitEdge           // before the first and after the last token
)

// straighten replaces the typographic apostrophes by ' .
func straighten(s string) string {
	if !strings.Contains(s, "\u2019") && !strings.Contains(s, "\u2018") {
		return s
	}
	return strings.NewReplacer("\u2019", "'", "\u2018", "'").Replace(s)
}

// splitUnits cuts a written word at hyphens and drops the possessive mark.
func splitUnits(s string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(straighten(s), isHyphen) {
		part = trimPossessive(part)
		if part != "" {
			out = append(out, part)
		}
	}
	return out
}

func isHyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' || r == '\u00ad' }

// trimPossessive drops 's and ' from the end of a word with straight marks.
func trimPossessive(s string) string {
	t := strings.TrimSuffix(s, "'s")
	t = strings.TrimSuffix(t, "'S")
	return strings.Trim(t, "'")
}

// units turns tokens of text into units, an edge before and one after them.
func (r *run) units(text string, tokens []extract.Token, at corpus.Span) {
	us := append(r.us[:0], unit{Span: corpus.Span{Start: at.Start, End: at.Start}, class: r.edge(atomStart), kind: unitEdge})
	var word int32
	for i := range tokens {
		t := &tokens[i]
		s := t.Of(text)
		if t.Kind == extract.TokenPunct || t.Kind == extract.TokenSymbol {
			if p := r.punct(s); p.keep {
				us = append(us, unit{Span: t.Span, class: p.class, kind: p.kind, word: word})
			}
			continue
		}
		for _, p := range r.form(s, t).parts {
			us = append(us, unit{Span: corpus.Span{Start: t.Start + p.start, End: t.Start + p.end}, class: r.class(p.class, t.Tag), word: word})
			word++
		}
	}
	r.us = append(us, unit{Span: corpus.Span{Start: at.End, End: at.End}, class: r.edge(atomEnd), kind: unitEdge, word: word})
}

// plainTokens cuts a span of text into runs of letters and figures and single
// other marks, without lemmas and tags.
func plainTokens(text string, at corpus.Span) (out []extract.Token) {
	inWord := false
	for i, r := range at.Of(text) {
		pos := at.Start + int32(i)
		end := pos + int32(utf8.RuneLen(r))
		switch {
		case unicode.IsSpace(r):
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || inWord && (r == '\'' || r == '\u2019' || isHyphen(r)):
			if inWord {
				out[len(out)-1].End = end
			} else {
				out = append(out, extract.Token{Span: corpus.Span{Start: pos, End: end}})
			}
			inWord = true
		default:
			out = append(out, extract.Token{Span: corpus.Span{Start: pos, End: end}, Kind: extract.TokenPunct})
			inWord = false
		}
	}
	return out
}

// possessive cuts the possessive mark off a token's text; drop is true where
// the token is nothing else.
func possessive(s string) (word string, drop bool) {
	for _, mark := range [...]string{"'s", "\u2019s", "'S", "\u2019S", "'", "\u2019"} {
		if t, ok := strings.CutSuffix(s, mark); ok {
			return t, t == ""
		}
	}
	return s, s == ""
}

// punctuation says what a mark is to a pattern; keep is false for hyphens and
// quotation marks.
func punctuation(s string) (kind unitKind, keep bool) {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case isHyphen(r), unicode.Is(unicode.Quotation_Mark, r):
		return 0, false
	case r == ',' || r == '(' || r == ')' || r == '/' || r == '%' || r == '£' || r == '&' || r == '[' || r == ']':
		return unitComma, true
	}
	return unitStop, true
}
