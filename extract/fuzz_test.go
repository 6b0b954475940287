package extract

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"assay/corpus"
)

// FuzzExtract reads any text as plain text and, where its lines carry styles,
// as pages, and asserts what Check promises of every Parse. The later steps add
// no spans Check looks at; the tagger's model would take most of the time.
func FuzzExtract(f *testing.F) {
	for _, path := range structureFiles(f) {
		src, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src), strings.HasSuffix(path, ".page"))
	}
	f.Add("1. A 2 May 2020 at 10:00 #\n\n  • B 3 May 2020 at 11:00 #\n\n   x\n2 comments", false)
	f.Add("B 1\nB 2\nP 3\n=== page\nn 1 é “x”\nB •", true)
	f.Fuzz(func(t *testing.T, src string, paged bool) {
		if !utf8.ValidString(src) || len(src) > 1<<16 {
			t.Skip()
		}
		p := &Parse{Doc: fuzzDoc(src, paged)}
		structure(&work{Parse: p, by: builtIn()})
		sentences(p)
		tokens(p)
		if err := p.Check(); err != nil {
			t.Fatal(err)
		}
		covered(t, p)
	})
}

// covered asserts that gaps and blocks together rebuild the text.
func covered(t *testing.T, p *Parse) {
	t.Helper()
	var b strings.Builder
	at := int32(0)
	for _, s := range p.Sections {
		if s.Kind == KindPart || s.Parent >= 0 && p.Sections[s.Parent].Kind != KindPart {
			continue
		}
		b.WriteString(p.Doc.Text[at:s.Start])
		b.WriteString(s.Of(p.Doc.Text))
		at = s.End
	}
	b.WriteString(p.Doc.Text[at:])
	if b.String() != p.Doc.Text {
		t.Fatal("gaps and blocks do not rebuild the text")
	}
}

// fuzzDoc lays src out as lines; paged gives every line a place on a page, from
// its own bytes.
func fuzzDoc(src string, paged bool) *corpus.Document {
	doc := &corpus.Document{MediaType: "text/plain", Meta: corpus.Meta{ExpectedComments: -1}}
	var text strings.Builder
	blank, page, y := int16(0), int32(0), float32(60)
	if paged {
		doc.MediaType = "application/pdf"
	}
	for _, raw := range strings.Split(src, "\n") {
		line := strings.TrimSpace(raw)
		if line == "" {
			blank = min(blank+1, 100)
			y += 11
			continue
		}
		l := corpus.Line{X: float32(len(raw) - len(strings.TrimLeft(raw, " "))), BlankRows: blank, Comment: -1}
		if paged {
			if page == 0 || strings.HasPrefix(line, "===") {
				page++
				y = 60
				doc.Pages = append(doc.Pages, corpus.Span{Start: int32(text.Len()), End: int32(text.Len())})
			}
			st, ok := pageStyles[strings.SplitN(line, " ", 2)[0]]
			if !ok {
				st = pageStyles["B"]
			}
			y += st.size * 1.2
			l.Page, l.X, l.Y, l.Size, l.Bold = page, st.x, y, st.size, st.bold
			if len(line)%7 == 0 {
				l.Y = 800
			}
		}
		l.Start = int32(text.Len())
		text.WriteString(line)
		l.End = int32(text.Len())
		text.WriteByte('\n')
		if paged {
			doc.Pages[page-1].End = int32(text.Len())
		}
		doc.Lines = append(doc.Lines, l)
		blank = 0
	}
	doc.Text = text.String()
	return doc
}
