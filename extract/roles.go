package extract

import (
	"strings"

	"assay/internal/lazyregexp"
)

// A roleRule gives a role to words of a speaker's description. Strong rules go
// by the first match in the description, weak ones count where no strong one
// matches. Patterns never match before a possessive ("children’s services").
type roleRule struct {
	role    Role
	weak    bool
	pattern *lazyregexp.Regexp
}

var roleRules = []roleRule{
	{Inspector, false, lazyregexp.New(`(?i)\b(?:ofsted|inspectors?|inspectorate|inspections?|hmi|cqc|care quality commission|(?:focused|monitoring) visits?|monitoring (?:letter|report))\b`)},
	{Government, false, lazyregexp.New(`(?i)\b(?:ministers?|secretary of state|government|dfe|department for education|department of health|home office|mps?|children[’']s commissioner|prime minister|downing street)\b`)},
	{Academic, false, lazyregexp.New(`(?i)\b(?:professors?|prof|universit(?:y|ies)|researchers?|academics?|lecturers?|scholars?|authors?|research team)\b`)},
	{Partner, false, lazyregexp.New(`(?i)\b(?:children and family court advisory|police|headteachers?|head teachers?|deputy head|schools?|academy|principal|teachers?|teaching|nhs|health (?:visitors?|professionals|services|partners)|gps?|nurses?|doctors?|partners?|partner agencies|charity|charities|judges?|judiciary|(?:family )?courts?|magistrates?|probation|cafcass|unions?|unison|basw|league|nspcc|barnardo[’']?s|g4s|foundation|voluntary sector|commissioner|safeguarding (?:children[’']s? )?(?:board|partnership)|lscb)\b`)},
	{CouncilLeader, false, lazyregexp.New(`(?i)\b(?:council|councils|councillors?|cllr|leaders?|leadership|directors? (?:of|for) children[’']s|directors of children[’']s|dcs|cabinet|portfolio holder|lead member|elected members|members?|local authorit(?:y|ies)|the authority|senior (?:managers|leaders|officers)|heads? of (?:service|safeguarding|social (?:care|work)|early help|children(?:[’']s)?|family services|fostering|adoption|quality|performance)|assistant directors?|adcs|lga|local government|borough)\b`)},
	{Practitioner, false, lazyregexp.New(`(?i)\b(?:social workers?|practitioners?|personal advis[eo]rs?|team managers?|managers?|staff|workers?|frontline|independent reviewing officers?|iros?|conference chairs|professionals)\b`)},
	{Parent, false, lazyregexp.New(`(?i)\b(?:parents?|mothers?|mums?|fathers?|dads?|carers?|foster carers?|famil(?:y|ies)|adopters?|grandparents?|grandmothers?|guardians?|whose (?:son|daughter|child|children|baby|grandson|granddaughter))\b`)},
	{Child, false, lazyregexp.New(`(?i)\b(?:child|children|young (?:people|person|adults?)|care leavers?|care[- ]experienced|pupils?|boys?|girls?|teenagers?|students?|apprentices?|year[- ]old|in (?:foster |residential )?care)\b`)},
	{Journalist, false, lazyregexp.New(`(?i)\b(?:journalists?|reporters?|correspondents?|editors?|columnist)\b`)},
	{Inspector, true, lazyregexp.New(`(?i)\b(?:report|letter|review|findings)\b`)},
	{Partner, true, lazyregexp.New(`(?i)\b(?:unison|union|unions|charity|league|nspcc|barnardo[’']?s|foundation|school|academy|court|police)[’']s\b`)},
	{CouncilLeader, true, lazyregexp.New(`(?i)\b(?:chief executive|directors?|president|the authority|spokes(?:man|woman|person) for [^,]* authority)\b`)},
}

// roleOf gives the role that the description of a speaker tells.
func roleOf(description string) Role {
	best, at, weak := RoleUnknown, len(description)+1, true
	for _, r := range roleRules {
		for _, m := range r.pattern.FindAllStringIndex(description, -1) {
			rest := description[m[1]:]
			if (r.role == Child || r.role == Parent) && inBodyName(description, m[0], m[1]) || r.weak && r.role == CouncilLeader && ofOtherBody.MatchString(rest) {
				continue
			}
			if possessiveNext.MatchString(rest) {
				if r.role != Inspector && r.role != CouncilLeader { // "Ofsted’s director" is Ofsted's
					continue
				}
			}
			if r.weak && r.role == Inspector && !ownReport(description[:m[0]]) {
				continue
			}
			if weak && !r.weak || weak == r.weak && m[0] < at {
				best, at, weak = r.role, m[0], r.weak
			}
			break
		}
	}
	return best
}

var (
	possessiveNext = lazyregexp.New(`^(?:[’']s\s|[’']\s\p{Lu})`)
	// ofOtherBody follows an office in a body that is no council, since no word for one
	// stands in the description: "chief executive of Harbour for Children".
	ofOtherBody = lazyregexp.New(`^(?:\s+of\s+\p{Ll}+)?\s+(?:of|at|for|from)\s+(?:the\s+)?(?:\p{Lu}[\p{L}’'-]*\s+(?:(?:for|of|and|the)\s+)*){1,4}\p{Lu}`)
	capitalEnds = lazyregexp.New(`\p{Lu}[\p{L}’'-]*\s+(?:(?:for|of|and|the|with|disabled|young)\s+)*$`)
)

// inBodyName reports whether the words s[from:to] belong to the name of a body, as
// those for children and families do: "Action for Children", "Family Rights Group".
func inBodyName(s string, from, to int) bool {
	for _, w := range strings.Fields(s[from:to]) {
		if w[0] < 'A' || w[0] > 'Z' {
			return false
		}
	}
	if capitalEnds.MatchString(s[:from]) {
		return true
	}
	next := firstWord(strings.TrimLeft(s[to:], " "))
	return strings.HasPrefix(s[to:], " ") && next != "" && next[0] >= 'A' && next[0] <= 'Z' && bodyWord[strings.ToLower(strings.Trim(next, ",.’'"))]
}
