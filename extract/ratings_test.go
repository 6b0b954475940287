package extract

import (
	"context"
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract/profiles"
)

const mooring = `
profiles:
  - id: mooring
    recognise: {title: ["report on a mooring"]}
    facts:
      - {fact: berth, type: text, label: ["berth"]}
      - {fact: published_on, absent: true}
    grades:
      sound: ["sound"]
      mostly sound: ["mostly sound"]
      unsound: ["unsound", "not sound"]
    grade_column: ["this inspection"]
    judgements:
      - {key: "rule_{number}", label: "rule {number}[: ...]"}
      - {key: ropes, label: "ropes"}
    chapters:
      - {heading: ["rule {number}: ..."], role: finding, level: 2}
      - {heading: ["how we look"], role: background, level: 1}
`

// readBy reads one document, by its name and text, by a profile.
func readBy(t *testing.T, profile, name, text string) *Parse {
	t.Helper()
	own, err := profiles.Parse("own.yaml", []byte(profile))
	if err != nil {
		t.Fatal(err)
	}
	r := corpus.NewReader(corpus.Options{})
	defer r.Close()
	doc, err := r.Read(context.Background(), corpus.Held(name, []byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	set := profiles.BuiltIn()
	p := New(&profiles.Set{Common: set.Common, Profiles: append(own, set.Profiles...)}).Extract(doc)
	if string(p.Kind) != own[0].ID {
		t.Fatalf("kind %s", p.Kind)
	}
	return p
}

// TestRatings reads grades as documents print them: a grade is the whole of what
// is printed for one, and of several the one of the column that the profile names.
func TestRatings(t *testing.T) {
	t.Parallel()
	const text = "Report on a mooring\n\nBerth: 4\n\n"
	const page = "<title>A berth</title><main><h1>Report on a mooring</h1><p>Berth: 4</p>"
	cells := func(rows ...string) (s string) {
		for _, r := range rows {
			s += "<tr><td>" + strings.ReplaceAll(r, "|", "</td><td>") + "</td></tr>"
		}
		return "<table>" + s + "</table>"
	}
	for _, c := range []struct {
		name, file, doc string
		want            string // key=grade, ? for unreadable
		warned          string
	}{
		{"label and grade", "a.txt", text + "Rule 4: Mostly sound\n\nRule 5 - Not sound\n\nRopes sound\n", "rule_4=mostly sound rule_5=unsound ropes=sound", ""},
		{"a longer phrase", "a.txt", text + "Rule 4: Partly sound\n\nRopes: Sound (to be seen again)\n", "rule_4=? ropes=?", `"Partly sound", which is none`},
		{"a name is no grade", "a.txt", text + "Rule 4: Chains\n\nThe chains were new, and the sailors knew that they were sound.\n", "ropes=?", ""},
		{"a paragraph", "a.txt", text + "Rule 21(3): Sound\n\nRule 4A: Unsound\n\nRopes: sound\n", "rule_21_3=sound rule_4a=unsound ropes=sound", ""},
		{"below heading and text", "a.txt", text + "Rule 4: Chains\nJudgement: Sound\n\nRule 5: Planks\n\nThe planks were wet.\n\nOur judgment is mostly sound\n\nRule 6: Nails\nUnsound\n\nRopes: sound\n",
			"rule_4=sound rule_5=mostly sound rule_6=unsound ropes=sound", ""},
		{"chapter over", "a.txt", text + "Rule 4: Chains\n\nThe chains were new.\n\nHow we look\n\nRating: sound\n", "ropes=?", ""},
		{"twice", "a.txt", text + "Rule 4: Sound\n\nRule 4: Unsound\n\nRopes: sound\n\nRopes: sound\n", "rule_4=sound ropes=sound", `rule_4 is printed as "Sound" and again as "Unsound"`},
		{"columns of text", "a.txt", text + "Rule                 Last inspection   This inspection\nRule 4: Long planks  Sound             Unsound\nRopes                Unsound           Mostly sound\n", "rule_4=unsound ropes=mostly sound", ""},
		{"columns of markup", "a.html", page + cells("Rule|This inspection|Last inspection", "Rule 4: Planks|Unsound|Sound", "Ropes|Sound|Unsound"), "rule_4=unsound ropes=sound", ""},
		{"no column named", "a.html", page + cells("Rule|Then|Now", "Rule 4: Planks|Unsound|Sound", "Ropes|Sound|Sound"), "rule_4=? ropes=sound", "nothing says which"},
		{"an empty cell of text", "a.txt", text + "Rule                 Last inspection   This inspection\nRule 4               Sound             Unsound\nRopes                Unsound\n", "rule_4=unsound ropes=?", ""},
		{"an empty cell", "a.html", page + cells("Rule|Last inspection|This inspection", "Ropes|Sound|", "Rule 4|Sound|Unsound"), "rule_4=unsound ropes=?", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := readBy(t, mooring, c.file, c.doc)
			var got []string
			for _, j := range p.Inspection.Judgements {
				grade := j.Grade
				if j.Status == StatusUnreadable {
					grade = "?"
				}
				got = append(got, j.Key+"="+grade)
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
			warned := ""
			for _, w := range p.Warnings {
				if w.Reason == corpus.FactMissing && strings.HasPrefix(w.Message, "judgement") {
					warned += w.Message + "\n"
				}
			}
			if !strings.Contains(warned, c.warned) || c.warned == "" && warned != "" {
				t.Errorf("warned %q, want %q", warned, c.warned)
			}
			for i, s := range p.Sentences {
				if s.Context == Finding && strings.HasPrefix(SentenceText(p, i), "Judgement") {
					t.Errorf("a grade is scored: %q", SentenceText(p, i))
				}
			}
		})
	}
}
