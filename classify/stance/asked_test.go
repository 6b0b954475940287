package stance

import (
	"testing"

	"assay/extract"
)

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

// An item of what is asked for may tell how things shall be as if they were so.
func TestItemOfAnAskIsAskedFor(t *testing.T) {
	s, p := judge(t, "Supervision is regular and thoughtful.", "Areas for improvement")
	if s.demanded || s.Sentiment().Class != Positive {
		t.Errorf("outside an ask: %v", s.Sentiment())
	}
	p.Sentences[0].Action = 0
	s.Sentence(p, 0)
	if v := s.Sentiment(); !s.demanded || v.Class != Negative {
		t.Errorf("in an ask: %v", v)
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
