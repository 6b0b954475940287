package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"assay/classify/codebook"
	"assay/cmd/assay/internal/cli"
	"assay/internal/usage"
	"assay/out"
	"assay/run"
)

func newSchemaCmd() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "schema [TABLE [COLUMN]]",
		Short: "describe the tables and their columns",
		Long: `schema lists the tables that run writes; with TABLE, its columns, or the one
named: type, whether it may be null, what it holds, the order of its values and what
it refers to.`,
		Example: "  assay schema\n  assay schema mentions\n  assay schema --json",
		Args:    cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			tables := out.Schema(out.Options{Themes: run.ThemeIDs(codebook.Builtin())})
			if len(args) > 0 {
				tables = slices.DeleteFunc(tables, func(t out.Table) bool { return t.Name != args[0] })
				if len(tables) == 0 {
					return usage.Errorf("there is no table %q", args[0]).Advise(cli.Meant(args[0], out.TableNames()) + "the tables are " + strings.Join(out.TableNames(), ", "))
				}
			}
			if len(args) == 2 {
				c, ok := tables[0].Column(args[1])
				if !ok {
					names := tables[0].ColumnNames()
					return usage.Errorf("%s has no column %q", args[0], args[1]).Advise(cli.Meant(args[1], names) + "it has " + strings.Join(names, ", "))
				}
				tables[0].Columns = []out.Column{c}
			}
			w := cmd.OutOrStdout()
			switch {
			case asJSON:
				enc := json.NewEncoder(w)
				enc.SetIndent("", "  ")
				enc.SetEscapeHTML(false)
				return enc.Encode(tables)
			case len(args) > 0:
				return printColumns(w, tables[0])
			}
			return printTables(w, tables)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return cmd
}

func printTables(w io.Writer, tables []out.Table) error {
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(t, "TABLE\tCOLUMNS\tKEY\tONE ROW PER")
	for _, table := range tables {
		fmt.Fprintf(t, "%s\t%d\t%s\t%s\n", table.Name, len(table.Columns), strings.Join(table.Key, ", "), table.Row)
	}
	return t.Flush()
}

func printColumns(w io.Writer, table out.Table) error {
	fmt.Fprintf(w, "%s: one row per %s; key %s\n", table.Name, table.Row, strings.Join(table.Key, ", "))
	if table.Doc != "" {
		fmt.Fprintln(w, table.Doc)
	}
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(t, "\nCOLUMN\tTYPE\tNULL\tWHAT IT HOLDS")
	var row func(prefix string, c out.Column)
	row = func(prefix string, c out.Column) {
		null, doc := "", c.Doc
		if c.Nullable {
			null = "yes"
		}
		if c.Enum != nil {
			doc += "; one of " + strings.Join(c.Enum, ", ")
		}
		if c.Ref != "" {
			doc += "; refers to " + c.Ref
		}
		fmt.Fprintf(t, "%s%s\t%s\t%s\t%s\n", prefix, c.Name, c.Type, null, doc)
		for _, f := range c.Fields {
			row(prefix+c.Name+"[].", f)
		}
	}
	for _, c := range table.Columns {
		row("", c)
	}
	return t.Flush()
}
