package plain

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"assay/corpus/internal/doc"
)

var roomy = doc.DecodeOptions{Limits: doc.Limits{Text: 1 << 20}}

// lines shows what a reader made of a text, a line each: kind, level, indent, blank lines
// before it, text.
func lines(d *doc.Document) string {
	var b strings.Builder
	for _, l := range d.Lines {
		fmt.Fprintf(&b, "%v %d %g %d %s\n", l.Kind, l.Level, l.X, l.BlankRows, l.Of(d.Text))
	}
	return b.String()
}

// A line of text keeps its indent in columns and how many blank lines stand before it; a
// word that a line's end divides is whole.
func TestReadText(t *testing.T) {
	d, err := Read("Title\n\n\n  two spaces\n\ta tab\n\u00a0one that does not break\nover-\nsight of cases\n", roomy)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"0 0 Title\n", " 2 2 two spaces\n", " 4 0 a tab\n", " 1 0 one that", "oversight"} {
		if got := lines(d); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if !strings.Contains(d.Text, "Title\n\n") || strings.Contains(d.Text, "\n\n\n") {
		t.Errorf("one blank line says as much as two: %q", d.Text)
	}
	if d.Meta.ExpectedComments != -1 {
		t.Error("a text announces no comments")
	}
}

// Text to the limit is read; one byte more is too large.
func TestTextLimit(t *testing.T) {
	opt := doc.DecodeOptions{Limits: doc.Limits{Text: 64}}
	text := func(n int) string { return strings.Repeat("a", n-1) + "\n" }
	if _, err := Read(text(64), opt); err != nil {
		t.Errorf("64 bytes: %v", err)
	}
	for name, read := range map[string]func(string, doc.DecodeOptions) (*doc.Document, error){"text": Read, "markdown": ReadMarkdown} {
		_, err := read(text(80), opt)
		var loss *doc.Loss
		if !errors.As(err, &loss) || loss.Reason != doc.TooLarge {
			t.Errorf("%s of 80 bytes: %v", name, err)
		}
	}
}

// Headings, lists by their indent, quotations, tables and code keep what they are; the
// marks of emphasis and the targets of links go.
func TestReadMarkdown(t *testing.T) {
	d, err := ReadMarkdown(`---
title: "Visits"
author: Ann Lee
date: 3 May 2021
---
Oversight
---------
Wrapped *lines* are
[one](https://example.org) **paragraph**.

- an item
  goes on
    - a child
- the next
> quoted
> twice

| a | b |
|---|---|
| c | d |
`+"```\n*code* stays\n```\n# Last\\* #\n", roomy)
	if err != nil {
		t.Fatal(err)
	}
	if d.Meta.Title != "Visits" || d.Meta.Byline != "Ann Lee" || d.Meta.Published != "2021-05-03" || d.Meta.PublishedSource != "front_matter" {
		t.Errorf("%+v", d.Meta)
	}
	want := []struct {
		kind  doc.LineKind
		level int8
		text  string
	}{
		{doc.LineTitle, 0, "Visits"}, {doc.LineHeading, 2, "Oversight"}, {doc.LineParagraph, 0, "Wrapped lines are one paragraph."},
		{doc.LineListItem, 1, "an item goes on"}, {doc.LineListItem, 2, "a child"}, {doc.LineListItem, 1, "the next"}, {doc.LineQuote, 0, "quoted twice"},
		{doc.LineTableCell, 0, "a"}, {doc.LineTableCell, 0, "b"}, {doc.LineTableCell, 0, "c"}, {doc.LineTableCell, 0, "d"},
		{doc.LineText, 0, "*code* stays"}, {doc.LineHeading, 1, "Last*"},
	}
	for i, w := range want {
		if i >= len(d.Lines) || d.Lines[i].Kind != w.kind || d.Lines[i].Level != w.level || d.Lines[i].Of(d.Text) != w.text {
			t.Fatalf("line %d is not %v of level %d, %q:\n%s", i, w.kind, w.level, w.text, lines(d))
		}
	}
	if len(d.Lines) != len(want) {
		t.Errorf("more than %d lines:\n%s", len(want), lines(d))
	}
}

// The fields of a record that the reader knows fill the document's, the others are kept
// under their names, and without a text there is no document.
func TestReadRecord(t *testing.T) {
	fields := doc.JSONLFields{Text: "body", ID: "id", Title: "title", Byline: "by", Publisher: "pub", Language: "lang", Published: "day"}
	d, err := ReadRecord([]byte(`{"body":"One line.","id":7,"title":" A  title ","day":"2021-05-03T10:00:00Z","pages":12,"open":true,"none":null,"tags":["a", "b"]}`), fields, roomy)
	if err != nil {
		t.Fatal(err)
	}
	if d.Meta.Title != "A  title" || d.Meta.Published != "2021-05-03" || d.Meta.PublishedSource != "jsonl" {
		t.Errorf("%+v", d.Meta)
	}
	if got := fmt.Sprint(d.Meta.Fields); got != `map[open:true pages:12 tags:["a","b"]]` {
		t.Errorf("other fields: %s", got)
	}
	for _, line := range []string{`{"text":"x"}`, `{"body":null}`, `{"body":5}`, `["body"]`, `{"body":"x"`} {
		_, err := ReadRecord([]byte(line), fields, roomy)
		var loss *doc.Loss
		if !errors.As(err, &loss) || loss.Reason != doc.Corrupt || loss.Hint == "" {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func TestScalar(t *testing.T) {
	for raw, want := range map[string]string{`"a\nb"`: "a\nb", `12.50`: "12.50", `true`: "true", `null`: "", ``: "", `{"a": 1}`: `{"a":1}`} {
		if got := Scalar(json.RawMessage(raw)); got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}
