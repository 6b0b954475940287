package sentence

import "testing"

// Who is heard, by the noun that the word of saying is said of.
func TestSayings(t *testing.T) {
	for _, x := range []struct{ text, by string }{
		{"Leaders of the new trust say that caseloads are safe.", "leaders"},
		{"Caseloads are safe, said a mother of three.", "mother"},
		{"According to a retired inspector, supervision is weak.", "inspector"},
		{"Ms Hale, who runs the service, said that thresholds are clear.", "hale"},
		{"Several experienced social workers have told inspectors that visits are late.", "workers"},
	} {
		s := readText(t, x.text)
		found := false
		for _, y := range s.Sayings(nil) {
			if y.By >= 0 && s.Words[y.By].Low == x.by {
				found = true
			}
		}
		if !found {
			for _, y := range s.Sayings(nil) {
				t.Logf("%q: %+v", x.text, y)
			}
			t.Errorf("%q: nobody found, want %q", x.text, x.by)
		}
	}
}

// What a change is said of stands before its word or after it.
func TestSubjectAndObject(t *testing.T) {
	s := readText(t, "The number of cases for each worker has risen and the new panel has cut long delays.")
	at := func(low string) int32 {
		for i := range s.Words {
			if s.Words[i].Low == low {
				return int32(i)
			}
		}
		t.Fatalf("no %q", low)
		return -1
	}
	low := func(i int32) string {
		if i < 0 {
			return ""
		}
		return s.Words[i].Low
	}
	end := int32(len(s.Words))
	for _, x := range []struct{ verb, subject, object string }{{"risen", "number", ""}, {"cut", "panel", "delays"}} {
		i := at(x.verb)
		if got := low(s.Subject(i, 0)); got != x.subject {
			t.Errorf("%s: subject %q, want %q", x.verb, got, x.subject)
		}
		if got := low(s.Object(i+1, end)); x.object != "" && got != x.object {
			t.Errorf("%s: object %q, want %q", x.verb, got, x.object)
		}
	}
}
