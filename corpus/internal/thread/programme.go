package thread

// minSlots is how many people a programme names at least, and slotMinutes what their
// times are multiples of: those of comments are not.
const (
	minSlots    = 3
	slotMinutes = 5
)

// programme reports items, found by nothing but their form, that are the programme of a
// day: who speaks when, one after the other, at even minutes.
func (w *Thread) programme() bool {
	if !w.guessed || len(w.Items) < minSlots {
		return false
	}
	for k := range w.Items {
		at := w.Items[k].Timestamp
		if !at.Timed || at.At.Minute()%slotMinutes != 0 || at.At.Second() != 0 {
			return false
		}
		if k > 0 {
			before := w.Items[k-1].Timestamp.At
			if !at.At.After(before) || at.At.YearDay() != before.YearDay() || at.At.Year() != before.Year() {
				return false
			}
		}
	}
	return true
}
