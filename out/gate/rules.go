// Package gate decides whether a run is fit to be published: it holds a run's
// figures against those of the run before it, by rules.
package gate

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Level says what a failed rule does.
type Level string

// The levels: a run that fails a rule of level block is not published.
const (
	Block Level = "block"
	Warn  Level = "warn"
)

// Rule is one check of a run. Which limits a rule has depends on Check.
type Rule struct {
	Check Check  `yaml:"check"`
	Level Level  `yaml:"level"` // warn where not given
	Table string `yaml:"table"` // rows, nulls
	// Column is that of a nulls rule.
	Column string `yaml:"column"`
	// Theme is that of a theme_rate rule; "" means each theme.
	Theme string `yaml:"theme"`
	// MaxDrop is how far a number may fall below that of the run before, as a share
	// of it: 0.5 lets half go.
	MaxDrop *float64 `yaml:"max_drop"`
	// MaxChange is the same in both directions.
	MaxChange *float64 `yaml:"max_change"`
	// MaxShare is the highest share of a whole, whatever the run before had.
	MaxShare *float64 `yaml:"max_share"`
	// MaxRise is how far a share may rise above that of the run before, as a
	// difference: 0.1 lets 5 % become 15 %.
	MaxRise *float64 `yaml:"max_rise"`
}

// Check is what a rule looks at.
type Check string

// The checks.
const (
	Documents Check = "documents"  // how many documents: max_drop, max_change
	AllLost   Check = "all_lost"   // inputs were lost and no document is left: no limit
	Lost      Check = "lost"       // lost inputs as a share of those listed: max_share, max_rise
	Rows      Check = "rows"       // rows of Table: max_drop, max_change
	Nulls     Check = "nulls"      // share of nulls in Table.Column: max_share, max_rise
	ThemeRate Check = "theme_rate" // mentions of Theme per scored sentence: max_drop, max_change
)

// limits are which limits a check takes.
var limits = map[Check][]string{
	Documents: {"max_drop", "max_change"},
	AllLost:   nil,
	Lost:      {"max_share", "max_rise"},
	Rows:      {"max_drop", "max_change"},
	Nulls:     {"max_share", "max_rise"},
	ThemeRate: {"max_drop", "max_change"},
}

// Default are the rules of a run without --check. Only losing more than half of
// the documents blocks, which is what a folder that is not mounted looks like, and
// losing all of them, on a first run too.
func Default() []Rule {
	half, fifth, tenth := 0.5, 0.2, 0.1
	return []Rule{
		{Check: Documents, Level: Block, MaxDrop: &half},
		{Check: AllLost, Level: Block},
		{Check: Lost, Level: Warn, MaxShare: &tenth},
		{Check: Rows, Level: Warn, Table: "sentences", MaxChange: &half},
		{Check: Rows, Level: Warn, Table: "mentions", MaxChange: &half},
		{Check: Nulls, Level: Warn, Table: "inspections", Column: "local_authority", MaxRise: &fifth},
		{Check: Nulls, Level: Warn, Table: "inspections", Column: "inspection_start", MaxRise: &fifth},
		{Check: Nulls, Level: Warn, Table: "judgements", Column: "grade", MaxRise: &fifth},
		{Check: ThemeRate, Level: Warn, MaxChange: &half},
	}
}

// Parse reads rules from YAML: a key checks with a list of rules. They replace
// the default ones. Errors say where in which file.
func Parse(name string, data []byte) ([]Rule, error) {
	var file struct {
		Checks []Rule `yaml:"checks"`
	}
	if err := yaml.UnmarshalWithOptions(data, &file, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %s", name, strings.TrimSpace(yaml.FormatError(err, false, true)))
	}
	for i := range file.Checks {
		r := &file.Checks[i]
		if r.Level == "" {
			r.Level = Warn
		}
		if err := r.validate(); err != nil {
			return nil, fmt.Errorf("%s: rule %d (%s): %w", name, i+1, r.Check, err)
		}
	}
	return file.Checks, nil
}

func (r *Rule) validate() error {
	allowed, known := limits[r.Check]
	if !known {
		return errors.New("check is not one of documents, all_lost, lost, rows, nulls, theme_rate")
	}
	if r.Level != Block && r.Level != Warn {
		return fmt.Errorf("level %q is not block or warn", r.Level)
	}
	if (r.Table != "") != (r.Check == Rows || r.Check == Nulls) {
		return errors.New("rows and nulls, and no other check, need a table")
	}
	if (r.Column != "") != (r.Check == Nulls) {
		return errors.New("nulls, and no other check, needs a column")
	}
	if r.Theme != "" && r.Check != ThemeRate {
		return errors.New("only theme_rate takes a theme")
	}
	given := 0
	for name, v := range map[string]*float64{"max_drop": r.MaxDrop, "max_change": r.MaxChange, "max_share": r.MaxShare, "max_rise": r.MaxRise} {
		if v == nil {
			continue
		}
		given++
		if len(allowed) == 0 {
			return fmt.Errorf("it takes no limit, and so not %s", name)
		}
		if !slices.Contains(allowed, name) {
			return fmt.Errorf("it takes %s, not %s", strings.Join(allowed, " or "), name)
		}
		if *v < 0 {
			return fmt.Errorf("%s is below zero", name)
		}
	}
	if given != 1 && len(allowed) > 0 {
		return fmt.Errorf("it needs one limit: %s", strings.Join(allowed, " or "))
	}
	return nil
}
