package report

import "assay/report/wording"

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
	if at := wording.Place(s.text, m.text, m.start-s.start, left); at >= 0 {
		all = append(all, mark{start: at, end: at + len(m.text)})
	}
	for _, c := range m.cues {
		if at := wording.Place(s.text, c.text, c.start-s.start, left); at >= 0 {
			all = append(all, mark{at, at + len(c.text), c.effect, c.weight})
		}
	}
	return all
}
