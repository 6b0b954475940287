package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"assay/corpus"
	"assay/pipeline"
)

// newReadCmd is a hidden verb for measuring: it reads every input and throws the
// text away.
func newReadCmd() *cobra.Command {
	var o inputOptions
	cmd := &cobra.Command{
		Use:    "read INPUT...",
		Short:  "read documents and count their text (for measuring)",
		Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			o.args = args
			listing, err := o.list(cmd.Context(), cmd.InOrStdin())
			if err != nil {
				return err
			}
			reader := corpus.NewReader(o.readerOptions(o.codeFolder("")))
			defer func() { err = errors.Join(err, reader.Close()) }()
			p := pipeline.New(cmd.Context(), pipeline.Options{})
			source := pipeline.From(p, pipeline.Source[corpus.Source]{
				Items: each(listing.Sources),
				Name:  func(s corpus.Source) string { return s.URI },
				Weigh: func(s corpus.Source) int64 { return s.Size },
			})
			docs := pipeline.Through(source, pipeline.Stage[corpus.Source, *corpus.Document]{Name: stageRead, Workers: o.workers, Run: reader.Read})
			read, lost, size := 0, 0, 0
			pipeline.Into(docs, func(_ context.Context, it pipeline.Item[*corpus.Document]) error {
				if it.Err != nil {
					lost++
					return nil
				}
				read++
				size += len(it.Value.Text)
				return nil
			})
			if err := p.Wait(); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d documents, %d bytes of text, %d lost\n", read, size, lost)
			return err
		},
	}
	o.flags(cmd.Flags())
	return cmd
}
