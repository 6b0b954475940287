package codebook

import (
	"slices"
	"strconv"
	"strings"

	"assay/extract"
	"assay/internal/yamlnode"

	"github.com/goccy/go-yaml/ast"
)

func (r *reader) readRules(n ast.Node, exclude bool) (out []Rule) {
	for _, item := range yamlnode.List(n) {
		r.rule = ""
		if rl, ok := r.readRule(item, exclude); ok {
			out = append(out, rl)
		}
	}
	r.rule = ""
	return out
}

func (r *reader) readRule(n ast.Node, exclude bool) (Rule, bool) {
	rl := Rule{Pos: r.nodePos(n)}
	before := len(r.errs)
	if s, ok := yamlnode.Scalar(n); ok {
		if exclude {
			r.At(n, "an exclude rule needs a reason: write pattern: %s and reason: why it is no mention", s)
			return rl, false
		}
		if p := r.pattern(n, "pattern"); p != nil {
			rl.Patterns = []*Pattern{p}
		}
	} else {
		keys := []string{"id", "pattern", "with", "without", "context", "role", "reason"}
		what := "an include rule"
		if exclude {
			keys, what = append(keys, "scope"), "an exclude rule"
		}
		es, ok := r.Mapping(n, what, keys...)
		if !ok {
			return rl, false
		}
		for _, e := range es {
			if e.Key == "id" {
				rl.ID, _ = r.Text(e.Value, "id")
				r.rule = rl.ID
			}
		}
		for _, e := range es {
			r.ruleKey(&rl, e)
		}
	}
	if len(r.errs) > before {
		return rl, false
	}
	if len(rl.Patterns) == 0 {
		r.At(n, "a rule needs a pattern")
		return rl, false
	}
	if rl.ID == "" {
		rl.ID = rl.Patterns[0].Text
	}
	if exclude && rl.Reason == "" {
		r.rule = rl.ID
		r.At(n, "an exclude rule needs a reason: why what it matches is no mention")
		return rl, false
	}
	return rl, true
}

func (r *reader) ruleKey(rl *Rule, e entry) {
	switch e.Key {
	case "pattern":
		rl.Patterns = r.patterns(e.Value, "pattern")
	case "reason":
		rl.Reason, _ = r.Text(e.Value, "reason")
	case "with":
		rl.With = r.conditions(e.Value, "with")
	case "without":
		rl.Without = r.conditions(e.Value, "without")
	case "scope":
		s, ok := r.Text(e.Value, "scope")
		i := slices.Index([]string{"match", "clause", "sentence"}, s)
		if ok && i < 0 {
			r.At(e.Value, "scope is match, clause or sentence, not %q", s)
			return
		}
		rl.Scope = Scope(max(i, 0))
	case "context":
		for _, item := range yamlnode.List(e.Value) {
			if c, ok := named(r, item, "context", extract.Chrome); ok {
				rl.Context = append(rl.Context, c)
			}
		}
	case "role":
		for _, item := range yamlnode.List(e.Value) {
			if c, ok := named(r, item, "role", extract.Commenter); ok {
				rl.Role = append(rl.Role, c)
			}
		}
	}
}

// named reads the name of an enumeration's value, last being its last one.
func named[T interface {
	~uint8
	String() string
}](r *reader, n ast.Node, what string, last T) (T, bool) {
	s, ok := r.Text(n, what)
	if !ok {
		return 0, false
	}
	var names []string
	for v := T(0); v <= last; v++ {
		if v.String() == s {
			return v, true
		}
		names = append(names, v.String())
	}
	r.At(n, "there is no %s %q; there are %s", what, s, strings.Join(names, ", "))
	return 0, false
}

func (r *reader) conditions(n ast.Node, what string) (out []Condition) {
	for _, item := range yamlnode.List(n) {
		if c, ok := r.condition(item, what); ok {
			out = append(out, c)
		}
	}
	return out
}

func (r *reader) condition(n ast.Node, what string) (Condition, bool) {
	c := Condition{Pos: r.nodePos(n), Words: defaultWords}
	keys := append(slices.Clone(whereNames[:]), "words", "reason")
	es, ok := r.Mapping(n, "a condition under "+what, keys...)
	if !ok {
		return c, false
	}
	places, words := 0, false
	for _, e := range es {
		switch e.Key {
		case "reason":
			c.Reason, _ = r.Text(e.Value, "reason")
		case "words":
			s, _ := r.Text(e.Value, "words")
			v, err := strconv.Atoi(s)
			if err != nil || v < 0 || v > maxNear {
				r.At(e.Value, "words is a number from 0 to %d, not %q", maxNear, s)
				return c, false
			}
			c.Words, words = v, true
		default:
			places++
			c.Where = Where(slices.Index(whereNames[:], e.Key))
			c.Patterns = r.patterns(e.Value, e.Key)
		}
	}
	if places != 1 {
		r.At(n, "a condition names one place (%s) with its pattern; this one names %d", strings.Join(whereNames[:], ", "), places)
		return c, false
	}
	if words && c.Where < WhereNear || words && c.Where == WhereHeading {
		r.At(n, "words: goes with near, before or after, not with %s", c.Where)
		return c, false
	}
	return c, len(c.Patterns) > 0
}

func (r *reader) patterns(n ast.Node, what string) (out []*Pattern) {
	items := yamlnode.List(n)
	if len(items) == 0 {
		r.At(n, "%s is empty", what)
	}
	for _, item := range items {
		if p := r.pattern(item, what); p != nil {
			out = append(out, p)
		}
	}
	return out
}

func (r *reader) pattern(n ast.Node, what string) *Pattern {
	s, ok := r.Text(n, what)
	if !ok {
		return nil
	}
	p, err := parsePattern(s, r.lists, r.nodePos(n))
	if err != nil {
		r.errs = append(r.errs, &Error{Pos: r.nodePos(n), Theme: r.theme, Rule: r.rule, Pattern: s, Msg: err.Error()})
		return nil
	}
	return p
}

func (r *reader) examples(n ast.Node, what string) (out []Example) {
	for _, item := range yamlnode.List(n) {
		x := Example{Pos: r.nodePos(item)}
		if s, ok := yamlnode.Scalar(item); ok {
			x.Text = strings.TrimSpace(s)
		} else if es, ok := r.Mapping(item, "an example under "+what, "text", "heading"); ok {
			for _, e := range es {
				if e.Key == "text" {
					x.Text, _ = r.Text(e.Value, "text")
				} else {
					x.Heading, _ = r.Text(e.Value, "heading")
				}
			}
		} else {
			continue
		}
		if x.Text == "" {
			r.At(item, "an example needs text")
			continue
		}
		out = append(out, x)
	}
	return out
}
