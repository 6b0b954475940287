package extract

import (
	"testing"

	"assay/extract/profiles"
)

// TestActors: a profile says who else can be asked to act, and "shall" demands in
// documents of its kind alone.
func TestActors(t *testing.T) {
	t.Parallel()
	own, err := profiles.Parse("own.yaml", []byte(`
profiles:
  - id: lighthouse
    recognise: {title: ["report on a lighthouse"]}
    actors: ["person[s] in charge", "keeper"]
`))
	if err != nil {
		t.Fatal(err)
	}
	d, others := demandsOf(own[0]), demandsOf(profiles.BuiltIn().Profiles[0])
	for _, c := range [][3]string{ // text, who by the profile, who by a built-in one
		{"The person in charge shall keep a record.", "The person in charge", ""},
		{"The person in charge must keep a record.", "The person in charge", ""},
		{"Each person in charge of a lamp must keep a record.", "Each person in charge of a lamp", ""},
		{"The provider and the keeper must mend the stair.", "The provider and the keeper", "The provider and the keeper"},
		{"The lamp and the keeper must be seen.", "The lamp and the keeper", ""},
		{"The keeper's book must be read.", "", ""},
		{"The book of the keeper must be read.", "", ""},
		{"The keepers' book must be read.", "", ""},
		{"The provider shall mend the stair.", "The provider", ""},
	} {
		if got := d.responsibleOf(c[0], ""); got != c[1] {
			t.Errorf("%s: %q, want %q", c[0], got, c[1])
		}
		if got := others.responsibleOf(c[0], ""); got != c[2] {
			t.Errorf("%s, built-in: %q, want %q", c[0], got, c[2])
		}
	}
	if got := d.responsibleOf("Paint the stair.", "The person in charge shall:"); got != "The person in charge" {
		t.Errorf("lead-in: %q", got)
	}
}
