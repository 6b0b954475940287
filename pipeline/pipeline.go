package pipeline

import (
	"context"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

// Options bound a run. The zero Options work.
type Options struct {
	// MaxItems is how many items may be in flight; 0 means four for each of
	// GOMAXPROCS, enough to keep every worker busy behind one slow item.
	MaxItems int
	// MaxBytes is how much the items in flight may weigh together; 0 means 64 MiB.
	MaxBytes int64
	// Report, if set, is told of every step. It is called from many goroutines at
	// once and must return quickly: a worker waits for it.
	Report func(Event)
}

func (o Options) withDefaults() Options {
	if o.MaxItems <= 0 {
		o.MaxItems = 4 * runtime.GOMAXPROCS(0)
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 64 << 20
	}
	if o.Report == nil {
		o.Report = func(Event) {}
	}
	return o
}

// Event is one step of one item.
type Event struct {
	Kind  EventKind
	Stage string // name of the stage; "source" and "sink" for the ends
	Item  string // as Source.Name gives it
	Index int    // 0-based place in source order
	Took  time.Duration
	Err   error // a *StageError where a stage lost the item; nil otherwise
}

// EventKind says which step an Event tells of.
type EventKind uint8

// The steps: an item was admitted, a stage began it, a stage ended it (with or
// without an error), the sink is done with it.
const (
	Admitted EventKind = iota
	Began
	Ended
	Delivered
)

// Item is one item on its way. Where Err is set, Value is the zero value.
type Item[T any] struct {
	Index int    // 0-based place in source order
	Name  string // as Source.Name gave it
	Value T
	Err   error // a *StageError, nil where every stage so far succeeded

	weight int64
}

// Run is one run of a pipeline: build it with From, Through and Into, then Wait.
type Run struct {
	opt   Options
	group *errgroup.Group
	ctx   context.Context
	items *semaphore.Weighted
	bytes *semaphore.Weighted
}

// New starts an empty run. Cancelling ctx ends it.
func New(ctx context.Context, opt Options) *Run {
	opt = opt.withDefaults()
	g, gctx := errgroup.WithContext(ctx)
	return &Run{
		opt: opt, group: g, ctx: gctx,
		items: semaphore.NewWeighted(int64(opt.MaxItems)),
		bytes: semaphore.NewWeighted(opt.MaxBytes),
	}
}

// Wait returns when every goroutine of the run has ended: nil when the sink has
// had every item, otherwise the first error of source, sink or context.
func (r *Run) Wait() error { return r.group.Wait() }

// Flow is a stream of items between two stages. It has one reader.
type Flow[T any] struct {
	run *Run
	ch  <-chan Item[T]
}

// send passes it on unless the run ends first.
func send[T any](r *Run, ch chan<- Item[T], it Item[T]) error {
	select {
	case ch <- it:
		return nil
	case <-r.ctx.Done():
		return context.Cause(r.ctx)
	}
}

// receive takes the next item; ok is false at the end of the flow.
func receive[T any](f *Flow[T]) (it Item[T], ok bool, err error) {
	select {
	case it, ok = <-f.ch:
		return it, ok, nil
	case <-f.run.ctx.Done():
		return it, false, context.Cause(f.run.ctx)
	}
}
