package workbook

import (
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// The height of rows is said, in points: a spreadsheet program may make rows of
// wrapped text one line tall where it is not, and then most of a sentence is hidden.
const (
	lineHeight = 15.0
	mostLines  = 27 // Excel's limit is 409 points
	// readWide is the width from which a column is there to be read: its text decides
	// how tall a row is. Narrower ones, beside it, take at most besideLines.
	readWide    = 60.0
	besideLines = 4
)

// rowHeight is the height of a row that shows its text.
func rowHeight(cells []any, columns []column, wide []float64) float64 {
	lines := 1
	for k, c := range cells {
		if hidden(columns[k].name) {
			continue
		}
		long := float64(utf8.RuneCountInString(shown(c)))
		if long <= wide[k] {
			continue
		}
		n := int(math.Ceil(1.1 * long / wide[k])) // a line ends with a whole word
		if columns[k].wide < readWide {
			n = min(n, besideLines)
		}
		lines = max(lines, n)
	}
	return lineHeight * float64(min(lines, mostLines))
}

// printed is how many characters of width a page in landscape takes so that it can
// still be read.
const printed = 210

// paper sets a sheet up to be printed: A4 in landscape, as many columns as a page
// can hold, the header on every page, the sheet and the number of the page below.
func paper(book *excelize.File, s sheetOf, wide []float64) error {
	last, sum := 0, 0.0
	for k, c := range s.columns {
		if hidden(c.name) || sum+wide[k] > printed {
			break
		}
		sum, last = sum+wide[k], k+1
	}
	end, err := excelize.CoordinatesToCellName(max(last, 1), int(s.rows)+1, true)
	if err != nil {
		return err
	}
	orientation, a4, one, any, fit := "landscape", 9, 1, 0, true
	if err := book.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := book.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &orientation, Size: &a4, FitToWidth: &one, FitToHeight: &any}); err != nil {
		return err
	}
	if err := book.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}); err != nil {
		return err
	}
	for name, refers := range map[string]string{"_xlnm.Print_Area": fmt.Sprintf("%s!$A$1:%s", s.name, end), "_xlnm.Print_Titles": s.name + "!$1:$1"} {
		if err := book.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refers, Scope: s.name}); err != nil {
			return err
		}
	}
	return nil
}
