package codebook

import (
	_ "embed"
	"strings"

	"assay/internal/phrases"
)

//go:embed words.txt
var wordsText string

var lists = phrases.Read("codebook/words.txt", wordsText)

// Clauses end at a semicolon, colon, dash or full stop; before a word of
// contrast or condition (although, but, however, while, ...); and after a comma
// that is followed by a word that starts a new statement. The rule is
// deliberately plain: an analyst must be able to see where a clause ends.
var (
	clauseWords = lists.Set("begins a clause")
	afterComma  = lists.Set("begins a clause after a comma")
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
