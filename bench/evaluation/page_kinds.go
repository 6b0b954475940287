package main

import (
	"fmt"
	"strings"

	"assay/classify/eval"
	"assay/classify/gold"
	"assay/classify/stance"
)

// kindsPage shows the figures by kind of text, with their intervals.
func kindsPage(p func(string, ...any), outcomes []eval.Outcome) {
	p("\n## By kind of text\n\n| kind | sentences | sentiment accuracy | macro-F1 | stance accuracy | macro-F1 | joint F1 | calibration error: sentiment, stance |\n|---|---|---|---|---|---|---|---|\n")
	themes := map[string]map[string]eval.Figure{}
	for k := gold.Report; k < gold.Kinds; k++ {
		os := eval.OfKind(outcomes, k)
		if len(os) == 0 {
			continue
		}
		fs := map[string]eval.Figure{}
		for _, f := range eval.WithIntervals(os) {
			fs[f.Name] = f
		}
		themes[k.String()] = fs
		_, s := eval.Calibration(eval.Sentiments(os))
		_, a := eval.Calibration(eval.Stances(os))
		p("| %s | %d |", k, len(os))
		for _, name := range []string{"sentiment.accuracy", "sentiment.macro_f1", "stance.accuracy", "stance.macro_f1", "joint_f1"} {
			p(" %s |", within(fs[name]))
		}
		p(" %.3f, %.3f |\n", s, a)
	}
	t := eval.Count(outcomes, nil)
	p("\nPresence of the themes, F1:\n\n| kind |")
	for _, id := range t.ThemeIDs() {
		p(" %s |", id)
	}
	p("\n|---|%s\n", strings.Repeat("---|", len(t.ThemeIDs())))
	for k := gold.Report; k < gold.Kinds; k++ {
		fs, ok := themes[k.String()]
		if !ok {
			continue
		}
		p("| %s |", k)
		for _, id := range t.ThemeIDs() {
			if f, ok := fs["themes."+id+".f1"]; ok {
				p(" %s |", within(f))
			} else {
				p(" |")
			}
		}
		p("\n")
	}
}

func within(f eval.Figure) string { return fmt.Sprintf("%.3f (%.3f to %.3f)", f.Value, f.Low, f.High) }

// tellsPage shows change, tense and voice where they are coded.
func tellsPage(p func(string, ...any), outcomes []eval.Outcome) {
	fs := eval.TellsWithIntervals(outcomes)
	if fs == nil {
		return
	}
	t := eval.Tells(outcomes)
	p("\n## Change, tense, voice\n\n| answer | coded | precision | recall |\n|---|---|---|---|\n")
	for i, x := range t.Rows() {
		p("| %s | %d |", x.Name, x.Right+x.Missed)
		p(" %s | %s |", within(fs[2*i]), within(fs[2*i+1]))
		p("\n")
	}
}

// crossPage shows the cross-validation by kind of sentence, and the heads.
func crossPage(p func(string, ...any), card *stance.Card) {
	if len(card.Kinds) == 0 {
		return
	}
	p("\nThe same by kind of sentence: \"whole\" are sentences of whole articles and threads written for training, in natural proportion; traps are sentences whose polarity is not that of their words, with their controls. All are left out by their source, a block of 25 or a whole text.\n\n")
	p("| kind | sentences | sentiment accuracy | macro-F1 | stance accuracy | macro-F1 | joint F1 | calibration error: sentiment, stance | right where 0.9 or more |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, name := range sorted(card.Kinds) {
		k := card.Kinds[name]
		p("| %s | %d | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f, %.3f | %.3f, %.3f |\n", name, k.Sentences,
			k.Sentiment[0], k.Sentiment[1], k.Stance[0], k.Stance[1], k.Joint, k.Sentiment[2], k.Stance[2], k.Sure[0], k.Sure[1])
	}
	p("\nPresence, F1 (precision, recall):\n\n| kind |")
	themes := sorted(card.Kinds["report"].Themes)
	for _, id := range themes {
		p(" %s |", id)
	}
	p("\n|---|%s\n", strings.Repeat("---|", len(themes)))
	for _, name := range sorted(card.Kinds) {
		if strings.HasPrefix(name, "trap: ") {
			continue
		}
		p("| %s |", name)
		for _, id := range themes {
			f := card.Kinds[name].Themes[id]
			p(" %.3f (%.3f, %.3f) |", f[2], f[0], f[1])
		}
		p("\n")
	}
	p("\nChange, tense and voice of mentions (sentences of reports, half of them chosen for words of change; sentences written for it; traps):\n\n| answer | precision | recall |\n|---|---|---|\n")
	for _, name := range sorted(card.Tells) {
		p("| %s | %.3f | %.3f |\n", name, card.Tells[name][0], card.Tells[name][1])
	}
}
