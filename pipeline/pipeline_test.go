package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// numbers yields 0..n-1 and then err, if any.
func numbers(n int, err error) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
		if err != nil {
			yield(0, err)
		}
	}
}

func source(n int) Source[int] {
	return Source[int]{Items: numbers(n, nil), Name: strconv.Itoa}
}

// jitter makes workers overtake each other without slowing the test down.
func jitter() {
	if rand.IntN(4) == 0 {
		time.Sleep(time.Duration(rand.IntN(200)) * time.Microsecond)
	}
}

// noLeak fails the test when goroutines are left after it.
func noLeak(t *testing.T) {
	t.Helper()
	before := runtime.NumGoroutine()
	t.Cleanup(func() {
		for range 100 {
			if runtime.NumGoroutine() <= before {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
		buf := make([]byte, 1<<16)
		t.Errorf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), buf[:runtime.Stack(buf, true)])
	})
}

func TestOrderForAnyNumberOfWorkers(t *testing.T) {
	noLeak(t)
	for _, workers := range []int{1, 2, 7, 16} {
		run := New(context.Background(), Options{MaxItems: 2 * workers})
		doubled := Through(From(run, source(300)), Stage[int, int]{"double", workers, func(_ context.Context, i int) (int, error) {
			jitter()
			return 2 * i, nil
		}})
		text := Through(doubled, Stage[int, string]{"print", workers, func(_ context.Context, i int) (string, error) {
			jitter()
			return fmt.Sprint(i), nil
		}})
		var got []string
		Into(text, func(_ context.Context, it Item[string]) error {
			if it.Index != len(got) || it.Name != strconv.Itoa(it.Index) {
				t.Errorf("item %d (%q) came in place %d", it.Index, it.Name, len(got))
			}
			got = append(got, it.Value)
			return nil
		})
		if err := run.Wait(); err != nil {
			t.Fatal(err)
		}
		if len(got) != 300 || got[299] != "598" {
			t.Errorf("%d workers: %d items, last %q", workers, len(got), got[len(got)-1])
		}
	}
}

func TestEmptySource(t *testing.T) {
	noLeak(t)
	run := New(context.Background(), Options{})
	Into(From(run, source(0)), func(context.Context, Item[int]) error {
		t.Error("the sink was called")
		return nil
	})
	if err := run.Wait(); err != nil {
		t.Fatal(err)
	}
}

// TestBoundsInFlight counts items and bytes between the source and the end of
// the sink and holds them against the options.
func TestBoundsInFlight(t *testing.T) {
	noLeak(t)
	const maxItems, maxBytes = 5, 100
	weigh := func(i int) int64 { return int64(i % 60) }
	var items, bytes, mostItems, mostBytes atomic.Int64
	peak := func(most *atomic.Int64, now int64) {
		for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
		}
	}
	run := New(context.Background(), Options{MaxItems: maxItems, MaxBytes: maxBytes, Report: func(e Event) {
		if e.Kind == Admitted {
			peak(&mostItems, items.Add(1))
			peak(&mostBytes, bytes.Add(weigh(e.Index)))
		}
	}})
	src := source(400)
	src.Weigh = weigh
	work := Through(From(run, src), Stage[int, int]{"work", 8, func(_ context.Context, i int) (int, error) {
		jitter()
		return i, nil
	}})
	Into(work, func(_ context.Context, it Item[int]) error {
		items.Add(-1)
		bytes.Add(-weigh(it.Index))
		return nil
	})
	if err := run.Wait(); err != nil {
		t.Fatal(err)
	}
	if got := mostItems.Load(); got > maxItems || got < 2 {
		t.Errorf("at most %d items were in flight, want 2 to %d", got, maxItems)
	}
	if got := mostBytes.Load(); got > maxBytes {
		t.Errorf("at most %d bytes were in flight, want no more than %d", got, maxBytes)
	}
}

// TestOversizedRunsAlone has every third item weigh more than the bound.
func TestOversizedRunsAlone(t *testing.T) {
	noLeak(t)
	weigh := func(i int) int64 {
		if i%3 == 0 {
			return 1 << 40
		}
		return 1
	}
	var inFlight sync.Map
	run := New(context.Background(), Options{MaxItems: 16, MaxBytes: 10})
	src := source(60)
	src.Weigh = weigh
	work := Through(From(run, src), Stage[int, int]{"work", 8, func(_ context.Context, i int) (int, error) {
		inFlight.Store(i, true)
		defer inFlight.Delete(i)
		jitter()
		inFlight.Range(func(k, _ any) bool {
			if other := k.(int); other != i && (i%3 == 0 || other%3 == 0) {
				t.Errorf("items %d and %d ran together", i, other)
			}
			return true
		})
		return i, nil
	}})
	n := 0
	Into(work, func(context.Context, Item[int]) error { n++; return nil })
	if err := run.Wait(); err != nil || n != 60 {
		t.Fatalf("%d items, %v", n, err)
	}
}

// TestLostItems loses items to errors and panics in either stage: the rest must
// be untouched, and later stages must not see the lost ones.
func TestLostItems(t *testing.T) {
	noLeak(t)
	errOdd := errors.New("divisible by seven")
	var second atomic.Int64
	run := New(context.Background(), Options{})
	one := Through(From(run, source(100)), Stage[int, int]{"one", 4, func(_ context.Context, i int) (int, error) {
		if i%7 == 0 {
			return i, errOdd
		}
		return i, nil
	}})
	two := Through(one, Stage[int, int]{"two", 4, func(_ context.Context, i int) (int, error) {
		second.Add(1)
		if i%10 == 1 {
			panic(fmt.Sprintf("item %d", i))
		}
		return i, nil
	}})
	var lost, panicked, kept []int
	Into(two, func(_ context.Context, it Item[int]) error {
		var se *StageError
		var pe *PanicError
		switch {
		case it.Err == nil:
			kept = append(kept, it.Value)
		case errors.As(it.Err, &pe):
			panicked = append(panicked, it.Index)
			if !errors.As(it.Err, &se) || se.Stage != "two" || len(pe.Stack) == 0 || pe.Error() != fmt.Sprintf("panic: item %d", it.Index) {
				t.Errorf("item %d: %v", it.Index, it.Err)
			}
		case errors.Is(it.Err, errOdd):
			lost = append(lost, it.Index)
			if !errors.As(it.Err, &se) || se.Stage != "one" || it.Value != 0 {
				t.Errorf("item %d: %v, value %d", it.Index, it.Err, it.Value)
			}
		}
		return nil
	})
	if err := run.Wait(); err != nil {
		t.Fatal(err)
	}
	var wantLost, wantPanicked, wantKept []int
	for i := range 100 {
		switch {
		case i%7 == 0:
			wantLost = append(wantLost, i)
		case i%10 == 1:
			wantPanicked = append(wantPanicked, i)
		default:
			wantKept = append(wantKept, i)
		}
	}
	if !slices.Equal(lost, wantLost) || !slices.Equal(panicked, wantPanicked) || !slices.Equal(kept, wantKept) {
		t.Errorf("lost %v\npanicked %v\nkept %v", lost, panicked, kept)
	}
	if got, want := int(second.Load()), 100-len(wantLost); got != want {
		t.Errorf("the second stage ran %d times, want %d", got, want)
	}
}

func TestErrorsThatEndTheRun(t *testing.T) {
	boom := errors.New("boom")
	pass := Stage[int, int]{"pass", 3, func(_ context.Context, i int) (int, error) { jitter(); return i, nil }}
	for name, tc := range map[string]struct {
		src   iter.Seq2[int, error]
		sink  func(context.Context, Item[int]) error
		panic bool
	}{
		"source error": {src: numbers(20, boom)},
		"source panic": {src: func(yield func(int, error) bool) { yield(1, nil); panic(boom) }, panic: true},
		"sink error": {src: numbers(1000, nil), sink: func(_ context.Context, it Item[int]) error {
			if it.Index == 10 {
				return boom
			}
			return nil
		}},
		"sink panic": {src: numbers(1000, nil), panic: true, sink: func(_ context.Context, it Item[int]) error {
			if it.Index == 10 {
				panic(boom)
			}
			return nil
		}},
	} {
		t.Run(name, func(t *testing.T) {
			noLeak(t)
			run := New(context.Background(), Options{})
			flow := Through(From(run, Source[int]{Items: tc.src, Name: strconv.Itoa}), pass)
			sink := tc.sink
			if sink == nil {
				sink = func(context.Context, Item[int]) error { return nil }
			}
			Into(flow, sink)
			err := run.Wait()
			var pe *PanicError
			if tc.panic && (!errors.As(err, &pe) || pe.Value != boom) || !tc.panic && !errors.Is(err, boom) {
				t.Errorf("Wait: %v", err)
			}
		})
	}
}

// TestCancel cancels in the middle: Wait must return the cause, the sink must
// have had an unbroken prefix, and stage errors caused by the end of the context
// must not have reached it as lost items.
func TestCancel(t *testing.T) {
	noLeak(t)
	cause := errors.New("interrupted")
	ctx, cancel := context.WithCancelCause(context.Background())
	run := New(ctx, Options{})
	flow := Through(From(run, source(100000)), Stage[int, int]{"wait", 4, func(ctx context.Context, i int) (int, error) {
		if i >= 50 {
			<-ctx.Done()
			return 0, ctx.Err()
		}
		return i, nil
	}})
	n := 0
	Into(flow, func(_ context.Context, it Item[int]) error {
		if it.Err != nil || it.Index != n {
			t.Errorf("item %d in place %d: %v", it.Index, n, it.Err)
		}
		if n++; n == 50 {
			cancel(cause)
		}
		return nil
	})
	if err := run.Wait(); !errors.Is(err, cause) {
		t.Errorf("Wait: %v, want the cause", err)
	}
	if n != 50 {
		t.Errorf("the sink had %d items, want 50", n)
	}
}

func TestCancelledBeforeStart(t *testing.T) {
	noLeak(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	run := New(ctx, Options{})
	Into(From(run, source(10)), func(context.Context, Item[int]) error { return nil })
	if err := run.Wait(); !errors.Is(err, context.Canceled) {
		t.Errorf("Wait: %v", err)
	}
}

// TestEvents: every item is admitted once, begun and ended once a stage that saw
// it, and delivered once.
func TestEvents(t *testing.T) {
	var mu sync.Mutex
	seen := map[string]int{}
	run := New(context.Background(), Options{Report: func(e Event) {
		mu.Lock()
		defer mu.Unlock()
		seen[fmt.Sprint(e.Kind, " ", e.Stage, " ", e.Err != nil)]++
	}})
	flow := Through(From(run, source(10)), Stage[int, int]{"half", 2, func(_ context.Context, i int) (int, error) {
		if i%2 == 1 {
			return 0, errors.New("odd")
		}
		return i, nil
	}})
	Into(flow, func(context.Context, Item[int]) error { return nil })
	if err := run.Wait(); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"0 source false": 10, "1 half false": 10, "2 half false": 5, "2 half true": 5, "3 sink false": 5, "3 sink true": 5}
	if fmt.Sprint(seen) != fmt.Sprint(want) {
		t.Errorf("events %v\nwant   %v", seen, want)
	}
}

// BenchmarkOverhead is what the pipeline itself costs an item in three stages
// that do nothing.
func BenchmarkOverhead(b *testing.B) {
	pass := Stage[int, int]{"pass", 2, func(_ context.Context, i int) (int, error) { return i, nil }}
	run := New(context.Background(), Options{})
	flow := Through(Through(Through(From(run, source(b.N)), pass), pass), pass)
	Into(flow, func(context.Context, Item[int]) error { return nil })
	if err := run.Wait(); err != nil {
		b.Fatal(err)
	}
}
