package extract

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// weirdTexts are a text cut, turned and joined in ways no page is, and texts of
// one kind of line.
func weirdTexts(text string, size int) map[string]string {
	rnd := rand.New(rand.NewPCG(9, 9))
	lines := strings.Split(text, "\n")
	turned := slices.Clone(lines)
	slices.Reverse(turned)
	cut := []rune(text)
	return map[string]string{
		"cut":          string(cut[:rnd.IntN(len(cut))]),
		"cut in front": string(cut[rnd.IntN(len(cut)):]),
		"reversed":     strings.Join(turned, "\n"),
		"one line":     strings.Join(lines, " "),
		"long line":    strings.Repeat("Children are seen often and “heard”, ", size/40),
		"one word":     strings.Repeat("word\n", size/5),
		"bullets":      strings.Repeat("•\n", size/4),
		"numbers":      strings.Repeat("1.\n", size/3),
		"headings":     strings.Repeat("What needs to improve?\n", size/23),
		"heads":        strings.Repeat("Ann says:\n3 May 2024 at 10:15\n", size/31),
		"open marks":   strings.Repeat("“Open ‘and \n", size/14),
		"dear":         strings.Repeat("Dear Ann\nFocused visit to\n", size/26),
	}
}

// TestWeirdTexts: Extract neither panics nor breaks its promises, and four times the
// text takes not much more than four times the work, counted in processor time.
func TestWeirdTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("the widest sweep")
	}
	const base = "Focused visit to Dunmere\n\nDear Ann\n\nThis letter summarises the findings of the focused visit.\n\n• One.\n• Two.\n\nYours sincerely\nBo Lee\nHMI\n"
	spent := func(text string) time.Duration {
		doc := lineDoc(text)
		var p *Parse
		took := workTime(t, func() { p = Extract(doc) })
		if err := p.Check(); err != nil {
			t.Fatal(err)
		}
		return took
	}
	small, large := weirdTexts(base, 12_000), weirdTexts(base, 48_000)
	for name, text := range small {
		a := min(spent(text), spent(text))
		b := spent(large[name])
		// four times the text: 16 times the time would be quadratic
		for try := 0; try < 3 && b > 10*a; try++ { // a cache that others use, perhaps
			a, b = min(a, spent(text)), min(b, spent(large[name]))
		}
		if b > 10*max(a, 5*time.Millisecond) {
			t.Errorf("%s: %v for %d bytes, %v for %d", name, a, len(text), b, len(large[name]))
		}
	}
}
