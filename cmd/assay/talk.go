package main

import (
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"sync"
	"time"

	"assay/corpus"
	"assay/out"
	"assay/out/gate"
	"assay/out/runs"
	"assay/pipeline"
)

// talk is what a run says beside its progress: text for people, or one JSON
// object a line.
type talk struct {
	w     io.Writer
	log   *slog.Logger // nil for text
	quiet bool
}

func newTalk(w io.Writer, format string, quiet bool) *talk {
	t := &talk{w: w, quiet: quiet}
	if format == "json" {
		t.log = slog.New(slog.NewJSONHandler(w, nil))
	}
	return t
}

// logger is the log of --log-format json, nil for text.
func (t *talk) logger() *slog.Logger { return t.log }

func (t *talk) info(msg string, args ...any) {
	switch {
	case t.log != nil:
		t.log.Info(msg, args...)
	case !t.quiet:
		fmt.Fprintln(t.w, "assay: "+printable(msg))
	}
}

func (t *talk) warn(msg string, args ...any) {
	if t.log != nil {
		t.log.Warn(msg, args...)
		return
	}
	line := msg
	for i := 0; i+1 < len(args); i += 2 {
		line += fmt.Sprintf(", %v: %v", args[i], args[i+1])
	}
	fmt.Fprintln(t.w, "assay: "+printable(line))
}

// mostLosses is how many lost documents are named to a person; the table
// failures has them all.
const mostLosses = 20

func (t *talk) losses(failed []out.Failure) {
	for i, f := range failed {
		if i == mostLosses && t.log == nil {
			fmt.Fprintf(t.w, "assay: %d more lost documents are in the table failures\n", len(failed)-i)
			return
		}
		t.lost(f)
	}
}

// lost tells of one lost document, quiet or not.
func (t *talk) lost(f out.Failure) {
	if t.log != nil {
		t.log.Warn("document lost", "uri", f.URI, "stage", f.Stage, "reason", f.Reason, "message", f.Message, "hint", f.Hint)
		return
	}
	fmt.Fprintln(t.w, "assay: "+printable(lostText(f.URI, f.Stage, string(f.Reason), f.Message, f.Hint)))
}

// lostText is how every verb names a lost document to a person.
func lostText(uri, stage, reason, message, hint string) string {
	line := fmt.Sprintf("lost %s: %s: %s: %s", uri, stage, reason, message)
	if hint != "" {
		line += "\n  " + hint
	}
	return line
}

func lostLine(l *corpus.Loss) string {
	message := "" // as in the table failures
	if l.Err != nil {
		message = l.Err.Error()
	}
	return lostText(l.URI, l.Stage, string(l.Reason), message, l.Hint)
}

// check tells of a rule of the publish gate that a run failed.
func (t *talk) check(f gate.Finding) {
	if t.log != nil {
		t.log.Warn("check failed", "check", f.Name, "level", f.Level, "value", f.Value, "limit", f.Limit, "message", f.Message)
		return
	}
	fmt.Fprintf(t.w, "assay: check failed (%s): %s\n", f.Level, printable(f.Message))
}

// summary ends a run.
func (t *talk) summary(p *plan, run runs.Run) {
	c := run.Manifest.Counts
	where := join(p.out, "current")
	if run.Blocked {
		where = run.Dir
	}
	if t.log != nil {
		say := t.log.Info
		msg := "run done"
		if run.Blocked {
			say, msg = t.log.Warn, "run not published"
		}
		say(msg, "run", run.ID, "tables", where, "listed", c.Listed, "documents", c.Documents, "lost", c.Lost,
			"skipped", c.Skipped, "warnings", c.Warnings, "mentions", run.Manifest.Tables["mentions"])
		return
	}
	if run.Blocked {
		fmt.Fprintf(t.w, "assay: the run was not published: %s is still what it was\n  look at %s, then: assay publish --out %s %s\n",
			printable(join(p.out, "current")), printable(run.Dir), printable(p.out), run.ID)
	}
	if t.quiet {
		return
	}
	fmt.Fprintf(t.w, "assay: %s: %s, %d lost, %d skipped, %d with a warning\n", counted(c.Listed, "input"), counted(c.Documents, "document"), c.Lost, c.Skipped, c.Warnings)
	fmt.Fprintf(t.w, "assay: tables are in %s\n", printable(where))
	if report := join(where, "report.html"); isFile(report) {
		fmt.Fprintf(t.w, "assay: to look at them: %s\n", printable(report))
	}
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// stageClock adds up how long each stage worked, over all its workers.
type stageClock struct {
	mu    sync.Mutex
	total map[string]time.Duration
}

func newStageClock() *stageClock { return &stageClock{total: map[string]time.Duration{}} }

func (c *stageClock) event(e pipeline.Event) {
	if e.Took == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total[e.Stage] += e.Took
}

func (c *stageClock) seconds() map[string]float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := map[string]float64{}
	for stage, d := range maps.All(c.total) {
		s[stage] = d.Round(time.Millisecond).Seconds()
	}
	return s
}
