package codebook

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"

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
	r := &reader{lists: map[string]*node{}, chain: append(chain, name)}
	r.Reader = yamlnode.Reader{File: name, Mistake: func(at yamlnode.Pos, what string) {
		r.errs = append(r.errs, &Error{Pos: Pos(at), Theme: r.theme, Rule: r.rule, Msg: what})
	}}
	if len(data) > maxFile {
		return nil, Errors{{Pos: Pos{File: name, Line: 1, Col: 1}, Msg: fmt.Sprintf("a codebook is at most %d MiB; is this the right file?", maxFile>>20)}}
	}
	b := &Codebook{}
	if body := r.Tree(data, "a codebook is one YAML document with the key themes"); body != nil {
		r.book(b, body)
	}
	if len(r.errs) > 0 {
		slices.SortStableFunc(r.errs, func(a, b *Error) int { return a.Line - b.Line })
		return nil, r.errs
	}
	return b, nil
}

type reader struct {
	yamlnode.Reader
	chain []string // files on the way to this one, itself last
	lists map[string]*node
	all   []List // lists as written, those of extended files first
	errs  Errors
	theme string
	rule  string
}

type entry = yamlnode.Entry

func (r *reader) nodePos(n ast.Node) Pos { return Pos(r.Place(n)) }

func (r *reader) book(b *Codebook, n ast.Node) {
	es, ok := r.Mapping(n, "a codebook", "name", "version", "authors", "licence", "extends", "lists", "groups", "themes")
	if !ok {
		return
	}
	pack := Pack{File: r.File}
	var themes ast.Node
	for _, e := range es {
		switch e.Key {
		case "name":
			pack.Name, _ = r.Text(e.Value, "name")
		case "version":
			pack.Version, _ = r.Text(e.Value, "version")
		case "licence":
			pack.Licence, _ = r.Text(e.Value, "licence")
		case "authors":
			for _, item := range yamlnode.List(e.Value) {
				if a, ok := r.Text(item, "an author"); ok {
					pack.Authors = append(pack.Authors, a)
				}
			}
		case "extends":
			pack.Extends = r.extend(b, e.Value)
		}
	}
	for _, e := range es {
		switch e.Key {
		case "lists":
			r.readLists(e.Value)
		case "groups":
			r.readGroups(b, e.Value)
		case "themes":
			themes = e.Value
		}
	}
	b.Packs = append(b.Packs, pack)
	items := yamlnode.List(themes)
	if len(items) == 0 && pack.Extends == "" {
		r.At(n, "a codebook needs at least one theme under themes:")
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
	es, ok := r.Mapping(n, "lists")
	if !ok {
		return
	}
	for _, e := range es {
		if !idForm.MatchString(e.Key) {
			r.At(e.Node, "a list name is small letters, figures, - and _, and begins with a letter: %q is not", e.Key)
			continue
		}
		alt, list := &node{kind: nodeAlt}, List{Name: e.Key}
		for _, item := range yamlnode.List(e.Value) {
			if p := r.pattern(item, "an item of list $"+e.Key); p != nil {
				list.Items = append(list.Items, p.Text)
				for _, j := range p.joins {
					if len(j.parts) > 1 {
						r.At(item, "an item of list $%s cannot hold near: or same:", e.Key)
						continue
					}
					alt.kids = append(alt.kids, j.parts[0])
				}
			}
		}
		if len(alt.kids) == 0 {
			r.At(e.Node, "list $%s holds nothing", e.Key)
			continue
		}
		r.lists[e.Key] = one(alt)
		r.all = append(slices.DeleteFunc(slices.Clone(r.all), func(l List) bool { return l.Name == e.Key }), list)
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
	es, ok := r.Mapping(n, "a theme", keys...)
	if !ok {
		return false
	}
	for _, e := range es {
		if e.Key == "id" {
			t.ID, ok = r.Text(e.Value, "id")
			if ok && !idForm.MatchString(t.ID) {
				r.At(e.Value, "a theme id is small letters, figures, - and _, and begins with a letter: %q is not", t.ID)
				ok = false
			}
		}
	}
	if t.ID == "" || !ok {
		if ok {
			r.At(n, "a theme needs an id")
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
		r.At(n, "a theme needs at least one pattern under include:")
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
	switch e.Key {
	case "label":
		t.Label, _ = r.Text(e.Value, "label")
	case "definition":
		t.Definition, _ = r.Text(e.Value, "definition")
	case "include":
		t.Include = append(slices.Clip(t.Include), r.readRules(e.Value, false)...)
	case "exclude":
		t.Exclude = append(slices.Clip(t.Exclude), r.readRules(e.Value, true)...)
	case "positive":
		t.Positive = append(slices.Clip(t.Positive), r.examples(e.Value, "positive")...)
	case "negative":
		t.Negative = append(slices.Clip(t.Negative), r.examples(e.Value, "negative")...)
	case "guid":
		t.GUID = r.guid(e.Value)
	case "color":
		t.Color = r.color(e.Value)
	case "parent":
		t.Parent, _ = r.Text(e.Value, "parent")
	case "drop":
		r.drop(t, e.Value)
	}
}

// peekID is the id of a theme, "" where it has none that is well formed: it
// names the theme in messages about the rest.
func peekID(n ast.Node) string {
	if id := yamlnode.Peek(n, "id"); idForm.MatchString(id) {
		return id
	}
	return ""
}

// failed reports whether an error of the theme has been noted, so that what
// follows from it is not told as well.
func (r *reader) failed(theme string) bool {
	return slices.ContainsFunc(r.errs, func(e *Error) bool { return e.Theme == theme })
}
