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
	{Inspector, false, roleWords("inspectors", `\b`)},
	{Government, false, roleWords("government", `\b`)},
	{Academic, false, roleWords("academics", `\b`)},
	{Partner, false, roleWords("partners", `\b`)},
	{Practitioner, false, roleWords("practitioners", `\b`)}, // before leaders: "a member of staff"
	{CouncilLeader, false, roleWords("council leaders", `\b`)},
	{Parent, false, roleWords("parents", `\b`)},
	{Child, false, roleWords("children", `\b`)},
	{Journalist, false, roleWords("journalists", `\b`)},
	{Inspector, true, roleWords("inspectors, weakly", `\b`)},
	{Partner, true, roleWords("partners, weakly", `[’']s\b`)},
	{CouncilLeader, true, roleWords("council leaders, weakly", `\b`)},
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
			if r.weak && r.role == Inspector && (!ownReport(description[:m[0]]) || ofSomebody.MatchString(rest)) {
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
	// ofSomebody follows a report whose authors are named.
	ofSomebody  = lazyregexp.New(`^\s+(?:by|from)\s`)
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
