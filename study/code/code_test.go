package code

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"assay/classify/codebook"
	"assay/study"
	"assay/study/sample"
)

var themes = []codebook.Theme{{ID: "gardens", Label: "Gardens </script>", Definition: "What is grown."}}

func sentences() []sample.Sentence {
	d := &study.Doc{URI: "a/<b>.txt", Authority: "Northmere", Date: "2019-03-04"}
	return []sample.Sentence{
		{ID: "s1", Doc: d, Page: 3, Heading: "H </script><script>alert(1)</script>", Text: "The café’s garden 🌱 is a garden.", Before: "Before.", Stratum: "random",
			Marks: [][2]int32{{14, 20}, {31, 37}}},
		{ID: "s2", Doc: d, Text: "A \u202egarden.", Marks: [][2]int32{{5, 11}}, Stratum: "candidate:gardens"},
	}
}

func write(t *testing.T, list []sample.Sentence) (string, map[string]any) {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, "code", themes, list); err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?s)<script type="application/json" id="data">(.*?)</script>`).FindStringSubmatch(b.String())
	if m == nil {
		t.Fatal("no data")
	}
	var data map[string]any
	if err := json.Unmarshal([]byte(m[1]), &data); err != nil {
		t.Fatal(err)
	}
	return b.String(), data
}

func TestPage(t *testing.T) {
	page, data := write(t, sentences())
	if n := strings.Count(page, "<script"); n != 2 {
		t.Errorf("%d scripts: what a document says became one", n)
	}
	for _, want := range []string{"script-src 'sha256-", "default-src 'none'", "Gardens &lt;/script&gt;"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(page, "http:") || strings.Contains(page, "https:") || strings.Contains(page, " src=") {
		t.Error("the page names something elsewhere")
	}
	rows := data["rows"].([]any)
	first, second := rows[0].(map[string]any), rows[1].(map[string]any)
	if first["where"] != "Northmere 2019-03-04, page 3" || first["text"] != "The café’s garden 🌱 is a garden." {
		t.Errorf("%v", first)
	}
	// A browser counts UTF-16 units: é and ’ are one each, the plant two.
	marks, _ := json.Marshal(first["marks"])
	if string(marks) != "[[11,17],[26,32]]" {
		t.Errorf("marks %s", marks)
	}
	if second["shown"] != "A ‹U+202E›garden." || second["text"] != "A \u202egarden." || second["marks"] != nil {
		t.Errorf("%v", second)
	}
}

// TestDigest: the same sample has the same digest, under which a browser keeps
// the answers; another has another.
func TestDigest(t *testing.T) {
	page, one := write(t, sentences())
	same, two := write(t, sentences())
	if page != same || one["digest"] != two["digest"] {
		t.Error("the same sample gives another page")
	}
	other := sentences()
	other[1].Text = "B."
	other[1].Marks = nil
	if _, three := write(t, other); three["digest"] == one["digest"] {
		t.Error("another sample has the same digest")
	}
}
