package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"assay/corpus"
	"assay/out"
	"assay/out/gate"
	"assay/out/runs"
	"assay/pipeline"
)

// speaker says what there is to say of a run, to standard error: text for people,
// or one JSON object a line.
type speaker struct {
	w     io.Writer
	log   *slog.Logger
	json  bool
	quiet bool
	every time.Duration // between two lines of progress
}

func newSpeaker(w io.Writer, format string, quiet bool) *speaker {
	t := &speaker{w: w, json: format == "json", quiet: quiet, every: lineEvery}
	if t.json {
		t.log = slog.New(slog.NewJSONHandler(w, nil))
	} else {
		t.log = slog.New(plainHandler{w, quiet})
	}
	return t
}

// watch shows the progress of a run.
func (t *speaker) watch(sizes []int64, stages []string) (event func(pipeline.Event), done func()) {
	log := t.log
	if !t.json {
		log = nil
	}
	p := newProgress(t.w, log, t.quiet, t.every, sizes, stages...)
	return p.event, p.close
}

// plainHandler writes what a run logs as lines for people: information without
// its attributes, and none when quiet; warnings with them.
type plainHandler struct {
	w     io.Writer
	quiet bool
}

func (h plainHandler) Enabled(_ context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn || level >= slog.LevelInfo && !h.quiet
}

func (h plainHandler) Handle(_ context.Context, r slog.Record) error {
	line := r.Message
	if r.Level >= slog.LevelWarn {
		r.Attrs(func(a slog.Attr) bool {
			line += fmt.Sprintf(", %s: %v", a.Key, a.Value)
			return true
		})
	}
	_, err := fmt.Fprintln(h.w, "assay: "+printable(line))
	return err
}

func (h plainHandler) WithAttrs([]slog.Attr) slog.Handler { return h }
func (h plainHandler) WithGroup(string) slog.Handler      { return h }

// mostLosses is how many lost documents are named to a person; the table
// failures has them all.
const mostLosses = 20

func (t *speaker) losses(failed []out.Failure) {
	for i, f := range failed {
		if i == mostLosses && !t.json {
			fmt.Fprintf(t.w, "assay: %d more lost documents are in the table failures\n", len(failed)-i)
			return
		}
		t.lost(f)
	}
}

// lost tells of one lost document, quiet or not.
func (t *speaker) lost(f out.Failure) {
	if t.json {
		t.log.Warn("document lost", "uri", f.URI, "stage", f.Stage, "reason", f.Reason, "message", f.Message, "hint", f.Hint)
		return
	}
	fmt.Fprintln(t.w, "assay: "+printable(lostText(f.URI, string(f.Stage), string(f.Reason), f.Message, f.Hint)))
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
	return lostText(l.URI, string(l.Stage), string(l.Reason), message, l.Hint)
}

// check tells of a rule of the publish gate that a run failed.
func (t *speaker) check(f gate.Finding) {
	if t.json {
		t.log.Warn("check failed", "check", f.Name, "level", f.Level, "value", f.Value, "limit", f.Limit, "message", f.Message)
		return
	}
	fmt.Fprintf(t.w, "assay: check failed (%s): %s\n", f.Level, printable(f.Message))
}

// summary ends a run.
func (t *speaker) summary(results string, run runs.Run) {
	c := run.Manifest.Counts
	where := filepath.Join(results, "current")
	if run.Blocked {
		where = run.Dir
	}
	if t.json {
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
			printable(filepath.Join(results, "current")), printable(run.Dir), printable(results), run.ID)
	}
	if t.quiet {
		return
	}
	fmt.Fprintf(t.w, "assay: %s: %s, %d lost, %d skipped, %d with a warning\n", counted(c.Listed, "input"), counted(c.Documents, "document"), c.Lost, c.Skipped, c.Warnings)
	fmt.Fprintf(t.w, "assay: tables are in %s\n", printable(where))
	if report := filepath.Join(where, "report.html"); isFile(report) {
		fmt.Fprintf(t.w, "assay: to look at them: %s\n", printable(report))
	}
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
