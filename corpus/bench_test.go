package corpus

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/corpus/corpustest"
)

// benchParagraphs are about size bytes of made-up prose, a paragraph each.
func benchParagraphs(size int) (out []string) {
	kinds := []string{
		"Social workers in team %d visit children regularly, although records of the visits do not always say what was seen or agreed.",
		"The audit of %d cases found that plans were clear, but that managers had not always written down why a decision was made.",
		"Partners refer children promptly; in week %d the front door answered every referral within a working day.",
		"Caf\u00e9 staff, carers and %d volunteers \u2013 all of them known to the service \u2013 help young people to find work.",
	}
	for n := 0; size > 0; n++ {
		p := fmt.Sprintf(kinds[n%len(kinds)], n) + " " + fmt.Sprintf(kinds[(n+1)%len(kinds)], n+1)
		out = append(out, p)
		size -= len(p)
	}
	return out
}

// benchThread is an article with half of the paragraphs as comments.
func benchThread(ps []string) string {
	var b strings.Builder
	b.WriteString("<!doctype html><html><head><title>Inspection of Fenwick</title></head><body><nav><a href='/'>Home</a></nav><article><h1>Inspection of Fenwick</h1>")
	half := len(ps) / 2
	for _, p := range ps[:half] {
		b.WriteString("<p>" + p + "</p>\n")
	}
	b.WriteString("</article><ol class='comment-list'>")
	for i, p := range ps[half:] {
		fmt.Fprintf(&b, "<li id='comment-%d' class='comment depth-1'><div class='comment-author vcard'><cite class='fn'>Reader %d</cite></div><div class='comment-meta'><time datetime='2024-05-%02dT10:00:00+01:00'>May</time></div><p>%s</p><div class='reply'><a href='#'>Reply</a></div></li>\n", i, i, i%28+1, p)
	}
	b.WriteString("</ol></body></html>")
	return b.String()
}

// BenchmarkRead reads about 100 KB of made-up text in each format, the whole way
// from the file to the Document; MB/s are of text. PDF is read in a child.
func BenchmarkRead(b *testing.B) {
	ps := benchParagraphs(100 << 10)
	text := strings.Join(ps, "\n\n")
	var word strings.Builder
	for _, p := range ps {
		word.WriteString("<w:p><w:r><w:t>" + p + "</w:t></w:r></w:p>")
	}
	var pages []string
	for i := 0; i < len(ps); i += 12 {
		pages = append(pages, strings.ReplaceAll(strings.Join(ps[i:min(i+12, len(ps))], "\n"), "\u00e9", "e"))
	}
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"text.txt", []byte(text)},
		{"text.txt.zst", corpustest.Zstd([]byte(text))},
		{"page.html", []byte(benchThread(ps))},
		{"letter.docx", corpustest.DOCX(word.String())},
		{"report.pdf", corpustest.TextPDF(pages...)},
	} {
		b.Run(filepath.Ext(c.name)[1:], func(b *testing.B) {
			path := filepath.Join(b.TempDir(), c.name)
			if err := os.WriteFile(path, c.data, 0o644); err != nil {
				b.Fatal(err)
			}
			r, s := testReader(b, nil), list(b, path).Sources[0]
			d, err := r.Read(context.Background(), s) // starts the child and compiles its reader
			if err != nil {
				b.Fatal(err)
			}
			if len(d.Text) < 90<<10 {
				b.Fatalf("%d bytes of text read", len(d.Text))
			}
			b.SetBytes(int64(len(d.Text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Read(context.Background(), s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
