package report

import "strings"

// mark is a place in a shown sentence, in bytes of its text: a trigger, or a cue
// with the class it speaks for.
type mark struct {
	start, end int
	effect     string // "" for the trigger
	weight     float64
}

// marksOf finds the trigger and the cues of a mention in the one-line text of
// its sentence. Spans in the tables count bytes of the document, where line ends,
// runs of space and page footers may stand that the one line leaves out: a place
// in the line is that of the document less what was left out before it. So each
// is looked for by its words, nearest to where it would be if nothing was left
// out. One that is not found gets no mark.
func marksOf(s *sentence, m *mention) []mark {
	left := max(0, s.end-s.start-len(s.text))
	var all []mark
	if at := near(s.text, m.text, m.start-s.start, left); at >= 0 {
		all = append(all, mark{start: at, end: at + len(m.text)})
	}
	for _, c := range m.cues {
		if at := near(s.text, c.text, c.start-s.start, left); at >= 0 {
			all = append(all, mark{at, at + len(c.text), c.effect, c.weight})
		}
	}
	return all
}

// near is where words stand in text: at or before want, at most left bytes before
// it, and as near to it as can be; else anywhere, nearest to want; -1 where not.
func near(text, words string, want, left int) int {
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
