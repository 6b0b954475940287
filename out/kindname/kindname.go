// Package kindname names the kinds of documents for people, wherever they read one: the
// terminal, the spreadsheet, the report, a concordance. The names are data, kinds.txt; a
// kind that stands not there, such as one of a user's profile, is named by its key.
package kindname

import (
	_ "embed"
	"strings"
)

//go:embed kinds.txt
var table string

// names are the names of a kind; "" where its key names it.
type names struct{ one, several, short, word string }

var known = func() map[string]names {
	all := map[string]names{}
	for line := range strings.Lines(table) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "|")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		all[f[0]] = names{f[1], f[2], strings.TrimPrefix(f[3], "-"), f[4]} // a row that lacks one meets the tests
	}
	return all
}()

// Of is the name of n documents of a kind: "focused visit letter", "ILACS inspection
// reports"; other documents where the kind is "".
func Of(kind string, n int) string {
	if kind == "" {
		kind = "other"
	}
	k, ok := known[kind]
	switch {
	case !ok:
		return spaced(kind)
	case n == 1:
		return k.one
	}
	return k.several
}

// Short names a kind at the head of a column or in a legend.
func Short(kind string) string {
	if s := known[kind].short; s != "" {
		return s
	}
	return spaced(kind)
}

// Word names a kind in a word or two; "" where that tells nothing.
func Word(kind string) string {
	switch w := known[kind].word; w {
	case "":
		return spaced(kind)
	case "-":
		return ""
	default:
		return w
	}
}

func spaced(key string) string { return strings.ReplaceAll(key, "_", " ") }
