package diff

// mentions aligns the mentions of each document and theme and notes what is new,
// gone or judged otherwise.
func (d *Diff) mentions(a, b *tables, cause func(string) string) {
	for _, uri := range union(a.mentions, b.mentions) {
		sameBytes := a.documents[uri].sha == b.documents[uri].sha
		for _, theme := range union(a.mentions[uri], b.mentions[uri]) {
			xs, ys := a.mentions[uri][theme], b.mentions[uri][theme]
			partner := align(xs, ys, sameBytes)
			taken := make([]bool, len(ys))
			note := func(what string, m mention, before, after string) {
				d.Changes = append(d.Changes, Change{Kind: "mention", What: what, URI: uri, Item: theme,
					Text: m.text + ": " + m.sentence, Before: before, After: after, Cause: cause(uri)})
			}
			for i, x := range xs {
				j := partner[i]
				if j < 0 {
					note("removed", x, x.says(), "")
					continue
				}
				taken[j] = true
				if y := ys[j]; x.says() != y.says() {
					note("changed", y, x.says(), y.says())
				}
			}
			for j, y := range ys {
				if !taken[j] {
					note("added", y, "", y.says())
				}
			}
		}
	}
}

// align finds for each mention of xs its partner in ys, -1 where it has none:
// first one with the same trigger in the same sentence, then one in the same
// sentence, then, where both runs read the same bytes, one whose trigger overlaps.
// Among several, the next one that is still free, so that order is kept.
func align(xs, ys []mention, sameBytes bool) []int {
	partner := make([]int, len(xs))
	for i := range partner {
		partner[i] = -1
	}
	taken := make([]bool, len(ys))
	rounds := []func(x, y mention) bool{
		func(x, y mention) bool { return x.text == y.text && x.sentence == y.sentence },
		func(x, y mention) bool { return x.sentence == y.sentence },
		func(x, y mention) bool { return sameBytes && x.start < y.end && y.start < x.end },
	}
	for _, same := range rounds {
		next := 0
		for i, x := range xs {
			if partner[i] >= 0 {
				continue
			}
			for k := range ys {
				j := (next + k) % len(ys)
				if !taken[j] && same(x, ys[j]) {
					partner[i], taken[j], next = j, true, j+1
					break
				}
			}
		}
	}
	return partner
}
