package main

import (
	"regexp"
	"sort"

	"assay/classify/eval"
	"assay/classify/stance"
)

// cause sorts an error by what went wrong, as far as classes and words tell.
type cause string

// The causes, in the order they are looked for.
const (
	PlainAsPraise  cause = "plain statement read as an evaluation"
	PraiseAsPlain  cause = "evaluation read as a plain statement"
	OneSideOfMixed cause = "one side of a mixed sentence overheard"
	MixedOfOneSide cause = "second side heard where there is none"
	Remedied       cause = "weakness mended, planned or in the past"
	Figures        cause = "figures without an evaluative word"
	OtherTheme     cause = "stance of another theme or of the whole sentence taken"
	Opposite       cause = "praise and blame mistaken for each other"
)

var (
	remedyWords = regexp.MustCompile(`(?i)\b(previous\w*|historic\w*|plan(s|ned)?|recogni[sz]\w*|acknowledg\w*|address\w*|being|since|recent\w*|begun|last inspection)\b`)
	digits      = regexp.MustCompile(`\d`)
)

// wrong is one wrong verdict.
type wrong struct {
	ID, Theme  string // no theme: sentiment
	Judged     eval.Judged
	Cause      cause
	Text       string
	Confidence float64 // probability of the class given
}

// wrongOf lists the wrong verdicts, the surest first.
func wrongOf(outcomes []eval.Outcome) []wrong {
	var out []wrong
	put := func(o *eval.Outcome, theme string, j eval.Judged) {
		if j.Predicted() != j.Coded {
			out = append(out, wrong{o.Record.ID, theme, j, causeOf(o, theme, j), o.Record.Text, j.P[j.Predicted()]})
		}
	}
	for i := range outcomes {
		o := &outcomes[i]
		if !o.Record.ThemesOnly {
			put(o, "", o.Sentiment)
		}
		for _, g := range o.Given {
			put(o, g.Theme, g.Judged)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Confidence > out[j].Confidence })
	return out
}

func causeOf(o *eval.Outcome, theme string, j eval.Judged) cause {
	got := j.Predicted()
	switch {
	case theme != "" && got == o.Sentiment.Coded && len(o.Given) > 0 && got != j.Coded:
		return OtherTheme
	case digits.MatchString(o.Record.Text) && (j.Coded == stance.Neutral || got == stance.Neutral):
		return Figures
	case j.Coded == stance.Mixed:
		return OneSideOfMixed
	case remedyWords.MatchString(o.Record.Text):
		return Remedied
	case got == stance.Mixed:
		return MixedOfOneSide
	case j.Coded == stance.Neutral:
		return PlainAsPraise
	case got == stance.Neutral:
		return PraiseAsPlain
	}
	return Opposite
}
