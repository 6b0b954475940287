// Package made makes results of made-up documents, the same for the same seed:
// for tests, benchmarks and the check of the tables with other programs.
package made

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"assay/classify"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
)

// Themes are the theme ids the results speak of.
var Themes = []string{"thresholds", "oversight", "caseloads", "school_hours_visits"}

// Options shape a result.
type Options struct {
	Sentences int
	Unique    bool // every word occurs once, so that dictionaries overflow
	Report    bool // an inspection report with pages, else an article with comments
}

var vocabulary = strings.Fields(`social workers managers visit children plan review threshold caseload supervision the of and
in to is are not always most some few café “quoted” naïve £120 well-being oversight drift delay timely good practice =SUM(A1) -5`)

// maker builds one text and its parse.
type maker struct {
	*rand.Rand
	b   strings.Builder
	opt Options
	n   int
	r   *classify.Result
}

// Result makes the result of document uri.
func Result(uri string, seed uint64, opt Options) *classify.Result {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 2)), opt: opt}
	p := &extract.Parse{Kind: "article", Title: "Made-up " + uri, Publisher: "The Example Press", Language: "en"}
	m.r = &classify.Result{Parse: p}
	comments := 0
	if !opt.Report {
		comments = 3
	}
	heading := m.heading()
	for i := range opt.Sentences {
		if i == 0 || m.IntN(6) == 0 {
			m.paragraph(heading)
		}
		m.sentence(i, heading)
	}
	articleEnd := int32(m.b.Len())
	for i := range comments {
		m.comment(i, heading)
	}
	m.b.WriteByte('\n')
	text := m.b.String()
	p.Doc = &corpus.Document{Ref: corpus.Ref{URI: uri, Size: int64(len(text))}, SHA256: sha256.Sum256([]byte(text)), MediaType: "text/plain",
		Text: text, Quality: 0.98, Meta: corpus.Meta{ExpectedComments: -1}}
	p.Articles = []extract.Article{{Span: corpus.Span{Start: 0, End: int32(len(text))}, Title: p.Title, Byline: "A. Writer",
		PublishedOn: extract.Date{Year: 2024, Month: 2, Day: 29}}}
	if opt.Report {
		p.Kind = "ilacs_inspection"
		p.Doc.MediaType = "application/pdf"
		p.Doc.Pages = []corpus.Span{{Start: 0, End: articleEnd}}
		m.inspection(heading)
	} else {
		p.Doc.Warnings = []corpus.Warning{{Reason: corpus.CommentCount, Message: "4 comments announced, 3 found", Hint: "look at the page"}}
	}
	return m.r
}

// heading writes the first line and its section and sentence.
func (m *maker) heading() corpus.Span {
	m.b.WriteString("What needs to improve\n")
	s := corpus.Span{Start: 0, End: int32(m.b.Len() - 1)}
	m.r.Sections = append(m.r.Sections, extract.Section{Span: s, Parent: -1, Comment: -1, Action: -1, Kind: extract.KindHeading, Context: extract.InHeading, Level: 1, Heading: s, Page: m.page()})
	return s
}

func (m *maker) page() int32 {
	if m.opt.Report {
		return 1
	}
	return 0
}

func (m *maker) context() extract.Context {
	if m.opt.Report {
		return extract.Finding
	}
	return extract.InArticle
}

func (m *maker) paragraph(heading corpus.Span) {
	at := int32(m.b.Len())
	m.r.Sections = append(m.r.Sections, extract.Section{Span: corpus.Span{Start: at, End: at}, Parent: -1, Comment: -1, Action: -1, Kind: extract.KindParagraph,
		Context: m.context(), Heading: heading, Page: m.page()})
}

func (m *maker) word() string {
	m.n++
	if m.opt.Unique {
		return fmt.Sprintf("word%020x", uint64(m.n)*2654435761) // 24 bytes
	}
	return vocabulary[m.IntN(len(vocabulary))]
}

// sentence writes a sentence of 4 to 20 tokens into the last section.
func (m *maker) sentence(i int, heading corpus.Span) {
	p := m.r.Parse
	sec := &p.Sections[len(p.Sections)-1]
	s := extract.Sentence{Section: int32(len(p.Sections) - 1), Comment: sec.Comment, Page: sec.Page, FirstToken: int32(len(p.Tokens)),
		Context: sec.Context, Tense: extract.Tense(m.IntN(3)), Role: extract.Role(m.IntN(int(extract.Commenter) + 1)), Heading: heading, Action: -1}
	s.Start = int32(m.b.Len())
	n := 3 + m.IntN(17)
	for k := range n {
		if k > 0 {
			m.b.WriteByte(" \n"[m.IntN(20)/19])
		}
		w := m.word()
		at := int32(m.b.Len())
		m.b.WriteString(w)
		p.Tokens = append(p.Tokens, extract.Token{Span: corpus.Span{Start: at, End: at + int32(len(w))}, Lemma: strings.ToLower(w), Tag: extract.Tag(m.IntN(30)), Kind: extract.TokenWord})
	}
	at := int32(m.b.Len())
	m.b.WriteByte('.')
	p.Tokens = append(p.Tokens, extract.Token{Span: corpus.Span{Start: at, End: at + 1}, Lemma: ".", Kind: extract.TokenPunct})
	s.EndToken, s.End, sec.End = int32(len(p.Tokens)), at+1, at+1
	if m.IntN(3) == 0 {
		s.Speaker = "Jo Example"
	}
	m.b.WriteByte('\n')
	p.Sentences = append(p.Sentences, s)
	m.r.Sentiments = append(m.r.Sentiments, classify.Sentiment{Scored: true, Verdict: m.verdict()})
	if !s.Context.Scored() {
		m.r.Sentiments[len(m.r.Sentiments)-1] = classify.Sentiment{}
	}
	m.claims(int32(len(p.Sentences)-1), p.Tokens[s.FirstToken].Span)
}

// claims gives some sentences mentions, near misses, quotes and entities.
func (m *maker) claims(s int32, trigger corpus.Span) {
	for _, theme := range Themes {
		if m.IntN(9) > 0 {
			continue
		}
		mention := classify.Mention{Span: trigger, Sentence: s, Theme: theme, Rule: theme + ".1", Verdict: m.verdict(),
			Direction: stance.Direction(m.IntN(3)), Tense: extract.Tense(m.IntN(3)), Role: extract.Role(m.IntN(extract.Roles))}
		for range m.IntN(4) {
			mention.Cues = append(mention.Cues, stance.Cue{Span: trigger, Effect: "negative", Weight: m.NormFloat64()})
		}
		m.r.Mentions = append(m.r.Mentions, mention)
	}
	if m.IntN(7) == 0 {
		m.r.NearMisses = append(m.r.NearMisses, classify.NearMiss{Span: trigger, Sentence: s, Theme: Themes[0], Rule: "not.1", Reason: "age threshold"})
	}
	if m.IntN(7) == 0 {
		m.r.Quotes = append(m.r.Quotes, extract.Quote{Span: trigger, Speaker: "A parent", Role: extract.Parent})
		m.r.Entities = append(m.r.Entities, extract.Entity{Span: trigger, Sentence: s, Kind: extract.LocalAuthority, Key: "E99000001", Value: "Exampleshire"})
	}
}

func (m *maker) verdict() (v stance.Verdict) {
	sum := 0.0
	for c := range v.P {
		v.P[c] = m.ExpFloat64()
		sum += v.P[c]
	}
	for c := range v.P {
		v.P[c] /= sum
		if v.P[c] > v.P[v.Class] {
			v.Class = stance.Class(c)
		}
	}
	return v
}

// comment writes a comment of one sentence that replies to the one before it.
func (m *maker) comment(i int, heading corpus.Span) {
	p := m.r.Parse
	c := extract.Comment{Parent: int32(i - 1), Depth: int32(i), Author: "reader" + fmt.Sprint(i), PostedPrinted: "3 May 2024 at 10:15",
		PostedAt: time.Date(2024, 5, 3, 10, 15, i, 0, time.FixedZone("", 3600)), HasZone: i%2 == 0}
	c.Start = int32(m.b.Len())
	p.Sections = append(p.Sections, extract.Section{Span: corpus.Span{Start: c.Start, End: c.Start}, Parent: -1, Comment: int32(i), Action: -1, Kind: extract.KindCommentBody, Context: extract.InComment, Heading: heading})
	p.Comments = append(p.Comments, c)
	m.sentence(i, heading)
	last := &p.Comments[i]
	last.End = p.Sections[len(p.Sections)-1].End
	last.Body = last.Span
}

func (m *maker) inspection(heading corpus.Span) {
	in := &extract.Inspection{LocalAuthority: "Exampleshire", GSSCode: "E99000001", LACode: "999", URN: "1", Region: "East of Nowhere", Framework: "ILACS",
		VisitKind: "standard", VisitInferred: true, Start: extract.Date{Year: 2023, Month: 6, Day: 5}, End: extract.Date{Year: 2023, Month: 6, Day: 16}, LeadInspector: "Jo Example"}
	for i, key := range extract.JudgementKeys {
		j := extract.Judgement{Key: key, Status: "not_in_framework"}
		if i < 4 {
			j = extract.Judgement{Key: key, Label: "As printed", Grade: "good", Status: "graded", Span: heading, Page: 1}
		}
		in.Judgements = append(in.Judgements, j)
	}
	m.r.Inspection = in
	m.r.Actions = []extract.Action{{Span: heading, Kind: extract.AskImprovement, Responsible: "Exampleshire", Text: "What needs to improve", Page: 1}}
	if len(m.r.Sentences) > 0 {
		m.r.Sentences[0].Action = 0
	}
}
