package profiles

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// file writes a profile file and gives its path.
func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "own.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const hospital = `profiles:
  - id: hospital_report
    label: hospital report
    framework: Hospitals
    recognise:
      title: ["hospital report"]
`

// A user's profiles are tried before the built-in ones and change the digest; nothing
// that is built in is gone.
func TestLoad(t *testing.T) {
	if s, err := Load(); s != BuiltIn() || err != nil || s.Digest() != "" {
		t.Errorf("without files: %v", err)
	}
	one, other := file(t, hospital), file(t, hospital+"# a remark\n")
	s, err := Load(one)
	if err != nil {
		t.Fatal(err)
	}
	if s.Profiles[0].ID != "hospital_report" || s.Profiles[0].BuiltIn || len(s.Profiles) != len(BuiltIn().Profiles)+1 || s.Common != BuiltIn().Common {
		t.Errorf("%d profiles, the first %s", len(s.Profiles), s.Profiles[0].ID)
	}
	if s.Get("hospital_report") != s.Profiles[0] || s.Get("jtai") == nil || s.Get("nothing") != nil {
		t.Error("profiles by their id")
	}
	again, err1 := Load(one)
	changed, err2 := Load(other)
	if errors.Join(err1, err2) != nil || again.Digest() != s.Digest() || changed.Digest() == s.Digest() || s.Digest() == "" {
		t.Errorf("digests %q, %q, %q, %v", s.Digest(), again.Digest(), changed.Digest(), errors.Join(err1, err2))
	}
	if kinds := s.Kinds(); kinds[len(kinds)-1] != "hospital_report" || !slices.Contains(kinds, "ilacs_inspection") {
		t.Errorf("kinds %v", kinds)
	}
	if f := s.Frameworks(); f[len(f)-1] != "Hospitals" || !slices.Contains(f, "ILACS") {
		t.Errorf("frameworks %v", f)
	}
	if !s.Titled("A hospital report of 2021") || BuiltIn().Titled("A hospital report of 2021") {
		t.Error("titles")
	}
}

// Every mistake is told with its file and line.
func TestLoadRefuses(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"an id that is built in":     {strings.Replace(hospital, "hospital_report", "jtai", 1), "this id is taken by built-in jtai.yaml"},
		"an id that stands twice":    {hospital + strings.TrimPrefix(hospital, "profiles:\n"), "this id is taken at"},
		"over a profile of nobody's": {hospital + "      over: [nothing]\n", `over: there is no profile "nothing"`},
		"a key nobody knows":         {hospital + "    colour: red\n", `"colour"`},
	} {
		_, err := Load(file(t, c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "own.yaml:") {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "absent.yaml")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}
