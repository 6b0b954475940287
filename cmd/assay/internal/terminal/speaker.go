package terminal

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

// Speaker says what there is to say of a run, to standard error: text for people,
// or one JSON object a line.
type Speaker struct {
	w     io.Writer
	Log   *slog.Logger
	json  bool
	quiet bool
	Every time.Duration // between two lines of progress
}

// NewSpeaker speaks to w, in the format text or json; quiet leaves out all but what was
// lost and what went wrong.
func NewSpeaker(w io.Writer, format string, quiet bool) *Speaker {
	t := &Speaker{w: w, json: format == "json", quiet: quiet, Every: LineEvery}
	if t.json {
		t.Log = slog.New(slog.NewJSONHandler(w, nil))
	} else {
		t.Log = slog.New(plainHandler{w, quiet})
	}
	return t
}

// Watch shows the progress of a run.
func (t *Speaker) Watch(sizes []int64, stages []string) (event func(pipeline.Event), done func()) {
	log := t.Log
	if !t.json {
		log = nil
	}
	p := newProgress(t.w, log, t.quiet, t.Every, sizes, stages...)
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
	_, err := fmt.Fprintln(h.w, "assay: "+Printable(line))
	return err
}

func (h plainHandler) WithAttrs([]slog.Attr) slog.Handler { return h }
func (h plainHandler) WithGroup(string) slog.Handler      { return h }

// mostLosses is how many lost documents are named to a person; the table
// failures has them all.
const mostLosses = 20

// Losses names the lost documents, to a person at most mostLosses of them.
func (t *Speaker) Losses(failed []out.Failure) {
	for i, f := range failed {
		if i == mostLosses && !t.json {
			fmt.Fprintf(t.w, "assay: %d more lost documents are in the table failures\n", len(failed)-i)
			return
		}
		t.lost(f)
	}
}

// lost tells of one lost document, quiet or not.
func (t *Speaker) lost(f out.Failure) {
	if t.json {
		t.Log.Warn("document lost", "uri", f.URI, "stage", f.Stage, "reason", f.Reason, "message", f.Message, "hint", f.Hint)
		return
	}
	fmt.Fprintln(t.w, "assay: "+Printable(lostText(f.URI, string(f.Stage), string(f.Reason), f.Message, f.Hint)))
}

// lostText is how every verb names a lost document to a person.
func lostText(uri, stage, reason, message, hint string) string {
	line := fmt.Sprintf("lost %s: %s: %s: %s", uri, stage, reason, message)
	if hint != "" {
		line += "\n  " + hint
	}
	return line
}

// LostLine is how every verb names a lost document to a person.
func LostLine(l *corpus.Loss) string {
	message := "" // as in the table failures
	if l.Err != nil {
		message = l.Err.Error()
	}
	return lostText(l.URI, string(l.Stage), string(l.Reason), message, l.Hint)
}

// Check tells of a rule of the publish gate that a run failed.
func (t *Speaker) Check(f gate.Finding) {
	if t.json {
		t.Log.Warn("check failed", "check", f.Name, "level", f.Level, "value", f.Value, "limit", f.Limit, "message", f.Message)
		return
	}
	fmt.Fprintf(t.w, "assay: check failed (%s): %s\n", f.Level, Printable(f.Message))
}

// Summary ends a run.
func (t *Speaker) Summary(results string, run runs.Run) {
	c := run.Manifest.Counts
	where := filepath.Join(results, "current")
	if run.Blocked {
		where = run.Dir
	}
	if t.json {
		say := t.Log.Info
		msg := "run done"
		if run.Blocked {
			say, msg = t.Log.Warn, "run not published"
		}
		say(msg, "run", run.ID, "tables", where, "listed", c.Listed, "documents", c.Documents, "lost", c.Lost,
			"skipped", c.Skipped, "warnings", c.Warnings, "mentions", run.Manifest.Tables["mentions"])
		return
	}
	if run.Blocked {
		fmt.Fprintf(t.w, "assay: the run was not published: %s is still what it was\n  look at %s, then: assay publish --out %s %s\n",
			Printable(filepath.Join(results, "current")), Printable(run.Dir), Printable(results), run.ID)
	}
	if t.quiet {
		return
	}
	fmt.Fprintf(t.w, "assay: %s: %s, %d lost, %d skipped, %d with a warning\n", Counted(c.Listed, "input"), Counted(c.Documents, "document"), c.Lost, c.Skipped, c.Warnings)
	fmt.Fprintf(t.w, "assay: tables are in %s\n", Printable(where))
	if report := filepath.Join(where, "report.html"); isFile(report) {
		fmt.Fprintf(t.w, "assay: to look at them: %s\n", Printable(report))
	}
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
