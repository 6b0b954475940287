package extract

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"assay/corpus"
	"assay/internal/sharedtest"
)

// readFile decodes one text file as a run would.
func readFile(t testing.TB, path string) *corpus.Document {
	t.Helper()
	list, err := corpus.List(context.Background(), []corpus.Input{{Path: path}}, corpus.ListOptions{})
	if err != nil || len(list.Sources) != 1 {
		t.Fatalf("list %s: %v, %d sources", path, err, len(list.Sources))
	}
	r := corpus.NewReader(corpus.Options{})
	defer r.Close()
	doc, err := r.Read(context.Background(), list.Sources[0])
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// structured runs the structure step alone and checks its promises.
func structured(t testing.TB, doc *corpus.Document) *Parse {
	t.Helper()
	p := &Parse{Doc: doc, Title: doc.Meta.Title, Publisher: doc.Meta.Publisher}
	structure(&work{Parse: p, by: builtIn()})
	if err := p.Check(); err != nil {
		t.Fatal(err)
	}
	return p
}

type seedFacts struct {
	Files map[string]struct {
		Articles []struct {
			TitleLine      int     `json:"title_line"`
			BodyLines      [2]int  `json:"body_lines"`
			Byline         *string `json:"byline"`
			Date           *string `json:"date"`
			Title          string  `json:"title"`
			StandfirstLine int     `json:"standfirst_line"`
			Standfirsts    [2]int  `json:"standfirst_lines"`
			CaptionLines   []int   `json:"caption_lines"`
			Subheadings    []int   `json:"subheadings"`
			Sections       []int   `json:"sections"`
			PullQuotes     []int   `json:"pull_quote_lines"`
			BylineLine     int     `json:"byline_line"`
			ViaLine        int     `json:"via_line"`
			Kicker         int     `json:"kicker_line"`
			AuthorNote     int     `json:"author_note_line"`
			TitleRepeated  []int   `json:"title_repeated"`
		}
		Chrome   [][]any
		Comments struct {
			Count int
			Items []struct {
				Line, Depth  int
				Author, Date string
				Parent       *int
				Words        int
			}
		}
	}
}

// innerHeadings are headings inside the text that the facts count as text: the
// headline of a note printed in full, the heading of a list, and a subheading
// after which the article breaks off.
var innerHeadings = map[string][]int{"001_c5bafff834ed2f31.txt": {11}, "003_834a87b649f67d45.txt": {61, 123}}

// TestSeeds compares articles, bylines, dates, comments and chrome with what
// was read off the saved pages by eye.
func TestSeeds(t *testing.T) {
	dir := sharedtest.Path(t, "seeds") + "/"
	raw, err := os.ReadFile(sharedtest.Path(t, "gold", "seed_facts.json"))
	if err != nil {
		t.Fatal(err)
	}
	var facts seedFacts
	if err := json.Unmarshal(raw, &facts); err != nil {
		t.Fatal(err)
	}
	for name, want := range facts.Files {
		t.Run(name, func(t *testing.T) {
			doc := readFile(t, dir+name)
			p := structured(t, doc)
			file, _ := os.ReadFile(dir + name)
			kinds := kindsByLine(t, p, string(file))
			is := func(what string, line int, ok ...SectionKind) {
				t.Helper()
				if line > 0 && !slices.Contains(ok, kinds[line]) {
					t.Errorf("line %d (%s): read as %v", line, what, kinds[line])
				}
			}
			if len(p.Articles) != len(want.Articles) {
				t.Fatalf("%d articles, want %d", len(p.Articles), len(want.Articles))
			}
			for i, w := range want.Articles {
				a := p.Articles[i]
				if a.Title != w.Title {
					t.Errorf("title %q, want %q", a.Title, w.Title)
				}
				if w.Byline == nil && a.Byline != "" || w.Byline != nil && a.Byline != *w.Byline {
					t.Errorf("article %d: byline %q", i+1, a.Byline)
				}
				if w.Date == nil && !a.PublishedOn.IsZero() || w.Date != nil && a.PublishedOn.String() != *w.Date {
					t.Errorf("article %d: date %v", i+1, a.PublishedOn)
				}
				is("title", w.TitleLine, KindTitle)
				is("standfirst", w.StandfirstLine, KindStandfirst)
				for l := w.Standfirsts[0]; l > 0 && l <= w.Standfirsts[1]; l++ {
					is("standfirst", l, KindStandfirst)
				}
				is("byline", w.BylineLine, KindByline, KindStandfirst)
				is("via", w.ViaLine, KindSourceNote)
				is("kicker", w.Kicker, KindHeading)
				is("author's note", w.AuthorNote, KindSourceNote)
				special := append(append(append([]int{}, w.Subheadings...), w.Sections...), w.PullQuotes...)
				for _, l := range append(w.Subheadings, w.Sections...) {
					is("subheading", l, KindHeading)
				}
				for _, l := range w.PullQuotes {
					is("pull quote", l, KindPullQuote)
				}
				for _, l := range w.CaptionLines {
					is("caption", l, KindCaption)
				}
				for _, l := range w.TitleRepeated {
					is("repeated title", l, KindSourceNote)
				}
				for l := w.BodyLines[0]; l <= w.BodyLines[1]; l++ {
					if k, ok := kinds[l]; ok && !slices.Contains(special, l) && !inRanges(want.Chrome, l) &&
						k != KindParagraph && k != KindListItem && !(k == KindHeading && slices.Contains(innerHeadings[name], l)) {
						t.Errorf("line %d (text): read as %v", l, k)
					}
				}
			}
			for l, k := range kinds {
				if inRanges(want.Chrome, l) && k != KindChrome && k != KindCaption && k != KindSourceNote {
					t.Errorf("line %d (chrome): read as %v", l, k)
				}
			}
			if len(p.Comments) != want.Comments.Count {
				t.Fatalf("%d comments, want %d", len(p.Comments), want.Comments.Count)
			}
			for i, w := range want.Comments.Items {
				c := p.Comments[i]
				parent := -1
				if w.Parent != nil {
					parent = *w.Parent - 1
				}
				at, err := time.Parse("January 2, 2006 at 3:04 pm", w.Date)
				if err != nil {
					t.Fatal(err)
				}
				if c.Author != w.Author || !c.PostedAt.Equal(at) || int(c.Depth) != w.Depth || int(c.Parent) != parent || c.PostedPrinted != w.Date || c.HasZone {
					t.Errorf("comment %d: %q %v depth %d parent %d, want %+v", i+1, c.Author, c.PostedAt, c.Depth, c.Parent, w)
				}
				if n := len(strings.Fields(c.Body.Of(doc.Text))); n != w.Words {
					t.Errorf("comment %d: %d words, want %d", i+1, n, w.Words)
				}
			}
			if len(p.Warnings) > 0 {
				t.Errorf("warnings: %v", p.Warnings)
			}
		})
	}
}

func inRanges(chrome [][]any, line int) bool {
	for _, r := range chrome {
		from, _ := r[0].(float64)
		to, _ := r[1].(float64)
		if line >= int(from) && line <= int(to) {
			return true
		}
	}
	return false
}

// kindsByLine tells for every line of the raw file that is not blank what kind
// of section it stands in. The lines of the document are those of the file.
func kindsByLine(t *testing.T, p *Parse, file string) map[int]SectionKind {
	t.Helper()
	kinds := map[int]SectionKind{}
	next := 0
	for n, line := range strings.Split(file, "\n") {
		if strings.TrimFunc(line, func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\t' || r == '\r' }) == "" {
			continue
		}
		at := p.Doc.Lines[next].Start
		next++
		for _, s := range p.Sections {
			if s.Kind != KindPart && s.Start <= at && at < s.End {
				kinds[n+1] = s.Kind
			}
		}
	}
	if next != len(p.Doc.Lines) {
		t.Fatalf("%d lines of the file, %d of the document", next, len(p.Doc.Lines))
	}
	return kinds
}
