package classify

import (
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
	"assay/internal/coder"
)

// result codes every field but Doc, tokens last: they are the bulk.
func (c resultCoder) result(r *Result) {
	p := r.Parse
	c.String((*string)(&p.Kind))
	c.String(&p.Title)
	c.String(&p.Publisher)
	c.String(&p.Language)
	coder.Slice(c.Coder, &p.Articles, 1, c.article)
	coder.Slice(c.Coder, &p.Sections, 1, c.section)
	coder.Slice(c.Coder, &p.Holes, 1, c.span)
	coder.Slice(c.Coder, &p.Joined, 1, func(at *int32) { coder.Small(c.Coder, at) })
	coder.Slice(c.Coder, &p.Comments, 1, c.comment)
	coder.Slice(c.Coder, &p.Quotes, 1, c.quote)
	coder.Slice(c.Coder, &p.Sentences, 1, c.sentence)
	coder.Slice(c.Coder, &p.Entities, 1, c.entity)
	coder.Slice(c.Coder, &p.Actions, 1, c.action)
	has := p.Inspection != nil
	c.Bool(&has)
	if has {
		if p.Inspection == nil {
			p.Inspection = &extract.Inspection{}
		}
		c.inspection(p.Inspection)
	}
	coder.Slice(c.Coder, &p.Warnings, 1, c.warning)
	coder.Slice(c.Coder, &r.Mentions, 1, c.mention)
	coder.Slice(c.Coder, &r.Sentiments, 1, c.sentiment)
	coder.Slice(c.Coder, &r.NearMisses, 1, c.nearMiss)
	c.Restart()
	coder.Slice(c.Coder, &p.Tokens, 1, c.token)
}

func (c resultCoder) article(a *extract.Article) {
	c.span(&a.Span)
	c.String(&a.Title)
	c.String(&a.Byline)
	c.date(&a.PublishedOn)
	c.String(&a.SourceNote)
	c.String(&a.Publisher)
	c.String(&a.LocalAuthority)
	c.String(&a.GSSCode)
	c.aside(&a.AuthorityAt)
}

func (c resultCoder) section(s *extract.Section) {
	c.span(&s.Span)
	coder.Small(c.Coder, &s.Article)
	coder.Small(c.Coder, &s.Parent)
	coder.Small(c.Coder, &s.Comment)
	coder.Small(c.Coder, &s.Kind)
	coder.Small(c.Coder, &s.Context)
	coder.Small(c.Coder, &s.Side)
	coder.Small(c.Coder, &s.Action)
	coder.Small(c.Coder, &s.Level)
	c.aside(&s.Heading)
	c.aside(&s.Number)
	coder.Small(c.Coder, &s.Page)
}

func (c resultCoder) comment(m *extract.Comment) {
	c.span(&m.Span)
	c.aside(&m.Body)
	coder.Small(c.Coder, &m.Article)
	coder.Small(c.Coder, &m.Parent)
	coder.Small(c.Coder, &m.Depth)
	c.String(&m.Author)
	c.Time(&m.PostedAt)
	c.Bool(&m.HasZone)
	c.String(&m.PostedPrinted)
}

func (c resultCoder) quote(q *extract.Quote) {
	c.span(&q.Span)
	c.String(&q.Speaker)
	coder.Small(c.Coder, &q.Role)
	c.aside(&q.Cue)
}

func (c resultCoder) sentence(s *extract.Sentence) {
	c.span(&s.Span)
	coder.Small(c.Coder, &s.Article)
	coder.Small(c.Coder, &s.Section)
	coder.Small(c.Coder, &s.Comment)
	coder.Small(c.Coder, &s.Page)
	coder.Small(c.Coder, &s.FirstToken)
	coder.Small(c.Coder, &s.EndToken)
	coder.Small(c.Coder, &s.Context)
	coder.Small(c.Coder, &s.Side)
	coder.Small(c.Coder, &s.Tense)
	coder.Small(c.Coder, &s.Role)
	c.String(&s.Speaker)
	c.aside(&s.Heading)
	c.aside(&s.Number)
	coder.Small(c.Coder, &s.Action)
}

func (c resultCoder) action(a *extract.Action) {
	c.aside(&a.Span)
	coder.Small(c.Coder, &a.Kind)
	c.String(&a.Responsible)
	c.String(&a.Text)
	c.date(&a.DueOn)
	coder.Small(c.Coder, &a.Section)
	coder.Small(c.Coder, &a.Page)
}

func (c resultCoder) entity(e *extract.Entity) {
	c.span(&e.Span)
	coder.Small(c.Coder, &e.Sentence)
	coder.Small(c.Coder, &e.Kind)
	c.String(&e.Key)
	c.String(&e.Value)
}

func (c resultCoder) inspection(i *extract.Inspection) {
	for _, s := range []*string{&i.LocalAuthority, &i.GSSCode, &i.LACode, &i.URN, &i.Region, (*string)(&i.Framework), &i.VisitKind, &i.PublishedSource, &i.LeadInspector,
		&i.Next, &i.Topic, &i.Outcome, &i.Partnership} {
		c.String(s)
	}
	c.Bool(&i.VisitInferred)
	c.date(&i.Start)
	c.date(&i.End)
	for _, d := range []*extract.Date{&i.Published, &i.LetterDate, &i.PreviousStart, &i.PreviousEnd, &i.PlanDue} {
		c.date(d)
	}
	c.aside(&i.OutcomeSentence)
	coder.Small(c.Coder, &i.Plan)
	coder.Slice(c.Coder, &i.LeadInspectors, 1, func(p *extract.Person) { c.String(&p.Name); c.String(&p.Body) })
	coder.Slice(c.Coder, &i.Inspectorates, 1, c.String)
	coder.Slice(c.Coder, &i.Bodies, 1, c.String)
	coder.Slice(c.Coder, &i.Other, 1, func(o *extract.OtherFact) { c.String(&o.Name); c.String(&o.Value) })
	coder.Slice(c.Coder, &i.Judgements, 1, func(j *extract.Judgement) {
		c.String(&j.Key)
		c.String(&j.Label)
		c.String(&j.Grade)
		c.String((*string)(&j.Status))
		c.aside(&j.Span)
		coder.Small(c.Coder, &j.Page)
	})
}

func (c resultCoder) warning(w *corpus.Warning) {
	c.String((*string)(&w.Reason))
	c.String(&w.Message)
	c.String(&w.Hint)
}

func (c resultCoder) verdict(v *stance.Verdict) {
	coder.Small(c.Coder, &v.Class)
	for i := range v.P {
		c.Float64(&v.P[i])
	}
}

func (c resultCoder) mention(m *Mention) {
	c.span(&m.Span)
	coder.Small(c.Coder, &m.Sentence)
	c.String(&m.Theme)
	c.String(&m.Rule)
	c.verdict(&m.Verdict)
	coder.Small(c.Coder, &m.Direction)
	coder.Small(c.Coder, &m.Tense)
	coder.Small(c.Coder, &m.Role)
	coder.Slice(c.Coder, &m.Cues, 1, func(q *stance.Cue) {
		c.aside(&q.Span)
		c.String(&q.Effect)
		c.Float64(&q.Weight)
		coder.Small(c.Coder, &q.By)
	})
}

func (c resultCoder) sentiment(s *Sentiment) {
	c.Bool(&s.Scored)
	if s.Scored {
		c.verdict(&s.Verdict)
	}
}

func (c resultCoder) nearMiss(m *NearMiss) {
	c.span(&m.Span)
	coder.Small(c.Coder, &m.Sentence)
	c.String(&m.Theme)
	c.String(&m.Rule)
	c.String(&m.Reason)
}

func (c resultCoder) token(t *extract.Token) {
	c.span(&t.Span)
	c.String(&t.Lemma)
	coder.Small(c.Coder, &t.Tag)
	coder.Small(c.Coder, &t.Kind)
}

// span codes a span that follows the last one, aside one that does not.
func (c resultCoder) span(s *corpus.Span)  { c.Span(&s.Start, &s.End) }
func (c resultCoder) aside(s *corpus.Span) { c.Aside(&s.Start, &s.End) }

func (c resultCoder) date(d *extract.Date) {
	coder.Small(c.Coder, &d.Year)
	coder.Small(c.Coder, &d.Month)
	coder.Small(c.Coder, &d.Day)
}
