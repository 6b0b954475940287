package stance

import (
	"math"
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract"
)

func judge(t *testing.T, text, heading string) (*Scorer, *extract.Parse) {
	t.Helper()
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	p := extract.One(text, heading)
	s := m.Scorer()
	s.Sentence(p, 0)
	return s, p
}

func TestDefaultModelJudgesPlainCases(t *testing.T) {
	for _, c := range []struct {
		text, heading string
		want          Class
	}{
		{"Management oversight is strong and effective.", "", Positive},
		{"Management oversight is weak and inconsistent.", "", Negative},
		{"Supervision is not always regular enough.", "", Negative},
		{"The quality and consistency of management oversight.", "What needs to improve", Negative},
		{"Caseloads have reduced and are now manageable.", "", Positive},
		{"Children experience drift and delay.", "", Negative},
		{"The panel meets every month.", "", Neutral},
		{"Supervision is regular, but it is not always reflective.", "", Mixed},
	} {
		s, _ := judge(t, c.text, c.heading)
		v := s.Sentiment()
		if v.Class != c.want {
			t.Errorf("%q: %v %.2f, want %v", c.text, v.Class, v.P, c.want)
		}
		if sum := v.P[0] + v.P[1] + v.P[2] + v.P[3]; math.Abs(sum-1) > 1e-9 {
			t.Errorf("%q: probabilities add up to %v", c.text, sum)
		}
	}
}

func TestGradeOfHeadingHasNoPart(t *testing.T) {
	const text = "Social workers visit children and write plans."
	var last Verdict
	for i, h := range []string{"The experiences of children in care: good", "The experiences of children in care: inadequate",
		"The experiences of children in care requires improvement to be good.", "The experiences of children in care is outstanding"} {
		s, _ := judge(t, text, h)
		if v := s.Sentiment(); i > 0 && v != last {
			t.Errorf("heading %q changes the verdict: %v, %v", h, v, last)
		} else {
			last = v
		}
	}
}

func TestWithoutGrade(t *testing.T) {
	for in, want := range map[string]string{
		"Adoption performance is good":                                "Adoption performance",
		"Help and protection: requires improvement to be good":        "Help and protection",
		"Leadership, management and governance requires improvement.": "Leadership, management and governance",
		"Care leavers – Inadequate":                                   "Care leavers",
		"What needs to improve":                                       "What needs to improve",
		"Goodwin Road":                                                "Goodwin Road",
		"Services judged to be good":                                  "Services",
	} {
		if got := WithoutGrade(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestCuesLieInTheSentenceAndSpeakForTheVerdict(t *testing.T) {
	text := "However, management oversight is weak, and “drift” is not challenged – café."
	s, p := judge(t, text, "A heading")
	sen := p.Sentences[0].Span
	at := int32(strings.Index(p.Doc.Text, "management oversight"))
	v, cues := s.Stance("oversight", []corpus.Span{{Start: at, End: at + 20}})
	if len(cues) == 0 || v.Class != Negative {
		t.Fatalf("verdict %v, cues %v", v, cues)
	}
	found := false
	for i, c := range cues {
		if !sen.Contains(c.Span) || c.Weight <= 0 {
			t.Errorf("cue %+v outside %v", c, sen)
		}
		if i > 0 && c.Weight > cues[i-1].Weight && (c.Effect == v.Class.String()) == (cues[i-1].Effect == v.Class.String()) {
			t.Error("cues are not sorted by weight")
		}
		found = found || strings.Contains(c.Of(p.Doc.Text), "weak") && c.Effect == "negative"
	}
	if !found {
		t.Errorf("%q is no cue: %v", "weak", cues)
	}
}

func TestUnknownThemeIsJudgedByWhatThemesShare(t *testing.T) {
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	if m.Trained("food") || !m.Trained("oversight") {
		t.Error("Trained is wrong")
	}
	s, _ := judge(t, "The food is excellent and children enjoy it.", "")
	if v, _ := s.Stance("food", nil); v.Class != Positive {
		t.Errorf("verdict %v", v)
	}
}

func TestLongAndOddSentences(t *testing.T) {
	for _, text := range []string{strings.Repeat("although weak and but not good, ", 20000), "!!! ... ???", "ééé ßß 漢字", strings.Repeat("x", 100000)} {
		s, _ := judge(t, text, "")
		if v := s.Sentiment(); math.IsNaN(v.P[0]) {
			t.Errorf("not a number for %.20q", text)
		}
		s.Stance("oversight", nil)
	}
}

func TestLoadRefusesDamage(t *testing.T) {
	if _, err := Load([]byte("nonsense")); err == nil {
		t.Error("nonsense loads")
	}
	for _, n := range []int{0, 10, len(defaultModel) / 2, len(defaultModel) - 1} {
		if _, err := Load(defaultModel[:n]); err == nil {
			t.Errorf("the first %d bytes load", n)
		}
	}
}

func TestModelIsSmall(t *testing.T) {
	if n := len(defaultModel); n > 8<<20 {
		t.Errorf("%d bytes, more than 8 MB", n)
	}
}
