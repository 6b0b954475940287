package sentence

import "assay/extract"

// lightTags are the parts of speech that say little alone.
var lightTags = Tags("DT", "IN", "TO", "PRP", "PRP$", "CC", "WDT", "WP", "WRB", "EX", "MD", "POS", "PDT", "RP")

// lightWords are auxiliaries and operators: they belong to what they stand before.
var lightWords = set("light")

// Light reports whether word i says little alone: an auxiliary, an operator, a mark.
func (s *Reading) Light(i int) bool {
	w := &s.Words[i]
	return w.Kind != extract.TokenWord && w.Kind != extract.TokenNumber || w.Is(lightTags) || w.Has(flagLight)
}

// Content reports whether a stretch holds a word a reader can make sense of.
func (s *Reading) Content(from, to int) bool {
	for i := from; i < to; i++ {
		if !s.Light(i) && IsWord(&s.Words[i]) || s.Words[i].Has(FlagOperator|flagTurning|flagConcessive) {
			return true
		}
	}
	return false
}

// Trimmed leaves out what a reader does not need at either end: marks, the number
// of a paragraph, words that only lead to what comes next. It may leave nothing.
func (s *Reading) Trimmed(from, to int) (int, int) {
	for from < to && (!IsWord(&s.Words[from]) && s.Words[from].Kind != extract.TokenNumber || from == 0 && s.Words[from].Kind == extract.TokenNumber) {
		from++
	}
	for to > from && (!IsWord(&s.Words[to-1]) && s.Words[to-1].Kind != extract.TokenNumber || s.Words[to-1].Is(leadsOn) && !s.Words[to-1].Has(FlagOperator)) {
		to--
	}
	return from, to
}

// leadsOn are the parts of speech that a phrase does not end with.
var leadsOn = Tags("DT", "IN", "TO", "PRP$", "CC", "WDT", "PDT")
