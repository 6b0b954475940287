package profiles

import (
	"assay/internal/yamlnode"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

func (r *reader) chapter(n ast.Node) Chapter {
	c, before := Chapter{Pos: r.Place(n)}, len(r.errs)
	es := r.mapping(n, "a chapter", "heading", "role", "side", "asks", "level", "holds", "keeps", "box")
	for _, e := range es {
		switch e.Key {
		case "heading":
			c.Heading = r.patterns(e, whole)
		case "role":
			c.Role = r.among(e, Roles)
		case "side":
			if c.Side = r.among(e, Sides); c.Side == "none" {
				c.Side = ""
			}
		case "asks":
			c.Asks = r.among(e, ActionKinds)
		case "level":
			v, err := strconv.Atoi(r.text(e))
			if err != nil || v < 0 || v > 3 {
				r.At(e.Value, "level is 1, 2, 3, or 0 for that of its type")
			}
			c.Level = v
		case "box":
			c.Box = r.truth(e)
		case "keeps":
			c.Keeps = r.patterns(e, whole)
		case "holds":
			c.Holds = r.truth(e)
		}
	}
	switch {
	case es == nil || len(r.errs) > before:
	case len(c.Heading) == 0:
		r.At(n, "a chapter needs a heading")
	case c.Role == "":
		r.At(n, "a chapter needs a role: %s", strings.Join(Roles, ", "))
	case c.Asks != "" && c.Role != "recommendation":
		r.At(n, "only a chapter of the role recommendation asks for something")
	}
	return c
}

func (r *reader) table(n ast.Node) Table {
	t := Table{Pos: r.Place(n)}
	es := r.mapping(n, "a table", "under", "columns", "asks")
	for _, e := range es {
		switch e.Key {
		case "under":
			t.Under = r.patterns(e, whole)
		case "asks":
			t.Asks = r.among(e, ActionKinds)
		case "columns":
			for _, c := range yamlnode.List(e.Value) {
				for _, k := range r.mapping(c, "a column", "action", "responsible", "due") {
					t.Columns = append(t.Columns, k.Key)
					t.Heads = append(t.Heads, r.patterns(k, inside))
				}
			}
		}
	}
	if es != nil && (t.Asks == "" || !slices.Contains(t.Columns, "action")) {
		r.At(n, "a table needs asks: and columns: with an action")
	}
	return t
}

func (r *reader) rule(n ast.Node) Rule {
	x := Rule{Pos: r.Place(n), Role: "background"}
	if _, ok := yamlnode.Scalar(n); ok {
		x.Text = r.pattern(n, "boilerplate", atHead)
		return x
	}
	for _, e := range r.mapping(n, "boilerplate", "text", "sentence", "role") {
		switch e.Key {
		case "text", "sentence":
			x.Text, x.Sentence = r.pattern(e.Value, e.Key, atHead), e.Key == "sentence"
		case "role":
			x.Role = r.among(e, Roles)
		}
	}
	if x.Text == nil && len(r.errs) == 0 {
		r.At(n, "boilerplate needs text: how the paragraph begins, or sentence: how the sentence begins")
	}
	return x
}
