package gold

import (
	"fmt"
	"maps"
	"slices"

	"assay/classify/stance"
	"assay/extract"
)

// Change is what a sentence is coded to say of change and time, and whose word
// it reports.
type Change struct {
	Direction map[string]stance.Direction // by theme
	Tense     extract.Tense
	Voice     stance.Voice
	Timed     bool // tense and voice are coded, not the direction alone
}

// changeFields are the fields of a record that Change is read from.
type changeFields struct {
	Direction map[string]string `json:"direction"`
	Tense     string            `json:"tense"`
	Voice     string            `json:"voice"`
}

func (f changeFields) coded() bool { return f.Direction != nil || f.Tense != "" || f.Voice != "" }

// apart moves the records without text to later.
func apart(rs, later []Record) (with, without []Record) {
	for i := range rs {
		if rs[i].Text == "" {
			later = append(later, rs[i])
		} else {
			with = append(with, rs[i])
		}
	}
	return with, later
}

// addChanges gives the records what the later lines code of them.
func addChanges(rs, later []Record) {
	at := map[string]int{}
	for i := range rs {
		if rs[i].ID != "" {
			at[rs[i].ID] = i
		}
	}
	for i := range later {
		if k, ok := at[later[i].ID]; ok {
			rs[k].Change = later[i].Change
		}
	}
}

// change sets Change where the record has it.
func (r *Record) change(f changeFields) error {
	if !f.coded() {
		return nil
	}
	c := &Change{Direction: map[string]stance.Direction{}}
	for _, theme := range slices.Sorted(maps.Keys(f.Direction)) {
		d, err := nameOf(f.Direction[theme], stance.DirectionNames(), "direction")
		if err != nil {
			return fmt.Errorf("theme %s: %w", theme, err)
		}
		c.Direction[theme] = stance.Direction(d)
	}
	if c.Timed = f.Tense != "" && f.Voice != ""; c.Timed {
		t, err := nameOf(f.Tense, []string{"current", "past", "planned"}, "tense")
		if err != nil {
			return err
		}
		v, err := nameOf(f.Voice, stance.VoiceNames(), "voice")
		if err != nil {
			return err
		}
		c.Tense, c.Voice = extract.Tense(t), stance.Voice(v)
	}
	r.Change = c
	return nil
}
