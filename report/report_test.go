package report

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
	"assay/internal/made"
	"assay/out"
	"assay/out/disk"
	"assay/out/disk/disktest"
)

// attack tries to be markup, a link, a template and a change of direction.
const attack = `</script><script>alert(1)</script><a href="javascript:alert(2)" onclick='x'>{{.}}` + "\u202egnp\u202c\u2028"

// madeRun writes a run of three inspection reports and two articles with
// comments, with hostile text in everything a document can say.
func madeRun(t *testing.T, tables []string) string {
	t.Helper()
	dir := t.TempDir()
	w, err := out.NewTables(dir, out.Options{Themes: made.Themes, Tables: tables})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		r := made.Result(fmt.Sprintf("folder/%d <b>%s.txt", i, attack), uint64(i), made.Options{Sentences: 120, Report: i < 3})
		r.Title = attack
		for k := range r.Sentences {
			if r.Sentences[k].Speaker != "" {
				r.Sentences[k].Speaker = "Jo " + attack
			}
		}
		for k := range r.Comments {
			r.Comments[k].Author = attack
		}
		if in := r.Inspection; in != nil {
			in.LocalAuthority = []string{"Exampleshire", "Exampleshire", attack}[i]
			in.LeadInspector = attack
			in.Start = extract.Date{Year: in.Start.Year - 1, Month: in.Start.Month, Day: in.Start.Day + int8(i)}
		}
		extra := out.DocExtra{}
		if i == 4 {
			extra.DuplicateOf = fmt.Sprintf("folder/3 <b>%s.txt", attack)
		}
		if err := w.Add(r, extra); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.AddFailure(out.Failure{URI: attack + ".pdf", Stage: "read", Reason: corpus.Corrupt, Message: attack, Hint: attack}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// files are those of a report by name.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	paths, _ := filepath.Glob(filepath.Join(dir, Folder, "*"))
	for _, path := range append(paths, filepath.Join(dir, Page)) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, _ := filepath.Rel(dir, path)
		all[name] = string(b)
	}
	return all
}

func options() Options {
	opt := Options{Model: &stance.Card{Coded: 12, Figures: map[string]float64{"stance.accuracy": 0.8125}, Note: attack}, Phrases: map[string][]PhraseSide{}}
	for _, id := range made.Themes {
		opt.Themes = append(opt.Themes, Theme{ID: id, Label: id + attack, Definition: attack})
		opt.Phrases[id] = []PhraseSide{{Stance: "negative", Sentences: 3, Phrases: []Phrase{{Text: attack, In: 3, Times: 2, Example: attack}}}}
	}
	return opt
}

func TestHostileTextStaysText(t *testing.T) {
	dir := madeRun(t, nil)
	if err := Write(context.Background(), dir, options()); err != nil {
		t.Fatal(err)
	}
	all := files(t, dir)
	if len(all) < 8 {
		t.Fatalf("only %d files: %v", len(all), all)
	}
	script := regexp.MustCompile(`<script>|<a [^>]*javascript:|<b></|<[a-z]+ [^>]*\bonclick='`)
	paths := regexp.MustCompile(` data-copy="[^"]*"|^assayDocs(?s:.*)`) // paths are copied as they are
	for name, text := range all {
		if strings.HasSuffix(name, ".css") || slices.Contains(copied, strings.TrimPrefix(name, "report/")) {
			continue
		}
		if strings.ContainsAny(paths.ReplaceAllString(text, ""), "\u2028\u2029\u202e") {
			t.Errorf("%s holds what steers the writing", name)
		}
		if strings.HasSuffix(name, ".js") {
			if strings.Contains(text, "<") {
				t.Errorf("%s holds a <", name)
			}
			continue
		}
		if at := script.FindStringIndex(text); at != nil {
			t.Errorf("%s: markup from a document: %.120s", name, text[at[0]:])
		}
	}
	if page := html.UnescapeString(all[Page]); !strings.Contains(page, "‹U+202E›gnp") || !strings.Contains(page, "{{.}}") {
		t.Error("the hostile text is not shown as text")
	}
}

func TestEvidenceIsJSON(t *testing.T) {
	dir := madeRun(t, nil)
	if err := Write(context.Background(), dir, options()); err != nil {
		t.Fatal(err)
	}
	call := regexp.MustCompile(`(?s)^assay(?:Evidence\("([msa])",\d+,|Docs\()(.*)\);\n$`)
	rows := map[string]int{}
	for name, text := range files(t, dir) {
		m := call.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		var data struct {
			D [][2]json.RawMessage `json:"d"`
		}
		if err := json.Unmarshal([]byte(m[2]), &data); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, d := range data.D {
			var list [][]any
			if err := json.Unmarshal(d[1], &list); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			rows[m[1]] += len(list)
		}
	}
	// 3 reports of 120 findings and one article of 120 sentences with 3 comments;
	// the fifth document is a copy of the fourth.
	if rows["s"] != 4*120+3 {
		t.Errorf("%d sentences in the evidence, want %d", rows["s"], 4*120+3)
	}
	if rows["m"] == 0 {
		t.Error("no mentions in the evidence")
	}
}

func TestSameTablesSameBytes(t *testing.T) {
	dir := madeRun(t, nil)
	var before map[string]string
	for range 2 {
		if err := Write(context.Background(), dir, options()); err != nil {
			t.Fatal(err)
		}
		now := files(t, dir)
		for name := range now {
			if before != nil && before[name] != now[name] {
				t.Errorf("%s differs from one writing to the next", name)
			}
		}
		before = now
		if err := errors.Join(os.RemoveAll(filepath.Join(dir, Folder)), os.Remove(filepath.Join(dir, Page))); err != nil {
			t.Fatal(err)
		}
	}
}

func TestMissingTables(t *testing.T) {
	for _, without := range []string{"documents", "sentences", "mentions"} {
		var tables []string
		for _, name := range []string{"documents", "sentences", "mentions"} {
			if name != without {
				tables = append(tables, name)
			}
		}
		dir := madeRun(t, tables)
		var missing *MissingTable
		if err := Write(context.Background(), dir, options()); !errors.As(err, &missing) || missing.Table != without {
			t.Errorf("without %s: %v", without, err)
		}
		if _, err := os.Stat(filepath.Join(dir, Folder)); err == nil {
			t.Errorf("without %s: a folder was made", without)
		}
	}
	dir := madeRun(t, []string{"documents", "sentences", "mentions"})
	if err := Write(context.Background(), dir, options()); err != nil {
		t.Fatal(err)
	}
	if page := files(t, dir)[Page]; !strings.Contains(page, "<code>inspections</code>") {
		t.Error("the report does not say that inspections are missing")
	}
}

func TestNothingMeasured(t *testing.T) {
	dir := madeRun(t, nil)
	if err := Write(context.Background(), dir, Options{}); err != nil {
		t.Fatal(err)
	}
	page := files(t, dir)[Page]
	if !strings.Contains(page, "Not measured") {
		t.Error("a report without figures does not say so")
	}
	if !strings.Contains(page, "School hours visits") {
		t.Error("a theme nobody described is not called by its id")
	}
}

// Every file operation is made to fail once: Write must return the error.
func TestEveryFileCanFail(t *testing.T) {
	dir := madeRun(t, nil)
	count := &disktest.Faults{FS: disk.OS{}}
	opt := options()
	opt.FS, opt.Into = count, t.TempDir()
	if err := Write(context.Background(), dir, opt); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	for at := 1; at <= count.Count(); at++ {
		opt.FS, opt.Into = &disktest.Faults{FS: disk.OS{}, Fail: disktest.FailAt(at, broken)}, t.TempDir()
		if err := Write(context.Background(), dir, opt); !errors.Is(err, broken) {
			t.Errorf("operation %d failed and Write returned %v", at, err)
		}
	}
}

func TestSourceBase(t *testing.T) {
	for _, bad := range []string{"javascript:alert(1)", "files", "//host/x", "file:///etc", "https://"} {
		if out.CheckSourceBase(bad) == nil {
			t.Errorf("%q is taken for a source base", bad)
		}
	}
	d := &data{opt: Options{SourceBase: "https://files.example.org/in/"}}
	for _, c := range []struct {
		uri, media string
		page       int
		want       string
	}{
		{"a b/é #1?.pdf", "application/pdf", 3, "https://files.example.org/in/a%20b/%C3%A9%20%231%3F.pdf#page=3"},
		{"box.zip!in/a.html", "text/html", 2, "https://files.example.org/in/box.zip"},
		{"lines.jsonl#7", "text/plain", 0, "https://files.example.org/in/lines.jsonl"},
		{"odd!name.txt", "text/plain", 0, "https://files.example.org/in/odd%21name.txt"},
	} {
		if got := d.hrefAt(&document{uri: c.uri, media: c.media}, c.page); got != c.want && got != strings.ReplaceAll(c.want, "%21", "!") {
			t.Errorf("%s: %s, want %s", c.uri, got, c.want)
		}
	}
	dir := madeRun(t, nil)
	opt := options()
	opt.SourceBase = "https://files.example.org/in"
	if err := Write(context.Background(), dir, opt); err != nil {
		t.Fatal(err)
	}
	if page := files(t, dir); !strings.Contains(page["report/council-exampleshire.html"], `href="https://files.example.org/in/folder/0%20%3Cb%3E`) {
		t.Error("the council page does not link its sources")
	}
}

func BenchmarkWrite(b *testing.B) {
	dir := b.TempDir()
	w, err := out.NewTables(dir, out.Options{Themes: made.Themes, Tables: []string{"documents", "sentences", "mentions", "inspections", "judgements"}})
	if err != nil {
		b.Fatal(err)
	}
	r := made.Result("report.pdf", 1, made.Options{Sentences: 600, Report: true}) // one SIF report
	if err := errors.Join(w.Add(r, out.DocExtra{}), func() error { _, err := w.Close(); return err }()); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(r.Doc.Text)))
	for b.Loop() {
		into := b.TempDir()
		if err := Write(context.Background(), dir, Options{Into: into}); err != nil {
			b.Fatal(err)
		}
	}
}
