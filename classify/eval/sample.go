package eval

import (
	"cmp"
	"slices"

	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/extract"
)

// Candidate is a sentence that may be drawn to be coded.
type Candidate struct {
	Source, Heading, Text string
	Stratum               string // why it was drawn: "theme:X", "near_miss:X", "uncertain", "random"

	themes, rejected []int
	doubt            float64 // 1 - the highest probability of the sentiment
	stanceDoubt      float64 // the same of the least sure stance
	lot              uint64
}

// Sampler collects sentences and draws from them. It is for one goroutine.
type Sampler struct {
	book   *codebook.Codebook
	match  *codebook.Matcher
	score  *stance.Scorer
	seed   uint64
	all    []Candidate
	known  map[string]bool
	hits   []codebook.Hit
	reject []codebook.Reject
}

// NewSampler draws by the seed: the same sentences and seed give the same draw,
// in whatever order the sentences come.
func NewSampler(book *codebook.Codebook, model *stance.Model, seed uint64) *Sampler {
	return &Sampler{book: book, match: book.Matcher(), score: model.Scorer(), seed: seed, known: map[string]bool{}}
}

// Skip leaves a text out of the draw: it is coded already.
func (s *Sampler) Skip(text string) { s.known[text] = true }

// Add takes sentence i of p, where its context is scored. A text that came
// before is left out.
func (s *Sampler) Add(source string, p *extract.Parse, i int) {
	sen := &p.Sentences[i]
	text := sen.Of(p.Doc.Text)
	if !sen.Context.Scored() || s.known[text] {
		return
	}
	s.known[text] = true
	s.score.Sentence(p, i)
	v := s.score.Sentiment()
	c := Candidate{Source: source, Heading: sen.Heading.Of(p.Doc.Text), Text: text, doubt: 1 - v.P[v.Class], lot: s.seed ^ fnv(text)}
	c.lot = c.lot * 0x9E3779B97F4A7C15 >> 1
	s.hits, s.reject = s.match.Sentence(p, i, s.hits[:0], s.reject[:0])
	for _, h := range s.hits {
		c.themes = append(c.themes, h.Theme)
		v, _ := s.score.Stance(s.book.Themes[h.Theme].ID, h.Triggers)
		c.stanceDoubt = max(c.stanceDoubt, 1-v.P[v.Class])
	}
	for _, r := range s.reject {
		if !slices.Contains(c.themes, r.Theme) && !slices.Contains(c.rejected, r.Theme) {
			c.rejected = append(c.rejected, r.Theme)
		}
	}
	s.all = append(s.all, c)
}

func fnv(text string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(text); i++ {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return h
}

// Draw returns n sentences, fewer where there are fewer: half by theme, two
// thirds of them mentions (every second the least sure of its stance) and one
// third near misses; a quarter those whose sentiment is least sure; the rest at
// random. The order tells nothing of why a sentence was drawn.
func (s *Sampler) Draw(n int) []Candidate {
	taken := make([]bool, len(s.all))
	var out []Candidate
	byLot := s.order(func(a, b *Candidate) int { return cmp.Compare(a.lot, b.lot) })
	byDoubt := s.order(func(a, b *Candidate) int { return cmp.Or(cmp.Compare(b.doubt, a.doubt), cmp.Compare(a.lot, b.lot)) })
	byStance := s.order(func(a, b *Candidate) int {
		return cmp.Or(cmp.Compare(b.stanceDoubt, a.stanceDoubt), cmp.Compare(a.lot, b.lot))
	})
	take := func(order []int, k int, stratum string, want func(*Candidate) bool) int {
		got := 0
		for _, i := range order {
			if got == k || len(out) == n {
				break
			}
			if !taken[i] && want(&s.all[i]) {
				taken[i] = true
				c := s.all[i]
				c.Stratum = stratum
				out = append(out, c)
				got++
			}
		}
		return got
	}
	if themes := len(s.book.Themes); themes > 0 {
		share := max(n/2/themes, 1)
		for t, theme := range s.book.Themes {
			has := func(c *Candidate) bool { return slices.Contains(c.themes, t) }
			got := take(byStance, share/3, "theme:"+theme.ID, has)
			got += take(byLot, share*2/3-got, "theme:"+theme.ID, has)
			take(byLot, share-got, "near_miss:"+theme.ID, func(c *Candidate) bool { return slices.Contains(c.rejected, t) })
		}
	}
	any := func(*Candidate) bool { return true }
	take(byDoubt, n/4, "uncertain", any)
	take(byLot, n, "random", any)
	slices.SortFunc(out, func(a, b Candidate) int { return cmp.Compare(a.lot*0x9E3779B97F4A7C15, b.lot*0x9E3779B97F4A7C15) })
	return out
}

func (s *Sampler) order(less func(a, b *Candidate) int) []int {
	at := make([]int, len(s.all))
	for i := range at {
		at[i] = i
	}
	slices.SortFunc(at, func(i, j int) int { return less(&s.all[i], &s.all[j]) })
	return at
}
