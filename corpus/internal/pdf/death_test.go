package pdf

import (
	"errors"
	"strings"
	"testing"
	"time"

	"assay/corpus/internal/doc"
)

// begin waits until the child has been told something.
const begin = "head -c 1 >/dev/null; "

// TestDeath: what a child says at its end and how it ends decide whether its
// document is lost for good or for now.
func TestDeath(t *testing.T) {
	const outOfMemory = "echo 'fatal error: runtime: out of memory' >&2; exit 2"
	for name, c := range map[string]struct {
		script string
		cpu    time.Duration // limit of the document
		want   doc.Reason
		says   string
	}{
		"the document's memory":  {"echo '" + ownLimit + "' >&2; " + outOfMemory, 0, doc.MemoryLimit, "more memory than a document may"},
		"the machine's memory":   {outOfMemory, 0, doc.ChildDied, "the machine's limit on memory"},
		"memory at the start":    {"echo 'reserving memory: cannot allocate memory' >&2; exit 1", 0, doc.ChildDied, "the machine's limit on memory"},
		"another end":            {"exit 3", 0, doc.ChildDied, "exit status 3"},
		"killed":                 {"kill -KILL $$", 0, doc.ChildDied, "killed"},
		"a limit without a need": {"echo '" + ownLimit + "' >&2; exit 1", 0, doc.ChildDied, "exit status 1"},
		"the machine's time":     {"kill -XCPU $$", time.Minute, doc.ChildDied, "the machine's limit on processor time"},
		"the document's time":    {"kill -XCPU $$", time.Millisecond, doc.CPULimit, "more processor time than a document may"},
	} {
		limits := doc.Limits{CPU: c.cpu, Wall: time.Minute}.WithDefaults()
		p := NewPool([]string{"/bin/sh", "-c", begin + c.script}, t.TempDir(), 1, limits)
		p.filled = true // there is no code to compile
		_, err := p.Read(t.Context(), strings.NewReader("%PDF"), 4)
		var l *doc.Loss
		if !errors.As(err, &l) || l.Reason != c.want || l.Err == nil || !strings.Contains(l.Err.Error(), c.says) || l.Hint == "" {
			t.Errorf("%s: got %v", name, err)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestTryTells: a machine that cannot read PDF is told with a hint, a broken program
// with what it said first, without its stack trace.
func TestTryTells(t *testing.T) {
	for script, want := range map[string]string{
		"echo out of memory >&2; exit 2":                          "no PDF can be read here: compiling the PDF reader: the process that reads PDF gets too little memory to begin",
		"echo 'it is broken' >&2; echo 'goroutine 1' >&2; exit 2": "no PDF can be read here: compiling the PDF reader: exit status 2: it is broken",
	} {
		p := NewPool([]string{"/bin/sh", "-c", begin + script}, t.TempDir(), 1, doc.Limits{}.WithDefaults())
		err := p.Try(t.Context())
		var bad *MachineError
		if !errors.As(err, &bad) || err.Error() != want || strings.Contains(script, "memory") != strings.Contains(bad.Hint(), "ulimit -v") {
			t.Errorf("%s: %v", script, err)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
}
