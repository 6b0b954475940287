package profiles

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"assay/internal/yamlnode"
)

// maxFile bounds a profile file in bytes: a mistaken argument (a corpus) must
// not be parsed as YAML.
const maxFile = 4 << 20

// Parse reads one profile file. name is used in messages. The error is an
// Errors with every problem of the file.
func Parse(name string, data []byte) ([]*Profile, error) {
	r := newReader(name)
	if len(data) > maxFile {
		return nil, Errors{{Pos: Pos{File: name, Line: 1, Col: 1}, Msg: fmt.Sprintf("a profile file is at most %d MiB; is this the right file?", maxFile>>20)}}
	}
	var out []*Profile
	if body := r.Tree(data, "a profile file is one YAML document with the key profiles"); body != nil {
		for _, e := range r.mapping(body, "a profile file", "profiles") {
			for _, n := range yamlnode.List(e.Value) {
				out = append(out, r.readProfile(n))
			}
		}
		if len(out) == 0 && len(r.errs) == 0 {
			r.At(body, "a profile file needs at least one profile under profiles:")
		}
	}
	for i, p := range out {
		for _, q := range out[:i] {
			if p.ID != "" && p.ID == q.ID {
				r.errs = append(r.errs, &Error{Pos: p.Pos, Profile: p.ID, Msg: fmt.Sprintf("this id is taken at %s; choose another", q.Pos)})
			}
		}
	}
	if len(r.errs) > 0 {
		slices.SortStableFunc(r.errs, func(a, b *Error) int { return a.Line - b.Line })
		return nil, r.errs
	}
	return out, nil
}

var idForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,63}$`)

var profileKeys = []string{"id", "label", "framework", "frameworks", "visit", "visit_inferred", "letter", "untried", "recognise", "facts",
	"chapters", "tables", "boilerplate", "signature", "actors", "nothing_asked", "lines", "grades", "grade_column", "grade_line", "judgements", "examples"}

func (r *reader) readProfile(n ast.Node) *Profile {
	p := &Profile{Pos: r.Place(n)}
	before := len(r.errs)
	r.profile = peekID(n)
	es := r.mapping(n, "a profile", profileKeys...)
	for _, e := range es {
		if e.Key == "id" {
			p.ID = r.id(e)
		}
	}
	r.profile = p.ID
	defer func() { r.profile = "" }()
	if p.ID == "" && es != nil {
		r.At(n, "a profile needs an id")
	}
	p.Label = p.ID
	for _, e := range es {
		switch e.Key {
		case "label":
			p.Label = r.text(e)
		case "framework":
			p.Framework = r.text(e)
		case "frameworks":
			p.Frameworks = r.frameworks(e)
		case "visit":
			p.Visit = r.among(e, []string{"short", "standard", "focused", "monitoring", "reinspection"})
		case "visit_inferred":
			p.Inferred = r.truth(e)
		case "letter":
			p.Letter = r.truth(e)
		case "untried":
			p.Untried = r.truth(e)
		case "recognise":
			p.Recognise = r.recognise(e)
		case "facts":
			p.Facts = each(r, e, r.fact)
		case "chapters":
			p.Chapters = each(r, e, r.chapter)
		case "tables":
			p.Tables = each(r, e, r.table)
		case "boilerplate":
			p.Boilerplate = each(r, e, r.rule)
		case "signature":
			p.Signed = r.patterns(e, atHead)
		case "actors":
			p.Actors = r.patterns(e, atHead)
		case "nothing_asked":
			p.None = r.patterns(e, inside)
		case "lines":
			p.Lines = r.lines(e)
		case "grades":
			p.Grades = r.grades(e)
		case "grade_column":
			p.GradeColumn = r.patterns(e, inside)
		case "grade_line":
			p.GradeLine = r.patterns(e, atHead)
		case "judgements":
			p.Judgements = each(r, e, r.judgement)
		case "examples":
			p.Examples = each(r, e, r.example)
		}
	}
	if len(r.errs) == before { // what follows from another mistake is not told as well
		r.whole(p, n)
	}
	return p
}

func (r *reader) lines(e entry) (out Lines) {
	for _, k := range r.mapping(e.Value, "lines", "judgement", "grade", "team", "area") {
		list := r.patterns(k, atHead)
		switch k.Key {
		case "judgement":
			out.Judgement = list
		case "grade":
			out.Grade = list
		case "team":
			out.Team = list
		case "area":
			out.Area = list
		}
	}
	return out
}

// peekID is the id of a profile, "" where it has none that is well formed: it
// names the profile in messages about the rest.
func peekID(n ast.Node) string {
	if id := yamlnode.Peek(n, "id"); idForm.MatchString(id) {
		return id
	}
	return ""
}

// whole checks what no key alone can tell.
func (r *reader) whole(p *Profile, n ast.Node) {
	if p.ID != common && len(p.Recognise.Title)+len(p.Recognise.Lines)+len(p.Recognise.Opening) == 0 && p.ID != "" {
		r.At(n, "a profile needs recognise: with a title, lines or an opening, or no document will ever be of its kind")
	}
	if p.Untried && (len(p.Facts) > 0 || len(p.Judgements) > 0) {
		r.At(n, "an untried profile claims no facts: drop untried, facts or judgements")
	}
	for _, j := range p.Judgements {
		switch {
		case len(p.Grades) > 0 && len(j.Patterns) == 0:
			r.errs = append(r.errs, &Error{Pos: j.Pos, Profile: p.ID, Msg: "the judgement " + j.Key + " needs a label: the pattern of what is graded"})
		case len(p.Grades) > 0 && len(j.Sentences) > 0:
			r.errs = append(r.errs, &Error{Pos: j.Pos, Profile: p.ID, Msg: "sentences of judgements are read with the built-in grades only: use label"})
		case len(p.Grades) == 0 && len(j.Patterns) > 0:
			r.errs = append(r.errs, &Error{Pos: j.Pos, Profile: p.ID, Msg: "judgements with label: need grades: what can be printed beside the label"})
		}
	}
	if p.ID != common && len(p.Grades) == 0 && len(p.GradeColumn)+len(p.GradeLine) > 0 {
		r.At(n, "grade_column and grade_line go with grades: what can be printed")
	}
	seen := map[string]Pos{}
	for _, f := range p.Facts {
		if at, ok := seen[f.Name]; ok {
			r.errs = append(r.errs, &Error{Pos: f.Pos, Profile: p.ID, Msg: fmt.Sprintf("the fact %s stands at line %d too; put their patterns under one", f.Name, at.Line)})
		}
		seen[f.Name] = f.Pos
	}
}

// each reads every item of a list with read.
func each[T any](r *reader, e entry, read func(ast.Node) T) (out []T) {
	items := yamlnode.List(e.Value)
	if len(items) == 0 {
		r.At(e.Node, "%s is empty", e.Key)
	}
	for _, n := range items {
		out = append(out, read(n))
	}
	return out
}

func (r *reader) id(e entry) string {
	s := r.text(e)
	if s != "" && !idForm.MatchString(s) {
		r.At(e.Value, "%s is small letters, figures and _, and begins with a letter: %q is not", e.Key, s)
		return ""
	}
	return s
}

// names reads a list of names.
func (r *reader) names(e entry) (out []string) {
	for _, n := range yamlnode.List(e.Value) {
		s, ok := yamlnode.Scalar(n)
		if !ok {
			r.At(n, "%s: a name is text, not %s", e.Key, yamlnode.Kind(n))
		}
		out = append(out, s)
	}
	return out
}
