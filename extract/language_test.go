package extract

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"testing"
	"unicode"

	"assay/corpus"
	"assay/internal/sharedtest"
)

// childArg makes this test binary read PDF, as the program's hidden verb does.
const childArg = "serve-pdf-for-tests"

func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == childArg {
		if err := corpus.ServePDF(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// reportDocs are at most max of the published reports beside the checkout,
// evenly drawn, and nothing but a skipped test where there are none. A developer
// who has all of them read and kept as gob names the folder in ASSAY_DUMP.
func reportDocs(t testing.TB, max int) []*corpus.Document {
	t.Helper()
	if dir := os.Getenv("ASSAY_DUMP"); dir != "" {
		return keptDocs(t, dir, max)
	}
	dir := sharedtest.Path(t, "reports")
	l, err := corpus.List(context.Background(), []corpus.Input{{Path: dir}}, corpus.ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	if base, err := os.UserCacheDir(); err == nil {
		cache = filepath.Join(base, "assay-test")
	}
	r := corpus.NewReader(corpus.Options{PDFCommand: []string{"", childArg}, CacheDir: cache})
	defer r.Close()
	var docs []*corpus.Document
	for i := 0; i < len(l.Sources) && len(docs) < max; i += len(l.Sources)/max + 1 {
		doc, err := r.Read(context.Background(), l.Sources[i])
		var loss *corpus.Loss
		if errors.As(err, &loss) && loss.Reason == corpus.FormatMismatch {
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	return docs
}

func keptDocs(t testing.TB, dir string, max int) []*corpus.Document {
	names, _ := filepath.Glob(filepath.Join(dir, "*.gob"))
	sort.Strings(names)
	var docs []*corpus.Document
	for _, name := range names[:min(max, len(names))] {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		doc := new(corpus.Document)
		err = gob.NewDecoder(f).Decode(doc)
		f.Close()
		if err != nil {
			t.Fatal(name, err)
		}
		docs = append(docs, doc)
	}
	return docs
}

// rebuilt proves that the spans and the gaps between them make up the text of
// every block: gaps hold white space or lie in holes.
func rebuilt(t *testing.T, p *Parse) {
	t.Helper()
	covered := make([]bool, len(p.Doc.Text))
	for _, tok := range p.Tokens {
		for i := tok.Start; i < tok.End; i++ {
			if covered[i] {
				t.Fatalf("%s: byte %d in two tokens", p.Doc.URI, i)
			}
			covered[i] = true
		}
	}
	for i := range p.Sentences { // the mark of a list in front of a sentence is no word of it
		s := &p.Sentences[i]
		for at := s.Start - 1; at >= p.Sections[s.Section].Start && s.Start-at < 12 && !covered[at]; at-- {
			covered[at] = true
		}
	}
	for i, r := range p.Doc.Text {
		if !covered[i] && !unicode.IsSpace(r) && r > ' ' {
			lo, hi := max(0, i-30), min(len(p.Doc.Text), i+30)
			t.Fatalf("%s: byte %d %q lost in %q", p.Doc.URI, i, r, p.Doc.Text[lo:hi])
		}
	}
}

// reportsRead is how many reports the slow tests read: all only where they are
// kept, as reading them takes longer than a test may.
func reportsRead() int {
	if os.Getenv("ASSAY_DUMP") != "" {
		return 240
	}
	return 16
}

// TestReportsRebuild proves that the text of every report is made up of tokens
// and white space, and that everything lies where it should.
func TestReportsRebuild(t *testing.T) {
	for _, doc := range reportDocs(t, reportsRead()) {
		p := Extract(doc)
		if err := p.Check(); err != nil {
			t.Errorf("%s: %v", doc.URI, err)
		}
		rebuilt(t, p)
	}
}
