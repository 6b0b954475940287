package eval

import (
	"encoding/json"
	"slices"
	"strings"
)

// textAgreement is the share of words in which the texts of two actions must
// agree to count as the same.
const textAgreement = 0.95

// sameFact compares two values of a field: white space and case of texts and the
// order of lists do not count, texts of actions agree in 95 % of their words, and
// titles of persons are left out.
func sameFact(name string, want, got any) bool {
	a, b := anyList(want), anyList(got)
	if a == nil && b == nil {
		if m, n := anyMap(want), anyMap(got); len(m) > 0 {
			return len(m) == len(n) && sameMap(m, n)
		}
		return fold(text(want)) == fold(text(got))
	}
	if len(a) != len(b) {
		return false
	}
	taken := make([]bool, len(b))
	for _, w := range a {
		found := false
		for i, g := range b {
			if !taken[i] && sameItem(w, g) {
				taken[i], found = true, true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// sameItem compares two items of a list.
func sameItem(want, got any) bool {
	m, n := anyMap(want), anyMap(got)
	if len(m) == 0 {
		return fold(text(want)) == fold(text(got))
	}
	return sameMap(m, n)
}

func sameMap(m, n map[string]any) bool {
	for key, w := range m {
		a, b := fold(text(w)), fold(text(n[key]))
		switch key {
		case "text":
			if agreement(a, b) < textAgreement {
				return false
			}
		case "name":
			if untitled(a) != untitled(b) {
				return false
			}
		default:
			if a != b {
				return false
			}
		}
	}
	return true
}

// agreement is the share of words that two texts have in common, from 0 to 1:
// twice those in the longest common row of words, over the words of both.
func agreement(a, b string) float64 {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x)+len(y) == 0 {
		return 1
	}
	row := make([]int, len(y)+1)
	for i := range x {
		before := 0
		for j := range y {
			kept := row[j+1]
			if x[i] == y[j] {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			before = kept
		}
	}
	return float64(2*row[len(y)]) / float64(len(x)+len(y))
}

func untitled(name string) string {
	for _, t := range []string{"mr ", "mrs ", "ms ", "miss ", "dr ", "professor ", "sir ", "dame "} {
		name = strings.TrimPrefix(name, t)
	}
	return name
}

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// text is a value as text: "" for null, JSON for what is no scalar.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []any:
		if len(v) == 0 {
			return ""
		}
	}
	b, err := json.Marshal(v)
	if err != nil { // what was read as JSON can be written as it
		return ""
	}
	return string(b)
}

func anyMap(v any) map[string]any {
	m, _ := v.(map[string]any)
	if m == nil {
		return map[string]any{}
	}
	return m
}

func anyList(v any) []any {
	l, _ := v.([]any)
	return slices.Clip(l)
}
