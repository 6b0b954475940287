package calendar

// Whole reads a line that holds one day and nothing else.
func Whole(s string) (Date, bool) {
	parts, rest := PartDates(Items(s))
	if len(parts) != 1 || rest != len(Items(s)) || !Fill(parts) {
		return Date{}, false
	}
	d := Make(parts[0].Year, parts[0].Month, parts[0].Day)
	return d, !d.IsZero()
}
