package sentence

import (
	_ "embed"

	"assay/internal/phrases"
)

//go:embed words.txt
var wordsText string

var lists = phrases.Lists(wordsText)

// set is a group of words.txt as a set; one that is not there is a mistake of the
// program.
func set(group string) map[string]bool {
	if lists[group] == nil {
		panic("words.txt has no group " + group)
	}
	return phrases.Set(lists[group])
}

// senses are words of change of a kind ("verbs") with what each says.
func senses(kind string) map[string]sense {
	out := map[string]sense{}
	for sn, group := range map[sense]string{toBetter: " to better", toWorse: " to worse", toMore: " to more", toLess: " to less", toRest: " to rest"} {
		for _, w := range lists[kind+group] {
			out[w] = sn
		}
	}
	return out
}
