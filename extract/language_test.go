package extract

import (
	"encoding/gob"
	"os"
	"path/filepath"
	"sort"
	"testing"
	"unicode"

	"assay/corpus"
)

// dumpDocs reads documents dumped as gob by a developer's reader run, named by
// ASSAY_DUMP; tests over them are skipped where there are none.
func dumpDocs(t testing.TB, max int) []*corpus.Document {
	dir := os.Getenv("ASSAY_DUMP")
	if dir == "" {
		t.Skip("ASSAY_DUMP names no folder of dumped documents")
	}
	names, _ := filepath.Glob(filepath.Join(dir, "*.gob"))
	sort.Strings(names)
	var docs []*corpus.Document
	for _, name := range names {
		if len(docs) == max {
			break
		}
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
	for i, r := range p.Doc.Text {
		if !covered[i] && !unicode.IsSpace(r) && r > ' ' {
			lo, hi := max(0, i-30), min(len(p.Doc.Text), i+30)
			t.Fatalf("%s: byte %d %q lost in %q", p.Doc.URI, i, r, p.Doc.Text[lo:hi])
		}
	}
}

func TestReportsRebuild(t *testing.T) {
	for _, doc := range dumpDocs(t, 240) {
		p, err := Extract(doc)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Check(); err != nil {
			t.Errorf("%s: %v", doc.URI, err)
		}
		rebuilt(t, p)
	}
}
