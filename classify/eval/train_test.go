package eval

import (
	"bytes"
	"runtime"
	"testing"

	"assay/classify/codebook"
	"assay/classify/gold"
	"assay/classify/stance/train"
)

// The made-up coded sentences, some of them as soft labels, are a small gold set.
func smallGold(t *testing.T) []train.Example {
	t.Helper()
	records, err := gold.ReadFiles("../stance/data/own.jsonl", "../stance/data/composed.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	records = records[:900] // the rest adds time alone
	for i := range records {
		records[i].Soft = i%5 == 0
	}
	return Examples(records, codebook.Builtin(), Weights{Silver: 0.5, Told: 1, Whole: 1})
}

func TestTrainingGivesTheSameBytesWhateverTheProcessors(t *testing.T) {
	var first []byte
	for _, procs := range []int{1, 3} {
		before := runtime.GOMAXPROCS(procs)
		got, err := train.Train(smallGold(t), train.Options{Steps: 12})
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		data, err := got.Model.Save()
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = data
		} else if !bytes.Equal(first, data) {
			t.Errorf("%d processors give another model", procs)
		}
	}
}

func TestTrainingStops(t *testing.T) {
	stop := make(chan struct{})
	close(stop)
	if _, err := train.Train(smallGold(t), train.Options{Stop: stop}); err == nil {
		t.Error("a stopped training gives a model")
	}
}

func TestCurveLearnsFromMore(t *testing.T) {
	ex := smallGold(t)
	got, err := train.Train(ex, train.Options{Steps: 12, Curve: []float64{0.2, 1}})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Curve) != 4 {
		t.Fatalf("%d points, want 2 with silver and 2 without", len(got.Curve))
	}
	for i, c := range got.Curve {
		if c.Silver != (i >= 2) || i%2 == 1 && c.Coded <= got.Curve[i-1].Coded {
			t.Errorf("point %d: silver %v, %d coded", i, c.Silver, c.Coded)
		}
		for _, h := range c.Held {
			if !ex[h.Example].Coded {
				t.Fatal("a silver example is measured")
			}
		}
	}
	_, curve := CardFigures(ex, got)
	if len(curve) != 4 || curve[1].Sentiment[0] <= 0.25 {
		t.Errorf("curve %+v", curve)
	}
}
