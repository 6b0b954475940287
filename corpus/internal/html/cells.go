package html

import (
	"strconv"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
)

// cells finds the place of every cell of every table: the number of its row, and
// its column, counted from 1, with what cells that take several rows or columns
// leave to the others.
func (p *pageWriter) cells() {
	t := p.t
	p.cell = map[int32]doc.Cell{}
	taken := map[int32]map[int32]int32{} // by table: by column, the rows that a cell above still takes
	next := map[int32]int32{}            // by row: the column after the last cell
	for k := range t.Nodes {
		i := int32(k)
		if !t.IsElement(i) || t.Tag(i) != atom.Td && t.Tag(i) != atom.Th {
			continue
		}
		row := t.Parent[i]
		if row < 0 || t.Tag(row) != atom.Tr || t.Parent[row] < 0 {
			continue
		}
		table := t.Parent[row]
		if taken[table] == nil {
			taken[table] = map[int32]int32{}
		}
		rest := taken[table]
		col := next[row] + 1
		if col == 1 {
			for c := range rest {
				rest[c]--
			}
		}
		for rest[col] > 0 {
			col++
		}
		p.cell[i] = doc.Cell{Row: row + 1, Col: col}
		wide, deep := span(t.Attr(i, "colspan")), span(t.Attr(i, "rowspan"))
		next[row] = col + wide - 1
		if deep > 1 && len(rest) < doc.MostColumns {
			for c := col; c < col+wide; c++ {
				rest[c] = deep
			}
		}
	}
}

// span is how many rows or columns a cell takes.
func span(attr string) int32 {
	n, err := strconv.Atoi(attr)
	if err != nil {
		return 1
	}
	return int32(min(max(n, 1), doc.MostColumns))
}

// cellOf is the cell a node stands in, the zero Cell outside tables.
func (p *pageWriter) cellOf(i int32) doc.Cell {
	for ; i >= 0; i = p.t.Parent[i] {
		if c, ok := p.cell[i]; ok {
			return c
		}
	}
	return doc.Cell{}
}
