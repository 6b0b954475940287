package phrases

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	l := Read("f.txt", "# a comment\nfirst\n\n[verbs]\n  say  \n# of speech\ntell to\n[nouns]\nsay\n[labels]\na_b | A | B\nc|D\n")
	for group, want := range map[string][]string{"": {"first"}, "verbs": {"say", "tell to"}, "nouns": {"say"}} {
		if got := l.Group(group); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", group, got, want)
		}
	}
	if got := l.Set("verbs"); !reflect.DeepEqual(got, map[string]bool{"say": true, "tell to": true}) {
		t.Errorf("set: %v", got)
	}
	if got := l.AnyOf("verbs"); got != "say|tell to" {
		t.Errorf("alternatives: %s", got)
	}
	if got := Words(" one\n two one "); !reflect.DeepEqual(got, map[string]bool{"one": true, "two": true}) {
		t.Errorf("words: %v", got)
	}
	if got := l.Labels("labels"); !reflect.DeepEqual(got, map[string]string{"a_b": "A | B", "c": "D"}) {
		t.Errorf("labels: %v", got)
	}
	if !l.Has("verbs") || l.Has("adverbs") {
		t.Error("groups that are there")
	}
}

// A mistake in a list, or in what is asked of it, is told with its place.
func TestMistakes(t *testing.T) {
	l := Read("f.txt", "[empty]\n[plain]\nword\n[twice]\na | b\na | c\n")
	for want, make := range map[string]func(){
		"f.txt, line 5: group a stands twice":           func() { Read("f.txt", "[a]\nx\n[b]\ny\n[a]\nz") },
		`f.txt, line 4: "x" stands twice in group a`:    func() { Read("f.txt", "[a]\nx\ny\n x ") },
		"f.txt has no group absent":                     func() { l.Group("absent") },
		`f.txt, group plain: "word" is no "key | words`: func() { l.Labels("plain") },
		`f.txt, group twice: "a | c" is no`:             func() { l.Labels("twice") },
		"f.txt has no group empty":                      func() { l.Set("empty") },
	} {
		func() {
			defer func() {
				if said := fmt.Sprint(recover()); !strings.Contains(said, want) {
					t.Errorf("%q, want %q", said, want)
				}
			}()
			make()
		}()
	}
}
