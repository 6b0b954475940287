package codebook

import "strings"

// FunctionWord reports whether a word in lower case neither begins nor ends a
// phrase.
func FunctionWord(w string) bool { return functions[w] }

// PlainWord is a printed word in lower case, apostrophes straight and the
// possessive mark dropped; "" where nothing is left.
func PlainWord(printed string) string {
	w, drop := possessive(printed)
	if drop {
		return ""
	}
	return strings.ToLower(straighten(w))
}

var functions = lists.Set("function words")
