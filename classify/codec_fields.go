package classify

import (
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
)

// result codes every field but Doc, tokens last: they are the bulk.
func (c coder) result(r *Result) {
	p := r.Parse
	c.string(&p.Kind)
	c.string(&p.Title)
	c.string(&p.Publisher)
	c.string(&p.Language)
	slice(c, &p.Articles, c.article)
	slice(c, &p.Sections, c.section)
	slice(c, &p.Holes, c.span)
	slice(c, &p.Comments, c.comment)
	slice(c, &p.Quotes, c.quote)
	slice(c, &p.Sentences, c.sentence)
	slice(c, &p.Entities, c.entity)
	has := p.Inspection != nil
	c.bool(&has)
	if has {
		if p.Inspection == nil {
			p.Inspection = &extract.Inspection{}
		}
		c.inspection(p.Inspection)
	}
	slice(c, &p.Warnings, c.warning)
	slice(c, &r.Mentions, c.mention)
	slice(c, &r.Sentiments, c.sentiment)
	slice(c, &r.NearMisses, c.nearMiss)
	*c.last() = 0
	slice(c, &p.Tokens, c.token)
}

func (c coder) article(a *extract.Article) {
	c.span(&a.Span)
	c.string(&a.Title)
	c.string(&a.Byline)
	c.date(&a.PublishedOn)
	c.string(&a.SourceNote)
	c.string(&a.Publisher)
}

func (c coder) section(s *extract.Section) {
	c.span(&s.Span)
	c.int32(&s.Article)
	c.int32(&s.Parent)
	c.int32(&s.Comment)
	small(c, &s.Kind)
	small(c, &s.Context)
	small(c, &s.Level)
	c.aside(&s.Heading)
	c.aside(&s.Number)
	c.int32(&s.Page)
}

func (c coder) comment(m *extract.Comment) {
	c.span(&m.Span)
	c.aside(&m.Body)
	c.int32(&m.Article)
	c.int32(&m.Parent)
	c.int32(&m.Depth)
	c.string(&m.Author)
	c.time(&m.PostedAt)
	c.bool(&m.HasZone)
	c.string(&m.PostedPrinted)
}

func (c coder) quote(q *extract.Quote) {
	c.span(&q.Span)
	c.string(&q.Speaker)
	small(c, &q.Role)
	c.aside(&q.Cue)
}

func (c coder) sentence(s *extract.Sentence) {
	c.span(&s.Span)
	c.int32(&s.Article)
	c.int32(&s.Section)
	c.int32(&s.Comment)
	c.int32(&s.Page)
	c.int32(&s.FirstToken)
	c.int32(&s.EndToken)
	small(c, &s.Context)
	small(c, &s.Tense)
	small(c, &s.Role)
	c.string(&s.Speaker)
	c.aside(&s.Heading)
}

func (c coder) entity(e *extract.Entity) {
	c.span(&e.Span)
	c.int32(&e.Sentence)
	small(c, &e.Kind)
	c.string(&e.Key)
	c.string(&e.Value)
}

func (c coder) inspection(i *extract.Inspection) {
	for _, s := range []*string{&i.LocalAuthority, &i.GSSCode, &i.LACode, &i.URN, &i.Region, &i.Framework, &i.VisitKind, &i.PublishedSource, &i.LeadInspector} {
		c.string(s)
	}
	c.bool(&i.VisitInferred)
	c.date(&i.Start)
	c.date(&i.End)
	c.date(&i.Published)
	slice(c, &i.Judgements, func(j *extract.Judgement) {
		c.string(&j.Key)
		c.string(&j.Label)
		c.string(&j.Grade)
		c.string(&j.Status)
		c.aside(&j.Span)
		c.int32(&j.Page)
	})
}

func (c coder) warning(w *corpus.Warning) {
	c.string((*string)(&w.Reason))
	c.string(&w.Message)
	c.string(&w.Hint)
}

func (c coder) verdict(v *stance.Verdict) {
	small(c, &v.Class)
	for i := range v.P {
		c.float(&v.P[i])
	}
}

func (c coder) mention(m *Mention) {
	c.span(&m.Span)
	c.int32(&m.Sentence)
	c.string(&m.Theme)
	c.string(&m.Rule)
	c.verdict(&m.Verdict)
	small(c, &m.Direction)
	small(c, &m.Tense)
	slice(c, &m.Cues, func(q *stance.Cue) {
		c.aside(&q.Span)
		c.string(&q.Effect)
		c.float(&q.Weight)
	})
}

func (c coder) sentiment(s *Sentiment) {
	c.bool(&s.Scored)
	if s.Scored {
		c.verdict(&s.Verdict)
	}
}

func (c coder) nearMiss(m *NearMiss) {
	c.span(&m.Span)
	c.int32(&m.Sentence)
	c.string(&m.Theme)
	c.string(&m.Rule)
	c.string(&m.Reason)
}

func (c coder) token(t *extract.Token) {
	c.span(&t.Span)
	c.string(&t.Lemma)
	small(c, &t.Tag)
	small(c, &t.Kind)
}
