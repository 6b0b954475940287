// Package codebook reads codebooks (themes with their patterns) and finds their
// candidates in tokenised sentences with one compiled matcher.
//
// A codebook is a YAML file that analysts own; docs/codebook.md teaches the
// language, schema.json describes its form to editors, and builtin.yaml is the
// embedded codebook, a file of the same form. The steps are one file each:
// yaml.go reads the file, pattern.go reads a pattern, compile.go joins all
// patterns of all themes into one program, classes.go turns tokens into symbols,
// automaton.go runs the program, match.go decides what is a mention and what a
// near miss.
package codebook

import (
	"crypto/sha256"
	_ "embed" // the built-in codebook and the schema
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"sync"

	"assay/extract"
)

//go:embed builtin.yaml
var builtinYAML []byte

//go:embed schema.json
var schema []byte

// Schema is the JSON Schema of a codebook file, for editors.
func Schema() []byte { return append([]byte(nil), schema...) }

// Codebook is a list of themes. It is immutable once Parse or Merge returned it.
type Codebook struct {
	Themes []Theme
	Groups []Group
	Packs  []Pack // what each file says of itself, a file that another extends before that
	Whole  bool   // it extends the built-in codebook, whose themes it holds
}

// Pack is what a codebook file says of itself. Nothing of it changes a match.
type Pack struct {
	File, Name, Version, Licence string
	Authors                      []string
	Extends                      string // the file it extends, "builtin" for the embedded one
}

// Group holds themes together for people and for other programs; it finds nothing.
type Group struct {
	ID, Label, Definition string
	GUID, Color           string
	Parent                string // another group, "" at the top
}

// Theme is what an analyst wants to find, with the rules that find it.
type Theme struct {
	ID         string
	Label      string
	Definition string
	Include    []Rule // a match is a candidate
	Exclude    []Rule // a match turns candidates away
	Positive   []Example
	Negative   []Example
	GUID       string // in other programs; GUIDOf gives one to a theme without
	Color      string // #RRGGBB, "" for none
	Parent     string // group or theme it belongs to, "" for none
	Pos        Pos

	lists []List // those its patterns may use
}

// List is a named list of alternatives as it is written.
type List struct {
	Name  string
	Items []string
}

// Rule is a set of patterns with the conditions under which they count.
type Rule struct {
	ID       string
	Patterns []*Pattern // any of them
	Scope    Scope      // exclude rules: how far the rejection reaches
	With     []Condition
	Without  []Condition
	Context  []extract.Context // empty: any
	Role     []extract.Role    // empty: any
	Reason   string            // why a rejected candidate is none; exclude rules always have one
	Pos      Pos
}

// Scope is how far an exclude rule reaches from where it matched.
type Scope uint8

// The scopes.
const (
	ScopeMatch    Scope = iota // candidates it overlaps, unless they are longer and hold it
	ScopeClause                // every candidate of its clause
	ScopeSentence              // every candidate of its sentence
)

// Condition asks for a pattern somewhere around the candidate.
type Condition struct {
	Where    Where
	Words    int // WhereNear, WhereBefore, WhereAfter: at most so many words between
	Patterns []*Pattern
	Reason   string // overrides the rule's
	Pos      Pos
}

// Where is the place a condition looks at.
type Where uint8

// The places.
const (
	WhereClause Where = iota
	WhereSentence
	WhereNear
	WhereBefore
	WhereAfter
	WhereHeading
)

var whereNames = [...]string{"clause", "sentence", "near", "before", "after", "heading"}

func (w Where) String() string { return whereNames[w] }

// Example is a sentence that must hold the theme, or must not.
type Example struct {
	Text    string
	Heading string
	Pos     Pos
}

// Pos is a place in a codebook file; lines and columns count from 1.
type Pos struct {
	File      string
	Line, Col int
}

func (p Pos) String() string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// BuiltinFile is the name of the embedded codebook in messages and places.
const BuiltinFile = "builtin.yaml"

var builtin = sync.OnceValue(func() *Codebook {
	b, err := Parse(BuiltinFile, builtinYAML)
	if err != nil {
		panic(err) // the file is part of the program; a test parses it
	}
	return b
})

// Builtin is the embedded codebook with the four themes.
func Builtin() *Codebook { return builtin() }

// BuiltinSource is the text of the embedded codebook, a file to start from.
func BuiltinSource() []byte { return append([]byte(nil), builtinYAML...) }

// Load reads codebook files and merges them in order. The error joins every
// problem of every file, each with file and line.
func Load(files ...string) (*Codebook, error) {
	var books []*Codebook
	var all Errors
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, fmt.Errorf("read codebook: %w", err)
		}
		b, err := Parse(f, data)
		if errs, ok := err.(Errors); ok {
			all = append(all, errs...)
			continue
		} else if err != nil {
			return nil, err
		}
		books = append(books, b)
	}
	if len(all) > 0 {
		return nil, all
	}
	return Merge(books...)
}

// Merge puts the themes of several codebooks one after the other. Two themes
// with one id are an error that names both places.
func Merge(books ...*Codebook) (*Codebook, error) {
	out := &Codebook{}
	seen := map[string]Pos{}
	var errs Errors
	for _, b := range books {
		out.Groups, out.Packs, out.Whole = append(out.Groups, b.Groups...), append(out.Packs, b.Packs...), out.Whole || b.Whole
		for _, t := range b.Themes {
			if at, dup := seen[t.ID]; dup {
				errs = append(errs, &Error{Pos: t.Pos, Theme: t.ID,
					Msg: fmt.Sprintf("this theme id is taken by %s; choose another, or leave the other codebook out with --only-codebook", at)})
				continue
			}
			seen[t.ID] = t.Pos
			out.Themes = append(out.Themes, t)
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return out, nil
}

// Theme is the index of the theme with the id, -1 where there is none.
func (b *Codebook) Theme(id string) int {
	for i := range b.Themes {
		if b.Themes[i].ID == id {
			return i
		}
	}
	return -1
}

// Fingerprint is a digest of everything that can change a match: comments,
// layout, file names, labels, definitions and examples leave it as it is.
func (b *Codebook) Fingerprint() string {
	type cond struct {
		Where    string
		Words    int
		Patterns []string
		Reason   string
	}
	type rule struct {
		ID, Reason    string
		Patterns      []string
		Scope         Scope
		With, Without []cond
		Context, Role []string
	}
	type theme struct {
		ID               string
		Include, Exclude []rule
	}
	text := func(ps []*Pattern) (out []string) {
		for _, p := range ps {
			out = append(out, p.canonical)
		}
		return out
	}
	conds := func(cs []Condition) (out []cond) {
		for _, c := range cs {
			out = append(out, cond{c.Where.String(), c.Words, text(c.Patterns), c.Reason})
		}
		return out
	}
	rules := func(rs []Rule) (out []rule) {
		for _, r := range rs {
			x := rule{ID: r.ID, Reason: r.Reason, Patterns: text(r.Patterns), Scope: r.Scope, With: conds(r.With), Without: conds(r.Without)}
			for _, c := range r.Context {
				x.Context = append(x.Context, c.String())
			}
			for _, c := range r.Role {
				x.Role = append(x.Role, c.String())
			}
			out = append(out, x)
		}
		return out
	}
	var all []theme
	for _, t := range b.Themes {
		all = append(all, theme{t.ID, rules(t.Include), rules(t.Exclude)})
	}
	data, err := json.Marshal(all)
	if err != nil {
		panic(err) // plain strings and numbers
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
