package run

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract"
)

// TestParses: documents come in the order of their uris, a lost one is told in its turn
// and does not stop the rest, and what visit returns does.
func TestParses(t *testing.T) {
	docs := t.TempDir()
	for i := range 20 {
		write(t, docs, fmt.Sprintf("%02d.txt", i), fmt.Sprintf("Letter %d is here.", i))
	}
	write(t, docs, "07.txt", "")
	write(t, docs, "13.pdf", "<!doctype html><p>Gone.</p>")
	in := func() *Inputs { return &Inputs{Paths: []corpus.Input{{Path: docs}}, Workers: 4} }
	var seen []string
	told := func(l *corpus.Loss) { seen = append(seen, l.URI+" "+string(l.Reason)) }
	err := Parses(t.Context(), in(), told, func(p *extract.Parse) error {
		seen = append(seen, p.Doc.URI)
		if len(p.Sentences) != 1 {
			t.Errorf("%s: %d sentences", p.Doc.URI, len(p.Sentences))
		}
		return nil
	})
	var lost *LostError
	if !errors.As(err, &lost) || lost.Documents != 2 || err.Error() != "2 documents lost" {
		t.Errorf("error %v", err)
	}
	want := "00.txt 01.txt 02.txt 03.txt 04.txt 05.txt 06.txt 07.txt empty 08.txt 09.txt 10.txt 11.txt 12.txt 13.pdf format_mismatch 13.txt 14.txt 15.txt 16.txt 17.txt 18.txt 19.txt"
	if got := strings.Join(seen, " "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}

	enough, n := errors.New("enough"), 0
	err = Documents(t.Context(), in(), func(*corpus.Loss) {}, func(*corpus.Document) error {
		if n++; n == 3 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || n != 3 {
		t.Errorf("after three: %v, %d visited", err, n)
	}

	var wrong *UsageError
	nothing := &Inputs{Paths: []corpus.Input{{Path: docs + "/absent"}}}
	if err := Documents(t.Context(), nothing, told, func(*corpus.Document) error { return nil }); !errors.As(err, &wrong) || wrong.Hint() == "" {
		t.Errorf("a path that matches nothing: %v", err)
	}
}
