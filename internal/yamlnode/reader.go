package yamlnode

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	yaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Pos is a place in a file; lines and columns count from 1.
type Pos struct {
	File      string
	Line, Col int
}

func (p Pos) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col) }

// Errors is every mistake found in a file, in its order, a line each.
type Errors[E error] []E

func (es Errors[E]) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As find one of them.
func (es Errors[E]) Unwrap() []error {
	out := make([]error, len(es))
	for i, e := range es {
		out[i] = e
	}
	return out
}

// A Reader walks the tree of one file and goes on after a mistake. It is for one
// goroutine.
type Reader struct {
	File    string
	Mistake func(at Pos, what string) // is told of each
}

// Entry is one key of a mapping.
type Entry struct {
	Key         string
	Node, Value ast.Node // of the key, and what it holds
}

// Tree parses data, whose one document is a what, into that document's body; nil
// after a mistake.
func (r *Reader) Tree(data []byte, what string) ast.Node {
	f, err := parser.ParseBytes(data, 0)
	if err != nil {
		at, msg := r.place(nil), err.Error()
		var ye yaml.Error
		if errors.As(err, &ye) {
			at, msg = r.place(ye.GetToken()), ye.GetMessage()
		}
		msg, _, _ = strings.Cut(msg, "\n")
		r.Mistake(at, "no valid YAML: "+msg)
		return nil
	}
	if len(f.Docs) != 1 || f.Docs[0].Body == nil {
		r.At(nil, "%s", what)
		return nil
	}
	return f.Docs[0].Body
}

func (r *Reader) place(t *token.Token) Pos {
	if t == nil || t.Position == nil {
		return Pos{File: r.File, Line: 1, Col: 1}
	}
	return Pos{File: r.File, Line: t.Position.Line, Col: t.Position.Column}
}

// Place is where a node begins; nil stands for the file.
func (r *Reader) Place(n ast.Node) Pos {
	switch n := n.(type) {
	case nil:
		return r.place(nil)
	case *ast.LiteralNode:
		return r.place(n.Start)
	case *ast.MappingNode:
		if len(n.Values) > 0 {
			return r.Place(n.Values[0].Key)
		}
	}
	return r.place(n.GetToken())
}

// At notes a mistake at a node.
func (r *Reader) At(n ast.Node, format string, args ...any) {
	r.Mistake(r.Place(n), fmt.Sprintf(format, args...))
}

// Mapping reads a mapping whose keys are among allowed, any where none is given; what
// names it in messages. False where n is none. That no key stands twice, Tree has seen.
func (r *Reader) Mapping(n ast.Node, what string, allowed ...string) (out []Entry, ok bool) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		keys := ""
		if len(allowed) > 0 {
			keys = " with the keys " + strings.Join(allowed, ", ")
		}
		r.At(n, "%s must be a mapping%s, not %s", what, keys, Kind(n))
		return nil, false
	}
	for _, v := range m.Values {
		key := v.Key.GetToken().Value
		if len(allowed) > 0 && !slices.Contains(allowed, key) {
			r.At(v.Key, "%s has no key %q; its keys are %s", what, key, strings.Join(allowed, ", "))
			continue
		}
		out = append(out, Entry{key, v.Key, v.Value})
	}
	return out, true
}

// Text reads a scalar as it is written, without the space around it. False where it is
// none or empty.
func (r *Reader) Text(n ast.Node, what string) (string, bool) {
	s, ok := Scalar(n)
	if !ok {
		r.At(n, "%s must be text, not %s", what, Kind(n))
		return "", false
	}
	if s = strings.TrimSpace(s); s == "" {
		r.At(n, "%s is empty", what)
		return "", false
	}
	return s, true
}

// List reads a sequence; a single scalar or mapping counts as a list of one.
func List(n ast.Node) []ast.Node {
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return nil
	case *ast.SequenceNode:
		return n.Values
	}
	return []ast.Node{n}
}

// Peek is the scalar under a key of a mapping, without noting a mistake; "" where
// there is none.
func Peek(n ast.Node, key string) string {
	if m, ok := n.(*ast.MappingNode); ok {
		for _, v := range m.Values {
			if s, ok := Scalar(v.Value); ok && v.Key.GetToken().Value == key {
				return s
			}
		}
	}
	return ""
}
