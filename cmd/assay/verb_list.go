package main

import (
	"bufio"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/corpus"
	"assay/run"
)

// newListCmd is a hidden verb: the files that a worker may be sent, by the rules
// of a run.
func newListCmd() *cobra.Command {
	var o cli.InputOptions
	cmd := &cobra.Command{
		Use:    "list INPUT...",
		Short:  "list the files that the inputs name as JSON lines (for other programs)",
		Hidden: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Args = args
			in, err := o.Given(cmd.InOrStdin())
			if err != nil {
				return err
			}
			listing, err := in.ListFiles(cmd.Context())
			if err != nil {
				return err
			}
			return printListing(cmd.OutOrStdout(), listing)
		},
	}
	o.Flags(cmd.Flags())
	return cmd
}

// listedFile is one line of a listing: the columns of a worker's input, and what
// tells whether the file changed. Path and Root are bytes in base64, as names of
// files need not be UTF-8.
type listedFile struct {
	URI      string          `json:"uri"`
	Root     string          `json:"root,omitempty"`
	Path     []byte          `json:"path,omitempty"`
	Bytes    *int64          `json:"bytes,omitempty"`
	Modified string          `json:"modified,omitempty"` // RFC 3339, UTC, to the microsecond
	Loss     *run.ListedLoss `json:"loss,omitempty"`     // why it is not to be read
}

// printListing prints files and losses in the order of their uris.
func printListing(w io.Writer, l *corpus.Listing) error {
	lines := make([]listedFile, 0, len(l.Sources)+len(l.Losses))
	for i := range l.Sources {
		s := &l.Sources[i]
		root, name := s.Place()
		lines = append(lines, listedFile{URI: s.URI, Root: root, Path: []byte(name), Bytes: &s.Size, Modified: s.ModTime.UTC().Format("2006-01-02T15:04:05.000000Z")})
	}
	for _, loss := range l.Losses {
		row := &run.ListedLoss{Stage: loss.Stage, Reason: loss.Reason, Hint: loss.Hint}
		if loss.Err != nil {
			row.Message = loss.Err.Error()
		}
		lines = append(lines, listedFile{URI: loss.URI, Loss: row})
	}
	slices.SortStableFunc(lines, func(a, b listedFile) int { return strings.Compare(a.URI, b.URI) })
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	for i := range lines {
		if err := enc.Encode(&lines[i]); err != nil {
			return err
		}
	}
	return b.Flush()
}
