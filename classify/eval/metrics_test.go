package eval

import (
	"math"
	"strings"
	"testing"

	"assay/classify/gold"
	"assay/classify/stance"
	"assay/extract"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestConfusion(t *testing.T) {
	var c Confusion
	for _, p := range [][2]stance.Class{{0, 0}, {0, 0}, {0, 1}, {1, 1}, {2, 1}} {
		c.Add(p[0], p[1])
	}
	near(t, "accuracy", c.Accuracy(), 0.6)
	near(t, "f1 positive", c.F1(stance.Positive), 0.8)
	near(t, "f1 negative", c.F1(stance.Negative), 0.5)
	near(t, "f1 mixed", c.F1(stance.Mixed), 0)
	near(t, "macro f1, an absent class as 0", c.MacroF1(), (0.8+0.5)/4)
}

// The worked example of Krippendorff (2011), two observers, nominal data:
// alpha = 0.095; and kappa by hand from the same table.
func TestAgreement(t *testing.T) {
	a := []int{0, 1, 0, 0, 0, 0, 0, 0, 1, 0}
	b := []int{1, 1, 1, 0, 0, 1, 0, 0, 0, 0}
	var ps []pair
	for i := range a {
		ps = append(ps, pair{a[i], b[i]})
	}
	observed, kappa, alpha := agreementOf(ps)
	near(t, "observed", observed, 0.6)
	near(t, "alpha", alpha, 1-0.4*19*20/20/(2*14*6/20.0)*1) // 1 - Do/De
	if math.Abs(alpha-0.095) > 0.0005 {
		t.Errorf("alpha %v, want 0.095", alpha)
	}
	near(t, "kappa", kappa, (0.6-(0.8*0.6+0.2*0.4))/(1-(0.8*0.6+0.2*0.4)))
}

func TestAgreeMatchesById(t *testing.T) {
	read := func(s string) []gold.Record {
		rs, err := gold.Read(strings.NewReader(s), "x")
		if err != nil {
			t.Fatal(err)
		}
		return rs
	}
	a := read(`{"id":"1","text":"a","themes":{"oversight":"positive"},"sentiment":"positive"}
{"id":"2","text":"b","themes":{},"sentiment":"neutral"}
{"id":"3","text":"c","themes":{},"sentiment":"neutral"}`)
	b := read(`{"id":"2","text":"b","themes":{"oversight":"negative"},"sentiment":"neutral"}
{"id":"1","text":"a","themes":{"oversight":"positive"},"sentiment":"mixed"}`)
	got, alone, err := Agree(a, b)
	if err != nil {
		t.Fatal(err)
	}
	if len(alone) != 1 || alone[0] != "3" {
		t.Errorf("alone: %v", alone)
	}
	if len(got) != 3 || got[0].N != 2 || got[0].Observed != 0.5 || got[1].Observed != 0.5 || got[2].N != 1 {
		t.Errorf("got %+v", got)
	}
	b[0].Text = "other"
	if _, _, err := Agree(a, b); err == nil {
		t.Error("another text under the same id is no error")
	}
}

func TestSpearman(t *testing.T) {
	near(t, "monotone", Spearman([]float64{1, 2, 3, 4}, []float64{1, 4, 9, 16}), 1)
	// ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4
	near(t, "ties", Spearman([]float64{1, 2, 2, 3}, []float64{1, 3, 2, 4}), 4.5/math.Sqrt(4.5*5))
}

func TestCalibration(t *testing.T) {
	rows := []Judged{
		{Coded: 0, P: [4]float64{0.95, 0.05}}, {Coded: 1, P: [4]float64{0.95, 0.05}},
		{Coded: 0, P: [4]float64{0.55, 0.45}},
	}
	bins, ece := Calibration(rows)
	if len(bins) != 2 || bins[1].N != 2 {
		t.Fatalf("bins %+v", bins)
	}
	near(t, "ece", ece, (2*0.45+0.45)/3)
}

func TestBootstrapCoversAndRepeats(t *testing.T) {
	share := func(at []int) []float64 {
		n := 0
		for _, i := range at {
			if i < 30 {
				n++
			}
		}
		return []float64{float64(n) / float64(len(at))}
	}
	low, high := Bootstrap(100, 1000, share)
	if low[0] < 0.19 || low[0] > 0.24 || high[0] < 0.36 || high[0] > 0.41 { // binomial(100, 0.3): 0.21 to 0.39
		t.Errorf("interval %v to %v", low, high)
	}
	low2, _ := Bootstrap(100, 1000, share)
	if low[0] != low2[0] {
		t.Error("not the same twice")
	}
}

func one(text string) *extract.Parse { return extract.One(text, "") }

func TestCalibrationByChance(t *testing.T) {
	t.Parallel()
	sure := make([]Judged, 40)
	half := make([]Judged, 40)
	for i := range sure {
		sure[i].P[stance.Negative] = 1
		half[i].P[stance.Positive], half[i].P[stance.Negative] = 0.5, 0.5
	}
	near(t, "probabilities of one", CalibrationByChance(sure), 0)
	// the mean distance from 20 of heads among 40 throws is 2.508
	if x := CalibrationByChance(half); math.Abs(x-2.508/40) > 0.01 {
		t.Errorf("of even probabilities: %.4f", x)
	}
	if f := CalibrationFigure(half); f.Low > f.Value || f.High < f.Value {
		t.Errorf("interval of a calibration error: %+v", f)
	}
}

func TestByFileAndKind(t *testing.T) {
	t.Parallel()
	os := []Outcome{{Record: &gold.Record{File: "a/x.jsonl"}}, {Record: &gold.Record{File: "b/x.jsonl", Kind: gold.Report}}, {Record: &gold.Record{File: "y.jsonl", Kind: gold.Comment}}}
	if by := ByFile(os); len(by) != 2 || len(by["x.jsonl"]) != 2 {
		t.Errorf("by file: %v", by)
	}
	if by := ByKind(os); len(by) != 2 || len(by["report"]) != 2 || len(by["comment"]) != 1 {
		t.Errorf("by kind: %v", by)
	}
}
