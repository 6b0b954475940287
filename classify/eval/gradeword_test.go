package eval

import (
	"regexp"
	"testing"
)

var gradeWords = regexp.MustCompile(`(?i)\b(outstanding|good|requires?\s+improvement|inadequate|adequate)\b`)

func FuzzHasGradeWord(f *testing.F) {
	for _, s := range []string{"", "Good", "goods", "very GOOD.", "requires improvement to be good", "require improvement", "requires  improvement", "requires improvements",
		"inadequately", "(Inadequate)", "adequate", "out-standing", "outstanding_", "é good", "goodé", "require", "Requires\nimprovement", "required improvement", "requiresimprovement"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, r := range s {
			if r == '\u017f' || r == '\u212a' { // (?i) folds these to s and k
				return
			}
		}
		if want := gradeWords.MatchString(s); HasGradeWord(s) != want {
			t.Errorf("%q: %v, want %v", s, !want, want)
		}
	})
}
