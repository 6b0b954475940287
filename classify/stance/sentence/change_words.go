package sentence

import "strings"

// sense is what a word of change says by itself.
type sense uint8

const (
	noSense sense = iota
	toBetter
	toWorse
	toMore // good or bad as what grows is
	toLess
	toRest // done with: good where what is done with is bad
)

// changeVerbs are the lemmas of verbs of change; their participles stand before
// nouns too ("improved oversight", "rising caseloads").
var changeVerbs = senses("verbs")

// changeNouns are nouns of change: what changes follows "in", "of", "to" or "on".
var changeNouns = senses("nouns")

// changeParts are phrasal verbs of change, by lemma and particle: "come down", "gone up".
var changeParts = func() map[string]map[string]sense {
	parts := map[string]map[string]sense{}
	for phrase, sn := range senses("parts") {
		verb, particle, _ := strings.Cut(phrase, " ")
		if parts[verb] == nil {
			parts[verb] = map[string]sense{}
		}
		parts[verb][particle] = sn
	}
	return parts
}()

// compounds are the nouns that make a name of a word of change before them: an
// improvement board is not an improvement.
var compounds = set("makes a name")

// ofTheCase are things that grow and shrink in a child's life: their change
// sends a case up or down and says nothing of the service.
var ofTheCase = set("of the case")

// ofTheLoad are things without a colour of their own that make work heavier
// when they grow.
var ofTheLoad = set("of the load")

// supposing words open what is only supposed, or holds whenever something happens.
var supposing = set("supposing")

// unasserting words, before a word of change in its clause, say that the change
// is wanted, planned, denied or asked for and not that it happened.
var unasserting = set("unasserting")

// licensing words before "to" leave the verb after it asserted.
var licensing = set("licensing")

// bringing words say that what follows came about.
var bringing = set("bringing")

// sinceThen words say that a comparison is with an earlier time.
var sinceThen = set("since then")
