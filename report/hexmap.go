package report

import (
	_ "embed"
	"math"
	"strings"
	"sync"
)

// regionPlaces is where the hexagon of each region is drawn.
//
//go:embed assets/regions.tsv
var regionPlaces string

// HexMap is a hexagon a region, coloured by net stance.
type HexMap struct {
	W, H  float64
	Cells []HexCell
	Text  string
}

// HexCell is one region.
type HexCell struct {
	X, Y   float64 // of its middle
	Points string
	Lines  []string // the name, a line a word or two
	Net    Net
}

// regionAt is the column and row of each region's hexagon.
var regionAt = sync.OnceValue(func() map[string][2]float64 {
	at := map[string][2]float64{}
	for line := range strings.Lines(regionPlaces) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		at[f[0]] = [2]float64{float64(atoi(f[1])), float64(atoi(f[2]))}
	}
	return at
})

// hexMap places the rows, a region each; nil where a region has no place.
func hexMap(rows []ThemeRow, text string) *HexMap {
	const r = 52.0 // from the middle to a corner
	wide, high := r*math.Sqrt(3), r*1.5
	m := &HexMap{Text: text + "."}
	for _, row := range rows {
		at, ok := regionAt()[row.Label]
		if !ok {
			return nil
		}
		x, y := wide*(at[0]/2+0.5)+4, high*at[1]+r+4
		c := HexCell{X: x, Y: y, Lines: hexLines(row.Label), Net: row.Net}
		for k := range 6 {
			a := math.Pi * (float64(k)/3 + 0.5)
			c.Points += coord(x+r*math.Cos(a)) + "," + coord(y+r*math.Sin(a)) + " "
		}
		m.W, m.H = max(m.W, x+wide/2+4), max(m.H, y+r+4)
		m.Cells = append(m.Cells, c)
		m.Text += " " + row.Label + ": " + row.Net.Text + " of " + number(row.Net.Of) + "."
	}
	return m
}

// hexLines breaks a name so that no line is wider than a hexagon.
func hexLines(name string) []string {
	var lines []string
	for _, word := range strings.Fields(name) {
		if n := len(lines); n > 0 && len(lines[n-1])+len(word) < 11 {
			lines[n-1] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}
