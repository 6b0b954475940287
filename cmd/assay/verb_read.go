package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/corpus"
	"assay/run"
)

// newReadCmd is a hidden verb for measuring: it reads every input and throws the
// text away.
func newReadCmd() *cobra.Command {
	var o cli.InputOptions
	cmd := &cobra.Command{
		Use:    "read INPUT...",
		Short:  "read documents and count their text (for measuring)",
		Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args
			in, err := o.Given(cmd.InOrStdin())
			if err != nil {
				return err
			}
			read, lost, size := 0, 0, 0
			err = run.Documents(cmd.Context(), in, func(*corpus.Loss) { lost++ }, func(d *corpus.Document) error {
				read++
				size += len(d.Text)
				return nil
			})
			var some *run.LostError
			if err != nil && !errors.As(err, &some) {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d documents, %d bytes of text, %d lost\n", read, size, lost)
			return err
		},
	}
	o.Flags(cmd.Flags())
	return cmd
}
