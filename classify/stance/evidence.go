package stance

import (
	"math"

	"assay/classify/stance/sentence"
	"assay/corpus"
)

// input is one number the second layer sees: a sum, over stretches of words, of
// what the features of the first layer say there. "Polarity" is for positive
// less for negative.
type input uint8

// The inputs. Sums over words come first, then what no word says.
const (
	inTotal       input = 0  // to 3: all of the score, by class
	inHeading     input = 4  // to 7: what heading, context and shape of the sentence add, by class
	inBestClause  input = 8  // polarity of the clause where it is highest
	inWorstClause input = 9  // of the clause where it is lowest
	inGoodClauses input = 10 // of all clauses where it is above 0
	inBadClauses  input = 11 // of all where it is below
	inMixedClause input = 12 // for mixed, of the clause where it is highest
	inToldClause  input = 13 // for neutral, of the clause where it is lowest
	inPlainClause input = 14 // for neutral, of the clause where it is highest
	inFirstClause input = 15
	inLastClause  input = 16
	inBestWord    input = 17
	inWorstWord   input = 18
	inGoodWords   input = 19
	inBadWords    input = 20
	inBestRun     input = 21 // of the words in a row where it is highest
	inWorstRun    input = 22
	inThirds      input = 23 // to 25: of each third of the sentence
	inRoles       input = 26 // to 29: of the clauses of each role
	inOwn         input = 30 // to 33: of the theme's clauses, by class
	inOthers      input = 34 // to 37: of the other clauses, by class
	inBestOther   input = 38
	inWorstOther  input = 39
	inNear        input = 40 // up to four words from the theme's
	inNearer      input = 41 // up to eight
	inBefore      input = 42 // before the theme's words
	inAfter       input = 43
	inStance      input = 44 // 1 for stance; these four are no sums over words
	inClauses     input = 45 // how many clauses
	inLength      input = 46 // log of the words
	inDemand      input = 47 // 1 in a recommendation
	inNegated     input = 48 // of the words that a negation reaches; these six in the order of their kinds of reach
	inDenied      input = 49 // that are denied, before or after
	inPrevented   input = 50
	inMended      input = 51 // around a word of mending
	inLost        input = 52 // around a word of loss
	inOnce        input = 53 // after a word of before
	inGoodTurns   input = 54 // how many words of praise and blame are good with all that acts on them; no sums over words again
	inBadTurns    input = 55
	inTold        input = 56 // 1 in articles and comments
	inComment     input = 57
	inService     input = 58 // 1 where a service or its people are spoken of
	inFamily      input = 59
	Inputs              = 60
)

// stretch is words [from, to) that count in an input.
type stretch struct {
	in       input
	from, to int32
}

// evidence gathers the inputs of one verdict from what each word adds.
type evidence struct {
	value    [Inputs]float32
	stretch  []stretch // kept only to explain a verdict
	explain  bool
	scale    float32
	per      []Weights // what each word adds, in thousandths
	rest     Weights
	upTo     []Weights // sums of the words before
	polarity []float32 // of each word
}

// of is which combination of the classes an input sums.
func (in input) of(w *Weights) float32 {
	switch {
	case in < inBestClause:
		return w[in&3]
	case in == inMixedClause:
		return w[Mixed]
	case in == inToldClause || in == inPlainClause:
		return w[Neutral]
	case in >= inOwn && in < inBestOther:
		return w[(in-inOwn)&3]
	}
	return w[Positive] - w[Negative]
}

// take counts words [from, to) in an input.
func (e *evidence) take(in input, from, to int) {
	w := e.sum(from, to)
	e.value[in] += float32(e.scale * in.of(&w))
	if e.explain {
		e.stretch = append(e.stretch, stretch{in, int32(from), int32(to)})
	}
}

// takeClasses counts words in four inputs, one a class.
func (e *evidence) takeClasses(in input, from, to int) {
	w := e.sum(from, to)
	for c := range w {
		e.value[int(in)+c] += float32(e.scale * w[c])
		if e.explain {
			e.stretch = append(e.stretch, stretch{in + input(c), int32(from), int32(to)})
		}
	}
}

// gather fills the inputs from the words' own weights (per) and what no word
// says (rest), both in thousandths. With stance, triggers are those of its theme.
func (s *Scorer) gather(e *evidence, per []Weights, rest Weights, stance bool, triggers []corpus.Span) {
	n := len(per)
	e.value, e.stretch = [Inputs]float32{}, e.stretch[:0]
	e.per, e.rest, e.scale = per, rest, float32(rowScale(n)/1000)
	e.upTo, e.polarity = append(e.upTo[:0], Weights{}), e.polarity[:0]
	for i := range per {
		a, w := e.upTo[i], &per[i]
		e.upTo = append(e.upTo, Weights{a[0] + w[0], a[1] + w[1], a[2] + w[2], a[3] + w[3]})
		e.polarity = append(e.polarity, w[Positive]-w[Negative])
	}
	e.takeClasses(inTotal, 0, n)
	for c := range rest {
		e.value[int(inTotal)+c] += float32(e.scale * rest[c])
		e.value[int(inHeading)+c] = e.scale * rest[c]
	}
	s.gatherClauses(e, stance, triggers)
	e.gatherWords()
	for k := 0; k < 3; k++ {
		e.take(inThirds+input(k), n*k/3, n*(k+1)/3)
	}
	if stance {
		e.value[inStance] = 1
		e.gatherNear(s.read.TriggerWords(triggers))
	}
	s.gatherScopes(e)
	s.gatherFlags(e)
	e.value[inClauses] = float32(min(len(s.read.Clauses), 8)) / 4
	e.value[inLength] = float32(math.Log(float64(max(n, 1)))) - 3
	e.flag(inDemand, s.demanding())
}

// gatherScopes looks at the words that what turns a sign reaches.
func (s *Scorer) gatherScopes(e *evidence) {
	for _, r := range s.read.Reaches {
		e.take(inNegated+input(r.How), int(r.From), int(r.To))
	}
}

// gatherFlags tells what is spoken of, and where.
func (s *Scorer) gatherFlags(e *evidence) {
	var good, bad float32
	for i := range s.read.Turns {
		if t := &s.read.Turns[i]; !t.Tells() {
			continue
		} else if t.Good {
			good++
		} else {
			bad++
		}
	}
	e.value[inGoodTurns], e.value[inBadTurns] = min(good, 4)/2, min(bad, 4)/2
	e.flag(inTold, s.copies > 0)
	e.flag(inComment, s.copies == copyComment)
	e.flag(inService, s.read.Who&sentence.ActsService != 0)
	e.flag(inFamily, s.read.Who&sentence.ActsFamily != 0)
}

func (e *evidence) flag(in input, on bool) {
	if on {
		e.value[in] = 1
	}
}

// pick is the clause that says most of something; -1 is none yet.
type pick struct {
	clause int
	most   float32
}

func (p *pick) offer(clause int, x float32) {
	if p.clause < 0 || x > p.most {
		p.clause, p.most = clause, x
	}
}

func (s *Scorer) gatherClauses(e *evidence, stance bool, triggers []corpus.Span) {
	none := pick{clause: -1}
	best, worst, mixed, told, plain, bestOther, worstOther := none, none, none, none, none, none, none
	for i, c := range s.read.Clauses {
		from, to := int(c.From), int(c.To)
		w := e.sum(from, to)
		polarity := w[Positive] - w[Negative]
		best.offer(i, polarity)
		worst.offer(i, -polarity)
		mixed.offer(i, w[Mixed])
		told.offer(i, -w[Neutral])
		plain.offer(i, w[Neutral])
		if polarity > 0 {
			e.take(inGoodClauses, from, to)
		} else {
			e.take(inBadClauses, from, to)
		}
		e.take(inRoles+input(c.Role), from, to)
		if !stance {
			continue
		}
		if s.read.Owns(c, triggers) {
			e.takeClasses(inOwn, from, to)
			continue
		}
		e.takeClasses(inOthers, from, to)
		bestOther.offer(i, polarity)
		worstOther.offer(i, -polarity)
	}
	if len(s.read.Clauses) == 0 {
		return
	}
	first, last := pick{clause: 0}, pick{clause: len(s.read.Clauses) - 1}
	for _, x := range [...]struct {
		in input
		pick
	}{{inBestClause, best}, {inWorstClause, worst}, {inMixedClause, mixed}, {inToldClause, told}, {inPlainClause, plain},
		{inFirstClause, first}, {inLastClause, last}, {inBestOther, bestOther}, {inWorstOther, worstOther}} {
		if x.clause >= 0 {
			e.take(x.in, int(s.read.Clauses[x.clause].From), int(s.read.Clauses[x.clause].To))
		}
	}
}

// sum is what words [from, to) say together.
func (e *evidence) sum(from, to int) Weights {
	a, b := &e.upTo[from], &e.upTo[to]
	return Weights{b[0] - a[0], b[1] - a[1], b[2] - a[2], b[3] - a[3]}
}

// gatherWords looks at single words and at rows of them.
func (e *evidence) gatherWords() {
	best, worst := -1, -1
	var up, down run
	for i, x := range e.polarity {
		if best < 0 || x > e.polarity[best] {
			best = i
		}
		if worst < 0 || x < e.polarity[worst] {
			worst = i
		}
		in := inBadWords
		if x > 0 {
			in = inGoodWords
		}
		e.value[in] += float32(e.scale * x)
		if e.explain {
			e.stretch = append(e.stretch, stretch{in, int32(i), int32(i + 1)})
		}
		up.next(i, x)
		down.next(i, -x)
	}
	if best >= 0 {
		e.take(inBestWord, best, best+1)
		e.take(inWorstWord, worst, worst+1)
	}
	e.take(inBestRun, up.from, up.to)
	e.take(inWorstRun, down.from, down.to)
}

// run finds the words in a row with the highest sum, [from, to).
type run struct {
	from, to, start int
	sum, most       float32
}

func (r *run) next(i int, x float32) {
	if r.sum <= 0 {
		r.sum, r.start = 0, i
	}
	if r.sum += x; r.sum > r.most {
		r.most, r.from, r.to = r.sum, r.start, i+1
	}
}

// gatherNear looks around the theme's words, first to last.
func (e *evidence) gatherNear(first, last int32) {
	n := len(e.polarity)
	from, to := int(first), min(int(last)+1, n)
	e.take(inNear, max(0, from-4), min(n, to+4))
	e.take(inNearer, max(0, from-8), min(n, to+8))
	e.take(inBefore, 0, min(from, n))
	e.take(inAfter, to, n)
}
