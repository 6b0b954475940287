// Command madetables writes the tables of made-up documents in every format into
// a folder, for notebooks/check_tables.py: small ones of every kind, then one
// whose words all differ, so that the dictionaries of Parquet overflow.
package main

import (
	"fmt"
	"os"

	"assay/corpus"
	"assay/internal/made"
	"assay/out"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: madetables FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "madetables:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	t, err := out.NewTables(dir, out.Options{Themes: made.Themes, Formats: out.Formats(), WithText: true,
		Meta: []out.MetaColumn{{Name: "region", Type: out.String}, {Name: "places", Type: out.Int64}, {Name: "share", Type: out.Float64},
			{Name: "open", Type: out.Bool}, {Name: "published_on", Type: out.Date}, {Name: "seen", Type: out.TimestampUTC}}})
	if err != nil {
		return err
	}
	defer t.Abort()
	for i := range 9 {
		shape := made.Options{Sentences: 40, Report: i%2 == 0}
		extra := out.DocExtra{Meta: map[string]string{"region": "north, \"upper\"\n", "places": "12", "share": "0.125", "open": "yes", "published_on": "2024-02-29", "seen": "2024-02-29T10:15:00+02:00"}}
		if i%3 == 1 {
			extra = out.DocExtra{DuplicateOf: "doc 0, it's.txt"}
		}
		if i == 8 {
			shape = made.Options{Sentences: 20_000, Unique: true, Report: true}
		}
		if err := t.Add(made.Result(fmt.Sprintf("doc %d, it's.txt", i), uint64(i), shape), extra); err != nil {
			return err
		}
	}
	if err := t.AddFailure(out.Failure{URI: "lost.pdf", Stage: "read", Reason: corpus.Corrupt, Message: "no trailer"}); err != nil {
		return err
	}
	counts, err := t.Close()
	if err != nil {
		return err
	}
	return counts.Check(10)
}
