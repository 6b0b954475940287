package extract

import (
	"strings"
	"testing"

	"assay/corpus"
)

// TestNumberPages: blocks of slides have the page they begin on, also behind a
// slide that is left out.
func TestNumberPages(t *testing.T) {
	pages := []corpus.Span{{Start: 0, End: 10}, {Start: 10, End: 11}, {Start: 11, End: 30}, {Start: 30, End: 30}}
	blocks := []block{{Span: corpus.Span{Start: 0, End: 4}, page: 1}, {Span: corpus.Span{Start: 5, End: 20}, page: 1}, {Span: corpus.Span{Start: 11, End: 20}, page: 1}, {Span: corpus.Span{Start: 21, End: 29}, page: 1}}
	numberPages(blocks, pages)
	for i, want := range []int32{1, 1, 3, 3} {
		if blocks[i].page != want {
			t.Errorf("block %d on page %d, want %d", i, blocks[i].page, want)
		}
	}
	numberPages(blocks, nil)
	if blocks[2].page != 3 {
		t.Error("without pages the numbers change")
	}
}

// TestParts: slides and sheets are one text, whatever they look like: no thread, no
// tail, no second article.
func TestParts(t *testing.T) {
	for _, media := range []string{"application/vnd.openxmlformats-officedocument.presentationml.presentation", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"} {
		d := &corpus.Document{MediaType: media, Meta: corpus.Meta{Title: "Survey", Byline: "A. Clerk", ExpectedComments: -1}}
		add := func(kind corpus.LineKind, text string) {
			start := int32(len(d.Text))
			d.Text += text + "\n"
			d.Lines = append(d.Lines, corpus.Line{Span: corpus.Span{Start: start, End: start + int32(len(text))}, Kind: kind, Comment: -1, Level: 1, Page: 1})
		}
		for _, sheet := range []string{"Results", "Notes", "References"} {
			add(corpus.LineHeading, sheet)
			for _, name := range []string{"Ada Quill", "Ned Roe", "Ann Lee"} {
				add(corpus.LineTableCell, name)
				add(corpus.LineTableCell, "04/03/2024")
				add(corpus.LineParagraph, "Caseloads are far too high in the "+strings.ToLower(sheet)+" and nobody listens to us.")
			}
		}
		title := "Survey"
		if strings.Contains(media, "presentation") {
			d.Pages, title = []corpus.Span{{Start: 0, End: int32(len(d.Text))}}, "Results"
		}
		p := Extract(d)
		if len(p.Comments) != 0 || len(p.Articles) != 1 || p.Kind != KindOther || p.Articles[0].Title != title {
			t.Errorf("%s: %d comments, %d articles, kind %s, title %q", media, len(p.Comments), len(p.Articles), p.Kind, p.Articles[0].Title)
		}
		scored := 0
		for _, s := range p.Sentences {
			if s.Context.Scored() && strings.HasPrefix(s.Of(d.Text), "Caseloads") {
				scored++
			}
		}
		if scored != 9 {
			t.Errorf("%s: %d of 9 sentences are scored", media, scored)
		}
	}
}
