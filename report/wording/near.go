package wording

import "strings"

// Place is where words stand in text: at or before want, at most left bytes before
// it, and as near to it as can be; else anywhere, nearest to want; -1 where not.
func Place(text, words string, want, left int) int {
	if words == "" {
		return -1
	}
	if want >= 0 && want+len(words) <= len(text) && text[want:want+len(words)] == words {
		return want
	}
	best, bad := -1, 0
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return best
		}
		at := from + i
		cost := want - at
		if cost < 0 || cost > left {
			cost = len(text) + max(cost, -cost)
		}
		if best < 0 || cost < bad {
			best, bad = at, cost
		}
		from = at + 1
	}
}
