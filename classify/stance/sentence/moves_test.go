package sentence

import "testing"

// A change has a thing, a sign, and a way it is told.
func TestMoves(t *testing.T) {
	for _, c := range []struct {
		text   string
		dir    Group
		thing  int32
		aspect int32
		denied int32
		sign   int32 // 1 better, 2 worse
		holds  bool
	}{
		{"Delays have been reduced.", Down, thingBad, aspectDone, 0, 1, true},
		{"Delays have not been reduced.", Down, thingBad, aspectDone, 1, 1, false},
		{"Leaders plan to reduce delays.", Down, thingBad, aspectBare, 0, 1, false},
		{"Delays will fall.", Down, thingBad, aspectModal, 0, 1, false},
		{"Delays are increasing.", Up, thingBad, aspectGoing, 0, 2, true},
		{"Staffing rose.", Up, thingGood, aspectWas, 0, 1, true},
	} {
		s := readText(t, c.text)
		found := false
		for i := range s.Moves {
			m := &s.Moves[i]
			if directions[m.Dir] != c.dir {
				continue
			}
			found = true
			if m.Thing != c.thing || m.aspect != c.aspect || m.denied != c.denied || m.SignOf() != c.sign || m.holds() != c.holds {
				t.Errorf("%q: %+v, sign %d, holds %v", c.text, *m, m.SignOf(), m.holds())
			}
		}
		if !found {
			t.Errorf("%q: no such change", c.text)
		}
	}
}
