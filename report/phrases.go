package report

import "assay/report/wording"

// PhraseSide is what sets the mentions of a theme with one stance apart from its
// other mentions among the findings.
type PhraseSide struct {
	Stance             string
	Sentences, Against int // of the side; that it is held against
	Phrases            []Phrase
}

// Phrase is a word, a row of words or a pair of a verb and its thing.
type Phrase struct {
	Text                string
	In, Else, Documents int     // sentences of the side, others, documents of the side that have it
	Times               float64 // how many times as often as elsewhere
	Example             string  // a sentence that has it
}

// phrasesOf are the phrases of a theme as they may be shown.
func (d *data) phrasesOf(theme string) []PhraseSide {
	var list []PhraseSide
	for _, side := range d.opt.Phrases[theme] {
		if len(side.Phrases) == 0 {
			continue
		}
		clean := side
		clean.Phrases = nil
		for _, p := range side.Phrases {
			p.Text, p.Example = wording.Plain(p.Text), wording.Cut(wording.Plain(p.Example), longestTelling)
			clean.Phrases = append(clean.Phrases, p)
		}
		list = append(list, clean)
	}
	return list
}
