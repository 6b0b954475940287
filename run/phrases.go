package run

import (
	"context"
	"math"
	"slices"
	"strings"

	"assay/report"
	"assay/study"
	"assay/study/phrases"
)

// What the page of a theme shows of its phrases: the commonest question, what goes
// with praise and what with blame among what inspectors found.
const (
	phrasesOfSide = 12   // words, rows and pairs each
	phrasesFrom   = 3    // sentences
	phrasesScore  = 10.8 // log-likelihood: hardly chance, once in a thousand for one phrase
)

// Phrases are, by theme, those that set its praise and its blame apart from its
// other mentions, for the report of the run in folder dir. It parses every sentence
// that mentions a theme, about a second of processor for 5,000 of them.
func Phrases(ctx context.Context, dir string, themes []report.Theme) (map[string][]report.PhraseSide, error) {
	r, err := study.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	all := map[string][]report.PhraseSide{}
	for _, theme := range themes {
		for _, context := range []string{"finding", "article"} { // articles where nothing is found by an inspection
			q := phrases.Query{Theme: theme.ID, Is: map[string]string{"context": context}, By: "stance", Top: phrasesOfSide, Min: phrasesFrom, Score: phrasesScore}
			groups, err := phrases.Find(ctx, r, q)
			if err != nil {
				return nil, err
			}
			for _, stance := range []string{"negative", "positive"} {
				i := slices.IndexFunc(groups, func(g phrases.Group) bool { return strings.HasSuffix(g.Name, q.By+" "+stance) })
				if i >= 0 {
					all[theme.ID] = append(all[theme.ID], sideOf(stance, &groups[i]))
				}
			}
			if len(groups) > 0 {
				break
			}
		}
	}
	return all, nil
}

func sideOf(stance string, g *phrases.Group) report.PhraseSide {
	side := report.PhraseSide{Stance: stance, Sentences: g.Sentences, Against: g.Against}
	for _, p := range g.Phrases {
		row := report.Phrase{Text: p.Text, In: p.In, Else: p.Else, Documents: p.Documents, Times: math.Exp2(p.LogRatio)}
		if len(p.Examples) > 0 {
			row.Example = p.Examples[0].Text
		}
		side.Phrases = append(side.Phrases, row)
	}
	return side
}
