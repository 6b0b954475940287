package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/internal/calendar"
)

// What lines of web pages are, told by their words. All patterns are over one
// block with single spaces and straight quotes.
var (
	viaLine    = rx(`(?i)^\(?` + oneOf("published elsewhere") + `(?: (?:from|by|on|in|at|with permission from))*:? (.{2,70}?)\)?\.?$`)
	sourceLine = rx(`(?i)^` + oneOf("labels of sources") + `\s*(?:[:–-]|\bat\b|\bon\b|\bin\b|\bhere\b)\s*(.*)$`)
	captionRe  = rx(`(?i)(?:^|[(.\s])` + oneOf("words for pictures") + `(?: (?:credit|by|posed by|courtesy))*\s*(?::|©|\bby\b|\bcourtesy of\b)|` + oneOf("sellers of pictures") + `\)?\.?$|^\(?(?:caption|pictured)(?: (?:above|left|right|below))?\s*:`)
	rowOfLinks = rx(`\||›|»|>|·|•| / `)

	// chromeLine is chrome wherever it stands.
	chromeLine = rx(`(?i)^` + oneOf("chrome lines"))
	pageMark   = rx(`(?i)(?:^|[/|•·-]\s*)page \d+ of \d+$`)

	threadHead   = rx(`(?i)^` + oneOf("heads of threads") + `$`)
	threadChrome = rx(`(?i)^` + oneOf("chrome of threads") + `$`)
	replyForm    = rx(`(?i)^` + oneOf("forms to reply"))

	nameRest = `(?:\p{Lu}[\p{L}'.-]*|Mc\p{Lu}\p{L}+|de|van|von|der|la|le|al|bin|ap)`
	personRe = rx(`^(?:(?:Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Mr|Mrs|Ms|Miss|Rev)\.? )?` + `\p{Lu}[\p{L}'.-]*(?: ` + nameRest + `){1,3}$`)
	bylineRe = rx(`^(?:(?i:by|words by|words|written by|posted by|reported by|reporting by|report by|author|story by|text by|interview by|published by)\s*:?\s+)(\p{Lu}[\p{L}'.-]*(?: ` + nameRest + `){0,3}(?:(?:,| and| &) \p{Lu}[\p{L}'.-]*(?: ` + nameRest + `){1,3})*)(?:\s*[,|–(-].*|, .*|)$`)
	inByline = rx(`(?:^|[.?!…]['"]? )(\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){1,3}) ` + oneOf("what authors do") + `\.?$`)
)

// plainText is a block in the form the patterns are written in.
func plainText(s string) string { return straight.Replace(oneLine(s)) }

// wordCount is how many words s has, as white space parts them.
func wordCount(s string) int { return len(strings.Fields(s)) }

// stops reports whether the text ends as running text ends; a line cut short by
// dots (a teaser) does not.
func stops(s string) bool {
	t := strings.TrimRight(s, closers+"0123456789] ")
	if t == "" {
		return false
	}
	if strings.HasSuffix(t, "...") || strings.HasSuffix(t, "…") {
		cut := strings.TrimRight(t, "…. ")
		return strings.HasPrefix(t[len(cut):], ". ") // a full stop, and a line of dots after it
	}
	return strings.ContainsRune(".!?:;", lastRune(t))
}

// isProse reports whether a block is running text.
func isProse(s string) bool {
	n := wordCount(s)
	return n >= 30 || n >= 6 && stops(s) && !strings.HasSuffix(strings.TrimRight(s, closers), "?") || n >= 12 && stops(s)
}

// titleLike reports whether a block may be the title of an article: a line of 2
// to 32 words that begins as a title does and does not end in a full stop.
func titleLike(s string) bool {
	n := wordCount(s)
	if n < 2 || n > 32 || len(s) > 260 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "'\"“‘"))
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		return false
	}
	t := strings.TrimRight(s, closers+" ")
	return !strings.HasSuffix(t, ".") && !strings.HasSuffix(t, ":") && !strings.HasSuffix(t, "…") && !strings.HasSuffix(t, ";") && !strings.HasSuffix(t, ",")
}

// finite are verbs that make a clause of a line.
var finite = rx(`(?i)\b` + oneOf("finite verbs") + `\b`)

// dateLine reads a block that holds a date and nothing else but labels, a
// byline and separators.
func dateLine(s string, order calendar.Order) (d Date, byline string, ok bool) {
	st, from, to := calendar.FindLine(s)
	if st.Settle(order); st.Kind < calendar.Ambiguous || wordCount(s) > 22 {
		return Date{}, "", false
	}
	label := s[:from]
	rest := strings.TrimSpace(label + " " + s[to:])
	if again, from, to := calendar.FindLine(rest); again.Kind >= calendar.Ambiguous { // "published X, updated Y"
		if updated.MatchString(label) && !published.MatchString(label) {
			again.Settle(order)
			st = again
		}
		rest = strings.TrimSpace(rest[:from] + " " + rest[to:])
	}
	rest = strings.Trim(dateLabels.ReplaceAllString(rest, " "), " ,|•·-–—:/()[].")
	if rest == "" {
		return st.Day(), "", true
	}
	if m := bylineRe.FindStringSubmatch(rest); m != nil {
		return st.Day(), trimRole(m[1]), true
	}
	if personRe.MatchString(rest) && wordCount(rest) <= 4 {
		return st.Day(), rest, true
	}
	return Date{}, "", false
}

// updated and published are the words of labels of days.
var (
	updated   = rx(`(?i)\b(?:updated|modified|edited|amended|revised)\b`)
	published = rx(`(?i)\b(?:published|posted)\b`)
)

var dateLabels = rx(`(?i)\b` + oneOf("labels of dates") + `\b:?`)

// trimRole takes a role or a following clause off a name.
func trimRole(s string) string {
	if i := strings.IndexAny(s, ",|("); i > 0 && !strings.Contains(s[i:], " and ") {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

// bylineOf reads a block that is a byline.
func bylineOf(s string) (string, bool) {
	if wordCount(s) > 30 || len(s) > 200 {
		return "", false
	}
	m := bylineRe.FindStringSubmatch(s)
	if m == nil || stops(s) && wordCount(s) > 14 {
		return "", false
	}
	if len(strings.Fields(m[1])) == 1 && wordCount(s) > 3 {
		return "", false
	}
	return trimRole(m[1]), true
}

// capitals is the share of the words that begin with a capital.
func capitals(s string) float64 {
	n, up := 0, 0
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'\"“‘("))
		if !unicode.IsLetter(r) {
			continue
		}
		n++
		if unicode.IsUpper(r) {
			up++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(up) / float64(n)
}
