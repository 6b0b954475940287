package diff

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"assay/out/runs"
)

// said is a mention in a sentence of its own.
func said(start int64, text, sentence, stance string) mention {
	return mention{start: start, end: start + int64(len(text)), text: text, sentence: sentence, stance: stance, direction: "none", tense: "current"}
}

func TestAlign(t *testing.T) {
	high := said(10, "caseloads", "Caseloads are high.", "negative")
	low := said(90, "caseloads", "Caseloads are low.", "positive")
	for name, c := range map[string]struct {
		xs, ys    []mention
		sameBytes bool
		want      []int
	}{
		"nothing":                   {nil, []mention{high}, true, []int{}},
		"the same":                  {[]mention{high, low}, []mention{high, low}, true, []int{0, 1}},
		"one gone":                  {[]mention{high, low}, []mention{low}, true, []int{-1, 0}},
		"one new before it":         {[]mention{low}, []mention{high, low}, true, []int{1}},
		"another trigger, sentence": {[]mention{high}, []mention{said(12, "are high", "Caseloads are high.", "negative")}, false, []int{0}},
		"the same trigger is taken before another in its sentence": {
			[]mention{said(10, "grip", "Grip and audit.", "neutral"), said(19, "audit", "Grip and audit.", "neutral")},
			[]mention{said(19, "audit", "Grip and audit.", "neutral"), said(10, "grip", "Grip and audit.", "neutral")}, true, []int{1, 0}},
		"another split of sentences, same bytes":  {[]mention{high}, []mention{said(12, "seloads are", "1. Caseloads are high.", "negative")}, true, []int{0}},
		"another split of sentences, other bytes": {[]mention{high}, []mention{said(12, "seloads are", "1. Caseloads are high.", "negative")}, false, []int{-1}},
		"only touching": {[]mention{high}, []mention{said(19, "are", "1. Caseloads are high.", "negative")}, true, []int{-1}},
		"twice the same sentence keeps its order": {[]mention{high, high}, []mention{high, high}, false, []int{0, 1}},
		"two for one": {[]mention{high, high}, []mention{high}, true, []int{0, -1}},
	} {
		if got := align(c.xs, c.ys, c.sameBytes); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestAlignOneToOne: whatever the mentions, no partner is given twice.
func TestAlignOneToOne(t *testing.T) {
	var xs, ys []mention
	for i := range 40 {
		xs = append(xs, said(int64(i*3), "audit", strings.Repeat("s", i%5), "neutral"))
		ys = append(ys, said(int64(i*2), "audit", strings.Repeat("s", i%7), "neutral"))
	}
	seen := map[int]bool{}
	for i, j := range align(xs, ys, true) {
		if j < 0 {
			continue
		}
		if seen[j] {
			t.Errorf("mention %d has the partner of another, %d", i, j)
		}
		seen[j] = true
	}
	if len(seen) < 30 {
		t.Errorf("%d of 40 have a partner", len(seen))
	}
}

func TestChanges(t *testing.T) {
	a := &tables{
		documents:  map[string]document{"gone.txt": {"1", "aa"}, "same.txt": {"2", "bb"}, "edited.txt": {"3", "cc"}},
		judgements: map[string]string{"same.txt\x00overall_effectiveness": "good", "same.txt\x00lscb": "not_read", "gone.txt\x00adoption": "good"},
		mentions: map[string]map[string][]mention{
			"same.txt":   {"caseloads": {said(0, "caseloads", "Caseloads fell.", "positive"), said(40, "caseloads", "Caseloads rose.", "negative")}},
			"edited.txt": {"oversight": {said(5, "audits", "Audits help.", "positive")}},
		},
	}
	b := &tables{
		documents:  map[string]document{"new.txt": {"4", "dd"}, "same.txt": {"2", "bb"}, "edited.txt": {"5", "ee"}},
		judgements: map[string]string{"same.txt\x00overall_effectiveness": "inadequate", "same.txt\x00lscb": "not_read", "same.txt\x00care_leavers": "good"},
		mentions: map[string]map[string][]mention{
			"same.txt": {"caseloads": {said(0, "caseloads", "Caseloads fell.", "mixed")}, "thresholds": {said(9, "threshold", "A threshold.", "neutral")}},
		},
	}
	d := &Diff{}
	cause := func(uri string) string {
		if a.documents[uri].sha != b.documents[uri].sha {
			return "input"
		}
		return "model"
	}
	d.documents(a, b)
	d.judgements(a, b, cause)
	d.mentions(a, b, cause)
	var got []string
	for _, c := range d.Changes {
		got = append(got, strings.Join([]string{c.Kind, c.What, c.URI, c.Item, c.Before, c.After, c.Cause}, " | "))
	}
	want := []string{
		"document | changed | edited.txt |  | cc | ee | input",
		"document | removed | gone.txt |  | aa |  | input",
		"document | added | new.txt |  |  | dd | input",
		"judgement | removed | gone.txt | adoption | good |  | input",
		"judgement | added | same.txt | care_leavers |  | good | model",
		"judgement | changed | same.txt | overall_effectiveness | good | inadequate | model",
		"mention | removed | edited.txt | oversight | positive, none, current |  | input",
		"mention | changed | same.txt | caseloads | positive, none, current | mixed, none, current | model",
		"mention | removed | same.txt | caseloads | negative, none, current |  | model",
		"mention | added | same.txt | thresholds |  | neutral, none, current | model",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if text := d.Changes[7].Text; text != "caseloads: Caseloads fell." {
		t.Errorf("text of a changed mention: %q", text)
	}
}

func TestGeneralCause(t *testing.T) {
	const base = `{"reader":{"max":1},"codebook":"c1","model":"m1","versions":{"reader":"1","extract":"1","classify":"1"}}`
	for name, c := range map[string]struct{ after, want string }{
		"nothing":    {base, "input"},
		"codebook":   {strings.Replace(base, "c1", "c2", 1), "codebook"},
		"model":      {strings.Replace(base, "m1", "m2", 1), "model"},
		"reader":     {strings.Replace(base, `"reader":"1"`, `"reader":"2"`, 1), "reader"},
		"options":    {strings.Replace(base, `{"max":1}`, `{"max":2}`, 1), "options"},
		"extract":    {strings.Replace(base, `"extract":"1"`, `"extract":"2"`, 1), "version"},
		"classify":   {strings.Replace(base, `"classify":"1"`, `"classify":"2"`, 1), "version"},
		"two things": {strings.NewReplacer("c1", "c2", "m1", "m2").Replace(base), "codebook+model"},
	} {
		got, err := generalCause(&runs.Manifest{Configuration: json.RawMessage(base)}, &runs.Manifest{Configuration: json.RawMessage(c.after)})
		if err != nil || got != c.want {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
	broken := &runs.Manifest{ID: "r1", Configuration: json.RawMessage(`{`)}
	if _, err := generalCause(broken, &runs.Manifest{Configuration: json.RawMessage(base)}); err == nil || !strings.Contains(err.Error(), "r1") {
		t.Errorf("a broken configuration: %v", err)
	}
}

func TestRates(t *testing.T) {
	got := rates(&runs.Manifest{Scored: 200, Themes: map[string]int64{"oversight": 10, "caseloads": 1}},
		&runs.Manifest{Scored: 400, Themes: map[string]int64{"oversight": 10, "thresholds": 4}})
	want := []Rate{{"caseloads", 5, 0}, {"oversight", 50, 25}, {"thresholds", 0, 10}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := rates(&runs.Manifest{}, &runs.Manifest{Themes: map[string]int64{"oversight": 3}}); len(got) != 1 || got[0].After != 0 {
		t.Errorf("no sentence scored: %v", got)
	}
}
