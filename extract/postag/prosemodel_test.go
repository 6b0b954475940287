package postag

import (
	"reflect"
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"
)

// TestProseFields fails when the library changes what we read out of it, and says what
// is there instead.
func TestProseFields(t *testing.T) {
	doc, err := prose.NewDocument("", prose.WithExtraction(false), prose.WithSegmentation(false))
	if err != nil {
		t.Fatal(err)
	}
	weights, fixed, err := proseFields(doc.Model)
	if err != nil {
		t.Fatal(err)
	}
	if len(weights) < 50_000 || len(weights["bias"]) == 0 || len(fixed) < 1_000 {
		t.Errorf("%d features, %d classes of the bias, %d words of one tag: the model is another", len(weights), len(weights["bias"]), len(fixed))
	}
}

// TestProseFieldsTell: each way in which another version may differ is named.
func TestProseFieldsTell(t *testing.T) {
	type perceptron struct {
		weights map[string]map[string]float64
		tagMap  map[string]string
	}
	type tagger struct{ model *perceptron }
	ok := &perceptron{weights: map[string]map[string]float64{"bias": nil}, tagMap: map[string]string{"a": "DT"}}
	if w, f, err := fieldsOf(reflect.ValueOf(&struct{ tagger *tagger }{&tagger{ok}})); err != nil || len(w) != 1 || f["a"] != "DT" {
		t.Errorf("as it is: %v, %v, %v", w, f, err)
	}
	for want, v := range map[string]any{
		"no field Model.tagger":                      &struct{ other int }{},
		"no field Model.tagger.model":                &struct{ tagger *struct{ other int } }{&struct{ other int }{}},
		"before Model.tagger.model there is no":      &struct{ tagger tagger }{},
		"before Model.tagger.model.weights there is": &struct{ tagger *tagger }{&tagger{}},
		"field Model.tagger.model.weights is a []int": &struct {
			tagger *struct{ model *struct{ weights []int } }
		}{&struct{ model *struct{ weights []int } }{&struct{ weights []int }{}}},
		"there is no field Model.tagger.model.weights": &struct {
			tagger *struct{ model *struct{ x int } }
		}{&struct{ model *struct{ x int } }{&struct{ x int }{}}},
	} {
		if _, _, err := fieldsOf(reflect.ValueOf(v)); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "jdkato/prose") {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
