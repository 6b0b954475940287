package postag

import (
	_ "embed"
	"strings"

	"assay/internal/phrases"
)

//go:embed words.txt
var wordsTxt string

var wordLists = phrases.Read("extract/postag/words.txt", wordsTxt)

var (
	alsoNames = wordLists.Set("also names")
	spellings = func() map[string]string {
		m := map[string]string{}
		for _, line := range wordLists.Group("spellings") {
			spelling, word, _ := strings.Cut(line, " ")
			m[spelling] = word
		}
		return m
	}()
)
