package corpus

import (
	"strings"
	"testing"
)

// Two documents of the same words have one key, whatever stands between the words, and
// two that differ in one letter have not, however long they are.
func TestTextKey(t *testing.T) {
	key := TextKey("Café reviews: 12 of 14 were late.")
	for text, same := range map[string]bool{
		"café\n\nREVIEWS 12 of 14 were late": true,
		"Café reviews – 12 of 14 were late!": true,
		"Cafe reviews: 12 of 14 were late.":  false,
		"Café reviews: 12 of 15 were late.":  false,
		"Café reviews: 12 of 14 were later":  false,
		"reviews café: 12 of 14 were late.":  false,
	} {
		if (TextKey(text) == key) != same {
			t.Errorf("%q: the same key %v, want %v", text, !same, same)
		}
	}
	for _, empty := range []string{"", " \n", "–!?"} {
		if TextKey(empty) != [32]byte{} {
			t.Errorf("%q has a key", empty)
		}
	}
	for _, n := range []int{4091, 4092, 4093, 4096, 9000} {
		long := strings.Repeat("a", n)
		for _, tail := range []string{"é", "漢", "𝔸"} { // two, three and four bytes over the end of a block
			if TextKey(long+tail) != TextKey(" "+long+"\n"+tail+".") || TextKey(long+tail) == TextKey(long+"b") || TextKey(long+tail) == TextKey(long) {
				t.Errorf("%d letters and %s", n, tail)
			}
		}
	}
}

// A copy is told the first document with its words, and one without words nothing.
func TestDuplicates(t *testing.T) {
	var d Duplicates
	for _, c := range []struct{ uri, text, first string }{
		{"a.txt", "One.", ""}, {"b.txt", "Two.", ""}, {"c.html", "one", "a.txt"}, {"d.txt", "", ""}, {"e.txt", "!", ""}, {"f.txt", "ONE", "a.txt"}, {"g.txt", "two", "b.txt"},
	} {
		if got := d.Add(c.uri, TextKey(c.text)); got != c.first {
			t.Errorf("%s: %q, want %q", c.uri, got, c.first)
		}
	}
}
