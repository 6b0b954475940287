package profiles

import "testing"

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
