package coding

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/internal/usage"
	"assay/study/refi"
)

// importOptions are the flags of import.
type importOptions struct {
	qdpx, out, coder, plain string
	uncoded                 bool
	themes                  cli.ThemeOptions
}

// NewImport is the verb import.
func NewImport() *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import --qdpx FILE --out CODED.jsonl",
		Short: "codings of NVivo, MAXQDA, ATLAS.ti, QualCoder or Taguette as coded sentences",
		Long: `import reads a project in the format of REFI-QDA, which programs of qualitative
analysis write (.qdpx), and writes its codings as coded sentences that train, eval and
agreement read. A code is the theme of --codebook with its GUID, id or label, else one
of its own; a code named positive, negative, mixed or neutral below it is the stance.
What is coded with a theme alone says no stance: --stance says what it means, else it
is left out. A sentence counts as coded where a selection covers half of it, or it
holds half of the selection. Where several people coded, --coder takes one.

assay codebook import reads the codes themselves.`,
		Example: `  assay import --qdpx project.qdpx --codebook mine.yaml --coder Ann --out ann.jsonl`,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return o.run(cmd) },
	}
	f := cmd.Flags()
	f.StringVar(&o.qdpx, "qdpx", "", "project `file` to read")
	f.StringVar(&o.out, "out", "", "JSONL `file` to write (default standard output)")
	f.StringVar(&o.coder, "coder", "", "only the codings of the user with this `name`")
	f.StringVar(&o.plain, "stance", "", "stance that a coding without one means: positive, negative, mixed or neutral")
	f.BoolVar(&o.uncoded, "uncoded", false, "also the other sentences of documents in which anything is coded, as ones without a theme")
	o.themes.BookFlags(cmd)
	return cmd
}

func (o *importOptions) run(cmd *cobra.Command) error {
	if o.qdpx == "" {
		return usage.Errorf("import needs --qdpx").Advise("assay import --qdpx project.qdpx --out coded.jsonl")
	}
	opt := refi.CodedOptions{Coder: o.coder, Uncoded: o.uncoded}
	if o.plain != "" {
		for c := range stance.Class(stance.Classes) {
			if c.String() == o.plain {
				opt.Plain = &c
			}
		}
		if opt.Plain == nil {
			return usage.Errorf("--stance %q is none of positive, negative, mixed, neutral", o.plain)
		}
	}
	var err error
	if opt.Book, err = o.themes.Book(); err != nil {
		return err
	}
	p, notes, err := readProject(o.qdpx)
	if err != nil {
		return err
	}
	list, more, err := p.CodedSentences(opt)
	if err != nil {
		return err
	}
	for _, n := range append(notes, more...) {
		fmt.Fprintln(cmd.ErrOrStderr(), "assay: "+terminal.Printable(n))
	}
	if len(list) == 0 {
		return usage.Errorf("%s: no sentence is coded", o.qdpx)
	}
	write := func(w io.Writer) error { return refi.WriteCoded(w, list) }
	if o.out == "" {
		return write(cmd.OutOrStdout())
	}
	if err := cli.WriteFile(o.out, write); err != nil {
		return fmt.Errorf("write %s: %w", o.out, err)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "assay: %s are in %s\n", terminal.Counted(len(list), "coded sentence"), terminal.Printable(o.out))
	return nil
}

func readProject(file string) (*refi.Project, []string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, usage.Errorf("%w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	p, notes, err := refi.ReadProject(f, info.Size())
	if err != nil {
		return nil, nil, usage.Errorf("%s: %w", file, err).Advise("it must be a REFI-QDA project (.qdpx); the programs call it project exchange")
	}
	return p, notes, nil
}

// NewCodebookExport is the verb codebook export.
func NewCodebookExport() *cobra.Command {
	o := &cli.ThemeOptions{}
	qdc := ""
	cmd := &cobra.Command{
		Use:   "export --qdc FILE [BOOK...]",
		Short: "write a codebook for other programs (REFI-QDA)",
		Long: `export writes the themes of BOOK, without it those a run looks for, as a codebook
that NVivo, MAXQDA, ATLAS.ti, QualCoder and others open (REFI-QDA, .qdc): codes with
definitions, colours and GUIDs. The patterns stand in the description of each code, so
that codebook import gives the same themes back.`,
		Example: `  assay codebook export --qdc mine.qdc mine.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if qdc == "" {
				return usage.Errorf("export needs --qdc").Advise("assay codebook export --qdc mine.qdc mine.yaml")
			}
			b, err := cli.BookOf(args, o)
			if err != nil {
				return err
			}
			if err := cli.WriteFile(qdc, func(w io.Writer) error { return refi.WriteCodebook(w, b) }); err != nil {
				return fmt.Errorf("write %s: %w", qdc, err)
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "assay: %s are in %s\n", terminal.Counted(len(b.Themes), "theme"), terminal.Printable(qdc))
			return nil
		},
	}
	cmd.Flags().StringVar(&qdc, "qdc", "", "codebook `file` to write")
	o.BookFlags(cmd)
	return cmd
}

// NewCodebookImport is the verb codebook import.
func NewCodebookImport() *cobra.Command {
	out := ""
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "read a codebook of another program (REFI-QDA .qdc or .qdpx)",
		Long: `import writes the codes of FILE as a codebook of this program. A code that codebook
export wrote becomes the theme it was; another becomes a theme that its name finds,
for you to write patterns for. GUIDs, colours and definitions are kept, so that what
was coded with the code elsewhere counts for the theme.`,
		Example: `  assay codebook import project.qdc --out mine.yaml`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			data, notes, err := importBook(args[0])
			if err != nil {
				return err
			}
			for _, n := range notes {
				fmt.Fprintln(cmd.ErrOrStderr(), "assay: "+terminal.Printable(n))
			}
			if out == "" {
				_, err = cmd.OutOrStdout().Write(data)
				return err
			}
			return cli.WriteFile(out, func(w io.Writer) error { _, err := w.Write(data); return err })
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "codebook `file` to write (default standard output)")
	return cmd
}

// importBook is the codebook of a .qdc or .qdpx file as this program writes it.
func importBook(file string) ([]byte, []string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, usage.Errorf("%w", err)
	}
	defer f.Close()
	var head [2]byte
	if _, err := io.ReadFull(f, head[:]); err != nil {
		return nil, nil, usage.Errorf("%s: %w", file, err)
	}
	var b *codebook.Codebook
	var notes []string
	if string(head[:]) == "PK" {
		p, more, err := readProject(file)
		if err != nil {
			return nil, nil, err
		}
		b, notes = p.Codebook, more
	} else {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return nil, nil, err
		}
		if b, notes, err = refi.ReadCodebook(f); err != nil {
			return nil, nil, usage.Errorf("%s: %w", file, err)
		}
	}
	data, err := refi.YAML(b, notes)
	if err != nil {
		return nil, nil, usage.Errorf("%s: %w", file, err)
	}
	if _, err := codebook.Parse(file, data); err != nil {
		return nil, nil, fmt.Errorf("%s: what it became is no codebook: %w", file, err)
	}
	return data, notes, nil
}
