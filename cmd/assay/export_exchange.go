package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/internal/usage"
	"assay/study"
	"assay/study/refi"
)

// exchange writes a run for other programs: a REFI-QDA project, tables for R.
func (o *exportOptions) exchange(cmd *cobra.Command, args []string) error {
	if o.format != "" || o.to != "" || o.tables != nil || o.qdpx != "" && o.tif != "" {
		return usage.Errorf("--qdpx and --tif go alone").Advise("write one after the other")
	}
	dir, _, err := o.results.Tables("export", args)
	if err != nil {
		return err
	}
	r, err := study.Open(cmd.Context(), dir)
	if err != nil {
		return err
	}
	if o.tif != "" {
		return o.forR(cmd, r)
	}
	book, err := o.themes.Book()
	if err != nil {
		return err
	}
	p, err := refi.FromRun(cmd.Context(), r, book)
	if err != nil {
		return err
	}
	if err := cli.WriteFile(o.qdpx, p.Write); err != nil {
		return fmt.Errorf("write %s: %w", o.qdpx, err)
	}
	n := 0
	for i := range p.Sources {
		n += len(p.Sources[i].Selections)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "assay: %s of %s are in %s\n", terminal.Counted(n, "coded sentence"), terminal.Counted(len(p.Sources), "document"), terminal.Printable(o.qdpx))
	return nil
}

func (o *exportOptions) forR(cmd *cobra.Command, r *study.Run) error {
	if err := os.MkdirAll(o.tif, 0o755); err != nil {
		return err
	}
	for _, t := range []struct {
		name  string
		write func(context.Context, io.Writer) error
	}{{"corpus.csv", r.WriteTIFCorpus}, {"tokens.csv", r.WriteTIFTokens}} {
		err := cli.WriteFile(filepath.Join(o.tif, t.name), func(w io.Writer) error { return t.write(cmd.Context(), w) })
		if err != nil {
			return fmt.Errorf("write %s: %w", t.name, err)
		}
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "assay: corpus.csv and tokens.csv are in %s\n", terminal.Printable(o.tif))
	return nil
}
