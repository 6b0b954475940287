package sample

import (
	"cmp"
	"slices"
	"strings"

	"assay/classify/stance"
)

// draw shares the sentences out.
func (d *drawer) draw() []Sentence {
	d.suggest()
	n := d.opt.N
	if n == 0 {
		n = len(d.themes) * (stance.Classes*d.opt.PerClass*2 - d.opt.PerClass/2)
	}
	t := &taker{all: d.all, taken: make([]bool, len(d.all)), left: n, byLot: order(d.all, func(a, b *candidate) int { return 0 })}
	for i, theme := range d.themes {
		part := (n - len(t.out)) / (len(d.themes) - i)
		d.theme(t, i, d.opt.Book.Themes[theme].ID, part)
	}
	t.take(t.byLot, n, "random", func(*candidate) bool { return true })
	slices.SortFunc(t.out, func(a, b Sentence) int { return cmp.Compare(lot(d.opt.Seed+1, a.Text), lot(d.opt.Seed+1, b.Text)) })
	return t.out
}

// theme draws the part of one theme. What a stratum does not have goes to the
// candidates.
func (d *drawer) theme(t *taker, i int, id string, part int) {
	is := func(f func(*what) bool) func(*candidate) bool { return func(c *candidate) bool { return f(&c.of[i]) } }
	hit := is(func(w *what) bool { return w.hit })
	share := func(x float64) int { return int(x*float64(part) + 0.5) }
	got := t.take(t.byLot, share(nearMisses), "near_miss:"+id, is(func(w *what) bool { return w.miss }))
	byWords := order(d.all, func(a, b *candidate) int { return cmp.Compare(b.of[i].words, a.of[i].words) })
	got += t.take(byWords, share(suggested), "suggested:"+id, is(func(w *what) bool { return w.words > 0 }))
	got += t.take(t.byLot, share(random), "random", func(c *candidate) bool { return !c.of[i].hit })
	byDoubt := order(d.all, func(a, b *candidate) int { return cmp.Compare(b.of[i].doubt, a.of[i].doubt) })
	if k := d.opt.PerClass; k > 0 {
		for class := range stance.Class(stance.Classes) {
			got += t.take(t.byLot, min(k, part-got), "candidate:"+id, is(func(w *what) bool { return w.hit && w.class == class }))
		}
	} else {
		got += t.take(t.byLot, share(candidates), "candidate:"+id, hit)
	}
	got += t.take(byDoubt, min(share(unsure), part-got), "unsure:"+id, hit)
	t.take(t.byLot, part-got, "candidate:"+id, hit)
}

// suggest finds how much the words of each sentence that holds nothing of a theme
// suggest it.
func (d *drawer) suggest() {
	for i, k := range d.keys {
		words, _ := k.Top(suggestions, suggestedLeast, false)
		for j := range d.all {
			c := &d.all[j]
			if c.of[i].hit || c.of[i].miss {
				continue
			}
			for _, w := range words {
				if w.Score >= suggestedScore && strings.Contains(c.hay, " "+w.Phrase+" ") {
					c.of[i].words += w.LogRatio
				}
			}
		}
	}
}

// order is the places of all, by less and then by lot.
func order(all []candidate, less func(a, b *candidate) int) []int {
	at := make([]int, len(all))
	for i := range at {
		at[i] = i
	}
	slices.SortFunc(at, func(i, j int) int {
		return cmp.Or(less(&all[i], &all[j]), cmp.Compare(all[i].lot, all[j].lot), cmp.Compare(all[i].Text, all[j].Text))
	})
	return at
}

// taker takes sentences, none twice and no more than are left to take.
type taker struct {
	all   []candidate
	taken []bool
	left  int
	byLot []int
	out   []Sentence
}

func (t *taker) take(from []int, k int, stratum string, want func(*candidate) bool) (got int) {
	for _, i := range from {
		if got >= k || t.left == 0 {
			break
		}
		if !t.taken[i] && want(&t.all[i]) {
			t.taken[i] = true
			s := t.all[i].Sentence
			s.Stratum = stratum
			t.out = append(t.out, s)
			t.left--
			got++
		}
	}
	return got
}
