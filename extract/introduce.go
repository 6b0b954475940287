package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/internal/lazyregexp"
)

var (
	// nameAtBody is a person, or two, with the body they are of.
	nameAtBody     = lazyregexp.New(`\b((?:\p{Lu}[\p{L}’'-]+\.?\s+){1,2}\p{Lu}[\p{L}’'-]+)(?:\s+and\s+((?:\p{Lu}[\p{L}’'-]+\.?\s+){1,2}\p{Lu}[\p{L}’'-]+))?,?\s+(?:of|from|at)\s+((?:the\s+)?(?:\p{Lu}[\p{L}’'-]+\s+(?:(?:of|for|and|the)\s+)*){0,5}\p{Lu}[\p{L}’'-]+)`)
	dashedOffice   = lazyregexp.New(`\b((?:\p{Lu}[\p{L}’'-]+\s+){1,2}\p{Lu}[\p{L}’'-]+)\s+[–—-]\s+((?:an?|the|who)\s[^–—.;“”]{6,110}?)\s+[–—-]\s`)
	nameThenOffice = lazyregexp.New(`\b((?:\p{Lu}[\p{L}’'-]+\s+){1,2}\p{Lu}[\p{L}’'-]+),\s+((?:an?\s+|the\s+)?[\p{Ll}][^,.;“”]{6,110})`)
	bodyNamed      = lazyregexp.New(`(?i:\b(?:the|a|an)\s+(?:\p{L}+\s+)?(charity|union|foundation|school|academy|inspectorate|council)),?\s+(?:called\s+)?(\p{Lu}\p{L}+)\b`)
	officeThenName = lazyregexp.New(`\b([^,.;“”]{8,110}),\s+(\p{Lu}[\p{L}’'-]+\s+\p{Lu}[\p{L}’'-]+),`)
)

// introduce remembers the people a paragraph presents with their office: "Ann
// Lee, chair of the board", "the board’s chair, Ann Lee, ...".
func (q *quoteFinder) introduce(masked string) {
	note := func(name, office string) {
		key := lastWord(name)
		if sayVerbs[strings.ToLower(firstWord(office))] == saySure || firstWord(office) == "who" || firstWord(office) == "which" || inClause[firstWord(office)] {
			return
		}
		role := roleOf(office)
		if its := strings.HasPrefix(strings.ToLower(office), "its "); its && q.body != RoleUnknown {
			role = q.body
		}
		if k := q.known[key]; k.role == RoleUnknown && role != RoleUnknown {
			q.remember(claim{speaker: name, description: office, role: role})
		}
	}
	for _, m := range bodyNamed.FindAllStringSubmatch(masked, -1) {
		q.bodies[m[2]] = roleOf(m[1])
		q.body = roleOf(m[1])
	}
	if lastDash(masked) >= 0 {
		for _, m := range dashedOffice.FindAllStringSubmatch(masked, -1) {
			note(m[1], strings.TrimPrefix(m[2], "who "))
		}
	}
	if capitalsAround(masked, " of ", " from ", " at ") {
		for _, m := range nameAtBody.FindAllStringSubmatch(masked, -1) {
			if r := roleOf(m[3]); r != RoleUnknown && r != Child && r != Parent {
				note(m[1], m[3])
				if m[2] != "" {
					note(m[2], m[3])
				}
			}
		}
	}
	// No match of the two goes over a stop or is without a comma beside a capital, so
	// that only the parts with one are looked at.
	parts := func(f func(part string)) {
		for part := range strings.FieldsFuncSeq(masked, func(r rune) bool { return r == '.' || r == ';' }) {
			if commaByName(part) {
				f(part)
			}
		}
	}
	parts(func(part string) {
		for _, m := range nameThenOffice.FindAllStringSubmatch(part, -1) {
			note(m[1], m[2])
		}
	})
	parts(func(part string) {
		for _, m := range officeThenName.FindAllStringSubmatch(part, -1) {
			note(m[2], m[1])
		}
	})
}

// turnedTo is whom the words before a pronoun and a verb of saying turn to: "I asked my
// manager and she".
func turnedTo(before string) (c claim, ok bool) {
	m := asksWhom.FindStringSubmatch(strings.TrimRight(before, " \n"))
	return c, m != nil && c.subject(m[1]) && !c.pronoun && oneHuman(c.speaker)
}

var asksWhom = lazyregexp.New(`\b` + oneOf("turns to") + `\s+((?:(?:my|our|the|his|her|their|an?)\s|\p{Lu})[\p{L}’' -]{1,40}?)(?:\s+(?:what|why|how|whether|if|when|where|about|to|for)\s[^,;:]{1,60}?)?,?\s+(?:and|but|who|so)\s+(?:he|she|they)$`)

// commaByName reports whether a comma has a word with a capital right before or behind it.
func commaByName(s string) bool {
	for at := 0; ; at++ {
		n := strings.IndexByte(s[at:], ',')
		if n < 0 {
			return false
		}
		at += n
		before, _ := utf8.DecodeRuneInString(s[strings.LastIndexAny(s[max(0, at-40):at], " \n\t(")+1+max(0, at-40):])
		behind, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[at+1:], " \n\t"))
		if unicode.IsUpper(before) || unicode.IsUpper(behind) {
			return true
		}
	}
}

// capitalsAround reports whether one of some words, with the spaces around it, stands
// between two words with a capital; "the" may follow it.
func capitalsAround(s string, words ...string) bool {
	for _, w := range words {
		for at := strings.Index(s, w); at >= 0; {
			before, _ := utf8.DecodeRuneInString(s[strings.LastIndexAny(s[:at], " \n\t(")+1:])
			behind, _ := utf8.DecodeRuneInString(strings.TrimPrefix(s[at+len(w):], "the "))
			if unicode.IsUpper(before) && unicode.IsUpper(behind) {
				return true
			}
			next := strings.Index(s[at+1:], w)
			if next < 0 {
				break
			}
			at += 1 + next
		}
	}
	return false
}
