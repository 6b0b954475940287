// Package answers says what a run found: which documents, how they speak of each
// theme, what stands out, what changed since the run before, and how the language
// on a theme changed from one inspection of an authority to the next. It counts by
// package figure and reads the tables documents, inspections, articles and
// theme_summary (and findings for the names of themes), each once; memory grows
// with documents and themes, not with sentences.
//
// Read gives the counts; Found and Trends answer from them; Lines writes for a
// terminal. Nothing here prints, and equal tables give equal answers.
package answers

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/out/figure"
	"assay/out/load"
)

// Contexts are the contexts that are counted, each apart, in their order.
var Contexts = []string{"finding", "recommendation", "strength", "article", "comment"}

// Theme is a theme of the run.
type Theme struct{ ID, Label string }

// Document is what is counted of one document. Texts that stand in the run twice
// are there once: the second has no Document.
type Document struct {
	ID, URI, Kind, Title                string
	Authority, Region, Framework, Grade string // "" where it is no inspection, or unknown
	Start                               string // first day of the inspection as 2006-01-02, "" where unknown
	Day                                 string // Start, else the day of publication, "" where unknown
	Year                                int    // of Start, else of publication; 0 where unknown
	counts                              map[cell]figure.Stances
	sentences                           map[string]int // scored, by context
}

type cell struct{ context, theme string }

// Stances are the mentions of a theme in a context.
func (d *Document) Stances(context, theme string) figure.Stances {
	return d.counts[cell{context, theme}]
}

// Sentences is how many sentences of a context were scored.
func (d *Document) Sentences(context string) int { return d.sentences[context] }

// Counts are those of one run.
type Counts struct {
	Themes     []Theme // in the order of the codebook
	Documents  []*Document
	Duplicates int // documents left out, their text being counted already
}

// ErrNoTable is the error of a run without a table that is needed.
var ErrNoTable = load.ErrNoTable

// Read counts the run in folder dir. The error is ErrNoTable where the run was
// made without one of the tables.
func Read(ctx context.Context, dir string) (*Counts, error) {
	c := &Counts{}
	byID := map[string]*Document{}
	err := load.Rows(ctx, dir, "documents", []string{"doc_id", "uri", "kind", "title", "duplicate_of"}, func(row []string) error {
		if row[4] != "" {
			c.Duplicates++
			return nil
		}
		d := &Document{ID: row[0], URI: row[1], Kind: row[2], Title: row[3], counts: map[cell]figure.Stances{}, sentences: map[string]int{}}
		c.Documents = append(c.Documents, d)
		byID[d.ID] = d
		return nil
	})
	err = errors.Join(err, c.facts(ctx, dir, byID))
	if err != nil {
		return nil, err
	}
	return c, errors.Join(c.summary(ctx, dir, byID), c.labels(ctx, dir))
}

// facts reads who was inspected and when, or when an article was published.
func (c *Counts) facts(ctx context.Context, dir string, byID map[string]*Document) error {
	err := load.Rows(ctx, dir, "inspections", []string{"doc_id", "local_authority", "region", "framework", "inspection_start", "published_on"}, func(row []string) error {
		if d := byID[row[0]]; d != nil {
			d.Authority, d.Region, d.Framework, d.Start = row[1], row[2], row[3], row[4]
			d.Day = cmp.Or(row[4], row[5])
			d.Year = yearOf(d.Day)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return load.Rows(ctx, dir, "articles", []string{"doc_id", "published_on"}, func(row []string) error {
		if d := byID[row[0]]; d != nil && d.Day == "" {
			d.Day, d.Year = row[1], yearOf(row[1])
		}
		return nil
	})
}

// summary reads the counts. Articles of a document count together.
func (c *Counts) summary(ctx context.Context, dir string, byID map[string]*Document) error {
	columns := []string{"doc_id", "context", "theme", "sentences_scored", "positive", "negative", "mixed", "neutral", "overall_grade"}
	return load.Rows(ctx, dir, "theme_summary", columns, func(row []string) error {
		if theme := row[2]; !slices.ContainsFunc(c.Themes, func(t Theme) bool { return t.ID == theme }) {
			c.Themes = append(c.Themes, Theme{theme, capital(strings.ReplaceAll(theme, "_", " "))}) // every document has every theme, in order
		}
		d := byID[row[0]]
		if d == nil {
			return nil
		}
		d.Grade = row[8]
		if row[2] == c.Themes[0].ID {
			d.sentences[row[1]] += number(row[3])
		}
		k := cell{row[1], row[2]}
		d.counts[k] = d.counts[k].Plus(figure.Stances{Positive: number(row[4]), Negative: number(row[5]), Mixed: number(row[6]), Neutral: number(row[7])})
		return nil
	})
}

// labels reads the names of the themes; a theme without mentions is called by its id, in words.
func (c *Counts) labels(ctx context.Context, dir string) error {
	of := map[string]string{}
	err := load.Table(ctx, dir, "findings", []string{"theme", "theme_label"}, func(b load.Batch) error {
		for i := range b.Rows() {
			if theme := b.Str(0, i); of[theme] == "" {
				of[theme] = b.Str(1, i)
			}
		}
		return nil
	})
	if errors.Is(err, ErrNoTable) {
		return nil // an older run, or one of a few tables
	}
	for i, t := range c.Themes {
		if of[t.ID] != "" {
			c.Themes[i].Label = of[t.ID]
		}
	}
	return err
}

// capital is text with its first letter in upper case.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }

// yearOf is the year of a day as 2006-01-02, 0 of none.
func yearOf(day string) int {
	if len(day) < 4 {
		return 0
	}
	return number(day[:4])
}
