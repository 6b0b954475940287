package extract

import (
	"strings"

	"assay/extract/gazetteer"
	"assay/internal/lazyregexp"
)

var (
	// leadingWord is a word with a capital letter at the start of a sentence that
	// is no part of a name.
	leadingWord = lazyregexp.New(`^` + oneOf("before a body") + `\s+`)
	// neighbour is what stands before the name of a body in a list of bodies and
	// of those who lead them: another body's last word, an office, a title.
	neighbour = lazyregexp.New(`(?s)^.*\b` + oneOf("neighbours") + `s?,?\s+(?:(?:of|for|and|the|at)\s+)*`)
	// hospitalAfter tells a hospital from the university it is named after.
	hospitalAfter = lazyregexp.New(`^\s+(?:Hospitals?|Healthcare|Teaching)\b`)
	policeEnd     = lazyregexp.New(`\s(?:Police|Constabulary)$`)
)

var (
	jointForces = wordList("joint forces")
	commaNames  = wordList("names with a comma")
)

// boroughBefore ends in front of the name of a council that a body's name follows.
var boroughBefore = lazyregexp.New(`(?:Borough|City)\s+of\s+$`)

// kindOfBody begins what a body is, without a name before it.
var kindOfBody = lazyregexp.New(`^` + oneOf("kinds of body") + `\b`)

// afterCouncil is where the name of a body begins after that of a council in
// whose cell or list it stands ("The Royal Borough of Fen and Upland Care Board").
func afterCouncil(s string, start, end int, names []gazetteer.Hit) int {
	for _, h := range names {
		if h.Start <= start && start < h.End && h.End < end && boroughBefore.MatchString(s[:start]) {
			rest := strings.TrimLeft(s[h.End:end], " \n")
			rest = strings.TrimPrefix(strings.TrimPrefix(rest, "and "), "the ")
			if len(rest) < end-h.End && !kindOfBody.MatchString(rest) {
				return end - len(rest)
			}
		}
	}
	return start
}

// bodyStart is where the name of a body begins in s of which a pattern found the
// words from start to end: words of a neighbour are left out, what a comma
// parted is taken in.
func bodyStart(s string, start, end int) int {
	if cut := leadingWord.FindString(s[start:end]); cut != "" && !strings.HasPrefix(cut, "Local") {
		start += len(cut)
	}
	if at := neighbour.FindStringIndex(s[start:end]); at != nil && start+at[1] < end {
		start += at[1]
	}
	name := s[start:end]
	if at := strings.LastIndex(name, " and "); at > 0 && policeEnd.MatchString(name) && !ofJointForce(name) {
		start += at + len(" and ")
	}
	for _, n := range commaNames {
		at := strings.LastIndex(n, ", ")
		head, tail := n[:at+2], n[at+2:]
		if strings.HasPrefix(s[start:end], tail) && strings.HasSuffix(s[:start], head) {
			start -= len(head)
			if strings.HasSuffix(s[:start], "NHS ") {
				start -= len("NHS ")
			}
			break
		}
	}
	return start
}

func ofJointForce(name string) bool {
	for _, f := range jointForces {
		if strings.HasPrefix(name, f+" ") {
			return true
		}
	}
	return false
}
