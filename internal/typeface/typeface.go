// Package typeface knows about how wide letters are, where a document does not say.
package typeface

import (
	"strings"
	"unicode"
)

// Width is about how wide a letter of a book face is, in font sizes.
func Width(r rune) float32 {
	switch {
	case strings.ContainsRune("iljtfrI.,:;'’!|()[]- ", r):
		return 0.35
	case strings.ContainsRune("mwMW", r):
		return 0.9
	case unicode.IsUpper(r):
		return 0.7
	}
	return 0.55
}
