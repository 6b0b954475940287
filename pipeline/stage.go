package pipeline

import (
	"context"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"
)

// Stage is one step of the work.
type Stage[In, Out any] struct {
	Name    string
	Workers int // 0 means GOMAXPROCS
	// Run does the step. It is called from Workers goroutines at once. An error
	// loses the item, not the run.
	Run func(context.Context, In) (Out, error)
}

// Through starts the workers of a stage behind in.
func Through[In, Out any](in *Flow[In], s Stage[In, Out]) *Flow[Out] {
	r := in.run
	workers := s.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	out := make(chan Item[Out])
	var pool errgroup.Group
	for range workers {
		pool.Go(func() error { return work(in, s, out) })
	}
	r.group.Go(func() error {
		defer close(out)
		return pool.Wait()
	})
	return &Flow[Out]{r, out}
}

// work is one worker: it takes items until the stage before it has no more.
func work[In, Out any](in *Flow[In], s Stage[In, Out], out chan<- Item[Out]) error {
	r := in.run
	for {
		it, ok, err := receive(in)
		if !ok {
			return err
		}
		next := Item[Out]{Index: it.Index, Name: it.Name, Err: it.Err, weight: it.weight}
		if it.Err == nil {
			if err := step(r, s, it, &next); err != nil {
				return err
			}
		}
		if err := send(r, out, next); err != nil {
			return err
		}
	}
}

// step does the stage's work for one item; its error is the end of the run.
func step[In, Out any](r *Run, s Stage[In, Out], it Item[In], next *Item[Out]) error {
	ev := Event{Kind: Began, Stage: s.Name, Item: it.Name, Index: it.Index}
	r.opt.Report(ev)
	start := time.Now()
	v, err := guarded(r.ctx, s.Run, it.Value)
	switch {
	case err != nil && r.ctx.Err() != nil:
		return context.Cause(r.ctx) // the end of the run is not the item's fault
	case err != nil:
		next.Err = &StageError{s.Name, err}
	default:
		next.Value = v
	}
	ev.Kind, ev.Took, ev.Err = Ended, time.Since(start), next.Err
	r.opt.Report(ev)
	return nil
}
