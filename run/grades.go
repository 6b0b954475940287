package run

import (
	"context"
	"fmt"
	"sort"
	"strconv"

	"assay/classify/eval"
	"assay/extract"
	"assay/study"
)

// Grades reads the mean score of the findings and the overall grade of a run's
// inspection reports, by document. An argument that is no run is a *study.UsageError.
func Grades(ctx context.Context, arg string) ([]eval.Graded, error) {
	dir, ok := TablesOf(arg)
	if !ok {
		return nil, study.Usagef("assay run reports --out results, then --grades results", "%s is neither a run nor a results folder", arg)
	}
	uris, err := URIs(ctx, dir)
	if err != nil {
		return nil, err
	}
	by := map[string]*eval.Graded{}
	err = TableRows(ctx, dir, "inspections", []string{"doc_id", "framework"}, func(c []string) error {
		by[c[0]] = &eval.Graded{Document: uris[c[0]], Framework: c[1]}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = TableRows(ctx, dir, "judgements", []string{"doc_id", "judgement", "grade"}, func(c []string) error {
		if g := by[c[0]]; g != nil && c[1] == extract.JudgementKeys[0] {
			g.Grade = c[2]
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = TableRows(ctx, dir, "sentences", []string{"doc_id", "context", "text", "score"}, func(c []string) error {
		g := by[c[0]]
		if g == nil || c[1] != extract.Finding.String() || eval.HasGradeWord(c[2]) {
			return nil
		}
		score, err := strconv.ParseFloat(c[3], 64)
		if err != nil {
			return fmt.Errorf("score %q is no number", c[3])
		}
		g.Sentences++
		g.Sum += score
		return nil
	})
	if err != nil {
		return nil, err
	}
	var out []eval.Graded
	for _, g := range by {
		out = append(out, *g)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Document < out[j].Document })
	return out, nil
}
