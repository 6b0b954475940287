package sentence

import "assay/extract"

// style is what a sentence shows of the way it is told, whatever it speaks of:
// a question, a piece of somebody's own life, a figure.
type style int32

const (
	StyleQuestion style = iota
	styleExclaims
	styleQuotes  // holds a quotation mark
	styleI       // speaks of the writer
	styleWe      // of the writer's own
	styleYou     // to a reader
	styleNumbers // how many numbers, up to 3
	StyleLength  // words, in bins
	styleNames   // words with a capital inside the sentence, up to 3
	StyleNoVerb  // no finite verb
	stylePast    // the first finite verb is in the past
	StyleOrders  // begins with a bare verb
	StyleModal   // the first modal verb
	Styles       // how many there are
)

var (
	firstPerson = map[string]style{"i": styleI, "me": styleI, "my": styleI, "mine": styleI, "i'm": styleI, "i've": styleI,
		"we": styleWe, "us": styleWe, "our": styleWe, "ours": styleWe}
	secondPerson = map[string]bool{"you": true, "your": true, "yours": true}
	modals       = map[string]int32{"should": 1, "must": 2, "would": 3, "could": 4, "can": 5, "may": 6, "might": 7, "will": 8, "shall": 9, "ca": 5, "wo": 8}
)

// The parts of speech looked at.
var (
	baseVerb = Tags("VB", "VBP")
	pastVerb = Tags("VBD")
	named    = Tags("NNP", "NNPS")
)

func lengthBin(n int) int32 {
	switch {
	case n <= 5:
		return 1
	case n <= 9:
		return 2
	case n <= 14:
		return 3
	case n <= 22:
		return 4
	case n <= 32:
		return 5
	}
	return 6
}

// Style is the style of the sentence: the value of each, and the whole picture,
// one bit a style but for the length and the modal verb.
func (s *Reading) Style() (seen [Styles]int32, all int32) {
	verb := false
	for i := range s.Words {
		w := &s.Words[i]
		switch {
		case w.Low == "?":
			seen[StyleQuestion] = 1
		case w.Low == "!":
			seen[styleExclaims] = 1
		case w.Has(FlagQuote):
			seen[styleQuotes] = 1
		case w.Kind == extract.TokenNumber:
			seen[styleNumbers] = min(seen[styleNumbers]+1, 3)
		}
		if !IsWord(w) {
			continue
		}
		if w.Has(flagPerson) {
			if p, ok := firstPerson[w.Low]; ok {
				seen[p] = 1
			} else {
				seen[styleYou] = 1
			}
		}
		if i > 0 && w.Is(named) {
			seen[styleNames] = min(seen[styleNames]+1, 3)
		}
		if w.Has(flagModal) && seen[StyleModal] == 0 {
			seen[StyleModal] = modals[w.Low]
		}
		if !verb && w.Is(Finite) {
			verb = true
			if w.Is(pastVerb) {
				seen[stylePast] = 1
			}
		}
	}
	if !verb {
		seen[StyleNoVerb] = 1
	}
	if len(s.Words) > 0 && s.Words[0].Is(baseVerb) {
		seen[StyleOrders] = 1
	}
	seen[StyleLength] = lengthBin(len(s.Words))
	for k, v := range seen {
		if k != int(StyleLength) && k != int(StyleModal) && v != 0 {
			all |= 1 << k
		}
	}
	return seen, all
}
