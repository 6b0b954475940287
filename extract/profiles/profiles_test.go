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
