package stance

import (
	"math"

	"assay/corpus"
	"assay/extract"
)

// Model judges sentences. It is immutable and safe for concurrent use; make
// one Scorer a goroutine.
type Model struct {
	lex *Lexicon
}

// Default returns the model that ships with the program.
func Default() (*Model, error) {
	lex, err := ParseLexicon(lexiconText)
	if err != nil {
		return nil, err
	}
	return &Model{lex: lex}, nil
}

// Scorer judges one sentence at a time with one Model. It is not safe for
// concurrent use; its buffers are reused from sentence to sentence.
type Scorer struct {
	m       *Model
	text    string
	words   []word
	hits    []hit
	clauses []clause
	scoped  []scoped
}

// Scorer returns a new scorer.
func (m *Model) Scorer() *Scorer { return &Scorer{m: m} }

// Sentence takes sentence i of p as the one to judge.
func (s *Scorer) Sentence(p *extract.Parse, i int) {
	sen := &p.Sentences[i]
	s.text = p.Doc.Text
	s.words = wordsOf(p.Doc.Text, p.Tokens[sen.FirstToken:sen.EndToken], s.words[:0])
	s.hits = s.m.lex.find(s.words, s.hits[:0])
	s.clauses = clausesOf(s.words, s.clauses[:0])
	s.scoped = scopes(s.words, s.hits, s.clauses, s.scoped[:0])
}

// effectWeights of the first scorer, set by hand: one unit a cue, half a unit
// for what is weak or only aimed at.
var effectWeights = [effectCount]float64{praise: 1, weakPraise: -0.5, notPraise: -1.5, blame: -1.5, notBlame: 0.5, lessBad: 1.2, moreBad: -1.2,
	bad: -0.5, moreGood: 0.8, lessGood: -1, noGood: -1.2, improving: 0.7, worsening: -1.2, helps: 0.6, notHelps: -1.2, demanded: -1.5, remedied: 0.2}

// Sentiment is the verdict on the whole sentence.
func (s *Scorer) Sentiment() Verdict { return s.judge(func(int32) float64 { return 1 }) }

// Stance is the verdict towards a theme whose triggers are given, with the
// direction of change and the cues that decided, strongest first.
func (s *Scorer) Stance(theme string, triggers []corpus.Span) (Verdict, Direction, []Cue) {
	at := func(c int32) bool {
		cl := s.clauses[c]
		for _, t := range triggers {
			if t.Overlaps(corpus.Span{Start: s.words[cl.from].Start, End: s.words[cl.to-1].End}) {
				return true
			}
		}
		return len(triggers) == 0
	}
	v := s.judge(func(c int32) float64 {
		if at(c) {
			return 1
		}
		return 0.3
	})
	var cues []Cue
	for _, x := range s.scoped {
		if w := effectWeights[x.effect]; w != 0 && at(x.clause) {
			e := Positive
			if w < 0 {
				e = Negative
			}
			cues = append(cues, Cue{corpus.Span{Start: s.words[x.from].Start, End: s.words[x.to-1].End}, e.String(), math.Abs(w)})
		}
	}
	return v, directionOf(s.scoped, at), cues
}

func (s *Scorer) judge(weight func(clause int32) float64) Verdict {
	var pos, neg float64
	for _, x := range s.scoped {
		w := effectWeights[x.effect] * weight(x.clause)
		if w > 0 {
			pos += w
		} else {
			neg -= w
		}
	}
	z := [Classes]float64{Positive: pos - neg, Negative: neg - pos, Mixed: min(pos, neg) - 1, Neutral: 0.5 - max(pos, neg)}
	return verdictOf(z)
}

// verdictOf turns scores into probabilities and the class of the highest.
func verdictOf(z [Classes]float64) Verdict {
	hi := z[0]
	for _, x := range z[1:] {
		hi = max(hi, x)
	}
	var v Verdict
	sum := 0.0
	for c, x := range z {
		v.P[c] = math.Exp(x - hi)
		sum += v.P[c]
	}
	for c := range v.P {
		v.P[c] /= sum
		if v.P[c] > v.P[v.Class] {
			v.Class = Class(c)
		}
	}
	return v
}
