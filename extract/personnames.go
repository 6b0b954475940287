package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameIn finds the last name of a person in a description: two or three words with
// capitals, one after a title or a word of kinship, or one that is known as a
// surname. It gives the name and its place, "" where there is none.
func nameIn(s string, known map[string]claim) (name string, at int) {
	words := wordSpans(s)
	at = -1
	for i := 0; i < len(words); {
		from := i
		if i+1 < len(words) && opensNoName[s[words[i][0]:words[i][1]]] {
			i++
			continue
		}
		for i < len(words) && personWord(s[words[i][0]:words[i][1]]) && (i == from || s[words[i-1][1]:words[i][0]] == " ") {
			i++
			if i-from == 4 {
				break
			}
		}
		for k := i - 1; k > from && !titleWord[strings.ToLower(s[words[from][0]:words[from][1]])]; k-- {
			if titleWord[strings.ToLower(s[words[k][0]:words[k][1]])] && k < i-1 { // "Paediatrician Dr Jo Lee"
				from = k
				break
			}
		}
		n := i - from
		if n == 0 {
			i++
			continue
		}
		first, last := s[words[from][0]:words[from][1]], s[words[i-1][0]:words[i-1][1]]
		titled := titleWord[strings.ToLower(first)]
		before := ""
		if from > 0 {
			before = strings.ToLower(s[words[from-1][0]:words[from-1][1]])
		}
		_, isKnown := known[last]
		switch {
		case n >= 2 && (titled || n <= 3),
			n == 1 && (isKnown || titleWord[before] || kinWord[before] || ageAfter.MatchString(s[words[i-1][1]:])):
			name, at = s[words[from][0]:words[i-1][1]], words[from][0]
		}
	}
	return name, at
}

// personWord reports whether a word can be part of a person's name: a capital, small
// letters after it, no possessive, no word of a body's name.
func personWord(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) || len(w) == n || strings.HasSuffix(w, "’s") || strings.HasSuffix(w, "'s") || bodyWord[strings.ToLower(w)] {
		return false
	}
	for i, r := range w[n:] { // one capital, but after a hyphen, an apostrophe, Mc or Mac
		if unicode.IsUpper(r) && !strings.HasSuffix(w[:n+i], "-") && !strings.HasSuffix(w[:n+i], "’") && w[:n+i] != "Mc" && w[:n+i] != "Mac" {
			return false
		}
	}
	return strings.ToUpper(w) != w
}
