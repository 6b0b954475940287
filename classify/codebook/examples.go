package codebook

import (
	"slices"

	"assay/extract"
)

// Examples runs the examples of every theme and returns those that do not hold:
// a positive one without the theme, a negative one with it.
func (b *Codebook) Examples() []Failure {
	m := b.Matcher()
	var out []Failure
	for t := range b.Themes {
		th := &b.Themes[t]
		for i, x := range slices.Concat(th.Positive, th.Negative) {
			p := extract.One(x.Text, x.Heading)
			f := Failure{Theme: th.ID, Example: x, Wanted: i < len(th.Positive)}
			hits, rejects := m.Sentence(p, 0, nil, nil)
			for _, h := range hits {
				if h.Theme == t {
					f.Rule, f.Text = h.Rule, h.Of(p.Doc.Text)
				}
			}
			for _, r := range rejects {
				if r.Theme == t && f.Rule == "" && f.Reason == "" {
					f.Reason, f.Text, f.By = r.Reason, r.Of(p.Doc.Text), r.Rule
				}
			}
			if f.Wanted != (f.Rule != "") {
				out = append(out, f)
			}
		}
	}
	return out
}

// Failure is an example that does not hold.
type Failure struct {
	Theme   string
	Example Example
	Wanted  bool   // a positive example
	Rule    string // the rule that found it, for a negative example
	By      string // the rule that turned its candidate away, for a positive one
	Reason  string // why
	Text    string // the trigger or candidate
}
