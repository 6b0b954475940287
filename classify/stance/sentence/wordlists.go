package sentence

import (
	_ "embed"

	"assay/internal/phrases"
)

//go:embed words.txt
var wordsText string

var lists = phrases.Read("sentence/words.txt", wordsText)

// set is a group of words.txt as a set; one that is not there is a mistake of the
// program.
func set(group string) map[string]bool { return lists.Set(group) }

// senses are words of change of a kind ("verbs") with what each says.
func senses(kind string) map[string]sense {
	out := map[string]sense{}
	for sn, group := range map[sense]string{toBetter: " to better", toWorse: " to worse", toMore: " to more", toLess: " to less", toRest: " to rest"} {
		if !lists.Has(kind + group) {
			continue
		}
		for _, w := range lists.Group(kind + group) {
			out[w] = sn
		}
	}
	return out
}

// Words that stand around a word of change; words.txt says what each group does.
var (
	notSoYet         = set("not so yet")
	wantedAfter      = set("wanted after")
	auxiliaries      = set("auxiliaries")
	aims             = set("aims")
	worked           = set("worked")
	isThere          = set("is there")
	anothersProgress = set("another's progress")
	purposes         = set("purposes")
)

// StandsForItself are the words that no cluster of words may swallow.
var StandsForItself = set("stands for itself")
