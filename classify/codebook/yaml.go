package codebook

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	yaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"assay/internal/lazyregexp"
	"assay/internal/yamlnode"
)

// defaultWords is how far near, before and after look where words: is not given.
const defaultWords = 6

// maxFile bounds a codebook file in bytes: a mistaken argument (a corpus) must
// not be parsed as YAML.
const maxFile = 4 << 20

// Parse reads one codebook file. name is used in messages, and what the file
// extends is looked for beside it. The error is an Errors with every problem of
// the file.
func Parse(name string, data []byte) (*Codebook, error) { return parse(name, data, nil) }

// parse is Parse of a file that the files of chain extend, one the other.
func parse(name string, data []byte, chain []string) (*Codebook, error) {
	r := &reader{file: name, lists: map[string]*node{}, chain: append(chain, name)}
	if len(data) > maxFile {
		return nil, Errors{{Pos: Pos{File: name, Line: 1, Col: 1}, Msg: fmt.Sprintf("a codebook is at most %d MiB; is this the right file?", maxFile>>20)}}
	}
	f, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, Errors{r.syntax(err)}
	}
	b := &Codebook{}
	if len(f.Docs) != 1 || f.Docs[0].Body == nil {
		r.at(nil, "a codebook is one YAML document with the key themes")
	} else {
		r.book(b, f.Docs[0].Body)
	}
	if len(r.errs) > 0 {
		slices.SortStableFunc(r.errs, func(a, b *Error) int { return a.Line - b.Line })
		return nil, r.errs
	}
	return b, nil
}

type reader struct {
	file  string
	chain []string // files on the way to this one, itself last
	lists map[string]*node
	all   []List // lists as written, those of extended files first
	errs  Errors
	theme string
	rule  string
}

func (r *reader) syntax(err error) *Error {
	e := &Error{Pos: Pos{File: r.file, Line: 1, Col: 1}, Msg: "no valid YAML: " + firstLine(err.Error())}
	var ye yaml.Error
	if errors.As(err, &ye) {
		e.Msg = "no valid YAML: " + firstLine(ye.GetMessage())
		if t := ye.GetToken(); t != nil {
			e.Pos = r.pos(t)
		}
	}
	return e
}

func firstLine(s string) string { l, _, _ := strings.Cut(s, "\n"); return l }

func (r *reader) pos(t *token.Token) Pos {
	if t == nil || t.Position == nil {
		return Pos{File: r.file, Line: 1, Col: 1}
	}
	return Pos{File: r.file, Line: t.Position.Line, Col: t.Position.Column}
}

func (r *reader) nodePos(n ast.Node) Pos {
	if n == nil {
		return r.pos(nil)
	}
	if l, ok := n.(*ast.LiteralNode); ok {
		return r.pos(l.Start)
	}
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		return r.nodePos(m.Values[0].Key)
	}
	return r.pos(n.GetToken())
}

func (r *reader) at(n ast.Node, format string, args ...any) {
	r.errs = append(r.errs, &Error{Pos: r.nodePos(n), Theme: r.theme, Rule: r.rule, Msg: fmt.Sprintf(format, args...)})
}

// entry is one key of a mapping.
type entry struct {
	key   string
	node  ast.Node // the key
	value ast.Node
}

// mapping reads a mapping whose keys must be among allowed; what names it in messages.
func (r *reader) mapping(n ast.Node, what string, allowed ...string) ([]entry, bool) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		r.at(n, "%s must be a mapping with the keys %s, not %s", what, strings.Join(allowed, ", "), yamlnode.Kind(n))
		return nil, false
	}
	var out []entry
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
	return out, true
}

// text reads a scalar as it is written.
func (r *reader) text(n ast.Node, what string) (string, bool) {
	s, ok := yamlnode.Scalar(n)
	if !ok {
		r.at(n, "%s must be text, not %s", what, yamlnode.Kind(n))
		return "", false
	}
	if strings.TrimSpace(s) == "" {
		r.at(n, "%s is empty", what)
		return "", false
	}
	return strings.TrimSpace(s), true
}

// list reads a sequence; a single scalar or mapping counts as a list of one.
func (r *reader) list(n ast.Node) []ast.Node {
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return nil
	case *ast.SequenceNode:
		return n.Values
	}
	return []ast.Node{n}
}

func (r *reader) book(b *Codebook, n ast.Node) {
	es, ok := r.mapping(n, "a codebook", "name", "version", "authors", "licence", "extends", "lists", "groups", "themes")
	if !ok {
		return
	}
	pack := Pack{File: r.file}
	var themes ast.Node
	for _, e := range es {
		switch e.key {
		case "name":
			pack.Name, _ = r.text(e.value, "name")
		case "version":
			pack.Version, _ = r.text(e.value, "version")
		case "licence":
			pack.Licence, _ = r.text(e.value, "licence")
		case "authors":
			for _, item := range r.list(e.value) {
				if a, ok := r.text(item, "an author"); ok {
					pack.Authors = append(pack.Authors, a)
				}
			}
		case "extends":
			pack.Extends = r.extend(b, e.value)
		}
	}
	for _, e := range es {
		switch e.key {
		case "lists":
			r.readLists(e.value)
		case "groups":
			r.readGroups(b, e.value)
		case "themes":
			themes = e.value
		}
	}
	b.Packs = append(b.Packs, pack)
	items := r.list(themes)
	if len(items) == 0 && pack.Extends == "" {
		r.at(n, "a codebook needs at least one theme under themes:")
	}
	r.themes(b, items)
	for i := range b.Themes {
		b.Themes[i].lists = r.all
	}
}

// themes reads the themes of the file; one whose id an extended file has adds to
// that theme.
func (r *reader) themes(b *Codebook, items []ast.Node) {
	base := len(b.Themes)
	seen := map[string]Pos{}
	for _, item := range items {
		old := -1
		if id := peekID(item); id != "" {
			old = slices.IndexFunc(b.Themes[:base], func(t Theme) bool { return t.ID == id })
		}
		var t Theme
		if old >= 0 {
			t = b.Themes[old]
		}
		if !r.readTheme(item, &t, old >= 0) {
			continue
		}
		if at, dup := seen[t.ID]; dup {
			r.errs = append(r.errs, &Error{Pos: t.Pos, Theme: t.ID, Msg: fmt.Sprintf("this theme id is taken by %s; choose another", at)})
			continue
		}
		seen[t.ID] = t.Pos
		if old >= 0 {
			b.Themes[old] = t
		} else {
			b.Themes = append(b.Themes, t)
		}
	}
}

var idForm = lazyregexp.New(`^[a-z][a-z0-9_-]{0,63}$`)

// readLists reads the named alternatives; a list may use those above it.
func (r *reader) readLists(n ast.Node) {
	es, ok := r.mapping(n, "lists")
	if !ok {
		return
	}
	for _, e := range es {
		if !idForm.MatchString(e.key) {
			r.at(e.node, "a list name is small letters, figures, - and _, and begins with a letter: %q is not", e.key)
			continue
		}
		alt, list := &node{kind: nodeAlt}, List{Name: e.key}
		for _, item := range r.list(e.value) {
			if p := r.pattern(item, "an item of list $"+e.key); p != nil {
				list.Items = append(list.Items, p.Text)
				for _, j := range p.joins {
					if len(j.parts) > 1 {
						r.at(item, "an item of list $%s cannot hold near: or same:", e.key)
						continue
					}
					alt.kids = append(alt.kids, j.parts[0])
				}
			}
		}
		if len(alt.kids) == 0 {
			r.at(e.node, "list $%s holds nothing", e.key)
			continue
		}
		r.lists[e.key] = one(alt)
		r.all = append(slices.DeleteFunc(slices.Clone(r.all), func(l List) bool { return l.Name == e.key }), list)
	}
}

// readTheme reads a theme into t. One that extends another begins with what t
// holds: rules and examples are added, names and definitions replaced.
func (r *reader) readTheme(n ast.Node, t *Theme, extends bool) bool {
	r.theme, r.rule = peekID(n), ""
	defer func() { r.theme, r.rule = "", "" }()
	t.Pos = r.nodePos(n)
	keys := []string{"id", "label", "definition", "include", "exclude", "positive", "negative", "guid", "color", "parent"}
	if extends {
		keys = append(keys, "drop")
	}
	es, ok := r.mapping(n, "a theme", keys...)
	if !ok {
		return false
	}
	for _, e := range es {
		if e.key == "id" {
			t.ID, ok = r.text(e.value, "id")
			if ok && !idForm.MatchString(t.ID) {
				r.at(e.value, "a theme id is small letters, figures, - and _, and begins with a letter: %q is not", t.ID)
				ok = false
			}
		}
	}
	if t.ID == "" || !ok {
		if ok {
			r.at(n, "a theme needs an id")
		}
		return false
	}
	if !extends {
		t.Label = t.ID
	}
	for _, e := range es {
		r.themeKey(t, e)
	}
	if len(t.Include) == 0 && !r.failed(t.ID) {
		r.at(n, "a theme needs at least one pattern under include:")
	}
	ids := map[string]Pos{}
	for _, rl := range append(slices.Clone(t.Include), t.Exclude...) {
		if at, dup := ids[rl.ID]; dup {
			r.errs = append(r.errs, &Error{Pos: rl.Pos, Theme: t.ID, Rule: rl.ID, Msg: fmt.Sprintf("the rule of %s has the same id; give one of them an id of its own", at)})
			continue
		}
		ids[rl.ID] = rl.Pos
	}
	return true
}

func (r *reader) themeKey(t *Theme, e entry) {
	switch e.key {
	case "label":
		t.Label, _ = r.text(e.value, "label")
	case "definition":
		t.Definition, _ = r.text(e.value, "definition")
	case "include":
		t.Include = append(slices.Clip(t.Include), r.readRules(e.value, false)...)
	case "exclude":
		t.Exclude = append(slices.Clip(t.Exclude), r.readRules(e.value, true)...)
	case "positive":
		t.Positive = append(slices.Clip(t.Positive), r.examples(e.value, "positive")...)
	case "negative":
		t.Negative = append(slices.Clip(t.Negative), r.examples(e.value, "negative")...)
	case "guid":
		t.GUID = r.guid(e.value)
	case "color":
		t.Color = r.color(e.value)
	case "parent":
		t.Parent, _ = r.text(e.value, "parent")
	case "drop":
		r.drop(t, e.value)
	}
}

// peekID is the id of a theme, "" where it has none that is well formed: it
// names the theme in messages about the rest.
func peekID(n ast.Node) string {
	if m, ok := n.(*ast.MappingNode); ok {
		for _, v := range m.Values {
			if id, ok := yamlnode.Scalar(v.Value); ok && v.Key.GetToken().Value == "id" && idForm.MatchString(id) {
				return id
			}
		}
	}
	return ""
}

// failed reports whether an error of the theme has been noted, so that what
// follows from it is not told as well.
func (r *reader) failed(theme string) bool {
	return slices.ContainsFunc(r.errs, func(e *Error) bool { return e.Theme == theme })
}
