package eval

import (
	"runtime"
	"sync"

	"assay/classify/codebook"
	"assay/classify/gold"
	"assay/classify/stance/train"
	"assay/corpus"
	"assay/extract"
)

// Examples makes training examples of coded and silver records: each text is one
// sentence under its heading, and the triggers of a theme are what the codebook
// finds, none where it finds none. The weight of silver records is multiplied
// by silver.
func Examples(records []gold.Record, cb *codebook.Codebook, silver float64) []train.Example {
	out := make([]train.Example, len(records))
	m := cb.Matcher()
	parallel(len(records), func(i int) {
		r := &records[i]
		p := extract.One(r.Text, r.Heading)
		e := train.Example{Parse: p, Group: r.Group(), Coded: !r.Soft, Weight: r.Weight, Sentiment: r.Sentiment}
		if r.Soft {
			e.Weight *= silver
		}
		if len(r.Stances) > 0 {
			found := triggersOf(m, cb, p)
			for _, s := range r.Stances {
				e.Themes = append(e.Themes, train.Labelled{Theme: s.Theme, Triggers: found[s.Theme], P: s.P})
			}
		}
		out[i] = e
	})
	return out
}

// triggersOf finds the themes of the one sentence of p: the triggers of each.
func triggersOf(m *codebook.Matcher, cb *codebook.Codebook, p *extract.Parse) map[string][]corpus.Span {
	hits, _ := m.Sentence(p, 0, nil, nil)
	out := map[string][]corpus.Span{}
	for _, h := range hits {
		out[cb.Themes[h.Theme].ID] = h.Triggers
	}
	return out
}

// parallel runs f for 0 to n-1 on every processor.
func parallel(n int, f func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for from := range next {
				for i := from; i < min(n, from+256); i++ {
					f(i)
				}
			}
		}()
	}
	for i := 0; i < n; i += 256 {
		next <- i
	}
	close(next)
	wg.Wait()
}
