package postag

import (
	_ "embed"
	"strings"

	"assay/internal/phrases"
)

//go:embed words.txt
var wordsTxt string

var wordLists = phrases.Lists(wordsTxt)

var (
	alsoNames = phrases.Set(wordLists["also names"])
	spellings = func() map[string]string {
		m := map[string]string{}
		for _, line := range wordLists["spellings"] {
			spelling, word, _ := strings.Cut(line, " ")
			m[spelling] = word
		}
		return m
	}()
)
