package postag

import "slices"

// Lemmas are the dictionary forms a printed word may have, whatever part of
// speech it is; the first is the word itself in lower case.
func Lemmas(word string) []string {
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

// Irregular are the printed words, in lower case, that have the lemma by a table
// and not by the rules of endings; all others begin with it, its last letter
// aside.
func Irregular(lemma string) (forms []string) {
	for _, group := range irregulars {
		for form, base := range group {
			if base == lemma && !slices.Contains(forms, form) {
				forms = append(forms, form)
			}
		}
	}
	slices.Sort(forms)
	return forms
}
