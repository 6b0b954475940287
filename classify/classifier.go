package classify

import (
	"context"
	"errors"

	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/extract"
	"assay/internal/freelist"
)

// Classifier finds the themes of a codebook in a Parse and judges every
// mention and every scored sentence. It is safe for concurrent use.
type Classifier struct {
	cb      *codebook.Codebook
	matcher *codebook.Matcher
	model   *stance.Model
	scorers freelist.List[*stance.Scorer]
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
		c.themes(r, s, i, hits, rejects)
		for _, x := range rejects {
			r.NearMisses = append(r.NearMisses, NearMiss{Span: x.Span, Sentence: int32(i), Theme: c.cb.Themes[x.Theme].ID, Rule: x.Rule, Reason: x.Reason})
		}
	}
	return r, nil
}

// themes decides on every theme of the codebook for sentence i.
func (c *Classifier) themes(r *Result, s *stance.Scorer, i int, hits []codebook.Hit, rejects []codebook.Reject) {
	for t := range c.cb.Themes {
		e := stance.Evidence{Theme: c.cb.Themes[t].ID}
		h := codebook.Hit{Rule: Learnt}
		if len(hits) > 0 && hits[0].Theme == t {
			h, hits = hits[0], hits[1:]
			e.Hits = h.Triggers
		}
		for _, x := range rejects {
			if x.Theme == t {
				e.Rejected = append(e.Rejected, x.Span)
			}
		}
		if !s.Hinted(&e) {
			continue
		}
		f := s.Find(&e)
		switch {
		case f.Present:
			if f.Learnt {
				h.Span = f.Triggers[0]
			}
			h.Triggers = f.Triggers
			r.Mentions = append(r.Mentions, c.mention(s, r.Parse, i, e.Theme, h))
		case len(e.Hits) > 0:
			r.NearMisses = append(r.NearMisses, NearMiss{Span: h.Span, Sentence: int32(i), Theme: e.Theme, Rule: h.Rule,
				Reason: "the words around it speak of something else"})
		}
	}
}

// Learnt is the rule of a mention that no pattern finds: the model has learnt
// that its words speak of the theme.
const Learnt = "learnt"

// Untrained ends the rule of a mention whose theme the model has seen no coded
// stance of: its stance rests on what all themes share.
const Untrained = "; stance from general features"

func (c *Classifier) mention(s *stance.Scorer, p *extract.Parse, i int, theme string, h codebook.Hit) Mention {
	v, cues := s.Stance(theme, h.Triggers)
	rule := h.Rule
	if !c.model.Trained(theme) {
		rule += Untrained
	}
	t := s.Telling()
	return Mention{Span: h.Span, Sentence: int32(i), Theme: theme, Rule: rule, Verdict: v, Direction: t.Direction, Tense: t.Tense,
		Role: roleOf(t.Voice, p, i), Cues: cues}
}

// roleOf is the role of who speaks in a mention: whose word it reports, and of a
// comment's own words its author. A voice of nobody named among the voices is
// told apart by what the quotation says; who wrote the article is no such voice.
func roleOf(v stance.Voice, p *extract.Parse, i int) extract.Role {
	s := &p.Sentences[i]
	switch v {
	case stance.Leader:
		return extract.CouncilLeader
	case stance.Practitioner:
		return extract.Practitioner
	case stance.Child:
		return extract.Child
	case stance.Parent:
		return extract.Parent
	case stance.Partner:
		return extract.Partner
	case stance.Government:
		return extract.Government
	case stance.OtherVoice:
		switch {
		case s.Role == extract.Inspector, s.Role == extract.Commenter,
			p.Quoted(i) && (s.Role == extract.Academic || s.Role == extract.Journalist):
			return s.Role
		}
		return extract.RoleUnknown
	}
	if s.Context == extract.InComment {
		return s.Role
	}
	return extract.RoleUnknown
}
