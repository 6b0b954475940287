package chart

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"

	"assay/report/wording"
)

// regionPlaces is where the hexagon of each region is drawn.
//
//go:embed regions.tsv
var regionPlaces string

// Hexagon is one region on a map.
type Hexagon struct {
	X, Y   float64 // of its middle
	Points string
	Lines  []string // the name, a line a word or two
}

// regionAt is the column and row of each region's hexagon.
var regionAt = sync.OnceValue(func() map[string][2]float64 {
	at := map[string][2]float64{}
	for line := range strings.Lines(regionPlaces) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		column, _ := strconv.Atoi(f[1])
		row, _ := strconv.Atoi(f[2])
		at[f[0]] = [2]float64{float64(column), float64(row)}
	}
	return at
})

// Hexagons places regions on a map of width w and height h, in their order; nil
// where one of them has no place.
func Hexagons(regions []string) (list []Hexagon, w, h float64) {
	const r = 52.0 // from the middle to a corner
	wide, high := r*math.Sqrt(3), r*1.5
	for _, name := range regions {
		at, ok := regionAt()[name]
		if !ok {
			return nil, 0, 0
		}
		x, y := wide*(at[0]/2+0.5)+4, high*at[1]+r+4
		hexagon := Hexagon{X: x, Y: y, Lines: hexLines(name)}
		for k := range 6 {
			a := math.Pi * (float64(k)/3 + 0.5)
			hexagon.Points += wording.Coord(x+r*math.Cos(a)) + "," + wording.Coord(y+r*math.Sin(a)) + " "
		}
		w, h = max(w, x+wide/2+4), max(h, y+r+4)
		list = append(list, hexagon)
	}
	return list, w, h
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
