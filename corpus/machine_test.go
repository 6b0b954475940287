package corpus

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"assay/corpus/corpustest"
)

// underLimit is a Reader whose children the shell has set a limit, as ulimit does.
func underLimit(t *testing.T, limit string, change func(*Options)) *Reader {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("only Linux keeps a process to such limits")
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return testReader(t, func(o *Options) {
		o.PDFCommand = []string{"/bin/sh", "-c", fmt.Sprintf("ulimit %s && exec '%s' %s", limit, exe, childArg)}
		o.Children = 1
		if change != nil {
			change(o)
		}
	})
}

// childSize is how much address space and how much memory of its own, in KiB, a
// child has mapped which has read a page.
func childSize(t *testing.T) (space, data int) {
	t.Helper()
	r := testReader(t, func(o *Options) { o.Children = 1 })
	old := children(os.Getpid())
	if err := r.TryPDF(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, pid := range children(os.Getpid()) {
		if slices.Contains(old, pid) {
			continue
		}
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if err != nil {
			t.Fatal(err)
		}
		for name, to := range map[string]*int{"VmPeak:": &space, "VmData:": &data} {
			_, rest, _ := strings.Cut(string(status), name)
			if _, err := fmt.Sscan(rest, to); err != nil {
				t.Fatal(err)
			}
		}
		return space, data
	}
	t.Fatal("no child was started")
	return 0, 0
}

// TestMachineTooSmall: a machine on which no PDF can be read is told from documents
// that cannot be read.
func TestMachineTooSmall(t *testing.T) {
	var small *MachineError
	// 1 GiB is too little for the two that the largest document may take.
	r := underLimit(t, "-v 3145728", func(o *Options) { o.Limits.PDFMemory = 2 << 30 })
	err := r.TryPDF(t.Context())
	if !errors.As(err, &small) || !strings.Contains(err.Error(), "no PDF can be read here") || !strings.Contains(small.Hint(), "ulimit -v 5111808") {
		t.Errorf("got %v", err)
	}
	// A document under such a limit is lost for now, not for good.
	_, err = r.Read(t.Context(), Held("a.pdf", textPDF("It is in order.")))
	var l *Loss
	if !errors.As(err, &l) || l.Reason.Permanent() || !strings.Contains(l.Error(), "the machine's limit on memory") {
		t.Errorf("got %v", err)
	}

	// So it is when the shell cannot even start the program.
	r = underLimit(t, "-v 100000", nil)
	if err := r.TryPDF(t.Context()); !errors.As(err, &small) {
		t.Errorf("got %v", err)
	}

	r = underLimit(t, "-v unlimited", nil)
	if err := r.TryPDF(t.Context()); err != nil {
		t.Errorf("without a limit: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := r.TryPDF(ctx); err != context.Canceled {
		t.Errorf("a context that has ended: %v", err)
	}
}

// TestMachineLimit: where the machine's limit comes before that of a document, a
// document that comes to it is lost for now, and the next one is read.
func TestMachineLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads a large document twice")
	}
	var lines strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&lines, "BT /F1 .5 Tf 1 0 0 1 5 %.1f Tm (a) Tj ET\n", 840-float64(i)*.8)
	}
	greedy := corpustest.SamePages(400, lines.String())
	const room = 32 << 10 // KiB
	if runtime.GOOS != "linux" {
		t.Skip("only Linux keeps a process to such limits")
	}
	space, data := childSize(t)
	for what, size := range map[string]int{"-v": space, "-d": data} {
		var r *Reader
		limit, err := "", error(nil)
		for range 8 { // threads take their stacks as they come
			size += room
			limit = fmt.Sprint(what, " ", size)
			r = underLimit(t, limit, nil)
			if err = r.TryPDF(t.Context()); err == nil {
				break
			}
		}
		if err != nil {
			t.Logf("%s: no process was small enough: %v", limit, err)
			continue
		}
		_, err = r.Read(t.Context(), Held("greedy.pdf", greedy))
		var l *Loss
		if err == nil { // by chance its process took less than the one before
			t.Logf("%s: the large document fitted", limit)
			continue
		}
		if !errors.As(err, &l) || l.Reason != ChildDied || !strings.Contains(l.Error(), "the machine's limit on memory") {
			t.Errorf("%s: got %v", limit, err)
		}
		// One process that was small enough does not make the next so: such a loss is
		// for a later run, here for the next try.
		tried := func(name string, data []byte) (err error) {
			for range 8 {
				if _, err = r.Read(t.Context(), Held(name, data)); !errors.As(err, &l) || l.Reason != ChildDied {
					break
				}
			}
			return err
		}
		if err := tried("a.pdf", textPDF("It is in order.")); err != nil && (!errors.As(err, &l) || l.Reason.Permanent()) {
			t.Errorf("%s, the document after it: %v", limit, err)
		}
		// What is over a limit of ours is lost for good, whatever the machine's.
		if err := tried("bomb.pdf", corpustest.RecursivePDF()); !errors.As(err, &l) || l.Reason != MemoryLimit && l.Reason != ChildDied {
			t.Errorf("%s: got %v", limit, err)
		}
	}
}

// TestMachineTime: the machine's limit on processor time is not the document's.
// Where it is a hard one, as ulimit sets it, the kernel kills without a word.
func TestMachineTime(t *testing.T) {
	r := underLimit(t, "-t 2", func(o *Options) { o.Limits.CPU = time.Minute })
	_, err := r.Read(t.Context(), Held("slow.pdf", corpustest.SlowPDF(5000)))
	var l *Loss
	if !errors.As(err, &l) || l.Reason != ChildDied {
		t.Errorf("got %v", err)
	}
}

// TestIsPDF: it is the bytes that need a process, whatever they are called.
func TestIsPDF(t *testing.T) {
	r := testReader(t, nil)
	pdf := textPDF("It is in order.")
	for name, want := range map[string]bool{"a.pdf": true, "a": true, "a.txt": true, "a.pdf.gz": true, "b.txt": false, "b.pdf": false, "none.pdf": false} {
		data := pdf
		switch name {
		case "a.pdf.gz":
			data = corpustest.Gzip(pdf)
		case "b.txt", "b.pdf":
			data = []byte("Caseloads are too high.")
		case "none.pdf":
			data = nil
		}
		raw, err := r.Open(t.Context(), Held(name, data))
		if err != nil {
			t.Fatal(err)
		}
		if got := r.IsPDF(t.Context(), raw); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		raw.Close()
	}
}
