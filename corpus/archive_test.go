package corpus

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"assay/corpus/corpustest"
)

// Short names for what the tests of this package are made from.
var (
	text    = corpustest.Text
	zipped  = corpustest.Zip
	tarred  = corpustest.Tar
	gzipped = corpustest.Gzip
	zstded  = corpustest.Zstd
	textPDF = corpustest.TextPDF
)

type file = corpustest.File

func rawFile(name string, data []byte) file { return file{Name: name, Data: data} }

// folder writes files into a new folder.
func folder(t testing.TB, files ...file) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		path := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// outcome is what a folder comes to: the uris of the documents in order, and
// the reasons of everything else.
type outcome struct {
	Read []string
	Not  map[string]Reason
}

func outcomeOf(t testing.TB, r *Reader, l *Listing) outcome {
	t.Helper()
	docs, lost := readAll(t, r, l)
	o := outcome{Not: map[string]Reason{}}
	for _, s := range l.Sources {
		if docs[s.URI] != nil {
			o.Read = append(o.Read, s.URI)
		}
	}
	for _, x := range l.Losses {
		o.Not[x.URI] = x.Reason
	}
	for uri, x := range lost {
		o.Not[uri] = x.Reason
	}
	for _, x := range slices.Concat(l.Losses, slices.Collect(maps.Values(lost))) {
		if x.Stage != "list" && x.Stage != "read" || x.Hint == "" {
			t.Errorf("%s: stage %q, hint %q", x.URI, x.Stage, x.Hint)
		}
	}
	return o
}

func TestArchives(t *testing.T) {
	inner := []file{text("b.txt", "The second letter."), text("a.txt", "The first letter."), text("sub/report.md", "# A report\n\nIt is short.")}
	dir := folder(t,
		rawFile("x.zip", zipped(inner...)),
		rawFile("x.tar", tarred(inner...)),
		rawFile("x.tar.gz", gzipped(tarred(inner...))),
		rawFile("x.tgz", gzipped(tarred(append([]file{text("./", ""), text("./dot.txt", "From a folder.")}, inner[0])...))),
		rawFile("x.tar.zst", zstded(tarred(inner...))),
		rawFile("plain.txt.gz", gzipped([]byte("A compressed letter."))),
		rawFile("plain.txt.zst", zstded([]byte("A compressed letter."))),
		rawFile("r.pdf.gz", gzipped(textPDF("A compressed report."))),
		rawFile("pdfs.tar.gz", gzipped(tarred(rawFile("p.pdf", textPDF("In an archive.")), rawFile("q.pdf.zst", zstded(textPDF("Twice packed.")))))),
		rawFile("nested.zip", zipped(rawFile("in.zip", zipped(inner[0])), rawFile("in.tgz", gzipped(tarred(inner[1]))))),
		rawFile("nested.tar.gz", gzipped(tarred(rawFile("in.zip", zipped(inner[0])), text("after.txt", "After it.")))),
		rawFile("deep.zip", zipped(rawFile("d2.zip", zipped(rawFile("d3.zip", zipped(inner[0])), inner[1])))),
		rawFile("news.jsonl", []byte(`{"id":"n1","text":"One.","title":"T","place":"Here","n":3}`+"\n\n"+`{"text":"Two."}`+"\nbroken\n"+`{"id":"n1","text":"Again."}`+"\n"+`{"id":"n4"}`+"\n")),
		rawFile("news.jsonl.gz", gzipped([]byte(`{"id":7,"text":"Seven."}`+"\n"))),
		rawFile("evil.zip", zipped(text("../up.txt", "x"), text("/abs.txt", "x"), text(`..\up.txt`, "x"), text("ok.txt", "fine"), text(".hidden", "x"), text("dir/.git/x", "x"), text("~$a.docx", "x"))),
		rawFile("cut.tar", tarred(text("one.txt", "Whole."), text("two.txt", strings.Repeat("cut ", 1000)))[:3000]),
		rawFile("cut.zip", zipped(inner...)[:100]),
		rawFile("same.zip", zipped(text("a.txt", "one"), text("a.txt", "two"))),
		rawFile("not.zip", []byte("not an archive")),
		rawFile("sheet.bin", zipped(text("[Content_Types].xml", `<Types><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>`), text("xl/workbook.bin", "x"))),
	)
	got := outcomeOf(t, testReader(t, nil), list(t, dir))
	want := outcome{
		Read: []string{
			"deep.zip!d2.zip!a.txt", "evil.zip!ok.txt",
			"nested.tar.gz!in.zip!b.txt", "nested.tar.gz!after.txt", "nested.zip!in.zip!b.txt", "nested.zip!in.tgz!a.txt",
			"news.jsonl#n1", "news.jsonl#3", "news.jsonl#n1~2", "news.jsonl.gz#7",
			"cut.tar!one.txt",
			"pdfs.tar.gz!p.pdf", "pdfs.tar.gz!q.pdf.zst", "plain.txt.gz", "plain.txt.zst", "r.pdf.gz",
			"same.zip!a.txt", "same.zip!a.txt~2",
			"x.tar!b.txt", "x.tar!a.txt", "x.tar!sub/report.md", "x.tar.gz!b.txt", "x.tar.gz!a.txt", "x.tar.gz!sub/report.md",
			"x.tar.zst!b.txt", "x.tar.zst!a.txt", "x.tar.zst!sub/report.md", "x.tgz!dot.txt", "x.tgz!b.txt",
			"x.zip!b.txt", "x.zip!a.txt", "x.zip!sub/report.md",
		},
		Not: map[string]Reason{
			"deep.zip!d2.zip!d3.zip": TooDeep,
			"news.jsonl#4":           Corrupt, "news.jsonl#n4": Corrupt,
			"evil.zip!../up.txt": BadPath, "evil.zip!/abs.txt": BadPath, `evil.zip!..\up.txt`: BadPath,
			"evil.zip!.hidden": Hidden, "evil.zip!dir/.git/x": Hidden, "evil.zip!~$a.docx": LockFile,
			"cut.tar": Corrupt, "cut.zip": Corrupt, "not.zip": FormatMismatch, "sheet.bin": Unsupported,
		},
	}
	slices.SortStableFunc(want.Read, func(a, b string) int {
		ka, _, _ := strings.Cut(strings.ReplaceAll(a, "#", "!"), "!")
		kb, _, _ := strings.Cut(strings.ReplaceAll(b, "#", "!"), "!")
		return strings.Compare(ka, kb)
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRecordFields(t *testing.T) {
	dir := folder(t, text("news.jsonl", `{"key":"n1","body":"One.","title":"T","place":"Here","n":3,"tags":["a", "b"],"none":null,"published_on":"2024-05-06T10:00:00Z"}`+"\n"))
	fields := JSONLFields{Text: "body", ID: "key"}
	l, err := List(context.Background(), []Input{{Name: "set", Path: dir}}, ListOptions{JSONL: fields})
	if err != nil {
		t.Fatal(err)
	}
	docs, lost := readAll(t, testReader(t, func(o *Options) { o.JSONL = fields }), l)
	d := docs["set/news.jsonl#n1"]
	if d == nil {
		t.Fatal(l.Sources, lost)
	}
	want := Meta{Title: "T", Published: "2024-05-06", PublishedSource: "jsonl", ExpectedComments: -1,
		Fields: map[string]string{"place": "Here", "n": "3", "tags": `["a","b"]`}}
	if diff := cmp.Diff(want, d.Meta); diff != "" {
		t.Error(diff)
	}
}

// TestArchiveDepth: two archives within each other are opened, whatever kind they are,
// and a third is not; lines of JSONL are no level of their own.
func TestArchiveDepth(t *testing.T) {
	letter := text("a.txt", "The first letter.")
	packs := map[string]func(...file) []byte{
		"zip": zipped, "tar": tarred, "tgz": func(files ...file) []byte { return gzipped(tarred(files...)) },
	}
	want := outcome{Not: map[string]Reason{}}
	var files []file
	for _, name := range []string{"tar", "tgz", "zip"} {
		pack := packs[name]
		for _, inner := range []string{"tar", "tgz", "zip"} {
			two := pack(rawFile("b."+inner, packs[inner](letter, rawFile("lines.jsonl", []byte(`{"id":"n1","text":"One."}`+"\n")))))
			three := pack(rawFile("b."+name, pack(rawFile("c."+inner, packs[inner](letter)), letter)))
			at := inner + "-in-" + name + "." + name
			files = append(files, rawFile("2"+at, two), rawFile("3"+at, three))
			want.Read = append(want.Read, "2"+at+"!b."+inner+"!a.txt", "2"+at+"!b."+inner+"!lines.jsonl#n1", "3"+at+"!b."+name+"!a.txt")
			want.Not["3"+at+"!b."+name+"!c."+inner] = TooDeep
		}
	}
	got := outcomeOf(t, testReader(t, nil), list(t, folder(t, files...)))
	slices.Sort(want.Read)
	slices.Sort(got.Read)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
