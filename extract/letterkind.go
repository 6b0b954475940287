package extract

import (
	"strings"

	"assay/corpus"
)

// Letters about visits are recognised by three things, any document kind at
// their side: a title line, marks of the form of a letter, and, where a letter
// has no title, its first sentence. Text is in lower case as squash leaves it.
var (
	// visitTitle is a line that is the title of a letter about a visit.
	visitTitle = rx(`^(?:(?:re|letter|report|outcome|findings|ofsted)\b[:\s-]*(?:(?:of|from|on|about) )?)?(?:(?:the|an?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|latest|recent|ofsted|ofsted's|ilacs|\d+(?:st|nd|rd|th)) )*(focused|monitoring) visit\b` +
		`|\b(focused|monitoring) visit(?: letter| report| outcome| findings)?(?:,? (?:\d{1,2} )?[a-z]+ \d{4})?$`)

	// visitMark is what a letter about a visit has, and an article about one has not.
	visitMark = rx(`\bthis letter (?:\w+ )?(?:summari[sz]es|sums up|sets out|outlines|gives|contains|reports|describes|provides|confirms|presents|details)\b` +
		`|\bi (?:am writing|write) (?:to|on behalf of)\b|\byours (?:sincerely|faithfully)\b|\bi am copying this letter\b` +
		`|\bvisit dates?:|\bdates? of (?:the )?(?:focused |monitoring )?visit\b|\blead inspectors?:|\bareas? covered by (?:the|this) visit\b` +
		`|\bfindings and evaluation of progress\b|\bheadline findings\b|\bwhat needs to improve in this area of social work practice\b` +
		`|\binspectors?(?: for this visit)? (?:was|were):? [a-z]|\bvisit was (?:carried out|conducted|undertaken) by\b`)

	// visitOpening is the sentence by which a letter without a title says what it is about.
	visitOpening = rx(`\b(?:this letter|i (?:am writing|write)|following|further to|as a result of)\b[^.]{0,160}?\b(focused|monitoring) visit\b` +
		`|\b(?:findings|outcomes?) (?:of|from) (?:the|our|your|this|a) (?:\w+ ){0,3}(focused|monitoring) visit\b`)
	jointOpening = rx(`\bundertook a joint (?:targeted area )?inspection of the (?:multi-agency )?response\b|\bjoint targeted area inspection\b`)
)

// openingBytes is how far down a letter, its letterhead included, the sentence
// stands that says what it is about.
const openingBytes = 2500

// letterKind recognises letters about visits and joint inspections, "" where
// the document is none.
func letterKind(doc *corpus.Document) string {
	opening := squash(doc.Text, openingBytes)
	greeted := false
	for i, l := range doc.Lines {
		if i >= 60 || greeted {
			break
		}
		greeted = l.Len() < 120 && salutation.MatchString(l.Of(doc.Text))
	}
	if !greeted && !visitMark.MatchString(squash(doc.Text, 12000)) {
		return ""
	}
	for i, l := range doc.Lines {
		if i >= 60 {
			break
		}
		s := squash(l.Of(doc.Text), 400)
		if words(s) > 24 || isProse(s) || finite.MatchString(s) || !strings.Contains(s, " visit") {
			continue
		}
		if m := visitTitle.FindStringSubmatch(s); m != nil {
			return visitKindOf(m[1] + m[2])
		}
	}
	if !greeted && !strings.Contains(opening, "this letter") {
		return ""
	}
	if m := visitOpening.FindStringSubmatch(opening); m != nil && inspectorsWrite.MatchString(squash(doc.Text, 60000)) {
		return visitKindOf(m[1] + m[2])
	}
	if greeted && jointOpening.MatchString(opening) {
		return KindJTAI
	}
	return ""
}

// inspectorsWrite tells a letter of the inspectorate from one about its visit.
var inspectorsWrite = rx(`\bhmi\b|\b(?:her|his) majesty's (?:chief )?inspector|\bthis letter summari[sz]es\b|\bi am copying this letter\b`)

func visitKindOf(word string) string {
	if word == "focused" {
		return KindFocusedVisit
	}
	return KindMonitoringVisit
}

// titleOf reports whether a line, or lines joined, may be the title of an
// inspection document of a kind.
func titleOf(kind, joined string) bool {
	if words(joined) > 34 || isProse(joined) && words(joined) > 24 {
		return false
	}
	switch kind {
	case KindFocusedVisit, KindMonitoringVisit:
		if !finite.MatchString(joined) && visitTitle.MatchString(joined) {
			return true
		}
	}
	for _, r := range kindRules {
		if (r.kind == kind || r.kind == KindLSCB && kind == KindSIF) && r.pattern.MatchString(joined) {
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
func titleLinesOf(kind string, texts []string, gap func(i int) bool) (first, end int, ok bool) {
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
			if !titleOf(kind, joined) {
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
