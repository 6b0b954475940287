package profiles

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the list of kinds in docs/profiles.md anew")

// kindsPage is what docs/profiles.md says of the built-in kinds.
func kindsPage() string {
	var b strings.Builder
	b.WriteString("\n| kind | what it is | framework | facts | judgements |\n|---|---|---|---|---|\n")
	for _, p := range BuiltIn().Profiles {
		var facts, grades []string
		absent := map[string]bool{}
		for _, f := range append(p.Facts, BuiltIn().Common.Facts...) {
			if absent[f.Name] {
				continue
			}
			absent[f.Name] = true
			if !f.Absent && !p.Untried {
				facts = append(facts, f.Name)
			}
		}
		for _, j := range p.Judgements {
			grades = append(grades, j.Key)
		}
		label := p.Label
		if p.Untried {
			label += " (untried: made without a document at hand, no facts are read)"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", p.ID, label, p.Framework, strings.Join(facts, ", "), strings.Join(grades, ", "))
	}
	b.WriteString("\n")
	return b.String()
}

// TestPageNamesEveryKind holds docs/profiles.md against the built-in profiles;
// -update writes its list anew.
func TestPageNamesEveryKind(t *testing.T) {
	const name, from, to = "../../docs/profiles.md", "-run Page -update -->\n", "<!-- end of kinds -->"
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(page), from)
	_, tail, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatal("the marks around the list of kinds are gone")
	}
	want := head + from + kindsPage() + to + tail
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(page) {
		t.Error("docs/profiles.md is stale: go test ./extract/profiles -run Page -update")
	}
}
