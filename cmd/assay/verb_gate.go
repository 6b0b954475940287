package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/internal/usage"
	"assay/out/gate"
	"assay/run"
)

// newGateCmd is a hidden verb: the publish gate for tables that are no run.
func newGateCmd() *cobra.Command {
	var figures, before, rules string
	var needs bool
	cmd := &cobra.Command{
		Use:    "gate",
		Short:  "hold figures against the rules of the publish gate (for other programs)",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			enc := json.NewEncoder(cmd.OutOrStdout())
			if needs {
				n, err := run.GateNeeds(rules)
				if err != nil {
					return err
				}
				return enc.Encode(n)
			}
			if figures == "" {
				return usage.Errorf("--figures or --needs is missing")
			}
			found, err := run.Gate(figures, before, rules)
			if err != nil {
				return err
			}
			blocked := false
			for _, f := range found {
				blocked = blocked || !f.Passed && f.Level == gate.Block
				if err := enc.Encode(f); err != nil {
					return err
				}
			}
			if blocked {
				return &cli.Outcome{Code: cli.ExitChecks, Why: "publish checks failed"}
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&figures, "figures", "", "JSON `file` with the figures to judge")
	f.StringVar(&before, "before", "", "JSON `file` with those of before (default there are none)")
	f.StringVar(&rules, "check", "", "YAML `file` with the rules (default: those of assay run)")
	f.BoolVar(&needs, "needs", false, "print which figures the rules look at as JSON, and end")
	return cmd
}
