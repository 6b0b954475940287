package thread

import (
	"strings"
	"unicode"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/thread/header"
	dates "assay/internal/calendar"
)

// Framing reports whether text of item k besides what was said is nothing but the
// author, the time, the subject, the small words around them, numbers and the labels
// of buttons.
func (w *Thread) Framing(k int32, s string) bool {
	it := &w.Items[k]
	s = doc.Collapse(s)
	known := []string{it.Author, it.Posted}
	if it.Subject >= 0 {
		known = append(known, doc.Collapse(w.t.Text(it.Subject, 300, nil)))
	}
	for _, part := range known {
		if len(part) > 2 || part != "" && part == s {
			s = strings.ReplaceAll(s, part, " ")
		}
	}
	if stamp := dates.Cut(s); stamp != "" {
		s = strings.Replace(s, stamp, " ", 1)
	}
	for _, word := range strings.FieldsFunc(header.CutWords(s), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		if l := strings.ToLower(word); len(l) > 1 && !buttonLabels[l] && !sharesName(it.Author, l) {
			return false
		}
	}
	return true
}

// sharesName reports whether a word stands in a name.
func sharesName(name, word string) bool {
	for _, part := range strings.Fields(strings.ToLower(name)) {
		if strings.Trim(part, ".,@") == word {
			return true
		}
	}
	return false
}
