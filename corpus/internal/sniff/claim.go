package sniff

import (
	"path"
	"strings"
)

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

// SplitClaim takes the outer compression off a claim.
func SplitClaim(claim string) (compression, inner string) {
	if outer, inner, ok := strings.Cut(claim, "+"); ok {
		return outer, inner
	}
	return "", claim
}
