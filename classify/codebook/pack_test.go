package codebook

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// hard is a codebook with whatever can be written in one.
const hard = `name: Homes
version: 1.2.0
authors: [Ann Lee, "B: Carter"]
licence: CC-BY-4.0
lists:
  staff: [worker|workers, (head|heads of service), "*load"]
  all: [$staff, councillor|councillors]
groups:
  - {id: places, label: "Places: all", definition: "# not a comment", guid: 11111111-2222-3333-4444-555555555555, color: "#aabbcc"}
themes:
  - id: gardens
    label: "Gardens: the green ones"
    definition: |-
      What is grown.
      - not a list
    guid: 99999999-2222-3333-4444-555555555555
    color: "#0F0"
    parent: places
    include:
      - "*garden"
      - "'tis lawn"
      - id: kept
        pattern: [lawn ..3 by $all, "%"]
        with: [{near: "mow|mown", words: 4}, {sentence: [keep, kept]}]
        without: [{heading: shop, reason: "a shop: no"}]
        context: [finding, strength]
        role: [child]
        reason: "yes"
    exclude:
      - {pattern: garden centre, reason: "null", scope: clause}
    positive:
      - {text: "The garden: safe.", heading: "Homes & more"}
      - "true"
    negative: ["A garden centre."]
`

func mustParse(t *testing.T, text string) *Codebook {
	t.Helper()
	b, err := Parse("x.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestWrite: a codebook that is written and read again finds the same and says
// the same of itself.
func TestWrite(t *testing.T) {
	for name, text := range map[string]string{"hard": hard, "builtin": string(BuiltinSource())} {
		b := mustParse(t, text)
		data, err := b.Write()
		if err != nil {
			t.Fatal(err)
		}
		c, err := Parse("written.yaml", data)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, data)
		}
		if b.Fingerprint() != c.Fingerprint() {
			t.Errorf("%s: another fingerprint\n%s", name, data)
		}
		if !reflect.DeepEqual(b.Groups, c.Groups) {
			t.Errorf("%s: groups %+v, want %+v", name, c.Groups, b.Groups)
		}
		for i := range b.Themes {
			x, y := b.Themes[i], c.Themes[i]
			if x.Label != y.Label || x.Definition != y.Definition || x.GUID != y.GUID || x.Color != y.Color || x.Parent != y.Parent {
				t.Errorf("%s: %+v, want %+v", name, y, x)
			}
			same := func(p, q []Example) bool {
				for k := range p {
					p[k].Pos, q[k].Pos = Pos{}, Pos{}
				}
				return reflect.DeepEqual(p, q)
			}
			if !same(x.Positive, y.Positive) || !same(x.Negative, y.Negative) {
				t.Errorf("%s: examples of %s differ", name, x.ID)
			}
		}
		if p, q := b.Packs[0], c.Packs[0]; p.Name != q.Name || p.Version != q.Version || p.Licence != q.Licence || !reflect.DeepEqual(p.Authors, q.Authors) {
			t.Errorf("%s: pack %+v, want %+v", name, q, p)
		}
		again, err := c.Write()
		if err != nil || string(again) != string(data) {
			t.Errorf("%s: written twice it differs: %v", name, err)
		}
	}
}

func files(t *testing.T, texts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestExtends(t *testing.T) {
	dir := files(t, map[string]string{
		"base.yaml":  "version: 1.0\nlists:\n  green: [lawn, hedge]\nthemes:\n  - id: gardens\n    label: Gardens\n    include: [garden, park]\n  - id: play\n    include: [swings]\n",
		"mine.yaml":  "version: 2.0\nextends: {file: base.yaml, version: 1.0}\nthemes:\n  - id: gardens\n    definition: Ours.\n    drop: [park]\n    include: [$green ..2 cut]\n  - id: ponds\n    include: [pond]\n",
		"whole.yaml": "extends: builtin\nthemes:\n  - id: oversight\n    include: [steering group]\n",
	})
	b, err := Load(filepath.Join(dir, "mine.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Themes) != 3 || b.Themes[0].ID != "gardens" || b.Themes[0].Label != "Gardens" || b.Themes[0].Definition != "Ours." || b.Themes[2].ID != "ponds" || b.Whole {
		t.Fatalf("%+v", b.Themes)
	}
	if r := b.Themes[0].Include; len(r) != 2 || r[0].ID != "garden" || r[1].ID != "$green ..2 cut" {
		t.Errorf("rules %+v", r)
	}
	if len(b.Packs) != 2 || b.Packs[1].Version != "2.0" || b.Packs[1].Extends != "base.yaml" {
		t.Errorf("packs %+v", b.Packs)
	}
	// What extends is one file when it is written.
	data, err := b.Write()
	if err != nil {
		t.Fatal(err)
	}
	if flat := mustParse(t, string(data)); flat.Fingerprint() != b.Fingerprint() {
		t.Errorf("written flat it differs:\n%s", data)
	}
	whole, err := Load(filepath.Join(dir, "whole.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	n := len(Builtin().Themes)
	if i := whole.Theme("oversight"); !whole.Whole || len(whole.Themes) != n || len(whole.Themes[i].Include) != len(Builtin().Themes[i].Include)+1 {
		t.Errorf("whole: %d themes", len(whole.Themes))
	}
	if Builtin().Theme("oversight") < 0 || len(Builtin().Themes) != n {
		t.Error("the built-in codebook changed")
	}
}

func TestExtendsMistakes(t *testing.T) {
	dir := files(t, map[string]string{
		"base.yaml":  "version: 1.0\nthemes:\n  - id: a\n    include: [x]\n",
		"old.yaml":   "extends: {file: base.yaml, version: 0.9}\n",
		"gone.yaml":  "extends: none.yaml\n",
		"ring1.yaml": "extends: ring2.yaml\n",
		"ring2.yaml": "extends: ring1.yaml\n",
		"drop.yaml":  "extends: base.yaml\nthemes:\n  - id: a\n    drop: [y]\n",
		"all.yaml":   "extends: base.yaml\nthemes:\n  - id: a\n    drop: [x]\n",
		"guid.yaml":  "themes:\n  - id: a\n    guid: 12\n    include: [x]\n",
		"color.yaml": "themes:\n  - id: a\n    color: red\n    include: [x]\n",
	})
	for file, want := range map[string]string{
		"old.yaml": `of version "0.9", but that file is version "1.0"`, "gone.yaml": "none.yaml", "ring1.yaml": "in a circle",
		"drop.yaml": `there is no rule "y" to drop`, "all.yaml": "needs at least one pattern", "guid.yaml": `"12" is not`, "color.yaml": `"red" is not`,
	} {
		_, err := Load(filepath.Join(dir, file))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), file+":") {
			t.Errorf("%s: %v, want %q", file, err, want)
		}
	}
}
