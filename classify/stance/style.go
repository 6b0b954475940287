package stance

import "assay/extract"

// style is what a sentence shows of the way it is told, whatever it speaks of:
// a question, a piece of somebody's own life, a figure.
type style int32

const (
	styleQuestion style = iota
	styleExclaims
	styleQuotes  // holds a quotation mark
	styleI       // speaks of the writer
	styleWe      // of the writer's own
	styleYou     // to a reader
	styleNumbers // how many numbers, up to 3
	styleLength  // words, in bins
	styleNames   // words with a capital inside the sentence, up to 3
	styleNoVerb  // no finite verb
	stylePast    // the first finite verb is in the past
	styleOrders  // begins with a bare verb
	styleModal   // the first modal verb
	styleAll     // the whole picture
)

var (
	firstPerson = map[string]style{"i": styleI, "me": styleI, "my": styleI, "mine": styleI, "i'm": styleI, "i've": styleI,
		"we": styleWe, "us": styleWe, "our": styleWe, "ours": styleWe}
	secondPerson = map[string]bool{"you": true, "your": true, "yours": true}
	modals       = map[string]int32{"should": 1, "must": 2, "would": 3, "could": 4, "can": 5, "may": 6, "might": 7, "will": 8, "shall": 9, "ca": 5, "wo": 8}
)

// tagMD and the like are the parts of speech looked at.
var (
	baseVerb = tagSet("VB", "VBP")
	pastVerb = tagSet("VBD")
	named    = tagSet("NNP", "NNPS")
)

// styleFeatures appends the style of the sentence.
func (s *Scorer) styleFeatures() {
	var seen [styleAll]int32
	verb := false
	for i := range s.words {
		w := &s.words[i]
		switch {
		case w.low == "?":
			seen[styleQuestion] = 1
		case w.low == "!":
			seen[styleExclaims] = 1
		case w.has(flagQuote):
			seen[styleQuotes] = 1
		case w.kind == extract.TokenNumber:
			seen[styleNumbers] = min(seen[styleNumbers]+1, 3)
		}
		if !taggable(w) {
			continue
		}
		if w.has(flagPerson) {
			if p, ok := firstPerson[w.low]; ok {
				seen[p] = 1
			} else {
				seen[styleYou] = 1
			}
		}
		if i > 0 && w.is(named) {
			seen[styleNames] = min(seen[styleNames]+1, 3)
		}
		if w.has(flagModal) && seen[styleModal] == 0 {
			seen[styleModal] = modals[w.low]
		}
		if !verb && w.is(finite) {
			verb = true
			if w.is(pastVerb) {
				seen[stylePast] = 1
			}
		}
	}
	if !verb {
		seen[styleNoVerb] = 1
	}
	if len(s.words) > 0 && s.words[0].is(baseVerb) {
		seen[styleOrders] = 1
	}
	seen[styleLength] = lengthBin(len(s.words))
	all := int32(0)
	for k, v := range seen {
		if v != 0 {
			s.add(kStyle, int32(k), v, 0, 0, 0)
		}
		if k != int(styleLength) && k != int(styleModal) && v != 0 {
			all |= 1 << k
		}
	}
	s.add(kStyle, int32(styleAll), all, seen[styleLength], 0, 0)
}

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
