package cli

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"assay/classify/codebook"
	"assay/internal/usage"
	"assay/out"
)

// units are those a size may be given in, the largest first.
var units = []struct {
	size int64
	name string
}{{1 << 30, "G"}, {1 << 20, "M"}, {1 << 10, "K"}}

// byteSize is a flag in bytes that takes K, M and G (powers of 1,024).
type byteSize int64

func (b *byteSize) String() string { return formatBytes(int64(*b)) }

// Type is what help shows.
func (b *byteSize) Type() string { return "size" }

// Set reads "128M" and the like.
func (b *byteSize) Set(given string) error {
	s := strings.TrimSuffix(strings.TrimSuffix(strings.ToUpper(strings.TrimSpace(given)), "B"), "I")
	unit := int64(1)
	for _, u := range units {
		if rest, ok := strings.CutSuffix(s, u.name); ok {
			s, unit = rest, u.size
			break
		}
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || n > (1<<62)/unit {
		return fmt.Errorf("want a size like 64M, not %q", given)
	}
	*b = byteSize(n * unit)
	return nil
}

func formatBytes(n int64) string {
	for _, u := range units {
		if n >= u.size && n%u.size == 0 {
			return strconv.FormatInt(n/u.size, 10) + u.name
		}
	}
	return strconv.FormatInt(n, 10)
}

// SizeVar adds a flag in bytes that takes K, M and G.
func SizeVar(f *pflag.FlagSet, p *int64, name string, value int64, usage string) {
	*p = value
	f.Var((*byteSize)(p), name, usage)
}

// SortedKeys lists the keys of a map in order.
func SortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// BookFlags adds the flags that choose themes, without the model.
func (o *ThemeOptions) BookFlags(cmd *cobra.Command) {
	o.Flags(cmd.Flags())
	if err := cmd.Flags().MarkHidden("model"); err != nil {
		panic(err) // the flag is set one line above
	}
}

// Meant says which of some names was perhaps meant by a word, "" where none is near.
func Meant(word string, names []string) string {
	if near := out.Nearest(word, names); near != "" {
		return "did you mean " + near + "? "
	}
	return ""
}

// BookOf is the codebook named by arguments, or the one of a run with the flags.
func BookOf(files []string, o *ThemeOptions) (*codebook.Codebook, error) {
	if len(files) == 0 {
		return o.Book()
	}
	b, err := codebook.Load(files...)
	if err != nil {
		return nil, usage.Errorf("%w", err)
	}
	return b, nil
}
