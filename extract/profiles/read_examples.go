package profiles

import (
	"assay/internal/yamlnode"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

func (r *reader) example(n ast.Node) Example {
	x := Example{Pos: r.Place(n)}
	for _, e := range r.mapping(n, "an example", "name", "text", "not", "facts", "roles", "actions", "grades") {
		switch e.Key {
		case "name":
			x.Name = r.text(e)
		case "text":
			x.Text, _ = yamlnode.Scalar(e.Value)
			if strings.TrimSpace(x.Text) == "" {
				r.At(e.Value, "text is empty")
			}
		case "not":
			x.Not = r.truth(e)
		case "facts":
			x.Facts = r.pairs(e)
		case "grades":
			x.Grades = r.pairs(e)
		case "roles":
			x.Roles = each(r, e, func(n ast.Node) ExampleRole {
				v := ExampleRole{Pos: r.Place(n)}
				for _, k := range r.mapping(n, "a role", "text", "role", "side") {
					switch k.Key {
					case "text":
						v.Text = r.text(k)
					case "role":
						v.Role = r.text(k)
					case "side":
						v.Side = r.among(k, Sides)
					}
				}
				return v
			})
		case "actions":
			if seq, ok := e.Value.(*ast.SequenceNode); ok && len(seq.Values) == 0 { // that nothing is asked
				x.Actions = []ExampleAction{}
				break
			}
			x.Actions = each(r, e, func(n ast.Node) ExampleAction {
				v := ExampleAction{Pos: r.Place(n)}
				for _, k := range r.mapping(n, "an action", "kind", "responsible", "text", "due_on") {
					switch k.Key {
					case "kind":
						v.Kind = r.among(k, ActionKinds)
					case "responsible":
						v.Responsible, _ = yamlnode.Scalar(k.Value)
					case "text":
						v.Text = r.text(k)
					case "due_on":
						v.Due = r.text(k)
					}
				}
				return v
			})
		}
	}
	if x.Text == "" && len(r.errs) == 0 {
		r.At(n, "an example needs text")
	}
	return x
}

func (r *reader) pairs(e entry) map[string]string {
	out := map[string]string{}
	for _, k := range r.mapping(e.Value, e.Key) {
		s, ok := yamlnode.Scalar(k.Value)
		if _, null := k.Value.(*ast.NullNode); !ok && !null {
			r.At(k.Value, "%s must be text, not %s", k.Key, yamlnode.Kind(k.Value))
		}
		out[k.Key] = s
	}
	return out
}
