package cli

// The exit codes of docs/design.md §7.
const (
	ExitDone        = 0
	ExitError       = 1
	ExitUsage       = 2
	ExitLost        = 3 // done, some documents lost
	ExitChecks      = 4 // publish checks failed
	ExitLocked      = 5
	ExitInterrupted = 130
)

// Outcome ends a run that was carried out, with another code than 0; what there
// is to say has been said.
type Outcome struct {
	Code int
	Why  string
}

func (o *Outcome) Error() string { return o.Why }
