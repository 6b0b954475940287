package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
	"assay/internal/lazyregexp"
)

var (
	// numberMark is the number of a paragraph or item, with what closes it.
	numberMark = lazyregexp.New(`^(\d{1,3}(?:\.\d{1,2})*)[.)\]]+\s*|^(\d{1,2}\.\d{1,2})\s+|^\(?(\d{1,2}|[a-z]|[ivx]{1,4})\)\s*`)
	// bulletMark is the mark of a list a sentence begins with, dashMark one that
	// begins other text too.
	bulletMark = lazyregexp.New(`^[•◼■▪●○◦‣⁃∙·►▶◆✓]\s*`)
	dashMark   = lazyregexp.New(`^(?:[–—―−*-]\s+|[–—―−]|o\s)`)
)

// leadingMark is how many bytes of a sentence are no words of it, the bullet and
// the number it begins with, and where in it the number stands, empty where there
// is none. numbered says that its paragraph has a number, item that it is one of a
// list. A sentence that is nothing else keeps what it begins with.
func leadingMark(s string, numbered, item bool) (n int, number corpus.Span) {
	if at := bulletMark.FindStringIndex(s); at != nil {
		n = at[1]
	} else if at := dashMark.FindStringIndex(s); at != nil && item {
		n = at[1]
	}
	if m := numberMark.FindStringSubmatchIndex(s[n:]); m != nil {
		next, _ := utf8.DecodeRuneInString(s[n+m[1]:])
		spaced := m[1] > 0 && s[n+m[1]-1] == ' ' || s[n+m[1]-1] == '\n'
		if numbered || (item || unicode.IsUpper(next)) && spaced {
			for g := 2; g < len(m); g += 2 {
				if m[g] >= 0 {
					number = corpus.Span{Start: int32(n + m[g]), End: int32(n + m[g+1])}
				}
			}
			n += m[1]
		}
	}
	if strings.TrimSpace(s[n:]) == "" {
		return 0, corpus.Span{}
	}
	return n, number
}

// joinNumber adds the number of a paragraph that stands as a sentence of its own
// to the sentence after it, in place.
func joinNumber(spans []corpus.Span, view string) []corpus.Span {
	if len(spans) < 2 || !numberAlone.MatchString(spans[0].Of(view)) {
		return spans
	}
	spans[1].Start = spans[0].Start
	return spans[1:]
}

var numberAlone = lazyregexp.New(`^\(?\d{1,3}(?:\.\d{1,2})*[.)]+$`)

// tag is a bracket that says something of what stands before it and is no
// sentence: "(Recommendation)".
var tag = lazyregexp.New(`^\((?:(?:[^().!?\s]+\s?){1,4}|(?i:paras?|paragraphs?|pages?|pp)\.?\s[^().!?]*)\)\.?$`)

// tagFirst is a tag that the next sentence has been given.
var tagFirst = lazyregexp.New(`^\(\p{Lu}[^().!?\s]+(?: [^().!?\s]+)?\)\s+`)

// joinTags adds a tag to the sentence before it, in place.
func joinTags(spans []corpus.Span, view string) []corpus.Span {
	out := spans[:0]
	for i, sp := range spans {
		if s := sp.Of(view); i > 0 && len(s) < 60 && s[0] == '(' && tag.MatchString(s) && !finite.MatchString(s) {
			out[len(out)-1].End = sp.End
			continue
		}
		if at := tagFirst.FindStringIndex(sp.Of(view)); i > 0 && at != nil && !startsLower(sp.Of(view)[at[1]:]) {
			out[len(out)-1].End = sp.Start + int32(strings.IndexByte(sp.Of(view), ')')) + 1
			sp.Start += int32(at[1])
		}
		out = append(out, sp)
	}
	return out
}
