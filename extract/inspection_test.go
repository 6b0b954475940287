package extract

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract/gazetteer"
	"assay/internal/calendar"
)

var updateFacts = flag.Bool("update-facts", false, "rewrite the wanted facts of testdata/inspection")

var columnGap = regexp.MustCompile(`\S+(?: {1,2}\S+)*`)

// drawnDoc makes a document from a drawing of its pages: "=== page" starts a new
// one; three or more spaces part the cells of a row; a first line "order:
// columns" hands out each page's left column before its right one, as some
// PDF files do.
func drawnDoc(drawing string) *corpus.Document {
	byColumns := strings.HasPrefix(drawing, "order: columns\n")
	drawing = strings.TrimPrefix(drawing, "order: columns\n")
	doc := &corpus.Document{MediaType: "application/pdf"}
	type cell struct {
		text string
		x, y float32
	}
	var b strings.Builder
	for n, page := range strings.Split(drawing, "=== page\n") {
		var cells []cell
		for row, line := range strings.Split(page, "\n") {
			for _, m := range columnGap.FindAllStringIndex(line, -1) {
				x := len([]rune(line[:m[0]]))
				cells = append(cells, cell{line[m[0]:m[1]], 72 + 6*float32(x), 90 + 15*float32(row)})
			}
		}
		if byColumns {
			slices.SortStableFunc(cells, func(a, c cell) int {
				right := func(x float32) int {
					if x > 250 {
						return 1
					}
					return 0
				}
				return right(a.x) - right(c.x)
			})
		}
		start := int32(b.Len())
		for _, c := range cells {
			from := int32(b.Len())
			b.WriteString(c.text)
			doc.Lines = append(doc.Lines, corpus.Line{Span: corpus.Span{Start: from, End: int32(b.Len())}, Page: int32(n + 1),
				X: c.x, Y: c.y, Size: 12, Comment: -1})
			b.WriteByte('\n')
		}
		doc.Pages = append(doc.Pages, corpus.Span{Start: start, End: int32(b.Len())})
	}
	doc.Text = b.String()
	return doc
}

func factsText(doc *corpus.Document, in *Inspection) string {
	var b strings.Builder
	if in == nil {
		return "no inspection\n"
	}
	fmt.Fprintf(&b, "authority: %s\nframework: %s\nvisit: %s inferred=%v\ndates: %s to %s\npublished: %s %s\nlead: %s\n",
		in.LocalAuthority, in.Framework, in.VisitKind, in.VisitInferred, in.Start, in.End, in.Published, in.PublishedSource, in.LeadInspector)
	for _, j := range in.Judgements {
		if j.Status == StatusNotInFramework {
			continue
		}
		fmt.Fprintf(&b, "%s: %s", j.Key, j.Status)
		if j.Grade != "" {
			fmt.Fprintf(&b, ", %s", j.Grade)
		}
		if j.Len() > 0 {
			fmt.Fprintf(&b, ", page %d, %q", j.Page, j.Label)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestInspectionShapes reads the drawings in testdata/inspection: one for each
// shape of report. What is wanted stands after "=== want".
func TestInspectionShapes(t *testing.T) {
	files, _ := filepath.Glob("testdata/inspection/*.txt")
	if len(files) < 10 {
		t.Fatalf("%d drawings", len(files))
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			drawing, want, _ := strings.Cut(string(raw), "=== want\n")
			doc := drawnDoc(drawing)
			p := Extract(doc)
			got := factsText(doc, p.Inspection)
			if *updateFacts {
				if err := os.WriteFile(name, []byte(drawing+"=== want\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
			if p.Inspection == nil {
				return
			}
			if n := len(p.Inspection.Judgements); n != len(JudgementKeys) && n != 0 { // none for a kind without grades
				t.Errorf("%d judgements", len(p.Inspection.Judgements))
			}
			for _, j := range p.Inspection.Judgements {
				if j.Grade != "" && !strings.Contains(strings.ToLower(strings.Join(strings.Fields(j.Of(doc.Text)), " ")), strings.Fields(j.Grade)[0][:4]) {
					t.Errorf("%s: span %q does not hold the grade", j.Key, j.Of(doc.Text))
				}
			}
		})
	}
}

func TestAuthorityNames(t *testing.T) {
	g := gazetteer.England()
	for _, c := range []struct{ title, day, name, gss string }{
		{"Inspection of Bristol City Council children’s services", "", "Bristol", "E06000023"},
		{"Kingston upon Hull City Council", "", "Kingston upon Hull", "E06000010"},
		{"Royal Borough of Kingston upon Thames", "", "Kingston upon Thames", "E09000021"},
		{"St. Helens Metropolitan Borough Council", "", "St Helens", "E08000013"},
		{"Southend-on-Sea city council", "", "Southend-on-Sea", "E06000033"},
		{"Council of the Isles of Scilly", "", "Isles of Scilly", "E06000053"},
		{"Telford & Wrekin Council", "", "Telford and Wrekin", "E06000020"},
		{"Nottinghamshire County Council", "", "Nottinghamshire", "E10000024"},
		{"Nottingham City Council", "", "Nottingham", "E06000018"},
		{"North Yorkshire County Council", "2018-07-01", "North Yorkshire", "E10000023"},
		{"North Yorkshire Council", "2024-07-01", "North Yorkshire", "E06000065"},
		{"Dorset County Council", "2016-02-01", "Dorset", "E10000009"},
		{"Dorset Council", "2021-09-27", "Dorset", "E06000059"},
		{"Bournemouth, Christchurch & Poole Council", "2021-12-06", "Bournemouth, Christchurch and Poole", "E06000058"},
		{"Borough of Poole", "2015-01-01", "Poole", "E06000029"},
		{"North East Lincolnshire Council", "", "North East Lincolnshire", "E06000012"},
		{"Inspection of Slough Children First for Slough Borough Council", "", "Slough", "E06000039"},
		{"Inspection of Birmingham Children’s Trust", "", "Birmingham", "E08000025"},
		{"London Corporation", "", "City of London", "E09000001"},
		{"Newcastle-under-Lyme Borough Council", "", "", ""},
	} {
		a := g.Pick(c.title, calendar.Parse(c.day))
		if a == nil {
			a = &gazetteer.Authority{}
		}
		if a.Name != c.name || a.GSS != c.gss {
			t.Errorf("%s on %q: got %s %s", c.title, c.day, a.Name, a.GSS)
		}
	}
	today := 0
	for _, a := range g.Authorities {
		if a.In(Date{}) {
			today++
		}
	}
	if today != 153 {
		t.Errorf("%d authorities today, not 153", today)
	}
}

// TestPlaceIn: a council that no register knows is named as printed, and words
// for a form of government alone are no name.
func TestPlaceIn(t *testing.T) {
	for title, want := range map[string]string{
		"Inspection of Northmere County Council local authority children’s services": "Northmere",
		"Focused visit to Saltmarsh City Council children’s services":                "Saltmarsh",
		"Inspection of services in Eastholme":                                        "Eastholme",
		"Eastholme Borough Council Inspection of services for children in need of help and protection, children looked after " +
			"and care leavers and Review of the effectiveness of the Local Safeguarding Children Board": "",
		"Joint inspection of the Local Area": "",
	} {
		if got := placeIn(title); got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}
