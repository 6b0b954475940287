package stance

import (
	"assay/corpus"
	"assay/extract"
)

// direction is the change the sentence asserts in the clauses of the triggers:
// improving where something good grew, something bad shrank or anything got
// better, worsening the other way round. A change that is wanted, planned,
// asked for, denied or only supposed is none, and so is one of a child's own
// risk or need. A change of the theme itself outvotes others of its clause;
// a clause about "this" or "it" right after the theme's speaks of the theme too.
func (s *Scorer) direction(triggers []corpus.Span) Direction {
	if s.context == int32(extract.Recommendation) || commanding(s.words) {
		return NoChange
	}
	votes := [2][Worsening + 1]int{} // of the theme itself, of others in its clause
	owned := false
	for ci, c := range s.clauses {
		if c.role == purposeClause && ci > 0 && s.licensed(int(c.from)+1, s.clauses[ci-1]) {
			c = clause{s.clauses[ci-1].from, c.to, mainClause} // has helped | to reduce
		}
		owns := s.owns(c, triggers)
		if !owns && !(owned && refersBack(s.words[c.from:c.to])) {
			owned = owned && owns
			continue
		}
		owned = true
		if c.role == purposeClause {
			continue
		}
		for i := int(s.clauses[ci].from); i < int(c.to); i++ {
			d, from, to := s.changeAt(i, c)
			if d == NoChange {
				continue
			}
			other := 1
			if from < to {
				span := corpus.Span{Start: s.words[from].Start, End: s.words[to-1].End}
				for _, t := range triggers {
					if t.Overlaps(span) {
						other = 0
					}
				}
			}
			votes[other][d]++
		}
	}
	for _, v := range votes {
		switch {
		case v[Improving] > v[Worsening]:
			return Improving
		case v[Worsening] > v[Improving]:
			return Worsening
		case v[Improving] > 0:
			return NoChange
		}
	}
	return NoChange
}

var baseForm, pastForm, nounForm = tagSet("VB"), tagSet("VBN", "VBD"), tagSet("NN", "NNS", "NNP", "NNPS")

func (w *word) is(set uint64) bool { return set>>w.tag&1 != 0 }

// commanding reports whether a sentence tells someone what to do: it starts with
// a base verb, or is a question.
func commanding(ws []word) bool {
	for i := range ws {
		if !taggable(&ws[i]) {
			continue
		}
		return ws[i].is(baseForm) || commands[ws[i].low]
	}
	return false
}

// commands are verbs that start a recommendation and are not always tagged so.
var commands = map[string]bool{"ensure": true, "improve": true, "strengthen": true, "review": true, "reduce": true, "develop": true,
	"increase": true, "accelerate": true, "continue": true, "implement": true, "establish": true, "take": true, "address": true}

// refersBack reports whether a clause starts with a word for what was said before.
func refersBack(ws []word) bool {
	for i := 0; i < min(len(ws), 4); i++ {
		switch ws[i].low {
		case "this", "these", "it", "they", "which", "both", "that":
			return true
		}
	}
	return false
}

// changeAt is the direction that word i of clause c asserts, with the words
// [from, to) in which the thing that changes stands.
func (s *Scorer) changeAt(i int, c clause) (d Direction, from, to int) {
	ws := s.words
	w := &ws[i]
	lemma := w.lemma
	if lemma == "" {
		lemma = w.low
	}
	switch {
	case s.isChangeVerb(i, lemma):
		return s.verbAt(i, c, changeVerbs[lemma])
	case changeParts[lemma] != nil:
		for k := i + 1; k < min(i+5, int(c.to)); k++ {
			if sn := changeParts[lemma][ws[k].low]; sn != noSense && !s.unassertedVerb(i, c) {
				return s.settle(sn, i, k+1, c)
			}
		}
	case changeNouns[lemma] != noSense && w.is(nounForm):
		if i+1 < len(ws) && (compounds[ws[i+1].low] || ws[i+1].is(nounForm)) || s.listed(i, c) || s.unasserted(i, c) || !s.broughtAbout(i, c) {
			return NoChange, 0, 0
		}
		return s.settleNoun(changeNouns[lemma], i, c)
	case lemma == "progress" && w.is(nounForm):
		return s.progressAt(i, c)
	case w.low == "fewer" || w.low == "lower" || w.low == "shorter":
		if s.unasserted(i, c) || !s.since(i, c) {
			return NoChange, 0, 0
		}
		return s.settle(toLess, i, i+1, c)
	default:
		if sn := s.comparison(i); sn != noSense && !s.unasserted(i, c) && s.since(i, c) {
			return dirOf(sn), max(int(c.from), i-8), min(i+6, int(c.to))
		}
	}
	return NoChange, 0, 0
}

// isChangeVerb reports whether word i is a verb of change or its participle.
func (s *Scorer) isChangeVerb(i int, lemma string) bool {
	if changeVerbs[lemma] == noSense {
		return false
	}
	w := &s.words[i]
	if w.is(verbal) {
		return true
	}
	n := len(w.low)
	return n > 3 && (w.low[n-3:] == "ing" || w.low[n-2:] == "ed") && !(lemma == "improving")
}

// verbAt is a verb of change as the head of its clause, or as a participle
// before a noun.
func (s *Scorer) verbAt(i int, c clause, sn sense) (Direction, int, int) {
	ws := s.words
	w := &ws[i]
	n := len(w.low)
	ing := n > 3 && w.low[n-3:] == "ing"
	switch {
	case s.governed(i, c): // has improved, are improving, was reduced
		if s.unassertedVerb(i, c) || ing && s.aimBefore(i, c) {
			return NoChange, 0, 0
		}
	case w.is(baseForm) || i > int(c.from) && ws[i-1].low == "to":
		if !s.licensed(i, c) {
			return NoChange, 0, 0
		}
	case ing && s.partOfNoun(i) && sn != toRest: // an improving picture, rising demand
		if s.unasserted(i, c) {
			return NoChange, 0, 0
		}
		if i > int(c.from) && (gerundAfter[ws[i-1].low] || sn == toBetter && !ws[i-1].is(adverb) && ws[i-1].low != "an") && !s.worked(i, c) {
			return NoChange, 0, 0
		}
	case ing:
		if i > int(c.from) && ws[i-1].low != "," && !s.worked(i, c) || s.unasserted(i, c) {
			return NoChange, 0, 0
		}
	case w.is(pastForm) || n > 2 && w.low[n-2:] == "ed":
		if sn == toRest && !s.reallyPast(i) {
			return NoChange, 0, 0
		}
		if s.unasserted(i, c) {
			return NoChange, 0, 0
		}
	default: // reduces, increase
		if s.unassertedVerb(i, c) || s.supposed(i, c) {
			return NoChange, 0, 0
		}
	}
	return s.settle(sn, i, i+1, c)
}

// gerundAfter are words after which a form in -ing is a doing, not an adjective.
var gerundAfter = map[string]bool{"on": true, "of": true, "for": true, "by": true, "in": true, "and": true, "at": true, "to": true,
	"towards": true, "or": true}

// listed reports whether the noun of change i is only named in a list ("learning
// and improvement").
func (s *Scorer) listed(i int, c clause) bool {
	if i-1 <= int(c.from) || s.words[i].low != "improvement" {
		return false
	}
	return s.words[i-1].low == "and" && s.words[i-2].is(nounForm)
}

// governed reports whether an auxiliary stands before verb i, with only adverbs
// between.
func (s *Scorer) governed(i int, c clause) bool {
	for k := i - 1; k >= int(c.from) && k >= i-5; k-- {
		switch s.words[k].low {
		case "has", "have", "had", "is", "are", "was", "were", "been", "being", "'s", "be":
			return true
		case "not", "n't", "also", "now", "all", "both":
			continue
		}
		if !s.words[k].is(adverb) {
			return false
		}
	}
	return false
}

// aimBefore reports whether what "is reducing" is an aim: "the priority is reducing ...".
func (s *Scorer) aimBefore(i int, c clause) bool {
	for k := i - 2; k >= int(c.from) && k >= i-3; k-- {
		switch s.words[k].lemma {
		case "priority", "aim", "focus", "task", "challenge", "ambition", "goal", "objective", "intention":
			return true
		}
	}
	return false
}

var adverb = tagSet("RB", "RBR", "RBS")

// unassertedVerb looks at the verb group before verb i alone: negation, modals,
// and a supposing word that opens the clause.
func (s *Scorer) unassertedVerb(i int, c clause) bool {
	ws := s.words
	for k := i - 1; k >= int(c.from) && k >= i-5; k-- {
		switch ws[k].low {
		case "not", "n't", "never", "yet", "hardly", "will", "should", "must", "could", "would", "may", "might", "can", "cannot", "to", "rarely", "do", "be":
			if ws[k].low == "to" && s.licensed(i, c) {
				continue
			}
			return true
		}
		if !ws[k].is(adverb) && !ws[k].is(verbal) {
			break
		}
	}
	// "no one", "little": a denied subject
	if k := int(c.from); ws[k].low == "no" || ws[k].low == "little" || ws[k].low == "few" {
		return true
	}
	return s.supposed(i, c)
}

// supposed reports whether a word before i in its stretch between commas opens
// a supposition.
func (s *Scorer) supposed(i int, c clause) bool {
	for k := i - 1; k >= 0; k-- {
		switch s.words[k].low {
		case ",", ";", ".", "but", "however":
			return false
		case "to":
			if k+1 < i && (s.words[k+1].low == "ensure" || s.words[k+1].low == "make") {
				return true
			}
			continue
		case "where":
			if k > 0 && s.words[k-1].low == "," {
				return false
			}
			return true
		case "as":
			if k+1 < len(s.words) && (s.words[k+1].low == "a" || s.words[k+1].low == "well" || k > 0 && s.words[k-1].low == "well") {
				continue
			}
			return !s.perfect(k, i)
		}
		if supposing[s.words[k].low] {
			return true
		}
	}
	return false
}

// perfect reports whether "has", "have" or "had" stands between two words.
func (s *Scorer) perfect(from, to int) bool {
	for k := from; k < to; k++ {
		switch s.words[k].low {
		case "has", "have", "had":
			return true
		}
	}
	return false
}

// unasserted looks at the clause before word i, and at what is said of a noun
// after it.
func (s *Scorer) unasserted(i int, c clause) bool {
	ws := s.words
	for k := i - 1; k >= int(c.from); k-- {
		w := &ws[k]
		if unasserting[w.low] || unasserting[w.lemma] || w.low == "to" && k+1 < i && ws[k+1].is(baseForm) && !s.licensed(k+1, c) {
			return true
		}
	}
	for k := i + 1; k < min(i+12, int(c.to)); k++ {
		switch ws[k].low {
		case "needed", "required", "necessary", "planned", "expected", "needs", "needing", "recommended", "requires", "should", "must", "will", "identified":
			return true
		case "not":
			return k+1 < len(ws) && ws[k+1].low == "yet"
		case ",", ";", "and", "which", "that":
			return s.supposed(i, c)
		}
	}
	return s.supposed(i, c)
}

// licensed reports whether the base verb i, with or without "to", hangs on a
// verb that says it happened: continues to improve, has helped reduce.
func (s *Scorer) licensed(i int, c clause) bool {
	ws := s.words
	noun := false
	for k := i - 1; k >= int(c.from) && k >= i-4; k-- {
		switch {
		case ws[k].low == "to" || ws[k].is(adverb) && ws[k].low != "not":
			continue
		case licensing[ws[k].low] || licensing[ws[k].lemma]:
			if noun && ws[k].low != "helped" && ws[k].low != "enabled" || ws[k].low == "enabling" || ws[k].low == "enable" {
				return false
			}
			return !s.unassertedVerb(k, c) && !(k > 0 && ws[k-1].low == "to")
		}
		// "has helped staff reduce", "work has enabled managers to reduce"
		if ws[k].is(nounForm) {
			noun = true
			continue
		}
		return false
	}
	return false
}

// partOfNoun reports whether a noun follows the participle i.
func (s *Scorer) partOfNoun(i int) bool {
	for k := i + 1; k < min(i+4, len(s.words)); k++ {
		if s.words[k].is(nounForm) {
			return true
		}
		if s.words[k].low == "the" || s.words[k].low == "their" {
			return false
		}
	}
	return false
}

// worked reports whether the gerund i hangs on something that worked: effective
// in reducing, resulting in improving, progress in strengthening.
func (s *Scorer) worked(i int, c clause) bool {
	ws := s.words
	for k := i - 1; k >= int(c.from) && k >= i-5; k-- {
		switch ws[k].low {
		case "effective", "successful", "success", "instrumental", "resulting", "resulted", "progress", "succeeded", "also", "already", "thereby", "thus", "steadily", "been":
			return true
		case "is", "are", "was", "were":
			return true
		}
	}
	return false
}

// reallyPast reports whether the participle i has an auxiliary, as "has been
// addressed" has and "issues addressed in supervision" has not.
func (s *Scorer) reallyPast(i int) bool {
	return i > 0 && (s.words[i-1].low == "has" || s.words[i-1].low == "have" || s.words[i-1].low == "been")
}

// broughtAbout reports whether a noun of change is said to be there.
func (s *Scorer) broughtAbout(i int, c clause) bool {
	for k := i - 1; k >= int(c.from); k-- {
		if bringing[s.words[k].low] || bringing[s.words[k].lemma] {
			return true
		}
	}
	for k := i + 1; k < int(c.to); k++ { // improvements in X have been made
		switch s.words[k].low {
		case "is", "are", "has", "have", "was", "were", "made", "evident", "seen", "mean", "means":
			return true
		}
	}
	return false
}

// progressAt is "progress has been made" or "has made good progress", not the
// progress of a child or a plan.
func (s *Scorer) progressAt(i int, c clause) (Direction, int, int) {
	ws := s.words
	made := s.perfect(int(c.from), int(c.to))
	if !made {
		return NoChange, 0, 0
	}
	made = false
	for k := max(int(c.from), i-6); k < min(i+6, int(c.to)); k++ {
		switch ws[k].low {
		case "made", "making":
			made = true
		case "child", "children", "pupils", "young", "they", "child's", "plan", "plans", "education", "being", "when", "about", "monitor", "review", "limited", "insufficient":
			return NoChange, 0, 0
		}
	}
	if !made || s.unasserted(i, c) {
		return NoChange, 0, 0
	}
	return Improving, max(int(c.from), i-8), min(i+8, int(c.to))
}

// comparison is the sense of "more effective", "stronger", "less consistent",
// "more variable" at word i.
func (s *Scorer) comparison(i int) sense {
	ws := s.words
	at := func(from int) Group {
		if from+1 < len(ws) && ws[from].is(adverb) && ws[from+1].is(adjective) && ws[from].low != "well" {
			from++
		}
		for k := range s.hits {
			if int(s.hits[k].from) <= from && from < int(s.hits[k].to) {
				return s.hits[k].groups
			}
		}
		switch ws[from].low {
		case "regular", "frequent", "systematic", "challenging", "reflective", "understood":
			return Praise // once compared
		}
		return 0
	}
	describes := func(k int) bool { return k < len(ws) && (ws[k].is(adjective) || ws[k].is(adverb)) }
	switch low := ws[i].low; {
	case (low == "more" || low == "increasingly") && describes(i+1):
		if g := at(i + 1); g&Praise != 0 {
			return toBetter
		} else if g&Blame != 0 {
			return toWorse
		}
	case low == "less" && describes(i+1):
		if g := at(i + 1); g&Praise != 0 {
			return toWorse
		} else if g&Blame != 0 {
			return toBetter
		}
	case low == "become" || low == "becoming" || low == "became":
		if !describes(i+1) || ws[i+1].low == "more" || ws[i+1].low == "less" || ws[i+1].low == "increasingly" {
			return noSense
		}
		if g := at(i + 1); g&Praise != 0 {
			return toBetter
		} else if g&Blame != 0 {
			return toWorse
		}
	case ws[i].is(comparative):
		switch low {
		case "better", "stronger", "clearer", "closer", "tighter", "safer", "sharper", "healthier":
			return toBetter
		case "worse", "weaker", "poorer":
			return toWorse
		}
	}
	return noSense
}

var adjective, comparative = tagSet("JJ", "JJR", "VBN", "VBG"), tagSet("JJR", "RBR", "JJ", "RB")

// since reports whether the clause of word i compares with an earlier time.
func (s *Scorer) since(i int, c clause) bool {
	for k := int(c.from); k < int(c.to); k++ {
		if l := s.words[k].lemma; (l == "make" || l == "result" || l == "lead" || l == "enable") && (k > i || k < i-6) {
			continue
		}
		if sinceThen[s.words[k].low] || sinceThen[s.words[k].lemma] {
			return true
		}
	}
	return false
}

// settle finds the thing a verb of change, words [i, end), works on: its object,
// or its subject where it has none.
func (s *Scorer) settle(sn sense, i, end int, c clause) (Direction, int, int) {
	after := func() (int, int) { return end, min(end+6, int(c.to)) }
	before := func() (int, int) { return max(int(c.from), i-12), i }
	if sn == toBetter || sn == toWorse {
		f, t := after()
		if b, _ := before(); b < f {
			f = b
		}
		return dirOf(sn), f, t
	}
	passive := false
	for k := i - 1; k >= int(c.from) && k >= i-4 && s.words[i].is(pastForm); k-- {
		switch s.words[k].low {
		case "been", "being", "is", "are", "was", "were":
			passive = true
		}
		if !s.words[k].is(adverb) {
			break
		}
	}
	if f, t := after(); !passive {
		if d, at := s.colour(f, t, sn, true); at >= 0 {
			return d, f, t
		}
	}
	f, t := before()
	d, at := s.colour(f, t, sn, false)
	if at < 0 {
		return NoChange, 0, 0
	}
	return d, f, t
}

// settleNoun finds what a noun of change is about: after it, else before it
// ("caseload reductions").
func (s *Scorer) settleNoun(sn sense, i int, c clause) (Direction, int, int) {
	f, t := i+1, min(i+9, int(c.to))
	if sn == toBetter || sn == toWorse {
		return dirOf(sn), max(int(c.from), i-3), t
	}
	if d, at := s.colour(f, t, sn, false); at >= 0 {
		return d, f, t
	}
	if i > int(c.from) {
		if d, at := s.colour(i-1, i, sn, false); at >= 0 {
			return d, i - 1, i
		}
	}
	return NoChange, 0, 0
}

// stopsObject are words that end the object of a verb.
var stopsObject = map[string]bool{",": true, "from": true, "by": true, "to": true, "for": true, "when": true, "in": true, "at": true,
	"across": true, "over": true, "since": true, "as": true, "with": true, "within": true, "during": true}

func dirOf(sn sense) Direction {
	if sn == toBetter {
		return Improving
	}
	return Worsening
}

// colour looks for the thing that grew or shrank in words [from, to) and says
// what its change amounts to; at is -1 where none is there. With close, the
// search ends at the end of the noun phrase.
func (s *Scorer) colour(from, to int, sn sense, close bool) (d Direction, at int) {
	d, at = NoChange, -1
	h := 0
	for k := from; k < to; k++ {
		w := &s.words[k]
		if close && k > from && (w.is(finite) || w.low == "," || stopsObject[w.low]) {
			break
		}
		lemma := w.lemma
		if lemma == "" {
			lemma = w.low
		}
		if ofTheCase[lemma] {
			return NoChange, k
		}
		for h < len(s.hits) && int(s.hits[h].to) <= k {
			h++
		}
		var g Group
		if h < len(s.hits) && int(s.hits[h].from) <= k {
			g = s.hits[h].groups
		}
		bad := g&BadThing != 0 || ofTheLoad[lemma] || g&Blame != 0 && w.is(nounForm)
		good := g&GoodThing != 0 || lemma == "frequency" || lemma == "regularity"
		if !bad && !good {
			continue
		}
		at = k
		switch {
		case bad && (sn == toLess || sn == toRest), !bad && sn == toMore:
			d = Improving
		case bad && sn == toMore, !bad && sn == toLess:
			d = Worsening
		default:
			at = -1
			continue
		}
		return d, at
	}
	return d, at
}
