package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadMetadata(t *testing.T) {
	want := &Metadata{
		Columns: []MetadataColumn{{"region", StringColumn}, {"score", FloatColumn}, {"seen", DateColumn}, {"open", BoolColumn}},
		rows: map[string][]string{
			"a/b.pdf": {"North, upper", "1.5", "2024-02-29", "true"},
			"c.pdf":   {"", "", "", "false"},
		},
	}
	for name, text := range map[string]string{
		"csv":   "\uFEFFuri,region,score:float,seen:date,open:bool\na/b.pdf,\"North, upper\",1.50,2024-02-29,yes\nc.pdf,,,,0\n",
		"json":  `[{"uri":"a/b.pdf","region":"North, upper","score:float":1.50,"seen:date":"2024-02-29","open:bool":true},{"uri":"c.pdf","open:bool":false}]`,
		"jsonl": `{"uri":"a/b.pdf","region":"North, upper","score:float":1.50,"seen:date":"2024-02-29","open:bool":true}` + "\n" + `{"uri":"c.pdf","open:bool":"no"}`,
	} {
		got, err := ReadMetadata(strings.NewReader(text), name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Metadata{})); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestReadMetadataRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"name\nx\n":                   "no column uri",
		"uri,a,a\n":                   `two columns "a"`,
		"uri,a:number\n":              "unknown type",
		"uri,a:int\nx,1\ny,1.5\n":     `line 3: column a: "1.5" is not of type int`,
		"uri,a:float\nx,NaN\n":        "not of type float",
		"uri,a:date\nx,2023-02-29\n":  "not of type date",
		"uri,a\nx,1\nx,2\n":           `line 3: the uri "x" stands twice`,
		"uri,a\nx\n":                  "wrong number of fields",
		`[{"uri":"x","a:int":"one"}]`: "record 1: column a",
		`[{"uri":"x"},3]`:             "record 2: it is not an object",
	} {
		if _, err := ReadMetadata(strings.NewReader(text), "m"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got error %v, want one with %q", text, err, want)
		}
	}
}
