package sentence

import (
	_ "embed"
	"strings"
	"testing"

	"assay/corpus"
)

// directions.txt: "+", "-" or "0", then a sentence with the theme in [brackets].
// Made up for this test.
//
//go:embed testdata/directions.txt
var directionCases string

func TestDirection(t *testing.T) {
	sign := map[byte]Direction{'+': Improving, '-': Worsening, '0': NoChange}
	cases, wrong := 0, 0
	for _, line := range strings.Split(strings.TrimSpace(directionCases), "\n") {
		if line[0] == '#' {
			continue
		}
		before, rest, _ := strings.Cut(line[2:], "[")
		theme, after, _ := strings.Cut(rest, "]")
		at := int32(len(before))
		s := readText(t, before+theme+after)
		got := s.Direction([]corpus.Span{{Start: at, End: at + int32(len(theme))}})
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
