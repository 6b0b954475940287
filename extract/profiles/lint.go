package profiles

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed schema.json
var schema []byte

// Schema is the JSON Schema of a profile file, for editors.
func Schema() []byte { return schema }

// Source is the file of the built-in profile of a kind, nil where there is none.
func Source(kind string) []byte {
	for _, name := range order {
		data, err := files.ReadFile(name + ".yaml")
		if err == nil && (name == kind || strings.Contains(string(data), "\n  - id: "+kind+"\n")) {
			return data
		}
	}
	return nil
}

// Lint lists what is allowed and suspicious in a profile.
func (p *Profile) Lint() (out Errors) {
	say := func(at Pos, format string, args ...any) {
		out = append(out, &Error{Pos: at, Profile: p.ID, Msg: fmt.Sprintf(format, args...)})
	}
	if len(p.Examples) == 0 {
		say(p.Pos, "there is no example: nothing tests the profile")
	}
	not := false
	for _, e := range p.Examples {
		not = not || e.Not
	}
	if len(p.Examples) > 0 && !not {
		say(p.Pos, "no example has not: true: write one of a document that looks alike and is not of this kind")
	}
	if len(p.Chapters) == 0 {
		say(p.Pos, "there are no chapters: all text that no common heading knows is a finding")
	}
	seen := map[string]Pos{}
	for _, c := range p.Chapters {
		for _, h := range c.Heading {
			if at, ok := seen[h.Text]; ok {
				say(h.Pos, "the heading %q stands at line %d too; the first is taken", h.Text, at.Line)
			}
			seen[h.Text] = h.Pos
		}
		if c.Role == "recommendation" && c.Asks == "" {
			say(c.Pos, "a chapter of recommendations without asks: makes no rows of actions")
		}
	}
	for _, f := range p.Facts {
		for _, s := range f.Sentences {
			if (f.Type == TypePeople || f.Type == TypePerson) && !s.Captures() {
				say(s.Pos, "the sentence %q reads no name: write {person} where it stands", s.Text)
			}
			if f.Name == "lead_inspector" || f.Name == "published_on" {
				say(s.Pos, "%s is read after a label, never by a sentence", f.Name)
			}
		}
	}
	for _, t := range p.Recognise.Title {
		if len(strings.Fields(t.Text)) < 2 && !strings.HasPrefix(t.Text, "/") {
			say(t.Pos, "the title pattern %q is one word: it may stand in documents of other kinds", t.Text)
		}
	}
	return out
}
