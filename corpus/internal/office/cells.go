package office

import "assay/corpus/internal/doc"

// tableRows counts the rows of tables and the cells in them while a file is
// read; a table may stand in a cell of another.
type tableRows struct {
	rows int32     // begun so far
	open []openRow // the innermost last
}

type openRow struct {
	cell doc.Cell // the cell under way, Col 0 before the first
	wide int32    // columns it takes
}

func (t *tableRows) begin() {
	t.rows++
	t.open = append(t.open, openRow{cell: doc.Cell{Row: t.rows}, wide: 1})
}

// cell begins the next cell of the row under way.
func (t *tableRows) cell() {
	if n := len(t.open); n > 0 {
		o := &t.open[n-1]
		o.cell.Col += o.wide
		o.wide = 1
	}
}

// widen says that the cell under way takes several columns.
func (t *tableRows) widen(columns int) {
	if n := len(t.open); n > 0 {
		t.open[n-1].wide = int32(min(max(columns, 1), doc.MostColumns))
	}
}

func (t *tableRows) end() { t.open = t.open[:max(len(t.open)-1, 0)] }

// at is the cell under way, the zero Cell outside tables.
func (t *tableRows) at() doc.Cell {
	if n := len(t.open); n > 0 {
		return t.open[n-1].cell
	}
	return doc.Cell{}
}
