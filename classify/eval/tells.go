package eval

import (
	"assay/classify/stance"
)

// Telling counts what mentions tell of change and time, and whose word they
// report: a change, a tense that is not current, a voice is right where it is the
// one coded; worsening and voice of any kind are counted apart.
type Telling struct {
	Change, Worsening, Tense, Voice, Reported Counts
}

// tell counts one coded answer: right where both are the same and not nothing.
func (c *Counts) tell(coded, given int) {
	switch {
	case coded == given && coded != 0:
		c.Right++
		return
	case given != 0:
		c.Wrong++
	}
	if coded != 0 {
		c.Missed++
	}
}

func only(x, want int) int {
	if x == want {
		return 1
	}
	return 0
}

func (t *Telling) direction(coded, given stance.Direction) {
	t.Change.tell(int(coded), int(given))
	t.Worsening.tell(only(int(coded), int(stance.Worsening)), only(int(given), int(stance.Worsening)))
}

func (t *Telling) voice(coded, given stance.Voice) {
	t.Voice.tell(int(coded), int(given))
	t.Reported.tell(min(int(coded), 1), min(int(given), 1))
}

// Tells counts the outcomes whose change, tense and voice are coded.
func Tells(os []Outcome) (t Telling) {
	for i := range os {
		c := os[i].Record.Change
		if c == nil {
			continue
		}
		for _, g := range os[i].Given {
			if d, ok := c.Direction[g.Theme]; ok {
				t.direction(d, g.Direction)
			}
		}
		if c.Timed {
			t.Tense.tell(int(c.Tense), int(os[i].Tense))
			t.voice(c.Voice, os[i].Voice)
		}
	}
	return t
}

// Rows are the counts by name, in the order to print them.
func (t *Telling) Rows() []Named {
	return []Named{{"change", t.Change}, {"worsening", t.Worsening}, {"tense not current", t.Tense}, {"word reported", t.Reported}, {"and whose", t.Voice}}
}

// TellsWithIntervals are precision and recall of every answer, in the order of Rows,
// with their intervals over sentences; nil where nothing is coded.
func TellsWithIntervals(outcomes []Outcome) (fs []Figure) {
	t := Tells(outcomes)
	if t == (Telling{}) {
		return nil
	}
	values := func(t Telling) (out []float64) {
		for _, x := range t.Rows() {
			out = append(out, x.Precision(), x.Recall())
		}
		return out
	}
	low, high := Bootstrap(len(outcomes), Resamples, func(at []int) []float64 {
		drawn := make([]Outcome, len(at))
		for i, k := range at {
			drawn[i] = outcomes[k]
		}
		return values(Tells(drawn))
	})
	for i, x := range values(t) {
		name := t.Rows()[i/2].Name + [...]string{".precision", ".recall"}[i%2]
		fs = append(fs, Figure{Name: name, Value: x, Low: low[i], High: high[i], HasInterval: true})
	}
	return fs
}

// Named are counts with their name.
type Named struct {
	Name string
	Counts
}
