package eval

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"assay/classify/codebook"
	"assay/classify/gold"
	"assay/classify/stance"
	"assay/internal/sharedtest"
)

func scored(t *testing.T, lines string) []Outcome {
	t.Helper()
	rs, err := gold.Read(strings.NewReader(lines), "x")
	if err != nil {
		t.Fatal(err)
	}
	m, err := stance.Default()
	if err != nil {
		t.Fatal(err)
	}
	return Score(rs, codebook.Builtin(), m)
}

const few = `{"id":"1","heading":"","text":"Management oversight is strong and effective.","themes":{"oversight":"positive"},"sentiment":"positive"}
{"id":"2","heading":"","text":"Caseloads are far too high and rising.","themes":{"caseloads":"negative"},"sentiment":"negative"}
{"id":"3","heading":"","text":"Children enjoy swimming.","themes":{"thresholds":"neutral"},"sentiment":"positive"}
{"id":"4","heading":"","text":"Supervision orders are made by courts.","themes":{},"sentiment":"neutral"}
`

func TestScoreCountsThemesStanceAndJoint(t *testing.T) {
	os := scored(t, few)
	c := Count(os, nil)
	if c.Sentences != 4 || c.Stance.N() != 3 {
		t.Errorf("%d sentences, %d mentions", c.Sentences, c.Stance.N())
	}
	if got := c.Themes["oversight"]; got != (Counts{1, 0, 0}) {
		t.Errorf("oversight %+v: a supervision order is none", got)
	}
	if got := c.Themes["thresholds"]; got != (Counts{0, 0, 1}) {
		t.Errorf("thresholds %+v", got)
	}
	if c.Joint != (Counts{2, 0, 1}) {
		t.Errorf("joint %+v", c.Joint)
	}
}

// The figures must follow from the predictions file and the coded file alone.
func TestPredictionsGiveTheFiguresAgain(t *testing.T) {
	os := scored(t, few)
	var b bytes.Buffer
	if err := WritePredictions(&b, os); err != nil {
		t.Fatal(err)
	}
	want := Count(os, nil)
	right, joint, found, coded := 0, 0, 0, 0
	var sentiments, stances []Judged
	dec := json.NewDecoder(&b)
	for i := range os {
		var line struct {
			ID        string
			Themes    map[string]string
			Gold      map[string]string `json:"gold_stance"`
			Sentiment string
			P         [stance.Classes]float64            `json:"sentiment_probabilities"`
			GoldP     map[string][stance.Classes]float64 `json:"gold_stance_probabilities"`
		}
		if err := dec.Decode(&line); err != nil {
			t.Fatal(err)
		}
		if line.ID != os[i].Record.ID || len(line.Gold) != len(os[i].Record.Stances) {
			t.Fatalf("line %d: %+v", i, line)
		}
		if line.Sentiment == os[i].Sentiment.Coded.String() {
			right++
		}
		sentiments = append(sentiments, Judged{os[i].Sentiment.Coded, line.P})
		for _, g := range os[i].Given {
			stances = append(stances, Judged{g.Coded, line.GoldP[g.Theme]})
		}
		coded += len(os[i].Record.Stances)
		for th, s := range line.Themes {
			found++
			if c, ok := os[i].Record.Stance(th); ok && c.String() == s {
				joint++
			}
		}
	}
	near(t, "accuracy", float64(right)/4, want.Sentiment.Accuracy())
	near(t, "joint", float64(2*joint)/float64(found+coded), want.Joint.F1())
	ece := NewReport(os).ECE
	_, s := Calibration(sentiments)
	_, a := Calibration(stances)
	near(t, "sentiment.ece", rounded(s), ece["sentiment"])
	near(t, "stance.ece", rounded(a), ece["stance"])
}

func TestDrops(t *testing.T) {
	os := scored(t, few)
	now := NewReport(os)
	before := NewReport(os)
	if d := Drops(now, before); len(d) != 0 {
		t.Errorf("nothing changed, yet %v", d)
	}
	before.Intervals["sentiment.accuracy"] = [2]float64{now.Sentiment.Accuracy + 0.01, 1}
	before.Intervals["themes.gone.f1"] = [2]float64{0.1, 1}
	if d := Drops(now, before); len(d) != 2 || !strings.HasPrefix(d[0], "sentiment.accuracy") {
		t.Errorf("got %v", d)
	}
}

func TestFollow(t *testing.T) {
	var rs []Graded
	for i, g := range []string{"inadequate", "requires improvement", "good", "outstanding", "good"} {
		rs = append(rs, Graded{Framework: "ILACS", Grade: g, Sentences: 10, Sum: float64(i)})
	}
	rs = append(rs, Graded{Framework: "ILACS", Sentences: 3}, Graded{Framework: "SIF", Grade: "good", Sentences: 1})
	got := Follow(rs)
	if len(got) != 1 || got[0].Reports != 5 {
		t.Fatalf("got %+v", got)
	}
	// grades 1 2 3 4 3: ranks 1 2 3.5 5 3.5 against 1 2 3 4 5
	near(t, "rho", got[0].Rho, 0.8208)
	for text, want := range map[string]bool{"It is Good.": true, "Services require  improvement.": true, "goodness": false, "Work is inadequate": true, "adequately": false} {
		if HasGradeWord(text) != want {
			t.Errorf("grade word in %q: want %v", text, want)
		}
	}
}

func TestSampleIsStratifiedAndRepeats(t *testing.T) {
	m, err := stance.Default()
	if err != nil {
		t.Fatal(err)
	}
	draw := func() []Candidate {
		s := NewSampler(codebook.Builtin(), m, 7)
		s.Skip("Management oversight is strong and effective.")
		for _, o := range scored(t, few) {
			for k := range 30 {
				p := one(o.Record.Text + strings.Repeat(" x", k))
				s.Add("doc", p, 0)
			}
		}
		return s.Draw(20)
	}
	a, b := draw(), draw()
	if len(a) != 20 {
		t.Fatalf("%d drawn", len(a))
	}
	strata := map[string]int{}
	for i := range a {
		if a[i].Text != b[i].Text {
			t.Fatal("another draw the second time")
		}
		if a[i].Text == "Management oversight is strong and effective." {
			t.Error("a sentence to skip was drawn")
		}
		strata[a[i].Stratum]++
	}
	if strata["theme:oversight"] == 0 || strata["uncertain"] == 0 || strata["random"] == 0 || strata["near_miss:oversight"] == 0 {
		t.Errorf("strata %v", strata)
	}
}

// The page must be the committed one's form, whatever the machine; the figures
// on the development sentences must not fall below the committed intervals.
func TestCommittedFiguresHold(t *testing.T) {
	coded := func(name string) string { return sharedtest.Path(t, "gold", name) }
	data, err := os.ReadFile("../../docs/evaluation.json")
	if err != nil {
		t.Fatal(err)
	}
	var committed Report
	if err := json.Unmarshal(data, &committed); err != nil {
		t.Fatal(err)
	}
	rs, err := gold.ReadFiles(coded("dev.jsonl"), coded("articles_dev.jsonl"), coded("change.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := stance.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range Drops(NewReport(Score(rs, codebook.Builtin(), m)), &committed) {
		t.Error(d)
	}
}
