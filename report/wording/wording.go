// Package wording is how the report writes numbers, days and the keys of the tables for
// people, and text so that it cannot change how the page around it is shown.
package wording

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"time"

	"assay/internal/phrases"
	"assay/out/figure"
	"assay/out/kindname"
)

//go:embed words.txt
var wordsText string

var lists = phrases.Read("wording/words.txt", wordsText)

// Number is a count with thousands apart: 14,165.
func Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Signed is a number from -1 to 1 with its sign and two decimals: +0.42, −0.10.
func Signed(x float64) string {
	s := strconv.FormatFloat(figure.Hundredths(math.Abs(x)), 'f', 2, 64)
	switch {
	case s == "0.00":
		return "0.00"
	case x < 0:
		return "−" + s
	}
	return "+" + s
}

// Decimal is a number with one decimal.
func Decimal(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// Percent is a share as a whole percentage.
func Percent(x float64) string { return strconv.Itoa(int(math.Round(100*x))) + " %" }

// Coord is a coordinate of a chart.
func Coord(x float64) string {
	s := strconv.FormatFloat(x, 'f', 1, 64)
	return strings.TrimSuffix(s, ".0")
}

// Day is a date in words: 3 June 2024.
func Day(iso string) string {
	p := strings.Split(iso, "-")
	if len(p) != 3 {
		return iso
	}
	m, _ := strconv.Atoi(p[1])
	d, _ := strconv.Atoi(p[2])
	if m < 1 || m > 12 {
		return iso
	}
	return strconv.Itoa(d) + " " + time.Month(m).String() + " " + p[0]
}

// MonthOf is a date as month and year: June 2024.
func MonthOf(iso string) string {
	if s := strings.SplitN(Day(iso), " ", 2); len(s) == 2 {
		return s[1]
	}
	return iso
}

// Span is two days as one: 3 to 14 June 2024.
func Span(from, to string) string {
	a, b := strings.Fields(Day(from)), strings.Fields(Day(to))
	switch {
	case to == "" || from == to || len(a) != 3 || len(b) != 3:
		return Day(from)
	case a[1] == b[1] && a[2] == b[2]:
		return a[0] + " to " + Day(to)
	case a[2] == b[2]:
		return a[0] + " " + a[1] + " to " + Day(to)
	}
	return Day(from) + " to " + Day(to)
}

// Capital is a text with its first letter in upper case.
func Capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Kind is a kind of document for people, in the plural.
func Kind(key string) string { return Plain(kindname.Of(key, 2)) }

// JudgementWords are words for keys of judgements.
var JudgementWords = lists.Labels("judgements")

// StatusWords say why a judgement has no grade.
var StatusWords = lists.Labels("no grade")

// OutcomeWords say what an inspection without grades came to.
var OutcomeWords = lists.Labels("outcomes")

// RoleWords are words for who speaks.
var RoleWords = lists.Labels("speakers")

// GradeOrder is the grades from best to worst; adequate was the third of four
// until October 2013.
var GradeOrder = []string{"outstanding", "good", "requires improvement", "adequate", "inadequate"}

// GradeRank is 4 for outstanding to 1 for inadequate, 0 for none.
func GradeRank(grade string) float64 {
	switch grade {
	case "outstanding":
		return 4
	case "good":
		return 3
	case "requires improvement", "adequate":
		return 2
	case "inadequate":
		return 1
	}
	return 0
}

// GradeClass names a grade in the style sheet.
func GradeClass(grade string) string {
	if grade == "" {
		return "g-none"
	}
	return "g-" + strings.ReplaceAll(grade, " ", "-")
}

// Named is a word for a key, or the key with its underscores as spaces.
func Named(words map[string]string, key string) string {
	if w, ok := words[key]; ok {
		return w
	}
	return Plain(strings.ReplaceAll(key, "_", " "))
}

// Three is a number with three decimals.
func Three(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }

// Some is a count with its noun: 1 input, 2 inputs.
func Some(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Number(n) + " " + noun + "s"
}

// OverallKey is the key of the judgement on all.
const OverallKey = "overall_effectiveness"
