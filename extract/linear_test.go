package extract

import (
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"
)

// TestLinear doubles each hostile text and compares the times, the least of
// several runs each: linear work doubles, quadratic work takes four times as
// long. A pause of the machine cannot fail it: a text is judged by its best of
// many tries.
func TestLinear(t *testing.T) {
	run := func(p *Parse) time.Duration {
		start := time.Now()
		p.Sentences, p.Tokens = p.Sentences[:0], p.Tokens[:0]
		sentences(p)
		tokens(p)
		tags(p)
		return time.Since(start)
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
	text := proseText(32 << 10)
	tag := func() []Token {
		p := proseParse(text)
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

func TestLemmas(t *testing.T) {
	m := loadTagModel()
	for _, c := range []struct{ form, tag, want string }{
		{"caseloads", "NNS", "caseload"}, {"authorities", "NNS", "authority"}, {"children", "NNS", "child"}, {"analyses", "NNS", "analysis"},
		{"processes", "NNS", "process"}, {"losses", "NNS", "loss"}, {"causes", "NNS", "cause"}, {"lives", "NNS", "life"}, {"CAMHS", "NNS", "camhs"},
		{"IROs", "NNS", "iro"}, {"Services", "NNPS", "service"}, {"16-year-olds", "NNS", "16-year-old"}, {"1990s", "NNS", "1990s"}, {"sub-groups", "NNS", "sub-group"},
		{"improved", "VBN", "improve"}, {"improving", "VBG", "improve"}, {"reviewed", "VBD", "review"}, {"stopped", "VBD", "stop"},
		{"planning", "VBG", "plan"}, {"controlled", "VBN", "control"}, {"filled", "VBN", "fill"}, {"visited", "VBD", "visit"},
		{"invited", "VBN", "invite"}, {"completed", "VBN", "complete"}, {"focused", "VBN", "focus"}, {"increased", "VBN", "increase"},
		{"referred", "VBN", "refer"}, {"based", "VBN", "base"}, {"used", "VBN", "use"}, {"agreed", "VBN", "agree"}, {"tried", "VBD", "try"},
		{"changing", "VBG", "change"}, {"being", "VBG", "be"}, {"seeing", "VBG", "see"}, {"ensuring", "VBG", "ensure"}, {"needed", "VBN", "need"},
		{"met", "VBD", "meet"}, {"left", "VBN", "leave"}, {"overseen", "VBN", "oversee"}, {"understood", "VBN", "understand"},
		{"has", "VBZ", "have"}, {"is", "VBZ", "be"}, {"Ofsted", "VBN", "ofsted"}, {"undertaking", "VBG", "undertake"}, {"arranged", "VBN", "arrange"}, {"reaches", "VBZ", "reach"}, {"identifies", "VBZ", "identify"}, {"focuses", "VBZ", "focus"},
		{"better", "JJR", "good"}, {"earlier", "JJR", "early"}, {"larger", "JJR", "large"}, {"bigger", "JJR", "big"}, {"greatest", "JJS", "great"},
		{"n’t", "RB", "not"}, {"ca", "MD", "can"}, {"’s", "VBZ", "be"}, {"’s", "POS", "'s"}, {"Inspectors", "NNS", "inspector"},
	} {
		if got := m.lemma(c.form, lowerOf(c.form), groupOf(TagOf(c.tag))); got != c.want {
			t.Errorf("%s %s: got %s want %s", c.form, c.tag, got, c.want)
		}
	}
}

// BenchmarkLoadTagger is what the first document of a run pays.
func BenchmarkLoadTagger(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newTagModel()
	}
}
