package study

import (
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"assay/classify/codebook"
	"assay/internal/plaintext"
)

// How a mention of one codebook stands to the other.
const (
	Came    = "came"
	Went    = "went"
	Changed = "changed" // other words or another rule
)

// BookChange is a mention that only one of two codebooks finds, or that they find
// by other words or another rule.
type BookChange struct {
	Theme, How   string
	Hit          // where: the words of the newer codebook, of the older where it went
	RuleA, RuleB string
	Why          string // why the other codebook turned it away, "" where none of its patterns was there
}

// BookDiff is two codebooks on the same sentences.
type BookDiff struct {
	Themes  []string
	A, B    map[string]int // mentions by theme
	Same    map[string]int
	Changes []BookChange // in the order of the documents
}

// DiffBooks finds what mentions come, go and change from codebook a to b in the
// sentences of a source that are scored. What a lost document would say is
// missing; the error then is that of the source.
func DiffBooks(ctx context.Context, from Source, a, b *codebook.Codebook) (*BookDiff, error) {
	d := &BookDiff{A: map[string]int{}, B: map[string]int{}, Same: map[string]int{}}
	for _, book := range []*codebook.Codebook{a, b} {
		for i := range book.Themes {
			if !slices.Contains(d.Themes, book.Themes[i].ID) {
				d.Themes = append(d.Themes, book.Themes[i].ID)
			}
		}
	}
	sides := [2]*side{{m: a.Matcher()}, {m: b.Matcher()}}
	err := from(ctx, func(p *Place) error {
		if p.Context.Scored() && !p.Doc.Duplicate {
			d.sentence(p, sides)
		}
		return nil
	})
	return d, err
}

// side is what one codebook finds in a sentence.
type side struct {
	m       *codebook.Matcher
	hits    []codebook.Hit
	rejects []codebook.Reject
}

func (s *side) find(p *Place) {
	parse, i := p.Parse()
	s.hits, s.rejects = s.m.Sentence(parse, i, s.hits[:0], s.rejects[:0])
}

func (s *side) hit(theme string) *codebook.Hit {
	for i := range s.hits {
		if s.m.Codebook().Themes[s.hits[i].Theme].ID == theme {
			return &s.hits[i]
		}
	}
	return nil
}

// why is the reason for which a theme's candidate was turned away.
func (s *side) why(theme string) string {
	for _, r := range s.rejects {
		if s.m.Codebook().Themes[r.Theme].ID == theme {
			return r.Reason
		}
	}
	return ""
}

func (d *BookDiff) sentence(p *Place, sides [2]*side) {
	for _, s := range sides {
		s.find(p)
	}
	for _, theme := range d.Themes {
		x, y := sides[0].hit(theme), sides[1].hit(theme)
		if x == nil && y == nil {
			continue
		}
		c := BookChange{Theme: theme}
		shown := y
		if x != nil {
			d.A[theme]++
			c.RuleA = x.Rule
		}
		if y != nil {
			d.B[theme]++
			c.RuleB = y.Rule
		}
		switch {
		case x == nil:
			c.How, c.Why = Came, sides[0].why(theme)
		case y == nil:
			c.How, c.Why, shown = Went, sides[1].why(theme), x
		case x.Span == y.Span && x.Rule == y.Rule:
			d.Same[theme]++
			continue
		default:
			c.How = Changed
		}
		parse, i := p.Parse()
		c.Hit = Hit{p.Doc, p.Page, p.Context, p.Heading, codebook.Cut(parse.Doc.Text, parse.Sentences[i].Span, shown.Span)}
		d.Changes = append(d.Changes, c)
	}
}

// Write writes the counts of every theme, then at most limit changes of each kind.
func (d *BookDiff) Write(w io.Writer, side, limit int) error {
	n := map[string]int{}
	for i := range d.Changes {
		n[d.Changes[i].Theme+" "+d.Changes[i].How]++
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "theme\tA\tB\tsame\tcame\twent\tchanged")
	for _, id := range d.Themes {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t%d\n", id, d.A[id], d.B[id], d.Same[id], n[id+" "+Came], n[id+" "+Went], n[id+" "+Changed])
	}
	if err := t.Flush(); err != nil {
		return err
	}
	var hits []Hit
	for i := range d.Changes {
		hits = append(hits, d.Changes[i].Hit)
	}
	labels := Labels(DocsOf(hits))
	for _, id := range d.Themes {
		for _, how := range []string{Came, Went, Changed} {
			if err := d.list(w, id, how, n[id+" "+how], side, limit, labels); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *BookDiff) list(w io.Writer, theme, how string, n, side, limit int, labels map[*Doc]string) error {
	if n == 0 {
		return nil
	}
	title := fmt.Sprintf("%s: %d %s", theme, n, how)
	if n > limit {
		title += fmt.Sprintf(", the first %d", limit)
	}
	_, err := fmt.Fprintf(w, "\n%s\n", title)
	shown := 0
	for i := range d.Changes {
		c := &d.Changes[i]
		if c.Theme != theme || c.How != how || shown == limit {
			continue
		}
		shown++
		rule := cmp.Or(c.RuleB, c.RuleA)
		if how == Changed {
			rule = c.RuleA + " > " + c.RuleB
		}
		if c.Why != "" {
			rule += "; the other: " + c.Why
		}
		if _, err = fmt.Fprintf(w, "%s  [%s]  %s\n", plaintext.Of(c.Align(side)), plaintext.Of(rule), plaintext.Of(labels[c.Doc])); err != nil {
			return err
		}
	}
	return err
}

// WriteCSV writes every change as a row.
func (d *BookDiff) WriteCSV(w io.Writer) error {
	t := csv.NewWriter(w)
	_ = t.Write([]string{"theme", "change", "uri", "page", "context", "rule_a", "rule_b", "why", "left", "match", "right"}) // kept until Error
	for i := range d.Changes {
		c := &d.Changes[i]
		_ = t.Write([]string{c.Theme, c.How, c.Doc.URI, pageText(c.Page), c.Context.String(), c.RuleA, c.RuleB, c.Why, c.Left, c.Match, c.Right})
	}
	t.Flush()
	return t.Error()
}
