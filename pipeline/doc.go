// Package pipeline runs items through typed stages of concurrent workers and
// hands them to a sink in source order.
//
//	source ──▶ admit ──▶ stage 1 ──▶ stage 2 ──▶ … ──▶ reorder ──▶ sink
//	             ▲        N workers   M workers                      │
//	             └──────────── items and bytes freed ◀───────────────┘
//
// The common path:
//
//	run := pipeline.New(ctx, pipeline.Options{})
//	src := pipeline.From(run, pipeline.Source[Ref]{Items: refs, Name: name, Weigh: size})
//	docs := pipeline.Through(src, pipeline.Stage[Ref, *Doc]{Name: "read", Workers: 2, Run: read})
//	pipeline.Into(docs, write)
//	err := run.Wait()
//
// What it promises:
//   - Order. The sink gets every item of the source exactly once and in source
//     order, whatever the number of workers.
//   - Bounds. At most Options.MaxItems items, and items weighing at most
//     Options.MaxBytes together, are anywhere between the source and the end of
//     the sink's call for them. Both are taken at the source, in source order, and
//     freed after the sink; so backpressure needs no other bound, and the channels
//     between stages carry no buffer. An item that weighs more than MaxBytes waits
//     until it is alone.
//   - One item's error loses one item. A stage that fails (or panics: the panic is
//     recovered into a *PanicError) passes its item on as an Item with an Err; the
//     stages behind it leave it alone and the sink decides.
//   - Errors of the source and of the sink end the run: Wait returns them.
//   - Cancellation ends the run: Wait returns the context's cause, and no goroutine
//     of the run outlives Wait. A stage is expected to return soon after its
//     context ends.
//
// What it does not do: retry, log, count or print. Options.Report is told of every
// step; progress bars, logs and metrics hang on it.
//
// The package imports nothing of this program.
package pipeline
