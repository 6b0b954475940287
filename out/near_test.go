package out

import "testing"

func TestNearest(t *testing.T) {
	for word, want := range map[string]string{"mention": "mentions", "senteces": "sentences", "documnets": "documents", "finding": "findings", "xyz": "", "": "", "texts": "texts", "quote": "quotes"} {
		if got := Nearest(word, TableNames()); got != want {
			t.Errorf("%q gives %q, want %q", word, got, want)
		}
	}
	if n := edits([]rune("ab"), []rune("ba")); n != 1 {
		t.Errorf("a swap is %d edits", n)
	}
}
