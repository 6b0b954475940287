package extract

import (
	"strings"

	"assay/corpus"
	"assay/extract/profiles"
)

// openingBytes is how far down a letter, its letterhead included, the sentence
// stands that says what it is about.
const openingBytes = 2500

// writerBytes is how far down a letter the words stand that tell who writes.
const writerBytes = 60000

// letterKind recognises letters, nil where the document is none: by a line that
// is a title, any document kind at its side, or, where a letter has no title, by
// its first sentences, and by what letters of inspectors have and an article
// about one has not.
func (x *Extractor) letterKind(doc *corpus.Document) *profiles.Profile {
	opening := squash(doc.Text, openingBytes)
	common := &x.set.Common.Recognise
	greeted := false
	for i, l := range doc.Lines {
		if i >= 60 || greeted {
			break
		}
		greeted = l.Len() < 120 && salutation.MatchString(l.Of(doc.Text))
	}
	if !greeted && !matchAny(common.Letter, squash(doc.Text, markBytes)) {
		return nil
	}
	for i, l := range doc.Lines {
		if i >= 60 {
			break
		}
		s := squash(l.Of(doc.Text), 400)
		if wordCount(s) > 24 || isProse(s) || finite.MatchString(s) {
			continue
		}
		for _, p := range x.set.Profiles {
			if matchAny(p.Recognise.Lines, s) {
				return p
			}
		}
	}
	if !greeted && !strings.Contains(opening, "this letter") {
		return nil
	}
	var first *profiles.Profile // the one whose sentence stands first
	at := len(opening)
	for _, p := range x.set.Profiles {
		if p.Recognise.Greeted && !greeted {
			continue
		}
		for _, o := range p.Recognise.Opening {
			if m := o.Index(opening); m != nil && m[0] < at && (p.Recognise.Greeted || matchAny(common.Writer, squash(doc.Text, writerBytes))) {
				first, at = p, m[0]
			}
		}
	}
	return first
}

// titleOf reports whether a line, or lines joined, may be the title of an
// inspection document of a kind.
func (x *Extractor) titleOf(p *profiles.Profile, joined string) bool {
	if wordCount(joined) > 34 || isProse(joined) && wordCount(joined) > 24 {
		return false
	}
	if !finite.MatchString(joined) && matchAny(p.Recognise.Lines, joined) {
		return true
	}
	if matchAny(p.Recognise.Title, joined) {
		return !finite.MatchString(joined) || !isProse(joined)
	}
	for _, over := range p.Recognise.Over {
		if q := x.set.Get(over); q != nil && matchAny(q.Recognise.Title, joined) {
			return !finite.MatchString(joined) || !isProse(joined)
		}
	}
	return false
}

// mostTitleLines is how many lines a title may be wrapped over.
const mostTitleLines = 5

// titleLinesOf finds the title of an inspection document of a kind among its
// first lines: lines [first, end). A title may be wrapped; gap reports whether
// space parts line i from the one before.
func (x *Extractor) titleLinesOf(p *profiles.Profile, texts []string, gap func(i int) bool) (first, end int, ok bool) {
	for i := range texts {
		if i >= 60 {
			break
		}
		if !mayTitle(texts[i]) {
			continue
		}
		joined := ""
		for n := i; n < len(texts) && n < i+mostTitleLines; n++ {
			if n > i && (gap(n) || !mayTitle(texts[n])) {
				break
			}
			joined = strings.TrimSpace(joined + " " + squash(texts[n], 400))
			if !x.titleOf(p, joined) {
				continue
			}
			for n+1 < len(texts) && n+1 < i+mostTitleLines && !gap(n+1) && mayTitle(texts[n+1]) && titleRunsOn(texts[n], texts[n+1]) {
				n++
			}
			return i, n + 1, true
		}
	}
	return 0, 0, false
}

func mayTitle(s string) bool {
	return s != "" && !isProse(plainText(s)) && !salutation.MatchString(s) && !frontLabel.MatchString(s) && !bulletStart.MatchString(s)
}

// titleRunsOn reports whether a title that line a ends goes on in line b.
func titleRunsOn(a, b string) bool {
	return startsLower(b) && len(b) < 90 && !ended(b) ||
		len(a) >= 40 && len(b) < 60 && !ended(a) && !finite.MatchString(b) && !strings.ContainsAny(b, "@:0123456789")
}
