package eval

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// WriteFigures prints the figures of outcomes with their intervals, for a reader
// at a terminal.
func WriteFigures(w io.Writer, outcomes []Outcome) error {
	t := Count(outcomes, nil)
	fmt.Fprintf(w, "%d sentences, %d coded mentions\n", t.Sentences, t.Stance.N())
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, f := range WithIntervals(outcomes) {
		fmt.Fprintf(tw, "%s\t%.3f\t%.3f to %.3f\n", f.Name, f.Value, f.Low, f.High)
	}
	_, s := Calibration(Sentiments(outcomes))
	_, a := Calibration(Stances(outcomes))
	fmt.Fprintf(tw, "sentiment.ece\t%.3f\t\nstance.ece\t%.3f\t\n", s, a)
	return tw.Flush()
}
