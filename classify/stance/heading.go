package stance

import (
	"strings"

	"assay/classify/stance/sentence"
	"assay/internal/lazyregexp"
)

// gradeAtEnd is a grade printed at the end of a heading in any of the forms of
// the reports: "...: good", "... is inadequate.", "... requires improvement to
// be good", "judged to be good".
var gradeAtEnd = lazyregexp.New(`(?i)[\s:–—-]*\b(?:(?:is|are|was|were|be|remains?)\s+)?(?:judged\s+(?:to\s+be\s+|as\s+)?|graded\s+)?` +
	`(?:outstanding|requires?\s+improvement(?:\s+to\s+be\s+good)?|inadequate|good|adequate)\b[\s.]*\d*$`)

// WithoutGrade takes the grade phrase off the end of a heading: headings are
// evidence, grades are not.
func WithoutGrade(heading string) string {
	return strings.TrimSpace(gradeAtEnd.ReplaceAllString(strings.TrimSpace(heading), ""))
}

// headingWords splits a heading, its grade taken out, into lower-case words.
func headingWords(heading string) (whole string, words []string) {
	h := strings.Join(strings.Fields(sentence.Lower(WithoutGrade(heading))), " ")
	words = strings.FieldsFunc(h, func(r rune) bool {
		return !('a' <= r && r <= 'z' || r == '\'' || r == '-' || r > 127 && r != '–' && r != '’')
	})
	return h, words
}

// headed is a heading as numbers.
type headed struct {
	whole int32
	words []int32
	sum   score // of the weights of its features, once the model is trained
}

// keys appends the features of a heading.
func (h *headed) keys(keys []uint64) []uint64 {
	keys = append(keys, key(kHeading, h.whole, 0, 0))
	for i, w := range h.words {
		if w == noWord {
			continue
		}
		keys = append(keys, key(kHeadWord, w, 0, 0))
		if i > 0 && h.words[i-1] != noWord {
			keys = append(keys, key(kHeadWord2, h.words[i-1], w, 0))
		}
	}
	return keys
}

func (v *vocab) headed(heading string) *headed {
	if strings.TrimSpace(heading) == "" {
		return nil
	}
	whole, words := headingWords(heading)
	h := &headed{whole: v.ids[headingKey(whole)]}
	for _, w := range words {
		h.words = append(h.words, v.ids[w])
	}
	return h
}

// headingKey sets whole headings apart from words in the vocabulary.
func headingKey(whole string) string { return "heading:" + whole }

// themeKey sets themes apart from words in the vocabulary.
func themeKey(theme string) string { return "theme:" + theme }
