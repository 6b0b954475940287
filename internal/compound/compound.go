// Package compound says whether a hyphen at the end of a row belongs to the word it
// stands in ("long-" / "term") or only divides it ("manage-" / "ment"). It is the one
// place where this is decided, for readers of rows and for the parse alike.
package compound

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/internal/lexicon"
	"assay/internal/phrases"
)

//go:embed compound.txt
var compoundTxt string

var (
	lists          = phrases.Read("compound.txt", compoundTxt)
	prefixes       = lists.Set("prefixes")
	strongPrefixes = lists.Set("strong prefixes")
	secondHalves   = lists.Set("second halves")
	endings        = lists.Set("endings")
	compounds      = lists.Set("compounds")
	domainWords    = lists.Set("words")
)

// Hyphened reports whether the word whose halves stand before and after a hyphen at a
// row's end is written with it: as the document writes it elsewhere; with it, where a
// name, a figure or a compound goes on; joined, where that is a word; with it, where both
// halves are words ("long-term") or the first begins compounds ("non-"); joined otherwise.
// words counts the words of the document in small letters; neither half may be empty.
func Hyphened(first, second string, words map[string]int) bool {
	if r, _ := utf8.DecodeRuneInString(second); !unicode.IsLower(r) {
		return true // "Pan-Sussex", "COVID-19"
	}
	capital, _ := utf8.DecodeRuneInString(first)
	first, second = strings.ToLower(first), strings.ToLower(second)
	joined, with := first+second, first+"-"+second
	if a, b := words[joined], words[with]; a > 0 || b > 0 {
		return b > a
	}
	last := first[strings.LastIndexByte(first, '-')+1:]
	next, _, _ := strings.Cut(second, "-")
	switch {
	case isDomainWord(joined):
		return false
	case compounds[with], secondHalves[second], len(last) < 2, strings.ContainsAny(last, "0123456789"):
		return true // "A-level", "16-year-olds"
	case len(last) < len(first): // "day-to-day"
		return IsWord(last, words)
	case len(next) < len(second): // "face-to-face"
		return IsWord(next, words)
	case strongPrefixes[last] && IsWord(second, words): // before the joined form, which a large list of words has, too
		return true
	case IsWord(joined, words):
		return false
	case endings[second]:
		return false
	case prefixes[last] && len(second) > 3, unicode.IsUpper(capital) && IsWord(second, words): // "Fenby-run"
		return true
	}
	return IsWord(last, words) && (IsWord(second, words) || participle(second))
}

// participle reports whether s looks like one, known or not: "consuming", "focussed".
func participle(s string) bool {
	stem, ok := strings.CutSuffix(s, "ing")
	if !ok {
		stem, ok = strings.CutSuffix(s, "ed")
	}
	return ok && len(stem) > 3 && strings.ContainsAny(stem, "aeiouy")
}

// IsWord reports whether s, in small letters, is a word of the document, whose words are
// counted in words, or of the language.
func IsWord(s string, words map[string]int) bool {
	return words[s] > 0 || isDomainWord(s) || lexicon.Has(s)
}

func isDomainWord(s string) bool {
	return domainWords[s] || domainWords[strings.TrimSuffix(s, "s")]
}
