package stance

import "assay/classify/stance/sentence"

// Pictures that features of trends draw.
const (
	trendAfter  int32 = iota // what a thing does, the thing after it
	trendBefore              // the thing before it
	trendBoth                // both
	trendTold                // what a thing does, how it is told, in the theme's clause or not
	trendSign                // for better or worse
	trendDoes                // what a thing does
	trendSum                 // what all changes add up to
	trendThing               // what the nearest thing does
	trendTime                // which times are spoken of
	trendThan                // what is compared with what
	trendPart                // what is there at which time
	trendParts               // what each time adds up to
	trendAmount              // how numbers compare
)

// trendKeys appends what the words of change over time tell, by themselves and of the
// theme.
func (s *Scorer) trendKeys(keys []uint64) []uint64 {
	s.trends = s.read.TrendsOf(s.trends[:0])
	var sums [2]int32 // in the theme's clauses, in the others: better 1, worse 2
	var things [sentence.NoThing + 1]int32
	for i := range s.trends {
		t := &s.trends[i]
		where := int32(1)
		if s.read.Owns(s.read.Clauses[t.Clause], s.triggers) {
			where = 0
		}
		sign, told := t.Sign(), t.Told<<1|where
		keys = append(keys, key(kTrend, trendAfter, t.Does<<4|t.After, t.Told), key(kTrend, trendBefore, t.Does<<4|t.Before, t.Told),
			key(kTrend, trendBoth, t.Does<<8|t.After<<4|t.Before, t.Told), key(kTrend, trendTold, t.Does, told), key(kTrend, trendSign, sign, told))
		keys = s.ofTheme(keys, trendSign, sign, told)
		keys = s.ofTheme(keys, trendDoes, t.Does, t.Told)
		keys = s.ofTheme(keys, trendThing, t.Does<<4|t.Nearest, t.Told)
		if t.Told == 0 && sign != sentence.Stays {
			sums[where] |= sign
			things[t.Nearest] |= sign
		}
	}
	sum := sums[0]<<2 | sums[1]
	keys = s.ofTheme(append(keys, key(kTrend, trendSum, sum, 0)), trendSum, sum, 0)
	for k, x := range things {
		if x != 0 {
			keys = s.ofTheme(keys, trendSum, int32(k)<<2|x, 1)
		}
	}
	s.times = s.read.TimesOf(s.times[:0])
	keys = s.timeKeys(keys)
	keys = s.partKeys(keys)
	keys = s.amountKeys(keys)
	return s.thanKeys(keys)
}

// ofTheme appends a feature of trends with the theme, if the model knows it.
func (s *Scorer) ofTheme(keys []uint64, sort, what, more int32) []uint64 {
	if s.theme == noWord {
		return keys
	}
	return append(keys, key(kTrendTheme, s.theme, sort<<12|what, more))
}

// timeGroups are the groups of trends.txt that say when, and whether at all.
var timeGroups = [...]sentence.Group{sentence.TrendThen, sentence.TrendNow, sentence.TrendSoon, sentence.TrendPlace, sentence.TrendDeny}

// timeKeys appends which times are spoken of.
func (s *Scorer) timeKeys(keys []uint64) []uint64 {
	seen := int32(0)
	for _, x := range s.read.TrendHits() {
		for k, g := range timeGroups {
			if x.Groups&g != 0 {
				seen |= 1 << k
			}
		}
	}
	return s.ofTheme(append(keys, key(kTrend, trendTime, seen, 0)), trendTime, seen, 0)
}

// partKeys appends which things and which words of praise and blame are there at each
// time, and what they add up to before and today.
func (s *Scorer) partKeys(keys []uint64) []uint64 {
	var things, judged [sentence.Times]int32 // good 1, bad 2
	for _, x := range s.read.TrendHits() {
		thing := sentence.ThingOf(x.Groups)
		if thing == sentence.NoThing {
			continue
		}
		at := s.times[x.From]
		keys = s.ofTheme(append(keys, key(kTrend, trendPart, at, thing)), trendPart, at<<4|thing, 0)
		things[at] |= signBit(sentence.Wanted(thing))
	}
	for i := range s.read.Turns {
		t := &s.read.Turns[i]
		at := s.times[t.From]
		keys = append(keys, key(kTrend, trendPart, at, 16+int32(t.Base)<<1|signBit(t.Good)&1))
		judged[at] |= signBit(t.Good)
	}
	keys = append(keys, key(kTrend, trendParts, judged[0]<<6|judged[1]<<4|judged[2]<<2|judged[3], 0))
	for k, x := range [...]*[sentence.Times]int32{&things, &judged} {
		sum := x[sentence.Before]<<2 | x[sentence.Today] | x[sentence.Before|sentence.Today]
		keys = s.ofTheme(append(keys, key(kTrend, trendParts, sum, int32(1+k))), trendParts, sum, int32(k))
	}
	return keys
}

// amountKeys appends how numbers of today compare with those of before.
func (s *Scorer) amountKeys(keys []uint64) []uint64 {
	s.amounts = s.read.Amounts(s.amounts[:0])
	if n := len(s.amounts); n < 2 {
		return s.ofTheme(keys, trendAmount, 8+int32(n), 5)
	}
	for i := range s.amounts[1:] {
		a, b := &s.amounts[i], &s.amounts[i+1]
		grew, told := s.read.Compared(a, b, s.times)
		if grew == 0 {
			continue
		}
		what := grew<<4 | s.read.Counted(a, b)
		keys = s.ofTheme(append(keys, key(kTrend, trendAmount, grew, told)), trendAmount, grew, told)
		keys = s.ofTheme(append(keys, key(kTrend, trendAmount, what, 4)), trendAmount, what, 4)
	}
	return keys
}

// thanReach is how far the words of a comparison stand from its "than" or "as".
const thanReach = 7

// thanKeys appends what is compared, and whether with another time or another place.
func (s *Scorer) thanKeys(keys []uint64) []uint64 {
	for i := range s.read.Words {
		if w := s.read.Words[i].Low; w != "than" && w != "as" {
			continue
		}
		with, does, of := int32(0), int32(0), int32(0) // 0: nothing
		for _, x := range s.read.TrendHits() {
			if away := x.To - int32(i); away <= 0 || away > thanReach {
				continue
			}
			if x.Groups&(sentence.TrendThen|sentence.TrendNow) != 0 {
				with |= 1
			}
			if x.Groups&sentence.TrendPlace != 0 {
				with |= 2
			}
		}
		for k := range s.trends {
			if away := int32(i) - s.trends[k].At; away >= 0 && away <= thanReach {
				does, of = s.trends[k].Does+1, s.trends[k].Nearest+1
			}
		}
		keys = append(keys, key(kTrend, trendThan, does<<4|of, with), key(kTrend, trendThan, does<<4, 4|with))
		keys = s.ofTheme(keys, trendThan, does, with)
	}
	return keys
}
