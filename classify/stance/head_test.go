package stance

import (
	"bytes"
	"slices"
	"testing"

	"assay/corpus"
	"assay/extract"
)

func TestHeadsSurviveTheFile(t *testing.T) {
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	b := appendHeads(nil, m.Heads())
	r := &reader{b: b}
	hs := readHeads(r)
	if r.err != nil || len(hs) != len(m.Heads()) || len(hs) < 7 {
		t.Fatalf("%d of %d heads, %v", len(hs), len(m.Heads()), r.err)
	}
	if !bytes.Equal(b, appendHeads(nil, hs)) {
		t.Error("read and written again they differ")
	}
	for n := 0; n < len(b); n += max(1, len(b)/50) {
		r := &reader{b: b[:n]}
		if readHeads(r); r.err == nil && n < len(b) {
			t.Fatalf("the first %d bytes are taken for heads", n)
		}
	}
	if bad := (&Head{Name: "weather"}); bad.sound() {
		t.Error("a head of no known name is taken")
	}
}

func TestAnswered(t *testing.T) {
	for _, c := range []struct {
		ps      []float64
		nothing float64
		want    int
	}{{[]float64{0.6, 0.2, 0.2}, 0.5, 0}, {[]float64{0.6, 0.2, 0.2}, 0.7, 1}, {[]float64{0.1, 0.1, 0.3}, 0.5, 2}, {[]float64{0, 0, 0}, 0.5, 0}} {
		if got, _ := Answered(slices.Clone(c.ps), c.nothing); got != c.want {
			t.Errorf("%v above %v: %d, want %d", c.ps, c.nothing, got, c.want)
		}
	}
}

func found(t *testing.T, text string, e Evidence) (Found, string) {
	t.Helper()
	m, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	s := m.Scorer()
	s.Sentence(extract.OneIn(text, "", extract.InComment), 0)
	f := s.Find(&e)
	words := ""
	if len(f.Triggers) > 0 {
		words = f.Triggers[0].Of(text)
	}
	return f, words
}

func TestPresenceIsFoundWithoutAPattern(t *testing.T) {
	f, words := found(t, "We each have so many families that nobody sees a child twice in a month.", Evidence{Theme: "caseloads"})
	if !f.Present || !f.Learnt || words == "" {
		t.Errorf("%+v %q", f, words)
	}
	if f, _ := found(t, "We had soup and then a long walk by the canal.", Evidence{Theme: "caseloads"}); f.Present {
		t.Errorf("%+v", f)
	}
}

func TestThemeTheModelDoesNotKnowIsLeftToItsPatterns(t *testing.T) {
	hit := []corpus.Span{{Start: 0, End: 4}}
	if f, _ := found(t, "Food was cold.", Evidence{Theme: "food", Hits: hit}); !f.Present || f.Learnt {
		t.Errorf("%+v", f)
	}
	if f, _ := found(t, "Food was cold.", Evidence{Theme: "food"}); f.Present {
		t.Errorf("%+v", f)
	}
}

func TestTelling(t *testing.T) {
	for _, c := range []struct {
		text, trigger string
		want          Telling
	}{
		{"Caseloads have fallen from 25 to 16 in a year.", "Caseloads", Telling{Improving, extract.Current, NoVoice}},
		{"Social workers told inspectors that their caseloads are manageable.", "caseloads", Telling{NoChange, extract.Current, Practitioner}},
		{"Management oversight is regular.", "Management oversight", Telling{NoChange, extract.Current, NoVoice}},
	} {
		s, p := judge(t, c.text, "")
		at := int32(bytes.Index([]byte(p.Doc.Text), []byte(c.trigger)))
		s.Stance("caseloads", []corpus.Span{{Start: at, End: at + int32(len(c.trigger))}})
		if got := s.Telling(); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.text, got, c.want)
		}
	}
}

func TestBestRow(t *testing.T) {
	if from, to := bestRow([]float32{-1, 2, -1, 3, -9, 3}, 6); from != 1 || to != 4 {
		t.Errorf("%d to %d", from, to)
	}
	if from, to := bestRow([]float32{-1, -2}, 6); from != to {
		t.Errorf("%d to %d of nothing", from, to)
	}
}
