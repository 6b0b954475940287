package extract

import (
	"strings"

	"assay/extract/text"
)

// What looks like an entity and is none, told by the words before it.

// perRate reports whether a number that begins at i is the base of a rate, "44 per
// 10,000 children", and counts nobody.
func perRate(s string, i int) bool {
	before := strings.TrimRight(s[:i], " \n\t")
	n := len(before)
	return n >= 3 && n < i && strings.EqualFold(before[n-3:], "per") && (n == 3 || !text.WordByte(before[n-4]))
}

// inLargerPlace reports whether a name that begins at i is part of the name of a
// county or region that is no authority of its own: "Greater Manchester".
func inLargerPlace(s string, i int) bool {
	before := strings.TrimRight(s[:i], " \n\t")
	return len(before) < i && (before == "Greater" || strings.HasSuffix(before, " Greater") || strings.HasSuffix(before, "\nGreater"))
}

// demandOnly reports whether "require improvement" before i of an aspect or an area
// is no grade: "some aspects which require improvement".
func demandOnly(s string, i int) bool {
	words := strings.Fields(strings.ToLower(s[max(0, i-40):i]))
	for _, w := range words[max(0, len(words)-2):] {
		switch strings.Trim(w, ",") {
		case "which", "that", "who", "where", "still", "also", "yet", "aspects", "areas", "elements", "practice":
			return true
		}
	}
	return false
}
