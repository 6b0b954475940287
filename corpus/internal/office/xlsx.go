package office

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"assay/corpus/internal/doc"
)

// maxCells bounds the cells of a workbook that are read: each is a line of its own,
// and a workbook packs a hundred times as many into a byte as a text does lines.
const maxCells = 200_000

// ReadXLSX decodes a SpreadsheetML package. The raw bytes are a zip file already
// known to be one. A sheet is a part under its name; a row is a row of cells, as of
// any table, with what a spreadsheet program shows in them; text boxes of a sheet
// follow its cells. Hidden sheets, rows and columns are left out with a warning, and
// so are reviewers' comments, headers and footers.
func ReadXLSX(raw []byte, opt doc.DecodeOptions) (*doc.Document, error) {
	limits := opt.Limits.WithDefaults()
	o, err := openOffice(raw, limits)
	if err != nil {
		return nil, err
	}
	parts, err := o.parts("xl/workbook.xml")
	if err != nil {
		return nil, err
	}
	d := &doc.Document{Meta: doc.Meta{ExpectedComments: -1}}
	if err := o.properties(parts.core, "xlsx", &d.Meta); err != nil {
		return nil, err
	}
	w := &workbook{o: o, b: &doc.Builder{Limit: int(limits.Text)}}
	if err := o.member(parts.main, true, w.readSheets); err != nil {
		return nil, err
	}
	if err := o.member(parts.named("sharedStrings"), false, w.readStrings); err != nil {
		return nil, err
	}
	if err := o.member(parts.named("styles"), false, w.readStyles); err != nil {
		return nil, err
	}
	for _, s := range w.sheets {
		if err := w.sheet(s, parts.byID[s.relation]); err != nil {
			return nil, err
		}
	}
	if err := w.judge(d); err != nil {
		return nil, err
	}
	return d, w.b.Finish(d)
}

// sheet is one of a workbook, as the workbook lists it.
type sheet struct {
	name, relation string
	hidden         bool
}

// workbook is the state of ReadXLSX.
type workbook struct {
	o        *officeFile
	b        *doc.Builder
	sheets   []sheet
	from1904 bool // days are counted from 1904
	shared   []string
	codes    map[int]string // formats of the workbook's own
	formats  []*numberFormat
	cells    int
	rows     int32
	hidden   struct{ sheets, rows, columns int }
	blank    int // formulas without a value
	broken   []string
	why      error // of the first broken sheet
}

func (w *workbook) readSheets(s *xmlStream) error {
	return eachStart(s, func(e xml.StartElement) {
		switch e.Name.Local {
		case "workbookPr":
			v := xmlAttr(e, "date1904")
			w.from1904 = v != "" && wordOn(v)
		case "sheet":
			if len(w.sheets) < maxRelations {
				state := xmlAttr(e, "state")
				w.sheets = append(w.sheets, sheet{xmlAttr(e, "name"), relation(e, "id"), state == "hidden" || state == "veryHidden"})
			}
		}
	})
}

// stringCost is about how many bytes a string takes besides its text, and
// stringsPerText how much larger than the text all of them may be.
const (
	stringCost     = 16
	stringsPerText = 4
)

// readStrings reads the strings that cells name by number.
func (w *workbook) readStrings(s *xmlStream) error {
	size := int64(0)
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		if e, ok := tok.(xml.StartElement); ok && e.Name.Local == "si" {
			text, err := richText(s)
			if err != nil {
				return err
			}
			w.shared = append(w.shared, text)
			if size += int64(len(text)) + stringCost; size > stringsPerText*w.o.limits.Text {
				return (&doc.Builder{Full: true}).Err()
			}
		}
	}
}

// richText is the text of the element whose start was read last: of its runs, without
// what says how it is pronounced.
func richText(s *xmlStream) (string, error) {
	var b strings.Builder
	raised := false
	for level := 1; level > 0; {
		tok, err := s.next()
		if err != nil {
			return "", unexpected(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			level++
			switch e.Name.Local {
			case "rPh":
				if err := s.skip(); err != nil {
					return "", err
				}
				level--
			case "r":
				raised = false
			case "vertAlign":
				raised = xmlAttr(e, "val") == "superscript"
			case "t":
				text, err := s.text()
				if err != nil {
					return "", err
				}
				level--
				text = unescaped(text)
				if raised {
					text = doc.RaisedMark(b.String(), text)
				}
				b.WriteString(text)
			}
		case xml.EndElement:
			level--
		}
	}
	return b.String(), nil
}

// unescaped is a text without the escapes of characters that XML cannot hold:
// "_x000D_" is a carriage return.
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || len(s) < i+7 {
			break
		}
		if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil && s[i+6] == '_' {
			b.WriteString(s[:i])
			b.WriteRune(rune(n))
			s = s[i+7:]
			continue
		}
		b.WriteString(s[:i+2])
		s = s[i+2:]
	}
	return b.String() + s
}

// readStyles reads how numbers are shown: the formats of the styles that cells name.
func (w *workbook) readStyles(s *xmlStream) error {
	w.codes = map[int]string{}
	used := false // in the list that cells name
	for {
		tok, err := s.next()
		if err != nil {
			return err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "numFmt":
				if n, err := strconv.Atoi(xmlAttr(e, "numFmtId")); err == nil && len(w.codes) < maxRelations {
					w.codes[n] = xmlAttr(e, "formatCode")
				}
			case "cellXfs":
				used = true
			case "xf":
				if used && len(w.formats) < 1<<16 {
					n, _ := strconv.Atoi(xmlAttr(e, "numFmtId"))
					w.formats = append(w.formats, w.format(n))
				}
			}
		case xml.EndElement:
			if e.Name.Local == "cellXfs" {
				used = false
			}
		}
	}
}

// format is a format by its number.
func (w *workbook) format(n int) *numberFormat {
	code, ok := w.codes[n]
	if !ok {
		code = builtInFormats[n]
	}
	return parseFormat(code)
}

// sheet reads a sheet, unless it is hidden.
func (w *workbook) sheet(s sheet, part string) error {
	if s.hidden {
		w.hidden.sheets++
		return nil
	}
	r := &sheetReader{w: w, name: s.name}
	err := w.o.member(part, true, r.read)
	if err == nil {
		err = r.boxes(part)
	}
	w.hidden.rows += r.hiddenRows
	w.hidden.columns += len(r.hiddenColumns)
	if damaged(err) {
		w.broken = append(w.broken, s.name)
		if w.why == nil {
			w.why = err
		}
		return nil
	}
	return err
}

// judge warns of what is not in the text, and says what a workbook without any is.
func (w *workbook) judge(d *doc.Document) error {
	if len(w.b.Lines) == 0 && w.why != nil {
		return w.why
	}
	warn := func(message, hint string) {
		d.Warnings = append(d.Warnings, doc.Warning{Reason: doc.PartsNotRead, Message: message, Hint: hint})
	}
	var left []string
	for _, h := range []struct {
		n    int
		what string
	}{{w.hidden.sheets, "sheet"}, {w.hidden.rows, "row"}, {w.hidden.columns, "column"}} {
		if h.n > 0 {
			left = append(left, counted(h.n, h.what))
		}
	}
	if len(left) > 0 {
		message := "what is hidden was left out: " + strings.Join(left, ", ")
		if len(w.b.Lines) == 0 {
			return &doc.Loss{Stage: doc.AtRead, Reason: doc.Empty, Err: fmt.Errorf("the rest holds no text; %s", message), Hint: "show what is to be read"}
		}
		warn(message, "show what is to be read")
	}
	if w.blank > 0 {
		warn("left out, since no value of it was saved: "+counted(w.blank, "formula"), "open the workbook in a spreadsheet program and save it")
	}
	if len(w.broken) > 0 && len(w.b.Lines) > 0 {
		warn(fmt.Sprintf("damaged and not read to the end: %s: %s", counted(len(w.broken), "sheet"), strings.Join(w.broken[:min(len(w.broken), 10)], ", ")), "save the workbook again")
	}
	return nil
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprint(n) + " " + what + "s"
}
