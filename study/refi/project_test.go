package refi

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"assay/classify/codebook"
	"assay/classify/gold"
	"assay/classify/stance"
	"assay/internal/textrun"
	"assay/out/load"
	"assay/study"
)

func exampleRun(t *testing.T) *study.Run {
	t.Helper()
	r, err := study.Open(context.Background(), textrun.Write(t, textrun.ParseAll(t, "../../examples/corpus"), codebook.Builtin()))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func written(t *testing.T, p *Project) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t *testing.T, data []byte) (*Project, []string) {
	t.Helper()
	p, notes, err := ReadProject(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return p, notes
}

func member(t *testing.T, data []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestRunGoesOutAndComesBack: the mentions of a run, out as a project and in as
// coded sentences, are the same mentions.
func TestRunGoesOutAndComesBack(t *testing.T) {
	ctx := context.Background()
	r := exampleRun(t)
	p, err := FromRun(ctx, r, codebook.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	data := written(t, p)
	if problems := check(member(t, data, projectFile)); len(problems) > 0 {
		t.Fatalf("not by the schema: %q", problems)
	}
	again, notes := read(t, data)
	if len(notes) > 0 {
		t.Errorf("notes %q", notes)
	}
	if second := written(t, again); !bytes.Equal(second, data) {
		t.Error("read and written again it is another file")
	}
	list, notes, err := again.CodedSentences(CodedOptions{Book: codebook.Builtin()})
	if err != nil || len(notes) > 0 {
		t.Fatal(err, notes)
	}
	var got, want []string
	for _, c := range list {
		for theme, class := range c.Themes {
			got = append(got, c.Source+"|"+c.Text+"|"+c.Heading+"|"+theme+"|"+class)
		}
	}
	texts := map[string][]string{}
	if err := load.Rows(ctx, r.Dir, "sentences", []string{"sentence_id", "doc_id", "text", "heading"}, func(c []string) error {
		texts[c[0]] = slices.Clone(c)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := load.Rows(ctx, r.Dir, "mentions", []string{"sentence_id", "theme", "stance"}, func(c []string) error {
		s := texts[c[0]]
		want = append(want, r.Doc(s[1]).URI+"|"+s[2]+"|"+s[3]+"|"+c[1]+"|"+c[2])
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) || len(got) < 20 {
		t.Errorf("%d mentions went out, %d came back\n%s\n\n%s", len(want), len(got), strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if i := slices.IndexFunc(again.Cases, func(c Case) bool { return c.Name == "Northmere" }); i < 0 || len(again.Cases[i].Sources) == 0 {
		t.Errorf("cases %+v", again.Cases)
	}
	// What is read can be measured.
	var b bytes.Buffer
	if err := WriteCoded(&b, list); err != nil {
		t.Fatal(err)
	}
	records, err := gold.Read(&b, "coded.jsonl")
	if err != nil || len(records) != len(list) || !records[0].ThemesOnly || !records[0].Asks("oversight") || records[0].Asks("gardens") {
		t.Errorf("%v, %d records", err, len(records))
	}
}

// foreign is a project as other programs write one: CRLF, characters outside the
// basic plane, selections of words and over sentences, two coders, a PDF with a
// representation, a picture.
func foreign(t *testing.T, change func(map[string]string)) []byte {
	t.Helper()
	text := "Interview 🌱 one\r\n\r\nThe garden is lovely. But it is small, and nobody mows it.\r\n\r\nWe like the café. We like the pond.\r\n"
	at := func(s string) string {
		i := strings.Index(text, s)
		from := len([]rune(text[:i]))
		return fmt.Sprintf(`startPosition="%d" endPosition="%d"`, from, from+len([]rune(s)))
	}
	guid := func(n int) string { return fmt.Sprintf("00000000-0000-0000-0000-%012d", n) }
	n := 100
	selection := func(s string, user int, code int) string {
		n += 2
		return fmt.Sprintf(`<PlainTextSelection guid="%s" %s><Coding guid="%s" creatingUser="%s"><CodeRef targetGUID="{%s}"/></Coding></PlainTextSelection>`,
			guid(n), at(s), guid(n+1), guid(user), strings.ToUpper(guid(code)))
	}
	members := map[string]string{
		"project.qde": `<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Home life" origin="Other 2">
<Users><User guid="` + guid(1) + `" name="Ann"/><User guid="` + guid(2) + `" name="Ben"/></Users>
<CodeBook><Codes><Code guid="` + guid(10) + `" name="Gardens" isCodable="true"><Code guid="` + guid(11) + `" name="Positive" isCodable="true"/><Code guid="` + guid(12) + `" name="negative" isCodable="true"/></Code>
<Code guid="` + guid(13) + `" name="Ponds" isCodable="true"/></Codes></CodeBook>
<Sources>
<TextSource guid="` + guid(20) + `" name="Interview 1" plainTextPath="internal://one.txt">` +
			selection("garden is lovely", 1, 11) + selection("lovely. But it is small, and nobody mows it.", 1, 12) + selection("pond", 1, 13) +
			selection("The garden is lovely.", 2, 12) + `</TextSource>
<PDFSource guid="` + guid(21) + `" name="Letter" path="internal://two.pdf"><Representation guid="` + guid(22) + `" plainTextPath="internal://two.txt"/></PDFSource>
<PictureSource guid="` + guid(23) + `" name="Photo"/>
</Sources></Project>`,
		"Sources/one.txt": "\ufeff" + text,
		"Sources/two.txt": "A letter.",
	}
	if change != nil {
		change(members)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, s := range members {
		f, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(f, s)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCodingsOfOtherPrograms(t *testing.T) {
	p, notes := read(t, foreign(t, nil))
	if len(p.Sources) != 2 || !reflect.DeepEqual(notes, []string{"1 of PictureSource are left out: only text is read"}) {
		t.Fatalf("%d sources, notes %q", len(p.Sources), notes)
	}
	if _, _, err := p.CodedSentences(CodedOptions{}); err == nil || !strings.Contains(err.Error(), "2 people coded") {
		t.Errorf("two coders: %v", err)
	}
	if _, _, err := p.CodedSentences(CodedOptions{Coder: "Cem"}); err == nil || !strings.Contains(err.Error(), `no user "Cem"`) {
		t.Errorf("nobody: %v", err)
	}
	show := func(opt CodedOptions) (lines []string, notes []string) {
		list, notes, err := p.CodedSentences(opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			themes, _ := json.Marshal(c.Themes)
			lines = append(lines, c.Text+" "+string(themes))
		}
		return lines, notes
	}
	ann, notes := show(CodedOptions{Coder: "ann"})
	want := []string{`The garden is lovely. {"gardens":"positive"}`, `But it is small, and nobody mows it. {"gardens":"negative"}`}
	if !slices.Equal(ann, want) || len(notes) != 1 || !strings.Contains(notes[0], "1 coding: they say no stance") {
		t.Errorf("Ann: %q %q", ann, notes)
	}
	neutral := stance.Neutral
	ben, _ := show(CodedOptions{Coder: "Ben", Uncoded: true, Plain: &neutral})
	if len(ben) != 5 || ben[0] != "Interview 🌱 one {}" || ben[1] != `The garden is lovely. {"gardens":"negative"}` || ben[4] != "We like the pond. {}" {
		t.Errorf("Ben: %q", ben)
	}
	all, notes := show(CodedOptions{Coder: "Ann", Plain: &neutral})
	if len(notes) > 0 || all[2] != `We like the pond. {"ponds":"neutral"}` {
		t.Errorf("with a stance for plain codings: %q %q", all, notes)
	}
	// A code that is another theme's by its GUID counts as that theme.
	book := parse(t, "themes:\n  - id: lawns\n    guid: 00000000-0000-0000-0000-000000000010\n    include: [lawn]\n")
	own, _ := show(CodedOptions{Coder: "Ann", Book: book})
	if own[0] != `The garden is lovely. {"lawns":"positive"}` {
		t.Errorf("by GUID: %q", own)
	}
}

// TestFit: positions of programs that count a line end as one character, or that
// give the last character and not the one after it.
func TestFit(t *testing.T) {
	text := "One line.\r\nTwo lines.\r\nThe pond is deep.\r\nAll."
	unix := strings.ReplaceAll(text, "\r\n", "\n")
	selection := func(in, s string, more int) *node {
		from := strings.Index(in, s)
		return &node{attrs: map[string]string{"startPosition": fmt.Sprint(from), "endPosition": fmt.Sprint(from + len(s) - more)}}
	}
	for name, c := range map[string]struct {
		in, want string
		more     int
	}{"plain": {text, text, 0}, "inclusive": {text, text, 1}, "line ends": {unix, unix, 0}, "both": {unix, unix, 1}} {
		s := &Source{Text: text}
		more := fit(s, []*node{selection(c.in, "Two lines", c.more), selection(c.in, "pond is", c.more), selection(c.in, "deep", c.more)})
		if s.Text != c.want || more != c.more {
			t.Errorf("%s: more %d, text %q", name, more, s.Text)
		}
	}
}

// TestHostileProjects: a project is read under the limits of archives.
func TestHostileProjects(t *testing.T) {
	for name, c := range map[string]struct {
		change func(map[string]string)
		want   string
	}{
		"bomb":     {func(m map[string]string) { m["Sources/one.txt"] = strings.Repeat("\x00", 40<<20) }, "inflates too much"},
		"path":     {func(m map[string]string) { m["../evil.txt"] = "x" }, "leads out of it"},
		"doctype":  {func(m map[string]string) { m["project.qde"] = `<!DOCTYPE a [<!ENTITY x "y">]><Project/>` }, "DOCTYPE"},
		"deep":     {func(m map[string]string) { m["project.qde"] = strings.Repeat("<a>", 200) }, "nested deeper"},
		"none":     {func(m map[string]string) { delete(m, "project.qde") }, "no member project.qde"},
		"no text":  {func(m map[string]string) { delete(m, "Sources/one.txt") }, `source "Interview 1": there is no member`},
		"not utf8": {func(m map[string]string) { m["Sources/one.txt"] = "a\xff" }, "not UTF-8"},
		"no codes": {func(m map[string]string) {
			m["project.qde"] = `<Project xmlns="urn:QDA-XML:project:1.0" name="x"><CodeBook><Codes/></CodeBook></Project>`
		}, "no code"},
	} {
		data := foreign(t, c.change)
		_, _, err := ReadProject(bytes.NewReader(data), int64(len(data)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	short := foreign(t, func(m map[string]string) { m["Sources/one.txt"] = "short" })
	if p, notes := read(t, short); len(p.Sources[0].Selections) != 0 || len(notes) != 5 {
		t.Errorf("selections outside the text: %+v %q", p.Sources[0].Selections, notes)
	}
	if _, _, err := ReadProject(strings.NewReader("no zip"), 6); err == nil {
		t.Error("not a ZIP file")
	}
}

// TestSamplesOfOtherPrograms reads projects that other programs wrote, where the
// variable names a folder of them: they are not part of the repository.
func TestSamplesOfOtherPrograms(t *testing.T) {
	dir := os.Getenv("ASSAY_QDPX_SAMPLES")
	if dir == "" {
		t.Skip("ASSAY_QDPX_SAMPLES names no folder of .qdpx files")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.qdpx"))
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no files")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p, notes, err := ReadProject(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		neutral := stance.Neutral
		n := 0
		for _, u := range append(p.Users, User{}) {
			list, _, err := p.CodedSentences(CodedOptions{Coder: u.GUID, Plain: &neutral})
			if err == nil {
				n += len(list)
			}
		}
		t.Logf("%s by %s: %d sources, %d codes, %d coded sentences, notes %q", filepath.Base(file), p.Origin, len(p.Sources), len(p.Codes), n, notes)
	}
}
