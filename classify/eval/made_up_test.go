package eval

import (
	"testing"

	"assay/classify/codebook"
	"assay/classify/gold"
	"assay/classify/stance"
)

// Sentences of articles and comments that were made up with those of own.jsonl
// and set aside by a hash of their text: no training sees them.
func TestModelOnMadeUpArticlesAndComments(t *testing.T) {
	records, err := gold.ReadFiles("../stance/testdata/own_held.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	trained, err := gold.ReadFiles("../stance/data/own.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for i := range trained {
		for k := range records {
			if trained[i].Text == records[k].Text {
				t.Errorf("%s is trained on as %s", records[k].ID, trained[i].ID)
			}
		}
	}
	m, err := stance.Default()
	if err != nil {
		t.Fatal(err)
	}
	n := Count(Score(records, codebook.Builtin(), m), nil)
	if a := n.Sentiment.Accuracy(); a < 0.58 {
		t.Errorf("sentiment of %.2f right", a)
	}
	if a := n.Stance.Accuracy(); a < 0.58 {
		t.Errorf("stance of %.2f right", a)
	}
}
