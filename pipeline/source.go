package pipeline

import (
	"context"
	"fmt"
	"iter"
)

// Source says where items come from.
type Source[T any] struct {
	Items iter.Seq2[T, error] // an error, or a panic, ends the run
	Name  func(T) string      // for events and errors
	Weigh func(T) int64       // bytes an item stands for; nil means 0
}

// From admits the items of src to the run, in order, as room allows.
func From[T any](r *Run, src Source[T]) *Flow[T] {
	out := make(chan Item[T])
	r.group.Go(func() (err error) {
		defer close(out)
		defer recoverInto(&err)
		index := 0
		for v, err := range src.Items {
			if err != nil {
				return fmt.Errorf("source: %w", err)
			}
			it := Item[T]{Index: index, Name: src.Name(v), Value: v}
			if src.Weigh != nil {
				// An item heavier than the bound takes all of it and so runs alone.
				it.weight = min(max(src.Weigh(v), 0), r.opt.MaxBytes)
			}
			if err := admit(r, it.weight); err != nil {
				return err
			}
			r.opt.Report(Event{Kind: Admitted, Stage: "source", Item: it.Name, Index: index})
			if err := send(r, out, it); err != nil {
				return err
			}
			index++
		}
		return context.Cause(r.ctx) // a source cut short by the end of the run is not complete
	})
	return &Flow[T]{r, out}
}

// admit waits for room for one more item of the given weight.
func admit(r *Run, weight int64) error {
	if r.items.Acquire(r.ctx, 1) != nil || r.bytes.Acquire(r.ctx, weight) != nil {
		return context.Cause(r.ctx)
	}
	return nil
}
