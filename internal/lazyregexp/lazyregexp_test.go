package lazyregexp

import (
	"math/rand/v2"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// patterns of every kind that the program has, and some traps.
var patterns = []string{
	`(?i)\b(?:now|currently|at present|since (?:then|\d{4})|no longer|continues? to)\b`,
	`^(?:In|On|At|During)\b`, `(?i)^(?:is|are)?\s*(?:plans?\s+to|due\s+to\s+(?:be|start))`, `^\s+(?:Road|Street)\b`,
	`(?i)judge?ments?`, `\b(?:Ofsted|Office for Standards)\b`, `Barnardo[’']?s`, `\t|\s{3,}|\s\|\s`, `[0-9]+`, `^$`, `^`, ``, `a*`, `^a*`, `x|`,
	`(?i)k+elvin|ſharp`, `(?i)mass`, `(?i)é(?:cole|tude)s?`, `(?:ab|cd){2,3}e`, `(?:ab)?cd`, `[^a]bc`, `(?m)^key: (.*)$`, `(?s)a.b`, `\Aword\z`, `(?i)^mask`,
	`(?:previous|last|earlier) inspections?\b|used to`, `\bx{0,2}yz\b`, `(a|b|c)(d|e|f)(g|h)(i|j)(k|l)(m|n)(o|p)`, `a\x{FFFD}b`, `^[^x]`, `(?:^|\s)lead:`,
}

var scraps = []string{"now", "NOW", "currently", "at present", "since", "2019", "then", "In", "On", "plans to", "due to be", "Road", "Judgment", "judgement",
	"Ofsted", "Barnardo’s", "Barnardos", "\t", "   ", " | ", "12", "a", "aa", "x", "Kelvin", "\u212Aelvin", "ſharp", "maſs", "MASS", "école", "École", "ÉTUDES",
	"ababe", "cdabcde", "abcd", "cd", "bc", "abc", "key: v\n", "\n", "a\nb", "word", "ma\u017F\u212A", "mask", "previous inspections", "used to", "xyz", "yz",
	"adgikmo", "bfhjlnp", "a\uFFFDb", "a\xffb", "\xff", " lead:", "lead:", " ", ".", "é", "’"}

// same compares everything with package regexp.
func same(t *testing.T, pattern, s string) {
	t.Helper()
	want, got := regexp.MustCompile(pattern), New(pattern)
	for _, c := range []struct {
		name string
		a, b any
	}{
		{"MatchString", want.MatchString(s), got.MatchString(s)},
		{"FindString", want.FindString(s), got.FindString(s)},
		{"FindStringIndex", want.FindStringIndex(s), got.FindStringIndex(s)},
		{"FindStringSubmatch", want.FindStringSubmatch(s), got.FindStringSubmatch(s)},
		{"FindStringSubmatchIndex", want.FindStringSubmatchIndex(s), got.FindStringSubmatchIndex(s)},
		{"FindAllString", want.FindAllString(s, -1), got.FindAllString(s, -1)},
		{"FindAllStringIndex", want.FindAllStringIndex(s, -1), got.FindAllStringIndex(s, -1)},
		{"FindAllStringSubmatch", want.FindAllStringSubmatch(s, 2), got.FindAllStringSubmatch(s, 2)},
		{"FindAllStringSubmatchIndex", want.FindAllStringSubmatchIndex(s, -1), got.FindAllStringSubmatchIndex(s, -1)},
		{"ReplaceAllString", want.ReplaceAllString(s, "<$0>"), got.ReplaceAllString(s, "<$0>")},
		{"ReplaceAllStringFunc", want.ReplaceAllStringFunc(s, strings.ToUpper), got.ReplaceAllStringFunc(s, strings.ToUpper)},
		{"Split", want.Split(s, -1), got.Split(s, -1)},
		{"Split 0", want.Split(s, 0), got.Split(s, 0)},
	} {
		if !reflect.DeepEqual(c.a, c.b) {
			t.Errorf("%s of %q in %q: %#v, package regexp gives %#v", c.name, pattern, s, c.b, c.a)
		}
	}
}

func TestSameAsRegexp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, p := range patterns {
		same(t, p, "")
		for range 200 {
			var b strings.Builder
			for range r.IntN(4) {
				b.WriteString(scraps[r.IntN(len(scraps))])
				if r.IntN(2) == 0 {
					b.WriteByte(' ')
				}
			}
			same(t, p, b.String())
		}
	}
}

// TestBounds leads machines beyond what they keep: too many states, too many runes
// from one state, too many kinds of bytes.
func TestBounds(t *testing.T) {
	manyStates := `x.{14}y` // a state for every set of places where an x stood
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		b := make([]byte, 60)
		for i := range b {
			b[i] = "xabc"[r.IntN(4)]
		}
		same(t, manyStates, string(b)+"y")
	}
	manyRunes := `[\p{L}]+1`
	for c := range rune(100) {
		same(t, manyRunes, string('а'+c)+"1")
		same(t, manyRunes, string('а'+c)+"2")
	}
	manyKinds := ""
	for b := '!'; b < '~'; b++ {
		manyKinds += regexp.QuoteMeta(string(b)) + "~"
	}
	if m := New(manyKinds); m.machine != nil {
		t.Error("a pattern to which every byte differs has a machine")
	}
	same(t, manyKinds, "x"+strings.ReplaceAll(manyKinds, `\`, ""))
}

// TestConcurrent asks one pattern from many goroutines, whose states are made
// meanwhile.
func TestConcurrent(t *testing.T) {
	re := New(`(?i)\b(?:é|caf[éè])s?\b|x.{6}y`)
	want := regexp.MustCompile(re.String())
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			r := rand.New(rand.NewPCG(uint64(g), 1))
			for range 500 {
				s := scraps[r.IntN(len(scraps))] + " café" + scraps[r.IntN(len(scraps))] + "x123456" + scraps[r.IntN(len(scraps))]
				if got := re.MatchString(s); got != want.MatchString(s) {
					t.Errorf("%q: %v", s, got)
				}
			}
		})
	}
	all.Wait()
}

func TestPanicsAtOnceInTests(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a text that is no pattern did not panic")
		}
	}()
	New(`(`)
}

func FuzzSameAsRegexp(f *testing.F) {
	for i, p := range patterns {
		f.Add(p, scraps[i%len(scraps)])
	}
	f.Fuzz(func(t *testing.T, pattern, s string) {
		if len(pattern) > 60 || len(s) > 200 {
			return
		}
		if _, err := regexp.Compile(pattern); err != nil {
			return
		}
		same(t, pattern, s)
	})
}
