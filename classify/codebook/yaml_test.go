package codebook

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCodebookErrors wants the exact messages: file, line, theme, rule, pattern
// and what is wrong.
func TestCodebookErrors(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", `x.yaml:1: a codebook is one YAML document with the key themes`},
		{"not a mapping", "- a\n", `x.yaml:1: a codebook must be a mapping with the keys name, version, authors, licence, extends, lists, groups, themes, not a list`},
		{"no themes", "lists:\n  a: [b]\n", `x.yaml:1: a codebook needs at least one theme under themes:`},
		{"unknown key", "themes:\n  - id: a\n    includes: [b]\n",
			`x.yaml:3: theme a: a theme has no key "includes"; its keys are id, label, definition, include, exclude, positive, negative, guid, color, parent`},
		{"no id", "themes:\n  - label: A\n    include: [b]\n", `x.yaml:2: a theme needs an id`},
		{"bad id", "themes:\n  - id: My Theme\n    include: [b]\n",
			`x.yaml:2: a theme id is small letters, figures, - and _, and begins with a letter: "My Theme" is not`},
		{"twice", "themes:\n  - id: a\n    include: [b]\n  - id: a\n    include: [c]\n",
			`x.yaml:4: theme a: this theme id is taken by x.yaml:2; choose another`},
		{"bad pattern", "themes:\n  - id: a\n    include:\n      - fine\n      - id: gaps\n        pattern:\n          - fine\n          - ..3 fine\n",
			`x.yaml:8: theme a: rule gaps: pattern "..3 fine": a gap stands between two words; it cannot come first or last`},
		{"bad list", "lists:\n  heads: [a near:3 b]\nthemes:\n  - id: a\n    include: [$heads]\n",
			"x.yaml:2: an item of list $heads cannot hold near: or same:\nx.yaml:2: list $heads holds nothing\n" +
				`x.yaml:5: theme a: pattern "$heads": the list $heads is not defined; define it under lists:`},
		{"no reason", "themes:\n  - id: a\n    include: [b]\n    exclude:\n      - b c\n",
			`x.yaml:5: theme a: an exclude rule needs a reason: write pattern: b c and reason: why it is no mention`},
		{"no reason in mapping", "themes:\n  - id: a\n    include: [b]\n    exclude:\n      - pattern: b c\n",
			`x.yaml:5: theme a: rule b c: an exclude rule needs a reason: why what it matches is no mention`},
		{"two places", "themes:\n  - id: a\n    include:\n      - pattern: b\n        with: {clause: c, near: d}\n",
			`x.yaml:5: theme a: a condition names one place (clause, sentence, near, before, after, heading) with its pattern; this one names 2`},
		{"words with clause", "themes:\n  - id: a\n    include:\n      - pattern: b\n        with: {clause: c, words: 3}\n",
			`x.yaml:5: theme a: words: goes with near, before or after, not with clause`},
		{"bad context", "themes:\n  - id: a\n    include:\n      - {pattern: b, context: findings}\n",
			`x.yaml:4: theme a: there is no context "findings"; there are finding, recommendation, strength, article, comment, summary, background, previous_inspection, caption, heading, legend, contents, furniture, chrome`},
		{"bad scope", "themes:\n  - id: a\n    include: [b]\n    exclude:\n      - {pattern: b, reason: r, scope: page}\n",
			`x.yaml:5: theme a: scope is match, clause or sentence, not "page"`},
		{"same rule twice", "themes:\n  - id: a\n    include:\n      - b\n      - b\n",
			`x.yaml:5: theme a: rule b: the rule of x.yaml:4 has the same id; give one of them an id of its own`},
		{"alias", "themes:\n  - id: a\n    include:\n      - *load\n",
			`x.yaml:4: theme a: an include rule must be a mapping with the keys id, pattern, with, without, context, role, reason, not an anchor or alias (quote text that begins with * or &)`},
		{"flow mapping", "themes:\n  - id: a\n    include: {b\n", `x.yaml:3: no valid YAML: could not find flow map content`},
	} {
		_, err := Parse("x.yaml", []byte(c.text))
		if err == nil {
			t.Errorf("%s: no error, want %q", c.name, c.want)
		} else if err.Error() != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, err, c.want)
		}
		var one *Error
		if !errors.As(err, &one) || one.Line < 1 {
			t.Errorf("%s: no *Error with a line in %v", c.name, err)
		}
	}
}

func TestLoadAndMerge(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	one := write("one.yaml", "themes:\n  - id: housing\n    include: [housing]\n")
	two := write("two.yaml", "themes:\n  - id: transport\n    include: [bus]\n")
	same := write("same.yaml", "themes:\n  - id: oversight\n    include: [grip]\n")
	bad := write("bad.yaml", "themes:\n  - id: a\n    include: ['(']\n")

	b, err := Load(one, two)
	if err != nil || len(b.Themes) != 2 || b.Themes[0].ID != "housing" || b.Themes[1].ID != "transport" {
		t.Fatalf("%v, %v", b, err)
	}
	if all, err := Merge(Builtin(), b); err != nil || len(all.Themes) != 6 {
		t.Errorf("merged: %v", err)
	}
	own, err := Load(same)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Merge(Builtin(), own)
	if err == nil || !strings.Contains(err.Error(), "same.yaml:2: theme oversight: this theme id is taken by builtin.yaml:") {
		t.Errorf("equal ids: %v", err)
	}
	// Every file's problems are told at once.
	_, err = Load(bad, filepath.Join(dir, "bad.yaml"))
	if err == nil || strings.Count(err.Error(), "a word is missing before the end") != 2 {
		t.Errorf("two bad files: %v", err)
	}
	if _, err = Load(filepath.Join(dir, "none.yaml")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

// TestFingerprint changes with what can change a match and with nothing else.
func TestFingerprint(t *testing.T) {
	base := "lists:\n  l: [x, y]\nthemes:\n  - id: a\n    label: A\n    include:\n      - {id: r, pattern: b $l, with: {near: c, words: 3}}\n    exclude:\n      - {pattern: b d, reason: no}\n    positive: [b x]\n"
	print := func(text string) string {
		b, err := Parse("x", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return b.Fingerprint()
	}
	want := print(base)
	for _, same := range [][2]string{{"label: A", "label: B"}, {"b $l", "'b   $l'"}, {"positive: [b x]", "positive: [b y]"}, {"themes:", "# comment\nthemes:"}} {
		if print(strings.Replace(base, same[0], same[1], 1)) != want {
			t.Errorf("%s for %s changed the fingerprint", same[1], same[0])
		}
	}
	for _, other := range [][2]string{{"[x, y]", "[x, z]"}, {"id: a", "id: b"}, {"b $l", "c $l"}, {"words: 3", "words: 4"}, {"near: c", "before: c"},
		{"reason: no", "reason: other"}, {"b d", "b e"}, {"with:", "without:"}, {"id: r", "id: q"}, {"reason: no}", "reason: no, scope: clause}"}} {
		if print(strings.Replace(base, other[0], other[1], 1)) == want {
			t.Errorf("%s for %s left the fingerprint as it was", other[1], other[0])
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("themes:\n  - id: a\n    include: [b]\n"))
	f.Add(builtinYAML)
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Parse("x.yaml", data)
		if err == nil {
			b.Matcher()
			b.Lint()
		} else if err.Error() == "" {
			t.Error("an error without words")
		}
	})
}
