package calendar

// Date is a calendar day; the zero Date means unknown.
type Date struct {
	Year       int16
	Month, Day int8
}

// IsZero reports whether the day is unknown.
func (d Date) IsZero() bool { return d == Date{} }
