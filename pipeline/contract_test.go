package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

// TestRoomIsFreedAfterTheSink: while the sink has an item, its room is taken. The
// sink waits at every item, and meanwhile nothing more may be admitted than fits.
func TestRoomIsFreedAfterTheSink(t *testing.T) {
	for name, c := range map[string]struct {
		opt   Options
		weigh func(int) int64
		want  int // items admitted while the sink has the first
	}{
		"items":                      {Options{MaxItems: 3, MaxBytes: 1000}, nil, 3},
		"one item":                   {Options{MaxItems: 1, MaxBytes: 1000}, nil, 1},
		"bytes":                      {Options{MaxItems: 100, MaxBytes: 10}, func(int) int64 { return 5 }, 2},
		"bytes to the brim":          {Options{MaxItems: 100, MaxBytes: 10}, func(int) int64 { return 10 }, 1},
		"an item heavier than all":   {Options{MaxItems: 100, MaxBytes: 10}, func(int) int64 { return 11 }, 1},
		"one byte more than fits":    {Options{MaxItems: 100, MaxBytes: 10}, func(int) int64 { return 6 }, 1},
		"items that weigh nothing":   {Options{MaxItems: 4, MaxBytes: 10}, func(int) int64 { return 0 }, 4},
		"a weight below nothing":     {Options{MaxItems: 4, MaxBytes: 10}, func(int) int64 { return -5 }, 4},
		"the first heavier than all": {Options{MaxItems: 4, MaxBytes: 10}, func(i int) int64 { return 100 * int64(1-min(i, 1)) }, 4},
	} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			admitted := 0
			opt := c.opt
			opt.Report = func(e Event) {
				if e.Kind == Admitted {
					mu.Lock()
					admitted++
					mu.Unlock()
				}
			}
			run := New(t.Context(), opt)
			src := source(20)
			src.Weigh = c.weigh
			work := Through(From(run, src), Stage[int, int]{"work", 8, func(_ context.Context, i int) (int, error) { return i, nil }})
			sunk := 0
			Into(work, func(context.Context, Item[int]) error {
				synctest.Wait() // all others are waiting for something
				mu.Lock()
				defer mu.Unlock()
				if want := min(sunk+c.want, 20); admitted != want && (sunk == 0 || name != "the first heavier than all") {
					t.Errorf("%s: %d items were admitted while the sink had item %d, want %d", name, admitted, sunk, want)
				}
				sunk++
				return nil
			})
			if err := run.Wait(); err != nil || sunk != 20 {
				t.Errorf("%s: %d items, %v", name, sunk, err)
			}
		})
	}
}

// TestTheEndOfARunIsNoItemsFault: what workers give up because the run ends is
// neither reported as an item that was lost nor handed on, whatever their error.
func TestTheEndOfARunIsNoItemsFault(t *testing.T) {
	own := errors.New("interrupted half way")
	for name, give := range map[string]func(context.Context) error{
		"the context's error": func(ctx context.Context) error { return ctx.Err() },
		"the cause":           func(ctx context.Context) error { return context.Cause(ctx) },
		"one that wraps it":   func(ctx context.Context) error { return fmt.Errorf("read: %w", ctx.Err()) },
		"one of its own":      func(context.Context) error { return own },
		"a panic":             func(context.Context) error { panic(own) },
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			cause := errors.New("told to end")
			var mu sync.Mutex
			var lost []string
			run := New(ctx, Options{MaxItems: 8, Report: func(e Event) {
				if e.Err != nil {
					mu.Lock()
					lost = append(lost, fmt.Sprint(e.Item, " at ", e.Stage))
					mu.Unlock()
				}
			}})
			work := Through(From(run, source(50)), Stage[int, int]{"work", 4, func(ctx context.Context, i int) (int, error) {
				if i < 2 {
					return i, nil
				}
				<-ctx.Done()
				return 0, give(ctx)
			}})
			after := Through(work, Stage[int, int]{"after", 4, func(_ context.Context, i int) (int, error) { return i, nil }})
			Into(after, func(_ context.Context, it Item[int]) error {
				if it.Err != nil {
					t.Errorf("%s: the sink had a lost item: %v", name, it.Err)
				}
				return nil
			})
			synctest.Wait() // four items are being worked on
			cancel(cause)
			if err := run.Wait(); !errors.Is(err, cause) {
				t.Errorf("%s: Wait: %v, want the cause", name, err)
			}
			if len(lost) > 0 {
				t.Errorf("%s: counted as lost: %s", name, strings.Join(lost, ", "))
			}
		})
	}
}

// TestASinkThatFailsFreesNothing: the item at which a sink fails is not delivered,
// and no item is admitted in its place.
func TestASinkThatFailsFreesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		full := errors.New("the disk is full")
		delivered, admitted := 0, 0
		var mu sync.Mutex
		run := New(t.Context(), Options{MaxItems: 1, Report: func(e Event) {
			mu.Lock()
			defer mu.Unlock()
			switch e.Kind {
			case Admitted:
				admitted++
			case Delivered:
				delivered++
			}
		}})
		Into(From(run, source(5)), func(_ context.Context, it Item[int]) error {
			if it.Index == 2 {
				return full
			}
			return nil
		})
		if err := run.Wait(); !errors.Is(err, full) {
			t.Errorf("Wait: %v", err)
		}
		if delivered != 2 || admitted != 3 {
			t.Errorf("%d admitted, %d delivered, want 3 and 2", admitted, delivered)
		}
	})
}
