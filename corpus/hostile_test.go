package corpus

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"assay/corpus/corpustest"
)

// TestHostile reads a folder of everything that must not get through and checks
// that each ends as its one row and the rest is read.
func TestHostile(t *testing.T) {
	dir := t.TempDir()
	wanted, err := corpustest.Hostile(dir, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 {
		wanted.AsRoot()
	}
	l, err := List(context.Background(), []Input{{Path: dir}}, ListOptions{OwnOutput: []string{filepath.Join(dir, "own")}})
	if err != nil {
		t.Fatal(err)
	}
	got := outcomeOf(t, testReader(t, func(o *Options) { o.Limits.CPU, o.Limits.Wall = time.Second, 5*time.Minute }), l)
	want := outcome{Read: slices.Sorted(slices.Values(wanted.Read)), Not: map[string]Reason{}}
	for uri, reason := range wanted.Losses {
		want.Not[uri] = Reason(reason)
	}
	slices.Sort(got.Read)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestDamagedPDF cuts and overwrites a PDF in many places: each piece is read
// or lost with a reason that says why, and the reader goes on.
func TestDamagedPDF(t *testing.T) {
	long := strings.Repeat("A line of a report about the work of a team.\n", 30)
	whole := textPDF(long, long, long)
	var files []file
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range 40 {
		data := bytes.Clone(whole)
		if i%2 == 0 {
			data = data[:len(data)*(i+1)/41]
		} else {
			for range i {
				data[10+rng.IntN(len(data)-10)] = byte(rng.Uint32())
			}
		}
		files = append(files, rawFile(fmt.Sprintf("d%02d.pdf", i), data))
	}
	docs, lost := readAll(t, testReader(t, nil), list(t, folder(t, files...)))
	if len(docs)+len(lost) != len(files) {
		t.Errorf("%d read and %d lost of %d", len(docs), len(lost), len(files))
	}
	for uri, l := range lost {
		switch l.Reason {
		case Corrupt, Empty, NeedsOCR, Encrypted, TooLarge, FormatMismatch:
		default:
			t.Errorf("%s: %v", uri, l)
		}
	}
	t.Logf("%d of %d damaged files were read", len(docs), len(files))
}

// TestLimits reads PDFs that want too much processor time, wall time and memory.
func TestLimits(t *testing.T) {
	dir := folder(t, rawFile("slow.pdf", corpustest.SlowPDF(2000)), rawFile("bomb.pdf", corpustest.BombPDF(400<<20)), rawFile("z.pdf", textPDF("It is read all the same.")))
	for _, c := range []struct {
		name   string
		change func(*Limits)
		want   map[string]Reason
	}{
		{"cpu", func(l *Limits) { l.CPU, l.Wall = time.Second, 5*time.Minute }, map[string]Reason{"slow.pdf": CPULimit}},
		{"wall", func(l *Limits) { l.Wall = 300 * time.Millisecond }, map[string]Reason{"slow.pdf": WallTimeout}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := testReader(t, func(o *Options) { c.change(&o.Limits) })
			l := list(t, filepath.Join(dir, "slow.pdf"))
			_, lost := readAll(t, r, l)
			for uri, want := range c.want {
				if lost[uri] == nil || lost[uri].Reason != want {
					t.Errorf("%s: got %v, want %s", uri, lost[uri], want)
				}
			}
		})
	}
	t.Run("memory", func(t *testing.T) {
		docs, lost := readAll(t, testReader(t, nil), list(t, filepath.Join(dir, "bomb.pdf"), filepath.Join(dir, "z.pdf")))
		if l := lost["bomb.pdf"]; l == nil || l.Reason != MemoryLimit && l.Reason != Empty {
			t.Errorf("bomb.pdf: got %v, want %s", l, MemoryLimit)
		} else {
			t.Log(l)
		}
		if docs["z.pdf"] == nil {
			t.Errorf("z.pdf: %v", lost["z.pdf"])
		}
	})
}
