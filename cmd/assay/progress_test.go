package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"assay/run"
)

// TestBarsFit: a bar's line is narrower than the terminal, whatever it counts;
// one that wraps would be drawn over wrongly.
func TestBarsFit(t *testing.T) {
	var w strings.Builder
	p := &progress{stages: []string{run.StageRead, run.StageTag, "write"}, done: map[string]int{run.StageRead: 99_999, run.StageTag: 5}, bytes: map[string]int64{run.StageRead: 499_999_000}, sum: 500_000_000, total: 100_000, now: strings.Repeat("folder/", 40)}
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
			if columns >= 80 && !name && !strings.Contains(line, "/100000") {
				t.Errorf("%d columns: no count: %q", columns, line)
			}
		}
	}
}
