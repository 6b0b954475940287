package eval

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"assay/classify/codebook"
	"assay/classify/gold"
	"assay/classify/stance"
	"assay/classify/stance/train"
	"assay/corpus"
	"assay/internal/shards"
)

// Course is what coded sentences taught of one theme ("" for sentiment).
type Course struct {
	Theme   string
	Coded   int
	Classes [stance.Classes]int
	train.Learnt
	General, Trained []Figure // accuracy, macro_f1 by cross-validation
	Gain             []Figure // trained less general, of the same resamples
}

// ExtendOptions say what an extension may learn.
type ExtendOptions struct {
	Adapt bool // the themes the model knows and sentiment as well
	Folds int  // of cross-validation
}

// Extend learns an extension of the model from coded sentences: a correction for
// each theme that the model was not trained on. notes say what was left as it is.
func Extend(records []gold.Record, book *codebook.Codebook, model *stance.Model, opt ExtendOptions) (*stance.Extension, []Course, []string) {
	e := &stance.Extension{Card: stance.Card{Coded: len(records)}}
	var courses []Course
	var notes []string
	for _, theme := range themesOf(records) {
		if model.Trained(theme) && !opt.Adapt {
			notes = append(notes, fmt.Sprintf("the stance towards %s is left as it is: the model knows it (--adapt corrects it too)", theme))
			continue
		}
		if book.Theme(theme) < 0 {
			notes = append(notes, fmt.Sprintf("no codebook has the theme %s: its sentences are learnt without the place of its words (add --codebook)", theme))
		}
		courses = append(courses, teach(records, book, model, theme, opt.Folds))
	}
	if opt.Adapt {
		courses = append(courses, teach(records, book, model, "", opt.Folds))
	}
	for i := range courses {
		c := &courses[i]
		if c.Theme != "" {
			e.Card.Mentions += c.Coded
		}
		if c.Correction != nil {
			c.Correction.Theme = c.Theme
			e.Card.Features += len(c.Correction.Terms)
			e.Corrections = append(e.Corrections, *c.Correction)
		}
	}
	return e, courses, notes
}

// themesOf are the themes that any record is coded with, sorted.
func themesOf(records []gold.Record) (ids []string) {
	for i := range records {
		for _, s := range records[i].Stances {
			if !slices.Contains(ids, s.Theme) {
				ids = append(ids, s.Theme)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

func teach(records []gold.Record, book *codebook.Codebook, model *stance.Model, theme string, folds int) Course {
	lessons := lessonsOf(records, book, model, theme)
	c := Course{Theme: theme, Coded: len(lessons), Classes: train.Counts(lessons), Learnt: train.Learn(lessons, folds)}
	if folds > 1 && len(lessons) > 0 {
		c.measure(lessons)
	}
	return c
}

// lessonsOf are the sentences coded with a theme, or all whose sentiment is coded.
func lessonsOf(records []gold.Record, book *codebook.Codebook, model *stance.Model, theme string) []train.Lesson {
	m := book.Matcher()
	all := make([]*train.Lesson, len(records))
	shards.All(len(records), func(i int) {
		r := &records[i]
		coded, ok := r.Stance(theme)
		if theme == "" {
			coded, ok = gold.Class(r.Sentiment), !r.ThemesOnly
		}
		if !ok || r.Soft {
			return
		}
		s := model.Scorer()
		p := r.Parse()
		s.Sentence(p, 0)
		l := &train.Lesson{Group: r.Group(), Scale: s.TermScale(), Coded: coded}
		var triggers []corpus.Span
		for _, e := range evidenceOf(m, book, p) {
			if e.Theme == theme {
				triggers = s.Find(&e).Triggers
			}
		}
		if theme == "" {
			l.Given = s.Sentiment().P
		} else {
			l.Given = s.Towards(theme, triggers).P
		}
		seen := map[string]bool{}
		s.EachTerm(triggers, func(name []byte, _, _ int) {
			if !seen[string(name)] {
				seen[string(name)] = true
				l.Terms = append(l.Terms, string(name))
			}
		})
		all[i] = l
	})
	var out []train.Lesson
	for _, l := range all {
		if l != nil {
			out = append(out, *l)
		}
	}
	return out
}

// measure holds what cross-validation gave against general features, with
// intervals over the lessons.
func (c *Course) measure(lessons []train.Lesson) {
	figures := func(at []int) []float64 {
		var general, trained Confusion
		for _, i := range at {
			general.Add(lessons[i].Coded, gold.Class(lessons[i].Given))
			trained.Add(lessons[i].Coded, gold.Class(c.Held[i]))
		}
		g, t := []float64{general.Accuracy(), general.MacroF1()}, []float64{trained.Accuracy(), trained.MacroF1()}
		return []float64{g[0], g[1], t[0], t[1], t[0] - g[0], t[1] - g[1]}
	}
	all := make([]int, len(lessons))
	for i := range all {
		all[i] = i
	}
	value := figures(all)
	low, high := Bootstrap(len(lessons), Resamples, figures)
	for i, v := range value {
		f := Figure{Name: [...]string{"accuracy", "macro_f1"}[i%2], Value: v, Low: low[i], High: high[i], HasInterval: true}
		switch i / 2 {
		case 0:
			c.General = append(c.General, f)
		case 1:
			c.Trained = append(c.Trained, f)
		default:
			c.Gain = append(c.Gain, f)
		}
	}
}

// Wanting says what cannot be learnt from so few sentences, and how many more of
// which to code; "" where all can.
func (c *Course) Wanting() string {
	var parts []string
	if n := train.WordsCoded - c.Coded; n > 0 {
		parts = append(parts, fmt.Sprintf("words are learnt from %d coded sentences on: code %d more", train.WordsCoded, n))
	}
	for k, n := range c.Classes {
		if n < train.ClassCoded {
			parts = append(parts, fmt.Sprintf("%s is coded %d times: code %d more", stance.Class(k), n, train.ClassCoded-n))
		}
	}
	if parts == nil {
		return ""
	}
	return strings.Join(parts, "; ") + "; until then general features decide there"
}

//go:embed data/guard.jsonl
var guardSet []byte

// Guard is how two models judge the sentences of the built-in themes that ship
// with the program: figures of each, and how many verdicts differ.
type Guard struct {
	Sentences, Mentions int
	Before, After       [2]float64 // accuracy of sentiment and of stance
	Changed             int
}

// NewGuard holds model against base.
func NewGuard(base, model *stance.Model) (Guard, error) {
	records, err := gold.Read(bytes.NewReader(guardSet), "guard.jsonl")
	if err != nil {
		return Guard{}, err
	}
	before, after := Score(records, codebook.Builtin(), base), Score(records, codebook.Builtin(), model)
	a, b := Count(before, nil), Count(after, nil)
	g := Guard{Sentences: len(records), Mentions: a.Stance.N(), Before: [2]float64{a.Sentiment.Accuracy(), a.Stance.Accuracy()},
		After: [2]float64{b.Sentiment.Accuracy(), b.Stance.Accuracy()}}
	for i := range before {
		if before[i].Sentiment.P != after[i].Sentiment.P {
			g.Changed++
		}
		for k := range before[i].Given {
			if before[i].Given[k].P != after[i].Given[k].P {
				g.Changed++
			}
		}
	}
	return g, nil
}
