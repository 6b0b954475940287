package terminal

import (
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"assay/pipeline"
	"assay/run"
)

// TestLeft: what is left is told only once enough has gone through the last stage.
func TestLeft(t *testing.T) {
	p := &progress{stages: []string{run.StageRead, "write"}, done: map[string]int{}, bytes: map[string]int64{}, sum: 1000}
	for _, c := range []struct {
		written int64
		elapsed time.Duration
		want    string
	}{
		{0, time.Minute, ""},    // nothing is through: unknown
		{10, time.Minute, ""},   // hardly anything is
		{500, time.Second, ""},  // the start of a run tells nothing
		{1000, time.Minute, ""}, // all is done
		{20, time.Minute, "about 49 min left"},
		{20, 2 * time.Minute, "about 1.6 h left"},
		{200, 30 * time.Second, "about 2 min left"},
		{210, 31 * time.Second, "about 115 s left"},
		{100, time.Minute, "about 9 min left"},
		{250, 20 * time.Second, "about 60 s left"},
		{500, 32 * time.Second, "about 30 s left"},
		{950, 38 * time.Second, "about 5 s left"},
	} {
		p.bytes["write"] = c.written
		if got := p.left(c.elapsed); got != c.want {
			t.Errorf("%d of 1000 after %v: %q, want %q", c.written, c.elapsed, got, c.want)
		}
	}
	p.sum, p.bytes["write"] = 0, 0
	if got := p.left(time.Minute); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}

func TestSince(t *testing.T) {
	for d, want := range map[time.Duration]string{900 * time.Millisecond: "0 s", 59 * time.Second: "59 s", 187 * time.Second: "3:07 min", 3725 * time.Second: "1:02 h"} {
		if got := since(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

// TestBarsFit: a bar's line is narrower than the terminal, whatever it counts;
// one that wraps would be drawn over wrongly.
func TestBarsFit(t *testing.T) {
	var w strings.Builder
	p := &progress{stages: []string{run.StageRead, run.StageTag, "write"}, done: map[string]int{run.StageRead: 99_999, run.StageTag: 5}, bytes: map[string]int64{run.StageRead: 499_999_000}, sum: 500_000_000, total: 100_000, now: strings.Repeat("folder/", 40), began: time.Now()}
	for _, columns := range []int{200, 80, 40, 20, 1} {
		w.Reset()
		show := p.bars(&w, func() int { return columns })
		show(false)
		show(true)
		lines := strings.Split(strings.TrimSuffix(w.String(), "\n"), "\n")
		if len(lines) != 8 {
			t.Fatalf("%d columns: %d lines, want 8", columns, len(lines))
		}
		for i, line := range lines {
			name := i%4 == 3
			line = line[strings.LastIndex(line, "\x1b[2K")+len("\x1b[2K"):]
			if n := utf8.RuneCountInString(line); n >= columns {
				t.Errorf("%d columns: a line of %d: %q", columns, n, line)
			}
			if columns >= 40 && !name && !strings.Contains(line, "%") {
				t.Errorf("%d columns: no percentage: %q", columns, line)
			}
			if columns >= 40 && !name && !strings.Contains(line, "/100000") {
				t.Errorf("%d columns: no count: %q", columns, line)
			}
		}
	}
}

// TestProgressGoesByBytes: a stage is as far as the bytes of what it has done,
// and what was begun last is named.
func TestProgressGoesByBytes(t *testing.T) {
	p := newProgress(io.Discard, nil, true, LineEvery, []int64{900, 50, 50}, run.StageRead, run.StageTag)
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
