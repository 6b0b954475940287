package eval

import "strings"

// HasGradeWord reports whether a text holds a word of the scales: outstanding,
// good, requires (or require) improvement, inadequate, adequate, in any case and
// as whole words. Sentences that do are left out where language is held against
// grades (docs/design.md §8); "eval --grades" and the report share this rule. It
// does what the regular expression
// (?i)\b(outstanding|good|requires?\s+improvement|inadequate|adequate)\b does, in
// a twentieth of the time.
func HasGradeWord(text string) bool {
	for i := 0; i < len(text); {
		if !wordByte(text[i]) {
			i++
			continue
		}
		end := i + 1
		for end < len(text) && wordByte(text[end]) {
			end++
		}
		w := text[i:end]
		switch end - i {
		case len("good"):
			if strings.EqualFold(w, "good") {
				return true
			}
		case len("require"):
			if strings.EqualFold(w, "require") && improvementNext(text[end:]) {
				return true
			}
		case len("requires"): // as long as adequate
			if strings.EqualFold(w, "adequate") || strings.EqualFold(w, "requires") && improvementNext(text[end:]) {
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

// improvementNext reports whether a text goes on with the word improvement.
func improvementNext(rest string) bool {
	const word = "improvement"
	next := strings.TrimLeft(rest, " \t\n\f\r")
	return len(next) < len(rest) && len(next) >= len(word) && strings.EqualFold(next[:len(word)], word) &&
		(len(next) == len(word) || !wordByte(next[len(word)]))
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}
