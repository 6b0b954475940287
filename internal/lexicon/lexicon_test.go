package lexicon

import "testing"

func TestHas(t *testing.T) {
	for word, want := range map[string]bool{
		"oversight": true, "thresholds": true, "caseloads": true, "carers": true, "management": true, "aback": true, "zoos": true,
		"manage": true, "ment": false, "olds": false, "longterm": false, "Children": false, "": false, "zzz": false,
	} {
		if Has(word) != want {
			t.Errorf("%q: %v, want %v", word, !want, want)
		}
	}
}

func BenchmarkHas(b *testing.B) {
	for b.Loop() {
		Has("oversight")
	}
}
