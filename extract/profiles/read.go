package profiles

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

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
