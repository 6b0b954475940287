package coding

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"assay/classify/codebook"
	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/internal/usage"
	"assay/study/code"
)

// NewCode is the verb code.
func NewCode() *cobra.Command {
	var o drawOptions
	out := ""
	cmd := &cobra.Command{
		Use:   "code INPUT...|RUN",
		Short: "a page to code a sample in, in a browser",
		Long: `code draws sentences as sample does for the themes of --codebook or --theme, and
writes one HTML page to code them in: open it in a browser, from the disk and
offline. Keys answer for theme, stance and sentiment, skip, undo and take notes; what
is answered stays in the browser under the digest of the sample. The page saves CSV
and JSONL that train, eval and agreement read, under the coder's name: two people
code the same page, each in a browser of their own.`,
		Example: `  assay code results --codebook mine.yaml --n 100 --out code.html
  assay code results --theme oversight --per-class 20 --out code.html`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.input.Args = args
			return codePage(cmd, &o, out)
		},
	}
	f := cmd.Flags()
	o.flags(f)
	f.StringVar(&out, "out", "", "HTML `file` to write")
	return cmd
}

func codePage(cmd *cobra.Command, o *drawOptions, out string) error {
	switch {
	case out == "":
		return usage.Errorf("code needs --out").Advise("assay code results --theme oversight --out code.html")
	case o.n < 1 || o.perClass < 0:
		return usage.Errorf("--n must be at least 1, and --per-class not negative")
	}
	_, book, model, err := o.themes.Classifier()
	if err != nil {
		return err
	}
	ids, err := o.aimed(book)
	if err != nil {
		return err
	}
	if ids == nil {
		return usage.Errorf("code needs themes to ask for").Advise("add --theme ID or --codebook FILE")
	}
	drawn, lost, err := o.draw(cmd, ids, book, model)
	if err != nil {
		return err
	}
	if len(drawn) == 0 {
		return usage.Errorf("there is no sentence to code")
	}
	var themes []codebook.Theme
	for _, id := range ids {
		themes = append(themes, book.Themes[book.Theme(id)])
	}
	name := strings.TrimSuffix(filepath.Base(out), filepath.Ext(out))
	if err := cli.WriteFile(out, func(w io.Writer) error { return code.Write(w, name, themes, drawn) }); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "assay: wrote %s: open it in a browser\n", terminal.Printable(out))
	if lost != nil {
		return lost
	}
	return nil
}
