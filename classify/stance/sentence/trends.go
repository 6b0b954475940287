package sentence

import (
	_ "embed"
	"sync"
)

// The groups of trends.txt: what a thing does, when, and which things. Other lists than
// the lexicon's, since they judge nothing.
const (
	TrendRise Group = 1 << iota
	TrendFall
	TrendBetter
	TrendWorse
	TrendStop
	TrendStart
	TrendSame
	TrendThen
	TrendNow
	TrendSoon
	TrendPlace
	TrendDeny
	TrendBecomes
	TrendLoad
	TrendHands
	TrendWatch
	TrendBar
	TrendEntry
	TrendRefusal
	TrendClass
	TrendFree
)

var trendNames = []string{"rise", "fall", "better", "worse", "stop", "start", "same", "then", "now", "soon", "place", "deny", "becomes",
	"load", "hands", "watch", "bar", "entry", "refusal", "class_time", "free_time"}

//go:embed trends.txt
var trendText string

// trendLexicon is read when a model is first used; a mistake in it is one of the program.
var trendLexicon = sync.OnceValue(func() *Lexicon {
	l, err := parseGroups(trendText, trendNames)
	if err != nil {
		panic(err)
	}
	return l
})

// Kinds of thing one wants more or less of: those of trends.txt in their order, then what
// the lexicon calls good, and bad.
const (
	thingGoodByWords int32 = 8 + iota
	thingBadByWords
	NoThing
)

// wanted are the kinds one wants more of: people and time, watching, help given, visits
// that cost no lesson.
var wanted = [NoThing]bool{1: true, 2: true, 4: true, 7: true, thingGoodByWords: true}

// Wanted reports whether one wants more of a kind of thing.
func Wanted(thing int32) bool { return wanted[thing] }

// ThingOf is the kind of thing a hit of trends.txt names.
func ThingOf(g Group) int32 {
	for k := range thingGoodByWords {
		if g&(TrendLoad<<k) != 0 {
			return k
		}
	}
	return NoThing
}

// Trend is a word of change with the things on either side.
type Trend struct {
	At            int32 // word
	Clause        int32
	Does          int32 // 0 to 6: rises, falls, gets better, gets worse, stops, starts, stays
	Before, After int32 // kinds of thing
	Nearest       int32 // the nearer of them
	Told          int32 // 0 as so, 1 denied, 2 to come or only supposed, 3 both
}

// trendDoes is how many groups tell what a thing does; they come first.
const trendDoes = 7

// Reach in words of a word of change: to the things on either side, and to what denies
// or puts off.
const (
	thingAfterReach  = 6
	thingBeforeReach = 8
	putOffReach      = 8
)

// TrendHits are the entries of trends.txt in the sentence.
func (s *Reading) TrendHits() []Hit {
	if !s.trended {
		s.trends, s.trended = findIn(ofTrends, s.Words, s.trends[:0]), true
	}
	return s.trends
}

// TrendsOf appends the changes that the words of trends.txt tell of.
func (s *Reading) TrendsOf(out []Trend) []Trend {
	hits := s.TrendHits()
	for h, ci := range beside(hits, s.Clauses) {
		x, c := &hits[h], s.Clauses[ci]
		does := x.Groups & (1<<trendDoes - 1)
		if does == 0 {
			continue
		}
		t := Trend{At: x.From, Clause: int32(ci), Told: s.toldBefore(h, c)}
		after, toAfter := s.thingAmong(x.To, min(x.To+thingAfterReach, c.To), false)
		before, toBefore := s.thingAmong(max(x.From-thingBeforeReach, c.From), x.From, true)
		t.Before, t.After, t.Nearest = before, after, after
		if toBefore < toAfter {
			t.Nearest = before
		}
		for d := range int32(trendDoes) {
			if does>>d&1 != 0 {
				t.Does = d
				out = append(out, t)
			}
		}
	}
	return out
}

// toldBefore is how the words before hit h of clause c have it told.
func (s *Reading) toldBefore(h int, c Clause) (told int32) {
	for k := h - 1; k >= 0 && s.trends[k].From >= c.From && s.trends[h].From-s.trends[k].To < putOffReach; k-- {
		if s.trends[k].Groups&TrendDeny != 0 {
			told |= 1
		}
		if s.trends[k].Groups&TrendSoon != 0 {
			told |= 2
		}
	}
	return told
}

// thingAmong is the first kind of thing among words [from, to), or the last, and how far
// it is from that end.
func (s *Reading) thingAmong(from, to int32, last bool) (kind, away int32) {
	kind, away = NoThing, 1<<20
	see := func(x, y, k int32) {
		if x < from || y > to || k == NoThing {
			return
		}
		d := x - from
		if last {
			d = to - y
		}
		if d < away {
			kind, away = k, d
		}
	}
	for i := range s.trends {
		see(s.trends[i].From, s.trends[i].To, ThingOf(s.trends[i].Groups))
	}
	for i := range s.Turns {
		switch t := &s.Turns[i]; {
		case t.Base == baseGoodThing || t.Base == baseHelp:
		case t.goodBefore():
			see(t.From, t.To, thingGoodByWords)
		default:
			see(t.From, t.To, thingBadByWords)
		}
	}
	return kind, away
}

// Stays is the sign of what does not change.
const Stays = 3

// Sign is 1 where a change of the nearest thing is for the better, 2 where for the
// worse, Stays where nothing changes, 0 where the words do not tell.
func (t *Trend) Sign() int32 {
	does := Group(1) << t.Does
	switch {
	case does&TrendBetter != 0:
		return 1
	case does&TrendWorse != 0:
		return 2
	case does&TrendSame != 0:
		return Stays
	case t.Nearest == NoThing:
		return 0
	case (does&(TrendRise|TrendStart) != 0) == wanted[t.Nearest]:
		return 1
	}
	return 2
}
