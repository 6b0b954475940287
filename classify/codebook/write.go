package codebook

import (
	"fmt"
	"slices"

	yaml "github.com/goccy/go-yaml"
)

// The forms below are a codebook file as YAML writes it.
type bookForm struct {
	Name    string        `yaml:"name,omitempty"`
	Version string        `yaml:"version,omitempty"`
	Authors []string      `yaml:"authors,omitempty"`
	Licence string        `yaml:"licence,omitempty"`
	Lists   yaml.MapSlice `yaml:"lists,omitempty"`
	Groups  []groupForm   `yaml:"groups,omitempty"`
	Themes  []themeForm   `yaml:"themes"`
}

type groupForm struct {
	ID         string `yaml:"id"`
	Label      string `yaml:"label,omitempty"`
	Definition string `yaml:"definition,omitempty"`
	GUID       string `yaml:"guid,omitempty"`
	Color      string `yaml:"color,omitempty"`
	Parent     string `yaml:"parent,omitempty"`
}

type themeForm struct {
	ID         string `yaml:"id"`
	Label      string `yaml:"label,omitempty"`
	Definition string `yaml:"definition,omitempty"`
	GUID       string `yaml:"guid,omitempty"`
	Color      string `yaml:"color,omitempty"`
	Parent     string `yaml:"parent,omitempty"`
	Include    []any  `yaml:"include"`
	Exclude    []any  `yaml:"exclude,omitempty"`
	Positive   []any  `yaml:"positive,omitempty"`
	Negative   []any  `yaml:"negative,omitempty"`
}

// Write is the codebook as one file that Parse reads to the same themes, groups
// and lists, and the last pack's own words on it. It fails where two files that
// were merged have different lists of one name.
func (b *Codebook) Write() ([]byte, error) {
	f := bookForm{}
	if n := len(b.Packs); n > 0 {
		p := b.Packs[n-1]
		f.Name, f.Version, f.Authors, f.Licence = p.Name, p.Version, p.Authors, p.Licence
	}
	lists, err := b.lists()
	if err != nil {
		return nil, err
	}
	for _, l := range lists {
		f.Lists = append(f.Lists, yaml.MapItem{Key: l.Name, Value: l.Items})
	}
	for _, g := range b.Groups {
		f.Groups = append(f.Groups, groupForm(g))
	}
	for i := range b.Themes {
		f.Themes = append(f.Themes, formOf(&b.Themes[i]))
	}
	return yaml.MarshalWithOptions(f, yaml.IndentSequence(true), yaml.UseSingleQuote(false))
}

// lists are those of all themes, each once.
func (b *Codebook) lists() (all []List, err error) {
	for i := range b.Themes {
		for _, l := range b.Themes[i].lists {
			k := slices.IndexFunc(all, func(m List) bool { return m.Name == l.Name })
			switch {
			case k < 0:
				all = append(all, l)
			case !slices.Equal(all[k].Items, l.Items):
				return nil, fmt.Errorf("two files have a list $%s with other words: give one of them another name", l.Name)
			}
		}
	}
	return all, nil
}

// Alone is a codebook that holds one theme, with the lists it may use.
func (b *Codebook) Alone(theme int) *Codebook { return &Codebook{Themes: []Theme{b.Themes[theme]}} }

func formOf(t *Theme) themeForm {
	f := themeForm{ID: t.ID, Definition: t.Definition, GUID: t.GUID, Color: t.Color, Parent: t.Parent}
	if t.Label != t.ID {
		f.Label = t.Label
	}
	for i := range t.Include {
		f.Include = append(f.Include, ruleForm(&t.Include[i]))
	}
	for i := range t.Exclude {
		f.Exclude = append(f.Exclude, ruleForm(&t.Exclude[i]))
	}
	f.Positive, f.Negative = examplesForm(t.Positive), examplesForm(t.Negative)
	return f
}

func examplesForm(list []Example) (out []any) {
	for _, x := range list {
		if x.Heading == "" {
			out = append(out, x.Text)
		} else {
			out = append(out, yaml.MapSlice{{Key: "text", Value: x.Text}, {Key: "heading", Value: x.Heading}})
		}
	}
	return out
}

// ruleForm is a rule as short as it can be written.
func ruleForm(r *Rule) any {
	texts := patternsForm(r.Patterns)
	m := yaml.MapSlice{}
	if r.ID != r.Patterns[0].Text {
		m = append(m, yaml.MapItem{Key: "id", Value: r.ID})
	}
	m = append(m, yaml.MapItem{Key: "pattern", Value: texts})
	if r.Scope != ScopeMatch {
		m = append(m, yaml.MapItem{Key: "scope", Value: [...]string{"match", "clause", "sentence"}[r.Scope]})
	}
	for _, c := range []struct {
		key  string
		list []Condition
	}{{"with", r.With}, {"without", r.Without}} {
		if len(c.list) > 0 {
			m = append(m, yaml.MapItem{Key: c.key, Value: conditionsForm(c.list)})
		}
	}
	names := func(key string, list []string) {
		if len(list) > 0 {
			m = append(m, yaml.MapItem{Key: key, Value: list})
		}
	}
	var contexts, roles []string
	for _, c := range r.Context {
		contexts = append(contexts, c.String())
	}
	for _, c := range r.Role {
		roles = append(roles, c.String())
	}
	names("context", contexts)
	names("role", roles)
	if r.Reason != "" {
		m = append(m, yaml.MapItem{Key: "reason", Value: r.Reason})
	}
	if text, ok := texts.(string); ok && len(m) == 1 {
		return text
	}
	return m
}

func patternsForm(list []*Pattern) any {
	if len(list) == 1 {
		return list[0].Text
	}
	var texts []string
	for _, p := range list {
		texts = append(texts, p.Text)
	}
	return texts
}

func conditionsForm(list []Condition) (out []yaml.MapSlice) {
	for i := range list {
		c := &list[i]
		m := yaml.MapSlice{{Key: c.Where.String(), Value: patternsForm(c.Patterns)}}
		if c.Words != defaultWords {
			m = append(m, yaml.MapItem{Key: "words", Value: c.Words})
		}
		if c.Reason != "" {
			m = append(m, yaml.MapItem{Key: "reason", Value: c.Reason})
		}
		out = append(out, m)
	}
	return out
}
