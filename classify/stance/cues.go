package stance

import (
	"math"
	"sort"

	"assay/corpus"
)

// maxCues is how many cues a mention carries, minCue the smallest log-odds one
// may have: what is weaker explains nothing to a reader.
const (
	maxCues = 6
	minCue  = 0.25
)

// cues spreads the weight of every feature evenly over the words it was found
// in, joins the words of one lexicon effect, and returns the strongest
// stretches. The weight of a cue is how far it moves the log-odds of a class
// from the mean of the four, so the explanation is the model's own sum: what the
// heading, the theme and the bias add is the rest.
func (s *Scorer) cues(won Class) []Cue {
	n := len(s.words)
	per := make([][Classes]float64, n)
	spread := func(w weights, from, to int) {
		mean := float64(w[0]+w[1]+w[2]+w[3]) / Classes
		for i := from; i < to; i++ {
			for c := range w {
				per[i][c] += (float64(w[c]) - mean) / float64(to-from)
			}
		}
	}
	for _, f := range s.feats {
		if f.to <= f.from {
			continue
		}
		if k := s.m.table.find(f.key); k >= 0 {
			spread(s.m.weights[k], int(f.from), int(f.to))
		}
	}
	for i := range s.words {
		if w := &s.words[i]; w.id == noWord && taggable(w) {
			spread(s.lettersOf(w.low), i, i+1)
		}
	}
	scale := s.m.sharpen[1] * rowScale(n)
	var cues []Cue
	put := func(from, to int) {
		var sum [Classes]float64
		for i := from; i < to; i++ {
			for c := range sum {
				sum[c] += per[i][c]
			}
		}
		best := won
		for c := range sum {
			if math.Abs(sum[c]) > math.Abs(sum[best]) && sum[c] > 0 {
				best = Class(c)
			}
		}
		if w := sum[best] * scale; w >= minCue {
			cues = append(cues, Cue{corpus.Span{Start: s.words[from].Start, End: s.words[to-1].End}, best.String(), w})
		}
	}
	for i := 0; i < n; {
		to := i + 1
		for k := range s.scoped {
			if x := &s.scoped[k]; int(x.from) == i && int(x.to) > to {
				to = int(x.to)
			}
		}
		if to == i+1 && !taggable(&s.words[i]) {
			i = to
			continue
		}
		put(i, to)
		i = to
	}
	sort.SliceStable(cues, func(i, j int) bool { return cues[i].Weight > cues[j].Weight })
	return cues[:min(len(cues), maxCues)]
}
