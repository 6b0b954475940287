package extract

import (
	"strings"
	"sync"
	"unicode/utf8"

	"assay/extract/gazetteer"
	"assay/extract/profiles"
	"assay/extract/text"
	"assay/internal/lazyregexp"
)

// labelBook holds every spelled-out label and every word prefix of one.
type labelBook struct {
	full   map[string]string // words -> key
	prefix map[string]bool   // words that begin a label
	first  map[string]bool   // first words of labels
}

// theLabels are the row labels of all built-in kinds: every table of every framework
// is read with them.
var theLabels = sync.OnceValue(func() *labelBook {
	b := &labelBook{full: map[string]string{}, prefix: map[string]bool{}, first: map[string]bool{}}
	for _, p := range profiles.BuiltIn().Profiles {
		for _, j := range p.Judgements {
			for _, form := range j.Labels {
				b.add(j.Key, form)
			}
		}
	}
	return b
})

// add puts every label that a form stands for into the book.
func (b *labelBook) add(key, form string) {
	for _, words := range spellOut(formParts(form)) {
		b.full[strings.Join(words, " ")] = key
		b.first[words[0]] = true
		for n := 1; n <= len(words); n++ {
			b.prefix[strings.Join(words[:n], " ")] = true
		}
	}
}

// formParts splits a form at spaces outside brackets.
func formParts(form string) []string {
	var parts []string
	depth, from := 0, 0
	for i := 0; i <= len(form); i++ {
		if i == len(form) || form[i] == ' ' && depth == 0 {
			if i > from {
				parts = append(parts, form[from:i])
			}
			from = i + 1
			continue
		}
		switch form[i] {
		case '[':
			depth++
		case ']':
			depth--
		}
	}
	return parts
}

// spellOut lists every word sequence that parts stand for.
func spellOut(parts []string) [][]string {
	out := [][]string{nil}
	for _, p := range parts {
		var options []string
		switch {
		case strings.HasPrefix(p, "["):
			options = []string{"", strings.Trim(p, "[]")}
		default:
			options = strings.Split(p, "|")
		}
		var next [][]string
		for _, o := range out {
			for _, w := range options {
				n := append(append([]string(nil), o...), strings.Fields(w)...)
				next = append(next, n)
			}
		}
		out = next
	}
	return out
}

var labelNumber = lazyregexp.New(`^\(?[1-9](\.[1-9])?[.)]?\s+`)

// mayBeginLabel reports whether the first word of s may be that of a label: it is
// looked at only where it is plain letters.
func mayBeginLabel(s string) bool {
	s = strings.TrimSpace(s)
	var low [16]byte
	n := 0
	for n < len(s) && asciiLetter(s[n]) {
		if n == len(low) {
			return false // longer than the first word of any label
		}
		low[n] = text.LowerByte(s[n])
		n++
	}
	if n == 0 || n < len(s) && (s[n] >= utf8.RuneSelf || text.IsDigit(s[n])) {
		return true
	}
	return theLabels().first[string(low[:n])]
}

// labelWords gives the words of a label as compared: lower case, no number in
// front, no punctuation, no footnote digit. What begins as no label does has none.
func labelWords(s string) string {
	if !mayBeginLabel(s) {
		return ""
	}
	s = labelNumber.ReplaceAllString(strings.TrimSpace(s), "")
	var out []string
	for _, w := range gazetteer.Words(s) {
		w = strings.TrimRight(w, "0123456789")
		if w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

// fullLabel is the key of the label s, "" where s is none.
func fullLabel(s string) string { return theLabels().full[labelWords(s)] }

// beginsLabel reports whether s is the beginning (or the whole) of a label. A
// single word ("the", "children") is not enough where more is asked for.
func beginsLabel(s string) bool { return theLabels().prefix[labelWords(s)] }

// startsTable reports whether a line opens a judgement table.
func startsTable(t string) bool {
	left, _ := splitCell(t)
	w := labelWords(left)
	return theLabels().full[w] != "" || theLabels().prefix[w] && strings.Count(w, " ") >= 3 && w != "the experiences and progress"
}

// tableLabels is the set of keys whose label is found whole, alone or before a
// grade, possibly over two lines.
func tableLabels(texts []string) map[string]bool {
	found := map[string]bool{}
	for i := range texts {
		joined := ""
		for n := 0; n < 3 && i+n < len(texts); n++ {
			left, _ := splitCell(texts[i+n])
			joined = strings.TrimSpace(joined + " " + left)
			if !beginsLabel(joined) {
				break
			}
			if k := fullLabel(joined); k != "" {
				found[k] = true
			}
		}
	}
	return found
}
