package gold

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/classify/stance"
)

func TestRead(t *testing.T) {
	rs, err := Read(strings.NewReader(`{"id":"a","source":"x town/1.pdf","heading":"H","text":"T.","themes":{"oversight":"mixed"},"sentiment":"neutral"}

{"source":"y/2.pdf","text":"U.","sentiment":[0.5,0.3,0.1,0.08],"stance":{"caseloads":[0,1,0,0]}}
`), "f.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if len(rs) != 2 || rs[0].Soft || !rs[1].Soft || rs[1].Line != 3 || rs[0].Group() != "x town" {
		t.Fatalf("got %+v", rs)
	}
	if c, ok := rs[0].Stance("oversight"); !ok || c != stance.Mixed || Class(rs[0].Sentiment) != stance.Neutral {
		t.Errorf("first record: %+v", rs[0])
	}
	p := rs[1].Sentiment
	if sum := p[0] + p[1] + p[2] + p[3]; sum < 0.999999 || sum > 1.000001 {
		t.Errorf("probabilities add up to %v", sum)
	}
}

func TestErrorsNameFileAndLine(t *testing.T) {
	ok := `{"id":"a","text":"T.","themes":{},"sentiment":"neutral"}` + "\n"
	for bad, want := range map[string]string{
		`{"id":"b","themes":{},"sentiment":"neutral"}`:                          `f.jsonl:2: field "text" is missing`,
		`{"id":"b","text":" ","themes":{},"sentiment":"neutral"}`:               `f.jsonl:2: field "text" is missing or empty`,
		`{"id":"b","text":"T","themes":{}}`:                                     `f.jsonl:2: field "sentiment" is missing`,
		`{"id":"b","text":"T","sentiment":"neutral"}`:                           `f.jsonl:2: field "themes" is missing`,
		`{"text":"T","themes":{},"sentiment":"neutral"}`:                        `f.jsonl:2: field "id" is missing`,
		`{"id":"b","text":"T","themes":{},"sentiment":"good"}`:                  `f.jsonl:2: sentiment: unknown label "good"`,
		`{"id":"b","text":"T","themes":{"oversight":""},"sentiment":"neutral"}`: `f.jsonl:2: theme oversight: unknown label ""`,
		`{"text":"T","sentiment":[0.5,0.5,0.5,0.5]}`:                            `f.jsonl:2: sentiment: probabilities add up to 2`,
		`{"text":"T","sentiment":[1,0,0]}`:                                      `f.jsonl:2: sentiment: neither a label nor four`,
		`{"text":"T","sentiment":[2,-1,0,0]}`:                                   `f.jsonl:2: sentiment: probability 2 is outside`,
		`{"id":"b","text":"T","themes":{},"sentiment":"mixed","weight":-1}`:     `f.jsonl:2: weight -1 is not`,
		`["text"]`: `f.jsonl:2: not a JSON object`,
		`{"id":"a","text":"U","themes":{},"sentiment":"neutral"}` + " duplicate?": `f.jsonl:2: not a JSON object`,
	} {
		_, err := Read(strings.NewReader(ok+bad), "f.jsonl")
		var fe *FileError
		if !errors.As(err, &fe) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s\n got %v\nwant %s", bad, err, want)
		}
	}
}

func TestDuplicateIDsAcrossFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, s string) string {
		f := filepath.Join(dir, name)
		if err := os.WriteFile(f, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
		return f
	}
	a := write("a.jsonl", `{"id":"1","text":"T","themes":{},"sentiment":"neutral"}`)
	b := write("b.csv", "id,text,sentiment,theme:oversight\n2,\"two\nlines\",Positive,negative\n1,U,neutral,\n")
	_, err := ReadFiles(a, b)
	if err == nil || !strings.HasSuffix(err.Error(), `b.csv:4: id "1" stands already at `+a+":1") {
		t.Errorf("got %v", err)
	}
	rs, err := ReadFiles(b)
	if err != nil {
		t.Fatal(err)
	}
	if c, ok := rs[0].Stance("oversight"); !ok || c != stance.Negative || len(rs[1].Stances) != 0 || rs[0].Text != "two\nlines" {
		t.Errorf("got %+v", rs)
	}
	bad := write("c.csv", "id,text,sentiment\n1,T,\n")
	if _, err := ReadFiles(bad); err == nil || !strings.Contains(err.Error(), `c.csv:2: sentiment: unknown label ""`) {
		t.Errorf("got %v", err)
	}
}
