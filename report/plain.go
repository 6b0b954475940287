package report

import (
	"strings"

	"assay/internal/plaintext"
)

// plain is text that cannot change how the page around it is shown.
func plain(s string) string { return plaintext.Of(s) }

// cut is the first n characters of s, with an ellipsis where more was there.
func cut(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return strings.TrimRight(s[:i], " ,;:") + "…"
		}
	}
	return s
}
