package train

import (
	"testing"

	"assay/classify/stance"
	"assay/extract"
)

// How often nothing is judged in an article is learnt from whole texts alone; of
// stances those that were chosen count a quarter.
func TestWhatCountsInCalibration(t *testing.T) {
	example := func(natural bool) Example {
		return Example{Parse: extract.OneIn("They rang me back.", "", extract.InArticle), Coded: true, Natural: natural,
			Themes: []Labelled{{Theme: "oversight"}}}
	}
	tr := &trainer{ex: []Example{example(true), example(false)}}
	held := []Held{{Example: 0}, {Example: 1}, {Example: 0, Theme: "oversight"}, {Example: 1, Theme: "oversight"}}
	cross := crossed{held, held}
	for task, want := range [][]float64{{1}, {0.8, 0.2}} {
		rows := tr.calibrationRows(cross, task, stance.KindOf(extract.InArticle), 1)
		if len(rows) != len(want) {
			t.Fatalf("task %d: %d rows, want %d", task, len(rows), len(want))
		}
		for i, w := range want {
			if rows[i].weight != w {
				t.Errorf("task %d row %d weighs %g, want %g", task, i, rows[i].weight, w)
			}
		}
	}
}
