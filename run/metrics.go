package run

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// WriteMetrics writes the figures of a run for a Prometheus text file collector.
// The time of the last success moves on when nothing changed, too: what it shows
// is that the schedule works.
func (o *Outcome) WriteMetrics(path string, now time.Time) error {
	m := o.Manifest
	reg := prometheus.NewRegistry()
	gauge := func(name, help string, value float64) {
		g := prometheus.NewGauge(prometheus.GaugeOpts{Namespace: "assay", Name: name, Help: help})
		g.Set(value)
		reg.MustRegister(g)
	}
	last := float64(now.Unix())
	if o.Blocked {
		// A blocked run is no success: the time of the last one stays.
		last = lastSuccess(path)
	}
	gauge("last_success_timestamp_seconds", "When a run was last made or found unchanged.", last)
	gauge("last_run_blocked", "1 when the last run failed a check of the publish gate.", boolFloat(o.Blocked))
	gauge("run_sequence", "Sequence number of the last run.", float64(m.Sequence))
	gauge("inputs_listed", "Inputs of the last run.", float64(m.Counts.Listed))
	gauge("documents", "Documents in the tables of the last run.", float64(m.Counts.Documents))
	gauge("documents_lost", "Inputs lost in the last run.", float64(m.Counts.Lost))
	gauge("documents_newly_lost", "Inputs lost in the last run that the run before had not lost.", float64(o.NewlyLost))
	gauge("inputs_skipped", "Inputs skipped in the last run.", float64(m.Counts.Skipped))
	gauge("documents_with_warnings", "Documents of the last run with a warning.", float64(m.Counts.Warnings))
	gauge("run_duration_seconds", "How long the last run took.", m.Finished.Sub(m.Started).Seconds())
	vec := func(name, help, label string, values map[string]float64) {
		v := prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "assay", Name: name, Help: help}, []string{label})
		for k, x := range values {
			v.WithLabelValues(k).Set(x)
		}
		reg.MustRegister(v)
	}
	vec("stage_seconds", "Time a stage worked in the last run, over all workers.", "stage", m.StageSeconds)
	vec("theme_mentions", "Mentions of a theme in the last run.", "theme", floats(m.Themes))
	vec("table_rows", "Rows of a table in the last run.", "table", floats(m.Tables))
	if err := prometheus.WriteToTextfile(path, reg); err != nil {
		return fmt.Errorf("write --metrics-file %s: %w", path, err)
	}
	return nil
}

// lastSuccess reads the time of the last success from an earlier file, 0 where
// there is none.
func lastSuccess(path string) float64 {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	var v float64
	for line := range strings.SplitSeq(string(data), "\n") {
		if _, err := fmt.Sscanf(line, "assay_last_success_timestamp_seconds %g", &v); err == nil {
			return v
		}
	}
	return 0
}

func floats(m map[string]int64) map[string]float64 {
	f := make(map[string]float64, len(m))
	for k, v := range m {
		f[k] = float64(v)
	}
	return f
}

func boolFloat(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
