package run

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/classify"
	"assay/corpus"
)

// TestHeldAsFile: bytes give the Result that a file of that name gives, and the
// loss that it would meet.
func TestHeldAsFile(t *testing.T) {
	t.Parallel()
	s, err := Open(&Inputs{}, &Themes{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	data := []byte("<html><head><title>Visit</title></head><body><h1>Visit</h1><p>Caseloads are too high. Oversight is weak.</p></body></html>")
	got, err := s.Classify(t.Context(), corpus.Held("visit.html", data))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "visit.html"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	in := &Inputs{Paths: []corpus.Input{{Path: dir}}}
	listing, err := in.List(t.Context())
	if err != nil || len(listing.Sources) != 1 {
		t.Fatalf("%v, %v", listing, err)
	}
	want, err := s.Classify(t.Context(), listing.Sources[0])
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Mentions) < 2 {
		t.Errorf("%d mentions", len(got.Mentions))
	}
	if got.Doc.SHA256 != want.Doc.SHA256 || got.Doc.URI != want.Doc.URI || got.Doc.Size != want.Doc.Size {
		t.Errorf("another document: %v, %v", got.Doc.Ref, want.Doc.Ref)
	}
	if diff := cmp.Diff(classify.EncodeResult(nil, want), classify.EncodeResult(nil, got)); diff != "" {
		t.Error(diff)
	}
	for name, reason := range map[string]corpus.Reason{"empty.txt": corpus.Empty, "page.pdf": corpus.FormatMismatch} {
		body := data
		if reason == corpus.Empty {
			body = nil
		}
		var loss *corpus.Loss
		if _, err := s.Classify(t.Context(), corpus.Held(name, body)); !errors.As(err, &loss) || loss.Reason != reason || loss.URI != name {
			t.Errorf("%s: %v, want %s", name, err, reason)
		}
	}
}
