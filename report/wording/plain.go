package wording

import (
	"strings"

	"assay/internal/plaintext"
)

// Plain is text that cannot change how the page around it is shown.
func Plain(s string) string { return plaintext.Of(s) }

// Cut is the first n characters of s, with an ellipsis where more was there.
func Cut(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return strings.TrimRight(s[:i], " ,;:") + "…"
		}
	}
	return s
}
