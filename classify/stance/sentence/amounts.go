package sentence

import (
	"math"
	"strconv"
	"strings"

	"assay/extract"
)

// Amount is a number of a sentence: "27", "two dozen", "a half", "one in ten".
type Amount struct {
	From, To int32 // words [from, to)
	Value    float64
}

// amountWords are the words for numbers.
var amountWords = func() map[string]float64 {
	words := map[string]float64{}
	units := lists.Group("units")
	for i, w := range units {
		words[w] = float64(i)
	}
	for i, ten := range lists.Group("tens") {
		words[ten] = float64(10 * (i + 2))
		for k, unit := range units[1:10] {
			words[ten+"-"+unit] = words[ten] + float64(k+1)
		}
	}
	for w, value := range lists.Labels("amounts") {
		x, err := strconv.ParseFloat(value, 64)
		if err != nil {
			panic(err)
		}
		words[w] = x
	}
	return words
}()

// Whole numbers from firstYear to lastYear are taken for years, which count nothing.
const firstYear, lastYear = 1900, 2100

// amountAt is the number that word i is by itself.
func (s *Reading) amountAt(i int) (x float64, ok bool) {
	if i >= len(s.Words) {
		return 0, false
	}
	w := &s.Words[i]
	if w.Kind != extract.TokenNumber {
		x, ok = amountWords[w.Low]
		return x, ok
	}
	x, err := strconv.ParseFloat(strings.TrimSuffix(strings.ReplaceAll(w.Of(s.Text), ",", ""), "%"), 64)
	return x, err == nil && !isYear(x)
}

// isYear reports whether a number is taken for a year.
func isYear(x float64) bool { return x >= firstYear && x <= lastYear && x == math.Trunc(x) }

// year reports whether word i is a year.
func (s *Reading) year(i int) bool {
	w := &s.Words[i]
	if w.Kind != extract.TokenNumber {
		return false
	}
	x, err := strconv.ParseFloat(w.Of(s.Text), 64)
	return err == nil && isYear(x)
}

// Amounts appends the numbers of the sentence, those of several words as one.
func (s *Reading) Amounts(out []Amount) []Amount {
	for i := 0; i < len(s.Words); i++ {
		x, ok := s.amountAt(i)
		if !ok {
			continue
		}
		a := Amount{int32(i), int32(i + 1), x}
		if y, ok := s.amountAt(i + 1); ok && s.Words[i+1].Kind != extract.TokenNumber {
			switch {
			case y == 12 || y == 100: // two dozen
				a.Value, a.To = x*y, a.To+1
			case y < 10 && x >= 20 && int(x)%10 == 0: // twenty six
				a.Value, a.To = x+y, a.To+1
			}
		}
		s.outOf(&a)
		out = append(out, a)
		i = int(a.To) - 1
	}
	return out
}

// outOf makes "one in ten" and "nine out of ten" a share.
func (s *Reading) outOf(a *Amount) {
	i := int(a.To)
	switch {
	case i+1 < len(s.Words) && s.Words[i].Low == "in":
		i++
	case i+2 < len(s.Words) && s.Words[i].Low == "out" && s.Words[i+1].Low == "of":
		i += 2
	default:
		return
	}
	if y, ok := s.amountAt(i); ok && y > a.Value && a.Value < 10 && y <= 100 {
		a.Value, a.To = a.Value/y, int32(i+1)
	}
}
