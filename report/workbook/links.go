package workbook

import (
	"encoding/xml"
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// Excel's limits are 65,530 links a sheet and 2,079 characters a link; a workbook
// beyond either is opened only after a repair. What goes beyond stands as text.
const (
	maxLinks    = 65_000
	maxLinkText = 2_079
)

// linker says which cells of a sheet are links, in the order they come. Its zero
// value has given none.
type linker struct{ given int }

// takes reports whether the address of a cell is one of the sheet's links.
func (l *linker) takes(address string) bool {
	if address == "" || l.given == maxLinks || len(utf16.Encode([]rune(address))) > maxLinkText {
		return false
	}
	l.given++
	return true
}

// linkOf is where a cell of a sheet leads.
type linkOf struct{ cell, address string }

// putLinks puts all links of a sheet, which nothing was set of yet, into its parts.
// The library looks through every link there is for each that it is given, which for
// 65,000 of them is two minutes; a part that it reads costs it nothing of the kind.
// number is the sheet's, from 1.
func putLinks(book *excelize.File, number int, links []linkOf) error {
	if len(links) == 0 {
		return nil
	}
	const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	var sheet, targets strings.Builder
	sheet.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + relation + `"><dimension ref="A1"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData/><hyperlinks>`)
	targets.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, l := range links {
		fmt.Fprintf(&sheet, `<hyperlink ref="%s" r:id="rId%d"/>`, l.cell, i+1)
		fmt.Fprintf(&targets, `<Relationship Id="rId%d" Type="%s/hyperlink" TargetMode="External" Target="`, i+1, relation)
		if err := xml.EscapeText(&targets, []byte(l.address)); err != nil {
			return err
		}
		targets.WriteString(`"/>`)
	}
	sheet.WriteString(`</hyperlinks></worksheet>`)
	targets.WriteString(`</Relationships>`)
	name := fmt.Sprintf("sheet%d.xml", number)
	book.Sheet.Delete("xl/worksheets/" + name)
	book.Pkg.Store("xl/worksheets/"+name, []byte(sheet.String()))
	book.Pkg.Store("xl/worksheets/_rels/"+name+".rels", []byte(targets.String()))
	return nil
}
