package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/corpus"
	"assay/extract"
	kinds "assay/extract/profiles"
	"assay/internal/usage"
	"assay/run"
)

func newProfileCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "profile",
		Short: "list, check and test what is known of kinds of documents, and explain it on one",
		Long: `A profile is what the program knows of a kind of document, as a YAML file: how it
is recognised, the facts it prints, what its chapters, tables and standing
sentences are. docs/profiles.md teaches it by example; --profile FILE of the verbs
that read documents adds profiles to the built-in ones.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newProfileListCmd(), newProfileLintCmd(), newProfileTestCmd(), newProfileExplainCmd(), newProfileShowCmd())
	return cmd
}

func loadProfiles(files []string) (*kinds.Set, error) {
	set, err := kinds.Load(files...)
	if err != nil {
		return nil, usage.Errorf("%w", err)
	}
	return set, nil
}

func newProfileListCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "list [FILE...]",
		Short: "list the profiles; with FILE those of the files first",
		RunE: func(cmd *cobra.Command, args []string) error {
			set, err := loadProfiles(args)
			if err != nil {
				return err
			}
			w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, "kind\tframework\tfacts\tchapters\tjudgements\texamples\tuntried\tfile")
			for _, p := range set.Profiles {
				untried := ""
				if p.Untried {
					untried = "untried"
				}
				fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%d\t%s\t%s\n", p.ID, p.Framework, len(p.Facts), len(p.Chapters), len(p.Judgements), len(p.Examples), untried, terminal.Printable(p.File))
			}
			return w.Flush()
		},
	}
}

func newProfileLintCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "lint FILE...",
		Short: "check profile files: what is wrong, and what is suspicious",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			set, err := loadProfiles(args)
			if err != nil {
				return err
			}
			own, warnings := 0, 0
			for _, p := range set.Profiles {
				if p.BuiltIn {
					continue
				}
				own++
				for _, w := range p.Lint() {
					warnings++
					fmt.Fprintln(cmd.OutOrStdout(), "warning: "+terminal.Printable(w.Error()))
				}
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s, no errors, %s\n", terminal.Counted(own, "profile"), terminal.Counted(warnings, "warning"))
			return nil
		},
	}
}

func newProfileTestCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "test [FILE...]",
		Short: "read the examples of the profiles; without FILE those of the built-in ones",
		RunE: func(cmd *cobra.Command, args []string) error {
			set, err := loadProfiles(args)
			if err != nil {
				return err
			}
			x := extract.New(set)
			examples, failed := 0, 0
			for _, p := range set.Profiles {
				if p.BuiltIn && len(args) > 0 {
					continue
				}
				examples += len(p.Examples)
				wrong, err := x.Examples(cmd.Context(), p)
				if err != nil {
					return err
				}
				names := map[string]bool{}
				for _, f := range wrong {
					names[f.Example] = true
					fmt.Fprintf(cmd.OutOrStdout(), "%s: profile %s: %s: %s\n", terminal.Printable(f.Pos.String()), f.Profile, terminal.Printable(f.Example), terminal.Printable(f.Message))
				}
				failed += len(names)
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d of %d examples hold\n", examples-failed, examples)
			if failed > 0 {
				return &cli.Outcome{Code: cli.ExitError, Why: "examples failed"}
			}
			return nil
		},
	}
}

func newProfileShowCmd() *cobra.Command {
	schema := false
	cmd := &cobra.Command{
		Use:   "show [KIND]",
		Short: "print a built-in profile, a file to learn from; --schema the JSON Schema for editors",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			text := kinds.Schema()
			if !schema {
				kind := "jtai"
				if len(args) > 0 {
					kind = args[0]
				}
				if text = kinds.Source(kind); text == nil {
					return usage.Errorf("there is no built-in profile %q", kind).Advise("assay profile list shows them")
				}
			}
			_, err := cmd.OutOrStdout().Write(text)
			return err
		},
	}
	cmd.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of a profile file")
	return cmd
}

func newProfileExplainCmd() *cobra.Command {
	o := &cli.InputOptions{}
	cmd := &cobra.Command{
		Use:   "explain FILE",
		Short: "say which profile a document has and why, its facts, and what each heading makes of its text",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args
			in, err := o.Given(cmd.InOrStdin())
			if err != nil {
				return err
			}
			x, err := in.Extractor()
			if err != nil {
				return err
			}
			return explainDocuments(cmd.Context(), cmd, in, x)
		},
	}
	o.Flags(cmd.Flags())
	return cmd
}

func explainDocuments(ctx context.Context, cmd *cobra.Command, in *run.Inputs, x *extract.Extractor) error {
	var lost *corpus.Loss
	err := run.Documents(ctx, in, func(l *corpus.Loss) { lost = l }, func(doc *corpus.Document) error {
		p := x.Extract(doc)
		out := cmd.OutOrStdout()
		fmt.Fprintf(out, "%s: kind %s\n", terminal.Printable(doc.URI), p.Kind)
		for _, t := range x.Explain(doc) {
			mark := " "
			if t.Won {
				mark = "*"
			}
			fmt.Fprintf(out, "%s %s: %s\n", mark, t.Profile, terminal.Printable(strings.TrimPrefix(t.Why, "; ")))
		}
		facts := extract.FactValues(p)
		for _, name := range slices.Sorted(maps.Keys(facts)) {
			fmt.Fprintf(out, "  fact %s: %s\n", name, terminal.Printable(facts[name]))
		}
		if p.Inspection != nil {
			for _, j := range p.Inspection.Judgements {
				fmt.Fprintf(out, "  judgement %s: %s\n", j.Key, strings.TrimSpace(string(j.Status)+" "+j.Grade))
			}
		}
		for _, s := range p.Sections {
			if s.Kind == extract.KindPart {
				fmt.Fprintf(out, "  heading %q: %s, side %s\n", terminal.Printable(p.Flat(s.Heading)), s.Context, s.Side)
			}
		}
		for _, a := range p.Actions {
			fmt.Fprintf(out, "  action %s of %q: %s\n", a.Kind, terminal.Printable(a.Responsible), terminal.Printable(a.Text))
		}
		for _, w := range p.Warnings {
			fmt.Fprintf(out, "  warning %s: %s\n", w.Reason, terminal.Printable(w.Message))
		}
		return nil
	})
	if lost != nil {
		return errors.Join(lost)
	}
	return err
}
