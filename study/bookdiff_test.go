package study

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"assay/classify/codebook"
	"assay/internal/textrun"
)

func TestDiffBooks(t *testing.T) {
	parse := func(text string) *codebook.Codebook {
		b, err := codebook.Parse("x.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	a := parse("themes:\n  - id: gardens\n    include: [garden, lawn]\n  - id: old\n    include: [pond]\n")
	b := parse("themes:\n  - id: gardens\n    include: [garden ..2 swings, garden, hedge]\n    exclude: [{pattern: garden centre, reason: a shop}]\n")
	parses := textrun.Parses(t, map[string]string{"a.txt": "Letter\n\nThe garden has swings. The garden is safe. They buy plants at the garden centre. The lawn is cut. The hedge is cut. The pond is deep. Nothing is said here.\n"})
	d, err := DiffBooks(context.Background(), func(_ context.Context, visit func(*Place) error) error { return OfParse(parses[0], visit) }, a, b)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range d.Changes {
		got = append(got, c.Theme+" "+c.How+" "+c.Match+" "+c.RuleA+">"+c.RuleB+" "+c.Why)
	}
	want := []string{"gardens changed garden has swings garden>garden ..2 swings ", "gardens went garden garden> a shop", "gardens went lawn lawn> ",
		"gardens came hedge >hedge ", "old went pond pond> "}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if d.A["gardens"] != 4 || d.B["gardens"] != 3 || d.Same["gardens"] != 1 {
		t.Errorf("counts %v %v %v", d.A, d.B, d.Same)
	}
	var table, sheet bytes.Buffer
	if err := errors.Join(d.Write(&table, 20, 1), d.WriteCSV(&sheet)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"gardens  4  3  1     1     2     1\n", "gardens: 2 went, the first 1\n", "[garden; the other: a shop]"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("no %q in\n%s", want, table.String())
		}
	}
	if strings.Count(sheet.String(), "\n") != 6 {
		t.Error(sheet.String())
	}
}
