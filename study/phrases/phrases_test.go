package phrases

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"assay/classify/codebook"
	"assay/extract"
	"assay/internal/textrun"
	"assay/study"
)

func TestTerms(t *testing.T) {
	for sentence, want := range map[string]string{
		"Managers audit cases.":                             "audit case",
		"Managers did not record their decisions.":          "not record decision",
		"Cases are not always allocated.":                   "not allocate case",
		"Caseloads are too high.":                           "caseload: high",
		"Supervision is not yet regular.":                   "not supervision: regular",
		"Workers have been given better equipment.":         "give worker",
		"Leaders rely on agency staff.":                     "",
		"Safeguarding arrangements in the town work.":       "",
		"Managers are auditing files.":                      "audit file",
		"The lawn of the old house was cut.":                "cut lawn",
		"They challenge, and managers write plans.":         "write plan",
		"The manager's decisions were recorded by workers.": "record decision",
	} {
		var got []string
		p := extract.One(sentence, "")
		terms(p, 0, func(x term) {
			if x.form == Pair {
				got = append(got, x.text)
			}
		})
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%q: %q, want %q", sentence, s, want)
		}
	}
	var rows []string
	terms(extract.One("The manager's oversight of “risk” is weak, not poor.", ""), 0, func(x term) {
		if x.form != Pair {
			rows = append(rows, x.text)
		}
	})
	want := []string{"manager", "manager oversight", "oversight", "risk", "weak", "poor"}
	if !slices.Equal(rows, want) {
		t.Errorf("rows %q, want %q", rows, want)
	}
}

// reports are made-up letters of four authorities: where oversight is weak,
// records are kept late; where it is strong, managers challenge practice.
func reports() map[string]string {
	texts := map[string]string{}
	for i, name := range []string{"Alderford", "Birchwick", "Cedarham", "Dunmere"} {
		var b strings.Builder
		fmt.Fprintf(&b, "Letter to %s\n\n", name)
		for k := range 4 {
			if i < 2 {
				fmt.Fprintf(&b, "Management oversight is weak, and decisions are recorded late in team %d. ", k+1)
				fmt.Fprintf(&b, "Supervision is poor because case notes come late to team %d. ", k+1)
			} else {
				fmt.Fprintf(&b, "Management oversight is strong, and managers challenge practice well in team %d. ", k+1)
				fmt.Fprintf(&b, "Effective supervision helps workers to challenge practice in team %d. ", k+1)
			}
			fmt.Fprintf(&b, "The park has %d trees, and the library is open late.\n\n", k+3)
		}
		texts[name+".txt"] = b.String()
	}
	return texts
}

func open(t *testing.T) *study.Run {
	t.Helper()
	r, err := study.Open(context.Background(), textrun.Write(t, textrun.Parses(t, reports()), codebook.Builtin()))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func ask(t *testing.T, r *study.Run, q Query) []Group {
	t.Helper()
	if q.Top == 0 {
		q.Top = 50
	}
	q.Min = max(q.Min, 3)
	groups, err := Find(context.Background(), r, q)
	if err != nil {
		t.Fatal(err)
	}
	return groups
}

func find(g Group, text string) *Phrase {
	for i := range g.Phrases {
		if g.Phrases[i].Text == text {
			return &g.Phrases[i]
		}
	}
	return nil
}

func TestNegativeOversight(t *testing.T) {
	r := open(t)
	g := ask(t, r, Query{Theme: "oversight", Is: map[string]string{"stance": "negative"}})[0]
	if g.Sentences != 16 || g.Against != 16 || g.Documents != 2 {
		t.Fatalf("%d sentences of %d documents against %d: the model sees other stances than it should", g.Sentences, g.Documents, g.Against)
	}
	late := find(g, "late")
	if late == nil || late.In != 16 || late.Else != 0 || late.Documents != 2 || len(late.Examples) != 2 {
		t.Fatalf("late: %+v", late)
	}
	// All of 16 against none of 16: G2 = 2 * 2 * 16 * ln 2.
	if want := 4 * 16 * math.Ln2; math.Abs(late.Score-want) > 1e-9 {
		t.Errorf("score %v, want %v", late.Score, want)
	}
	if want := math.Log2(16.5 / 0.5); math.Abs(late.LogRatio-want) > 1e-9 {
		t.Errorf("log ratio %v, want %v", late.LogRatio, want)
	}
	if p := find(g, "record decision"); p == nil || p.Form != Pair || p.In != 8 {
		t.Errorf("pair: %+v", p)
	}
	for _, own := range []string{"oversight", "supervision", "management oversight", "practice", "challenge practice"} {
		if p := find(g, own); p != nil {
			t.Errorf("%q: its own word, or the other side's: %+v", own, p)
		}
	}
	if late.Examples[0].Doc.URI == late.Examples[1].Doc.URI || !strings.Contains(late.Examples[0].Text, "late") {
		t.Errorf("examples %+v", late.Examples)
	}
}

func TestAgainst(t *testing.T) {
	r := open(t)
	negative := map[string]string{"stance": "negative"}
	all := ask(t, r, Query{Theme: "oversight", Is: negative, Against: "all"})[0]
	if all.Against != 32 || find(all, "late").Else != 16 {
		t.Errorf("against all: %d, late %+v", all.Against, find(all, "late"))
	}
	positive := ask(t, r, Query{Theme: "oversight", Is: negative, Against: "stance=positive"})[0]
	if positive.Against != 16 || positive.Other != "stance positive" {
		t.Errorf("against positive: %d %s", positive.Against, positive.Other)
	}
	theme := ask(t, r, Query{Theme: "oversight"})[0]
	if theme.Sentences != 32 || theme.Against != 16 || find(theme, "library") != nil {
		t.Errorf("theme: %d against %d", theme.Sentences, theme.Against)
	}
}

func TestBy(t *testing.T) {
	r := open(t)
	groups := ask(t, r, Query{Theme: "oversight", By: "stance"})
	if len(groups) != 2 || groups[0].Name != "oversight, stance positive" || groups[1].Name != "oversight, stance negative" {
		t.Fatalf("groups %+v", groups)
	}
	if find(groups[0], "challenge practice") == nil || find(groups[1], "late") == nil || find(groups[1], "challenge practice") != nil {
		t.Error("the phrases of each side stand not with it")
	}
	var table, sheet bytes.Buffer
	if err := errors.Join(Write(&table, groups), WriteCSV(&sheet, groups)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"oversight, stance negative: 16 sentences in 2 documents, against 16: the other values of stance\n", "late ", "Alderford"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("no %q in\n%s", want, table.String())
		}
	}
	if !strings.Contains(sheet.String(), "\n\"oversight, stance negative\",the other values of stance,late,word,16,0,16,16,44.36,5.04,2,Alderford.txt,,") {
		t.Error(sheet.String())
	}
}

// TestOneVoice: what one authority alone says sets no group apart that has others.
func TestOneVoice(t *testing.T) {
	texts := reports()
	texts["Alderford.txt"] += strings.Repeat("Supervision is poor at Larch House, where notes are late. ", 6)
	r, err := study.Open(context.Background(), textrun.Write(t, textrun.Parses(t, texts), codebook.Builtin()))
	if err != nil {
		t.Fatal(err)
	}
	g := ask(t, r, Query{Theme: "oversight", Is: map[string]string{"stance": "negative"}})[0]
	if p := find(g, "larch house"); p != nil || find(g, "late") == nil {
		t.Errorf("%+v", p)
	}
}

func TestMistakes(t *testing.T) {
	r := open(t)
	for want, q := range map[string]Query{
		`no property "size"`:                   {By: "size"},
		"nothing says which sentences":         {},
		`against "negative" is not understood`: {Theme: "oversight", Against: "negative"},
		"stance is both asked for and gone by": {Is: map[string]string{"stance": "mixed"}, By: "stance"},
		`no mention of a theme "gardens"`:      {Theme: "gardens"},
		"every value of year is held against":  {By: "year", Against: "all"},
	} {
		_, err := Find(context.Background(), r, q)
		var u *study.UsageError
		if !errors.As(err, &u) || !strings.Contains(err.Error(), want) || u.Hint() == "" {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
