package sentence

// settle finds the thing a verb of change, words [i, end), works on: its object,
// or its subject where it has none.
func (s *Reading) settle(sn sense, i, end int, c Clause) (Direction, int, int) {
	after := func() (int, int) { return end, min(end+6, int(c.To)) }
	before := func() (int, int) { return max(int(c.From), i-12), i }
	if sn == toBetter || sn == toWorse {
		f, t := after()
		if b, _ := before(); b < f {
			f = b
		}
		return dirOf(sn), f, t
	}
	passive := false
	for k := i - 1; k >= int(c.From) && k >= i-4 && s.Words[i].Is(pastForm); k-- {
		switch s.Words[k].Low {
		case "been", "being", "is", "are", "was", "were":
			passive = true
		}
		if !s.Words[k].Is(adverb) {
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
func (s *Reading) settleNoun(sn sense, i int, c Clause) (Direction, int, int) {
	f, t := i+1, min(i+9, int(c.To))
	if sn == toBetter || sn == toWorse {
		return dirOf(sn), max(int(c.From), i-3), t
	}
	if d, at := s.colour(f, t, sn, false); at >= 0 {
		return d, f, t
	}
	if i > int(c.From) {
		if d, at := s.colour(i-1, i, sn, false); at >= 0 {
			return d, i - 1, i
		}
	}
	return NoChange, 0, 0
}

// stopsObject are words that end the object of a verb.
var stopsObject = set("ends an object")

func dirOf(sn sense) Direction {
	if sn == toBetter {
		return Improving
	}
	return Worsening
}

// colour looks for the thing that grew or shrank in words [from, to) and says
// what its change amounts to; at is -1 where none is there. With close, the
// search ends at the end of the noun phrase.
func (s *Reading) colour(from, to int, sn sense, close bool) (d Direction, at int) {
	d, at = NoChange, -1
	h := 0
	for k := from; k < to; k++ {
		w := &s.Words[k]
		if close && k > from && (w.Is(Finite) || w.Low == "," || stopsObject[w.Low]) {
			break
		}
		lemma := w.Lemma
		if lemma == "" {
			lemma = w.Low
		}
		if ofTheCase[lemma] {
			return NoChange, k
		}
		for h < len(s.Hits) && int(s.Hits[h].To) <= k {
			h++
		}
		var g Group
		if h < len(s.Hits) && int(s.Hits[h].From) <= k {
			g = s.Hits[h].Groups
		}
		bad := g&BadThing != 0 || ofTheLoad[lemma] || g&Blame != 0 && w.Is(nounForm)
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
