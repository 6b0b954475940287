package eval

import (
	"bytes"
	"encoding/json"
	"testing"

	"assay/classify/stance"
)

func TestTellsCountChangeTenseAndVoice(t *testing.T) {
	var got Telling
	got.direction(stance.Improving, stance.Improving)
	got.direction(stance.Worsening, stance.Improving)
	got.direction(stance.NoChange, stance.Worsening)
	got.direction(stance.NoChange, stance.NoChange)
	got.voice(stance.Leader, stance.Partner)
	if got.Change != (Counts{1, 2, 1}) || got.Worsening != (Counts{0, 1, 1}) {
		t.Errorf("%+v", got)
	}
	if got.Voice != (Counts{0, 1, 1}) || got.Reported != (Counts{1, 0, 0}) {
		t.Errorf("%+v", got)
	}
}

func TestPredictionsTellOfEveryCodedTheme(t *testing.T) {
	os := scored(t, `{"id":"1","kind":"comment","heading":"","text":"Caseloads have come down from 30 to 18.","themes":{"caseloads":"positive","oversight":"neutral"},"sentiment":"positive","direction":{"caseloads":"improving"},"tense":"current","voice":"none"}
`)
	var b bytes.Buffer
	if err := WritePredictions(&b, os); err != nil {
		t.Fatal(err)
	}
	var line struct {
		Direction    map[string]string
		Tense, Voice string
	}
	if err := json.Unmarshal(b.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	if line.Direction["caseloads"] != "improving" || line.Direction["oversight"] == "" || line.Tense != "current" || line.Voice != "none" {
		t.Errorf("%s", b.Bytes())
	}
	if got := Tells(os); got.Change.Right != 1 {
		t.Errorf("%+v", got)
	}
}
