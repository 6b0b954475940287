package sentence

// TurnersOf is what acts on words [from, to) within their clause, and the words
// from the first to the last of all these; good says which of mending and loss can
// act, thing whether becoming less does. A word acts in one way only: what both denies
// and prevents turns once, and what is itself negated does not turn.
func (s *Reading) TurnersOf(from, to int32, c Clause, good, thing bool) (by Turner, whole Row) {
	whole = Row{From: from, To: to}
	hits := s.Hits
	joined := s.joinedBefore(from, to, c)
	for k := range hits {
		x := &hits[k]
		if x.From < c.From || x.From >= c.To || x.From < to && x.To > from {
			continue
		}
		acts := s.actsOn(x, from, to, good, thing)
		if acts == 0 && x.Groups&Once != 0 && x.To <= from && from-x.To < mendingReach && !judgedBetween(hits, k, from) {
			if acts = byMending; good {
				acts = byLoss
			}
		}
		switch {
		case acts&^by == 0, k < joined && acts&before != 0, acts != byNegation && s.negatedAlone(k, from, to, c):
		default:
			by |= acts
			whole.From, whole.To = min(whole.From, x.From), max(whole.To, x.To)
		}
	}
	if by&before != 0 {
		by &= before // "no delay any more" ends it once
	}
	return by, whole
}

// before are what acts on the words after it alone.
const before = byNegation | byDenial | byPrevention

// joinedBefore is the last hit that acts on words [from, to) and is joined to another
// before it, which then does not reach them: "no panic and no delay". 0 is none.
func (s *Reading) joinedBefore(from, to int32, c Clause) int {
	for k := len(s.Hits) - 1; k > 0; k-- {
		x := &s.Hits[k]
		if x.To > from {
			continue
		}
		if x.From <= c.From {
			break
		}
		if joins[s.Words[x.From-1].Low] && s.actsOn(x, from, to, false, false)&before != 0 {
			return k
		}
	}
	return 0
}

// joins are what joins two of a kind.
var joins = map[string]bool{",": true, "and": true, "or": true}

// negatedAlone reports whether a negation stands before hit k that does not reach
// words [from, to) as well: "delays have not been resolved".
func (s *Reading) negatedAlone(k int, from, to int32, c Clause) bool {
	x := &s.Hits[k]
	for j := k - 1; j >= 0 && s.Hits[j].From >= c.From && x.From-s.Hits[j].To < negatedReach; j-- {
		n := &s.Hits[j]
		if n.Groups&Negation != 0 && n.Groups&acting == 0 {
			return n.From >= to || from-n.To >= NegationReach
		}
	}
	return false
}

// actsOn is how a hit acts on words [from, to).
func (s *Reading) actsOn(x *Hit, from, to int32, good, thing bool) Turner {
	g, away, ahead := x.Groups, from-x.To, true
	if away < 0 {
		away, ahead = x.From-to, false
	}
	switch {
	case !ahead:
		if g&Refute != 0 && away < denialReach {
			return byDenial
		}
	case g&(Negation|Deny) != 0 && good && s.exceeds(x, from, to):
		return 0
	case s.stopped(x, from, good):
	case g&Negation != 0 && away < NegationReach:
		return byNegation
	case g&Deny != 0 && away < denialReach:
		return byDenial
	case g&Prevent != 0 && away < preventionReach && !(good && g&Help != 0): // what protects keeps off the bad alone
		return byPrevention
	}
	if s.Words[to-1].Is(adverb) || s.under(x.From, ahead) || !s.leads(x, ahead) {
		return 0 // "closed too soon", "failure to resolve"
	}
	reach := int32(mendingReach)
	if !ahead {
		reach = endedReach
	}
	less := thing && away < changeReach && g&Down != 0
	switch {
	case !good && (less || away < reach && g&Mend != 0):
		return byMending
	case good && (less || away < reach && g&Lose != 0):
		return byLoss
	}
	return 0
}

// exceeds reports whether a good word [from, to) that hit x denies is one that nothing
// exceeds: "no better place", "never so good".
func (s *Reading) exceeds(x *Hit, from, to int32) bool {
	if from > 0 && s.Words[from-1].Low == "so" {
		return true
	}
	more := s.Words[to-1].Is(compared) || from > x.To && s.Words[from-1].Low == "more"
	return more && !denies[s.Words[x.From].Low] && to < int32(len(s.Words)) && s.Words[to].Is(nouns)
}

// stopped reports whether what hit x does to the words after it ends before word from:
// at the comma after "without ...", for praise at any comma that joins no two words of
// it, or where somebody else does something, unless that is said or thought.
func (s *Reading) stopped(x *Hit, from int32, good bool) bool {
	if x.Groups&(Negation|Deny|Prevent) == 0 {
		return false
	}
	for i := x.To; i < from; i++ {
		switch w := &s.Words[i]; {
		case w.Low == "," && (s.Words[x.From].Low == "without" || good && !s.praisedAt(i)):
			return true
		case w.Is(pronoun) && i+1 < from && x.Groups&Deny == 0 && s.Words[i+1].Is(Finite):
			return !s.AnyIn(x.To, i, Say)
		}
	}
	return false
}

// praisedAt reports whether a word of praise ends before word i.
func (s *Reading) praisedAt(i int32) bool {
	for h := range s.Hits {
		if x := &s.Hits[h]; x.To == i {
			b := baseOf(x.Groups)
			return b != noBase && b < baseBlame
		}
	}
	return false
}

// AnyIn reports whether an entry of one of the groups begins among words [from, to).
func (s *Reading) AnyIn(from, to int32, groups Group) bool {
	for h := range s.Hits {
		if x := &s.Hits[h]; x.From >= from && x.From < to && x.Groups&groups != 0 {
			return true
		}
	}
	return false
}

// leads reports whether a word of ending or losing acts on what follows it (ahead), or
// on what stands before it: "ended the delays", "delays ended", "delays were ended".
func (s *Reading) leads(x *Hit, ahead bool) bool {
	last := &s.Words[x.To-1]
	if last.Is(adverb | compared) {
		return true // "no longer"
	}
	object := last.Is(preposition) && !becomes[last.Low] || ends[s.Words[max(x.To-2, 0)].Low] && last.Low == "to"
	next := x.To
	for next < int32(len(s.Words)) && s.Words[next].Is(adverb) {
		next++
	}
	if !object && !becomes[last.Low] && last.Low != "to" && next < int32(len(s.Words)) && s.Words[next].Low >= "0" && !s.Words[next].Is(noObject) && !punctuated[s.Words[next].Low] {
		object = x.From == 0 || !beings[s.Words[x.From-1].Low]
	}
	return object == ahead
}

var (
	pronoun  = Tags("PRP")
	noObject = Tags("IN", "TO", "CC", "WDT", "WP", "WRB", "MD", "RP")
)

// becomes end what is said of a thing that something else takes the place of: "has
// given way to", "was replaced by". After a word of ends "to" has an object.
var (
	becomes = map[string]bool{"by": true, "into": true}
	ends    = map[string]bool{"end": true, "paid": true, "stop": true, "halt": true}
)

// punctuated are marks that sort after the digits.
var punctuated = map[string]bool{":": true, ";": true, "?": true, "—": true, "–": true, "…": true, "”": true, "’": true}

// under reports whether a verb i of ending or losing is wanted or said to be so, or
// stands under what it would act on, which stands before it if not ahead: "must end",
// "to end the delays", "delay in ending".
func (s *Reading) under(i int32, ahead bool) bool {
	if i == 0 {
		return false
	}
	w := &s.Words[i-1]
	return w.Low == "to" || w.Is(modalVerb) || !ahead && governing[w.Low]
}

// governing are the words that put a verb under what stands before them.
var governing = set("governing")

// judgedBetween reports whether a word of praise or blame, or one of today, stands
// between hit k and word from.
func judgedBetween(hits []Hit, k int, from int32) bool {
	for k++; k < len(hits) && hits[k].From < from; k++ {
		if hits[k].Groups&Now != 0 || baseOf(hits[k].Groups) != noBase && hits[k].Groups&ThemeWord == 0 {
			return true
		}
	}
	return false
}
