package eval

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"assay/classify/codebook"
	"assay/classify/gold"
	"assay/classify/stance"
	"assay/classify/stance/train"
	"assay/corpus"
	"assay/extract"
)

const gardensBook = `themes:
  - id: gardens
    label: Gardens of homes
    include: [garden, gardens]
`

// gardens are made-up coded sentences of a theme whose praise and blame are words
// that say little elsewhere, from several homes.
func gardens(t testing.TB, n int, seed uint64) []gold.Record {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 1))
	pick := func(list string) string { w := strings.Split(list, "|"); return w[rng.IntN(len(w))] }
	const (
		fine  = "full of swings|weeded|hedged and gated|in flower|sunny|planted with beans|level|freshly mown|raked"
		awful = "overgrown|bare|paved over|full of nettles|under water|littered|fenced with wire|padlocked|all mud"
		when  = "in spring|this year|at each home|in most homes|on the day of the visit|behind the house|at Larch House|near the road"
	)
	var b strings.Builder
	for i := range n {
		text, class := "", ""
		switch k := rng.IntN(20); {
		case k < 7:
			text, class = fmt.Sprintf("The garden is %s and %s %s.", pick(fine), pick(fine), pick(when)), "positive"
		case k < 14:
			text, class = fmt.Sprintf("The garden is %s and %s %s.", pick(awful), pick(awful), pick(when)), "negative"
		case k < 17:
			text, class = fmt.Sprintf("The garden is %s, but also %s %s.", pick(fine), pick(awful), pick(when)), "mixed"
		default:
			text, class = fmt.Sprintf("The garden was measured %s, and has %d beds.", pick(when), 2+rng.IntN(9)), "neutral"
		}
		if rng.IntN(12) == 0 {
			class = pick("positive|negative|mixed|neutral") // coders slip
		}
		fmt.Fprintf(&b, `{"id":"%d-%d","source":"home %d/a.txt","heading":"","text":%q,"asked":["gardens"],"themes":{"gardens":%q},"sentiment":"neutral"}`+"\n",
			seed, i, rng.IntN(40), text, class)
	}
	records, err := gold.Read(strings.NewReader(b.String()), "gardens.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func gardenBook(t testing.TB) *codebook.Codebook {
	t.Helper()
	own, err := codebook.Parse("gardens.yaml", []byte(gardensBook))
	if err != nil {
		t.Fatal(err)
	}
	b, err := codebook.Merge(codebook.Builtin(), own)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// extended learns from records and loads what was written.
func extended(t testing.TB, records []gold.Record, opt ExtendOptions) (*stance.Model, []Course, []byte) {
	t.Helper()
	base, err := stance.Default()
	if err != nil {
		t.Fatal(err)
	}
	e, courses, _ := Extend(records, gardenBook(t), base, opt)
	data, err := e.Save(base.Fingerprint())
	if err != nil {
		t.Fatal(err)
	}
	m, err := stance.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	return m, courses, data
}

// TestThemeOfOnesOwn: 300 coded sentences of a new theme are judged better than by
// general features, by cross-validation and on sentences not seen, and nothing else
// is judged otherwise.
func TestThemeOfOnesOwn(t *testing.T) {
	records := gardens(t, 300, 1)
	m, courses, data := extended(t, records, ExtendOptions{Folds: 5})
	c := courses[0]
	if len(courses) != 1 || c.Theme != "gardens" || c.Coded != 300 || c.Depth != train.Words {
		t.Fatalf("courses %+v", courses)
	}
	if c.Wanting() != "" {
		t.Errorf("wanting: %s", c.Wanting())
	}
	for i, name := range []string{"accuracy", "macro_f1"} {
		if g := c.Gain[i]; g.Name != name || !(g.Low > 0.05) {
			t.Errorf("gain of %s %.3f (%.3f to %.3f): trained is not better", g.Name, g.Value, g.Low, g.High)
		}
		if x, y := c.General[i], c.Trained[i]; !(x.Low < x.Value && x.Value < x.High && y.Value > x.High) {
			t.Errorf("%s: general %+v, trained %+v", name, x, y)
		}
	}
	if len(data) > 200_000 {
		t.Errorf("the file has %d bytes", len(data))
	}
	fresh := gardens(t, 200, 2)
	base, err := stance.Default()
	if err != nil {
		t.Fatal(err)
	}
	stanceOf := func(m *stance.Model) float64 {
		return Count(Score(fresh, gardenBook(t), m), nil).Stance.Accuracy()
	}
	if a, b := stanceOf(base), stanceOf(m); b < a+0.1 {
		t.Errorf("on sentences not seen: %.3f before, %.3f after", a, b)
	}
	if got := c.Trained[0].Value - stanceOf(m); got > 0.06 {
		t.Errorf("cross-validation promises %.3f, sentences not seen give %.3f", c.Trained[0].Value, stanceOf(m))
	}
	guard, err := NewGuard(base, m)
	if err != nil {
		t.Fatal(err)
	}
	if guard.Changed != 0 || guard.Before != guard.After || guard.Sentences < 30 || guard.Mentions < 20 {
		t.Errorf("guard %+v", guard)
	}
	if !m.Trained("gardens") || base.Trained("gardens") {
		t.Error("the model does not say what it knows")
	}
}

// TestBuiltinVerdictsAreTheSame: every verdict, probability and cue on built-in
// themes and sentiment is the same with an extension.
func TestBuiltinVerdictsAreTheSame(t *testing.T) {
	base, err := stance.Default()
	if err != nil {
		t.Fatal(err)
	}
	m, _, _ := extended(t, gardens(t, 300, 1), ExtendOptions{Folds: 5})
	book := codebook.Builtin()
	match := book.Matcher()
	show := func(m *stance.Model, text string) string {
		p := extract.One(text, "The impact of leaders")
		s := m.Scorer()
		s.Sentence(p, 0)
		out := fmt.Sprint(s.Sentiment())
		hits, _ := match.Sentence(p, 0, nil, nil)
		for _, h := range hits {
			v := verdictWithCues(s, book.Themes[h.Theme].ID, h.Triggers)
			out += fmt.Sprint(h.Theme, v)
		}
		return out
	}
	records, err := gold.Read(strings.NewReader(string(guardSet)), "guard.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for i := range records {
		if a, b := show(base, records[i].Text), show(m, records[i].Text); a != b {
			t.Errorf("%s\n%s\n%s", records[i].Text, a, b)
		}
	}
}

// TestFewSentences is the trap: from 60 coded sentences the old training made a
// model that forgot the built-in themes. Now it learns what can be learnt, says
// what cannot, and harms nothing.
func TestFewSentences(t *testing.T) {
	records := gardens(t, 60, 3)
	for i := range records { // one class is missing
		if c, _ := records[i].Stance("gardens"); c == stance.Mixed {
			records[i].Stances[0].P = [stance.Classes]float64{1, 0, 0, 0}
		}
	}
	m, courses, _ := extended(t, records, ExtendOptions{Folds: 5})
	c := courses[0]
	if c.Depth == train.Words || c.Correction != nil && len(c.Correction.Terms) > 0 {
		t.Errorf("words learnt from %d sentences", c.Coded)
	}
	for _, want := range []string{"words are learnt from 80 coded sentences on: code 20 more", "mixed is coded 0 times: code 10 more"} {
		if !strings.Contains(c.Wanting(), want) {
			t.Errorf("no %q in %q", want, c.Wanting())
		}
	}
	base, err := stance.Default()
	if err != nil {
		t.Fatal(err)
	}
	if g, err := NewGuard(base, m); err != nil || g.Changed != 0 {
		t.Errorf("guard %+v %v", g, err)
	}
	// The missing class does not vanish: it keeps the share that general features give.
	mixed := func(m *stance.Model) float64 {
		sum := 0.0
		for _, o := range Score(gardens(t, 100, 4), gardenBook(t), m) {
			sum += o.Given[0].P[stance.Mixed]
		}
		return sum
	}
	if a, b := mixed(base), mixed(m); b < a/3 {
		t.Errorf("mixed weighed %.2f before and %.2f after", a, b)
	}
}

// TestNothingToLearn: where words say nothing of the class, general features stay.
func TestNothingToLearn(t *testing.T) {
	records := gardens(t, 200, 5)
	for i := range records {
		records[i].Text = fmt.Sprintf("The garden of home %d was seen.", i)
		records[i].Stances[0].P = [stance.Classes]float64{}
		records[i].Stances[0].P[i%4] = 1
	}
	_, courses, _ := extended(t, records, ExtendOptions{Folds: 5})
	if c := courses[0]; c.Correction != nil && len(c.Correction.Terms) > 40 {
		t.Errorf("%d terms of nothing", len(c.Correction.Terms))
	}
}

// TestAdapt: only with Adapt do built-in themes and sentiment move.
func TestAdapt(t *testing.T) {
	records := gardens(t, 200, 6)
	for i := range records {
		records[i].Text = strings.ReplaceAll(records[i].Text, "The garden", "Management oversight")
		records[i].Stances[0].Theme = "oversight"
		records[i].Asked = nil
	}
	base, err := stance.Default()
	if err != nil {
		t.Fatal(err)
	}
	e, courses, notes := Extend(records, gardenBook(t), base, ExtendOptions{Folds: 5})
	if len(e.Corrections) != 0 || len(courses) != 0 || len(notes) != 1 || !strings.Contains(notes[0], "oversight is left as it is") {
		t.Errorf("without: %+v %q", e.Corrections, notes)
	}
	_, courses, data := extended(t, records, ExtendOptions{Folds: 5, Adapt: true})
	if len(courses) != 2 || !bytes.Contains(data, []byte(`"oversight"`)) || bytes.Contains(data, []byte(`"caseloads"`)) {
		t.Errorf("with: %+v", courses)
	}
}

// TestSameExtension: the same sentences give the same file.
func TestSameExtension(t *testing.T) {
	_, _, a := extended(t, gardens(t, 120, 7), ExtendOptions{Folds: 3})
	_, _, b := extended(t, gardens(t, 120, 7), ExtendOptions{Folds: 3})
	if !slices.Equal(a, b) {
		t.Error("two trainings differ")
	}
}

// verdictWithCues is the verdict of s towards a theme and its reasons.
func verdictWithCues(s *stance.Scorer, theme string, triggers []corpus.Span) string {
	v, cues := s.Stance(theme, triggers)
	return fmt.Sprint(v, s.Telling(), cues)
}
