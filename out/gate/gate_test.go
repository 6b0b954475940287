package gate

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func figures() *Figures {
	return &Figures{
		Listed: 100, Documents: 96, Lost: 4,
		Rows:   map[string]int64{"sentences": 10000, "mentions": 500, "inspections": 50, "judgements": 500},
		Nulls:  map[string]map[string]int64{"inspections": {"local_authority": 1, "inspection_start": 0}, "judgements": {"grade": 250}},
		Themes: map[string]int64{"caseloads": 100, "oversight": 300}, Scored: 8000,
	}
}

func failed(fs []Finding) string {
	var names []string
	for _, f := range fs {
		if !f.Passed {
			names = append(names, fmt.Sprintf("%s(%s)", f.Name, f.Level))
		}
	}
	return strings.Join(names, " ")
}

func TestDefaultRules(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(f *Figures)
		want   string
	}{
		"the same":             {func(*Figures) {}, ""},
		"half of them":         {func(f *Figures) { f.Documents = 48 }, ""},
		"less than half":       {func(f *Figures) { f.Documents = 47 }, "documents(block)"},
		"none, listed none":    {func(f *Figures) { *f = Figures{} }, "documents(block)"},
		"more is no drop":      {func(f *Figures) { f.Documents = 500 }, ""},
		"many lost":            {func(f *Figures) { f.Lost = 11 }, "lost(warn)"},
		"mentions doubled":     {func(f *Figures) { f.Rows["mentions"] = 751 }, "rows mentions(warn)"},
		"authorities unread":   {func(f *Figures) { f.Nulls["inspections"]["local_authority"] = 12 }, "nulls inspections.local_authority(warn)"},
		"a theme gone quiet":   {func(f *Figures) { f.Themes["caseloads"] = 49 }, "theme_rate caseloads(warn)"},
		"a theme twice as big": {func(f *Figures) { f.Themes["oversight"] = 451 }, "theme_rate oversight(warn)"},
		"a new theme":          {func(f *Figures) { f.Themes["visits"] = 451 }, ""},
	} {
		now := figures()
		tc.change(now)
		if got := failed(Judge(Default(), now, figures())); got != tc.want {
			t.Errorf("%s: failed %q, want %q", name, got, tc.want)
		}
	}
	if got := failed(Judge(Default(), figures(), nil)); got != "" {
		t.Errorf("first run: failed %q", got)
	}
	if got := failed(Judge(Default(), &Figures{Listed: 3, Lost: 3}, nil)); got != "all_lost(block) lost(warn)" {
		t.Errorf("first run, everything lost: failed %q", got)
	}
	if got := failed(Judge(Default(), &Figures{Listed: 3}, nil)); got != "" {
		t.Errorf("first run, nothing to read: failed %q", got)
	}
}

func TestParse(t *testing.T) {
	rules, err := Parse("rules.yaml", []byte(`
checks:
  - check: documents
    max_drop: 0.1
    level: block
  - check: theme_rate
    theme: caseloads
    max_change: 0.25
`))
	if err != nil || len(rules) != 2 || rules[0].Level != Block || rules[1].Level != Warn || *rules[1].MaxChange != 0.25 {
		t.Fatalf("%+v, %v", rules, err)
	}
	now := figures()
	now.Documents, now.Themes["caseloads"] = 80, 60
	if got := failed(Judge(rules, now, figures())); got != "documents(block) theme_rate caseloads(warn)" {
		t.Errorf("failed %q", got)
	}
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"checks:\n  - check: docs\n    max_drop: 1":                              "not one of documents",
		"checks:\n  - check: all_lost\n    max_drop: 1":                          "it takes no limit",
		"checks:\n  - check: documents":                                          "needs one limit: max_drop or max_change",
		"checks:\n  - check: documents\n    max_share: 0.1":                      "takes max_drop or max_change, not max_share",
		"checks:\n  - check: documents\n    max_drop: 0.1\n    max_change: 0.1":  "needs one limit",
		"checks:\n  - check: rows\n    max_drop: 0.1":                            "need a table",
		"checks:\n  - check: nulls\n    table: inspections\n    max_share: 0.1":  "needs a column",
		"checks:\n  - check: documents\n    max_drop: -1":                        "below zero",
		"checks:\n  - check: documents\n    max_drop: 0.1\n    level: stop":      `level "stop"`,
		"checks:\n  - check: documents\n    maxdrop: 0.1":                        "maxdrop",
		"checks:\n  - check: documents\n    theme: caseloads\n    max_drop: 0.1": "only theme_rate",
		"cheks:\n  - check: documents\n    max_drop: 0.1":                        "cheks",
	} {
		if _, err := Parse("rules.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "rules.yaml: ") {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestNeedsOfAreWhatJudgeLooksAt(t *testing.T) {
	rules, err := Parse("r.yaml", []byte("checks:\n- {check: rows, table: quotes, max_drop: 1}\n- {check: nulls, table: sentences, column: page, max_rise: 1}\n- {check: nulls, table: sentences, column: heading, max_share: 1}\n- {check: rows, table: quotes, max_change: 1}\n- {check: lost, max_share: 1}\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := NeedsOf(rules)
	if !slices.Equal(got.Rows, []string{"quotes", "sentences"}) || len(got.Nulls) != 1 || !slices.Equal(got.Nulls["sentences"], []string{"heading", "page"}) {
		t.Errorf("needs %v", got)
	}
	if n := NeedsOf(nil); n.Rows == nil || n.Nulls == nil {
		t.Error("no rules need null, not nothing")
	}
}
