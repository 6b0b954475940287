package stance

import (
	"cmp"
	"math"
	"slices"

	"assay/classify/stance/sentence"
	"assay/corpus"
)

// maxCues is how many cues a mention carries, minCue the smallest log-odds one
// may have: what is weaker explains nothing to a reader. A phrase grows by its
// neighbours of the same colour up to maxPhrase words.
const (
	maxCues   = 6
	minCue    = 0.25
	maxPhrase = 7
)

// phrase is a stretch of words and how far it moves the score of each class from
// the mean of the four, in log-odds.
type phrase struct {
	from, to int
	by       [Classes]float64
}

// cues returns what decided, first what speaks for the class that won, then what
// speaks for others, either strongest first. Phrases do not overlap, and a
// phrase's weight is the model's own sum over its words. Where no words of the
// sentence speak for the class, the heading or how such sentences mostly are does.
func (s *Scorer) cues(won Class, triggers []corpus.Span) []Cue {
	phrases, rest := s.explain(won)
	var cues, others []Cue
	best := -1
	for i, p := range phrases {
		from, to := s.read.Trimmed(p.from, p.to)
		if from >= to || !s.read.Content(from, to) || s.bare(from, to, triggers) {
			continue
		}
		effect := p.leans(won)
		c := Cue{Span: s.read.SpanOf(from, to), Effect: effect.String(), Weight: p.by[effect], By: s.byOf(from, to)}
		switch {
		case c.Weight < minCue:
		case effect == won:
			cues = append(cues, c)
		default:
			others = append(others, c)
		}
		if p.by[won] > 0 && (best < 0 || p.by[won] > phrases[best].by[won]) {
			best = i
		}
	}
	if len(cues) == 0 && best >= 0 && phrases[best].by[won] >= minCue/2 {
		p := phrases[best]
		from, to := s.read.Trimmed(p.from, p.to)
		cues = append(cues, Cue{Span: s.read.SpanOf(from, to), Effect: won.String(), Weight: p.by[won], By: s.byOf(from, to)})
		others = slices.DeleteFunc(others, func(c Cue) bool { return c.Span == cues[0].Span })
	}
	cues = s.placeCues(cues, won, rest[won])
	byWeight := func(a, b Cue) int { return cmp.Compare(b.Weight, a.Weight) }
	slices.SortStableFunc(cues, byWeight)
	slices.SortStableFunc(others, byWeight)
	cues = append(cues, others...)
	return cues[:min(len(cues), maxCues)]
}

// placeCues adds what no word of the sentence says for the class: the heading
// where it counts, and where nothing else speaks for it the rest.
func (s *Scorer) placeCues(cues []Cue, won Class, rest float64) []Cue {
	if s.demanded && won == Negative && s.headSpan.End > s.headSpan.Start {
		weight := minCue
		for _, c := range cues {
			weight = max(weight, c.Weight)
		}
		return append([]Cue{{Span: s.headSpan, Effect: won.String(), Weight: max(weight, s.headingSays(won)), By: ByContext}}, cues...)
	}
	if says := s.headingSays(won); says >= minCue && s.headSpan.End > s.headSpan.Start {
		cues = append(cues, Cue{Span: s.headSpan, Effect: won.String(), Weight: says, By: ByHeading})
	}
	if len(cues) == 0 {
		at := s.span.Start
		cues = append(cues, Cue{Span: corpus.Span{Start: at, End: at}, Effect: won.String(), Weight: max(rest, 0), By: ByPrior})
	}
	return cues
}

// headingSays is what the heading adds to the score of a class, less the mean of
// the four.
func (s *Scorer) headingSays(won Class) float64 {
	var w Weights
	for c, x := range s.head.sum {
		y := s.proof.scale * float32(x)
		w.Add(s.pull[int(inTotal)+c], y)
		w.Add(s.pull[int(inHeading)+c], y)
	}
	return w.fromMean(s.m.calibrated[1][s.copies].Factor)[won]
}

// byOf is what a phrase is by.
func (s *Scorer) byOf(from, to int) By {
	for i := range s.read.Turns {
		t := &s.read.Turns[i]
		if t.By != 0 && int(t.Whole.From) >= from && int(t.Whole.To) <= to {
			return ByTurn
		}
	}
	return ByWords
}

// bare reports whether words that say something are all the theme's own.
func (s *Scorer) bare(from, to int, triggers []corpus.Span) bool {
	for i := from; i < to; i++ {
		if s.read.Light(i) {
			continue
		}
		if !slices.ContainsFunc(triggers, func(t corpus.Span) bool { return s.read.Words[i].Overlaps(t) }) {
			return false
		}
	}
	return true
}

// explain takes the score of the verdict apart: what each phrase adds, and the
// rest, which heading, theme, context and the shape of the sentence add. The
// phrases cover every word once; phrases and rest add up to the score.
func (s *Scorer) explain(won Class) (phrases []phrase, rest [Classes]float64) {
	per, rest := s.takenApart()
	for _, c := range s.read.Clauses {
		for i := int(c.From); i < int(c.To); {
			to := s.phraseEnd(i, int(c.To))
			p := phrase{from: i, to: to}
			for k := i; k < to; k++ {
				for x := range p.by {
					p.by[x] += per[k][x]
				}
			}
			if n := len(phrases); n > 0 && phrases[n-1].from >= int(c.From) && phrases[n-1].joins(p, won) {
				phrases[n-1].take(p)
			} else {
				phrases = append(phrases, p)
			}
			i = to
		}
	}
	return phrases, rest
}

// takenApart is what each word of the last stance adds to the score of each
// class, less the mean of the four, through both layers; and what no word adds.
func (s *Scorer) takenApart() (per [][Classes]float64, rest [Classes]float64) {
	e := &s.proof
	c := &s.m.calibrated[1][s.copies]
	pull, base := s.m.layer.pull(&e.value, c.Second)
	s.pull = pull
	sums := make([]Weights, len(e.per))
	for _, t := range e.stretch {
		p := pull[t.in]
		if p == (Weights{}) {
			continue
		}
		for i := t.from; i < t.to; i++ {
			sums[i].Add(p, e.scale*t.in.of(&e.per[i]))
		}
	}
	for c, x := range e.rest {
		base.Add(pull[int(inTotal)+c], e.scale*x)
		base.Add(pull[int(inHeading)+c], e.scale*x)
	}
	for in := inStance; in < Inputs; in++ {
		if in <= inDemand || in >= inGoodTurns {
			base.Add(pull[in], e.value[in])
		}
	}
	per = make([][Classes]float64, len(sums))
	for i := range sums {
		per[i] = sums[i].fromMean(c.Factor)
	}
	rest = base.fromMean(c.Factor)
	mean := (c.Add[0] + c.Add[1] + c.Add[2] + c.Add[3]) / Classes
	for k := range rest {
		rest[k] += c.Add[k] - mean
	}
	s.fixApart(per, &rest)
	return per, rest
}

// fromMean is each weight less the mean of the four, times scale.
func (w Weights) fromMean(scale float64) (out [Classes]float64) {
	mean := float64(w[0]+w[1]+w[2]+w[3]) / Classes
	for c := range w {
		out[c] = (float64(w[c]) - mean) * scale
	}
	return out
}

// leans is the class a phrase speaks for most, or the class that won where it
// speaks for that at least half as much.
func (p *phrase) leans(won Class) Class {
	best := Class(0)
	for c := range p.by {
		if p.by[c] > p.by[best] {
			best = Class(c)
		}
	}
	if p.by[won] > 0 && p.by[won] >= p.by[best]/2 {
		return won
	}
	return best
}

// joins reports whether two neighbours say the same and make one readable phrase.
func (p *phrase) joins(next phrase, won Class) bool {
	a, b := p.leans(won), next.leans(won)
	weak := math.Min(p.by[a], next.by[b]) < minCue/2
	return next.to-p.from <= maxPhrase && a == b && !weak
}

func (p *phrase) take(next phrase) {
	p.to = next.to
	for c := range p.by {
		p.by[c] += next.by[c]
	}
}

// phraseEnd is the end of the phrase that starts at word i: words that carry no
// meaning alone and the content word they lead to, the whole of a lexicon effect
// it is part of, or a mark by itself.
func (s *Scorer) phraseEnd(i, limit int) int {
	end := i
	for end < limit && s.read.Light(end) {
		if end > i && !sentence.IsWord(&s.read.Words[end]) {
			return end
		}
		end++
		if !sentence.IsWord(&s.read.Words[end-1]) {
			return end
		}
	}
	if end < limit {
		end++
	}
	for end < limit && end-i < maxPhrase && s.read.Words[end-1].Is(leading) && !s.read.Light(end) {
		end++ // an adjective or adverb goes with what it describes
	}
	for k := range s.read.Turns {
		x := &s.read.Turns[k].Whole
		if int(x.From) >= i && int(x.From) < end && int(x.To) > end && int(x.To)-i <= maxPhrase {
			end = min(int(x.To), limit)
		}
	}
	for k := range s.read.Scoped {
		x := &s.read.Scoped[k]
		if int(x.From) >= i && int(x.From) < end && int(x.To) > end && int(x.To)-i <= maxPhrase {
			end = min(int(x.To), limit)
		}
	}
	return end
}

// leading are the parts of speech that describe the word after them.
var leading = sentence.Tags("JJ", "JJR", "JJS", "RB", "RBR", "RBS")
