package extract

import (
	_ "embed"

	"assay/internal/lazyregexp"
	"assay/internal/phrases"
)

// The words that this package goes by are data: extract/words has a file a subject. What
// is left in code are shapes: numbers, capitals, the order of words.
var (
	//go:embed words/bodies.txt
	wordsOfBodies string
	//go:embed words/pages.txt
	wordsOfPages string
	//go:embed words/reports.txt
	wordsOfReports string
	//go:embed words/roles.txt
	wordsOfRoles string
	//go:embed words/voices.txt
	wordsOfVoices string

	wordLists = phrases.Read("extract/words", wordsOfBodies+wordsOfPages+wordsOfReports+wordsOfRoles+wordsOfVoices)
)

// wordList is a group in its order, wordSet the same as a set. One that is not there is a
// mistake of the program.
func wordList(group string) []string { return wordLists.Group(group) }

func wordSet(group string) map[string]bool { return wordLists.Set(group) }

// oneOf is a regular expression for the phrases of a group, those above first.
func oneOf(group string) string { return `(?:` + wordLists.AnyOf(group) + `)` }

// roleWords is a regular expression for the words of a role, which end as end says.
func roleWords(group, end string) *lazyregexp.Regexp {
	return lazyregexp.New(`(?i)\b` + oneOf(group) + end)
}
