package html

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/internal/lazyregexp"
)

var (
	noPerson    = nameLists.Set("no person")
	bylineWords = nameLists.Set("byline")
	rxByline    = lazyregexp.New(`(?i)^(?:exclusive\W{1,3})?(?:by|(?:words|written|posted|reported|reporting|story|text) by|(?:words|text|story|report|reporting|interview|author|writer):)(?:\s|$)`)
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
		named := t.Tag(j) != atom.Meta && t.End[j]-j < 40 && (t.AnyWord(j, bylineWords, nil) || strings.Contains(t.Attr(j, "rel"), "author") || strings.Contains(t.Attr(j, "data-component")+t.Attr(j, "data-testid"), "byline"))
		if !named && !lowest(t, j) {
			j++
			continue
		}
		s := t.Text(j, headParagraph+50, nil)
		if len(s) >= headParagraph && j > at && lowest(t, j) {
			return ""
		}
		s = doc.Collapse(s)
		if named && glued(t, j) {
			if name := personsIn(t, j); name != "" {
				return name
			}
		}
		if len(s) < maxByline && (named || rxByline.MatchString(s)) {
			if name := authors(s); person(name) {
				return doc.NormaliseLine(name)
			}
		}
		if named || rxByline.MatchString(s) {
			if name := personsIn(t, j); name != "" {
				return name
			}
		}
		if !named && j > at && len(s) < maxByline {
			if name := nameOverRole(t, j); name != "" {
				return name
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

// personsIn are the persons whom the texts of element i name, one a text, where the whole
// names nobody: names, roles and buttons beside each other.
func personsIn(t *dom.Tree, i int32) string {
	var names []string
	for j := range t.Texts(i, t.End[i], nil) {
		s := doc.Collapse(t.Nodes[j].Data)
		if startsAny(strings.ToLower(s), nameLists.Group("no name")) {
			continue
		}
		if name := authors(s); person(name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return doc.NormaliseLine(strings.Join(names, "; "))
}

// glued reports whether two texts of element i touch each other, as those of buttons and
// labels beside a name do.
func glued(t *dom.Tree, i int32) bool {
	last := rune(0)
	for j := range t.Texts(i, t.End[i], nil) {
		first, _ := utf8.DecodeRuneInString(t.Nodes[j].Data)
		if unicode.IsLetter(last) && unicode.IsLetter(first) {
			return true
		}
		last, _ = utf8.DecodeLastRuneInString(t.Nodes[j].Data)
	}
	return false
}

// memberByline is the short name of a member whom the head of the article links to as its
// author, for a page that names nobody else: "by nfield".
func memberByline(t *dom.Tree, title string) string {
	at := titleNode(t, title)
	if at < 0 {
		return ""
	}
	for j := max(at-nodesBeforeTitle, 0); j < min(at+nodesAfterTitle, int32(len(t.Nodes))); j++ {
		if t.Skip[j] || t.Tag(j) != atom.A || outsideArticle(t, j) || !strings.Contains(t.Attr(j, "rel"), "author") && !t.HasToken(j, "fn") {
			continue
		}
		s := doc.Collapse(t.Text(j, 40, nil))
		if n := len(s); n > 2 && n < 30 && !strings.Contains(s, " ") && !noPerson[strings.ToLower(s)] && !bylineWords[strings.ToLower(s)] {
			return doc.NormaliseLine(s)
		}
	}
	return ""
}

// nameOverRole is the name in a block of two lines, of which the second tells what the
// person is: "Ada Vale / Health correspondent".
func nameOverRole(t *dom.Tree, i int32) string {
	var lines []string
	for j := range t.Texts(i, t.End[i], nil) {
		if s := doc.Collapse(t.Nodes[j].Data); s != "" {
			lines = append(lines, s)
		}
	}
	if len(lines) != 2 || !person(lines[0]) {
		return ""
	}
	words := strings.Fields(strings.ToLower(lines[1]))
	if len(words) > 6 || !slices.ContainsFunc(words, func(w string) bool { return roles[strings.Trim(w, ",.")] }) {
		return ""
	}
	return doc.NormaliseLine(lines[0])
}
