package extract

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"assay/corpus"
	"assay/internal/sharedtest"
)

// pdfChildArg makes this test binary read PDF as the program's hidden verb does.
const pdfChildArg = "serve-pdf-for-extract-tests"

func init() {
	if len(os.Args) == 2 && os.Args[1] == pdfChildArg {
		if err := corpus.ServePDF(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
}

// TestReportsStructure reads every eighth of the published reports and asserts
// what holds for each: its kind is known, every word stands in a section,
// findings and recommendations are found, and neither imprint nor front page
// nor the inspection team is ever scored.
func TestReportsStructure(t *testing.T) {
	dir := sharedtest.Path(t, "reports")
	list, err := corpus.List(context.Background(), []corpus.Input{{Path: dir}}, corpus.ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	if err := os.Chmod(cache, 0o700); err != nil {
		t.Fatal(err)
	}
	r := corpus.NewReader(corpus.Options{PDFCommand: []string{"", pdfChildArg}, CacheDir: cache})
	defer r.Close()
	never := []string{"Crown copyright", "enquiries@ofsted", "Lead inspector:", "Open Government Licence", "was carried out under section 136"}
	read := 0
	for i, src := range list.Sources {
		if i%8 != 0 || !strings.HasSuffix(src.URI, ".pdf") {
			continue
		}
		doc, err := r.Read(context.Background(), src)
		if err != nil {
			t.Logf("%s: %v", src.URI, err)
			continue
		}
		read++
		p := structured(t, doc)
		words, scored, recommended := 0, 0, 0
		for k, s := range p.Sections {
			if s.Kind == KindPart {
				continue
			}
			text := blockText(p, k)
			n := len(strings.Fields(text))
			words += n
			if !s.Context.Scored() {
				continue
			}
			scored += n
			if s.Context == Recommendation {
				recommended++
			}
			for _, w := range never {
				if strings.Contains(text, w) {
					t.Errorf("%s: scored as %v: %.120q", src.URI, s.Context, text)
				}
			}
		}
		if p.Kind == KindOther || p.Kind == KindArticle {
			t.Errorf("%s: kind %s", src.URI, p.Kind)
		}
		if share := float64(scored) / float64(words); share < 0.7 || share > 0.98 {
			t.Errorf("%s: %.2f of the words scored", src.URI, share)
		}
		if recommended == 0 {
			t.Errorf("%s: no recommendation found", src.URI)
		}
	}
	if read < 20 {
		t.Errorf("%d reports read", read)
	}
}
