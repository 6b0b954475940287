package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"assay/classify"
	"assay/cmd/assay/internal/cli"
	"assay/corpus"
	"assay/extract"
)

func newVersionCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "print the versions of the program and of its stages",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := io.WriteString(cmd.OutOrStdout(), versionText())
			return err
		},
	}
}

// versionText is what assay version and assay --version print.
func versionText() string {
	revision, changed := "unknown revision", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				revision = s.Value
			case s.Key == "vcs.modified" && s.Value == "true":
				changed = " with changes"
			}
		}
	}
	return fmt.Sprintf("assay %s (%s%s, %s, %s/%s)\nreader %d, extract %d, classify %d\n",
		cli.Version, revision, changed, runtime.Version(), runtime.GOOS, runtime.GOARCH, corpus.Version, extract.Version, classify.Version)
}
