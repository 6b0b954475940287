package report

import (
	"math"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

// number is a count with thousands apart: 14,165.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// signed is a number from -1 to 1 with its sign and two decimals: +0.42, −0.10.
func signed(x float64) string {
	s := strconv.FormatFloat(math.Abs(x), 'f', 2, 64)
	switch {
	case s == "0.00":
		return "0.00"
	case x < 0:
		return "−" + s
	}
	return "+" + s
}

// decimal is a number with one decimal.
func decimal(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// percent is a share as a whole percentage.
func percent(x float64) string { return strconv.Itoa(int(math.Round(100*x))) + " %" }

// coord is a coordinate of a chart.
func coord(x float64) string {
	s := strconv.FormatFloat(x, 'f', 1, 64)
	return strings.TrimSuffix(s, ".0")
}

var months = strings.Fields("January February March April May June July August September October November December")

// day is a date in words: 3 June 2024.
func day(iso string) string {
	p := strings.Split(iso, "-")
	if len(p) != 3 {
		return iso
	}
	m, _ := strconv.Atoi(p[1])
	d, _ := strconv.Atoi(p[2])
	if m < 1 || m > 12 {
		return iso
	}
	return strconv.Itoa(d) + " " + months[m-1] + " " + p[0]
}

// monthOf is a date as month and year: June 2024.
func monthOf(iso string) string {
	if s := strings.SplitN(day(iso), " ", 2); len(s) == 2 {
		return s[1]
	}
	return iso
}

// span is two days as one: 3 to 14 June 2024.
func span(from, to string) string {
	a, b := strings.Fields(day(from)), strings.Fields(day(to))
	switch {
	case to == "" || from == to || len(a) != 3 || len(b) != 3:
		return day(from)
	case a[1] == b[1] && a[2] == b[2]:
		return a[0] + " to " + day(to)
	case a[2] == b[2]:
		return a[0] + " " + a[1] + " to " + day(to)
	}
	return day(from) + " to " + day(to)
}

// capital is a text with its first letter in upper case.
func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// kindWords are words for what the tables name by keys.
var kindWords = map[string]string{
	"ilacs_inspection": "ILACS inspection reports", "sif_inspection": "SIF inspection reports", "looked_after_inspection": "looked-after children inspection reports",
	"lscb_review": "safeguarding board reviews", "focused_visit": "focused visit letters", "monitoring_visit": "monitoring visit letters", "jtai": "joint targeted area inspections",
	"area_send": "area SEND inspections", "school_inspection": "school inspection reports", "article": "articles", "article_collection": "pages of several articles", "other": "other documents",
}

var judgementWords = map[string]string{
	overallKey: "Overall effectiveness", "impact_of_leaders": "Impact of leaders on social work practice", "help_and_protection": "Children who need help and protection",
	"in_care": "Children in care", "in_care_and_care_leavers": "Children in care and care leavers (one grade)", "care_leavers": "Care leavers",
	"looked_after_and_permanence": "Children looked after and achieving permanence", "adoption": "Adoption performance",
	"leadership_management_governance": "Leadership, management and governance", "lscb": "Local Safeguarding Children Board",
}

var statusWords = map[string]string{
	"not_in_framework": "not judged under this framework", "discontinued": "no longer judged", "not_in_report": "not in this report", "unreadable": "could not be read",
}

// outcomeWords say what an inspection without grades came to.
var outcomeWords = map[string]string{
	"": "", "typically_positive": "typically positive experiences", "inconsistent": "inconsistent experiences", "widespread_systemic_failings": "widespread or systemic failings",
}

var roleWords = map[string]string{
	"inspector": "inspectors", "council_leader": "a council leader", "practitioner": "a practitioner", "child": "a child or young person", "parent": "a parent",
	"partner": "a partner agency", "government": "government", "academic": "an academic", "journalist": "a journalist", "commenter": "a commenter", "unknown": "not known",
}

// gradeOrder is the grades from best to worst; adequate was the third of four
// until October 2013.
var gradeOrder = []string{"outstanding", "good", "requires improvement", "adequate", "inadequate"}

// gradeRank is 4 for outstanding to 1 for inadequate, 0 for none.
func gradeRank(grade string) float64 {
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

// gradeClass names a grade in the style sheet.
func gradeClass(grade string) string {
	if grade == "" {
		return "g-none"
	}
	return "g-" + strings.ReplaceAll(grade, " ", "-")
}

// named is a word for a key, or the key with its underscores as spaces.
func named(words map[string]string, key string) string {
	if w, ok := words[key]; ok {
		return w
	}
	return plain(strings.ReplaceAll(key, "_", " "))
}

// three is a number with three decimals.
func three(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }

func cmpString(a, b string) int { return strings.Compare(a, b) }
