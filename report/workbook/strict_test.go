package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"assay/out"
)

// What Excel refuses to open, or opens only after it has repaired it, by its
// specification and by the schema of the parts (ECMA-376, part 1): the other readers
// here take much of it as it comes, so that nobody would see it before a reader does.
const (
	mostSheetName   = 31
	mostSheetLinks  = 65_530
	mostLinkTarget  = 2_079
	mostColumns     = 16_384
	mostRowHeight   = 409
	mostColumnWidth = 255
	mostCellStyles  = 65_490
	mostColumnName  = 255
)

// sheetOrder is the order that the parts of a worksheet must stand in.
var sheetOrder = []string{"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks",
	"printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "drawing", "legacyDrawing", "tableParts", "extLst"}

// node is an element of a part, whatever it is.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []node     `xml:",any"`
	Text    string     `xml:",chardata"`
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (n *node) number(name string) int {
	x, err := strconv.Atoi(n.attr(name))
	if err != nil {
		return -1
	}
	return x
}

// child is the first element of a name, an empty one where there is none.
func (n *node) child(name string) *node {
	for i := range n.Nodes {
		if n.Nodes[i].XMLName.Local == name {
			return &n.Nodes[i]
		}
	}
	return &node{}
}

// book is a workbook as its parts, and what is wrong with it.
type book struct {
	parts map[string]*node
	wrong []string
}

func (b *book) complain(format string, args ...any) {
	if len(b.wrong) < 20 {
		b.wrong = append(b.wrong, fmt.Sprintf(format, args...))
	}
}

// refused are the complaints of a strict reader about the workbook at path.
func refused(t *testing.T, file string) []string {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	b := &book{parts: map[string]*node{}}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		part := &node{}
		if err := xml.NewDecoder(bytes.NewReader(data)).Decode(part); err != nil {
			b.complain("%s: %v", f.Name, err) // control characters among it
			continue
		}
		b.parts[f.Name] = part
	}
	styles := b.styles()
	names := b.sheetNames()
	for name, part := range b.parts {
		switch {
		case strings.HasSuffix(name, ".rels"):
			b.relations(name, part)
		case strings.HasPrefix(name, "xl/worksheets/"):
			b.sheet(name, part, styles)
		case strings.HasPrefix(name, "xl/tables/"):
			b.table(name, part, names)
		}
	}
	b.types()
	return b.wrong
}

// types holds that every part has a content type.
func (b *book) types() {
	types := b.parts["[Content_Types].xml"]
	known := map[string]bool{}
	for i := range types.Nodes {
		known[types.Nodes[i].attr("PartName")+"."+types.Nodes[i].attr("Extension")] = true
	}
	for name := range b.parts {
		if name != "[Content_Types].xml" && !known["/"+name+"."] && !known["."+strings.TrimPrefix(path.Ext(name), ".")] {
			b.complain("%s has no content type", name)
		}
	}
}

// styles checks the styles and says how many there are.
func (b *book) styles() int {
	s := b.parts["xl/styles.xml"]
	formats := map[int]bool{}
	for _, f := range s.child("numFmts").Nodes {
		formats[f.number("numFmtId")] = true
	}
	for _, group := range []string{"numFmts", "fonts", "fills", "borders", "cellXfs", "cellStyleXfs", "dxfs"} {
		if g := s.child(group); g.attr("count") != "" && g.number("count") != len(g.Nodes) {
			b.complain("%s: %d announced, %d there", group, g.number("count"), len(g.Nodes))
		}
	}
	xfs := s.child("cellXfs").Nodes
	for i := range xfs {
		for name, of := range map[string]string{"fontId": "fonts", "fillId": "fills", "borderId": "borders"} {
			if xfs[i].number(name) >= len(s.child(of).Nodes) {
				b.complain("style %d: no %s %d", i, name, xfs[i].number(name))
			}
		}
		if id := xfs[i].number("numFmtId"); id >= 164 && !formats[id] {
			b.complain("style %d: no number format %d", i, id)
		}
	}
	if len(xfs) > mostCellStyles {
		b.complain("%d styles", len(xfs))
	}
	return len(xfs)
}

// sheetNames checks the names of sheets and those defined, and gives the latter.
func (b *book) sheetNames() map[string]bool {
	seen := map[string]bool{}
	sheets := b.parts["xl/workbook.xml"].child("sheets").Nodes
	for i := range sheets {
		name := sheets[i].attr("name")
		if name == "" || len(utf16.Encode([]rune(name))) > mostSheetName || strings.ContainsAny(name, `[]:*?/\`) || strings.Trim(name, "'") != name || seen[strings.ToLower(name)] {
			b.complain("sheet name %q", name)
		}
		seen[strings.ToLower(name)] = true
	}
	names := map[string]bool{}
	for _, n := range b.parts["xl/workbook.xml"].child("definedNames").Nodes {
		key := strings.ToLower(n.attr("name")) + "@" + n.attr("localSheetId")
		if names[key] || n.number("localSheetId") >= len(sheets) {
			b.complain("defined name %s", key)
		}
		names[key] = true
	}
	return names
}

// relations holds that what a part points to is there, and short enough.
func (b *book) relations(name string, part *node) {
	ids := map[string]bool{}
	base := path.Dir(path.Dir(name))
	for _, r := range part.Nodes {
		target := r.attr("Target")
		if ids[r.attr("Id")] {
			b.complain("%s: id %s twice", name, r.attr("Id"))
		}
		ids[r.attr("Id")] = true
		if r.attr("TargetMode") == "External" {
			if n := len(utf16.Encode([]rune(target))); n > mostLinkTarget {
				b.complain("%s: a link of %d characters", name, n)
			}
			if _, err := url.Parse(target); err != nil || strings.ContainsAny(target, " \"<>\\^`{|}") {
				b.complain("%s: %q is no address", name, target)
			}
			continue
		}
		at := strings.TrimPrefix(target, "/")
		if at == target {
			at = path.Join(base, target)
		}
		if b.parts[at] == nil {
			b.complain("%s: no part %s", name, at)
		}
	}
}

// sheet checks a worksheet: order, limits, styles, links.
func (b *book) sheet(name string, part *node, styles int) {
	last := -1
	for i := range part.Nodes {
		k := slices.Index(sheetOrder, part.Nodes[i].XMLName.Local)
		if k <= last {
			b.complain("%s: %s stands in the wrong place", name, part.Nodes[i].XMLName.Local)
		}
		last = k
	}
	for _, c := range part.child("cols").Nodes {
		if w, err := strconv.ParseFloat(c.attr("width"), 64); err != nil || w > mostColumnWidth {
			b.complain("%s: a column %s wide", name, c.attr("width"))
		}
	}
	line := 0
	for _, row := range part.child("sheetData").Nodes {
		if h := row.attr("ht"); h != "" {
			if x, err := strconv.ParseFloat(h, 64); err != nil || x > mostRowHeight {
				b.complain("%s: row %s is %s tall", name, row.attr("r"), h)
			}
		}
		if row.number("r") <= line || row.number("r") > maxSheetRows {
			b.complain("%s: row %s after %d", name, row.attr("r"), line)
		}
		line = row.number("r")
		column := 0
		for k := range row.Nodes {
			c := &row.Nodes[k]
			col, at, err := excelize.CellNameToCoordinates(c.attr("r"))
			if err != nil || at != line || col <= column || col > mostColumns {
				b.complain("%s: cell %s", name, c.attr("r"))
			}
			column = col
			if c.number("s") >= styles {
				b.complain("%s: cell %s has style %s of %d", name, c.attr("r"), c.attr("s"), styles)
			}
			if n := len(utf16.Encode([]rune(c.child("is").child("t").Text))); n > maxCellChars {
				b.complain("%s: cell %s has %d characters", name, c.attr("r"), n)
			}
		}
	}
	b.links(name, part)
}

func (b *book) links(name string, part *node) {
	targets := map[string]bool{}
	if rels := b.parts[path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")]; rels != nil {
		for _, r := range rels.Nodes {
			targets[r.attr("Id")] = true
		}
	}
	links := part.child("hyperlinks").Nodes
	cells := map[string]bool{}
	for _, l := range links {
		if !targets[l.attr("id")] || cells[l.attr("ref")] {
			b.complain("%s: link at %s", name, l.attr("ref"))
		}
		cells[l.attr("ref")] = true
	}
	if len(links) > mostSheetLinks {
		b.complain("%s: %d links", name, len(links))
	}
	for _, p := range part.child("tableParts").Nodes {
		if !targets[p.attr("id")] {
			b.complain("%s: no table %s", name, p.attr("id"))
		}
	}
}

var tableName = regexp.MustCompile(`^[A-Za-z_\\][A-Za-z0-9_.\\]*$`)

// table checks a table: its name, and its columns against the header.
func (b *book) table(name string, part *node, names map[string]bool) {
	for _, key := range []string{"name " + strings.ToLower(part.attr("displayName")), "id " + part.attr("id"), strings.ToLower(part.attr("displayName")) + "@"} {
		if names[key] {
			b.complain("%s: %s twice", name, key)
		}
		names[key] = true
	}
	if n := part.attr("displayName"); !tableName.MatchString(n) || len(n) > mostColumnName {
		b.complain("%s: the name %q", name, n)
	}
	var header *node
	for at, rels := range b.parts { // the sheet whose relations name this table
		for _, r := range rels.Nodes {
			if strings.HasPrefix(at, "xl/worksheets/_rels/") && path.Base(r.attr("Target")) == path.Base(name) {
				if rows := b.parts["xl/worksheets/"+strings.TrimSuffix(path.Base(at), ".rels")].child("sheetData").Nodes; len(rows) > 0 {
					header = &rows[0]
				}
			}
		}
	}
	columns := part.child("tableColumns").Nodes
	if header == nil || len(header.Nodes) != len(columns) {
		b.complain("%s: %d columns, and another header", name, len(columns))
		return
	}
	seen := map[string]bool{}
	for i, c := range columns {
		key := strings.ToLower(c.attr("name"))
		if got := header.Nodes[i].child("is").child("t").Text; got != c.attr("name") || key == "" || seen[key] || len(key) > mostColumnName {
			b.complain("%s: column %q over %q", name, c.attr("name"), got)
		}
		seen[key] = true
	}
}

// hostile are texts that a sheet must hold as they are.
func hostile() []string {
	return []string{"=1+1", "a\x01b\x0bc\x1f", "_x0041_ is no escape", "  spaces  ", "two\nlines\tand a tab", "\ufffe\uffff", "bad \xff bytes", "<c r=\"A1\">&amp;]]>", strings.Repeat("🙂", 20_000), strings.Repeat("é", 40_000), "\u202eright to left\u202c"}
}

// TestExcelTakesTheWorkbook writes the workbooks with texts and addresses that lead
// readers astray, and reads their parts as strictly as Excel does.
func TestExcelTakesTheWorkbook(t *testing.T) {
	t.Parallel()
	dir := peopleRun(t, out.Options{SourceBase: "https://files.example.org/" + strings.Repeat("deep/", 500)})
	path := filepath.Join(t.TempDir(), "people.xlsx")
	if _, _, err := People(context.Background(), dir, path, nil, []ThemeDoc{{"A theme", "what counts\nas it"}}); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range refused(t, path) {
		t.Error("people: " + wrong)
	}
	if _, err := Tables(context.Background(), tables(t), path, []string{"documents", "mentions", "texts", "findings", "inspections", "theme_summary", "near_misses"}); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range refused(t, path) {
		t.Error("tables: " + wrong)
	}
}

// oneSheet writes a sheet of the cells, a row each, and opens it.
func oneSheet(t *testing.T, cells []cellOf) (*excelize.File, string) {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	w := &people{ctx: context.Background(), book: f}
	var err error
	if w.styles, err = newStyles(f); err != nil {
		t.Fatal(err)
	}
	if err := f.SetSheetName("Sheet1", "Cells"); err != nil {
		t.Fatal(err)
	}
	rows := make([][]cellOf, len(cells))
	for i, c := range cells {
		rows[i] = []cellOf{c}
	}
	if err := w.write(sheetOf{name: "Cells", columns: []column{{"Text", "", 40}}, rows: int64(len(rows)), each: listed(rows)}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "cells.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book, path
}

func TestHostileCells(t *testing.T) {
	t.Parallel()
	texts := hostile()
	cells := make([]cellOf, len(texts))
	for i, text := range texts {
		cells[i].value = text
	}
	book, path := oneSheet(t, cells)
	for _, wrong := range refused(t, path) {
		t.Error(wrong)
	}
	for i, text := range texts {
		got, err := book.GetCellValue("Cells", fmt.Sprintf("A%d", i+2))
		if err != nil {
			t.Fatal(err)
		}
		want, _ := shorten(text)
		want = strings.Map(func(r rune) rune { // what XML cannot hold
			if r < 0x20 && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
				return '\uFFFD'
			}
			return r
		}, want)
		if got != want {
			t.Errorf("%.40q is %.40q", want, got)
		}
	}
}

// TestLinksOfASheet holds that a sheet has no more links than Excel takes, none of
// them too long, and that the rest stand as text.
func TestLinksOfASheet(t *testing.T) {
	t.Parallel()
	cells := make([]cellOf, maxLinks+600)
	for i := range cells {
		cells[i] = cellOf{value: "open", link: fmt.Sprintf("https://files.example.org/%d.pdf#page=2", i)}
	}
	cells[7].link += strings.Repeat("x", maxLinkText)
	book, path := oneSheet(t, cells)
	for _, wrong := range refused(t, path) {
		t.Error(wrong)
	}
	if ok, to, err := book.GetCellHyperLink("Cells", "A4"); !ok || to != cells[2].link || err != nil {
		t.Errorf("A4 leads to %q, %v", to, err)
	}
	for line, want := range map[int]string{2: "open", 9: cells[7].link, maxLinks + 2: "open", maxLinks + 3: cells[maxLinks+1].link, len(cells) + 1: cells[len(cells)-1].link} {
		if got, _ := book.GetCellValue("Cells", fmt.Sprintf("A%d", line)); got != want {
			t.Errorf("row %d shows %q, want %q", line, got, want)
		}
	}
}
