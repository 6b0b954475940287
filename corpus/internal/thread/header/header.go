// Package header reads the line of words that stands with a comment: the name of who
// wrote it, without the words, times and badges around it, in several languages. It
// works on text alone.
package header

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/thread/vocabulary"
	dates "assay/internal/calendar"
	"assay/internal/lazyregexp"
)

// CutWords drops the small words of a comment's header.
func CutWords(s string) string {
	return strings.TrimSpace(rxHeaderWords.ReplaceAllString(s, " "))
}

var rxHeaderWords = lazyregexp.New(`(?i)\b(?:` + vocabulary.AnyOf("head words") + `)\b|[:,|·•#()\-–—]`)

var verbsAfter = vocabulary.AnyOf("say after names") + `|:?\s*says`

// Forms of headers.
var (
	RxSaysEnd      = lazyregexp.New(`(?i)^(.{1,80}?)[\s,]+(?:` + verbsAfter + `)(?:\s*(?:on|am|le|el|il|op|den|dnia|em|at|um|:|,|\.\.\.|…|\().*)?$`)
	RxSaysOnly     = lazyregexp.New(`(?i)^(?:` + verbsAfter + `)\s*:$`)
	RxByOnly       = lazyregexp.New(`(?i)^(?:` + vocabulary.AnyOf("posted by, alone") + `)\s*:?$`)
	rxColonEnd     = lazyregexp.New(`^(.{1,60}?)\s*:\s*$`)
	RxPostedBy     = lazyregexp.New(`(?i)^(?:` + vocabulary.AnyOf("posted by") + `)\s*:?\s+(.{1,80})$`)
	rxAuthorCut    = lazyregexp.New(`(?i)\s+(?:on|am|le|el|il|op|den|dnia|em|at|um|@|\||·|•|—|–|-)\s*(?:` + vocabulary.AnyOf("weekdays") + `|\p{L}{3,10}\.?\s+\d|\d).*$`)
	rxBadges       = lazyregexp.New(`(?i)\s*[\[(](?:` + vocabulary.AnyOf("badges in brackets") + `)[\])]\s*$|\s+(?:` + vocabulary.AnyOf("badges behind names") + `)\s*$`)
	rxMemberNumber = lazyregexp.New(`\s\(\s*#?\d{2,}\s*\)$`)
	rxClockOnly    = lazyregexp.New(`^[\d\s:.,/-]*\d[:/]\d[\d\s:.,/-]*(?:[aApP]\.?[mM]\.?)?$`)
	rxOnTime       = lazyregexp.New(`(?i)[\s,]+(?:on|am|le|el|il|op|at|um)$`)
	RxDeleted      = lazyregexp.New(`(?i)` + vocabulary.AnyOf("deleted"))
	rxWeekday      = lazyregexp.New(`(?i)\s*[|,·•]\s*(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)\.?$|\s+[-–—|·•]\s*(?:le|on|am|el|il|um|at|den)$`)
	RxPingLabel    = lazyregexp.New(`(?i)^(?:pingback|trackback|rétrolien|ping)s?\s*(?::|by|from|von)`)
)

// CleanAuthor takes the name out of a header's text: no "says", no "posted
// by", no time, no badge.
func CleanAuthor(s string) string {
	s = doc.Collapse(s)
	s = trimMarks(WithoutContacts(s))
	for range 3 {
		before := s
		if m := RxPostedBy.FindStringSubmatch(s); m != nil {
			s = m[1]
		}
		if m := RxSaysEnd.FindStringSubmatch(s); m != nil {
			s = m[1]
		}
		s = rxBadges.ReplaceAllString(rxMemberNumber.ReplaceAllString(s, ""), "")
		if c := dates.Cut(s); c != "" && len(c) < len(s) {
			if k := strings.Index(s, c); k > 0 {
				s = rxOnTime.ReplaceAllString(strings.TrimRight(s[:k], " ,|·•—–-("), "")
				s = WithoutPlace(s)
			} else if k == 0 {
				s = strings.Trim(s[len(c):], " ,|·•—–-:)")
			}
		}
		s = rxWeekday.ReplaceAllString(s, "")
		s = rxAuthorCut.ReplaceAllString(s, "")
		s = trimMarks(s)
		if s == before {
			break
		}
	}
	if s == "" || rxClockOnly.MatchString(s) || !utf8.ValidString(s) || utf8.RuneCountInString(s) > 100 || !HasLetterOrDigit(s) && !strings.ContainsFunc(s, unicode.IsSymbol) {
		return ""
	}
	if vocabulary.NoName[strings.ToLower(s)] {
		return ""
	}
	return s
}

// WithoutContacts is the line of a header without the links to a member's mail and pages,
// and to the comment, that stand in it behind bars: "Ann Lee | Email | May 3 | #".
func WithoutContacts(s string) string {
	return strings.TrimRight(rxContact.ReplaceAllString(s, " $1"), " |·•")
}

var rxContact = lazyregexp.New(`(?i)\s*[|·•–-]\s*(?:` + vocabulary.AnyOf("contacts") + `|#)\s*([|·•–-]|$)`)

// WithoutPlace is a name without the place behind it: "Ann Lee, Brackwater".
func WithoutPlace(s string) string {
	name, place, ok := strings.Cut(s, ", ")
	if !ok || !NameLike(name) || place == "" || len(strings.Fields(place)) > 4 || strings.ContainsAny(place[len(place)-1:], ".!?") {
		return s
	}
	for _, w := range strings.Fields(place) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return s
		}
	}
	return name
}

// trimMarks drops the marks that set a name off from what stands beside it; a
// hyphen that touches the name belongs to it.
func trimMarks(s string) string {
	for {
		t := strings.Trim(s, " :,;|·•»›#\u00a0")
		for _, d := range []string{"--", "-", "–", "—"} {
			t = strings.TrimPrefix(strings.TrimSuffix(t, " "+d), d+" ")
		}
		if t == "-" || t == "–" || t == "—" {
			return ""
		}
		if t == s {
			return t
		}
		s = t
	}
}

// AuthorInWords reads a name from "X says:", "Posted by X on DATE" and the
// like in several languages; "" where the text has no such words.
func AuthorInWords(s string) string {
	if len(s) > 200 || s == "" {
		return ""
	}
	if m := RxPostedBy.FindStringSubmatch(s); m != nil {
		if name := CleanAuthor(m[1]); name != "" && dates.Cut(name) != name && utf8.RuneCountInString(name) <= 50 && startsName(name) && (dates.Cut(s) != "" || len(strings.Fields(name)) <= 4) {
			return name
		}
		return ""
	}
	if m := RxSaysEnd.FindStringSubmatch(s); m != nil && (strings.HasSuffix(s, ":") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...") || dates.Cut(s) != "") {
		if name := CleanAuthor(m[1]); name != "" && len(strings.Fields(name)) <= 5 {
			return name
		}
	}
	if m := rxColonEnd.FindStringSubmatch(s); m != nil && len(strings.Fields(m[1])) <= 3 && startsName(m[1]) {
		return CleanAuthor(m[1])
	}
	// "X, 3 May 2011 at 10:00" and "X | 3.5.2011": nothing but a name and a time
	if c := dates.Cut(s); c != "" {
		k := strings.Index(s, c)
		if name := CleanAuthor(WithoutPlace(strings.TrimRight(s[:max(k, 0)], " ,"))); k > 1 && name != "" && len(s)-k-len(c) < 4 && len(strings.Fields(name)) <= 4 && !RxHeadOnly.MatchString(name) {
			return name
		}
	}
	return ""
}

// RxHeadOnly matches a header without a name.
var RxHeadOnly = lazyregexp.New(`(?i)^(?:` + vocabulary.AnyOf("lone head words") + `|#?\d+)(?:\s+(?:on|am|um|at|le|vom))?$`)

func startsName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.IsLower(r) || r == '@' || len(strings.Fields(s)) == 1
}

// NameLike reports whether a short text can be the name of a member: up to four words, of
// which several begin with a capital, and no mark that ends a sentence.
func NameLike(s string) bool {
	words := strings.Fields(s)
	return len(s) < 40 && len(words) > 0 && len(words) <= 4 && startsName(s) && !strings.ContainsAny(s, "!?:;/|") && dates.Cut(s) == ""
}

// HasLetterOrDigit reports whether s holds a letter or a digit.
func HasLetterOrDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
