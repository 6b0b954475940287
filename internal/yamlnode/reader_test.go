package yamlnode

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// reader reads a file and gathers the mistakes.
func reader() (*Reader, *[]string) {
	var said []string
	r := &Reader{File: "f.yaml"}
	r.Mistake = func(at Pos, what string) { said = append(said, at.String()+" "+what) }
	return r, &said
}

// A mapping is read on after each mistake, and each is told with its place.
func TestMapping(t *testing.T) {
	r, said := reader()
	tree := r.Tree([]byte("name: one\nother: 2\nlist: [a]\nmore: 3\n"), "a theme")
	entries, ok := r.Mapping(tree, "a theme", "name", "list")
	if !ok || len(entries) != 2 || entries[0].Key != "name" || entries[1].Key != "list" {
		t.Errorf("%v %v", ok, entries)
	}
	want := "f.yaml:2:1 a theme has no key \"other\"; its keys are name, list\nf.yaml:4:1 a theme has no key \"more\"; its keys are name, list"
	if got := strings.Join(*said, "\n"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if s, ok := r.Text(entries[0].Value, "name"); s != "one" || !ok {
		t.Errorf("%q %v", s, ok)
	}
}

// What is not what it should be is named by what it is.
func TestKinds(t *testing.T) {
	for data, want := range map[string]string{
		"k: [a, b]": "a list", "k: {a: b}": "a mapping", "k: text": "text", "k: 5": "text", "k:": "nothing", "k: ~": "nothing", "k: *x": "an anchor or alias", "k: !t x": "a YAML tag",
	} {
		r, said := reader()
		entries, _ := r.Mapping(r.Tree([]byte(data), "a file"), "a file")
		if len(entries) != 1 {
			t.Fatalf("%s: %v, %v", data, entries, *said)
		}
		if got := Kind(entries[0].Value); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", data, got, want)
		}
		if _, ok := r.Text(entries[0].Value, "k"); ok != (want == "text") {
			t.Errorf("%s as text: %v", data, ok)
		}
	}
}

// A scalar is text as it is written; an empty one is none.
func TestText(t *testing.T) {
	for data, want := range map[string]string{"k: 1.50": "1.50", "k: true": "true", "k: ' a '": "a", "k: |\n  two\n  lines": "two\nlines", "k: ''": ""} {
		r, said := reader()
		entries, _ := r.Mapping(r.Tree([]byte(data), "a file"), "a file")
		if s, ok := r.Text(entries[0].Value, "k"); s != want || ok != (want != "") || ok != (len(*said) == 0) {
			t.Errorf("%q: %q %v %v", data, s, ok, *said)
		}
	}
}

func TestListAndPeek(t *testing.T) {
	r, _ := reader()
	tree := r.Tree([]byte("one: a\nmany: [a, b, c]\nnone:\n"), "a file")
	entries, _ := r.Mapping(tree, "a file")
	for i, want := range []int{1, 3, 0} {
		if got := len(List(entries[i].Value)); got != want {
			t.Errorf("%s: a list of %d, want %d", entries[i].Key, got, want)
		}
	}
	if Peek(tree, "one") != "a" || Peek(tree, "many") != "" || Peek(tree, "absent") != "" {
		t.Error("peek")
	}
}

// A file that is no YAML, or holds nothing or two documents, is told so.
func TestTree(t *testing.T) {
	for data, want := range map[string]string{
		"a: [":         "f.yaml:1:",
		"":             "f.yaml:1:1 a file holds one theme",
		"a: b\n---\nc": "f.yaml:1:1 a file holds one theme",
		"a:\n\tb: c":   "no valid YAML",
		"a: b\n'a': c": "f.yaml:2:1 no valid YAML: mapping key \"a\" already defined",
	} {
		r, said := reader()
		if tree := r.Tree([]byte(data), "a file holds one theme"); tree != nil || len(*said) != 1 || !strings.Contains((*said)[0], want) {
			t.Errorf("%q: %v", data, *said)
		}
	}
}

func TestErrors(t *testing.T) {
	one, two := errors.New("one"), fmt.Errorf("two")
	es := Errors[error]{one, two}
	if es.Error() != "one\ntwo" || !errors.Is(es, two) {
		t.Errorf("%v", es)
	}
}
