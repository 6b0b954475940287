package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/internal/usage"
	"assay/out"
	"assay/out/answers"
	"assay/out/runs"
	"assay/report/workbook"
)

// exportOptions are the flags of export.
type exportOptions struct {
	results    cli.ResultsFolder
	format, to string
	tables     []string
	qdpx, tif  string
	themes     cli.ThemeOptions
}

func newExportCmd() *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export [RESULTS] [RUN]",
		Short: "write the tables of a run for spreadsheets: XLSX or CSV",
		Long: `export writes the tables of RUN (default current; a run's id, its beginning or
its folder) as one XLSX file with a sheet a table, or as a folder of CSV files.
In CSV, text that a spreadsheet would take for a formula is prefixed with an apostrophe:
for programs, use the tables of the run itself or run --format csv.

Without --tables the XLSX file is for people: the sheets Summary, Findings, Changes,
Authorities, Actions, Inspections, Judgements, Lost and Columns. With it, a sheet a
table as it is.
As CSV every table is written but tokens and texts.

--qdpx writes a project that NVivo, MAXQDA, ATLAS.ti, QualCoder and other programs
of qualitative analysis open (REFI-QDA 1.0): documents as plain text, every sentence
with a mention coded with its stance below the theme, authorities as cases. Name the
codebook of the run with --codebook, so that the codes have its definitions. --tif
writes corpus.csv and tokens.csv of the text interchange format of R's text packages
into a folder. Where the run was made with --with-text the texts are those of the
documents, else their sentences.`,
		Example: "  assay export results --to findings.xlsx\n  assay export --format xlsx --to themes.xlsx --tables theme_summary,mentions\n  assay export --format csv --to tables\n  assay export --qdpx results.qdpx --codebook mine.yaml\n  assay export --tif for_r",
		Args:    cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.qdpx != "" || o.tif != "" {
				return o.exchange(cmd, args)
			}
			return export(cmd.Context(), &o, args, cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	o.results.Flag(cmd)
	f.StringVar(&o.format, "format", "", "xlsx or csv (default by the ending of --to)")
	f.StringVar(&o.to, "to", "", "`file` (xlsx) or folder (csv) to write (default tables.xlsx or tables)")
	f.StringSliceVar(&o.tables, "tables", nil, "tables to write")
	f.StringVar(&o.qdpx, "qdpx", "", "REFI-QDA project `file` to write instead")
	f.StringVar(&o.tif, "tif", "", "`folder` to write corpus.csv and tokens.csv for R to instead")
	o.themes.BookFlags(cmd)
	return cmd
}

func export(ctx context.Context, o *exportOptions, args []string, stderr io.Writer) error {
	if o.format == "" {
		switch ext := strings.ToLower(filepath.Ext(o.to)); {
		case o.to == "" || ext == ".xlsx":
			o.format = "xlsx"
		case slices.Contains([]string{".xls", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv"}, ext):
			return usage.Errorf("--to %q: export writes an .xlsx file, or a folder of CSV files", o.to).Advise("name a file that ends in .xlsx, or a folder")
		default:
			o.format = "csv"
		}
	}
	if o.format != "xlsx" && o.format != "csv" {
		return usage.Errorf("--format %q is not xlsx or csv", o.format)
	}
	dir, run, err := o.results.Tables("export", args)
	if err != nil {
		return err
	}
	if run.ID == "" {
		run.Dir = dir
	}
	tables, err := o.choose(dir)
	if err != nil {
		return err
	}
	if o.format == "csv" {
		if o.to == "" {
			o.to = "tables"
		}
		if err := os.MkdirAll(o.to, 0o755); err != nil {
			return err
		}
		err = out.ExportCSV(ctx, dir, o.to, tables)
	} else {
		if o.to == "" {
			o.to = "tables.xlsx"
		}
		var cuts []workbook.Cut
		if o.tables == nil {
			return o.exportPeople(ctx, run, stderr)
		}
		cuts, err = workbook.Tables(ctx, dir, o.to, tables)
		for _, c := range cuts {
			fmt.Fprintf(stderr, "assay: %d texts of %s are longer than a cell holds and were cut\n", c.Cells, c.Table)
		}
	}
	var big *workbook.TooManyRows
	if errors.As(err, &big) {
		return usage.Errorf("%w", err).Advise(big.Hint())
	}
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	fmt.Fprintf(stderr, "assay: %d tables are in %s\n", len(tables), terminal.Printable(o.to))
	return nil
}

// exportPeople writes the workbook for people.
func (o *exportOptions) exportPeople(ctx context.Context, run runs.Run, stderr io.Writer) error {
	book, err := o.themes.Book()
	if err != nil {
		return err
	}
	var themes []workbook.ThemeDoc
	for _, t := range book.Themes {
		themes = append(themes, workbook.ThemeDoc{Label: t.Label, Definition: t.Definition})
	}
	found, err := answers.FoundIn(ctx, run, nil)
	if err != nil && !errors.Is(err, answers.ErrNoTable) {
		return err
	}
	cuts, missing, err := workbook.People(ctx, run.Dir, o.to, found, themes)
	var big *workbook.TooManyRows
	if errors.As(err, &big) {
		return usage.Errorf("%w", err).Advise(big.Hint())
	}
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	for _, c := range cuts {
		fmt.Fprintf(stderr, "assay: %d texts of the sheet %s are longer than a cell holds and were cut\n", c.Cells, c.Table)
	}
	for _, name := range missing {
		fmt.Fprintf(stderr, "assay: no sheet %s: the run does not hold the tables for it\n", name)
	}
	fmt.Fprintf(stderr, "assay: the findings are in %s\n", terminal.Printable(o.to))
	return nil
}

func (o *exportOptions) choose(dir string) ([]string, error) {
	present := out.Present(dir)
	if len(present) == 0 {
		return nil, usage.Errorf("%s holds no Parquet or Arrow tables", dir).Advise("run with --format parquet")
	}
	if o.tables == nil {
		return slices.DeleteFunc(present, func(t string) bool { return t == "tokens" || t == "texts" }), nil
	}
	for _, t := range o.tables {
		if !slices.Contains(present, t) {
			return nil, usage.Errorf("--tables: the run has no table %q", t).Advise(cli.Meant(t, present) + "it has " + strings.Join(present, ", "))
		}
	}
	return o.tables, nil
}
