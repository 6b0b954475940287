package classify

import (
	"context"
	"errors"

	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/extract"
	"assay/internal/shelf"
)

// Classifier finds the themes of a codebook in a Parse and judges every
// mention and every scored sentence. It is safe for concurrent use.
type Classifier struct {
	cb      *codebook.Codebook
	matcher *codebook.Matcher
	model   *stance.Model
	scorers shelf.Shelf[*stance.Scorer]
}

// New joins a codebook and a model.
func New(cb *codebook.Codebook, model *stance.Model) (*Classifier, error) {
	if cb == nil || model == nil {
		return nil, errors.New("classifier: needs a codebook and a model")
	}
	c := &Classifier{cb: cb, matcher: cb.Matcher(), model: model}
	c.scorers.New = model.Scorer
	return c, nil
}

// Classify judges one document. The Result shares p. The only error is that of
// a cancelled context.
func (c *Classifier) Classify(ctx context.Context, p *extract.Parse) (*Result, error) {
	s := c.scorers.Get()
	defer c.scorers.Put(s)
	r := &Result{Parse: p, Sentiments: make([]Sentiment, len(p.Sentences))}
	var hits []codebook.Hit
	var rejects []codebook.Reject
	for i := range p.Sentences {
		if i&255 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !p.Sentences[i].Context.Scored() {
			continue
		}
		s.Sentence(p, i)
		r.Sentiments[i] = Sentiment{Scored: true, Verdict: s.Sentiment()}
		hits, rejects = c.matcher.Sentence(p, i, hits[:0], rejects[:0])
		for _, h := range hits {
			r.Mentions = append(r.Mentions, c.mention(s, p, i, h))
		}
		for _, x := range rejects {
			r.NearMisses = append(r.NearMisses, NearMiss{Span: x.Span, Sentence: int32(i), Theme: c.cb.Themes[x.Theme].ID, Rule: x.Rule, Reason: x.Reason})
		}
	}
	return r, nil
}

// Untrained ends the rule of a mention whose theme the model has seen no coded
// stance of: its stance rests on what all themes share.
const Untrained = "; stance from general features"

func (c *Classifier) mention(s *stance.Scorer, p *extract.Parse, i int, h codebook.Hit) Mention {
	theme := c.cb.Themes[h.Theme].ID
	v, dir, cues := s.Stance(theme, h.Triggers)
	rule := h.Rule
	if !c.model.Trained(theme) {
		rule += Untrained
	}
	return Mention{Span: h.Span, Sentence: int32(i), Theme: theme, Rule: rule, Verdict: v, Direction: dir, Tense: p.Sentences[i].Tense, Cues: cues}
}
