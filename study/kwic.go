package study

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"assay/classify/codebook"
	"assay/extract"
)

// Hit is one line of a concordance with what is known of its place.
type Hit struct {
	Doc     *Doc
	Page    int
	Context extract.Context
	Heading string
	codebook.Line
}

// Order is how the lines of a concordance follow each other.
type Order string

// The orders. Lines equal in an order stay in that of the documents.
const (
	ByDocument Order = "document"
	ByLeft     Order = "left"  // the words before the match, the nearest first
	ByRight    Order = "right" // the match and what follows it
	ByDate     Order = "date"  // the earliest first, those without a date last
)

// Orders are the orders, the default first.
var Orders = []Order{ByDocument, ByLeft, ByRight, ByDate}

// Concordance is every place of a pattern in the sentences of a context that
// wants lets pass, in the order given. Limit keeps that many lines at most, none
// where it is 0; all is the number of places whatever the limit.
func Concordance(ctx context.Context, from Source, con *codebook.Concordance, wants func(extract.Context) bool, order Order, limit int) (hits []Hit, all int, err error) {
	err = from(ctx, func(p *Place) error {
		if !wants(p.Context) {
			return nil
		}
		parse, i, ok := p.holds(con)
		if !ok {
			return nil
		}
		for _, span := range con.Find(parse, i) {
			if all++; limit > 0 && all > limit && order == ByDocument {
				continue
			}
			line := codebook.Cut(parse.Doc.Text, parse.Sentences[i].Span, span)
			hits = append(hits, Hit{p.Doc, p.Page, p.Context, p.Heading, line})
		}
		return nil
	})
	sortHits(hits, order)
	if limit > 0 && len(hits) > limit {
		hits = hits[:limit]
	}
	return hits, all, err
}

// holds is the sentence ready to be searched, false where con has no place in it.
// Whatever can be told without cutting it into words, or without tagging them, is.
func (p *Place) holds(con *codebook.Concordance) (*extract.Parse, int, bool) {
	if p.parse != nil {
		return p.parse, p.sentence, true
	}
	if !con.InText(p.Text) {
		return nil, 0, false
	}
	parse, i := p.Tokens()
	if !con.Untagged() {
		if !con.May(parse, i) {
			return nil, 0, false
		}
		parse, i = p.Parse()
	}
	return parse, i, true
}

func sortHits(hits []Hit, order Order) {
	key := func(h *Hit) string {
		switch order {
		case ByLeft:
			return backwards(h.Left)
		case ByRight:
			return strings.ToLower(h.Match + h.Right)
		case ByDate:
			if h.Doc.Date == "" {
				return "~" // after every figure
			}
			return h.Doc.Date
		}
		return ""
	}
	keys := make(map[*Hit]string, len(hits))
	at := make([]*Hit, len(hits))
	for i := range hits {
		at[i] = &hits[i]
		keys[at[i]] = key(at[i])
	}
	slices.SortStableFunc(at, func(a, b *Hit) int { return cmp.Compare(keys[a], keys[b]) })
	sorted := make([]Hit, len(hits))
	for i, h := range at {
		sorted[i] = *h
	}
	copy(hits, sorted)
}

// backwards is the words of s, the last first, in lower case.
func backwards(s string) string {
	words := strings.Fields(strings.ToLower(s))
	slices.Reverse(words)
	return strings.Join(words, " ")
}

// DocsOf are the documents of hits, each once, in order of their first.
func DocsOf(hits []Hit) []*Doc {
	var docs []*Doc
	seen := map[*Doc]bool{}
	for i := range hits {
		if !seen[hits[i].Doc] {
			seen[hits[i].Doc] = true
			docs = append(docs, hits[i].Doc)
		}
	}
	return docs
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
