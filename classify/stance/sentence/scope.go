package sentence

// Effect is what a stretch of words says once its scope is known.
type Effect uint8

const (
	noEffect    Effect = iota
	praise             // good
	weakPraise         // sometimes good, some are good
	notPraise          // not good
	blame              // bad
	notBlame           // not bad
	lessBad            // fewer delays, no drift
	moreBad            // more delays
	bad                // delays
	moreGood           // more oversight, improved oversight
	lessGood           // less oversight
	noGood             // no oversight
	improving          // improved, of nothing named
	worsening          // worsened, of nothing named
	helps              // ensures, enables
	notHelps           // does not ensure
	aimed              // praise or help within a purpose or a plan
	demanded           // has to be done, has to be better
	remedied           // a weakness seen and acted on
	mended             // a weakness put right
	past               // a weakness of before
	effectCount        // number of effects
)

// Scoped is an effect with the words that make it.
type Scoped struct {
	From, To int32 // words [from, to), from the operator to what it works on
	Main     int32 // the word it works on
	Clause   int32
	Effect   Effect
}

// How many words an operator reaches over, in its own clause: a negation
// reaches past an adverb and an auxiliary, a quantifier past an adjective, a
// change and its thing stand on either side of a verb group.
const (
	NegationReach = 6
	quantityReach = 4
	changeReach   = 6
	demandReach   = 40
	pastReach     = 12
)

// scopes appends the effects of the lexicon hits of a sentence.
func scopes(ws []Word, hits []Hit, cs []Clause, out []Scoped) []Scoped {
	for h, ci := range beside(hits, cs) {
		if s := scopeOf(hits, h, cs[ci]); s.Effect != noEffect {
			s.Clause = int32(ci)
			out = append(out, s)
		}
	}
	return out
}

// scopeOf decides the effect of hit h within its clause c.
func scopeOf(hits []Hit, h int, c Clause) Scoped {
	x := hits[h]
	s := Scoped{From: x.From, To: x.To, Main: x.To - 1}
	before := func(g Group, reach int32) bool {
		for k := h - 1; k >= 0 && hits[k].From >= c.From && x.From-hits[k].To < reach; k-- {
			if hits[k].Groups&g != 0 {
				s.From = min(s.From, hits[k].From)
				return true
			}
		}
		return false
	}
	after := func(g Group, reach int32) bool {
		for k := h + 1; k < len(hits) && hits[k].From < c.To && hits[k].From-x.To < reach; k++ {
			if hits[k].Groups&g != 0 {
				s.To = max(s.To, hits[k].To)
				return true
			}
		}
		return false
	}
	near := func(g Group, reach int32) bool { return before(g, reach) || after(g, reach) }
	denied := func(g Group) bool { return deniedNear(hits, h, c, g) }
	switch {
	case x.Groups&Demand != 0:
		s.Effect = demanded
	case x.Groups&Remedy != 0 && x.Groups&(Praise|Blame) == 0:
		s.Effect = remedied
	case x.Groups&(Praise|GoodWord) != 0:
		switch {
		case before(Negation, NegationReach):
			s.Effect = notPraise
		case before(Demand, demandReach):
			s.Effect = demanded
		case c.Role == purposeClause || before(Hedge, NegationReach):
			s.Effect = aimed
		case before(Weakener, quantityReach):
			s.Effect = weakPraise
		default:
			s.Effect = praise
		}
	case x.Groups&BadThing != 0:
		switch {
		case before(Negation, quantityReach):
			s.Effect = lessBad
		case near(Down|Better, changeReach):
			if s.Effect = lessBad; denied(Down | Better) {
				s.Effect = moreBad // have not been reduced
			}
		case near(Up|Worse, changeReach):
			if s.Effect = moreBad; denied(Up | Worse) {
				s.Effect = lessBad // have not increased
			}
		case near(PastTime, pastReach):
			s.Effect = past
		case x.Groups&Blame != 0:
			s.Effect = blame
		default:
			s.Effect = bad
		}
	case x.Groups&(Blame|BadWord) != 0:
		switch {
		case before(Negation, quantityReach) || before(Down, quantityReach):
			s.Effect = notBlame
		case near(Better, changeReach) && !denied(Better):
			s.Effect = mended
		case near(PastTime, pastReach):
			s.Effect = past
		default:
			s.Effect = blame
		}
	case x.Groups&(Better|Up) != 0 && near(BadThing, changeReach):
		s.Effect = noEffect // counted with the thing
	case x.Groups&(Better|Worse|Up|Down) != 0:
		s.Effect = change(x.Groups, before, near, c)
	case x.Groups&Help != 0:
		switch {
		case before(Negation, NegationReach):
			s.Effect = notHelps
		case c.Role == purposeClause || before(Hedge, NegationReach):
			s.Effect = aimed
		default:
			s.Effect = helps
		}
	case x.Groups&GoodThing != 0 && before(Negation, 3):
		s.Effect = noGood
	}
	return s
}

// deniedNear reports whether the hit of a group g nearest to h in clause c has a
// negation right before it.
func deniedNear(hits []Hit, h int, c Clause, g Group) bool {
	for d := 1; d <= 2; d++ {
		for _, k := range [...]int{h - d, h + d} {
			if k < 0 || k >= len(hits) || hits[k].From < c.From || hits[k].From >= c.To || hits[k].Groups&g == 0 {
				continue
			}
			return k > 0 && hits[k-1].Groups&Negation != 0 && hits[k-1].From >= c.From && hits[k].From-hits[k-1].To < 3
		}
	}
	return false
}

// change is the effect of a word of change on the thing next to it.
func change(g Group, before, near func(Group, int32) bool, c Clause) Effect {
	switch {
	case g&(Better|Up) != 0 && before(Demand, demandReach):
		return demanded
	case g&(Better|Up) != 0 && (c.Role == purposeClause || before(Hedge, NegationReach)):
		return aimed
	case g&Down != 0 && near(BadThing, changeReach):
		return noEffect // counted with the thing
	case g&Worse != 0:
		return worsening
	case g&Down != 0 && near(GoodThing, changeReach):
		return lessGood
	case g&Down != 0:
		return noEffect
	case before(Negation, NegationReach):
		return notHelps
	case near(GoodThing, changeReach):
		return moreGood
	case g&Better != 0:
		return improving
	}
	return noEffect
}

// SetOf sorts the effects into good, bad, demanded, remedied, aimed and past.
var SetOf = [effectCount]int32{praise: 1, weakPraise: 2, notPraise: 2, blame: 2, notBlame: 1, lessBad: 1, moreBad: 2, bad: 2, moreGood: 1,
	lessGood: 2, noGood: 2, improving: 1, worsening: 2, helps: 1, notHelps: 2, aimed: 16, demanded: 4, remedied: 8, mended: 8, past: 32}
