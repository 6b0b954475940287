package stance

import (
	"math"
	"slices"

	"assay/classify/stance/sentence"
	"assay/corpus"
)

// Extension is what coded sentences teach on top of a whole model: a correction
// of the stance towards each of some themes, and of nothing else. A model with an
// extension judges all others to the byte as the model alone does.
type Extension struct {
	Card        Card         `json:"card"`
	Corrections []Correction `json:"corrections"`
}

// Correction changes the verdict on one theme, or on sentiment where Theme is "":
// the logs of the model's probabilities are multiplied with Gain, then Add and the
// weights of the terms of the sentence are added.
type Correction struct {
	Theme string           `json:"theme"`
	Gain  float64          `json:"gain"`
	Add   [Classes]float64 `json:"add"`
	Terms []Term           `json:"terms,omitempty"` // by name
}

// Term is one feature of a correction: "any" and a lemma, "near" and a lemma that
// stands at most nearTerms words from the theme's, or "row" and two lemmas in a row.
type Term struct {
	Name   string           `json:"name"`
	Weight [Classes]float64 `json:"weight"`
}

// nearTerms is how far a word may stand from the theme's words to be near, and
// maxTerms how much of a sentence is looked at.
const (
	nearTerms = 6
	maxTerms  = 200
)

// correction is a Correction ready to use.
type correction struct {
	*Correction
	weights map[string]*[Classes]float64
}

// extend gives the model an extension; it must not be in use yet.
func (m *Model) extend(e *Extension) {
	m.Card = e.Card
	m.fix = map[string]*correction{}
	for i := range e.Corrections {
		c := &correction{&e.Corrections[i], map[string]*[Classes]float64{}}
		for k := range c.Terms {
			c.weights[c.Terms[k].Name] = &c.Terms[k].Weight
		}
		m.fix[c.Theme] = c
	}
}

// EachTerm gives the terms of the sentence read last, for a theme with the given
// triggers, with the words [from, to) each stands for. The name is the callee's
// only during the call.
func (s *Scorer) EachTerm(triggers []corpus.Span, give func(name []byte, from, to int)) {
	ws := s.read.Words[:min(len(s.read.Words), maxTerms)]
	first, last := s.read.TriggerWords(triggers)
	whole := len(triggers) == 0
	name := make([]byte, 0, 64)
	for i := range ws {
		w := &ws[i]
		own := slices.ContainsFunc(triggers, w.Overlaps) // the theme's own words say nothing of it
		if !sentence.IsWord(w) || own || w.Low == sentence.Masked {
			continue
		}
		put := func(kind string, more string, to int) {
			name = append(append(append(name[:0], kind...), ' '), w.Lemma...)
			if more != "" {
				name = append(append(name, ' '), more...)
			}
			give(name, i, to)
		}
		put("any", "", i+1)
		if !whole && int32(i) >= first-nearTerms && int32(i) <= last+nearTerms {
			put("near", "", i+1)
		}
		if i+1 < len(ws) && sentence.IsWord(&ws[i+1]) {
			put("row", ws[i+1].Lemma, i+2)
		}
	}
}

// fixed is v as the correction of its theme changes it, where the model has one;
// what each word adds is kept for the cues.
func (s *Scorer) fixed(theme string, v Verdict, triggers []corpus.Span) Verdict {
	c := s.m.fix[theme]
	if s.fixing = c; c == nil {
		return v
	}
	s.extra = append(s.extra[:0], make([][Classes]float64, len(s.read.Words))...)
	var z [Classes]float64
	for k := range z {
		z[k] = float64(c.Gain*math.Log(max(v.P[k], 1e-12))) + c.Add[k]
	}
	scale := rowScale(len(s.read.Words))
	s.EachTerm(triggers, func(name []byte, from, to int) {
		w := c.weights[string(name)]
		if w == nil {
			return
		}
		for k := range w {
			x := float64(scale * w[k])
			z[k] += x
			for i := from; i < to; i++ {
				s.extra[i][k] += x / float64(to-from)
			}
		}
	})
	return verdictOf(z, 1)
}

// fixApart adds the correction of the verdict given last to what each word and no
// word adds to its score, less the mean of the classes.
func (s *Scorer) fixApart(per [][Classes]float64, rest *[Classes]float64) {
	if s.fixing == nil {
		return
	}
	fix := func(to *[Classes]float64, add [Classes]float64) {
		mean := (add[0] + add[1] + add[2] + add[3]) / Classes
		for k := range to {
			to[k] = float64(s.fixing.Gain*to[k]) + add[k] - mean
		}
	}
	for i := range per {
		fix(&per[i], s.extra[i])
	}
	fix(rest, s.fixing.Add)
}

// TermScale is what the weights of terms are multiplied with in the sentence read
// last.
func (s *Scorer) TermScale() float64 { return rowScale(len(s.read.Words)) }
