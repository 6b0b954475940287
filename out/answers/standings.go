package answers

import (
	"cmp"
	"maps"
	"slices"

	"assay/out/figure"
)

// Standing is where the last inspection of an authority of one kind stands, by how
// it speaks of a theme, beside the last ones of the other authorities of its region and of all.
type Standing struct {
	Theme, Kind, Authority, Region string
	Last                           *Document
	Own                            figure.Stances
	Others                         figure.Stances // the region without the authority
	All                            figure.Stances // the authority among them
	// Place is the authority's among the Of authorities with figure.Few mentions or
	// more, from the best; 0 where it has fewer, or Of is under figure.FewRanked.
	Place, Of int
	Among     int // authorities inspected in this kind
}

// Standings are those of every authority, kind and theme, in the order of themes,
// then by kind and authority.
func (c *Counts) Standings() []Standing {
	docs := c.last()
	var list []Standing
	for _, theme := range c.Themes {
		for from := 0; from < len(docs); {
			to := from
			for to < len(docs) && docs[to].Kind == docs[from].Kind {
				to++
			}
			list = append(list, standingsOf(theme.ID, docs[from:to])...)
			from = to
		}
	}
	return list
}

// last are the last inspections of each authority and kind, in the order of kinds,
// then of authorities.
func (c *Counts) last() []*Document {
	by := map[[2]string]*Document{} // by kind and authority
	for _, d := range c.Documents {
		key := [2]string{d.Kind, d.Authority}
		if d.Authority != "" && (by[key] == nil || d.Day >= by[key].Day) {
			by[key] = d
		}
	}
	return slices.SortedFunc(maps.Values(by), func(a, b *Document) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Authority, b.Authority))
	})
}

// standingsOf are those of one theme and kind.
func standingsOf(theme string, docs []*Document) (list []Standing) {
	var all figure.Stances
	of := 0
	regional := map[string]figure.Stances{}
	for _, d := range docs {
		n := d.Stances("finding", theme)
		all = all.Plus(n)
		regional[d.Region] = regional[d.Region].Plus(n)
		if !n.Few() {
			of++
		}
	}
	for _, d := range docs {
		s := Standing{Theme: theme, Kind: d.Kind, Authority: d.Authority, Region: d.Region, Last: d, Own: d.Stances("finding", theme), Others: regional[d.Region].Less(d.Stances("finding", theme)), All: all, Of: of, Among: len(docs)}
		if !s.Own.Few() && of >= figure.FewRanked {
			s.Place = 1
			for _, other := range docs {
				if n := other.Stances("finding", theme); !n.Few() && n.Net() > s.Own.Net() {
					s.Place++
				}
			}
		}
		list = append(list, s)
	}
	return list
}

// remits parts kinds of inspection that look at different services: what one asks
// is not answered by what another finds. A kind that is not here is of children's
// social care.
var remits = map[string]string{"area_send": "special needs", "school_inspection": "schools", "childrens_home": "homes"}

// Next gives, for each inspection of one authority, the position of the one that
// follows it with the same remit, -1 where there is none or its day is not known.
// The days are as 2006-01-02 and ascend.
func Next(days, kinds []string) []int {
	next := make([]int, len(days))
	for i := range days {
		next[i] = -1
		for k := i + 1; k < len(days) && days[i] != ""; k++ {
			if days[k] > days[i] && remits[kinds[k]] == remits[kinds[i]] {
				next[i] = k
				break
			}
		}
	}
	return next
}

// Next gives, by the id of each document that an authority's later inspection of
// the same remit follows, that inspection.
func (c *Counts) Next() map[string]*Document {
	by := map[string][]*Document{}
	for _, d := range c.Documents {
		if d.Authority != "" {
			by[d.Authority] = append(by[d.Authority], d)
		}
	}
	next := map[string]*Document{}
	for _, docs := range by {
		slices.SortStableFunc(docs, func(a, b *Document) int { return cmp.Compare(a.Day, b.Day) })
		var days, kinds []string
		for _, d := range docs {
			days, kinds = append(days, d.Day), append(kinds, d.Kind)
		}
		for i, k := range Next(days, kinds) {
			if k >= 0 {
				next[docs[i].ID] = docs[k]
			}
		}
	}
	return next
}
