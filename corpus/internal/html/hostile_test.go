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

// TestGrowth: twice the page takes about twice the work, also where one comment
// has very many parts. Counted in processor time of the better of two tries, with
// room for what else the machine does; work that grew by the square would take
// four times as much and more.
func TestGrowth(t *testing.T) {
	cost := func(n int) time.Duration {
		page := []byte(`<!DOCTYPE html><body></body><body class="mediawiki">` + strings.Repeat("<p>Words</p>", n) + `<p><a href="/wiki/User:Ann">Ann</a> 10:12, 3 March 2021 (UTC)`)
		best := time.Duration(1 << 62)
		for range 2 {
			before := processorTime(t)
			if _, err := Read(page, doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()}); err != nil {
				t.Fatal(err)
			}
			best = min(best, processorTime(t)-before)
		}
		return best
	}
	if a, b := cost(20_000), cost(80_000); b > 10*a {
		t.Errorf("four times the page takes %.1f times the work", float64(b)/float64(a))
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
