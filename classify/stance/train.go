package stance

import (
	"errors"
	"fmt"
	"math"
	"sort"

	"assay/corpus"
	"assay/extract"
)

// Example is one labelled sentence to learn from.
type Example struct {
	Parse     *extract.Parse // holds the sentence alone, as extract.One makes it
	Group     string         // kept together in cross-validation
	Coded     bool           // coded by a person or a careful coder: cross-validation measures on these
	Weight    float64        // of its rows
	Sentiment [Classes]float64
	Themes    []Labelled
}

// Labelled is the label of one theme of an Example.
type Labelled struct {
	Theme    string
	Triggers []corpus.Span // none: the whole sentence stands for them
	P        [Classes]float64
}

// Options of Train. The zero value gives the defaults.
type Options struct {
	L2     float64      // strength of the penalty, default 2
	Steps  int          // of L-BFGS, default 60
	Folds  int          // of cross-validation by group, default 5; 1 leaves it out, and with it the calibration
	Report func(string) // told of each stage; may be nil

	// MeasureFolds is how many of the folds are measured, for comparing ideas in
	// less time; no model is made then. 0 measures all and makes one.
	MeasureFolds int

	// Stop ends the training with ErrStopped, within a step, once it is closed.
	Stop <-chan struct{}

	// Curve are the shares of the coded examples to learn from, each measured on
	// the first fold with the other examples (silver) and without: a learning curve.
	Curve []float64

	// Scale replaces the value of features by family ("word2", "fine3"); 0
	// leaves the family out. For measuring what a family is worth.
	Scale map[string]float64
}

func (o Options) withDefaults() Options {
	if o.L2 == 0 {
		o.L2 = 2
	}
	if o.Steps == 0 {
		o.Steps = 60
	}
	if o.Folds == 0 {
		o.Folds = 5
	}
	if o.Report == nil {
		o.Report = func(string) {}
	}
	return o
}

// ErrStopped is the error of a training that Options.Stop ended.
var ErrStopped = errors.New("training stopped")

// Trained is what Train returns.
type Trained struct {
	Model *Model
	Held  []Held       // cross-validation, over the coded examples
	Curve []CurvePoint // as Options.Curve asks
}

// CurvePoint is one point of a learning curve.
type CurvePoint struct {
	Share  float64
	Coded  int  // examples learnt from
	Silver bool // with the examples that are not coded
	Held   []Held
}

// Held is a prediction for a row of an example that the model it came from had
// not seen, nor any other of its group.
type Held struct {
	Example int
	Theme   string // "" for sentiment
	P       [Classes]float64
}

// trainer holds the rows of one training.
type trainer struct {
	opt   Options
	ex    []Example
	model *Model // vocabulary and lexicon first, weights last
	owner []int32
	theme []string
	keys  [][]uint64
	dict  []uint64
	p     problem
}

// Train fits a model and predicts the coded examples by cross-validation. The
// same examples in the same order give the same model to the byte, on one
// GOOS/GOARCH, whatever the number of processors.
func Train(ex []Example, opt Options) (*Trained, error) {
	if len(ex) == 0 {
		return nil, errors.New("training: no examples")
	}
	opt = opt.withDefaults()
	lex, err := ParseLexicon(lexiconText)
	if err != nil {
		return nil, err
	}
	t := &trainer{opt: opt, ex: ex, model: &Model{lexText: lexiconText, lex: lex, sharpen: [2]float64{1, 1}}}
	t.vocabulary()
	opt.Report(fmt.Sprintf("%d words", len(t.model.vocab.words)))
	t.rows()
	t.dictionary()
	opt.Report(fmt.Sprintf("%d rows, %d features", len(t.p.row), len(t.dict)))
	out := &Trained{Model: t.model}
	if opt.Folds > 1 {
		if out.Held, err = t.crossValidate(); err != nil {
			return nil, err
		}
		t.calibrate(out.Held)
		if opt.MeasureFolds > 0 {
			return out, nil
		}
		if out.Curve, err = t.curve(); err != nil {
			return nil, err
		}
	}
	theta, err := t.p.solve(t.where(func(int) bool { return true }), nil, opt.Steps)
	if err != nil {
		return nil, fmt.Errorf("training: %w", err)
	}
	t.finish(theta)
	t.fillCard()
	return out, nil
}

// A word, a whole heading or a feature counts only where two groups use it:
// what one council alone says (its name, its board's abbreviation) would be
// learnt as praise or blame of that council. Overlapping families need three.
const (
	minExamples, minGroups              = 2, 2
	minExamplesOverlap, minGroupOverlap = 3, 3
)

// seen counts the examples and, up to three, the groups of something.
type seen struct {
	examples int32
	groups   [3]int32 // numbers of groups, from 1
}

func (s seen) in(group int32) seen {
	s.examples++
	for i, g := range s.groups {
		if g == group {
			break
		}
		if g == 0 {
			s.groups[i] = group
			break
		}
	}
	return s
}

func (s seen) groupsSeen() int {
	n := 0
	for _, g := range s.groups {
		if g != 0 {
			n++
		}
	}
	return n
}

func (t *trainer) groupNumbers() []int32 {
	ids := map[string]int32{}
	out := make([]int32, len(t.ex))
	for i := range t.ex {
		g := t.ex[i].Group
		if ids[g] == 0 {
			ids[g] = int32(len(ids) + 1)
		}
		out[i] = ids[g]
	}
	return out
}

// vocabulary numbers words, headings and themes, and finds the clusters.
func (t *trainer) vocabulary() {
	groups := t.groupNumbers()
	count := map[string]seen{}
	themes := map[string]bool{}
	var ws []word
	for i := range t.ex {
		mark := map[string]bool{}
		p := t.ex[i].Parse
		s := &p.Sentences[0]
		ws = wordsOf(p.Doc.Text, p.Tokens[s.FirstToken:s.EndToken], ws[:0])
		for k := range ws {
			mark[ws[k].low] = true
			if ws[k].lemma != "" && ws[k].kind == extract.TokenWord {
				mark[ws[k].lemma] = true
			}
		}
		if h := s.Heading.Of(p.Doc.Text); h != "" {
			whole, words := headingWords(h)
			mark[headingKey(whole)] = true
			for _, w := range words {
				mark[w] = true
			}
		}
		for w := range mark {
			count[w] = count[w].in(groups[i])
		}
		for _, l := range t.ex[i].Themes {
			themes[themeKey(l.Theme)] = true
		}
	}
	var words []string
	for w, s := range count {
		if s.examples >= minExamples && s.groupsSeen() >= minGroups {
			words = append(words, w)
		}
	}
	for th := range themes {
		words = append(words, th)
	}
	sort.Strings(words)
	v := newVocab(words)
	t.model.vocab = v
	sentences := make([][]int32, len(t.ex))
	for i := range t.ex {
		p := t.ex[i].Parse
		s := &p.Sentences[0]
		ws = wordsOf(p.Doc.Text, p.Tokens[s.FirstToken:s.EndToken], ws[:0])
		for k := range ws {
			sentences[i] = append(sentences[i], v.ids[ws[k].low])
		}
	}
	v.cluster(sentences)
}

// rows takes the features of every example: one row for its sentiment, one for
// the stance of each theme.
func (t *trainer) rows() {
	at := make([]int, len(t.ex)+1)
	for i := range t.ex {
		at[i+1] = at[i] + 1 + len(t.ex[i].Themes)
	}
	n := at[len(t.ex)]
	t.keys = make([][]uint64, n)
	t.owner = make([]int32, n)
	t.theme = make([]string, n)
	t.p.row = make([]float64, n)
	t.p.want = make([][Classes]float64, n)
	t.p.weight = make([]float64, n)
	each(len(t.ex), func(_, from, to int) {
		s := t.model.Scorer()
		for i := from; i < to; i++ {
			e := &t.ex[i]
			s.features(e.Parse, 0)
			r := at[i]
			set := func(theme string, want [Classes]float64) {
				t.keys[r] = keysOf(s.feats)
				t.owner[r], t.theme[r] = int32(i), theme
				t.p.row[r], t.p.want[r], t.p.weight[r] = rowScale(len(s.words)), want, e.Weight
				r++
			}
			set("", e.Sentiment)
			for _, l := range e.Themes {
				s.feats = s.feats[:s.shared]
				s.stanceFeatures(t.model.vocab.ids[themeKey(l.Theme)], l.Triggers)
				set(l.Theme, l.P)
			}
		}
	})
}

func keysOf(fs []feature) []uint64 {
	out := make([]uint64, len(fs))
	for i := range fs {
		out[i] = fs[i].key
	}
	return out
}

// overlapping reports whether features of a kind say again what others say.
func overlapping(k kind) bool {
	return k != kWord && k != kWord2 && k != kWord3 && k != kBias && k != kStance
}

// dictionary numbers the features that are frequent enough, in the order of
// their keys, and ties every word to its letters.
func (t *trainer) dictionary() {
	groups := t.groupNumbers()
	count := map[uint64]seen{}
	for r, ks := range t.keys {
		for _, k := range ks {
			count[k] = count[k].in(groups[t.owner[r]])
		}
	}
	frequent := func(k uint64, s seen) bool {
		kd, _, _, _ := unkey(k)
		if t.scaleOf(kd) == 0 {
			return false
		}
		if overlapping(kd) {
			return s.examples >= minExamplesOverlap && s.groupsSeen() >= min(minGroupOverlap, len(t.ex))
		}
		return s.examples >= minExamples && s.groupsSeen() >= minGroups
	}
	letters := map[uint64]int32{}
	var buf []uint64
	for k, s := range count {
		if !frequent(k, s) {
			continue
		}
		t.dict = append(t.dict, k)
		if kd, w, _, _ := unkey(k); kd == kWord && isLetters(t.model.vocab.words[w]) {
			buf = charKeys(t.model.vocab.words[w], buf[:0])
			for _, c := range buf {
				letters[c]++
			}
		}
	}
	for k, n := range letters {
		if n >= minExamplesOverlap {
			t.dict = append(t.dict, k)
		}
	}
	sort.Slice(t.dict, func(i, j int) bool { return t.dict[i] < t.dict[j] })
	num := make(map[uint64]int32, len(t.dict))
	t.p.scale = make([]float64, len(t.dict))
	for i, k := range t.dict {
		num[k] = int32(i)
		kd, _, _, _ := unkey(k)
		t.p.scale[i] = t.scaleOf(kd)
	}
	t.p.tied = make([][]int32, len(t.dict))
	for i, k := range t.dict {
		if kd, w, _, _ := unkey(k); kd == kWord && isLetters(t.model.vocab.words[w]) {
			buf = charKeys(t.model.vocab.words[w], buf[:0])
			for _, c := range buf {
				if n, ok := num[c]; ok {
					t.p.tied[i] = append(t.p.tied[i], n)
				}
			}
		}
	}
	t.p.l2, t.p.stop = t.opt.L2, t.opt.Stop
	t.p.rowPtr = make([]int32, len(t.keys)+1)
	for r, ks := range t.keys {
		for _, k := range ks {
			if n, ok := num[k]; ok {
				t.p.cols = append(t.p.cols, n)
			}
		}
		t.p.rowPtr[r+1] = int32(len(t.p.cols))
		t.keys[r] = nil
	}
}

func (t *trainer) scaleOf(k kind) float64 {
	if x, ok := t.opt.Scale[kindNames[k]]; ok {
		return x
	}
	return kindScale[k]
}

func isLetters(w string) bool { return w != "" && (w[0] >= 'a' && w[0] <= 'z' || w[0] >= 0x80) }

// where marks the rows of the examples that pass.
func (t *trainer) where(pass func(example int) bool) []bool {
	use := make([]bool, len(t.p.row))
	for r := range use {
		use[r] = pass(int(t.owner[r]))
	}
	return use
}

// crossValidate fits a model for each fold of groups and predicts the coded
// examples it had not seen.
func (t *trainer) crossValidate() ([]Held, error) {
	fold := Folds(t.ex, t.opt.Folds)
	var held []Held
	for f := 0; f < t.opt.Folds && (t.opt.MeasureFolds == 0 || f < t.opt.MeasureFolds); f++ {
		hs, err := t.heldOut(t.where(func(e int) bool { return fold[e] != f }), fold, f)
		if err != nil {
			return nil, fmt.Errorf("cross-validation: %w", err)
		}
		held = append(held, hs...)
		t.opt.Report(fmt.Sprintf("fold %d of %d", f+1, t.opt.Folds))
	}
	return held, nil
}

// heldOut fits the rows of use and predicts the coded examples of a fold.
func (t *trainer) heldOut(use []bool, fold []int, f int) ([]Held, error) {
	theta, err := t.p.solve(use, nil, t.opt.Steps)
	if err != nil {
		return nil, err
	}
	v := t.p.fold(theta)
	var held []Held
	for r := range use {
		e := int(t.owner[r])
		if fold[e] == f && t.ex[e].Coded {
			held = append(held, Held{e, t.theme[r], verdictOf(t.p.scores(v, r), 1).P})
		}
	}
	return held, nil
}

// curve measures the first fold with shares of the coded examples.
func (t *trainer) curve() ([]CurvePoint, error) {
	fold := Folds(t.ex, t.opt.Folds)
	var out []CurvePoint
	for _, silver := range []bool{false, true} {
		for _, share := range t.opt.Curve {
			c := CurvePoint{Share: share, Silver: silver}
			picked := func(e int) bool { return float64(uint32(e)*2654435761>>16)/(1<<16) < share }
			use := t.where(func(e int) bool {
				return fold[e] != 0 && (t.ex[e].Coded && picked(e) || silver && !t.ex[e].Coded)
			})
			for e := range t.ex {
				if fold[e] != 0 && t.ex[e].Coded && picked(e) {
					c.Coded++
				}
			}
			var err error
			if c.Held, err = t.heldOut(use, fold, 0); err != nil {
				return nil, fmt.Errorf("learning curve: %w", err)
			}
			out = append(out, c)
			t.opt.Report(fmt.Sprintf("learning curve: %d coded", c.Coded))
		}
	}
	return out, nil
}

// Folds deals the groups of the examples to n folds, in the order of a hash of
// their names.
func Folds(ex []Example, n int) []int {
	out := make([]int, len(ex))
	for i := range ex {
		h := uint64(14695981039346656037) // FNV-1a
		for k := 0; k < len(ex[i].Group); k++ {
			h = (h ^ uint64(ex[i].Group[k])) * 1099511628211
		}
		out[i] = int(h >> 17 % uint64(n))
	}
	return out
}

// calibrate finds, for sentiment and stance each, the factor on the scores
// under which the held-out coded labels are likeliest.
func (t *trainer) calibrate(held []Held) {
	for task := range t.model.sharpen {
		best, bestLoss := 1.0, math.Inf(1)
		for f := 40; f <= 160; f += 2 {
			loss := 0.0
			for _, h := range held {
				if (h.Theme != "") != (task == 1) {
					continue
				}
				p := sharpened(h.P, float64(f)/100)
				for c, w := range t.want(h) {
					if w > 0 {
						loss -= w * math.Log(max(p[c], 1e-12))
					}
				}
			}
			if loss < bestLoss {
				best, bestLoss = float64(f)/100, loss
			}
		}
		t.model.sharpen[task] = best
	}
}

// sharpened is p with its log-odds multiplied by f.
func sharpened(p [Classes]float64, f float64) [Classes]float64 {
	var z [Classes]float64
	for c := range z {
		z[c] = math.Log(max(p[c], 1e-12))
	}
	return verdictOf(z, f).P
}

// Calibrate returns predictions of cross-validation as the model would give
// them: with its calibration.
func (m *Model) Calibrate(held []Held) []Held {
	out := make([]Held, len(held))
	for i, h := range held {
		task := 0
		if h.Theme != "" {
			task = 1
		}
		h.P = sharpened(h.P, m.sharpen[task])
		out[i] = h
	}
	return out
}

func (t *trainer) want(h Held) [Classes]float64 {
	e := &t.ex[h.Example]
	for _, l := range e.Themes {
		if l.Theme == h.Theme {
			return l.P
		}
	}
	return e.Sentiment
}

// pruneBelow is the smallest weight (of the class where it is largest, the mean
// of the four taken off) a feature must have to be kept.
const pruneBelow = 0.004

// finish folds, prunes and rounds the weights into the model.
func (t *trainer) finish(theta []float64) {
	v := t.p.fold(theta)
	for i, w := range v {
		mean := (w[0] + w[1] + w[2] + w[3]) / Classes
		most := float32(0)
		for c := range w {
			w[c] = float32(unround(round(w[c] - mean)))
			most = max(most, w[c], -w[c])
		}
		if most >= pruneBelow {
			t.model.keys = append(t.model.keys, t.dict[i])
			t.model.weights = append(t.model.weights, w)
		}
	}
	t.model.table = newTable(t.model.keys)
}

// round and unround keep a weight as a whole number of thousandths.
func round(w float32) int16   { return int16(math.RoundToEven(float64(w) * 1000)) }
func unround(n int16) float64 { return float64(n) / 1000 }

func (t *trainer) fillCard() {
	c := &t.model.Card
	c.Features = len(t.model.keys)
	for i := range t.ex {
		if t.ex[i].Coded {
			c.Coded++
			c.Mentions += len(t.ex[i].Themes)
		} else {
			c.Silver++
		}
	}
}
