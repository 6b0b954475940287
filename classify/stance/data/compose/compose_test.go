package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The committed file is what the patterns give.
func TestCommitted(t *testing.T) {
	want, err := compose(patterns)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../composed.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("composed.jsonl is not what patterns.txt gives: go generate ./classify/stance")
	}
}

const someWords = "[words * S]\n+gates\n[words * good]\nnew\n[words * old]\nfreshly painted, worn"

// Every place for words is filled with words that agree; the marks of a pattern say
// how it is coded.
func TestFill(t *testing.T) {
	all, err := compose(someWords + "\n[block a]\n+^r {S} {is} {good}, once {old1}.\n-ac {S} {isnt} {good}.")
	if err != nil {
		t.Fatal(err)
	}
	text := string(all)
	for _, want := range []string{`"text":"Gates are new, once worn."`, `"direction":{"oversight":"improving"}`,
		`"text":"Gates aren't new."`, `"themes":{"oversight":"negative"}`, `"sentiment":"negative"`, `"kind":"report"`, `"source":"composed-a"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in\n%s", want, text)
		}
	}
	if n := strings.Count(text, "\n"); n != 2 {
		t.Errorf("%d sentences: the same text may stand but once", n)
	}
}

// A mistake names its line.
func TestMistakes(t *testing.T) {
	for bad, line := range map[string]string{"[block a]\n+ {S}.\n? {S}.": "line 9", "[thing a]": "line 7", "[block a]\n+q {S}.": "line 8",
		"[block a]\n+ {S} {is} {bad}.": "line 8"} {
		if _, err := compose(someWords + "\n" + bad); err == nil || !strings.Contains(err.Error(), line+":") {
			t.Errorf("%q: error %v does not name %s", bad, err, line)
		}
	}
}
