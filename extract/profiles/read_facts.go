package profiles

import (
	"slices"

	"github.com/goccy/go-yaml/ast"
)

func (r *reader) fact(n ast.Node) Fact {
	f, before := Fact{Pos: r.Place(n)}, len(r.errs)
	es := r.mapping(n, "a fact", "fact", "type", "where", "from", "optional", "absent", "signed", "label", "sentence", "no", "values")
	typed := false
	for _, e := range es {
		switch e.Key {
		case "fact":
			f.Name = r.id(e)
		case "type":
			f.Type, typed = FactType(max(slices.Index(factTypes, r.among(e, factTypes)), 0)), true
		case "where":
			f.Where = Where(max(slices.Index(wheres, r.among(e, wheres)), 0))
		case "from":
			f.From = r.day(e)
		case "optional":
			f.Optional = r.truth(e)
		case "label":
			f.Labels = r.patterns(e, atHead)
		case "sentence":
			f.Sentences = r.patterns(e, inside)
		case "no":
			f.No = r.patterns(e, inside)
		case "values":
			f.Values = r.values(e, inside)
		case "absent":
			f.Absent = r.truth(e)
		case "signed":
			f.Signed = r.truth(e)
		}
	}
	if f.Name == "" {
		if es != nil {
			r.At(n, "a fact needs a name under fact:")
		}
		return f
	}
	want, column := Columns[f.Name]
	switch {
	case column && typed && want != f.Type:
		r.At(n, "the fact %s is of type %s, not %s", f.Name, want, f.Type)
	case column:
		f.Type = want
	case f.Type == TypePlace:
		r.At(n, "only local_authority is an authority; use text")
	}
	switch {
	case f.Type == TypeEnum && len(f.Values) == 0:
		r.At(n, "the fact %s needs values: each with the sentences that say it", f.Name)
	case f.Type != TypeEnum && f.Type != TypeBodies && f.Type != TypePeople && len(f.Values) > 0:
		r.At(n, "values go with the types enum, bodies and people, not with %s", f.Type)
	case len(f.No) > 0 && f.Type != TypeYesNo:
		r.At(n, "no: goes with the type yes_no, not with %s", f.Type)
	case len(r.errs) > before: // what follows from another mistake is not told as well
	case f.Type != TypePlace && !f.Absent && !f.Signed && len(f.Labels)+len(f.Sentences)+len(f.Values) == 0:
		r.At(n, "the fact %s needs a label, a sentence or values: how is it found?", f.Name)
	case f.Type == TypePeople && !f.Absent && len(f.Labels)+len(f.Sentences) == 0:
		r.At(n, "the fact %s needs a label or a sentence: values say only which body the words after a name are", f.Name)
	}
	return f
}

// values reads a mapping of ids to patterns.
func (r *reader) values(e entry, at anchor) (out []Value) {
	for _, k := range r.mapping(e.Value, e.Key) {
		out = append(out, Value{Pos: r.Place(k.Node), ID: k.Key, Forms: r.patterns(k, at)})
	}
	return out
}

func (r *reader) grades(e entry) (out []Grade) {
	for _, v := range r.values(e, whole) {
		out = append(out, Grade(v))
	}
	return out
}

func (r *reader) judgement(n ast.Node) Judgement {
	j := Judgement{Pos: r.Place(n)}
	es := r.mapping(n, "a judgement", "key", "labels", "label", "sentence", "where", "from", "until", "instead_of", "missing", "promised")
	for _, e := range es {
		switch e.Key {
		case "key":
			j.Key = r.text(e)
		case "labels":
			j.Labels = r.names(e)
		case "promised":
			j.Promised = r.patterns(e, inside)
		case "label":
			j.Patterns = r.patterns(e, whole)
		case "sentence":
			j.Sentences = r.patterns(e, inside)
			for _, p := range j.Sentences {
				if p.groups != 2 {
					r.At(e.Value, "the sentence of a judgement captures its label and then {grade}: %q does not", p.Text)
				}
			}
		case "where":
			j.Where = Where(max(slices.Index(wheres, r.among(e, []string{Front.String(), Anywhere.String()})), 0))
		case "from":
			j.From = r.day(e)
		case "until":
			j.Until = r.day(e)
		case "instead_of":
			j.InsteadOf = r.id(e)
		case "missing":
			j.Missing = r.among(e, []string{"not_in_report", "unreadable"})
		}
	}
	if es != nil && j.Key == "" {
		r.At(n, "a judgement needs a key")
	}
	return j
}
