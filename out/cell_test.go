package out

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"assay/internal/made"
	"assay/out/format"
)

func TestSafeCell(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "+44": "'+44", "-5": "'-5", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "": "", "a=b": "a=b", "'=": "'="} {
		if got := format.SafeCell(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestCSV tells null from the empty string and quotes what must be.
// TestFormatsAgree compares the cells of CSV with the values of JSON lines.
func TestFormatsAgree(t *testing.T) {
	dir, counts := write(t, Options{Formats: []Format{CSV, JSONL}, WithText: true}, 3, made.Options{Sentences: 30})
	for _, table := range TableNames() {
		f, err := os.Open(filepath.Join(dir, table+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil || int64(len(rows)-1) != counts.Rows[table] {
			t.Fatalf("%s: %d rows, %v; want %d", table, len(rows)-1, err, counts.Rows[table])
		}
		data, _ := os.ReadFile(filepath.Join(dir, table+".jsonl"))
		for n, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
			if len(rows) == 1 {
				break
			}
			var object map[string]json.RawMessage
			if err := json.Unmarshal([]byte(line), &object); err != nil {
				t.Fatalf("%s line %d: %v", table, n+1, err)
			}
			for i, name := range rows[0] {
				want := string(object[name])
				var text string
				if json.Unmarshal(object[name], &text) == nil {
					want = text
				}
				if got := rows[n+1][i]; got != want {
					t.Errorf("%s line %d: %s is %q in CSV, %q in JSON", table, n+1, name, got, want)
				}
			}
		}
	}
}

func TestRowsJSON(t *testing.T) {
	r := made.Result("a.html", 1, made.Options{Sentences: 20})
	rows, err := RowsJSON(r, DocExtra{}, Options{Themes: made.Themes, Tables: []string{"documents", "sentences", "mentions", "inspections"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 4 || len(rows["documents"]) != 1 || len(rows["sentences"]) != len(r.Sentences) || len(rows["mentions"]) != len(r.Mentions) || rows["inspections"] == nil || len(rows["inspections"]) != 0 {
		t.Errorf("%d tables, %d sentences, %d mentions", len(rows), len(rows["sentences"]), len(rows["mentions"]))
	}
	var m struct {
		Theme  string
		Stance string
		Cues   []struct {
			Text   string
			Weight float64
		}
	}
	for i, raw := range rows["mentions"] {
		if err := json.Unmarshal(raw, &m); err != nil || m.Theme != r.Mentions[i].Theme || m.Stance != r.Mentions[i].Class.String() || len(m.Cues) != len(r.Mentions[i].Cues) {
			t.Errorf("mention %d is %+v, %v", i, m, err)
		}
	}
	if _, err := RowsJSON(r, DocExtra{}, Options{}); err == nil {
		t.Error("mentions of themes that are not in the codebook pass")
	}
}

func TestMetadata(t *testing.T) {
	opt := Options{Themes: made.Themes, Tables: []string{"documents", "inspections"}, Meta: []MetaColumn{
		{"name", String}, {"places", Int64}, {"share", Float64}, {"open", Bool}, {"published_on", Date}, {"seen", TimestampUTC}}}
	r := made.Result("x/30 May 2018.pdf", 1, made.Options{Sentences: 5, Report: true})
	get := func(meta map[string]string) (doc, inspection map[string]any, err error) {
		rows, err := RowsJSON(r, DocExtra{Meta: meta, DuplicateOf: "first.pdf"}, opt)
		if err != nil {
			return nil, nil, err
		}
		if err := json.Unmarshal(rows["documents"][0], &doc); err != nil {
			return nil, nil, err
		}
		return doc, inspection, json.Unmarshal(rows["inspections"][0], &inspection)
	}
	doc, inspection, err := get(map[string]string{"name": " a ", "places": "12", "share": "0.12345", "open": "No", "published_on": "2024-02-29", "seen": "2024-02-29T10:15:00+02:00"})
	if err != nil {
		t.Fatal(err)
	}
	for column, want := range map[string]any{"meta_name": " a ", "meta_places": 12.0, "meta_share": 0.12345, "meta_open": false, "meta_published_on": "2024-02-29",
		"meta_seen": "2024-02-29T08:15:00Z", "duplicate_of": DocID("first.pdf"), "doc_id": DocID(r.Doc.URI)} {
		if doc[column] != want {
			t.Errorf("%s is %v, want %v", column, doc[column], want)
		}
	}
	if inspection["published_on"] != "2024-02-29" || inspection["published_source"] != "metadata" {
		t.Errorf("inspection is %v", inspection)
	}
	doc, inspection, err = get(nil)
	if err != nil || doc["meta_places"] != nil || inspection["published_on"] != "2018-05-30" || inspection["published_source"] != "file_name" {
		t.Errorf("without metadata: %v, %v, %v", doc, inspection, err)
	}
	for column, value := range map[string]string{"places": "1.5", "share": "NaN", "open": "perhaps", "published_on": "29/02/2024", "seen": "today"} {
		if _, _, err := get(map[string]string{column: value}); err == nil || !strings.Contains(err.Error(), "metadata column "+column) {
			t.Errorf("%s = %s: error is %v", column, value, err)
		}
	}
}
