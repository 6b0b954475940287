package run

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRulesNameWhatThereIs: a mistyped name is an error that says the nearest.
func TestRulesNameWhatThereIs(t *testing.T) {
	for _, c := range []struct{ rule, want string }{
		{"check: rows, level: warn, table: mentions, max_drop: 0.5", ""},
		{"check: nulls, level: warn, table: inspections, column: outcome, max_rise: 0.1", ""},
		{"check: nulls, level: warn, table: documents, column: meta_team, max_rise: 0.1", ""},
		{"check: theme_rate, level: warn, theme: caseloads, max_change: 0.5", ""},
		{"check: rows, level: warn, table: mention, max_drop: 0.5", `no table "mention"|did you mean mentions?`},
		{"check: nulls, level: warn, table: inspections, column: outcom, max_rise: 0.1", `no column of inspections "outcom"|did you mean outcome?`},
		{"check: nulls, level: warn, table: inspections, column: doc_id, max_rise: 0.1", "inspections.doc_id is never null|"},
		{"check: theme_rate, level: warn, theme: caseload, max_change: 0.5", `no theme "caseload"|did you mean caseloads?`},
	} {
		path := filepath.Join(t.TempDir(), "rules.yaml")
		if err := os.WriteFile(path, []byte("checks:\n  - {"+c.rule+"}\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := readRules(path, []string{"thresholds", "caseloads"})
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", c.rule, err)
			}
			continue
		}
		message, hint, _ := strings.Cut(c.want, "|")
		var usage *UsageError
		if !errors.As(err, &usage) || !strings.Contains(err.Error(), message) || !strings.Contains(usage.Todo, hint) {
			t.Errorf("%s: %v", c.rule, err)
		}
	}
}
