package sentence

import (
	"strings"
	"testing"

	"assay/corpus"
)

// TestDeniedChange: what has not been reduced is there still, and more so for having
// been looked at; what has not grown is less bad. Both ways of change, both ways of
// saying no, and the same without it.
func TestDeniedChange(t *testing.T) {
	fs := lexiconForms(t)
	for text, want := range map[string]string{
		"Delays have been reduced .":       "less_bad -more_bad",
		"Delays have not been reduced .":   "more_bad -less_bad",
		"Delays have never been reduced .": "more_bad -less_bad",
		"Delays have not yet reduced .":    "more_bad -less_bad",
		"Delays have increased .":          "more_bad -less_bad",
		"Delays have not increased .":      "less_bad -more_bad",
		"Delays have never increased .":    "less_bad -more_bad",
	} {
		ws := fakeWords(fs, text)
		got := map[string]bool{}
		for _, s := range scopes(ws, find(ws, nil), clausesOf(ws, nil), nil) {
			got[effectNames[s.Effect]] = true
		}
		for _, w := range strings.Fields(want) {
			if name := strings.TrimPrefix(w, "-"); got[name] == (name != w) {
				t.Errorf("%q: want %s, got %v", text, w, got)
			}
		}
	}
}

// TestReachOfGradeWords: four words may stand between "judged" and its grade, and no
// more; a grade that is named takes part in the count for the next one.
func TestReachOfGradeWords(t *testing.T) {
	fs := lexiconForms(t)
	for in, want := range map[string]int{ // how many words are grades
		"The service was judged good .":                          1,
		"The service was judged to be good .":                    1,
		"The service was judged to be at least good .":           1,
		"The service was judged to be still only just good .":    0,
		"The service was rated as no more than adequate .":       1,
		"The service was rated as being no more than adequate .": 0,
		"It was judged good , then outstanding .":                2,
		"It was judged ; good practice followed .":               0,
		"It was judged . Good practice followed .":               0,
		"It was judged but good practice followed .":             0,
		"The judgement is that of a good listener .":             1, // within reach: the words do not tell
		"Good practice was judged .":                             0,
		"It was judged to require improvement to be good .":      5,
		"It was judged to require improvement .":                 2,
		"Recording was seen to require improvement .":            0,
		"Recording was seen to require improvement to be good .": 5,
	} {
		ws := fakeWords(fs, in)
		fs.maskGrades(ws)
		got := 0
		for _, w := range ws {
			if w.Low == Masked {
				got++
			}
		}
		if got != want {
			t.Errorf("%q: %d words are a grade, want %d", in, got, want)
		}
	}
}

// TestDirectionOfDenial is held to the letter, unlike the longer list of TestDirection:
// the same sentence with and without its denial.
func TestDirectionOfDenial(t *testing.T) {
	for in, want := range map[string]Direction{
		"[Caseloads] have reduced.":               Improving,
		"[Caseloads] have not reduced.":           NoChange,
		"[Caseloads] have never reduced.":         NoChange,
		"[Caseloads] have been reduced.":          Improving,
		"[Caseloads] have not been reduced.":      NoChange,
		"[Caseloads] have increased.":             Worsening,
		"[Caseloads] have not increased.":         NoChange,
		"[Caseloads] will be reduced.":            NoChange,
		"[Caseloads] should be reduced.":          NoChange,
		"[Management oversight] has improved.":    Improving,
		"[Management oversight] hasn't improved.": NoChange,
		"[Management oversight] has worsened.":    Worsening,
	} {
		before, rest, _ := strings.Cut(in, "[")
		theme, after, _ := strings.Cut(rest, "]")
		at := int32(len(before))
		s := readText(t, before+theme+after)
		if got := s.Direction([]corpus.Span{{Start: at, End: at + int32(len(theme))}}); got != want {
			t.Errorf("%s: %v, want %v", in, got, want)
		}
	}
}

// TestReachOfTurners: what turns a sign reaches over so many words of its clause, and not
// over one more.
func TestReachOfTurners(t *testing.T) {
	for _, c := range []struct {
		before, after string // of the words between, which say nothing
		word          string
		by            Turner
		most          int // words that may stand between
	}{
		{"Plans are not", "weak.", "weak", byNegation, 5},
		{"Leaders deny", "weak plans.", "weak", byDenial, 13},
		{"Chairing prevents", "weak plans.", "weak", byPrevention, 7},
		{"They rectified", "weak plans.", "weak", byMending, 9},
		{"They have lost", "robust plans.", "robust", byLoss, 9},
	} {
		for between := range c.most + 3 {
			text := c.before + " " + strings.Repeat("xx ", between) + c.after
			turn, ok := turnsIn(t, text)[c.word]
			if acts := turn.By == c.by; !ok || acts != (between <= c.most) {
				t.Errorf("%q: turned by %b (found %v) over %d words, want %b up to %d", text, turn.By, ok, between, c.by, c.most)
			}
		}
	}
}
