package run

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay/out/runs"
)

// TestMetrics: the figures of a run stand in the file, and a blocked run leaves the time
// of the last success as it was.
func TestMetrics(t *testing.T) {
	path := filepath.Join(t.TempDir(), "assay.prom")
	day := time.Date(2026, 5, 3, 2, 0, 0, 0, time.UTC)
	o := &Outcome{Run: runs.Run{Manifest: &runs.Manifest{Sequence: 4, Started: day, Finished: day.Add(90 * time.Second),
		Counts: runs.Counts{Listed: 10, Documents: 6, Lost: 3, Skipped: 1, Warnings: 2}, StageSeconds: map[string]float64{"read": 1.5},
		Themes: map[string]int64{"caseloads": 7}, Tables: map[string]int64{"sentences": 100}}}, NewlyLost: 2}
	lines := func() string {
		t.Helper()
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var kept []string
		for line := range strings.Lines(string(b)) {
			if !strings.HasPrefix(line, "#") {
				kept = append(kept, strings.TrimSpace(line))
			}
		}
		return strings.Join(kept, "\n") + "\n"
	}
	if err := o.WriteMetrics(path, day); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"last_success_timestamp_seconds 1.7777736e+09", "last_run_blocked 0", "run_sequence 4", "inputs_listed 10", "documents 6", "documents_lost 3",
		"documents_newly_lost 2", "inputs_skipped 1", "documents_with_warnings 2", "run_duration_seconds 90", `stage_seconds{stage="read"} 1.5`,
		`theme_mentions{theme="caseloads"} 7`, `table_rows{table="sentences"} 100`} {
		if !strings.Contains(lines(), "assay_"+want+"\n") {
			t.Errorf("no %q in\n%s", want, lines())
		}
	}
	o.Blocked = true
	if err := o.WriteMetrics(path, day.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	if got := lines(); !strings.Contains(got, "assay_last_run_blocked 1\n") || !strings.Contains(got, "timestamp_seconds 1.7777736e+09\n") {
		t.Errorf("blocked:\n%s", got)
	}
	if err := o.WriteMetrics(filepath.Join(path, "file"), day); err == nil || !strings.Contains(err.Error(), "--metrics-file") {
		t.Errorf("a file below a file: %v", err)
	}
}
