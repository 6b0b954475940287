package extract

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/corpus"
)

var updateStructure = flag.Bool("update", false, "write the golden files of this package anew")

// pageStyles are the first words of the lines of a .page file: size, bold and
// left edge of the row. R and S stand to the right of the row before them.
var pageStyles = map[string]struct {
	size, x float32
	bold    bool
}{
	"T": {26, 72, false}, "K": {18, 86, true}, "H1": {16, 71, true}, "H2": {14, 71, true}, "H3": {12, 72, true}, "M": {14, 71, false},
	"B": {12, 72, false}, "h": {12, 100, false}, "i": {12, 117, false}, "j": {12, 135, false}, "R": {12, 394, false}, "S": {14, 358, true},
	"F": {8, 71, true}, "h8": {8, 86, true}, "P": {20, 514, false}, "n": {10, 71, false},
}

// pageDoc lays out a .page file as the PDF reader lays out a report: one row a
// line, style first, blank lines for the space between paragraphs.
func pageDoc(t testing.TB, src string) *corpus.Document {
	t.Helper()
	doc := &corpus.Document{MediaType: "application/pdf", Meta: corpus.Meta{ExpectedComments: -1}}
	var text strings.Builder
	y, foot, right, page := float32(90), float32(796), float32(0), int32(0)
	for n, line := range strings.Split(strings.TrimRight(src, "\n"), "\n") {
		if strings.HasPrefix(line, "=== page") {
			page++
			y, foot = 90, 796
			doc.Pages = append(doc.Pages, corpus.Span{Start: int32(text.Len())})
			continue
		}
		if line == "" {
			y += 11
			continue
		}
		style, rest, _ := strings.Cut(line, " ")
		st, ok := pageStyles[style]
		if !ok {
			t.Fatalf("line %d: no style %q", n+1, style)
		}
		if style != "R" {
			right = 0
		}
		at := y + st.size*1.2
		switch style {
		case "F":
			at = foot
			foot += 10
		case "P":
			at = 803
		case "h8":
			at = 38
		case "n":
			at = max(at, 600)
			y = at
		case "R", "S":
			at = y - 3 + right
			right += 14
		default:
			y = at
		}
		start := int32(text.Len())
		text.WriteString(rest)
		doc.Lines = append(doc.Lines, corpus.Line{Span: corpus.Span{Start: start, End: int32(text.Len())}, Page: page, X: st.x, Y: at,
			Size: st.size, Bold: st.bold, Comment: -1})
		text.WriteByte('\n')
		doc.Pages[page-1].End = int32(text.Len())
	}
	doc.Text = text.String()
	return doc
}

// annotate prints what the structure step found, one line a section, indented
// by the parts and paragraphs it stands in.
func annotate(p *Parse) string {
	var b strings.Builder
	fmt.Fprintf(&b, "kind: %s\ntitle: %s\n", p.Kind, p.Title)
	if p.Publisher != "" {
		fmt.Fprintf(&b, "publisher: %s\n", p.Publisher)
	}
	for i, a := range p.Articles {
		fmt.Fprintf(&b, "article %d: title %q byline %q date %q source %q publisher %q\n", i, a.Title, a.Byline, a.PublishedOn, a.SourceNote, a.Publisher)
	}
	for i, c := range p.Comments {
		fmt.Fprintf(&b, "comment %d: depth %d parent %d author %q at %s (%s) words %d\n", i, c.Depth, c.Parent, c.Author,
			c.PostedAt.Format("2006-01-02 15:04"), c.PostedPrinted, len(strings.Fields(c.Body.Of(p.Doc.Text))))
	}
	for _, w := range p.Warnings {
		fmt.Fprintf(&b, "warning: %s: %s\n", w.Reason, w.Message)
	}
	b.WriteByte('\n')
	for i, s := range p.Sections {
		depth := 0
		for q := s.Parent; q >= 0; q = p.Sections[q].Parent {
			depth++
		}
		b.WriteString(strings.Repeat("  ", depth))
		if s.Kind == KindPart {
			fmt.Fprintf(&b, "part %d (%s)\n", s.Level, s.Context)
			continue
		}
		fmt.Fprintf(&b, "%s/%s", s.Context, s.Kind)
		if s.Number.Len() > 0 {
			fmt.Fprintf(&b, " no %s", s.Number.Of(p.Doc.Text))
		}
		if s.Comment >= 0 {
			fmt.Fprintf(&b, " of comment %d", s.Comment)
		}
		if h := oneLine(s.Heading.Of(p.Doc.Text)); h != "" && s.Kind != KindHeading && s.Context.Scored() {
			fmt.Fprintf(&b, " under %q", h)
		}
		fmt.Fprintf(&b, ": %s\n", oneLine(blockText(p, i)))
	}
	return b.String()
}

// blockText is the text of a section without its holes, which are shown as […].
func blockText(p *Parse, i int) string {
	s := p.Sections[i]
	var b strings.Builder
	at := s.Start
	for _, h := range p.Holes {
		if s.Contains(h) && h != s.Span {
			b.WriteString(p.Doc.Text[at:h.Start])
			b.WriteString(" […] ")
			at = h.End
		}
	}
	b.WriteString(p.Doc.Text[at:s.End])
	return b.String()
}

// TestStructureGolden reads made-up documents of every shape; the golden files
// beside them say what stands in which section and context.
func TestStructureGolden(t *testing.T) {
	for _, path := range structureFiles(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			p := structured(t, structureDoc(t, path))
			got := annotate(p)
			golden := path + ".golden"
			if *updateStructure {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs (go test -run %s -update writes it anew):\n%s", golden, t.Name(), got)
			}
		})
	}
}

func structureFiles(t testing.TB) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"testdata/structure/*.page", "testdata/structure/*.txt"} {
		more, err := filepath.Glob(pattern)
		if err != nil || len(more) == 0 {
			t.Fatal("no files: ", pattern, err)
		}
		files = append(files, more...)
	}
	return files
}

func structureDoc(t testing.TB, path string) *corpus.Document {
	if strings.HasSuffix(path, ".page") {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return pageDoc(t, string(src))
	}
	return readFile(t, path)
}

// TestNoPageWithoutPages: a letter that came as plain text has no pages, though it is
// laid out as if on one.
func TestNoPageWithoutPages(t *testing.T) {
	letters, asks := 0, 0
	for _, path := range structureFiles(t) {
		d := structureDoc(t, path)
		if len(d.Pages) > 0 || strings.HasSuffix(path, ".page") {
			continue
		}
		p := Extract(d)
		if p.Inspection != nil {
			letters++
		}
		asks += len(p.Actions)
		for i := range p.Sections {
			if s := &p.Sections[i]; s.Page != 0 {
				t.Fatalf("%s: section %q on page %d", path, p.Flat(s.Span), s.Page)
			}
		}
		for i := range p.Sentences {
			if s := &p.Sentences[i]; s.Page != 0 {
				t.Fatalf("%s: sentence %q on page %d", path, p.Flat(s.Span), s.Page)
			}
		}
		for _, a := range p.Actions {
			if a.Page != 0 {
				t.Fatalf("%s: %q asked on page %d", path, a.Text, a.Page)
			}
		}
	}
	if letters < 3 || asks == 0 {
		t.Errorf("%d letters with %d asks: too few to tell", letters, asks)
	}
}
