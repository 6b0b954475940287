package codebook

import (
	"strings"
)

// Clauses end at a semicolon, colon, dash or full stop; before a word of
// contrast or condition (although, but, however, while, ...); and after a comma
// that is followed by one of the words below, which start a new statement. The
// rule is deliberately plain: an analyst must be able to see where a clause ends.
var (
	clauseWords = map[string]bool{"although": true, "but": true, "however": true, "while": true, "whilst": true,
		"whereas": true, "though": true, "because": true, "unless": true, "nevertheless": true}
	afterComma = map[string]bool{"and": true, "so": true, "which": true, "who": true, "with": true, "meaning": true,
		"this": true, "these": true, "they": true, "it": true, "there": true, "when": true, "where": true, "if": true,
		"despite": true, "yet": true, "resulting": true, "leading": true}
)

// clauses numbers the clause of every unit.
func (r *run) clauses(text string) {
	if len(r.clause) == len(r.us) && len(r.us) > 0 {
		return
	}
	r.clause = r.clause[:0]
	n := int32(0)
	comma := false
	for i := range r.us {
		u := &r.us[i]
		switch u.kind {
		case unitStop:
			n++
		case unitComma:
			comma = u.Of(text) == ","
		case unitWord:
			if w := u.Of(text); len(w) <= len("nevertheless") {
				w = strings.ToLower(w)
				if clauseWords[w] || comma && afterComma[w] {
					n++
				}
			}
			comma = false
		}
		r.clause = append(r.clause, n)
	}
}
