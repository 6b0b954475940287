package extract

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/extract/text"
	"assay/internal/lexicon"
	"assay/internal/phrases"
)

//go:embed divided.txt
var dividedTxt string

var (
	dividedLists   = phrases.Lists(dividedTxt)
	prefixes       = phrases.Set(dividedLists["prefixes"])
	strongPrefixes = phrases.Set(dividedLists["strong prefixes"])
	secondHalves   = phrases.Set(dividedLists["second halves"])
	endings        = phrases.Set(dividedLists["endings"])
	compounds      = phrases.Set(dividedLists["compounds"])
	domainWords    = phrases.Set(dividedLists["words"])
)

// divided decides of every token that the end of a row divides whether the hyphen
// belongs to the word, notes in Parse.Joined those that do not, and gives the texts of
// all such tokens, by their start; nil where there is none.
func divided(p *Parse) map[int32]string {
	doc := p.Doc.Text
	if !mayDivide(doc) {
		return nil
	}
	var whole map[int32]string
	var words map[string]int
	for i := range p.Tokens {
		t := &p.Tokens[i]
		printed := t.Of(doc)
		if !text.Divided(printed) {
			continue
		}
		if whole == nil {
			whole, words = map[int32]string{}, wordsOf(p)
		}
		first, second, hyphen := text.Halves(printed)
		if second != "" && t.Kind != TokenURL && t.Kind != TokenEmail && !hyphened(first, second, words) {
			p.Joined = append(p.Joined, t.Start+int32(hyphen))
			whole[t.Start] = first + second
		} else {
			whole[t.Start] = first + "-" + second
		}
	}
	slices.Sort(p.Joined)
	return whole
}

// mayDivide reports whether a row may end in a word of doc.
func mayDivide(doc string) bool {
	return strings.Contains(doc, "-\n") || strings.Contains(doc, "- \n") || strings.Contains(doc, softHyphen)
}

// softHyphen is how a reader marks a row's end within a word.
const softHyphen = "\u00ad"

// wordsOf counts the words of the document that no row's end divides, in lower case.
func wordsOf(p *Parse) map[string]int {
	words := map[string]int{}
	for i := range p.Tokens {
		if t := &p.Tokens[i]; t.Kind == TokenWord {
			if s := t.Of(p.Doc.Text); !text.Divided(s) {
				words[strings.ToLower(s)]++
			}
		}
	}
	return words
}

// hyphened reports whether the word whose halves stand before and after a hyphen at a
// row's end is written with it: as the document writes it elsewhere; with it, where a
// name, a figure or a compound goes on; joined, where that is a word; with it, where both
// halves are words ("long-term") or the first begins compounds ("non-"); joined otherwise.
func hyphened(first, second string, words map[string]int) bool {
	if r, _ := utf8.DecodeRuneInString(second); !unicode.IsLower(r) {
		return true // "Pan-Sussex", "COVID-19"
	}
	first, second = strings.ToLower(first), strings.ToLower(second)
	joined, with := first+second, first+"-"+second
	if a, b := words[joined], words[with]; a > 0 || b > 0 {
		return b > a
	}
	last := first[strings.LastIndexByte(first, '-')+1:]
	next, _, _ := strings.Cut(second, "-")
	switch {
	case domainWords[joined], domainWords[strings.TrimSuffix(joined, "s")]:
		return false
	case compounds[with], secondHalves[second], len(last) < 2, strings.ContainsAny(last, "0123456789"):
		return true // "A-level", "16-year-olds"
	case len(last) < len(first): // "day-to-day"
		return isWord(last, words)
	case len(next) < len(second): // "face-to-face"
		return isWord(next, words)
	case strongPrefixes[last] && isWord(second, words): // before the joined form, which a large list of words has, too
		return true
	case isWord(joined, words):
		return false
	}
	return !endings[second] && (prefixes[last] && len(second) > 3 || isWord(last, words) && (isWord(second, words) || participle(second)))
}

// participle reports whether s looks like one, known or not: "consuming", "focussed".
func participle(s string) bool {
	stem, ok := strings.CutSuffix(s, "ing")
	if !ok {
		stem, ok = strings.CutSuffix(s, "ed")
	}
	return ok && len(stem) > 3 && strings.ContainsAny(stem, "aeiouy")
}

// isWord reports whether s is a word of the document or of the language.
func isWord(s string, words map[string]int) bool {
	return words[s] > 0 || domainWords[s] || domainWords[strings.TrimSuffix(s, "s")] || lexicon.Has(s)
}
