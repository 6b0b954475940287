package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// wrapHelp makes the flags in help as wide as the terminal that w is; elsewhere
// their lines are as long as they are.
func wrapHelp(root *cobra.Command, w io.Writer) {
	width := 0
	if isTerminal(w) {
		width = terminalWidth(w)
	}
	cobra.AddTemplateFunc("wrapped", func(f *pflag.FlagSet) string { return wrapped(f, width) })
	root.SetUsageTemplate(strings.NewReplacer(".LocalFlags.FlagUsages", "wrapped .LocalFlags", ".InheritedFlags.FlagUsages", "wrapped .InheritedFlags").Replace(root.UsageTemplate()))
}

// wrapped is the help of flags in lines of width columns; 0 does not wrap.
func wrapped(f *pflag.FlagSet, width int) string { return f.FlagUsagesWrapped(width) }
