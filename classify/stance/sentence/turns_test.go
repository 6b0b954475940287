package sentence

import "testing"

// turnsIn is the turns of a sentence by the word of praise or blame.
func turnsIn(t *testing.T, text string) map[string]Turn {
	t.Helper()
	s := readText(t, text)
	out := map[string]Turn{}
	for _, x := range s.Turns {
		out[text[s.Words[x.From].Start:s.Words[x.To-1].End]] = x
	}
	return out
}

// What acts on a word of praise or blame turns its sign, from either side, and
// two turns make none.
func TestTurns(t *testing.T) {
	for _, c := range []struct {
		text, word string
		by         Turner
		good       bool
	}{
		{"Plans are weak.", "weak", 0, false},
		{"Plans are not weak.", "weak", byNegation, true},
		{"Plans are not robust.", "robust", byNegation, false},
		{"Plans are not only robust but timely.", "robust", 0, true},
		{"The weak plans have been put right.", "weak", byMending, true},
		{"The robust planning of that year was lost.", "robust", byLoss, false},
		{"Firm chairing prevents weak plans.", "weak", byPrevention, true},
		{"Leaders deny that plans are weak.", "weak", byDenial, true},
		{"Leaders deny that plans are not weak.", "weak", byDenial | byNegation, false},
		{"The claim that plans are weak proved unfounded.", "weak", byDenial, true},
		{"Hardly anyone thinks that plans are robust.", "robust", byDenial, false},
		{"Plans were once weak.", "weak", byMending, true},
		{"Once weak, plans are robust today.", "weak", byMending, true},
		{"Once weak, plans are robust today.", "robust", 0, true},
		{"Firm chairing protects thorough work.", "thorough", 0, true},
		{"Planning was weak; it is now robust.", "weak", byMending, true},
		{"Planning was weak; it is now robust.", "robust", 0, true},
		{"Planning was robust, but is currently weak.", "robust", byLoss, false},
		{"Planning was robust, but is currently weak.", "weak", 0, false},
		{"Plans were weak when she came and today they are robust.", "weak", byMending, true},
		{"Planning was not robust and now it is.", "robust", byNegation | byLoss, true},
		{"Planning was weak and it is still weak now.", "weak", 0, false},
		{"Planning is now weak.", "weak", 0, false},
		{"The council said that plans are robust, but inspectors disagreed.", "robust", byDenial, false},
		{"The union said that plans are weak; inspectors saw otherwise.", "weak", byDenial, true},
		{"Plans are robust, but inspectors disagreed with the weak ones.", "robust", 0, true},
		{"The report contradicts the claim that plans are weak.", "weak", byDenial, true},
		{"Nowhere did inspectors see robust plans.", "robust", byDenial, false},
		{"Only a minority of workers have robust plans.", "robust", byDenial, false},
		{"Plans are carried out without confusion.", "confusion", byNegation, true},
		{"Inspectors were told that planning is now weak.", "weak", 0, false},
	} {
		got, ok := turnsIn(t, c.text)[c.word]
		if !ok || got.By != c.by || got.Good != c.good {
			t.Errorf("%q: %q is turned by %b, good %v (found %v), want %b, %v", c.text, c.word, got.By, got.Good, ok, c.by, c.good)
		}
	}
}

// A stand-in takes the place of a word that is turned, and of no name of a theme.
func TestTurnedWordsAreReplaced(t *testing.T) {
	for text, want := range map[string]string{
		"Plans are not weak.":                   "plans are not " + TurnedBad + " .",
		"Plans are weak.":                       "plans are weak .",
		"Nobody says caseloads are reasonable.": "nobody says caseloads are " + TurnedGood + " .",
	} {
		s := readText(t, text)
		got := ""
		for i := range s.Words {
			if i > 0 {
				got += " "
			}
			got += s.Words[i].Low
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
