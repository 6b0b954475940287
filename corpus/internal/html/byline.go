package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/internal/lazyregexp"
	"assay/internal/phrases"
)

var (
	noPerson    = phrases.Set(nameLists["no person"])
	bylineWords = phrases.Set(nameLists["byline"])
	rxByline    = lazyregexp.New(`(?i)^(?:exclusive\W{1,3})?(?:by|(?:words|written|posted|reported|story|text) by)\b`)
)

// maxByline bounds a printed byline, in bytes.
const maxByline = 140

// printedByline is who a line beside the title says the article is by, "" where none
// names a person. Nothing is taken from running text.
func printedByline(t *dom.Tree, title string) string {
	at := titleNode(t, title)
	if at < 0 {
		return ""
	}
	for j := max(at-nodesBeforeTitle, 0); j < min(at+nodesAfterTitle, int32(len(t.Nodes))); {
		if t.Skip[j] || aside(t, j) {
			j = max(t.End[j], j+1)
			continue
		}
		if !t.IsElement(j) {
			j++
			continue
		}
		named := t.Tag(j) != atom.Meta && t.End[j]-j < 40 && (t.AnyWord(j, bylineWords, nil) || strings.Contains(t.Attr(j, "rel"), "author"))
		if !named && !lowest(t, j) {
			j++
			continue
		}
		s := t.Text(j, headParagraph+50, nil)
		if len(s) >= headParagraph && j > at && lowest(t, j) {
			return ""
		}
		if s = doc.Collapse(s); len(s) < maxByline && (named || rxByline.MatchString(s)) {
			if name := authors(s); person(name) {
				return doc.NormaliseLine(name)
			}
		}
		if named || lowest(t, j) {
			j = t.End[j]
			continue
		}
		j++
	}
	return ""
}

// person reports whether every name of a list is that of a person: two to five words
// that begin with capitals, small ones between them aside, and none of a paper or a body.
func person(names string) bool {
	for name := range strings.SplitSeq(names, "; ") {
		words := strings.Fields(name)
		if len(words) < 2 || len(words) > 5 {
			return false
		}
		for i, w := range words {
			r, _ := utf8.DecodeRuneInString(w)
			if noPerson[strings.ToLower(w)] || !unicode.IsLetter(r) || strings.ContainsAny(w, "0123456789@:|") ||
				!unicode.IsUpper(r) && (i == 0 || i == len(words)-1 || len(w) > 4) {
				return false
			}
		}
	}
	return names != ""
}
