package rtf

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay/corpus/corpustest"
	"assay/corpus/internal/doc"
)

func options() doc.DecodeOptions { return doc.DecodeOptions{Limits: doc.Limits{}.WithDefaults()} }

func outline(d *doc.Document) string {
	var b strings.Builder
	for _, l := range d.Lines {
		kind := map[doc.LineKind]string{doc.LineHeading: "h", doc.LineTableCell: "cell", doc.LineListItem: "item", doc.LineParagraph: "p"}[l.Kind]
		if l.Level > 0 {
			kind += fmt.Sprint(l.Level)
		}
		fmt.Fprintf(&b, "%s: %s\n", kind, l.Of(d.Text))
	}
	return b.String()
}

func TestRead(t *testing.T) {
	d, err := Read([]byte(`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Calibri;}}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}}
{\info{\title Visit to Hartmere}{\author Ada Quill}{\company X}}{\header Not said\par}
\pard\s1 What we found\par
\pard\plain\fs22 Caf\'e9 staff said \ldblquote yes\rdblquote\~and \u8211?that it is manage\-able.\line Second line.\par
Oversight{\super 2} is weak in 12 m{\super 2}{\footnote\pard\plain{\super 2}Seen in May.\par and June.} here.\par
{\v secret }{\deleted gone }Shown {\field{\*\fldinst HYPERLINK "https://x.example"}{\fldrslt with a link}}.\par
{\*\unknown not said}\pard\ls1{\listtext\bullet\tab}An item\par
\pard\intbl One\cell Two\cell\row\pard {\pict 0102}\bin3 }}}Last \{braced\} \\.}
`), options())
	if err != nil {
		t.Fatal(err)
	}
	want := `h1: What we found
p: Café staff said “yes” and –that it is manageable.
p: Second line.
p: Oversight² is weak in 12 m2 here.
p: 2Seen in May. and June.
p: Shown with a link.
item1: An item
cell: One
cell: Two
p: Last {braced} \.
`
	if got := outline(d); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if d.Meta.Title != "Visit to Hartmere" || d.Meta.Byline != "Ada Quill" {
		t.Errorf("meta %+v", d.Meta)
	}
	corpustest.CheckSpans(t, d)
}

func TestCodePages(t *testing.T) {
	for raw, want := range map[string]string{
		`{\rtf1\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}`: "Привет",
		`{\rtf1\ansicpg932 \'82\'a0\par}`:              "あ",
		`{\rtf1\mac \'8e}`:                             "é",
		`{\rtf1\uc2 \u233\'c3\'a9t}`:                   "ét",
		`{\rtf1\u-10179?\u-8704?x}`:                    "\uFFFD\uFFFDx",
		`{\rtf1 unclosed`:                              "unclosed",
	} {
		d, err := Read([]byte(raw), options())
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(d.Text); got != want {
			t.Errorf("%s: got %q, want %q", raw, got, want)
		}
	}
}

func TestDeep(t *testing.T) {
	_, err := Read([]byte(`{\rtf1`+strings.Repeat("{", 100_000)), options())
	var l *doc.Loss
	if !errors.As(err, &l) || l.Reason != doc.TooDeep {
		t.Errorf("got %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansi{\stylesheet{\s1 heading 1;}}\pard\s1 A\par {\super 2}{\footnote b}\u233?\'e9\bin3 xyz\cell\row}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := Read(raw, options())
		if err != nil {
			if !errors.As(err, new(*doc.Loss)) {
				t.Fatal(err)
			}
			return
		}
		corpustest.CheckSpans(t, d)
	})
}
