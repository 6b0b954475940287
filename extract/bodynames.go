package extract

import (
	"strings"

	"assay/extract/gazetteer"
	"assay/internal/lazyregexp"
)

var (
	// leadingWord is a word with a capital letter at the start of a sentence that
	// is no part of a name.
	leadingWord = lazyregexp.New(`^(?:The|A|An|In|At|By|For|Both|All|Since|However|While|When|And|But|As|Although|With|From|Local|Our|Dear)\s+`)
	// neighbour is what stands before the name of a body in a list of bodies and
	// of those who lead them: another body's last word, an office, a title.
	neighbour = lazyregexp.New(`(?s)^.*\b(?:Council|Board|ICB|CCG|Group|Authority|Commission|HMI|Ofsted|CQC|Trust(?:\s+and)|Manager|Director|Officer|Executive|Chair|Lead|Leader|Commissioner|Constable|Nurse|Inspector)s?,?\s+(?:(?:of|for|and|the|at)\s+)*`)
	// hospitalAfter tells a hospital from the university it is named after.
	hospitalAfter = lazyregexp.New(`^\s+(?:Hospitals?|Healthcare|Teaching)\b`)
	policeEnd     = lazyregexp.New(`\s(?:Police|Constabulary)$`)
)

// jointForces are the police forces whose names hold an "and".
var jointForces = []string{"Avon and Somerset", "Devon and Cornwall"}

// commaNames are names of health bodies that hold a comma, without the word for
// what they are.
var commaNames = []string{
	"Bath and North East Somerset, Swindon and Wiltshire", "Bedfordshire, Luton and Milton Keynes",
	"Bristol, North Somerset and South Gloucestershire", "Buckinghamshire, Oxfordshire and Berkshire West",
	"Cumbria, Northumberland, Tyne and Wear", "Leicester, Leicestershire and Rutland", "Northumberland, Tyne and Wear",
	"Shropshire, Telford and Wrekin", "Tees, Esk and Wear Valleys",
}

// boroughBefore ends in front of the name of a council that a body's name follows.
var boroughBefore = lazyregexp.New(`(?:Borough|City)\s+of\s+$`)

// kindOfBody begins what a body is, without a name before it.
var kindOfBody = lazyregexp.New(`^(?:Local|Safeguarding|Integrated|Clinical|NHS\s+(?:Foundation|Trust)|Children|Police|Constabulary|University)\b`)

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
