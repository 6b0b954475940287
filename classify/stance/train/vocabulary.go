package train

import (
	"sort"

	"assay/classify/stance"
)

// A word, a whole heading or a feature counts only where two groups use it:
// what one council alone says (its name, its board's abbreviation) would be
// learnt as praise or blame of that council. Overlapping families need three.
const (
	minExamples, minGroups              = 2, 2
	minExamplesOverlap, minGroupOverlap = 3, 3
)

// seen counts the examples and, up to three, the groups of something.
type seen struct {
	examples int32
	groups   [3]int32 // numbers of groups, from 1
}

func (s seen) in(group int32) seen {
	s.examples++
	for i, g := range s.groups {
		if g == group {
			break
		}
		if g == 0 {
			s.groups[i] = group
			break
		}
	}
	return s
}

func (s seen) groupsSeen() int {
	n := 0
	for _, g := range s.groups {
		if g != 0 {
			n++
		}
	}
	return n
}

// groupNumbers numbers the groups of examples, from 1.
func groupNumbers(ex []Example) []int32 {
	ids := map[string]int32{}
	out := make([]int32, len(ex))
	for i := range ex {
		g := ex[i].Group
		if ids[g] == 0 {
			ids[g] = int32(len(ids) + 1)
		}
		out[i] = ids[g]
	}
	return out
}

// vocabulary numbers words, headings and themes, and finds the clusters.
func (t *trainer) vocabulary() {
	groups := groupNumbers(t.ex)
	count := map[string]seen{}
	themes := map[string]bool{}
	terms := stance.NewTerms(t.model)
	for i := range t.ex {
		mark := map[string]bool{}
		terms.Mark(t.ex[i].Parse, mark)
		for w := range mark {
			count[w] = count[w].in(groups[i])
		}
		for _, l := range t.ex[i].Themes {
			themes[stance.ThemeTerm(l.Theme)] = true
		}
	}
	words := stance.StandIns()
	for w, s := range count {
		if s.examples >= minExamples && s.groupsSeen() >= minGroups {
			words = append(words, w)
		}
	}
	for th := range themes {
		words = append(words, th)
	}
	sort.Strings(words)
	t.model.SetVocabulary(words, func(v stance.Vocabulary) {
		sentences := make([][]int32, len(t.ex))
		var ws []string
		for i := range t.ex {
			ws = terms.Words(t.ex[i].Parse, ws[:0])
			for _, w := range ws {
				sentences[i] = append(sentences[i], v.Number(w))
			}
		}
		cluster(v, sentences)
		t.words = v.Size()
	})
}
