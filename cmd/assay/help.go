package main

import (
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"assay/cmd/assay/internal/terminal"
)

// The library keeps the functions of its templates for the whole process.
func init() {
	cobra.AddTemplateFunc("wrapped", wrapped)
	cobra.AddTemplateFunc("reflowed", terminal.Reflowed)
}

// widestText is how wide a paragraph of help is at most: longer lines are hard to read.
const widestText = 100

// wrapHelp makes help as wide as the terminal that w is; elsewhere its lines are as
// long as they are.
func wrapHelp(root *cobra.Command, w io.Writer) {
	width := 0
	if terminal.Is(w) {
		width = terminal.Width(w)
	}
	root.SetHelpTemplate(strings.Replace(root.HelpTemplate(), ".Long .Short)}}{{.", ".Long .Short)}}{{reflowed . "+strconv.Itoa(min(width, widestText)), 1))
	call := "wrapped " + strconv.Itoa(width)
	root.SetUsageTemplate(strings.NewReplacer(".LocalFlags.FlagUsages", call+" .LocalFlags", ".InheritedFlags.FlagUsages", call+" .InheritedFlags").Replace(root.UsageTemplate()))
}

// wrapped is the help of flags in lines of width columns; 0 does not wrap.
func wrapped(width int, f *pflag.FlagSet) string { return f.FlagUsagesWrapped(width) }
