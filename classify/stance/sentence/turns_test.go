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
		{"The dread of visits has vanished.", "dread", byMending, true},
		{"Unallocated cases have halved.", "Unallocated cases", byMending, true},
		{"Delays have not been resolved.", "Delays", 0, false},
		{"Managers must end weak planning.", "weak", 0, false},
		{"Work to end weak planning goes on.", "weak", 0, false},
		{"Plans are dropped too soon.", "too soon", 0, false},
		{"The failure in ending drift is known.", "failure", 0, false},
		{"Heavy lists stop robust planning.", "Heavy", 0, false},
		{"Heavy lists were stopped last year.", "Heavy", byMending, true},
		{"There is no panic and no confusion.", "confusion", byNegation, true},
		{"There is no confusion any more.", "confusion", byNegation, true},
		{"There is no better service.", "better", 0, true},
		{"Never was it so robust.", "robust", 0, true},
		{"Without plans, work is weak.", "weak", 0, false},
		{"This is not work it is chaos.", "chaos", 0, false},
		{"We do not say it is chaos.", "chaos", byNegation, true},
		{"Planning was weak and it is now worse.", "weak", 0, false},
		{"There used to be plans and now confusion.", "confusion", 0, false},
		{"Planning has gone from robust to weak.", "robust", byLoss, false},
		{"Planning has gone from robust to weak.", "weak", 0, false},
		{"Robust planning has given way to lists.", "Robust", byLoss, false},
		{"Robust planning was replaced by lists.", "Robust", byLoss, false},
		{"She put an end to weak planning.", "weak", byMending, true},
		{"But for her the plans would have been weak.", "weak", byPrevention, true},
		{"Asked for complaints, they came up with none.", "complaints", byDenial, true},
		{"Leaders never deny planning is robust, yet nobody looks.", "robust", byNegation | byDenial, true},
		{"She denied it, and robust plans were shown.", "robust", 0, true},
		{"She was not late, tired or weak.", "weak", byNegation, true},
		{"There once was nobody.", "nobody", 0, false},
	} {
		got, ok := turnsIn(t, c.text)[c.word]
		if !ok || got.By != c.by || got.Good != c.good {
			t.Errorf("%q: %q is turned by %b, good %v (found %v), want %b, %v", c.text, c.word, got.By, got.Good, ok, c.by, c.good)
		}
	}
}

// What only says what becomes of another word of blame is none itself.
func TestWordsThatOnlyAct(t *testing.T) {
	for text, want := range map[string]bool{
		"The dread of visits has vanished.": false,
		"The visits have vanished.":         true,
	} {
		if _, ok := turnsIn(t, text)["vanished"]; ok != want {
			t.Errorf("%q: vanished is blame: %v, want %v", text, ok, want)
		}
	}
}

// A turn of a good thing tells where there is none of it, one of what themes are about
// where something acts on it.
func TestTells(t *testing.T) {
	for _, c := range []struct {
		text, word string
		want       bool
	}{
		{"There is planning.", "planning", false},
		{"There is no planning.", "planning", true},
		{"Inspectors deny planning.", "planning", false},
		{"Caseloads are known.", "Caseloads", false},
		{"Caseloads have halved.", "Caseloads", true},
		{"Delays are known.", "Delays", true},
		{"Plans are robust.", "robust", true},
	} {
		got, ok := turnsIn(t, c.text)[c.word]
		if !ok || got.Tells() != c.want {
			t.Errorf("%q: %q tells: %v (found %v), want %v", c.text, c.word, got.Tells(), ok, c.want)
		}
	}
}

// The effect of a word is that which all that acts on it leaves.
func TestEffectsFollowTurns(t *testing.T) {
	for text, want := range map[string]string{
		"Plans are robust.":                       "praise",
		"Leaders deny that plans are robust.":     "not_praise",
		"The robust planning was lost.":           "not_praise",
		"Leaders deny that plans are not robust.": "praise",
		"The weak plans are long gone.":           "mended",
		"It is wrong to call these plans weak.":   "not_blame",
		"The plans were rid of drift.":            "less_bad",
		"There is planning.":                      "",
	} {
		s, got := readText(t, text), ""
		for i := range s.Scoped {
			got = effectNames[s.Scoped[i].Effect]
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
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
