package stance

// effect is what a stretch of words says once its scope is known.
type effect uint8

const (
	noEffect    effect = iota
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

var effectNames = [effectCount]string{"none", "praise", "weak_praise", "not_praise", "blame", "not_blame", "less_bad", "more_bad", "bad",
	"more_good", "less_good", "no_good", "improving", "worsening", "helps", "not_helps", "aimed", "demanded", "remedied", "mended", "past"}

// scoped is an effect with the words that make it.
type scoped struct {
	from, to int32 // words [from, to), from the operator to what it works on
	main     int32 // the word it works on
	clause   int32
	effect   effect
}

// How many words an operator reaches over, in its own clause: a negation
// reaches past an adverb and an auxiliary, a quantifier past an adjective, a
// change and its thing stand on either side of a verb group.
const (
	negationReach = 6
	quantityReach = 4
	changeReach   = 6
	demandReach   = 40
	pastReach     = 12
)

// scopes appends the effects of the lexicon hits of a sentence.
func scopes(ws []word, hits []hit, cs []clause, out []scoped) []scoped {
	for h, ci := range beside(hits, cs) {
		if s := scopeOf(hits, h, cs[ci]); s.effect != noEffect {
			s.clause = int32(ci)
			out = append(out, s)
		}
	}
	return out
}

// scopeOf decides the effect of hit h within its clause c.
func scopeOf(hits []hit, h int, c clause) scoped {
	x := hits[h]
	s := scoped{from: x.from, to: x.to, main: x.to - 1}
	before := func(g Group, reach int32) bool {
		for k := h - 1; k >= 0 && hits[k].from >= c.from && x.from-hits[k].to < reach; k-- {
			if hits[k].groups&g != 0 {
				s.from = min(s.from, hits[k].from)
				return true
			}
		}
		return false
	}
	after := func(g Group, reach int32) bool {
		for k := h + 1; k < len(hits) && hits[k].from < c.to && hits[k].from-x.to < reach; k++ {
			if hits[k].groups&g != 0 {
				s.to = max(s.to, hits[k].to)
				return true
			}
		}
		return false
	}
	near := func(g Group, reach int32) bool { return before(g, reach) || after(g, reach) }
	denied := func(g Group) bool { return deniedNear(hits, h, c, g) }
	switch {
	case x.groups&Demand != 0:
		s.effect = demanded
	case x.groups&Remedy != 0 && x.groups&(Praise|Blame) == 0:
		s.effect = remedied
	case x.groups&Praise != 0:
		switch {
		case before(Negation, negationReach):
			s.effect = notPraise
		case before(Demand, demandReach):
			s.effect = demanded
		case c.role == purposeClause || before(Hedge, negationReach):
			s.effect = aimed
		case before(Weakener, quantityReach):
			s.effect = weakPraise
		default:
			s.effect = praise
		}
	case x.groups&BadThing != 0:
		switch {
		case before(Negation, quantityReach):
			s.effect = lessBad
		case near(Down|Better, changeReach):
			if s.effect = lessBad; denied(Down | Better) {
				s.effect = moreBad // have not been reduced
			}
		case near(Up|Worse, changeReach):
			if s.effect = moreBad; denied(Up | Worse) {
				s.effect = lessBad // have not increased
			}
		case near(PastTime, pastReach):
			s.effect = past
		case x.groups&Blame != 0:
			s.effect = blame
		default:
			s.effect = bad
		}
	case x.groups&Blame != 0:
		switch {
		case before(Negation, quantityReach) || before(Down, quantityReach):
			s.effect = notBlame
		case near(Better, changeReach) && !denied(Better):
			s.effect = mended
		case near(PastTime, pastReach):
			s.effect = past
		default:
			s.effect = blame
		}
	case x.groups&(Better|Up) != 0 && near(BadThing, changeReach):
		s.effect = noEffect // counted with the thing
	case x.groups&(Better|Worse|Up|Down) != 0:
		s.effect = change(x.groups, before, near, c)
	case x.groups&Help != 0:
		switch {
		case before(Negation, negationReach):
			s.effect = notHelps
		case c.role == purposeClause || before(Hedge, negationReach):
			s.effect = aimed
		default:
			s.effect = helps
		}
	case x.groups&GoodThing != 0 && before(Negation, 3):
		s.effect = noGood
	}
	return s
}

// deniedNear reports whether the hit of a group g nearest to h in clause c has a
// negation right before it.
func deniedNear(hits []hit, h int, c clause, g Group) bool {
	for d := 1; d <= 2; d++ {
		for _, k := range [...]int{h - d, h + d} {
			if k < 0 || k >= len(hits) || hits[k].from < c.from || hits[k].from >= c.to || hits[k].groups&g == 0 {
				continue
			}
			return k > 0 && hits[k-1].groups&Negation != 0 && hits[k-1].from >= c.from && hits[k].from-hits[k-1].to < 3
		}
	}
	return false
}

// change is the effect of a word of change on the thing next to it.
func change(g Group, before, near func(Group, int32) bool, c clause) effect {
	switch {
	case g&(Better|Up) != 0 && before(Demand, demandReach):
		return demanded
	case g&(Better|Up) != 0 && (c.role == purposeClause || before(Hedge, negationReach)):
		return aimed
	case g&Down != 0 && near(BadThing, changeReach):
		return noEffect // counted with the thing
	case g&Worse != 0:
		return worsening
	case g&Down != 0 && near(GoodThing, changeReach):
		return lessGood
	case g&Down != 0:
		return noEffect
	case before(Negation, negationReach):
		return notHelps
	case near(GoodThing, changeReach):
		return moreGood
	case g&Better != 0:
		return improving
	}
	return noEffect
}
