package study

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/apache/arrow/go/v15/arrow/array"

	"assay/corpus"
	"assay/extract"
	"assay/out/load"
)

// Doc is what is known of the document a sentence stands in.
type Doc struct {
	ID        string // doc_id; "" where it was not read from a run
	URI       string
	Title     string
	Kind      string // documents.kind
	Authority string // local authority inspected, "" for other documents
	Framework string // of the inspection
	Grade     string // overall grade, "" where there is none
	Date      string // first day of the inspection, else day of publication, as 2006-01-02; "" unknown
	Duplicate bool   // the text of an earlier document
}

// Year is that of the date, "" where it is unknown.
func (d *Doc) Year() string { return d.Date[:min(4, len(d.Date))] }

// Place is one sentence with what is known of where it stands. It is the
// callee's only during the call that gives it; its strings and Doc stay valid.
type Place struct {
	Doc           *Doc
	ID            string // sentence_id; "" where it was not read from a run
	Page          int    // counted from 1; 0 where the format has no pages
	Context       extract.Context
	Role          extract.Role
	Heading       string
	Text          string // one line
	Sentiment     string // "" where it was not read from a run, or the context is not scored
	Before, After string // the sentences around it in running text of the same document, "" where there is none

	parse    *extract.Parse // with parts of speech, of a document that was read
	sentence int
	line     *extract.Line // of a run: the sentence is cut into tokens when asked for
	state    lineState
}

type lineState uint8

const (
	unread lineState = iota
	cut
	tagged
)

// Tokens is the sentence with its tokens, whose parts of speech and lemmas may
// be missing, valid during the call.
func (p *Place) Tokens() (*extract.Parse, int) {
	if p.parse != nil {
		return p.parse, p.sentence
	}
	if p.state == unread {
		p.line.Set(p.Text, p.Heading, p.Context, p.Role)
		p.state = cut
	}
	return &p.line.Parse, 0
}

// Parse is the sentence with its tokens, tagged, valid during the call.
func (p *Place) Parse() (*extract.Parse, int) {
	q, s := p.Tokens()
	if p.parse == nil && p.state != tagged {
		p.line.Tag()
		p.state = tagged
	}
	return q, s
}

// Full is the sentence with its heading, as classification reads it.
func (p *Place) Full() (*extract.Parse, int) {
	if p.parse != nil {
		return p.parse, p.sentence
	}
	q := extract.One(p.Text, p.Heading)
	q.Sentences[0].Context, q.Sentences[0].Role = p.Context, p.Role
	return q, 0
}

// Source gives every sentence of some documents in order. Sentences of a
// document follow each other.
type Source func(ctx context.Context, visit func(*Place) error) error

// OfParse gives the sentences of a document that was read.
func OfParse(p *extract.Parse, visit func(*Place) error) error {
	d := docOf(p)
	for i := range p.Sentences {
		s := &p.Sentences[i]
		at := Place{Doc: d, Page: int(s.Page), Context: s.Context, Role: s.Role, Heading: flat(p, s.Heading),
			Text: flat(p, s.Span), parse: p, sentence: i}
		if i > 0 && running(p.Sentences[i-1].Context) {
			at.Before = flat(p, p.Sentences[i-1].Span)
		}
		if i+1 < len(p.Sentences) && running(p.Sentences[i+1].Context) {
			at.After = flat(p, p.Sentences[i+1].Span)
		}
		if err := visit(&at); err != nil {
			return err
		}
	}
	return nil
}

// running reports whether sentences of the context are text that people read on.
func running(c extract.Context) bool {
	switch c {
	case extract.InHeading, extract.InLegend, extract.InContents, extract.Furniture, extract.Chrome:
		return false
	}
	return true
}

// Run is the folder of a run with its documents.
type Run struct {
	Dir  string
	Docs []*Doc // in the order of the tables
	byID map[string]*Doc
}

// Open reads what a run knows of its documents. Of the tables only documents
// must be there; what another would say is left empty.
func Open(ctx context.Context, dir string) (*Run, error) {
	r := &Run{Dir: dir, byID: map[string]*Doc{}}
	err := load.Rows(ctx, dir, "documents", []string{"doc_id", "uri", "title", "kind", "duplicate_of"}, func(c []string) error {
		d := &Doc{ID: c[0], URI: c[1], Title: c[2], Kind: c[3], Duplicate: c[4] != ""}
		r.Docs, r.byID[d.ID] = append(r.Docs, d), d
		return nil
	})
	if err != nil {
		return nil, TableError(err)
	}
	fill := func(table string, columns []string, set func(d *Doc, c []string)) error {
		err := load.Rows(ctx, dir, table, columns, func(c []string) error {
			if d := r.byID[c[0]]; d != nil {
				set(d, c)
			}
			return nil
		})
		if errors.Is(err, load.ErrNoTable) {
			return nil
		}
		return err
	}
	err = errors.Join(
		fill("inspections", []string{"doc_id", "local_authority", "framework", "inspection_start", "published_on"}, func(d *Doc, c []string) {
			d.Authority, d.Framework, d.Date = c[1], c[2], or(c[3], c[4])
		}),
		fill("articles", []string{"doc_id", "published_on"}, func(d *Doc, c []string) { d.Date = or(d.Date, c[1]) }),
		fill("judgements", []string{"doc_id", "judgement", "grade"}, func(d *Doc, c []string) {
			if c[1] == overall {
				d.Grade = c[2]
			}
		}))
	if err != nil {
		return nil, err
	}
	return r, nil
}

// overall is the key of the judgement that stands for a report.
const overall = "overall_effectiveness"

// Doc is the document with the id, nil where the run has none.
func (r *Run) Doc(id string) *Doc { return r.byID[id] }

// sentenceColumns are the columns of Sentences, in their order.
var sentenceColumns = []string{"sentence_id", "doc_id", "page", "heading", "context", "speaker_role", "text", "sentiment"}

// Sentences gives those of the run's table, with the sentences around them. A run
// that has no such table is a *UsageError.
func (r *Run) Sentences(ctx context.Context, visit func(*Place) error) error {
	var line extract.Line
	var prev, at, next Place // at waits for what comes after it
	give := func() error {
		if at.Doc == nil {
			return nil
		}
		if prev.Doc == at.Doc && running(prev.Context) {
			at.Before = prev.Text
		}
		if next.Doc == at.Doc && running(next.Context) {
			at.After = next.Text
		}
		at.line, at.state = &line, unread
		return visit(&at)
	}
	err := r.rows(ctx, func(p Place) error {
		next = p
		err := give()
		prev, at = at, next
		return err
	})
	if err != nil {
		return TableError(err)
	}
	next = Place{}
	return give()
}

// rows gives the rows of the sentences table, typed where the run holds it as
// Parquet or Arrow, which saves most of the work of reading them as text.
func (r *Run) rows(ctx context.Context, each func(Place) error) error {
	contexts, roles := contextsByName(), rolesByName()
	err := load.Table(ctx, r.Dir, "sentences", sentenceColumns, func(b load.Batch) error {
		var columns [8]*array.String
		for i := range columns {
			columns[i], _ = b.Column(i).(*array.String)
		}
		doc := &Doc{}
		for row := range b.Rows() {
			if columns[1].Value(row) != doc.ID {
				if doc = r.byID[columns[1].Value(row)]; doc == nil {
					return fmt.Errorf("sentences of %s: no such document", b.Str(1, row))
				}
			}
			p := Place{ID: b.Str(0, row), Doc: doc, Page: int(b.Int(2, row)), Heading: b.Str(3, row),
				Context: contexts[columns[4].Value(row)], Role: roles[columns[5].Value(row)], Text: b.Str(6, row), Sentiment: b.Str(7, row)}
			if err := each(p); err != nil {
				return err
			}
		}
		return nil
	})
	if !errors.Is(err, load.ErrNoTable) {
		return err
	}
	return load.Rows(ctx, r.Dir, "sentences", sentenceColumns, func(c []string) error {
		doc := r.byID[c[1]]
		if doc == nil {
			return fmt.Errorf("sentences of %s: no such document", c[1])
		}
		return each(Place{ID: c[0], Doc: doc, Page: number(c[2]), Heading: c[3], Context: contexts[c[4]], Role: roles[c[5]], Text: c[6], Sentiment: c[7]})
	})
}

// number reads a whole number that a table holds; 0 where it is null.
func number(s string) (n int) {
	for _, c := range s {
		n = 10*n + int(c-'0')
	}
	return n
}

func byName[E interface {
	~uint8
	String() string
}](n int) map[string]E {
	m := make(map[string]E, n)
	for e := range E(n) {
		m[e.String()] = e
	}
	return m
}

func contextsByName() map[string]extract.Context { return byName[extract.Context](extract.Contexts) }

func rolesByName() map[string]extract.Role { return byName[extract.Role](extract.Roles) }

// ContextNames are the names of the contexts, sorted.
func ContextNames() []string { return slices.Sorted(maps.Keys(contextsByName())) }

func docOf(p *extract.Parse) *Doc {
	d := &Doc{URI: p.Doc.URI, Title: p.Title, Kind: string(p.Kind)}
	if i := p.Inspection; i != nil {
		d.Authority, d.Framework = i.LocalAuthority, string(i.Framework)
		d.Date = or(i.Start.String(), i.Published.String())
		for _, j := range i.Judgements {
			if j.Key == overall {
				d.Grade = j.Grade
			}
		}
	}
	for _, a := range p.Articles {
		d.Date = or(d.Date, a.PublishedOn.String())
	}
	return d
}

func flat(p *extract.Parse, s corpus.Span) string { return oneLine(p.Flat(s)) }

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
