package thread

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/thread/vocabulary"
	"assay/internal/lazyregexp"
)

// rxLetters is a title that announces letters of readers.
var rxLetters = lazyregexp.New(`(?i)^\W{0,3}(?:(?:your|readers.?|this week.s) )?(?:` + vocabulary.AnyOf("letters") + `)\b\W*(?:[:|–—-]|$)`)

// Bounds of a letter's signature and of the shortest letter, in bytes.
const (
	maxSignature = 90
	minLetter    = 60
	minNote      = 20 // one signed within its only paragraph
)

// findLetters looks for letters on a page whose title announces them: paragraphs up to
// a short one that is set apart as a whole, in italics or bold, and names somebody.
func (w *Thread) findLetters() {
	t := w.t
	announced := rxLetters.MatchString(w.title)
	for k := 0; k < len(t.Nodes) && !announced; k++ {
		a := t.Tag(int32(k))
		announced = (a == atom.H1 || a == atom.H2 || a == atom.H3) && rxLetters.MatchString(t.Text(int32(k), 120, nil))
	}
	if !announced {
		return
	}
	var run []int32
	said, in := 0, int32(-1)
	for k := range t.Nodes {
		i := int32(k)
		switch t.Tag(i) {
		case atom.H1, atom.H2, atom.H3, atom.H4:
			run, said = nil, 0
			continue
		case atom.P:
		default:
			continue
		}
		if w.out[i] || t.Skip[i] {
			continue
		}
		if t.Parent[i] != in {
			run, said, in = nil, 0, t.Parent[i]
		}
		run = append(run, i)
		sign := w.signatureOf(i)
		if sign < 0 {
			said += len(t.Text(i, 0, nil))
			if sign = w.ownSignature(i); sign < 0 {
				continue
			}
		}
		if said >= minLetter || said >= minNote && t.End[sign] == t.End[i] {
			w.Items = append(w.Items, Item{Nodes: run, ev: vocabulary.StrongEvidence, Parent: -1, authorNode: -1, timeNode: -1, signed: doc.Span{Start: sign, End: t.End[i]}})
		}
		run, said = nil, 0
	}
	if len(w.Items) < 2 {
		w.Items = nil
	}
}

// signatureOf is the first element in italics or bold of paragraph i, which holds
// nothing else and names whoever wrote what stands above, and where; -1 for none.
func (w *Thread) signatureOf(i int32) int32 {
	t := w.t
	whole := t.Text(i, maxSignature+1, nil)
	first, _ := utf8.DecodeRuneInString(whole)
	if whole == "" || len(whole) > maxSignature || !unicode.IsUpper(first) || strings.ContainsAny(whole[len(whole)-1:], ".?!:") || len(strings.Fields(whole)) > 12 {
		return -1
	}
	name, set := int32(-1), 0
	for j := i + 1; j < t.End[i]; j++ {
		switch t.Tag(j) {
		case atom.I, atom.Em, atom.B, atom.Strong:
			if name < 0 {
				name = j
			}
			set += len(doc.Squeeze(t.Text(j, maxSignature+1, nil)))
			j = t.End[j] - 1
		}
	}
	if set < len(doc.Squeeze(whole)) && (name < 0 || !w.placeBehind(i, name)) {
		return -1
	}
	return name
}

// placeBehind reports whether paragraph i is the name set apart, a line end and the name
// of a place: words that begin with capitals.
func (w *Thread) placeBehind(i, name int32) bool {
	t := w.t
	broken, rest := false, ""
	for j := i + 1; j < t.End[i]; j++ {
		switch {
		case j == name:
			j = t.End[j] - 1
		case t.Tag(j) == atom.Br:
			broken = true
		case t.Nodes[j].Type == html.TextNode:
			s := doc.Collapse(t.Nodes[j].Data)
			if !broken && s != "" && s != "," {
				return false
			}
			rest += s + " "
		}
	}
	words, small := strings.Fields(rest), 0
	for _, word := range words {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLower(r) {
			small++
		}
	}
	return broken && len(words) > 0 && len(words) <= 6 && small*2 < len(words)
}

// ownSignature is the element in bold or italics that ends paragraph i in a line of its own
// and names who wrote the rest, -1 for none.
func (w *Thread) ownSignature(i int32) int32 {
	t := w.t
	broken, name := false, int32(-1)
	for j := i + 1; j < t.End[i]; j = t.End[j] {
		switch a := t.Tag(j); {
		case a == atom.Br:
			broken, name = true, -1
		case (a == atom.B || a == atom.Strong || a == atom.I || a == atom.Em) && broken:
			name = j
		case t.IsElement(j), doc.Collapse(t.Nodes[j].Data) != "":
			broken, name = false, -1
		}
	}
	if name < 0 {
		return -1
	}
	s := t.Text(name, maxSignature, nil)
	if first, _ := utf8.DecodeRuneInString(s); len(s) >= maxSignature || !unicode.IsUpper(first) && len(strings.Fields(s)) > 3 || strings.ContainsAny(s[len(s)-1:], ".?!:") {
		return -1
	}
	return name
}
