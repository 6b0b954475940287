package train

import (
	"bytes"
	"testing"

	"assay/classify/stance"
	"assay/extract"
)

// toy is a small language, enough to train on, in five groups.
func toy() []Example {
	var ex []Example
	for g := range 5 {
		for i, c := range []struct {
			text  string
			class stance.Class
		}{{"Supervision is strong here.", stance.Positive}, {"Supervision is weak here.", stance.Negative}, {"Supervision is strong but weak here.", stance.Mixed},
			{"Supervision is held here.", stance.Neutral}} {
			e := Example{Parse: extract.One(c.text, "Findings"), Group: string(rune('a' + g)), Coded: true, Weight: 1}
			e.Sentiment[c.class] = 1
			if i%2 == 0 {
				e.Themes = []Labelled{{Theme: "oversight", P: e.Sentiment}}
			}
			ex = append(ex, e)
		}
	}
	return ex
}

func TestTrainingLearnsRepeatsAndSurvivesTheFile(t *testing.T) {
	ex := toy()
	got, err := Train(ex, Options{Folds: 5, L2: 0.1})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range got.Held {
		if want := []stance.Class{stance.Positive, stance.Negative, stance.Mixed, stance.Neutral}[h.Example%4]; h.Theme == "" && h.P[want] < 0.5 {
			t.Errorf("%q held out: %.2f", ex[h.Example].Parse.Doc.Text, h.P)
		}
	}
	a, err := got.Model.Save()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Train(toy(), Options{Folds: 5, L2: 0.1})
	if err != nil {
		t.Fatal(err)
	}
	b, _ := again.Model.Save()
	if !bytes.Equal(a, b) {
		t.Error("the same examples give another model")
	}
	m, err := stance.Load(a)
	if err != nil {
		t.Fatal(err)
	}
	for i := range ex {
		s, r := got.Model.Scorer(), m.Scorer()
		s.Sentence(ex[i].Parse, 0)
		r.Sentence(ex[i].Parse, 0)
		if s.Sentiment() != r.Sentiment() {
			t.Errorf("the loaded model judges %q otherwise", ex[i].Parse.Doc.Text)
		}
	}
}

// Examples that only the heads of mentions learn from leave the judgement as it is.
func TestHeadsOfMentionsLearnFromMore(t *testing.T) {
	t.Parallel()
	var more []Example
	for g := range 6 {
		for k, text := range []string{"Supervision has become rarer this year.", "Supervision has become better this year.", "Supervision is held here."} {
			d := []stance.Direction{stance.Worsening, stance.Improving, stance.NoChange}[k]
			more = append(more, Example{Parse: extract.OneIn(text, "", extract.InComment), Group: string(rune('p' + g)), Coded: true, Weight: 4, Own: 1,
				Themes: []Labelled{{Theme: "oversight"}}, Change: &Change{Direction: map[string]stance.Direction{"oversight": d}, Timed: true}})
		}
	}
	without, err := Train(toy(), Options{Folds: 5, L2: 0.1})
	if err != nil {
		t.Fatal(err)
	}
	with, err := Train(toy(), Options{Folds: 5, L2: 0.1, Tells: more})
	if err != nil {
		t.Fatal(err)
	}
	if len(without.Model.Heads()) != 0 || len(with.Model.Heads()) != 3 || len(with.Heads) != 3*len(more) || len(with.Held) != len(without.Held) {
		t.Fatalf("%d and %d heads, %d and %d predictions", len(without.Model.Heads()), len(with.Model.Heads()), len(with.Heads), len(with.Held))
	}
	if with.Heads[0].Example != len(toy()) {
		t.Errorf("the first example of the heads has number %d", with.Heads[0].Example)
	}
	a, b := without.Model.Scorer(), with.Model.Scorer()
	for _, e := range append(toy(), more...) {
		a.Sentence(e.Parse, 0)
		b.Sentence(e.Parse, 0)
		if a.Sentiment() != b.Sentiment() || a.Towards("oversight", nil) != b.Towards("oversight", nil) {
			t.Errorf("%q is judged otherwise", e.Parse.Doc.Text)
		}
	}
	b.Sentence(more[0].Parse, 0)
	b.Towards("oversight", nil)
	if got := b.Telling().Direction; got != stance.Worsening {
		t.Errorf("%q: direction %v", more[0].Parse.Doc.Text, got)
	}
}

// A theme without a label teaches no stance, while its sentence teaches its sentiment.
func TestThemeWithoutLabelTeachesNoStance(t *testing.T) {
	more := func(only bool) []Example {
		ex := toy()
		for g := range 5 {
			e := Example{Parse: extract.One("Supervision is purple here.", "Findings"), Group: string(rune('a' + g)), Coded: true, Weight: 1}
			e.Sentiment[stance.Neutral] = 1
			e.Themes = []Labelled{{Theme: "oversight"}}
			if !only {
				e.Themes[0].P[stance.Negative] = 1
			}
			ex = append(ex, e)
		}
		return ex
	}
	negative := func(only bool) (p float64, rows int) {
		got, err := Train(more(only), Options{Folds: 5, L2: 0.1})
		if err != nil {
			t.Fatal(err)
		}
		s := got.Model.Scorer()
		s.Sentence(extract.One("Supervision is purple here.", "Findings"), 0)
		if v := s.Sentiment(); v.Class != stance.Neutral {
			t.Errorf("sentiment %v", v)
		}
		v, _ := s.Stance("oversight", nil)
		for _, h := range got.Held {
			if h.Example >= 20 {
				rows++
			}
		}
		return v.P[stance.Negative], rows
	}
	learnt, all := negative(false)
	not, fewer := negative(true)
	if learnt < 0.5 || not > 0.5 || all != 10 || fewer != 5 {
		t.Errorf("negative %.2f with its stance learnt, %.2f without; %d and %d predictions", learnt, not, all, fewer)
	}
}
