package main

import (
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestHelpWraps(t *testing.T) {
	root := newRoot(strings.NewReader(""), io.Discard, io.Discard)
	cmd, _, err := root.Find([]string{"run"})
	if err != nil {
		t.Fatal(err)
	}
	for _, width := range []int{80, 120} {
		for line := range strings.Lines(wrapped(width, cmd.LocalFlags())) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > width {
				t.Errorf("%d columns: a line of %d: %s", width, n, line)
			}
		}
	}
	if text := root.HelpTemplate(); !strings.Contains(text, "{{reflowed . 0 | trim") {
		t.Errorf("the text of help does not wrap: %s", text)
	}
	if text := cmd.UsageString(); !strings.Contains(text, "--source-base") || strings.Contains(text, "wrapped") {
		t.Errorf("the help is\n%s", text)
	}
}
