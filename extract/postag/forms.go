package postag

import "slices"

// Lemmas are the dictionary forms a printed word may have, whatever part of
// speech it is; the first is the word itself in lower case.
func Lemmas(word string) []string {
	if plain, ok := spellings[word]; ok {
		return append([]string{word}, Lemmas(plain)...)
	}
	m, lower := loadTagModel(), lowerOf(word)
	list := []string{lower}
	if word == "" {
		return list
	}
	for g := range lemmaGroups {
		if l := m.lemma(word, lower, g); !slices.Contains(list, l) {
			list = append(list, l)
		}
	}
	return list
}

// Irregular are the printed words, in lower case, that have the lemma by a table, of
// forms or of spellings, and not by the rules of endings; all others begin with it, its last letter
// aside.
func Irregular(lemma string) (forms []string) {
	for _, group := range irregulars {
		for form, base := range group {
			if base == lemma && !slices.Contains(forms, form) {
				forms = append(forms, form)
			}
		}
	}
	for spelling, word := range spellings {
		if lowerOf(word) == lemma || slices.Contains(Lemmas(word), lemma) {
			forms = append(forms, spelling)
		}
	}
	slices.Sort(forms)
	return forms
}
