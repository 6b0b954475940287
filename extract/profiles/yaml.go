package profiles

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	yaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

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
type Errors []*Error

func (es Errors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As find one *Error.
func (es Errors) Unwrap() []error {
	out := make([]error, len(es))
	for i, e := range es {
		out[i] = e
	}
	return out
}

// A reader walks the tree of a file and notes what is wrong with its place.
type reader struct {
	file    string
	profile string
	errs    Errors
}

// tree parses data into the body of its one document, nil after an error.
func (r *reader) tree(data []byte) ast.Node {
	f, err := parser.ParseBytes(data, 0)
	if err != nil {
		e := &Error{Pos: Pos{File: r.file, Line: 1, Col: 1}, Msg: "no valid YAML: " + firstLine(err.Error())}
		var ye yaml.Error
		if errors.As(err, &ye) {
			e.Msg = "no valid YAML: " + firstLine(ye.GetMessage())
			if t := ye.GetToken(); t != nil {
				e.Pos = r.pos(t)
			}
		}
		r.errs = append(r.errs, e)
		return nil
	}
	if len(f.Docs) != 1 || f.Docs[0].Body == nil {
		r.at(nil, "a profile file is one YAML document with the key profiles")
		return nil
	}
	return f.Docs[0].Body
}

func firstLine(s string) string { l, _, _ := strings.Cut(s, "\n"); return l }

func (r *reader) pos(t *token.Token) Pos {
	if t == nil || t.Position == nil {
		return Pos{File: r.file, Line: 1, Col: 1}
	}
	return Pos{File: r.file, Line: t.Position.Line, Col: t.Position.Column}
}

func (r *reader) nodePos(n ast.Node) Pos {
	switch n := n.(type) {
	case nil:
		return r.pos(nil)
	case *ast.LiteralNode:
		return r.pos(n.Start)
	case *ast.MappingNode:
		if len(n.Values) > 0 {
			return r.nodePos(n.Values[0].Key)
		}
	}
	return r.pos(n.GetToken())
}

func (r *reader) at(n ast.Node, format string, args ...any) {
	r.errs = append(r.errs, &Error{Pos: r.nodePos(n), Profile: r.profile, Msg: fmt.Sprintf(format, args...)})
}

// entry is one key of a mapping.
type entry struct {
	key   string
	node  ast.Node // the key
	value ast.Node
}

// mapping reads a mapping whose keys are among allowed, all where none is
// given; what names it in messages.
func (r *reader) mapping(n ast.Node, what string, allowed ...string) (out []entry) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		if len(allowed) > 0 {
			r.at(n, "%s must be a mapping with the keys %s, not %s", what, strings.Join(allowed, ", "), yamlnode.Kind(n))
		} else {
			r.at(n, "%s must be a mapping, not %s", what, yamlnode.Kind(n))
		}
		return nil
	}
	seen := map[string]bool{}
	for _, v := range m.Values {
		key := v.Key.GetToken().Value
		switch {
		case len(allowed) > 0 && !slices.Contains(allowed, key):
			r.at(v.Key, "%s has no key %q; its keys are %s", what, key, strings.Join(allowed, ", "))
			continue
		case seen[key]:
			r.at(v.Key, "%s has the key %q twice", what, key)
			continue
		}
		seen[key] = true
		out = append(out, entry{key, v.Key, v.Value})
	}
	return out
}

// text reads a scalar as it is written.
func (r *reader) text(e entry) string {
	s, ok := yamlnode.Scalar(e.value)
	switch {
	case !ok:
		r.at(e.value, "%s must be text, not %s", e.key, yamlnode.Kind(e.value))
	case strings.TrimSpace(s) == "":
		r.at(e.value, "%s is empty", e.key)
	}
	return strings.TrimSpace(s)
}

// list reads a sequence; a single scalar or mapping counts as a list of one.
func list(n ast.Node) []ast.Node {
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return nil
	case *ast.SequenceNode:
		return n.Values
	}
	return []ast.Node{n}
}

// truth reads true or false.
func (r *reader) truth(e entry) bool {
	b, ok := e.value.(*ast.BoolNode)
	if !ok {
		r.at(e.value, "%s is true or false, not %s", e.key, yamlnode.Kind(e.value))
		return false
	}
	return b.Value
}

// among reads one of the values.
func (r *reader) among(e entry, values []string) string {
	s := r.text(e)
	if s != "" && !slices.Contains(values, s) {
		r.at(e.value, "there is no %s %q; there are %s", e.key, s, strings.Join(values, ", "))
		return ""
	}
	return s
}

func (r *reader) day(e entry) Day {
	d, ok := parseDay(r.text(e))
	if !ok {
		r.at(e.value, "%s is a day written YYYY-MM-DD", e.key)
	}
	return d
}

// patterns reads a pattern or a list of them.
func (r *reader) patterns(e entry, at anchor) (out []*Pattern) {
	items := list(e.value)
	if len(items) == 0 {
		r.at(e.node, "%s is empty", e.key)
	}
	for _, n := range items {
		if p := r.pattern(n, e.key, at); p != nil {
			out = append(out, p)
		}
	}
	return out
}

func (r *reader) pattern(n ast.Node, what string, at anchor) *Pattern {
	s, ok := yamlnode.Scalar(n)
	if !ok {
		r.at(n, "%s: a pattern is text, not %s", what, yamlnode.Kind(n))
		return nil
	}
	p, err := compile(s, at)
	if err != nil {
		r.at(n, "%s: pattern %q: %v", what, s, err)
		return nil
	}
	p.Pos = r.nodePos(n)
	return p
}
