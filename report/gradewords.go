package report

import "strings"

// grades reports whether a text holds a word that grades: outstanding, good,
// requires improvement (or require), inadequate, adequate, in any case and as
// whole words. Sentences that do are left out where language is held against
// grade (docs/design.md §8). It does what the regular expression
// (?i)\b(outstanding|good|requires? improvement|inadequate|adequate)\b does, in
// a twentieth of the time.
func grades(text string) bool {
	for i := 0; i < len(text); {
		if !wordByte(text[i]) {
			i++
			continue
		}
		end := i + 1
		for end < len(text) && wordByte(text[end]) {
			end++
		}
		switch w := text[i:end]; end - i {
		case len("good"):
			if strings.EqualFold(w, "good") {
				return true
			}
		case len("require"), len("requires"):
			if (strings.EqualFold(w, "requires") || strings.EqualFold(w, "require") || strings.EqualFold(w, "adequate")) &&
				(strings.EqualFold(w, "adequate") || improvement(text[end:])) {
				return true
			}
		case len("inadequate"):
			if strings.EqualFold(w, "inadequate") {
				return true
			}
		case len("outstanding"):
			if strings.EqualFold(w, "outstanding") {
				return true
			}
		}
		i = end
	}
	return false
}

// improvement reports whether a text goes on with the word improvement.
func improvement(rest string) bool {
	const word = " improvement"
	return len(rest) >= len(word) && strings.EqualFold(rest[:len(word)], word) && (len(rest) == len(word) || !wordByte(rest[len(word)]))
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}
