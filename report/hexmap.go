package report

import (
	"assay/report/chart"
	"assay/report/wording"
)

// HexMap is a hexagon a region, coloured by net stance.
type HexMap struct {
	W, H  float64
	Cells []HexCell
	Text  string
}

// HexCell is one region.
type HexCell struct {
	chart.Hexagon
	Net Net
}

// hexMap places the rows, a region each; nil where a region has no place.
func hexMap(rows []ThemeRow, text string) *HexMap {
	names := make([]string, len(rows))
	for i, row := range rows {
		names[i] = row.Label
	}
	list, w, h := chart.Hexagons(names)
	if len(list) != len(rows) {
		return nil
	}
	m := &HexMap{W: w, H: h, Text: text + "."}
	for i, row := range rows {
		m.Cells = append(m.Cells, HexCell{list[i], row.Net})
		m.Text += " " + row.Label + ": " + row.Net.Text + " of " + wording.Number(row.Net.Of) + "."
	}
	return m
}
