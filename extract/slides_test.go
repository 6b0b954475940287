package extract

import (
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
