package eval

import (
	"sort"

	"assay/classify/codebook"
	"assay/classify/gold"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
	"assay/internal/shards"
)

// Judged is one coded class with the probabilities it was given.
type Judged struct {
	Coded stance.Class
	P     [stance.Classes]float64
}

// Predicted is the class of the highest probability.
func (j Judged) Predicted() stance.Class { return gold.Class(j.P) }

// Outcome is what became of one record.
type Outcome struct {
	Record    *gold.Record
	Sentiment Judged
	Found     []Themed      // what the program found by itself of the themes asked for, in the order of the codebook; Coded is set where Known
	Given     []Themed      // every coded theme, in the order of the record, stance with the theme given
	Contrast  bool          // a clause is set against another
	Tense     extract.Tense // of the first theme coded, of the sentence where none is
	Voice     stance.Voice
}

// Themed is the stance of one theme.
type Themed struct {
	Theme string
	Known bool // the theme is coded
	Judged
	Direction stance.Direction
}

// Score judges every record: its text is one sentence under its heading. A theme
// counts as coded or found only where the codebook has it.
func Score(records []gold.Record, cb *codebook.Codebook, model *stance.Model) []Outcome {
	out := make([]Outcome, len(records))
	m := cb.Matcher()
	shards.All(len(records), func(i int) { out[i] = scoreOne(&records[i], cb, m, model.Scorer()) })
	return out
}

func scoreOne(r *gold.Record, cb *codebook.Codebook, m *codebook.Matcher, s *stance.Scorer) Outcome {
	p := r.Parse()
	s.Sentence(p, 0)
	o := Outcome{Record: r, Sentiment: Judged{gold.Class(r.Sentiment), s.Sentiment().P}, Contrast: s.Contrast()}
	triggers := map[string][]corpus.Span{}
	for _, e := range evidenceOf(m, cb, p) {
		f := s.Find(&e)
		triggers[e.Theme] = f.Triggers
		if f.Present && r.Asks(e.Theme) {
			coded, known := r.Stance(e.Theme)
			o.Found = append(o.Found, Themed{Theme: e.Theme, Known: known, Judged: Judged{coded, s.Towards(e.Theme, f.Triggers).P}})
		}
	}
	for _, t := range r.Stances {
		v := s.Towards(t.Theme, triggers[t.Theme])
		tells := s.Telling()
		if len(o.Given) == 0 {
			o.Tense, o.Voice = tells.Tense, tells.Voice
		}
		o.Given = append(o.Given, Themed{t.Theme, true, Judged{gold.Class(t.P), v.P}, tells.Direction})
	}
	if len(r.Stances) == 0 {
		s.Towards("", nil)
		tells := s.Telling()
		o.Tense, o.Voice = tells.Tense, tells.Voice
	}
	return o
}

// Tally is the counts from which every figure follows.
type Tally struct {
	Sentences int
	Sentiment Confusion
	Stance    Confusion
	Themes    map[string]Counts
	Joint     Counts
}

// Count tallies the outcomes at the given places (all of them where nil).
func Count(outcomes []Outcome, at []int) *Tally {
	t := &Tally{Themes: map[string]Counts{}}
	if at == nil {
		for i := range outcomes {
			t.add(&outcomes[i])
		}
	}
	for _, i := range at {
		t.add(&outcomes[i])
	}
	return t
}

func (t *Tally) add(o *Outcome) {
	t.Sentences++
	if !o.Record.ThemesOnly {
		t.Sentiment.Add(o.Sentiment.Coded, o.Sentiment.Predicted())
	}
	found := map[string]bool{}
	for _, f := range o.Found {
		found[f.Theme] = true
		c := t.Themes[f.Theme]
		if f.Known {
			c.Right++
		} else {
			c.Wrong++
		}
		t.Themes[f.Theme] = c
		if f.Known && f.Coded == f.Predicted() {
			t.Joint.Right++
		} else {
			t.Joint.Wrong++
			if f.Known {
				t.Joint.Missed++
			}
		}
	}
	for _, g := range o.Given {
		t.Stance.Add(g.Coded, g.Predicted())
		if !found[g.Theme] {
			c := t.Themes[g.Theme]
			c.Missed++
			t.Themes[g.Theme] = c
			t.Joint.Missed++
		}
	}
}

// Figure is one named figure with its bootstrap interval.
type Figure struct {
	Name        string
	Value       float64
	Low, High   float64 // 95 % interval
	HasInterval bool
}

// Figures lists the figures of a tally in a fixed order.
func (t *Tally) Figures() []Figure {
	fs := []Figure{
		{Name: "sentiment.accuracy", Value: t.Sentiment.Accuracy()},
		{Name: "sentiment.macro_f1", Value: t.Sentiment.MacroF1()},
	}
	for k := stance.Class(0); k < stance.Classes; k++ {
		fs = append(fs, Figure{Name: "sentiment.f1." + k.String(), Value: t.Sentiment.F1(k)})
	}
	for _, id := range t.ThemeIDs() {
		fs = append(fs, Figure{Name: "themes." + id + ".f1", Value: t.Themes[id].F1()})
	}
	fs = append(fs, Figure{Name: "stance.accuracy", Value: t.Stance.Accuracy()}, Figure{Name: "stance.macro_f1", Value: t.Stance.MacroF1()})
	for k := stance.Class(0); k < stance.Classes; k++ {
		fs = append(fs, Figure{Name: "stance.f1." + k.String(), Value: t.Stance.F1(k)})
	}
	return append(fs, Figure{Name: "joint_f1", Value: t.Joint.F1()})
}

// ThemeIDs are the themes coded or found, sorted.
func (t *Tally) ThemeIDs() []string {
	var ids []string
	for id := range t.Themes {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	return ids
}
