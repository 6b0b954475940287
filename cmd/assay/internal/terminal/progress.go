package terminal

import (
	"fmt"
	"io"
	"log/slog"
	"math"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"

	"assay/pipeline"
)

const (
	redrawEvery = 100 * time.Millisecond // fast enough to look alive, slow enough to cost nothing
	LineEvery   = 10 * time.Second       // of the plain form, if no flag says otherwise: a nightly log stays short
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
	now    string // name of what was begun last
	began  time.Time
	show   func(final bool) // called with mu held
	ticker *time.Ticker
	stop   chan struct{}
	gone   chan struct{}
}

// newProgress shows the progress of documents of these sizes, in bytes, through the stages on w: as
// bars where w is a terminal, as lines every so often elsewhere, as records of log
// where that is not nil, and not at all when quiet.
func newProgress(w io.Writer, log *slog.Logger, quiet bool, every time.Duration, sizes []int64, stages ...string) *progress {
	p := &progress{stages: stages, done: map[string]int{}, bytes: map[string]int64{}, sizes: sizes, total: len(sizes), began: time.Now(), stop: make(chan struct{}), gone: make(chan struct{})}
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
	case Is(w):
		p.show, every = p.bars(w, func() int { return Width(w) }), redrawEvery
	default:
		p.show = func(final bool) {
			if !final {
				fmt.Fprintf(w, "assay: %s, %d lost%s\n", p.line(), p.lost, after(", ", p.left(time.Since(p.began))))
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

// left says about how long the rest takes, "" while nothing can be said of it: too
// little is done, or all. It goes by the bytes that went through the last stage.
func (p *progress) left(elapsed time.Duration) string {
	done := p.bytes[p.stages[len(p.stages)-1]]
	if done >= p.sum || elapsed < leastElapsed || float64(done) < leastDone*float64(p.sum) {
		return ""
	}
	rest := time.Duration(float64(elapsed) / float64(done) * float64(p.sum-done))
	return "about " + roughly(rest) + " left"
}

// Before so much time, and so much of the work, what is left cannot be told.
const (
	leastElapsed = 2 * time.Second
	leastDone    = 0.02
)

// roughly is a time to come: in steps of 5 s below two minutes, of minutes below an
// hour, of tenths of an hour above.
func roughly(d time.Duration) string {
	switch {
	case d < 2*time.Minute-2500*time.Millisecond:
		return fmt.Sprintf("%.0f s", max(5*math.Round(d.Seconds()/5), 5))
	case d < time.Hour-30*time.Second:
		return fmt.Sprintf("%.0f min", d.Minutes())
	}
	return fmt.Sprintf("%.1f h", d.Hours())
}

// since is a time gone by, such as "7 s", "3:07 min" or "1:02 h".
func since(d time.Duration) string {
	s := int(d.Seconds())
	switch {
	case s < 60:
		return fmt.Sprintf("%d s", s)
	case s < 3600:
		return fmt.Sprintf("%d:%02d min", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d h", s/3600, s/60%60)
}

// after is s behind sep, "" where s is.
func after(sep, s string) string {
	if s == "" {
		return ""
	}
	return sep + s
}

// bars draws one bar a stage over its last drawing, and below them the time and what
// was begun last. A bar goes by bytes, so that it moves steadily however unlike the
// documents are. The library draws a bar; the cursor is ours, since it knows of one
// bar only, and so are the times, which it gives without a name. width gives the
// columns of the terminal.
func (p *progress) bars(w io.Writer, width func() int) func(bool) {
	bars := make([]*progressbar.ProgressBar, len(p.stages))
	wide := 0
	for _, s := range p.stages {
		wide = max(wide, len(s))
	}
	columns := width()
	for i := range bars {
		// A bar of no steps returns an error at every call: an empty run shows a bar of
		// one step, which is done.
		bars[i] = progressbar.NewOptions64(max(p.sum, 1),
			progressbar.OptionSetWriter(io.Discard),
			progressbar.OptionSetWidth(min(max(columns-barRest, 5), widestBar)),
			progressbar.OptionSetPredictTime(false),
			progressbar.OptionSetElapsedTime(false),
			progressbar.OptionSetRenderBlankState(true))
	}
	drawn := false
	return func(final bool) {
		columns := width() - 1 // it may have been made narrower; and a line that wraps would be two to the cursor
		var b strings.Builder
		line := func(s string) { b.WriteString("\r\x1b[2K" + CutTo(s, columns)) }
		if drawn {
			fmt.Fprintf(&b, "\x1b[%dA", len(p.stages)+1)
		}
		drawn = true
		for i, bar := range bars {
			s, done := p.stages[i], p.bytes[p.stages[i]]
			if p.sum == 0 {
				done = 1
			}
			bar.Describe(fmt.Sprintf("%-*s %*d/%d", wide, s, len(strconv.Itoa(p.total)), p.done[s], p.total))
			_ = bar.Set64(min(done, bar.GetMax64())) // it complains of nothing but its own bounds
			line(strings.TrimLeft(bar.String(), "\r"))
			b.WriteString("\n")
		}
		line(p.times(final))
		if !final { // what is said next stands in its place
			b.WriteString("\n")
		}
		_, _ = io.WriteString(w, b.String()) // a terminal that is gone must not end the run
	}
}

// Columns of a bar: the most it takes, and what its name, count and share take.
const widestBar, barRest = 40, 26

// times is the line below the bars: "41 s so far, about 25 s left: folder/name.pdf".
func (p *progress) times(final bool) string {
	if final {
		return ""
	}
	elapsed := time.Since(p.began)
	return since(elapsed) + " so far" + after(", ", p.left(elapsed)) + after(": ", Printable(p.now))
}
