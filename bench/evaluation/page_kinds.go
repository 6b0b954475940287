package main

import (
	"fmt"
	"strings"

	"assay/classify/eval"
	"assay/classify/stance"
)

// groupsPage shows the figures of groups of the outcomes, by what tells them apart,
// with their intervals.
func groupsPage(p func(string, ...any), by string, groups map[string][]eval.Outcome) {
	p("\n## By %s\n\n| %s | sentences | mentions | sentiment accuracy | macro-F1 | stance accuracy | macro-F1 | joint F1 |\n|---|---|---|---|---|---|---|---|\n", by, by)
	figures := map[string]map[string]eval.Figure{}
	themes := map[string]bool{}
	for _, name := range sorted(groups) {
		os := groups[name]
		fs := figuresOf(os)
		figures[name] = fs
		t := eval.Count(os, nil)
		for id := range t.Themes {
			themes[id] = true
		}
		p("| %s | %d | %d |", name, t.Sentences, t.Stance.N())
		for _, figure := range []string{"sentiment.accuracy", "sentiment.macro_f1", "stance.accuracy", "stance.macro_f1", "joint_f1"} {
			p(" %s |", within(fs[figure]))
		}
		p("\n")
	}
	p("\nCalibration error, with what so few rows would show in the mean if every probability were right:\n\n| %s | sentiment | by chance | stance | by chance |\n|---|---|---|---|---|\n", by)
	for _, name := range sorted(groups) {
		p("| %s |", name)
		for _, rows := range [][]eval.Judged{eval.Sentiments(groups[name]), eval.Stances(groups[name])} {
			p(" %s | %.3f |", within(eval.CalibrationFigure(rows)), eval.CalibrationByChance(rows))
		}
		p("\n")
	}
	p("\nPresence of the themes, F1:\n\n| %s |", by)
	for _, id := range sorted(themes) {
		p(" %s |", id)
	}
	p("\n|---|%s\n", strings.Repeat("---|", len(themes)))
	for _, name := range sorted(groups) {
		p("| %s |", name)
		for _, id := range sorted(themes) {
			if f, ok := figures[name]["themes."+id+".f1"]; ok {
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
	p("\nThe same by kind of sentence: \"whole\" are sentences of whole articles and threads written for training, in natural proportion; traps are sentences whose polarity is not that of their words, with their controls; \"apart\" are the sentences of other hands that train takes by --sentiments and --stances, in none of the other rows. All are left out by their source, a block of 25 or a whole text.\n\n")
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
		if strings.HasPrefix(name, "trap: ") || len(card.Kinds[name].Themes) == 0 {
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
