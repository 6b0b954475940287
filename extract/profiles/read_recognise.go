package profiles

import "github.com/goccy/go-yaml/ast"

func (r *reader) frameworks(e entry) (out []Framework) {
	return each(r, e, func(n ast.Node) Framework {
		var f Framework
		for _, k := range r.mapping(n, "a framework", "name", "from") {
			if k.Key == "name" {
				f.Name = r.text(k)
			} else {
				f.From = r.day(k)
			}
		}
		return f
	})
}

func (r *reader) recognise(e entry) (out Recognise) {
	for _, k := range r.mapping(e.Value, "recognise", "title", "lines", "opening", "not", "marks", "need_mark", "wide", "greeted", "over", "weak", "labels", "letter", "writer") {
		switch k.Key {
		case "title":
			out.Title = r.patterns(k, inside)
		case "lines":
			out.Lines = r.patterns(k, inside)
		case "opening":
			out.Opening = r.patterns(k, inside)
		case "not":
			out.Not = r.patterns(k, inside)
		case "marks":
			out.Marks = r.patterns(k, inside)
		case "need_mark":
			out.NeedMark = r.truth(k)
		case "wide":
			out.Wide = r.truth(k)
		case "greeted":
			out.Greeted = r.truth(k)
		case "over":
			out.Over = r.names(k)
		case "labels":
			out.Labels = r.names(k)
		case "weak":
			out.Weak = r.patterns(k, inside)
		case "letter":
			out.Letter = r.patterns(k, inside)
		case "writer":
			out.Writer = r.patterns(k, inside)
		}
	}
	return out
}
