package stance

import (
	_ "embed"
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract"
)

// directions.txt: "+", "-" or "0", then a sentence with the theme in [brackets].
// Made up for this test.
//
//go:embed testdata/directions.txt
var directionCases string

func TestDirection(t *testing.T) {
	lex, err := ParseLexicon(lexiconText)
	if err != nil {
		t.Fatal(err)
	}
	m := &Model{lex: lex, vocab: newVocab(nil)}
	m.install(nil, nil)
	sign := map[byte]Direction{'+': Improving, '-': Worsening, '0': NoChange}
	cases, wrong := 0, 0
	for _, line := range strings.Split(strings.TrimSpace(directionCases), "\n") {
		if line[0] == '#' {
			continue
		}
		before, rest, _ := strings.Cut(line[2:], "[")
		theme, after, _ := strings.Cut(rest, "]")
		at := int32(len(before))
		s := m.Scorer()
		s.features(extract.One(before+theme+after, ""), 0)
		got := s.direction([]corpus.Span{{Start: at, End: at + int32(len(theme))}})
		cases++
		if got != sign[line[0]] {
			wrong++
			t.Logf("%s: got %v", line, got)
		}
	}
	if cases < 140 || wrong > 5 {
		t.Errorf("%d of %d directions wrong", wrong, cases)
	}
}
