package extract

import (
	"strings"

	"assay/internal/lazyregexp"
)

// silent says that the person told of says nothing, so that whoever speaks next is another.
var silent = lazyregexp.New(`\b(?:declined|refused|(?:did|does|do|would|could|has|have|had) not|didn[’']t|unavailable|no comment)\b`)

// gesturing is the person of a short sentence that tells of a gesture, whose verb the
// tagger may take for a noun: "His wife nods."
func (q *quoteFinder) gesturing(s string) (claim, bool) {
	words := strings.Fields(strings.TrimRight(strings.TrimSpace(s), "."))
	if len(words) < 2 || len(words) > 9 || !gestures[words[len(words)-1]] {
		return claim{}, false
	}
	subject := strings.Join(words[:len(words)-1], " ")
	if name, at := nameIn(subject, q.known); name != "" && at+len(name) == len(subject) {
		return q.asKnown(claim{speaker: name, description: subject, role: roleByAge(subject)}), true
	}
	if len(words) == 2 {
		return q.oneName(subject)
	}
	if !oneHuman(subject) {
		return claim{}, false
	}
	return claim{speaker: subject, description: subject, role: roleByAge(subject)}, true
}

// several reports words for people together, or a body: "Foster carers", "inspectors".
func several(c claim) bool {
	head := c.speaker
	if at := tailOpens.FindStringIndex(head); at != nil {
		head = head[:at[0]]
	}
	last := strings.ToLower(strings.Trim(lastWord(head), ",."))
	if strings.HasSuffix(last, "ed") { // "Carers asked in the survey"
		last = strings.ToLower(lastWord(strings.TrimSuffix(head, lastWord(head))))
	}
	return c.role != RoleUnknown && !oneHuman(c.speaker) && (strings.HasSuffix(last, "s") || last == "people" || last == "staff" || last == "police" || last == "children")
}

// roleBeside is the role of a speaker by who was told of before, where the words for the
// speaker point there: one of a group, the deputy of whoever spoke, a person described
// in the sentence before and named now.
func (q *quoteFinder) roleBeside(c claim) Role {
	switch {
	case others[strings.ToLower(c.speaker)]:
		switch {
		case c.role != RoleUnknown:
			return c.role
		case q.group.role != RoleUnknown:
			return q.group.role // "Practitioners were frank. One said"
		}
		return q.last.role // "one social worker said ... Another said"
	case len(c.description) > 4 && strings.EqualFold(c.description[:4], "its "): // the head of the body that spoke, or was named
		switch {
		case q.last.role != RoleUnknown && !oneHuman(q.last.speaker):
			return q.last.role
		case q.body != RoleUnknown:
			return q.body
		case q.last.role == Child || q.last.role == Parent || q.last.role == RoleUnknown:
			return c.role // somebody who is of no body
		}
		return q.last.role
	case c.role != RoleUnknown:
	case besideThem.MatchString(c.description):
		return q.last.role
	case tookOffice.MatchString(c.description) && q.last.role != RoleUnknown && oneHuman(q.last.speaker) && !namesPerson(q.last.speaker):
		return q.last.role // "the new director has promised. Ann Lee, who joined in May, said"
	case c.description == c.speaker && q.told[0].speaker != "" && q.known[lastWord(c.speaker)].speaker == "":
		if name, at := nameIn(c.speaker, nil); name != "" && at == 0 {
			return q.told[0].role
		}
	}
	return c.role
}

// tookOffice is what is told of somebody who holds an office named before.
var tookOffice = lazyregexp.New(`,\s+who\s+` + oneOf("took office") + `\b`)

// besideThem is somebody of the office of whoever spoke: "her deputy".
var besideThem = lazyregexp.New(`(?i)^(?:his|her|their)\s+(?:\p{Ll}+\s+)?` + oneOf("beside somebody") + `\b`)
