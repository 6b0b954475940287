package sentence

// Time is when a stretch of a sentence is, as bits.
type Time = int32

// The times; a stretch may tell of both.
const (
	Before Time = 1 << iota
	Today
	Times = 1 << iota // how many sets of them there are
)

// timeBegins are what a stretch of its own time begins with.
var timeBegins = set("begins another time")

// TimesOf appends the time that each word's stretch tells of; a year is of before.
func (s *Reading) TimesOf(out []Time) []Time {
	hits, h := s.TrendHits(), 0
	for from := 0; from < len(s.Words); {
		to := from + 1
		for to < len(s.Words) && !timeBegins[s.Words[to].Low] {
			to++
		}
		t := Time(0)
		for ; h < len(hits) && int(hits[h].From) < to; h++ {
			if hits[h].Groups&TrendThen != 0 {
				t |= Before
			}
			if hits[h].Groups&TrendNow != 0 {
				t |= Today
			}
		}
		for i := from; i < to; i++ {
			if s.year(i) {
				t |= Before
			}
		}
		for ; from < to; from++ {
			out = append(out, t)
		}
	}
	s.fromTo(out)
	s.becomes(out)
	return out
}

// becomesReach is how far what becomes something else may stand from what it becomes.
const becomesReach = 6

// fromTo marks "from good to bad", "from a lottery to a system": before, today.
func (s *Reading) fromTo(times []Time) {
	for i := range s.Words {
		if s.Words[i].Low != "from" {
			continue
		}
		for k := i + 2; k < min(i+becomesReach, len(s.Words)); k++ {
			if low := s.Words[k].Low; low == "to" || low == "into" {
				mark(times, i, k, Before)
				mark(times, k, k+becomesReach, Today)
				break
			}
		}
	}
}

// becomes marks what stands on either side of words by which one thing becomes another.
func (s *Reading) becomes(times []Time) {
	for _, x := range s.TrendHits() {
		if x.Groups&TrendBecomes != 0 {
			mark(times, int(x.From)-becomesReach, int(x.From), Before)
			mark(times, int(x.To), int(x.To)+becomesReach, Today)
		}
	}
}

// mark adds a time to words [from, to), as far as there are words.
func mark(times []Time, from, to int, t Time) {
	for i := max(0, from); i < min(to, len(times)); i++ {
		times[i] |= t
	}
}

// How the second of two numbers stands to time.
const (
	laterSecond int32 = iota
	beforeSecond
	fromFirst // "from 21 to 16"
)

// beforeBetween are words between two numbers by which the second is of before.
var beforeBetween = set("before stands second")

// amountReach is how far apart two numbers that are compared may stand.
const amountReach = 16

// Compared is how two numbers in a row compare: whether the later is more (1) or less
// (2), 0 where they are not compared, and how that is told.
func (s *Reading) Compared(a, b *Amount, times []Time) (grew, told int32) {
	if b.From-a.To > amountReach || a.Value == b.Value {
		return 0, 0
	}
	for k := a.To; k < b.From; k++ {
		if beforeBetween[s.Words[k].Low] {
			told = beforeSecond
		}
	}
	for k := max(0, a.From-3); k < a.From; k++ {
		if s.Words[k].Low == "from" {
			told = fromFirst
		}
	}
	was, is := times[a.From], times[b.From]
	if told == laterSecond && (was == Today && is != Today || is == Before && was != Before) {
		told = beforeSecond
	}
	if grew = 1; (b.Value < a.Value) != (told == beforeSecond) {
		grew = 2
	}
	return grew, told
}

// countedReach is how far the thing that numbers count may stand from them.
const countedReach = 6

// Counted is the kind of thing that two numbers count: the nearest after one of them,
// or a little nearer before.
func (s *Reading) Counted(a, b *Amount) (kind int32) {
	kind = NoThing
	away := int32(countedReach + 1)
	for i := range s.TrendHits() {
		x := &s.trends[i]
		k := ThingOf(x.Groups)
		if k == NoThing {
			continue
		}
		for _, n := range [...]*Amount{a, b} {
			if d := x.From - n.To; d >= 0 && d < away {
				kind, away = k, d
			}
			if d := n.From - x.To; d >= 0 && d+2 < away {
				kind, away = k, d+2
			}
		}
	}
	return kind
}
