package main

// What this program says, and how:
//   - everything but results goes to standard error; results go to standard output
//   - lower case, no full stop: what happened to what, then a hint on its own line
//   - control characters in file names and text are escaped (printable)
//   - a terminal gets bars, anything else a plain line every so often, --log-format
//     json one object a line; --quiet leaves errors and the loss summary
// No other file decides when to print during a run.

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"assay/pipeline"
)

const (
	redrawEvery = 100 * time.Millisecond // fast enough to look alive, slow enough to cost nothing
	lineEvery   = 10 * time.Second       // of the plain form, if no flag says otherwise: a nightly log stays short
)

// progress shows how far a run is. Its methods may be called from any goroutine.
type progress struct {
	mu     sync.Mutex
	stages []string
	done   map[string]int   // documents a stage
	bytes  map[string]int64 // of those documents
	sizes  []int64          // of every document, by place
	sum    int64            // of sizes
	lost   int
	total  int
	now    string           // name of what was begun last
	show   func(final bool) // called with mu held
	ticker *time.Ticker
	stop   chan struct{}
	gone   chan struct{}
}

// newProgress shows the progress of documents of these sizes, in bytes, through the stages on w: as
// bars where w is a terminal, as lines every so often elsewhere, as records of log
// where that is not nil, and not at all when quiet.
func newProgress(w io.Writer, log *slog.Logger, quiet bool, every time.Duration, sizes []int64, stages ...string) *progress {
	p := &progress{stages: stages, done: map[string]int{}, bytes: map[string]int64{}, sizes: sizes, total: len(sizes), stop: make(chan struct{}), gone: make(chan struct{})}
	for _, n := range sizes {
		p.sum += n
	}
	switch {
	case quiet:
		p.show = func(bool) {}
	case log != nil:
		p.show = func(final bool) {
			log.Info("progress", "done", p.done[stages[len(stages)-1]], "total", p.total, "lost", p.lost, "final", final)
		}
	case isTerminal(w):
		p.show, every = p.bars(w, func() int { return terminalWidth(w) }), redrawEvery
	default:
		p.show = func(final bool) {
			if !final {
				fmt.Fprintf(w, "assay: %s, %d lost\n", p.line(), p.lost)
			}
		}
	}
	p.ticker = time.NewTicker(every)
	go p.loop()
	return p
}

func (p *progress) loop() {
	defer close(p.gone)
	for {
		select {
		case <-p.ticker.C:
			p.mu.Lock()
			p.show(false)
			p.mu.Unlock()
		case <-p.stop:
			return
		}
	}
}

// event is the pipeline's report.
func (p *progress) event(e pipeline.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	stage := e.Stage
	switch e.Kind {
	case pipeline.Began:
		p.now = e.Item
		return
	case pipeline.Delivered:
		stage = p.stages[len(p.stages)-1]
	case pipeline.Ended:
		if e.Err != nil {
			p.lost++
		}
	default:
		return
	}
	p.done[stage]++
	if e.Index >= 0 && e.Index < len(p.sizes) {
		p.bytes[stage] += p.sizes[e.Index]
	}
}

// close draws the last state and ends.
func (p *progress) close() {
	p.ticker.Stop()
	close(p.stop)
	<-p.gone
	p.mu.Lock()
	defer p.mu.Unlock()
	p.show(true)
}

// line is the plain form: "read 120/242, tag 96/242, write 90/242".
func (p *progress) line() string {
	parts := make([]string, len(p.stages))
	for i, s := range p.stages {
		parts[i] = fmt.Sprintf("%s %d/%d", s, p.done[s], p.total)
	}
	return strings.Join(parts, ", ")
}

// bars draws one bar a stage, each over the last drawing of itself, and below them
// what was begun last. A bar goes by bytes, so that what it says is left falls
// steadily however unlike the documents are. The library
// draws a bar; the cursor is ours, since it knows of one bar only. width gives
// the columns of the terminal.
func (p *progress) bars(w io.Writer, width func() int) func(bool) {
	bars := make([]*progressbar.ProgressBar, len(p.stages))
	wide := 0
	for _, s := range p.stages {
		wide = max(wide, len(s))
	}
	columns := width()
	for i, s := range p.stages {
		// A bar of no steps returns an error at every call, so an empty run shows a
		// bar of one step that never moves.
		bars[i] = progressbar.NewOptions64(max(p.sum, 1),
			progressbar.OptionSetWriter(io.Discard),
			progressbar.OptionSetDescription(fmt.Sprintf("%-*s", wide, s)),
			progressbar.OptionSetWidth(min(max(columns-barRest, 5), 30)),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionSetRenderBlankState(true))
	}
	drawn := false
	return func(final bool) {
		columns := width() // it may have been made narrower
		var b strings.Builder
		if drawn {
			fmt.Fprintf(&b, "\x1b[%dA", len(bars)+1)
		}
		drawn = true
		for i, bar := range bars {
			bar.Describe(fmt.Sprintf("%-*s %*d/%d", wide, p.stages[i], len(strconv.Itoa(p.total)), p.done[p.stages[i]], p.total))
			_ = bar.Set64(min(p.bytes[p.stages[i]], bar.GetMax64())) // it complains of nothing but its own bounds
			// A line that wraps would be two to the cursor.
			b.WriteString("\r\x1b[2K" + cutTo(strings.TrimLeft(bar.String(), "\r"), columns-1) + "\n")
		}
		now := ""
		if !final && p.now != "" {
			now = printable(p.now)
		}
		b.WriteString("\r\x1b[2K" + cutTo(now, columns-1))
		if !final { // what is said next stands in its place
			b.WriteString("\n")
		}
		_, _ = io.WriteString(w, b.String()) // a terminal that is gone must not end the run
	}
}

// barRest is how many columns a bar's name, percentage, count and times take.
const barRest = 48

// terminalWidth is how many columns w has, 80 where it does not say.
func terminalWidth(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			return columns
		}
	}
	return 80
}

// cutTo is the first n characters of s.
func cutTo(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return strings.TrimRight(string(r[:max(n, 0)]), " ")
	}
	return s
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb"
}
