// Package gazetteer knows the local authorities of England by every name they have in
// print, today's and those they followed, and the days on which each had its duties.
//
// Register.Find gives the names in a text, Resolve says whom a name means on a day. The
// register is data, gazetteer.tsv, read once on the first call of England; it is never
// changed after that and safe for concurrent use. Time is linear in the text but for the
// longest name looked up.
package gazetteer
