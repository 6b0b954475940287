package extract

import (
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"
)

// TestLinear makes each hostile text six times as long and compares the processor
// time, the least of several runs each: linear work takes six times as much,
// quadratic work 36 times. What else the machine does is not counted.
func TestLinear(t *testing.T) {
	run := func(p *Parse) time.Duration {
		return workTime(t, func() {
			p.Sentences, p.Tokens = p.Sentences[:0], p.Tokens[:0]
			sentences(p)
			tokens(p)
			tags(p)
		})
	}
	// Both sizes are larger than a processor's own caches, so that what memory costs
	// when others use it, too, is in both.
	const small, factor = 128 << 10, 6
	names, texts := []string{}, hostileTexts(small*factor)
	for name := range texts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		big := texts[name]
		a, b := proseParse(hostileTexts(small)[name]), proseParse(big)
		run(a)
		run(b)
		one, many := time.Duration(1<<62), time.Duration(1<<62)
		for try := 0; try < 40; try++ {
			one, many = min(one, run(a)), min(many, run(b))
			if many <= 3*factor*max(one, 20*time.Microsecond) {
				break
			}
		}
		if many > 3*factor*max(one, 20*time.Microsecond) {
			t.Errorf("%s: %v for %d bytes, %v for %d times as many", name, one, small, many, factor)
		}
	}
}

// TestNoAllocationPerToken counts allocations over a text met before.
func TestNoAllocationPerToken(t *testing.T) {
	p := proseParse(proseText(64 << 10))
	run := func() {
		p.Sentences, p.Tokens = p.Sentences[:0], p.Tokens[:0]
		sentences(p)
		tokens(p)
		tags(p)
	}
	run()
	if n := testing.AllocsPerRun(20, run); n > 40 {
		t.Errorf("%.0f allocations for %d tokens", n, len(p.Tokens))
	}
}

// TestTagsSame tags one text in twenty passes and in eight goroutines at once,
// with taggers that have met different words before: the results are the same.
func TestTagsSame(t *testing.T) {
	doc := proseText(32 << 10)
	tag := func() []Token {
		p := proseParse(doc)
		sentences(p)
		tokens(p)
		tags(p)
		return p.Tokens
	}
	want := tag()
	for range 20 {
		if !reflect.DeepEqual(tag(), want) {
			t.Fatal("another pass gave other tags")
		}
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			One(proseText(1000 * (i + 1))[500:], "")
			if !reflect.DeepEqual(tag(), want) {
				t.Error("another goroutine gave other tags")
			}
		})
	}
	wg.Wait()
}
