package study

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"assay/classify/codebook"
	"assay/extract"
	"assay/extract/postag"
	"assay/extract/text"
	"assay/internal/textrun"
	"assay/out"
)

// example is the run of the example corpus.
func example(t *testing.T, formats ...out.Format) ([]*extract.Parse, *Run) {
	t.Helper()
	parses := textrun.ParseAll(t, "../examples/corpus")
	r, err := Open(context.Background(), textrun.Write(t, parses, codebook.Builtin(), formats...))
	if err != nil {
		t.Fatal(err)
	}
	return parses, r
}

func find(t *testing.T, from Source, pattern string, order Order, limit int) ([]Hit, int) {
	t.Helper()
	con, err := codebook.NewConcordance(pattern)
	if err != nil {
		t.Fatal(err)
	}
	hits, all, err := Concordance(context.Background(), from, con, extract.Context.Scored, order, limit)
	if err != nil {
		t.Fatal(err)
	}
	return hits, all
}

// TestRunAndDocumentsAgree: what is skipped on a run because its letters, words
// or forms cannot match is never a place. The patterns need each of these in turn.
func TestRunAndDocumentsAgree(t *testing.T) {
	parses, parquet := example(t)
	_, csv := example(t, out.CSV)
	documents := func(_ context.Context, visit func(*Place) error) error {
		for _, p := range parses {
			if err := OfParse(p, visit); err != nil {
				return err
			}
		}
		return nil
	}
	plain := func(hits []Hit) (lines []string) {
		for _, h := range hits {
			lines = append(lines, fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s|%s", h.Doc.URI, h.Doc.Authority, h.Doc.Date, h.Context, h.Heading, h.Left, h.Match, h.Right))
		}
		return lines
	}
	found := 0
	for _, pattern := range []string{"caseload*", "*load", "social worker|workers", "lemma:be", "lemma:carry", "lemma:have ..2 lemma:fall",
		"stem:allocate", "exact:Northmere", "pos:adjective lemma:caseload", "not:management oversight", "team|teams near:6 lemma:be",
		"caseload* same:clause high | lemma:leader", "kind:number children", "^ children", ",", "leave/verb", "lemma:child not:lemma:be/verb", "any $end"} {
		want, n := find(t, documents, pattern, ByDocument, 0)
		found += n
		for _, r := range []*Run{parquet, csv} {
			got, all := find(t, r.Sentences, pattern, ByDocument, 0)
			if !slices.Equal(plain(got), plain(want)) || all != n {
				t.Errorf("%s:\n run      %d %q\n documents %d %q", pattern, all, plain(got), n, plain(want))
			}
		}
	}
	if found < 120 {
		t.Errorf("only %d places found: the patterns try too little", found)
	}
}

// TestNeedleOfLemma: every form that has a lemma holds the letters that stand
// for it.
func TestNeedleOfLemma(t *testing.T) {
	parses, _ := example(t)
	seen := map[string]bool{}
	for _, p := range parses {
		for i := range p.Tokens {
			if tk := &p.Tokens[i]; tk.Kind == extract.TokenWord {
				seen[text.Whole(tk.Of(p.Doc.Text), tk.Lemma)] = true
			}
		}
	}
	for _, w := range strings.Fields("went worse better children teeth lying carried planned making agreed boxes knives happiest told men feet travelled") {
		seen[w] = true
	}
	for w := range seen {
		for _, lemma := range postag.Lemmas(w) {
			con, err := codebook.NewConcordance("lemma:" + lemma)
			if err != nil {
				continue // a word that is no pattern, such as 's
			}
			if !con.InText("x " + w + " y") {
				t.Errorf("lemma:%s is not looked for in %q", lemma, w)
			}
		}
	}
}

func TestLimitAndOrder(t *testing.T) {
	_, r := example(t)
	all, n := find(t, r.Sentences, "caseload*", ByDocument, 0)
	for _, order := range Orders {
		got, m := find(t, r.Sentences, "caseload*", order, 2)
		if len(got) != 2 || m != n || len(all) != n || n < 5 {
			t.Fatalf("%s: %d lines of %d", order, len(got), m)
		}
	}
	keys := func(order Order, key func(h *Hit) string) {
		hits, _ := find(t, r.Sentences, "caseload*", order, 0)
		var ks []string
		for i := range hits {
			ks = append(ks, key(&hits[i]))
		}
		if !slices.IsSorted(ks) {
			t.Errorf("by %s: %q", order, ks)
		}
	}
	keys(ByRight, func(h *Hit) string { return strings.ToLower(h.Match + h.Right) })
	keys(ByLeft, func(h *Hit) string { return backwards(h.Left) })
	keys(ByDate, func(h *Hit) string { return h.Doc.Date })
	if got := backwards("The high caseloads of"); got != "of caseloads high the" {
		t.Errorf("backwards: %q", got)
	}
}

func TestLabels(t *testing.T) {
	docs := []*Doc{{URI: "in/2023/Alder/letter.pdf", Kind: "article"}, {URI: "in/2023/Birch/letter.pdf", Kind: "other", Date: "2023-05-01"},
		{URI: "in/x.pdf", Authority: "Northmere", Date: "2019-03-04", Kind: "ilacs_inspection"}}
	got := Labels(docs)
	for i, want := range []string{"2023/Alder/letter article", "2023/Birch/letter 2023-05-01", "Northmere 2019-03-04 ILACS"} {
		if got[docs[i]] != want {
			t.Errorf("%q, want %q", got[docs[i]], want)
		}
	}
	one := []*Doc{{URI: "a/b/c.pdf"}}
	if got := Labels(one)[one[0]]; got != "c.pdf" {
		t.Errorf("alone: %q", got)
	}
}

// TestHTML: what a document holds is shown as text, and the page needs nothing
// from elsewhere.
func TestHTML(t *testing.T) {
	d := &Doc{URI: "a<script>.txt", Authority: "North\u202emere"}
	var b bytes.Buffer
	if err := WriteHTML(&b, `"<i>"`, "1 place", ByDocument, []Hit{{Doc: d, Page: 3, Line: codebook.Line{Left: "<img src=x> ", Match: "a & b", Right: "."}}}); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{"North‹U&#43;202E›mere, p. 3", "&lt;img src=x&gt; ", "<mark>a &amp; b</mark>", "style-src 'sha256-", `<code>&#34;&lt;i&gt;&#34;</code>`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "src=\"") {
		t.Error("the page has a script or loads something")
	}
}
