package corpus

import (
	"fmt"
	"path"
	"strings"
	"unicode/utf8"
)

// escapeURI writes every byte that is not part of valid UTF-8 as %XX.
func escapeURI(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	var b strings.Builder
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, "%%%02X", name[i])
		} else {
			b.WriteString(name[i : i+n])
		}
		i += n
	}
	return b.String()
}

// Claim is what a file name claims its content to be: the last extension in
// lower case, and before it the compression, as in "gz+pdf". A ".tgz" claims
// "gz+tar". It is part of what determines a Document.
func Claim(name string) string {
	name = strings.ToLower(path.Base(name))
	ext := strings.TrimPrefix(path.Ext(name), ".")
	switch ext {
	case "tgz":
		return "gz+tar"
	case "tzst":
		return "zst+tar"
	case "gz", "zst":
		return ext + "+" + strings.TrimPrefix(path.Ext(strings.TrimSuffix(name, "."+ext)), ".")
	}
	return ext
}

// splitClaim takes the outer compression off a claim.
func splitClaim(claim string) (compression, inner string) {
	if outer, inner, ok := strings.Cut(claim, "+"); ok {
		return outer, inner
	}
	return "", claim
}
