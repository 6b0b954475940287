package train

import (
	"fmt"
	"math"
	"slices"

	"assay/classify/stance"
)

// Change is what an example is coded to say of change, time and voice.
type Change struct {
	Direction map[string]stance.Direction // by theme
	Timed     bool                        // tense and voice are coded
	Tense     int                         // as extract numbers them
	Voice     stance.Voice
}

// HeadHeld is an answer of cross-validation: how likely each answer of a head is
// for an example the head had not seen, nor any other of its group.
type HeadHeld struct {
	Head    string
	Example int
	Theme   string    // of a mention's heads
	P       []float64 // by answer
	Coded   int       // the coded answer; of presence 1 is present
	Seen    bool      // of presence: a pattern matches
}

// How the heads are fitted: steps and penalty were set by cross-validation.
const (
	headSteps = 40
	headL2    = 2.5
)

// headRow is one row a head learns from.
type headRow struct {
	example int
	theme   string
	keys    []uint64
	scale   float64
	weight  float64
	coded   int
	seen    bool
}

// presence fits the heads that tell whether a theme is there, gives them to the
// model, and lets the words that speak most for a theme stand for the triggers
// that no pattern finds.
func (t *trainer) presence(out *Trained) error {
	rows, themes := t.presenceRows()
	for _, theme := range themes {
		if err := t.head(out, stance.PresenceOf(theme), 1, t.ex, rows[theme]); err != nil {
			return err
		}
	}
	if len(themes) > 0 {
		t.learntTriggers(t.ex)
	}
	return nil
}

func (t *trainer) learntTriggers(ex []Example) {
	each(len(ex), func(_, from, to int) {
		s := t.model.Scorer()
		for i := from; i < to; i++ {
			e := &ex[i]
			read := false
			for k, l := range e.Themes {
				if len(l.Triggers) > 0 {
					continue
				}
				if !read {
					s.Keys(e.Parse)
					e.Themes = slices.Clone(e.Themes) // the caller's stay as they are
					read = true
				}
				e.Themes[k].Triggers = s.Find(&stance.Evidence{Theme: l.Theme}).Triggers
			}
		}
	})
}

// change fits the heads of mentions, direction, tense and voice, which learn from the
// examples of Options.Tells too; how sure they must be is chosen without these.
func (t *trainer) change(out *Trained) error {
	more := slices.Clone(t.opt.Tells)
	t.learntTriggers(more)
	all := slices.Concat(t.ex, more)
	direction, tense, voice := t.mentionRows(all)
	if err := t.head(out, stance.HeadDirection, 3, all, direction); err != nil {
		return err
	}
	if err := t.head(out, stance.HeadTense, 3, all, tense); err != nil {
		return err
	}
	return t.head(out, stance.HeadVoice, int(stance.Voices), all, voice)
}

// falselyTold is what an answer that tells wrongly costs beside one that is missed,
// by head: a change or a voice that is not there misleads more than one left out.
var falselyTold = map[string]float64{stance.HeadDirection: 1.75, stance.HeadTense: 1, stance.HeadVoice: 1.6}

// head fits one head to rows of the examples, if there are any, and gives it to the
// model.
func (t *trainer) head(out *Trained, name string, answers int, ex []Example, rows []headRow) error {
	if len(rows) == 0 {
		return nil
	}
	h, held, err := t.fitHead(name, answers, ex, rows)
	if err != nil {
		return err
	}
	if answers == 1 {
		h.Limits = t.presenceLimits(name, held)
	} else {
		own := slices.DeleteFunc(slices.Clone(held), func(h HeadHeld) bool { return h.Example >= len(t.ex) || !ex[h.Example].Coded })
		h.Limits = nothingLimit(own, falselyTold[name])
	}
	t.model.SetHeads(h)
	out.Heads = append(out.Heads, held...)
	t.opt.Report(fmt.Sprintf("head %s: %d rows", name, len(rows)))
	return nil
}

// presenceRows are the rows of every theme that some example speaks of: the coded
// examples whose patterns were looked for.
func (t *trainer) presenceRows() (rows map[string][]headRow, themes []string) {
	all := make([][]headRow, len(t.ex))
	each(len(t.ex), func(_, from, to int) {
		s := t.model.Scorer()
		for i := from; i < to; i++ {
			e := &t.ex[i]
			if !e.Coded || len(e.Evidence) == 0 {
				continue
			}
			_, scale := s.Keys(e.Parse)
			shared := s.PresenceRow()
			for k := range e.Evidence {
				v := &e.Evidence[k]
				r := headRow{example: i, theme: v.Theme, keys: append(slices.Clip(shared), s.EvidenceRow(v)...), scale: scale, weight: e.Weight, seen: len(v.Hits) > 0}
				if slices.ContainsFunc(e.Themes, func(l Labelled) bool { return l.Theme == v.Theme }) {
					r.coded = 1
				}
				all[i] = append(all[i], r)
			}
		}
	})
	rows = map[string][]headRow{}
	spoken := map[string]int{}
	for i := range all {
		for _, r := range all[i] {
			rows[r.theme] = append(rows[r.theme], r)
			spoken[r.theme] += r.coded
		}
	}
	for theme := range rows {
		if spoken[theme] >= minSpoken {
			themes = append(themes, theme)
		}
	}
	slices.Sort(themes)
	return rows, themes
}

// minSpoken is how many examples must speak of a theme before its presence is
// learnt.
const minSpoken = 30

// mentionRows are the rows of direction, tense and voice.
func (t *trainer) mentionRows(ex []Example) (direction, tense, voice []headRow) {
	s := t.model.Scorer()
	for i := range ex {
		e := &ex[i]
		if e.Change == nil {
			continue
		}
		_, scale := s.Keys(e.Parse)
		for _, l := range e.Themes {
			s.ThemeKeys(l.Theme, l.Triggers)
			r := headRow{example: i, theme: l.Theme, keys: s.MentionRow(), scale: scale, weight: e.Own}
			if d, ok := e.Change.Direction[l.Theme]; ok {
				r.coded = int(d)
				direction = append(direction, r)
			}
			if e.Change.Timed {
				r.keys = slices.DeleteFunc(slices.Clone(r.keys), stance.OfChange)
				r.coded = e.Change.Tense
				tense = append(tense, r)
				r.coded = int(e.Change.Voice)
				voice = append(voice, r)
			}
		}
	}
	return direction, tense, voice
}

// fitHead fits one head to all rows, and to those of all folds but each in turn.
func (t *trainer) fitHead(name string, answers int, ex []Example, rows []headRow) (stance.Head, []HeadHeld, error) {
	h := stance.Head{Name: name}
	held := make([]HeadHeld, len(rows))
	for i, r := range rows {
		held[i] = HeadHeld{name, r.example, r.theme, make([]float64, answers), r.coded, r.seen}
	}
	least := int16(pruneBelow)
	if answers > 1 {
		least = pruneMentions
	}
	fold := Folds(ex, t.opt.Folds)
	p, dict := t.headProblem(ex, rows)
	for a := range answers {
		want := a
		if answers == 1 {
			want = 1 // of present and absent
		}
		for i, r := range rows {
			p.want[i] = [stance.Classes]float64{0, 1}
			if r.coded == want {
				p.want[i] = [stance.Classes]float64{1, 0}
			}
		}
		for f := range t.opt.Folds {
			v, err := p.binary(func(r int) bool { return fold[rows[r].example] != f })
			if err != nil {
				return h, nil, err
			}
			for i, r := range rows {
				if fold[r.example] == f {
					held[i].P[a] = p.oddsOf(v, i)
				}
			}
		}
		v, err := p.binary(func(int) bool { return true })
		if err != nil {
			return h, nil, err
		}
		x := answerOf(dict, v, least)
		x.Sharpen = sharpenHead(held, a, want)
		h.Answers = append(h.Answers, x)
	}
	for i := range held {
		for a := range held[i].P {
			held[i].P[a] = 1 / (1 + math.Exp(-held[i].P[a]*h.Answers[a].Sharpen))
		}
	}
	return h, held, nil
}

// headProblem numbers the features of rows that are frequent enough.
func (t *trainer) headProblem(ex []Example, rows []headRow) (*problem, []uint64) {
	groups := groupNumbers(ex)
	counts := &tally{}
	for _, r := range rows {
		for _, k := range r.keys {
			s := counts.at(k)
			*s = s.in(groups[r.example])
		}
	}
	var dict []uint64
	for i, k := range counts.keys {
		if k != 0 && t.frequent(k, counts.seen[i]) {
			dict = append(dict, k)
		}
	}
	slices.Sort(dict)
	num := number(dict)
	p := &problem{l2: headL2, stop: t.opt.Stop, rowPtr: []int32{0}}
	for _, k := range dict {
		p.scale = append(p.scale, float32(t.scaleOf(k)))
	}
	for _, r := range rows {
		for _, k := range r.keys {
			if n := num.find(k); n >= 0 {
				p.cols = append(p.cols, n)
			}
		}
		p.rowPtr = append(p.rowPtr, int32(len(p.cols)))
		p.row = append(p.row, r.scale)
		p.weight = append(p.weight, r.weight)
		p.want = append(p.want, [stance.Classes]float64{})
	}
	return p, dict
}

// binary solves for the first class against the second over the rows that pass:
// the difference of the folded weights by column.
func (p *problem) binary(pass func(row int) bool) ([]float32, error) {
	use := make([]bool, len(p.row))
	for r := range use {
		use[r] = pass(r)
	}
	theta, err := p.solve(use, headSteps)
	if err != nil {
		return nil, fmt.Errorf("training of a head: %w", err)
	}
	v := make([]float32, len(theta))
	for i, w := range theta {
		v[i] = float32((w[0] - w[1]) * p.scale[i])
	}
	return v, nil
}

// oddsOf is the log-odds of a row.
func (p *problem) oddsOf(v []float32, r int) float64 {
	sum := 0.0
	for _, c := range p.cols[p.rowPtr[r]:p.rowPtr[r+1]] {
		sum += float64(v[c])
	}
	return sum * p.row[r]
}

// pruneMentions is the smallest weight that heads of mentions keep, in thousandths: six
// in ten of theirs are smaller, and without them one mention in a hundred is told
// otherwise.
const pruneMentions = 16

// answerOf keeps the weights that are large enough, in thousandths.
func answerOf(dict []uint64, v []float32, least int16) stance.Answer {
	var a stance.Answer
	for i, x := range v {
		if w := round(x); w >= least || w <= -least {
			a.Keys, a.Weights = append(a.Keys, dict[i]), append(a.Weights, w)
		}
	}
	return a
}

// sharpenHead is the factor on the held-out log-odds of an answer under which the
// codes are likeliest.
func sharpenHead(held []HeadHeld, answer, want int) float64 {
	best, bestLoss := 1.0, math.Inf(1)
	for f := 40; f <= 200; f += 5 {
		loss := 0.0
		for i := range held {
			z := held[i].P[answer] * float64(f) / 100
			if held[i].Coded != want {
				z = -z
			}
			loss += math.Log1p(math.Exp(-z))
		}
		if loss < bestLoss {
			best, bestLoss = float64(f)/100, loss
		}
	}
	return best
}

// What a row counts where the limits of presence are chosen. Coded sentences of
// reports speak of the themes more often than reports do, of a rare theme a hundred
// times as often, so what is found wrongly without its words counts as many times
// as they are too many (falseUnseen where that is not known); of articles and
// comments whole texts, in natural proportion, count most; and each of these two
// kinds of text has so few that the other counts a little.
const (
	falseUnseen = 2
	otherTold   = 0.25
	chosenTold  = 1. / 16 // of an article or a comment, but no whole text
)

// shareInReports is the share of a report's findings in which a pattern finds a
// theme: 84,568 sentences of 240 published reports, 2013 to 2025.
var shareInReports = map[string]float64{
	stance.PresenceOf("oversight"): 0.112, stance.PresenceOf("thresholds"): 0.026,
	stance.PresenceOf("caseloads"): 0.014, stance.PresenceOf("school_hours_visits"): 0.00017,
}

// tooMany is how many times as often the coded sentences of reports speak of a
// theme as reports do, at least falseUnseen.
func (t *trainer) tooMany(head string, held []HeadHeld) float64 {
	var there, all float64
	for i := range held {
		if w := t.counts(held[i].Example, 0); w > 0 {
			there += w * float64(held[i].Coded)
			all += w
		}
	}
	if share := shareInReports[head]; share > 0 && all > 0 {
		return max(there/all/share, falseUnseen)
	}
	return falseUnseen
}

// leastTold is how likely, in hundredths, what no pattern finds in an article or a
// comment must be at least. The written sentences that limits are chosen by are of
// hands the head has read; in 3,022 of others (stance/testdata/told_held.jsonl) 115 of
// 166 finds between 0.5 and this were not there.
const leastTold = 70

// presenceLimits are the least probabilities of presence, by stance.LimitOf, under
// which the held-out F1 is highest in each kind of text. What no pattern finds must
// be likelier than not, in articles and comments by leastTold; a limit of 1 leaves a
// theme to the patterns.
func (t *trainer) presenceLimits(head string, held []HeadHeld) []float64 {
	falsely := t.tooMany(head, held)
	out := make([]float64, stance.PresenceLimits)
	for kind := range stance.Copies {
		best := -1.0
		hit, none := stance.LimitOf(kind, true), stance.LimitOf(kind, false)
		least := 50
		if kind > 0 {
			least = leastTold
		}
		for a := 5; a <= 60; a += 5 {
			for b := least; b <= 100; b += 5 {
				var right, found, there float64
				for i := range held {
					h := &held[i]
					w := t.counts(h.Example, kind)
					limit := float64(b) / 100
					if h.Seen {
						limit = float64(a) / 100
					}
					there += w * float64(h.Coded)
					switch {
					case w == 0 || h.P[0] < limit:
					case h.Coded == 1:
						found += w
						right += w
					case kind == 0 && !h.Seen:
						found += falsely * w
					default:
						found += w
					}
				}
				if f := 2 * right / max(found+there, 1); f > best {
					best, out[hit], out[none] = f, float64(a)/100, float64(b)/100
				}
			}
		}
	}
	return out
}

// counts is what an example counts where the limits of a kind of text are chosen.
func (t *trainer) counts(e, kind int) float64 {
	own := stance.KindOf(t.ex[e].Parse.Sentences[0].Context)
	w := 1.0
	switch {
	case own != kind && (own == 0 || kind == 0):
		return 0
	case own != kind:
		w = otherTold
	}
	if own > 0 && !t.ex[e].Natural {
		w *= chosenTold
	}
	return w
}

// nothingLimit is the share above which the first answer holds under which the
// held-out F1 of the others together is highest, a false answer counting so often.
// It makes the probabilities shares.
func nothingLimit(held []HeadHeld, falsely float64) []float64 {
	best, out := -1.0, 0.5
	for l := 20; l <= 90; l += 5 {
		right, wrong := 0.0, 0.0
		for i := range held {
			h := &held[i]
			switch a, _ := stance.Answered(h.P, float64(l)/100); {
			case a == 0 && h.Coded == 0:
			case a == h.Coded:
				right++
			case a == 0:
				wrong++
			default:
				wrong += falsely
			}
		}
		if f := 2 * right / max(2*right+wrong, 1); f > best {
			best, out = f, float64(l)/100
		}
	}
	return []float64{out}
}
