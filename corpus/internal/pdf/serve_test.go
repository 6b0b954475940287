package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"assay/corpus/corpustest"
	"assay/corpus/internal/doc"
)

// here serves documents in this process, one at a time, as a child does in its own.
var here struct {
	sync.Mutex
	*pdfium
}

// serveHere answers one document, sent as these bytes by the protocol of children.
func serveHere(t *testing.T, sent []byte, change func(*doc.Limits)) (*doc.Document, error) {
	t.Helper()
	here.Lock()
	defer here.Unlock()
	if here.pdfium == nil {
		base, err := os.UserCacheDir()
		if err != nil {
			base = t.TempDir()
		}
		code := filepath.Join(base, "assay-test", codeFolder)
		if err := os.MkdirAll(code, 0o700); err != nil {
			t.Fatal(err)
		}
		if here.pdfium, err = newPDFium(code, 1<<30); err != nil {
			t.Fatal(err)
		}
	}
	limits := doc.Limits{CPU: 24 * time.Hour}.WithDefaults() // of all this process does
	if change != nil {
		change(&limits)
	}
	var out bytes.Buffer
	s := &server{pdfium: here.pdfium, in: bytes.NewReader(sent), out: &out, setup: setup{Limits: limits}}
	more, err := s.serve()
	if err != nil || !more {
		here.pdfium = nil // a child would end
	}
	if err != nil {
		return nil, err
	}
	if out.Len() == 0 {
		return nil, nil // the parent broke off
	}
	reply, err := readFrame(&out, maxReply)
	if err != nil {
		t.Fatal(err)
	}
	d, again, err := parseReply(reply)
	if again != more {
		t.Errorf("the reply says that it goes on: %v, it does: %v", again, more)
	}
	return d, err
}

// sentAs is a document announced with a size and sent in pieces.
func sentAs(size int, pieces ...[]byte) []byte {
	var b bytes.Buffer
	_ = binary.Write(&b, binary.LittleEndian, uint32(size)) // a buffer takes all
	for _, p := range pieces {
		_ = writeFrame(&b, p)
	}
	return b.Bytes()
}

// readHere reads a PDF in this process.
func readHere(t *testing.T, raw []byte) (*doc.Document, error) {
	t.Helper()
	var pieces [][]byte
	for at := 0; at < len(raw); at += chunkSize {
		pieces = append(pieces, raw[at:min(at+chunkSize, len(raw))])
	}
	return serveHere(t, sentAs(len(raw), append(pieces, nil)...), nil)
}

// TestServe: what a child answers to documents that it reads, cannot read or is not
// given whole, and that it goes on after each.
func TestServe(t *testing.T) {
	text := corpustest.TextPDF("Caseloads are too high.", "Oversight is weak.")
	reason := func(err error) doc.Reason {
		var l *doc.Loss
		if errors.As(err, &l) {
			return l.Reason
		}
		return ""
	}
	sound := func() {
		t.Helper()
		d, err := readHere(t, text)
		if err != nil || !strings.Contains(d.Text, "Caseloads are too high.") || len(d.Pages) != 2 {
			t.Fatalf("a sound document: %+v, %v", d, err)
		}
		corpustest.CheckSpans(t, d)
	}
	sound()
	for name, c := range map[string]struct {
		raw  []byte
		want doc.Reason
	}{
		"a password":   {corpustest.LockedPDF("user", "owner"), doc.Encrypted},
		"no document":  {[]byte("%PDF-1.4 and nothing else"), doc.Corrupt},
		"no pages":     {corpustest.TreePDF("<</Type /Pages /Count 0 /Kids []>>"), doc.Empty},
		"cut in two":   {text[:len(text)/3], doc.Corrupt},
		"an empty one": {nil, doc.Corrupt},
	} {
		if d, err := readHere(t, c.raw); reason(err) != c.want {
			t.Errorf("%s: %+v, %v, want %s", name, d, err, c.want)
		}
		sound()
	}
	whole := sentAs(len(text), text, nil)
	if _, err := serveHere(t, whole, func(l *doc.Limits) { l.Pages = 1 }); reason(err) != doc.TooLarge {
		t.Errorf("two pages where one is allowed: %v", err)
	}
	if _, err := serveHere(t, whole, func(l *doc.Limits) { l.Text = 8 }); reason(err) != doc.TooLarge {
		t.Errorf("more text than is allowed: %v", err)
	}
	aborted := append(sentAs(len(text), text[:100]), 255, 255, 255, 255)
	if d, err := serveHere(t, aborted, nil); d != nil || err != nil {
		t.Errorf("broken off: %v, %v", d, err)
	}
	sound()
	if _, err := serveHere(t, sentAs(10, text, nil), nil); err == nil || !strings.Contains(err.Error(), "outgrew") {
		t.Errorf("more than was announced: %v", err)
	}
	sound()
}

// TestDamagedPages: damage anywhere in a document gives a document or a loss, and the
// next one is read.
func TestDamagedPages(t *testing.T) {
	if testing.Short() {
		t.Skip("sixty documents")
	}
	text := corpustest.TextPDF("Caseloads are too high.", "Oversight is weak.")
	r := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		raw := bytes.Clone(text)
		for range 1 + r.IntN(20) {
			raw[r.IntN(len(raw))] = byte(r.IntN(256))
		}
		d, err := readHere(t, raw)
		var l *doc.Loss
		if err != nil && !errors.As(err, &l) {
			t.Fatalf("neither a document nor a loss: %v", err)
		}
		if d != nil {
			corpustest.CheckSpans(t, d)
		}
	}
}
