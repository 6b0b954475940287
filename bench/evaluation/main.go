// Command evaluation measures the built-in model against coded sentences, writes
// docs/evaluation.md with the figures beside it as JSON, and fails where a figure
// fell by more than its interval; then both are left as they were.
//
//	go run ./bench/evaluation -gold dev.jsonl,articles_dev.jsonl -grades build/eval
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"strings"

	"assay/classify/codebook"
	"assay/classify/eval"
	"assay/classify/gold"
	"assay/classify/stance"
	"assay/run"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("evaluation: ")
	files := flag.String("gold", "", "files of coded sentences, with commas between")
	grades := flag.String("grades", "", "run whose reports' language is held against their grades")
	pageFile := flag.String("page", "docs/evaluation.md", "page to write; the figures go beside it as .json")
	worst := flag.String("worst", "", "file to write every error to, with its text")
	flag.Parse()
	if err := measure(*files, *grades, *pageFile, *worst); err != nil {
		log.Fatal(err)
	}
}

func measure(files, grades, pageFile, worst string) error {
	records, err := gold.ReadFiles(strings.Split(files, ",")...)
	if err != nil {
		return err
	}
	model, err := stance.Default()
	if err != nil {
		return err
	}
	outcomes := eval.Score(records, codebook.Builtin(), model)
	if worst != "" {
		if err := os.WriteFile(worst, errorsOf(outcomes), 0o644); err != nil {
			return err
		}
	}
	var follow []eval.GradeFigure
	if grades != "" {
		reports, err := run.Grades(context.Background(), grades)
		if err != nil {
			return err
		}
		follow = eval.Follow(reports)
	}
	now := eval.NewReport(outcomes)
	now.AddCard(&model.Card)
	now.AddGrades(follow)
	figures := strings.TrimSuffix(pageFile, ".md") + ".json"
	if err := held(now, figures); err != nil {
		return err
	}
	b, err := json.MarshalIndent(now, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(figures, append(b, '\n'), 0o644); err != nil {
		return err
	}
	return os.WriteFile(pageFile, []byte(page(outcomes, &model.Card, follow)), 0o644)
}

// held is an error that names the figures which fell below the interval kept with
// them.
func held(now *eval.Report, file string) error {
	old, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var kept eval.Report
	if err := json.Unmarshal(old, &kept); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if drops := eval.Drops(now, &kept); len(drops) > 0 {
		return fmt.Errorf("figures fell by more than their interval (the page is left as it was; a drop that is meant is taken out of %s by hand, with its reason in the change): %s", file, strings.Join(drops, "; "))
	}
	return nil
}

func errorsOf(outcomes []eval.Outcome) []byte {
	var b bytes.Buffer
	for _, w := range wrongOf(outcomes) {
		fmt.Fprintf(&b, "%s\t%s\tcoded %s\tgiven %s %.2f\t%s\t%s\n", w.ID, w.Theme, w.Judged.Coded, w.Judged.Predicted(), w.Confidence, w.Cause, w.Text)
	}
	return b.Bytes()
}
