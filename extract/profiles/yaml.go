package profiles

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"assay/internal/yamlnode"
)

// Error is one thing wrong with a profile file: where, in which profile, and what.
type Error struct {
	Pos
	Profile string // "" outside one
	Msg     string
}

func (e *Error) Error() string {
	if e.Profile == "" {
		return e.Pos.String() + ": " + e.Msg
	}
	return e.Pos.String() + ": profile " + e.Profile + ": " + e.Msg
}

// Errors is every problem found, in the order of the file.
type Errors = yamlnode.Errors[*Error]

type entry = yamlnode.Entry

// A reader walks the tree of a file and notes what is wrong with its place.
type reader struct {
	yamlnode.Reader
	profile string
	errs    Errors
}

func newReader(file string) *reader {
	r := &reader{}
	r.Reader = yamlnode.Reader{File: file, Mistake: func(at Pos, what string) {
		r.errs = append(r.errs, &Error{Pos: at, Profile: r.profile, Msg: what})
	}}
	return r
}

// mapping reads a mapping; nil where there is none, or nothing in it.
func (r *reader) mapping(n ast.Node, what string, allowed ...string) []entry {
	out, _ := r.Mapping(n, what, allowed...)
	return out
}

func (r *reader) text(e entry) string {
	s, _ := r.Text(e.Value, e.Key)
	return s
}

// truth reads true or false.
func (r *reader) truth(e entry) bool {
	b, ok := e.Value.(*ast.BoolNode)
	if !ok {
		r.At(e.Value, "%s is true or false, not %s", e.Key, yamlnode.Kind(e.Value))
		return false
	}
	return b.Value
}

// among reads one of the values.
func (r *reader) among(e entry, values []string) string {
	s := r.text(e)
	if s != "" && !slices.Contains(values, s) {
		r.At(e.Value, "there is no %s %q; there are %s", e.Key, s, strings.Join(values, ", "))
		return ""
	}
	return s
}

func (r *reader) day(e entry) Day {
	d, ok := parseDay(r.text(e))
	if !ok {
		r.At(e.Value, "%s is a day written YYYY-MM-DD", e.Key)
	}
	return d
}

// patterns reads a pattern or a list of them.
func (r *reader) patterns(e entry, at anchor) (out []*Pattern) {
	items := yamlnode.List(e.Value)
	if len(items) == 0 {
		r.At(e.Node, "%s is empty", e.Key)
	}
	for _, n := range items {
		if p := r.pattern(n, e.Key, at); p != nil {
			out = append(out, p)
		}
	}
	return out
}

func (r *reader) pattern(n ast.Node, what string, at anchor) *Pattern {
	s, ok := yamlnode.Scalar(n)
	if !ok {
		r.At(n, "%s: a pattern is text, not %s", what, yamlnode.Kind(n))
		return nil
	}
	p, err := compile(s, at)
	if err != nil {
		r.At(n, "%s: pattern %q: %v", what, s, err)
		return nil
	}
	p.Pos = r.Place(n)
	return p
}
