package extract

import "time"

// programme reports heads of which each has an hour of one day, one after the other at
// even minutes: who speaks when, and no comments.
func programme(blocks []block, text string) bool {
	slots := 0
	var before time.Time
	for i := 1; i < len(blocks); i++ {
		h, ok := headAt(blocks, i, text)
		if !ok {
			continue
		}
		if !h.at.Timed || h.at.At.Minute()%slotMinutes != 0 || slots > 0 && (!h.at.At.After(before) || h.at.At.Sub(before) >= 24*time.Hour) {
			return false
		}
		before = h.at.At
		slots++
	}
	return slots >= minSlots
}

// minSlots is how many people a programme names at least, and slotMinutes what their
// times are multiples of: those of comments are not.
const (
	minSlots    = 3
	slotMinutes = 5
)
