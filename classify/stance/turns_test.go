package stance

import (
	"testing"

	"assay/extract"
)

// turnsIn is the turns of a sentence by the word of praise or blame.
func turnsIn(t *testing.T, text string) map[string]turn {
	t.Helper()
	s, _ := judge(t, text, "")
	out := map[string]turn{}
	for _, x := range s.turns {
		out[text[s.words[x.from].Start:s.words[x.to-1].End]] = x
	}
	return out
}

// What acts on a word of praise or blame turns its sign, from either side, and
// two turns make none.
func TestTurns(t *testing.T) {
	for _, c := range []struct {
		text, word string
		by         turner
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
		if !ok || got.by != c.by || got.good != c.good {
			t.Errorf("%q: %q is turned by %b, good %v (found %v), want %b, %v", c.text, c.word, got.by, got.good, ok, c.by, c.good)
		}
	}
}

// A stand-in takes the place of a word that is turned, and of no name of a theme.
func TestTurnedWordsAreReplaced(t *testing.T) {
	for text, want := range map[string]string{
		"Plans are not weak.":                   "plans are not " + turnedBad + " .",
		"Plans are weak.":                       "plans are weak .",
		"Nobody says caseloads are reasonable.": "nobody says caseloads are " + turnedGood + " .",
	} {
		s, _ := judge(t, text, "")
		got := ""
		for i := range s.words {
			if i > 0 {
				got += " "
			}
			got += s.words[i].low
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestWhatIsAskedForIsMissing(t *testing.T) {
	for _, c := range []struct {
		text   string
		demand bool
	}{
		{"Ensure that every worker has a manageable caseload.", true},
		{"The quality and frequency of supervision.", true},
		{"Managers should read more files.", true},
		{"How well children are listened to.", true},
		{"Supervision is regular and thoughtful.", false},
	} {
		s, _ := judge(t, c.text, "What needs to improve")
		v := s.Sentiment()
		if s.demanded != c.demand {
			t.Errorf("%q: demand %v", c.text, s.demanded)
		}
		if c.demand && v.P[Positive]+v.P[Mixed] > 0 {
			t.Errorf("%q: %v", c.text, v.P)
		}
		if s, _ := judge(t, c.text, "Findings"); s.demanded {
			t.Errorf("%q: a demand among findings", c.text)
		}
	}
}

func TestHeadingThatAsksIsTheFirstCue(t *testing.T) {
	s, p := judge(t, "The regularity of supervision.", "What needs to improve")
	v, cues := s.Stance("oversight", nil)
	if v.Class != Negative || len(cues) == 0 || cues[0].By != ByContext || cues[0].Of(p.Doc.Text) != "What needs to improve" {
		t.Errorf("%v, cues %v", v, cues)
	}
}

func TestFirstCueSpeaksForTheClass(t *testing.T) {
	for _, text := range []string{"Supervision is weak.", "Supervision is not weak.", "The board meets in May.", "12. Oversight is strong but patchy.",
		"Thresholds.", "Caseloads are anything but fair, they say, and nobody listens."} {
		s, p := judge(t, text, "")
		v, cues := s.Stance("oversight", nil)
		if len(cues) == 0 || cues[0].Effect != v.Class.String() {
			t.Errorf("%q: %v, cues %v", text, v.Class, cues)
			continue
		}
		if got := cues[0].Of(p.Doc.Text); len(got) > 3 && got[:3] == "12." {
			t.Errorf("%q: the number of the paragraph is in cue %q", text, got)
		}
	}
}

// The kind of text has a say of its own, and only in articles and comments.
func TestCopiesOfArticlesAndComments(t *testing.T) {
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	s := m.Scorer()
	for c, want := range map[extract.Context]int{extract.Finding: 0, extract.Recommendation: 0, extract.InArticle: copyTold, extract.InComment: copyComment} {
		s.Sentence(extract.OneIn("They rang me back.", "", c), 0)
		most := 0
		for _, f := range s.feats {
			most = max(most, int(f.key>>copyAt))
		}
		if most != want {
			t.Errorf("%v: copies up to %d, want %d", c, most, want)
		}
	}
}
