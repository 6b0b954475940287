package gazetteer

import "assay/internal/calendar"

// Pick chooses among the names in a title: a council before a company that runs
// its services, the first before later ones.
func (g *Register) Pick(title string, day calendar.Date) *Authority {
	var trust *Authority
	for _, h := range g.Find(title, false) {
		a := g.Resolve(h.Entries, day)
		if !h.Entries[0].Trust {
			return a
		}
		if trust == nil {
			trust = a
		}
	}
	return trust
}

// leastNamed is how often the text must name an authority before it is taken
// for the one inspected.
const leastNamed = 3

// Most is the authority the text names most often, nil where none stands out.
func (g *Register) Most(texts []string, day calendar.Date) *Authority {
	counts := map[*Authority]int{}
	var best *Authority
	for _, t := range texts {
		for _, h := range g.Find(t, true) {
			if h.Entries[0].Trust || h.Entries[0].Weak {
				continue
			}
			a := g.Resolve(h.Entries, day)
			counts[a]++
			if best == nil || counts[a] > counts[best] {
				best = a
			}
		}
	}
	if best == nil || counts[best] < leastNamed {
		return nil
	}
	return best
}
