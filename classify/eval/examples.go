package eval

import (
	"slices"

	"assay/classify/codebook"
	"assay/classify/gold"
	"assay/classify/stance"
	"assay/classify/stance/train"
	"assay/corpus"
	"assay/extract"
	"assay/internal/shards"
)

// Examples makes training examples of coded and silver records: each text is one
// sentence under its heading, and the triggers of a theme are what the codebook
// finds, none where it finds none. The weight of records is multiplied by that of
// their kind.
func Examples(records []gold.Record, cb *codebook.Codebook, by Weights) []train.Example {
	out := make([]train.Example, len(records))
	m := cb.Matcher()
	shards.All(len(records), func(i int) {
		r := &records[i]
		p := r.Parse()
		e := train.Example{Parse: p, Group: r.Group(), Coded: !r.Soft && !r.Composed, Composed: r.Composed, Natural: r.Piece != "", Weight: r.Weight, Own: r.Weight, Sentiment: r.Sentiment}
		e.Weight *= by.of(r)
		if len(r.Stances) > 0 || e.Coded {
			found := evidenceOf(m, cb, p)
			for _, s := range r.Stances {
				e.Themes = append(e.Themes, train.Labelled{Theme: s.Theme, Triggers: hitsOf(found, s.Theme), P: s.P})
			}
			if e.Coded {
				e.Evidence = slices.DeleteFunc(found, func(v stance.Evidence) bool { return !r.Asks(v.Theme) })
			}
		}
		if c := r.Change; c != nil {
			e.Change = &train.Change{Direction: c.Direction, Timed: c.Timed, Tense: int(c.Tense), Voice: c.Voice}
		}
		out[i] = e
	})
	return out
}

// Weights are what records of a kind count in training.
type Weights struct {
	Silver float64 // labels of another model
	Told   float64 // articles and comments, of which there are fewer than of reports
	Whole  float64 // sentences of whole articles and threads, which stand in natural proportion
}

func (w Weights) of(r *gold.Record) float64 {
	switch {
	case r.Soft:
		return w.Silver
	case r.Composed:
		return 1
	case r.Piece != "":
		return w.Whole
	case r.Kind == gold.Article || r.Kind == gold.Comment:
		return w.Told
	}
	return 1
}

// evidenceOf is what the patterns of a codebook make of the one sentence of p,
// theme by theme.
func evidenceOf(m *codebook.Matcher, cb *codebook.Codebook, p *extract.Parse) []stance.Evidence {
	hits, rejects := m.Sentence(p, 0, nil, nil)
	out := make([]stance.Evidence, len(cb.Themes))
	for i := range out {
		out[i].Theme = cb.Themes[i].ID
	}
	for _, h := range hits {
		out[h.Theme].Hits = h.Triggers
	}
	for _, x := range rejects {
		out[x.Theme].Rejected = append(out[x.Theme].Rejected, x.Span)
	}
	return out
}

// hitsOf is the triggers of a theme, nil where no pattern matches.
func hitsOf(found []stance.Evidence, theme string) []corpus.Span {
	for i := range found {
		if found[i].Theme == theme {
			return found[i].Hits
		}
	}
	return nil
}
