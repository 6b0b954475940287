package codebook

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"assay/extract"
	"assay/internal/sharedtest"
)

// show writes what a codebook finds in a sentence: hits as theme[rule]: triggers,
// near misses as theme(rule: reason): text.
func show(m *Matcher, p *extract.Parse) string {
	hits, rejects := m.Sentence(p, 0, nil, nil)
	var lines []string
	for _, h := range hits {
		var ts []string
		for _, t := range h.Triggers {
			ts = append(ts, t.Of(p.Doc.Text))
		}
		lines = append(lines, fmt.Sprintf("%s[%s] %s", m.Codebook().Themes[h.Theme].ID, h.Rule, strings.Join(ts, " + ")))
	}
	for _, r := range rejects {
		lines = append(lines, fmt.Sprintf("%s(%s: %s) %s", m.Codebook().Themes[r.Theme].ID, r.Rule, r.Reason, r.Of(p.Doc.Text)))
	}
	return strings.Join(lines, "; ")
}

const rulesBook = `
themes:
  - id: watch
    include:
      - {id: plain, pattern: oversight|supervision}
      - {id: long, pattern: management oversight}
      - {id: near, pattern: challenge, with: {near: chair|chairs, words: 2}, reason: nobody challenges}
      - {id: clause, pattern: audit, without: {clause: financial}}
      - {id: head, pattern: plan, with: {heading: improve}}
      - {id: ctx, pattern: quality, context: recommendation}
      - {id: said, pattern: grip, role: [child, parent]}
      - {id: after, pattern: track, with: {after: progress, words: 1}}
    exclude:
      - {id: order, pattern: supervision order|orders, reason: an order}
      - {id: wholly, pattern: court, scope: sentence, with: {clause: judge}, reason: the court}
      - {id: part, pattern: parental, scope: clause, reason: parents}
  - id: load
    include: [caseload*, supervision]
`

func TestRules(t *testing.T) {
	b, err := Parse("rules.yaml", []byte(rulesBook))
	if err != nil {
		t.Fatal(err)
	}
	m := b.Matcher()
	for _, c := range []struct{ heading, text, want string }{
		{"", "Management oversight is weak.", "watch[long] Management oversight"},
		{"", "Supervision and oversight are weak, and supervision is late.", "watch[plain] Supervision + oversight + supervision; load[supervision] Supervision + supervision"},
		{"", "A supervision order was made.", "load[supervision] supervision; watch(order: an order) supervision"},
		{"", "Supervision orders rarely get supervision.", "watch[plain] supervision; load[supervision] Supervision + supervision; watch(order: an order) Supervision"},
		{"", "The chairs rarely challenge.", "watch[near] challenge"},
		{"", "The chairs of both of the boards challenge.", "watch(near: nobody challenges) challenge"},
		{"", "A financial audit took place, although the audit was late.", "watch[clause] audit; watch(clause: turned away by \"financial\" in the same clause) audit"},
		{"What needs to improve", "The plan for care leavers.", "watch[head] plan"},
		{"Findings", "The plan for care leavers.", "watch(head: needs \"improve\" in the heading) plan"},
		{"Recommendations", "The quality of it.", "watch[ctx] quality"},
		{"Findings", "The quality of it.", "watch(ctx: not counted in context finding) quality"},
		{"", "They have a grip on it.", "watch(said: not counted from speaker unknown) grip"},
		{"", "They track the progress made; progress is not tracked but they track it.", "watch[after] track; watch(after: needs \"progress\" after within 1 words) track"},
		{"", "The court heard of oversight.", "watch[plain] oversight"},
		{"", "The judge in court heard of oversight.", "watch(wholly: the court) oversight"},
		{"", "Parental oversight is good, but management oversight is not.", "watch[long] management oversight; watch(part: parents) oversight"},
		{"", "Nothing here.", ""},
	} {
		if got := show(m, extract.One(c.text, c.heading)); got != c.want {
			t.Errorf("%s | %s\n got %s\nwant %s", c.heading, c.text, got, c.want)
		}
	}
}

// TestConcurrent wants the same from many goroutines that share a matcher, and
// from a run that has just forgotten everything.
func TestConcurrent(t *testing.T) {
	m := Builtin().Matcher()
	texts := []string{
		"Management oversight and supervision are regular, but caseloads are too high.",
		"Cases are stepped down too early when thresholds are not understood by partners.",
		"Children are seen at school and at home by their social workers.",
		"A supervision order was made and adoption took 30 days longer than the national threshold.",
	}
	want := make([]string, len(texts))
	for i, s := range texts {
		want[i] = show(Builtin().Matcher(), extract.One(s, ""))
		if want[i] == "" {
			t.Errorf("nothing found in %q", s)
		}
	}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for n := range 50 {
				i := (n + g) % len(texts)
				if got := show(m, extract.One(texts[i], "")); got != want[i] {
					t.Errorf("%s\n got %s\nwant %s", texts[i], got, want[i])
				}
			}
		})
	}
	wg.Wait()
	r := m.pool.Get()
	r.reset()
	m.pool.Put(r)
	if got := show(m, extract.One(texts[0], "")); got != want[0] {
		t.Errorf("after a reset: %s", got)
	}
}

// TestLongSentence: the work grows with the sentence, not with its square.
func TestLongSentence(t *testing.T) {
	m := Builtin().Matcher()
	const unit = "supervision order, managers challenge the board and unallocated cases were stepped down to early help; "
	p := extract.One(strings.Repeat(unit, 4000), "")
	hits, _ := m.Sentence(p, 0, nil, nil)
	if len(hits) != 3 {
		t.Fatalf("%d themes, want 3", len(hits))
	}
	for _, h := range hits {
		if len(h.Triggers) < 4000 {
			t.Errorf("%s: %d triggers, want at least 4000", h.Rule, len(h.Triggers))
		}
	}
}

// TestBuiltin: the examples of the built-in codebook hold, nothing in it is
// suspicious, and its themes are those of the coding guide, in order.
func TestBuiltin(t *testing.T) {
	b := Builtin()
	for _, f := range b.Examples() {
		t.Errorf("%s: %s: %q: found by %q, turned away by %q: %s", f.Example.Pos, f.Theme, f.Example.Text, f.Rule, f.By, f.Reason)
	}
	for _, w := range b.Lint() {
		t.Error(w)
	}
	var ids []string
	for _, th := range b.Themes {
		ids = append(ids, th.ID)
	}
	if got := strings.Join(ids, " "); got != "thresholds oversight caseloads school_hours_visits" {
		t.Errorf("themes %s", got)
	}
}

// TestSchoolHours scores sentences of our own, written for the phenomenon.
func TestSchoolHours(t *testing.T) {
	f, err := os.Open("testdata/school_hours.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m := Builtin().Matcher()
	theme := Builtin().Theme("school_hours_visits")
	var p presence
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var rec struct {
			Text  string
			Theme bool
		}
		if err := json.Unmarshal(sc.Bytes(), &rec); err != nil {
			t.Fatal(err)
		}
		found := has(m, extract.One(rec.Text, ""), theme)
		p.add(rec.Theme, found)
		if found != rec.Theme {
			t.Logf("found %v, coded %v: %s: %s", found, rec.Theme, rec.Text, show(m, extract.One(rec.Text, "")))
		}
	}
	if p.F1() < 0.9 {
		t.Errorf("F1 %.3f (precision %.3f, recall %.3f), want 0.90", p.F1(), p.precision(), p.recall())
	}
}

func has(m *Matcher, p *extract.Parse, theme int) bool {
	hits, _ := m.Sentence(p, 0, nil, nil)
	for _, h := range hits {
		if h.Theme == theme {
			return true
		}
	}
	return false
}

// TestGold holds the built-in themes to the coded sentences.
func TestGold(t *testing.T) {
	for _, c := range []struct {
		file  string
		floor map[string]float64
	}{
		{"dev.jsonl", map[string]float64{"thresholds": 0.96, "oversight": 0.95, "caseloads": 0.96, "school_hours_visits": 0.90}},
		// The later half of train.jsonl is hard on purpose and coded once.
		{"train.jsonl", map[string]float64{"thresholds": 0.93, "oversight": 0.90, "caseloads": 0.93}},
	} {
		f, err := os.Open(sharedtest.Path(t, "gold", c.file))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		b := Builtin()
		m := b.Matcher()
		scores := make([]presence, len(b.Themes))
		sc := bufio.NewScanner(f)
		sc.Buffer(nil, 1<<20)
		for sc.Scan() {
			var rec struct {
				Heading, Text string
				Themes        map[string]string
			}
			if err := json.Unmarshal(sc.Bytes(), &rec); err != nil {
				t.Fatal(err)
			}
			found := make([]bool, len(b.Themes))
			hits, _ := m.Sentence(extract.One(rec.Text, rec.Heading), 0, nil, nil)
			for _, h := range hits {
				found[h.Theme] = true
			}
			for i := range b.Themes {
				_, coded := rec.Themes[b.Themes[i].ID]
				scores[i].add(coded, found[i])
			}
		}
		for i, th := range b.Themes {
			s := scores[i]
			t.Logf("%s: %s: precision %.3f, recall %.3f, F1 %.3f", c.file, th.ID, s.precision(), s.recall(), s.F1())
			if floor, ok := c.floor[th.ID]; ok && s.F1() < floor {
				t.Errorf("%s: %s: F1 %.3f, want %.2f", c.file, th.ID, s.F1(), floor)
			}
		}
	}
}
