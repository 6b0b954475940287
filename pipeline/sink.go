package pipeline

import (
	"context"
	"fmt"
	"time"
)

// Into ends the pipeline: sink is called from one goroutine with every item, the
// lost ones included, in source order. Its error (or panic) ends the run.
func Into[T any](in *Flow[T], sink func(context.Context, Item[T]) error) {
	r := in.run
	r.group.Go(func() (err error) {
		defer recoverInto(&err)
		early := make(map[int]Item[T]) // arrived before their turn; never more than MaxItems
		for next := 0; ; {
			it, ok, err := receive(in)
			if err != nil {
				return err
			}
			if !ok {
				return complete(r, next, len(early))
			}
			early[it.Index] = it
			for it, ok := early[next]; ok; it, ok = early[next] {
				delete(early, next)
				if err := deliver(r, sink, it); err != nil {
					return err
				}
				next++
			}
		}
	})
}

// deliver calls the sink and then gives the item's room back.
func deliver[T any](r *Run, sink func(context.Context, Item[T]) error, it Item[T]) error {
	start := time.Now()
	if err := sink(r.ctx, it); err != nil {
		return err
	}
	r.opt.Report(Event{Kind: Delivered, Stage: "sink", Item: it.Name, Index: it.Index, Took: time.Since(start), Err: it.Err})
	r.bytes.Release(it.weight)
	r.items.Release(1)
	return nil
}

// complete checks at the end of the flow that no item was left behind.
func complete(r *Run, next, waiting int) error {
	if err := context.Cause(r.ctx); err != nil {
		return err
	}
	if waiting > 0 {
		return fmt.Errorf("pipeline: item %d never reached the sink, %d behind it did", next, waiting)
	}
	return nil
}
