package coding

import (
	"fmt"
	"io"
	"path/filepath"
	"text/tabwriter"

	"assay/classify/eval"
	"assay/classify/stance"
	"assay/cmd/assay/internal/cli"
	"assay/cmd/assay/internal/terminal"
	"assay/internal/usage"
	"assay/out/disk"
)

// extend writes what the sheet teaches on top of the model that ships with the
// program, and how good it is.
func (o *trainOptions) extend(stderr io.Writer) error {
	switch {
	case len(o.gold) == 0 || o.out == "":
		return usage.Errorf("train needs --gold and --out").Advise("assay train --gold coded.csv --codebook mine.yaml --out mine.bin")
	case o.themes.Model != "":
		return usage.Errorf("train extends the model that ships with the program, not --model").Advise("leave --model out")
	case o.opt.Folds < 1:
		return usage.Errorf("--folds must be at least 1")
	}
	records, err := cli.ReadGold(o.gold)
	if err != nil {
		return err
	}
	book, err := o.themes.Book()
	if err != nil {
		return err
	}
	base, err := stance.Default()
	if err != nil {
		return err
	}
	e, courses, notes := eval.Extend(records, book, base, eval.ExtendOptions{Adapt: o.adapt, Folds: o.opt.Folds})
	e.Card.Date, e.Card.Note, e.Card.Inputs = o.date, o.note, map[string]string{}
	for _, f := range o.gold {
		if e.Card.Inputs[filepath.Base(f)], err = cli.DigestOf(f); err != nil {
			return err
		}
	}
	data, err := e.Save(base.Fingerprint())
	if err != nil {
		return err
	}
	model, err := stance.Load(data) // what was written is what is measured
	if err != nil {
		return err
	}
	guard, err := eval.NewGuard(base, model)
	if err != nil {
		return err
	}
	for _, n := range notes {
		fmt.Fprintln(stderr, "assay: "+terminal.Printable(n))
	}
	if len(courses) == 0 {
		fmt.Fprintln(stderr, "assay: the files code no theme that the model does not know: nothing to learn")
	}
	for i := range courses {
		if err := tellCourse(stderr, &courses[i]); err != nil {
			return err
		}
	}
	fmt.Fprintf(stderr, "built-in themes, on %d sentences that ship with the program: sentiment accuracy %.3f before, %.3f after; stance accuracy %.3f before, %.3f after; %s differ\n",
		guard.Sentences, guard.Before[0], guard.After[0], guard.Before[1], guard.After[1], terminal.Counted(guard.Changed, "verdict"))
	if err := disk.Replace(cli.FileSystem, o.out, data); err != nil {
		return fmt.Errorf("writing the model: %w", err)
	}
	fmt.Fprintf(stderr, "wrote %s: %d bytes, extends the model %.12s\n", terminal.Printable(o.out), len(data), base.Fingerprint())
	return nil
}

// tellCourse says what was learnt of one theme, and how good it is.
func tellCourse(w io.Writer, c *eval.Course) error {
	name := "theme " + c.Theme
	if c.Theme == "" {
		name = "sentiment"
	}
	n := c.Classes
	fmt.Fprintf(w, "%s: %s (%d positive, %d negative, %d mixed, %d neutral)\n", terminal.Printable(name), terminal.Counted(c.Coded, "coded sentence"),
		n[stance.Positive], n[stance.Negative], n[stance.Mixed], n[stance.Neutral])
	switch {
	case c.Correction == nil:
		fmt.Fprintln(w, "  learnt nothing: general features decide")
	case len(c.Correction.Terms) == 0:
		fmt.Fprintln(w, "  learnt how sure to be and how often each class comes; general features decide the rest")
	default:
		fmt.Fprintf(w, "  learnt what %d terms say, how sure to be and how often each class comes\n", len(c.Correction.Terms))
	}
	if want := c.Wanting(); want != "" {
		fmt.Fprintln(w, "  warning: "+want)
	}
	if len(c.Gain) == 0 {
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "  by cross-validation, n = %d\tgeneral features\ttrained\tdifference\n", c.Coded)
	for i, f := range c.General {
		show := func(f eval.Figure, sign string) string {
			return fmt.Sprintf("%"+sign+".3f (%"+sign+".3f to %"+sign+".3f)", f.Value, f.Low, f.High)
		}
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\n", f.Name, show(f, ""), show(c.Trained[i], ""), show(c.Gain[i], "+"))
	}
	return t.Flush()
}
