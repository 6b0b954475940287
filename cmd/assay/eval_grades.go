package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strconv"

	"assay/classify/eval"
	"assay/extract"
	"assay/run"
)

// gradesOf reads the findings and overall grades of a run's inspection reports.
func gradesOf(ctx context.Context, arg string) ([]eval.Graded, error) {
	dir, ok := run.TablesOf(arg)
	if !ok {
		return nil, usagef("%s is neither a run nor a results folder", arg).hint("assay run reports --out results, then --grades results")
	}
	uris, err := run.URIs(ctx, dir)
	if err != nil {
		return nil, err
	}
	by := map[string]*eval.Graded{}
	err = run.TableRows(ctx, dir, "inspections", []string{"doc_id", "framework"}, func(c []string) error {
		by[c[0]] = &eval.Graded{Document: uris[c[0]], Framework: c[1]}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = run.TableRows(ctx, dir, "judgements", []string{"doc_id", "judgement", "grade"}, func(c []string) error {
		if g := by[c[0]]; g != nil && c[1] == extract.JudgementKeys[0] {
			g.Grade = c[2]
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = run.TableRows(ctx, dir, "sentences", []string{"doc_id", "context", "text", "score"}, func(c []string) error {
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

func evalGrades(ctx context.Context, arg string, asJSON bool, w io.Writer) error {
	reports, err := gradesOf(ctx, arg)
	if err != nil {
		return err
	}
	list := eval.Follow(reports)
	if asJSON {
		return json.NewEncoder(w).Encode(map[string]any{"grades": list})
	}
	for _, f := range list {
		fmt.Fprintf(w, "%s: rho %.3f (%.3f to %.3f) over %d reports\n", f.Framework, f.Rho, f.Low, f.High, f.Reports)
	}
	return nil
}
