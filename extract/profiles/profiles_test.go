package profiles

import (
	"strings"
	"testing"
)

func TestBuiltInProfilesAreSound(t *testing.T) {
	s := BuiltIn()
	if s.Common == nil || len(s.Profiles) < 10 {
		t.Fatalf("%d profiles", len(s.Profiles))
	}
	entries, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(order) {
		t.Errorf("%d files, %d names in order", len(entries), len(order))
	}
	for _, p := range s.Profiles {
		for _, c := range append(p.Chapters, s.Common.Chapters...) {
			for _, h := range c.Heading {
				h.Match("x")
			}
		}
	}
}

// A partnership is read whole: with a comma between two places, with "St." before one.
func TestPartnership(t *testing.T) {
	for text, want := range map[string]string{
		"inspection of Bristol Local Area Partnership":                                 "Bristol Local Area Partnership",
		"inspection of the Bournemouth, Christchurch and Poole Local Area Partnership": "Bournemouth, Christchurch and Poole Local Area Partnership",
		"inspection of St. Helens Local Area Partnership":                              "St. Helens Local Area Partnership",
		"inspection of schools, and a partnership":                                     "",
	} {
		p, err := compile("inspection of [the] {partnership}", inside)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := p.Read(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A pattern finds what docs/profiles.md says it finds.
func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern string
		at      anchor
		text    string
		want    bool
	}{
		{"inspection date[s]", inside, "the inspection dates were", true},
		{"inspection date[s]", inside, "reinspection dates", false},
		{"(areas|points) for improvement", whole, "points for improvement", true},
		{"improv*", inside, "an improvement", true},
		{"what ... needs to improve", whole, "what the council needs to improve", true},
		{"what ... needs to improve", whole, "what needs to improve", true},
		{"what ... needs to improve", whole, "what is good. it needs to improve", false},
		{"grade descriptors ...", whole, "grade descriptors", true},
		{"grade descriptors ...", whole, "grade descriptors: outstanding", true},
		{"... strengths", whole, "strengths", true},
		{"... strengths", whole, "early help strengths", true},
		{"[the] child's name", inside, "The child’s name", true},
		{"ofsted ask", atHead, "• Ofsted ask that", true},
		{"ofsted ask", atHead, "Both Ofsted ask that", false},
	} {
		p, err := compile(c.pattern, c.at)
		if err != nil {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		if got := p.Match(c.text); got != c.want {
			t.Errorf("%q in %q: %v, want %v", c.pattern, c.text, got, c.want)
		}
	}
}

// One mistake in a fact is one error; what reads no name is told.
func TestPeopleMistakes(t *testing.T) {
	head := "profiles:\n  - id: a_b\n    recognise: {title: [\"a b\"]}\n    facts:\n      - "
	for fact, want := range map[string]string{
		`{fact: lead_inspectors, sentence: ["led by {people}"]}`: "there is no {people}",
		`{fact: lead_inspectors, values: {A: ["a"]}}`:            "needs a label or a sentence",
	} {
		_, err := Parse("a.yaml", []byte(head+fact+"\n"))
		if errs, ok := err.(Errors); !ok || len(errs) != 1 || !strings.Contains(errs[0].Msg, want) {
			t.Errorf("%s: %v", fact, err)
		}
	}
	list, err := Parse("a.yaml", []byte(head+`{fact: lead_inspectors, sentence: ["led by two"]}`+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range list[0].Lint() {
		if strings.Contains(w.Msg, "reads no name") && w.Line == 5 {
			return
		}
	}
	t.Error("a sentence without {person} passes")
}
