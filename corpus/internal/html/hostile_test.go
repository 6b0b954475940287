package html

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"assay/corpus/corpustest"
	"assay/corpus/internal/doc"
)

// TestHostileHTML: pages made to exhaust the reader are refused with a reason
// or read, in bounded time and memory.
func TestHostileHTML(t *testing.T) {
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	var attrs strings.Builder
	for i := range 50_000 {
		fmt.Fprintf(&attrs, " a%d", i)
	}
	for _, c := range []struct {
		name, page string
		want       doc.Reason // "" for read
	}{
		{"nested divs", many("<div>", 200_000) + "x", doc.TooDeep},
		{"nested comments", many(`<div class="comment" id="comment-1"><b>A</b> 1 May 2020 x`, 100_000), doc.TooDeep},
		{"unclosed formatting", many("<b><i><font size=1>", 300) + many("<p>x", 300_000), doc.TooLarge},
		{"a million elements", many("<i></i>", 3_000_000), doc.TooLarge},
		{"one giant tag", "<p>text</p><div " + many("a", 21<<20), doc.TooLarge},
		{"too much text", many("<p>"+many("words and words ", 16)+"</p>", 90_000), doc.TooLarge},
		{"many attributes", "<p " + attrs.String() + ">x", doc.TooLarge},
		{"flat comments", many(`<li class="comment" id="comment-7"><cite class="fn">A</cite> <time>1 May 2020</time><p>x</p></li>`, 20_000), ""},
		{"comments 200 deep", many(`<div class="comment"><b class="fn">A</b><time>1 May 2020</time><p>x</p>`, 200), ""},
		{"headings of threads", many("<h3>Comments</h3><p>said something by Ann</p>", 30_000), ""},
		{"a paragraph of signatures", `</body><body class="mediawiki"><p>` + many(`And <a href="/wiki/User:Ann">Ann</a> 10:12, 3 March 2021 (UTC) `, 30_000), ""},
		{"paragraphs before a signature", `</body><body class="mediawiki">` + many("<p>Words</p>", 100_000) + `<p><a href="/wiki/User:Ann">Ann</a> 10:12, 3 March 2021 (UTC)`, ""},
		{"broken lines", "<p>" + many("word ", 20) + many("<br>X", 150_000), ""},
		{"paragraphs", many("<p>word word word word</p>", 100_000), ""},
		{"one long line", "<p>" + many("word ", 2<<20), ""},
		{"open angle brackets", many("<", 5<<20), ""},
		{"tables", many("<table><tr><td>", 100_000), doc.TooDeep},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			_, err := Read([]byte("<!DOCTYPE html><body>"+c.page), doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
			took := time.Since(start)
			var l *doc.Loss
			switch {
			case c.want == "" && err != nil:
				t.Errorf("got %v, want a document", err)
			case c.want != "" && (!errors.As(err, &l) || l.Reason != c.want):
				t.Errorf("got %v, want %s", err, c.want)
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			t.Logf("%v, %d MB from the system", took.Round(time.Millisecond), m.Sys>>20)
		})
	}
}

func FuzzHTML(f *testing.F) {
	pages, err := filepath.Glob("testdata/threads/*.html")
	if err != nil || len(pages) == 0 {
		f.Fatal("no pages", err)
	}
	for _, p := range pages {
		raw, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := Read(raw, doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()})
		if err != nil {
			var l *doc.Loss
			if !errors.As(err, &l) || l.Reason == doc.Internal {
				t.Fatalf("%v", err)
			}
			return
		}
		corpustest.CheckSpans(t, d)
	})
}

// TestGrowth: four times the page takes about four times the work, whatever it is
// made of. Counted in processor time of the best of some tries, with room for what the
// collector does meanwhile: quadratic work takes sixteen times as much.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("the widest sweep")
	}
	many := strings.Repeat
	for name, page := range map[string]func(n int) string{
		"paragraphs before a signature": func(n int) string {
			return `</body><body class="mediawiki">` + many("<p>Words</p>", 20*n) + `<p><a href="/wiki/User:Ann">Ann</a> 10:12, 3 March 2021 (UTC)`
		},
		"a paragraph of signatures": func(n int) string {
			return `</body><body class="mediawiki"><p>` + many(`And <a href="/wiki/User:Ann">Ann</a> 10:12, 3 March 2021 (UTC) `, 4*n)
		},
		"flat comments": func(n int) string {
			return many(`<li class="comment" id="comment-7"><cite class="fn">A</cite> <time>1 May 2020</time><p>x</p></li>`, 2*n)
		},
		"headings of threads":  func(n int) string { return many("<h3>Comments</h3><p>said something by Ann</p>", 4*n) },
		"broken lines":         func(n int) string { return "<p>" + many("word ", 20) + many("<br>X", 20*n) },
		"paragraphs":           func(n int) string { return many("<p>word word word word</p>", 20*n) },
		"one long line":        func(n int) string { return "<p>" + many("word ", 200*n) },
		"open angle brackets":  func(n int) string { return many("<", 500*n) },
		"lists without an end": func(n int) string { return many("<li>word word", 10*n) },
		"rows of a table":      func(n int) string { return "<table>" + many("<tr><td>word<td>word", 10*n) },
		"links":                func(n int) string { return "<p>" + many(`<a href="/a">word</a> `, 10*n) },
	} {
		cost := func(n int) time.Duration {
			raw := []byte("<!DOCTYPE html><body>" + page(n))
			before := processorTime(t)
			if _, err := Read(raw, doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()}); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return processorTime(t) - before
		}
		const small, large = 500, 2000
		a, b := cost(small), cost(large)
		for try := 0; try < 3 && b > 10*a; try++ {
			a, b = min(a, cost(small)), min(b, cost(large))
		}
		if b > 10*max(a, 5*time.Millisecond) {
			t.Errorf("%s: four times the page takes %.1f times the work (%v, %v)", name, float64(b)/float64(a), a, b)
		}
	}
}

// processorTime is what this process has used so far.
func processorTime(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
