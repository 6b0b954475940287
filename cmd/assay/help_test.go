package main

import (
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"assay/pipeline"
	"assay/run"
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
	if text := cmd.UsageString(); !strings.Contains(text, "--source-base") || strings.Contains(text, "wrapped") {
		t.Errorf("the help is\n%s", text)
	}
}

// TestProgressGoesByBytes: a stage is as far as the bytes of what it has done,
// and what was begun last is named.
func TestProgressGoesByBytes(t *testing.T) {
	p := newProgress(io.Discard, nil, true, lineEvery, []int64{900, 50, 50}, run.StageRead, run.StageTag)
	for _, e := range []pipeline.Event{
		{Kind: pipeline.Began, Stage: run.StageRead, Item: "a.pdf"}, {Kind: pipeline.Ended, Stage: run.StageRead, Index: 0},
		{Kind: pipeline.Began, Stage: run.StageRead, Item: "b.pdf", Index: 1}, {Kind: pipeline.Delivered, Stage: "sink", Index: 2},
	} {
		p.event(e)
	}
	p.close()
	if p.sum != 1000 || p.bytes[run.StageRead] != 900 || p.done[run.StageRead] != 1 || p.bytes[run.StageTag] != 50 || p.now != "b.pdf" {
		t.Errorf("%+v", p)
	}
}
