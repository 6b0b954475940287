package run

import (
	"encoding/json"
	"os"

	"assay/out/gate"
)

// GateNeeds are the figures that the rules of a file look at; "" stands for the
// rules of a run without --check. Errors are *UsageError.
func GateNeeds(rules string) (gate.Needs, error) {
	list, err := readRules(rules, nil)
	return gate.NeedsOf(list), err
}

// Gate holds figures, of tables that need be no run, against the rules of a file
// and the figures of before. "" stands for no figures of before, and for the
// rules of a run without --check. Errors are *UsageError.
func Gate(figures, before, rules string) ([]gate.Finding, error) {
	list, err := readRules(rules, nil)
	if err != nil {
		return nil, err
	}
	now, err := readFigures(figures)
	if err != nil {
		return nil, err
	}
	var old *gate.Figures
	if before != "" {
		if old, err = readFigures(before); err != nil {
			return nil, err
		}
	}
	return gate.Judge(list, now, old), nil
}

func readFigures(path string) (*gate.Figures, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, usagef("%w", err)
	}
	var f gate.Figures
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, usagef("%s: %w", path, err)
	}
	return &f, nil
}
