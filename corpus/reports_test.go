package corpus

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sync/errgroup"
)

// readAll reads every source of a listing with two workers.
func readAll(t testing.TB, r *Reader, l *Listing) (docs map[string]*Document, lost map[string]*Loss) {
	t.Helper()
	docs, lost = map[string]*Document{}, map[string]*Loss{}
	var mu sync.Mutex
	var g errgroup.Group
	g.SetLimit(2)
	for _, s := range l.Sources {
		g.Go(func() error {
			d, err := r.Read(context.Background(), s)
			mu.Lock()
			defer mu.Unlock()
			var loss *Loss
			switch {
			case err == nil:
				docs[s.URI] = d
			case errors.As(err, &loss):
				lost[s.URI] = loss
			default:
				return err
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	return docs, lost
}

var readReportsOnce struct {
	sync.Once
	docs map[string]*Document
	lost map[string]*Loss
}

// readReports reads the real reports, once for all tests that look at them.
func readReports(t *testing.T) (docs map[string]*Document, lost map[string]*Loss) {
	t.Helper()
	once, dir := &readReportsOnce, reports(t)
	once.Do(func() { once.docs, once.lost = readAll(t, testReader(t, nil), list(t, dir)) })
	return once.docs, once.lost
}

func TestReports(t *testing.T) {
	docs, lost := readReports(t)
	mismatched := 0
	for uri, l := range lost {
		if l.Reason != FormatMismatch || !strings.Contains(l.Err.Error(), "HTML") {
			t.Errorf("%s: %v", uri, l)
		}
		mismatched++
	}
	pdfs := 0
	for uri, d := range docs {
		if strings.ContainsRune(d.Text, '\uFFFD') {
			t.Errorf("%s holds U+FFFD", uri)
		}
		if d.MediaType == "application/pdf" {
			pdfs++
		}
	}
	if pdfs != 240 || mismatched != 2 {
		t.Errorf("%d PDFs read and %d named as HTML, want 240 and 2", pdfs, mismatched)
	}
}
