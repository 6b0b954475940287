package run

import (
	"context"
	"errors"
	"fmt"

	"assay/out"
	"assay/out/cache"
	"assay/out/runs"
)

// Outcome is what a run came to.
type Outcome struct {
	runs.Run                // the new run; current where nothing changed
	Unchanged bool          // nothing changed since current, no run was made
	Failures  []out.Failure // what this run lost, in the order of the table; nil where Unchanged
	NewlyLost int           // documents lost now that the run before had not lost
	Before    *runs.Run     // the run before; nil of a first run and where Unchanged
}

// Lost is how many documents are lost in the run.
func (o *Outcome) Lost() int { return o.Manifest.Counts.Lost }

// Run carries out a run, unless all it is made from is what current was made
// from. A run that a check of the publish gate blocks is no error: Outcome.Blocked
// tells, as Outcome.Lost does of documents. Errors: *UsageError before anything
// is read, *runs.LockedError where another run holds the results folder,
// *corpus.MachineError where the machine gives too little memory or cannot read the
// PDF that is to be read, before any is, the context's cause where it ended, and
// others (a full disk, ErrTooManyLost), after all of which the last run is what it
// was.
func Run(ctx context.Context, opt Options) (*Outcome, error) {
	var done *Outcome
	err := planned(ctx, opt, func(p *plan) (err error) {
		done, err = p.run(ctx)
		return err
	})
	return done, err
}

func (p *plan) run(ctx context.Context) (*Outcome, error) {
	if same, ok := p.unchanged(); ok && !p.Force {
		if err := p.store.Clean(); err != nil {
			return nil, fmt.Errorf("remove what a killed run left: %w", err)
		}
		p.Log.Info("nothing changed since "+same.ID, "run", same.ID)
		return &Outcome{Run: same, Unchanged: true}, nil
	}
	if err := p.tryPDF(ctx); err != nil {
		return nil, cause(ctx, err)
	}
	partial, err := p.store.Begin(p.Now, p.key)
	if err != nil {
		return nil, err
	}
	done, failed, err := p.fill(ctx, partial)
	if err != nil {
		return nil, cause(ctx, errors.Join(err, partial.Abort()))
	}
	if _, err := p.store.Prune(p.Keep); err != nil {
		p.Log.Warn("old runs could not be removed", "error", err)
	}
	outcome := &Outcome{Run: done, Failures: failed, NewlyLost: newlyLost(done.Manifest, p.before)}
	if p.before != nil {
		outcome.Before = &runs.Run{ID: p.before.ID, Dir: p.store.Dir(p.before.ID), Manifest: p.before}
	}
	return outcome, nil
}

// tryPDF finds out whether this machine can read PDF, if there is one to be read:
// where it cannot, every one of them would be lost, one after the other.
func (p *plan) tryPDF(ctx context.Context) error {
	if p.PDFCommand == nil {
		return nil // nobody expects it
	}
	c := cache.New(p.cacheFolder(), p.FS, p.Now)
	for _, in := range p.inputs {
		if in.pdf && (p.Force || !c.Has(cache.Read, p.settings.readKey(in.sha, in.src.Claim))) {
			if !p.reader.PDFCompiled() {
				p.Log.Info("preparing to read PDF, once on this machine: some ten seconds")
			}
			return p.reader.TryPDF(ctx)
		}
	}
	return nil
}

// newlyLost counts the inputs lost now that before had not lost; on a first run
// (before is nil) every lost one is new.
func newlyLost(now, before *runs.Manifest) int {
	old := map[string]bool{}
	if before != nil {
		for _, in := range before.Inputs {
			if in.Status == runs.Lost {
				old[in.URI] = true
			}
		}
	}
	n := 0
	for _, in := range now.Inputs {
		if in.Status == runs.Lost && !old[in.URI] {
			n++
		}
	}
	return n
}
