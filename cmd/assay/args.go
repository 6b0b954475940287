package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"assay/internal/usage"
)

// strictArgs makes wrong arguments of every command a usage error that says what
// the command takes; cobra's own end the program with code 1 and no hint.
func strictArgs(cmd *cobra.Command) {
	for _, sub := range cmd.Commands() {
		strictArgs(sub)
	}
	check := cmd.Args
	if check == nil {
		return
	}
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if check(cmd, args) == nil {
			return nil
		}
		if cmd.HasAvailableSubCommands() {
			return unknownVerb(cmd, args[0])
		}
		what := "an argument is missing"
		if len(args) > 0 && check(cmd, args[:len(args)-1]) == nil || check(cmd, nil) == nil {
			what = fmt.Sprintf("%q is an argument too many", args[len(args)-1])
		}
		return usage.Errorf("%s", what).Advise("usage: " + strings.TrimSuffix(cmd.UseLine(), " [flags]"))
	}
}

// unknownVerb is the error for a word that is no verb of parent, with the one
// that was perhaps meant.
func unknownVerb(parent *cobra.Command, word string) error {
	where, help := "", parent.CommandPath()+" --help lists the verbs"
	if !parent.HasParent() {
		help = "assay help lists the verbs"
	}
	parent.SuggestionsMinimumDistance = 2 // letters
	if near := parent.SuggestionsFor(word); len(near) > 0 {
		help = "did you mean " + parent.CommandPath() + " " + near[0] + "? " + help
	}
	if parent.HasParent() {
		where = " of " + parent.CommandPath()
	}
	return usage.Errorf("unknown verb %q%s", word, where).Advise(help)
}

// flagProblem words what is wrong with a flag's value for people: without the
// name of the function that parsed it.
func flagProblem(err error) error {
	var bad *pflag.InvalidValueError
	var num *strconv.NumError
	switch {
	case !errors.As(err, &bad):
		return err
	case errors.As(err, &num) && errors.Is(num, strconv.ErrRange):
		return fmt.Errorf("--%s %q is too large or too small", bad.GetFlag().Name, bad.GetValue())
	case errors.As(err, &num):
		return fmt.Errorf("--%s %q is not %s", bad.GetFlag().Name, bad.GetValue(), wanted(bad.GetFlag()))
	case bad.GetFlag().Value.Type() == "duration":
		return fmt.Errorf("--%s %q is not a duration such as 90s, 5m or 168h", bad.GetFlag().Name, bad.GetValue())
	}
	return fmt.Errorf("--%s: %w", bad.GetFlag().Name, bad.Unwrap())
}

// nearFlag says which flag of cmd was perhaps meant by one that it does not have.
func nearFlag(cmd *cobra.Command, err error) string {
	var none *pflag.NotExistError
	if !errors.As(err, &none) || len(none.GetSpecifiedName()) < 2 {
		return ""
	}
	flags := &cobra.Command{SuggestionsMinimumDistance: 2} // letters; it compares the names of verbs
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			flags.AddCommand(&cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}})
		}
	})
	if near := flags.SuggestionsFor(none.GetSpecifiedName()); len(near) > 0 {
		return "did you mean --" + near[0] + "? "
	}
	return ""
}

func wanted(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "bool":
		return "true or false"
	case "float64":
		return "a number"
	}
	return "a whole number"
}

// helpVerb is "assay help VERB"; cobra's own prints the help of the program, and
// ends with 0, for a word that is no verb.
func helpVerb(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [VERB]",
		Short: "the help of a verb: what it does, examples, flags",
		RunE: func(cmd *cobra.Command, args []string) error {
			of, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				if of == nil || err != nil {
					of, rest = root, args
				}
				return unknownVerb(of, rest[0])
			}
			of.InitDefaultHelpFlag()
			return of.Help()
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			of, _, err := root.Find(args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var names []string
			for _, sub := range of.Commands() {
				if sub.IsAvailableCommand() {
					names = append(names, cobra.CompletionWithDesc(sub.Name(), sub.Short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// sayCompletion words cobra's verb completion like the others, and lets it turn
// away a shell it does not know.
func sayCompletion(c *cobra.Command) {
	c.Short = "print the completion script of a shell: bash, zsh, fish, powershell"
	c.Args = cobra.NoArgs
	c.RunE = func(*cobra.Command, []string) error {
		return usage.Errorf("completion for which shell?").Advise("assay completion bash, zsh, fish or powershell; each has --help")
	}
	for _, sub := range c.Commands() {
		sub.Short = "print the completion script for " + sub.Name()
	}
}
