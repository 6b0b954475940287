package main

import (
	"encoding/json"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/internal/usage"
	"assay/out"
	"assay/run"
)

// maxStack ends a document that nests without end before it takes the memory of
// the machine with it: Go lets a stack grow to a gigabyte.
const maxStack = 64 << 20

type workerOptions struct {
	cli.InputOptions
	cli.ThemeOptions
	worker   run.WorkerOptions // but for what the two above say
	meta     []string
	describe bool
	expect   string
}

// newWorkerCmd is a hidden verb: what engines and the Python package start.
func newWorkerCmd() *cobra.Command {
	var o workerOptions
	cmd := &cobra.Command{
		Use:    "worker",
		Short:  "answer documents on standard input with their rows (for other programs)",
		Hidden: true,
		Args:   cobra.NoArgs,
		Long: `worker reads an Arrow stream of documents on standard input and writes an Arrow
stream of one row a document, in their order, on standard output: docs/scale.md.
Columns of the input: uri, then content, or path and root; claim, loss and meta_*.

It ends with 0 when the input ends, with 2 before anything is read where the
command line, the codebook or the columns of the input are wrong, and at once when
nobody reads its answers. Each lost document is a line of JSON on standard error.`,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.serve(cmd) },
	}
	f := cmd.Flags()
	o.InputOptions.Flags(f)
	o.ThemeOptions.Flags(f)
	for _, name := range []string{"input", "root", "metadata", "max-member", "max-depth", "max-members"} {
		_ = f.MarkHidden(name)
	}
	w := &o.worker
	f.Lookup("workers").DefValue = "1"
	f.StringSliceVar(&w.Tables, "tables", nil, "tables to answer with (default all but texts)")
	f.BoolVar(&w.WithText, "with-text", false, "also answer with the texts of the documents")
	f.StringVar(&w.SourceBase, "source-base", "", cli.SourceBaseUsage)
	f.StringArrayVar(&o.meta, "meta", nil, "`NAME:TYPE` of a column meta_NAME that the input may have (repeatable)")
	f.IntVar(&w.BatchDocs, "batch-docs", 32, "most rows of an answer")
	f.IntVar(&w.BatchBytes, "batch-bytes", 16<<20, "bytes of rows that are not held back, about")
	f.DurationVar(&w.FlushAfter, "flush-after", 0, "how long an answer may wait for more (default 5s)")
	f.BoolVar(&o.describe, "describe", false, "print the columns of the answers as JSON, and end")
	f.StringVar(&o.expect, "expect", "", "end with 2 where the `fingerprint` that --describe prints is another")
	_ = f.Set("workers", "1")
	return cmd
}

func (o *workerOptions) serve(cmd *cobra.Command) error {
	in, err := o.Given(nil)
	if err != nil {
		return err
	}
	o.worker.Inputs, o.worker.Themes, o.worker.Program = *in, o.Themes, cli.Version
	for _, m := range o.meta {
		name, typ, _ := strings.Cut(m, ":")
		t, err := out.MetaType(typ)
		if err != nil {
			return usage.Errorf("--meta %s: %w", m, err)
		}
		o.worker.Meta = append(o.worker.Meta, out.MetaColumn{Name: name, Type: t})
	}
	w, err := run.NewWorker(o.worker)
	if err != nil {
		return err
	}
	if o.expect != "" && o.expect != w.Config() {
		return usage.Errorf("this is assay %s with the fingerprint %s, %s is expected", cli.Version, w.Config(), o.expect).
			Advise("the same wheel, codebook, model and limits must be on every machine")
	}
	if o.describe {
		d, err := w.Describe()
		if err != nil {
			return err
		}
		return json.NewEncoder(cmd.OutOrStdout()).Encode(d)
	}
	debug.SetMaxStack(maxStack)
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		defer run.LimitMemory()()
	}
	if f, ok := cmd.OutOrStdout().(*os.File); ok {
		exitWithReader(f)
	}
	problems := json.NewEncoder(cmd.ErrOrStderr())
	return w.Serve(cmd.Context(), cmd.InOrStdin(), cmd.OutOrStdout(), func(p run.Problem) { _ = problems.Encode(p) })
}
