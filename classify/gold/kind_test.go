package gold

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/classify/stance"
	"assay/extract"
)

func TestKindAndContext(t *testing.T) {
	for _, c := range []struct {
		fields string
		kind   Kind
		want   extract.Context
	}{
		{``, AnyKind, extract.Finding},
		{`,"kind":"report","heading":"What needs to improve"`, Report, extract.Recommendation},
		{`,"kind":"article","heading":"What needs to improve"`, Article, extract.InArticle},
		{`,"kind":"comment"`, Comment, extract.InComment},
		{`,"kind":"report","context":"summary"`, Report, extract.Summary},
	} {
		rs, err := Read(strings.NewReader(`{"id":"1","text":"A.","themes":{},"sentiment":"neutral"`+c.fields+`}`), "x")
		if err != nil {
			t.Fatal(err)
		}
		if r := rs[0]; r.Kind != c.kind || r.Context != c.want || r.Parse().Sentences[0].Context != c.want {
			t.Errorf("%s: %v in %v", c.fields, r.Kind, r.Context)
		}
	}
	for _, bad := range []string{`"kind":"poem"`, `"context":"attic"`, `"direction":{"a":"up"}`, `"tense":"soon","voice":"none"`, `"tense":"past","voice":"dog"`} {
		if _, err := Read(strings.NewReader(`{"id":"1","text":"A.","themes":{},"sentiment":"neutral",`+bad+`}`), "x"); err == nil || !strings.Contains(err.Error(), "x:1: ") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// What a file codes of change and time joins the record of its id.
func TestChangesJoinTheirRecords(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		f := filepath.Join(dir, name)
		if err := os.WriteFile(f, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return f
	}
	changes := write("change.jsonl", `{"id":"a","direction":{"oversight":"worsening"},"tense":"past","voice":"partner"}
{"id":"nobody","direction":{"oversight":"none"},"tense":"current","voice":"none"}
`)
	coded := write("coded.jsonl", `{"id":"a","text":"A.","themes":{"oversight":"negative"},"sentiment":"negative"}
{"id":"b","text":"B.","themes":{"oversight":"negative"},"sentiment":"negative","direction":{"oversight":"improving"}}
`)
	rs, err := ReadFiles(changes, coded)
	if err != nil || len(rs) != 2 {
		t.Fatalf("%d records, %v", len(rs), err)
	}
	a, b := rs[0].Change, rs[1].Change
	if a == nil || !a.Timed || a.Direction["oversight"] != stance.Worsening || a.Tense != extract.Past || a.Voice != stance.Partner {
		t.Errorf("a: %+v", a)
	}
	if b == nil || b.Timed || b.Direction["oversight"] != stance.Improving {
		t.Errorf("b: %+v", b)
	}
}
