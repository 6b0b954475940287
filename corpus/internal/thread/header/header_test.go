package header

import (
	"strings"
	"testing"
)

// The name is what is left of a header without verbs, times, numbers and badges.
func TestCleanAuthor(t *testing.T) {
	for in, want := range map[string]string{
		"Ann Lee says:":                   "Ann Lee",
		"Posted by Ann Lee on 3 May 2021": "Ann Lee",
		"Ann Lee, 3 May 2021 at 10:15":    "Ann Lee",
		"3 May 2021 Ann Lee":              "Ann Lee",
		"Ann Lee · 3 May 2021":            "Ann Lee",
		"Jean-Paul — 12.5.2021":           "Jean-Paul",
		"Kommentar von Jörg Vale":         "Jörg Vale",
		"Commentaire de Élise Roe":        "Élise Roe",
		"oversight_fan (#1042)":           "oversight_fan", // the number of a member
		"Ann Lee ( #1042 )":               "Ann Lee",
		"» Ann Lee «":                     "Ann Lee «",
		"10:15":                           "",
		"":                                "",
		"–":                               "",
		"Anne-":                           "Anne-", // what touches a name belongs to it
		strings.Repeat("a", 101):          "",
		"bad \xff name":                   "",
		"Guest":                           "Guest",
	} {
		if got := CleanAuthor(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// A name is read out of words only where they say that somebody wrote.
func TestAuthorInWords(t *testing.T) {
	for in, want := range map[string]string{
		"Ann Lee says:":                   "Ann Lee",
		"Ann Lee wrote on 3 May 2021:":    "Ann Lee",
		"Posted by Ann Lee on 3 May 2021": "Ann Lee",
		"Ann Lee, 3 May 2021 at 10:00":    "Ann Lee",
		"Ann Lee:":                        "Ann Lee",
		"The board says visits are late":  "", // running text
		"Visits were late on 3 May 2021 and nobody came to see why": "",
		"3 May 2021":                         "",
		"":                                   "",
		strings.Repeat("Ann Lee says: ", 30): "",
	} {
		if got := AuthorInWords(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestWithoutPlace(t *testing.T) {
	for in, want := range map[string]string{
		"Ann Lee, Brackwater":        "Ann Lee",
		"Ann Lee, Brackwater on Sea": "Ann Lee, Brackwater on Sea", // a word in lower case
		"Ann Lee, Upper Brack Water": "Ann Lee",
		"Ann Lee, A B C D E":         "Ann Lee, A B C D E", // too long for a place
		"Ann Lee, Really?":           "Ann Lee, Really?",
		"well, Ann":                  "well",
		"Ann Lee":                    "Ann Lee",
		"Ann Lee, ":                  "Ann Lee, ",
	} {
		if got := WithoutPlace(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestNameLike(t *testing.T) {
	for in, want := range map[string]bool{
		"Ann Lee": true, "oversight_fan": true, "@ann": true, "4 children": true, "Ann of the Lee": true,
		"so it is": false, "Ann Lee of the Brack Water": false, "Really?": false, "a/b": false, "3 May 2021": false, "": false,
		strings.Repeat("A", 40): false,
	} {
		if NameLike(in) != want {
			t.Errorf("%q: not %v", in, want)
		}
	}
}

// A label is a word of the list before a colon, whatever marks are around it.
func TestLabelOf(t *testing.T) {
	for in, want := range map[string]struct {
		label Label
		rest  string
	}{
		"From: Ann Lee": {LabelFrom, "Ann Lee"}, "**Name:** Ann": {LabelAuthor, "** Ann"}, "DATE : 3 May": {LabelTime, "3 May"}, "Subject:": {LabelSubject, ""},
		"Comments: They are late": {LabelText, "They are late"}, "Visits: late": {NoLabel, "late"}, "They are late": {NoLabel, ""}, "From " + strings.Repeat("x", 300) + ":": {NoLabel, ""},
	} {
		if l, rest := LabelOf(in); l != want.label || rest != want.rest {
			t.Errorf("%q: %d, %q; want %d, %q", in, l, rest, want.label, want.rest)
		}
	}
}
