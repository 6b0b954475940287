package extract

import (
	"strings"

	"assay/corpus"
	"assay/extract/profiles"
)

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", softHyphen, "-")

// headBytes is how much of a document's head, in bytes, its title is looked for
// in: nearBytes where its words stand together; titleBytes is how far down a
// title may begin, and apartBytes how much sooner a later rule's title must
// begin to win.
const (
	headBytes  = 2500
	nearBytes  = 1500
	titleBytes = 900
	apartBytes = 400
	markBytes  = 12000
)

// recognise returns the profile of an inspection document, nil where it is none.
func (x *Extractor) recognise(doc *corpus.Document) *profiles.Profile {
	p := x.titleKind(doc)
	if p == nil || len(p.Recognise.Lines) > 0 && len(doc.Pages) == 0 { // without pages an article about a visit looks alike
		p = nil
		if len(doc.Comments) == 0 && !threadHeading.MatchString(squash(doc.Text, markBytes)) {
			p = x.letterKind(doc)
		}
	}
	return p
}

// titleHead is where the title of a document is looked for.
func titleHead(doc *corpus.Document) string {
	head := doc.Text
	if len(doc.Pages) > 1 {
		head = doc.Pages[0].Of(doc.Text)
		if len(head) < 200 { // a cover page that is a picture
			head = doc.Text[:doc.Pages[1].End]
		}
	}
	if len(doc.Pages) == 0 {
		head = titleLines(doc)
	}
	return squash(head, headBytes)
}

// titleKind recognises an inspection document by its title. Profiles are tried
// in order; a later one wins only where its title begins much sooner. A user's
// own profile wins over the built-in ones.
func (x *Extractor) titleKind(doc *corpus.Document) *profiles.Profile {
	head := titleHead(doc)
	var found *profiles.Profile
	first := len(head) + 1
	for _, p := range x.set.Profiles {
		if found != nil && (first <= apartBytes || !found.BuiltIn) { // none can stand so much before it
			break
		}
		at := titleAt(p, head)
		if at < 0 || at >= first || at >= titleBytes || matchAny(p.Recognise.Not, head) {
			continue
		}
		if found == nil || at < first-apartBytes {
			found, first = p, at
		}
	}
	if found == nil {
		return nil
	}
	if asksMark(found, doc) && (x.markOf(found, doc, head) == nil || x.looksLikeArticle(doc, head)) {
		return nil
	}
	for _, p := range x.set.Profiles { // one that says it wins where both are recognised
		for _, over := range p.Recognise.Over {
			if over == found.ID && titleAt(p, head) >= 0 {
				return p
			}
		}
	}
	return found
}

// asksMark reports whether a document of the title of p needs a mark as well.
func asksMark(p *profiles.Profile, doc *corpus.Document) bool {
	return doc.MediaType != "application/pdf" || p.Recognise.NeedMark
}

// markOf is the pattern of a mark that a document of the title of p has, nil where
// it has none. That one of the first lines begins with the label of a fact that a
// user's own profile knows is a mark too.
func (x *Extractor) markOf(p *profiles.Profile, doc *corpus.Document, head string) *profiles.Pattern {
	for _, text := range []string{head, squash(doc.Text, markBytes)} {
		for _, marks := range [][]*profiles.Pattern{p.Recognise.Marks, x.set.Common.Recognise.Marks} {
			if m := firstOf(marks, text); m != nil {
				return m
			}
		}
	}
	if p.BuiltIn {
		return nil
	}
	for _, l := range doc.Lines[:min(len(doc.Lines), frontLines)] {
		for _, f := range p.Facts {
			if m := firstOf(f.Labels, l.Of(doc.Text)); m != nil {
				return m
			}
		}
	}
	return nil
}

// titleAt is where a title of the kind begins in the head of a document, -1
// where none does.
func titleAt(p *profiles.Profile, head string) int {
	if !p.Recognise.Wide {
		head = head[:min(len(head), nearBytes)]
	}
	first := -1
	for _, t := range p.Recognise.Title {
		if at := t.Index(head); at != nil && (first < 0 || at[0] < first) {
			first = at[0]
		}
	}
	return first
}

func matchAny(patterns []*profiles.Pattern, s string) bool { return firstOf(patterns, s) != nil }

// firstOf is the first of the patterns that stands in s, nil where none does.
func firstOf(patterns []*profiles.Pattern, s string) *profiles.Pattern {
	for _, p := range patterns {
		if p.Match(s) {
			return p
		}
	}
	return nil
}

// titleLines is what may be the title of a document without pages: its first
// lines but for running text. A title may be wrapped over several.
func titleLines(doc *corpus.Document) string {
	var out []string
	for i, l := range doc.Lines {
		if i >= 40 || l.Comment >= 0 && len(doc.Comments) > 0 {
			break
		}
		if s := l.Of(doc.Text); l.Kind == corpus.LineTitle || l.Kind == corpus.LineHeading || !isProse(plainText(s)) {
			out = append(out, s)
		}
	}
	return strings.Join(out, "\n")
}

// squash is the first n bytes of the text in lower case with single spaces and
// straight quotes, cut at a rune.
func squash(s string, n int) string {
	if len(s) > n {
		s = strings.ToValidUTF8(s[:n], "")
	}
	return straight.Replace(strings.ToLower(strings.Join(strings.Fields(s), " ")))
}

// looksLikeArticle reports whether the document is a page about inspections
// rather than a report of one: it has a thread of comments, a byline, or a
// headline of a newspaper.
func (x *Extractor) looksLikeArticle(doc *corpus.Document, head string) bool {
	if len(doc.Comments) > 0 || doc.Meta.Byline != "" && !officeFile[doc.MediaType] {
		return true
	}
	return threadHeading.MatchString(head) || matchAny(x.set.Common.Recognise.Not, head[:min(len(head), 160)])
}

// officeFile says of a media type that its author is whoever saved the file,
// which makes no byline.
var officeFile = map[string]bool{
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   true,
	"application/vnd.oasis.opendocument.text":                                   true,
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": true,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         true,
}

// threadHeading announces a thread of comments in running text.
var threadHeading = rx(`\b\d+ (?:responses|comments|thoughts|replies) (?:to|on) `)
