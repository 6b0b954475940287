package archive

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"assay/corpus/corpustest"
	"assay/corpus/internal/doc"
)

// TestInflationLimits: as many bytes as may come out do, and not one more; so it is
// with the ratio, which counts once a MiB has come out.
func TestInflationLimits(t *testing.T) {
	text := []byte(strings.Repeat("Caseloads are high. ", 50)) // 1,000 bytes
	pack := map[doc.Format]func([]byte) []byte{doc.FormatGzip: corpustest.Gzip, doc.FormatZstd: corpustest.Zstd}
	for format, pack := range pack {
		for limit, want := range map[int64]doc.Reason{0: "", 1: doc.TooLarge, 999: doc.TooLarge, 1000: "", 1001: ""} {
			check(t, format, pack(text), limit, 200, len(text), want)
		}
		// A MiB of one letter is packed a thousandfold: so much is free of the ratio.
		check(t, format, pack(make([]byte, ratioFree)), 0, 2, ratioFree, "")
		check(t, format, pack(make([]byte, ratioFree+1)), 0, 2, ratioFree, doc.TooLarge)
		check(t, format, pack(make([]byte, ratioFree+1)), 0, 1<<20, ratioFree+1, "")
	}
}

// TestRatioToTheByte has a stream whose compressed bytes are counted by hand.
func TestRatioToTheByte(t *testing.T) {
	for out, want := range map[int64]bool{2 * ratioFree: false, 2*ratioFree + 1: true} {
		in := &inflater{src: &countingReader{n: ratioFree}, dec: io.LimitReader(zeros{}, out), ratio: 2, close: func() {}}
		n, err := io.Copy(io.Discard, in)
		var l *doc.Loss
		if lost := errors.As(err, &l); lost != want || !lost && n != out {
			t.Errorf("%d bytes out of %d: %d came, %v", out, ratioFree, n, err)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func check(t *testing.T, format doc.Format, packed []byte, limit, ratio int64, size int, want doc.Reason) {
	t.Helper()
	in, err := NewInflater(bytes.NewReader(packed), format, limit, ratio)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	got, err := io.ReadAll(in)
	var l *doc.Loss
	switch {
	case want == "" && (err != nil || len(got) != size):
		t.Errorf("%v, limit %d, ratio %d: %d bytes, %v; want %d", format, limit, ratio, len(got), err, size)
	case want != "" && (!errors.As(err, &l) || l.Reason != want):
		t.Errorf("%v, limit %d, ratio %d: %v, want %s", format, limit, ratio, err, want)
	}
}

// TestZipMemberLimits: what a zip file's directory says of a member's size is not
// believed: as many bytes as may come out do, and not one more.
func TestZipMemberLimits(t *testing.T) {
	for _, c := range []struct {
		out, member, stored, ratio int64
		lost                       bool
	}{
		{1000, 1000, 1000, 200, false}, {1001, 1000, 1000, 200, true}, {1000, 1001, 0, 200, false},
		{2 * ratioFree, 1 << 40, ratioFree, 2, false}, {2*ratioFree + 1, 1 << 40, ratioFree, 2, true},
		{ratioFree, 1 << 40, 1, 2, false}, {ratioFree + 1, 1 << 40, 1, 2, true}, // so much is free of the ratio
	} {
		z := &zipReader{r: io.NopCloser(io.LimitReader(zeros{}, c.out)), stored: c.stored, limits: doc.Limits{Member: c.member, Ratio: c.ratio}}
		n, err := io.Copy(io.Discard, z)
		var l *doc.Loss
		if lost := errors.As(err, &l) && l.Reason == doc.TooLarge; lost != c.lost || !lost && (err != nil || n != c.out) {
			t.Errorf("%+v: %d came, %v", c, n, err)
		}
	}
}
