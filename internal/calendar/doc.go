// Package calendar reads days as documents print them: a Stamp is the first date of a
// line with the time of day by it, Runs are the days of an inspection ("10 to 14 June
// 2024"), Items the parts a list of days is made of.
//
// A day that the calendar does not have is no day, and what cannot be told ("3 years
// ago") gives none. Positions are half-open ranges of the bytes of the string that was
// read. Everything is safe for concurrent use.
package calendar
