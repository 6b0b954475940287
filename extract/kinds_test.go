package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/corpus"
)

// A kindCase is a made-up document of testdata/kinds: what is wanted of it, a
// line a fact, then its paragraphs. A line that begins with "# " or "## " is a
// heading, one with "• " a list item.
type kindCase struct {
	want  map[string][]string
	paras []string
}

func readKindCase(t *testing.T, path string) kindCase {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, body, _ := strings.Cut(string(raw), "---\n")
	c := kindCase{want: map[string][]string{}}
	for _, line := range strings.Split(strings.TrimSpace(head), "\n") {
		key, value, _ := strings.Cut(line, ": ")
		c.want[key] = append(c.want[key], value)
	}
	c.paras = strings.Split(strings.TrimSpace(body), "\n\n")
	return c
}

// kindFormats write a document in each format that assay reads; the name of the
// file says which. Text is written with headings plain, wide and wrapped.
var kindFormats = []struct {
	name  string
	write func(c kindCase) []byte
}{
	{"wide.txt", func(c kindCase) []byte { return []byte(c.text(0, "")) }},
	{"wrapped.txt", func(c kindCase) []byte { return []byte(c.text(72, "")) }},
	{"letter.md", func(c kindCase) []byte { return []byte(strings.ReplaceAll(c.text(0, "#"), "• ", "- ")) }},
	{"page.html", func(c kindCase) []byte { return []byte(c.html()) }},
	{"letter.docx", func(c kindCase) []byte { return c.docx(true) }},
	{"plain.docx", func(c kindCase) []byte { return c.docx(false) }},
}

func (c kindCase) text(width int, mark string) string {
	var b strings.Builder
	for _, p := range c.paras {
		for _, line := range strings.Split(p, "\n") {
			hashes, rest := "", line
			if strings.HasPrefix(line, "#") {
				hashes, rest, _ = strings.Cut(line, " ")
			}
			if mark != "" && hashes != "" {
				b.WriteString(hashes + " ")
			}
			for width > 0 && len(rest) > width {
				at := strings.LastIndexByte(rest[:width], ' ')
				b.WriteString(rest[:at] + "\n")
				rest = rest[at+1:]
			}
			b.WriteString(rest)
			if mark != "" && hashes == "" && strings.Contains(p, "\n") && !strings.HasPrefix(line, "• ") {
				b.WriteString("  ")
			}
			b.WriteByte('\n')
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (c kindCase) html() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html><html lang=\"en\"><head><title>%s</title></head><body><main>", html.EscapeString(c.pageTitle()))
	for _, p := range c.paras {
		lines := strings.Split(p, "\n")
		switch {
		case strings.HasPrefix(p, "## "):
			fmt.Fprintf(&b, "<h2>%s</h2>\n", html.EscapeString(p[3:]))
		case strings.HasPrefix(p, "# "):
			fmt.Fprintf(&b, "<h1>%s</h1>\n", html.EscapeString(p[2:]))
		case strings.HasPrefix(p, "• "):
			b.WriteString("<ul>")
			for _, l := range lines {
				fmt.Fprintf(&b, "<li>%s</li>", html.EscapeString(strings.TrimPrefix(l, "• ")))
			}
			b.WriteString("</ul>\n")
		default:
			for i := range lines {
				lines[i] = html.EscapeString(lines[i])
			}
			fmt.Fprintf(&b, "<p>%s</p>\n", strings.Join(lines, "<br>"))
		}
	}
	b.WriteString("</main></body></html>")
	return b.String()
}

// pageTitle is the title of a web page: its first heading and the site's name.
func (c kindCase) pageTitle() string {
	for _, p := range c.paras {
		if rest, ok := strings.CutPrefix(p, "# "); ok {
			return rest + " | Example Publications"
		}
	}
	return "Letter | Example Publications"
}

// docx writes a word processor's file, with heading styles or with none.
func (c kindCase) docx(styled bool) []byte {
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	var d strings.Builder
	d.WriteString(`<?xml version="1.0" encoding="UTF-8"?><w:document ` + ns + `><w:body>`)
	for _, p := range c.paras {
		for _, line := range strings.Split(p, "\n") {
			style := ""
			switch {
			case strings.HasPrefix(line, "## "):
				line, style = line[3:], `<w:pPr><w:pStyle w:val="H2"/></w:pPr>`
			case strings.HasPrefix(line, "# "):
				line, style = line[2:], `<w:pPr><w:pStyle w:val="H1"/></w:pPr>`
			case strings.HasPrefix(line, "• "):
				line, style = strings.TrimPrefix(line, "• "), `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>`
			}
			if !styled && strings.Contains(style, "pStyle") {
				style = ""
			}
			fmt.Fprintf(&d, `<w:p>%s<w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, style, html.EscapeString(line))
		}
	}
	d.WriteString(`</w:body></w:document>`)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range [][2]string{{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`}, {"word/document.xml", d.String()},
		{"word/styles.xml", `<w:styles ` + ns + `><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>`}} {
		w, _ := z.Create(m[0])
		w.Write([]byte(m[1]))
	}
	z.Close()
	return b.Bytes()
}

// page draws the document as pages of a PDF: bold headings in one variant, all
// in one type in the other.
func (c kindCase) page(t *testing.T, bold bool) *corpus.Document {
	var b strings.Builder
	b.WriteString("=== page\n")
	rows := 0
	for _, p := range c.paras {
		for _, line := range strings.Split(p, "\n") {
			style := "B"
			if rest, ok := strings.CutPrefix(strings.TrimPrefix(line, "#"), "# "); ok || strings.HasPrefix(line, "# ") {
				if line = rest; !ok {
					line = line[1:]
				}
				line = strings.TrimPrefix(strings.TrimSpace(line), "# ")
				if bold {
					style = "H3"
				}
			}
			if strings.HasPrefix(line, "• ") {
				style = "h"
			}
			for len(line) > 85 {
				at := strings.LastIndexByte(line[:85], ' ')
				fmt.Fprintf(&b, "%s %s\n", style, line[:at])
				line = line[at+1:]
				rows++
			}
			fmt.Fprintf(&b, "%s %s\n", style, line)
			rows++
		}
		b.WriteString("\n")
		if rows > 35 {
			b.WriteString("=== page\n")
			rows = 0
		}
	}
	return pageDoc(t, b.String())
}

// TestKinds reads made-up letters and reports of every kind in every format,
// and articles about them, which are none.
func TestKinds(t *testing.T) {
	files, _ := filepath.Glob("testdata/kinds/*.txt")
	if len(files) < 14 {
		t.Fatalf("%d documents", len(files))
	}
	dir := t.TempDir()
	r := corpus.NewReader(corpus.Options{})
	defer r.Close()
	for _, path := range files {
		c, name := readKindCase(t, path), strings.TrimSuffix(filepath.Base(path), ".txt")
		for _, f := range kindFormats {
			file := filepath.Join(dir, name+"-"+f.name)
			if err := os.WriteFile(file, f.write(c), 0o600); err != nil {
				t.Fatal(err)
			}
			list, err := corpus.List(context.Background(), []corpus.Input{{Path: file}}, corpus.ListOptions{})
			if err != nil {
				t.Fatal(err)
			}
			doc, err := r.Read(context.Background(), list.Sources[0])
			if err != nil {
				t.Fatal(err)
			}
			t.Run(name+"/"+f.name, func(t *testing.T) { c.check(t, doc) })
		}
		if Kind(c.want["kind"][0]) != KindArticle { // articles on pages are of kind other
			t.Run(name+"/bold.pdf", func(t *testing.T) { c.check(t, c.page(t, true)) })
			t.Run(name+"/plain.pdf", func(t *testing.T) { c.check(t, c.page(t, false)) })
		}
	}
}

func (c kindCase) check(t *testing.T, doc *corpus.Document) {
	p := Extract(doc)
	got := map[string]string{"kind": string(p.Kind), "title": p.Title}
	if in := p.Inspection; in != nil {
		got["visit"], got["framework"], got["authority"], got["lead"] = in.VisitKind, string(in.Framework), in.LocalAuthority, in.LeadInspector
		got["dates"] = in.Start.String() + " to " + in.End.String()
		for _, j := range in.Judgements {
			if j.Grade != "" || j.Status == StatusUnreadable || j.Status == StatusGraded {
				t.Errorf("judgement %s: %s %s", j.Key, j.Status, j.Grade)
			}
		}
	} else if c.want["framework"] != nil {
		t.Error("no inspection")
	}
	for _, key := range []string{"kind", "title", "visit", "framework", "authority", "dates", "lead"} {
		if w := c.want[key]; w != nil && got[key] != w[0] {
			t.Errorf("%s: got %q, want %q", key, got[key], w[0])
		}
	}
	for _, context := range []Context{Finding, Recommendation, Background} {
		for _, phrase := range c.want[context.String()] {
			if at := contextAt(p, phrase); at != context && !(context == Background && at == Furniture) {
				t.Errorf("%q: context %s, want %s", phrase, at, context)
			}
		}
	}
}

// contextAt is the context of the deepest section that holds phrase.
func contextAt(p *Parse, phrase string) Context {
	flat := []byte(p.Doc.Text)
	for i, ch := range flat {
		if ch == '\n' {
			flat[i] = ' '
		}
	}
	at := bytes.Index(flat, []byte(phrase))
	context := Chrome
	for _, s := range p.Sections {
		if s.Kind != KindPart && at >= int(s.Start) && at < int(s.End) {
			context = s.Context
		}
	}
	return context
}
