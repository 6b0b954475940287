package compound

import "testing"

func TestHyphened(t *testing.T) {
	for _, c := range []struct {
		first, second string
		want          bool
	}{
		{"Fifty", "three", true}, {"Wi", "Fi", true}, {"age", "appropriate", true}, {"day-to", "day", true}, {"face", "to-face", true},
		{"A", "level", true}, {"time", "consuming", true}, {"task", "focused", true}, {"Pan", "Sussex", true}, {"COVID", "19", true},
		{"less-than", "good", true}, {"co", "operatively", false}, {"re", "focused", true}, {"over", "sight", false}, {"man", "agers", false},
		{"coun", "cil", false}, {"care", "ful", false}, {"recom", "mendations", false}, {"supervi", "sion", false}, {"chil", "dren", false},
		{"unhelp", "ful", false}, {"evidence", "based", true}, {"child", "protection", true}, {"im", "prove", false}, {"assess", "ments", false},
		{"multi-agen", "cy", false}, {"neigh", "bouring", false}, {"rec", "ognised", false}, {"ac", "cident", false}, {"work", "ers", false},
		{"self", "esteem", true}, {"five", "year", true}, {"cross", "departmental", true}, {"locality", "based", true}, {"non", "submissions", true},
		{"first", "hand", true}, {"Fenby", "run", true}, {"Man", "agers", false}, {"hand", "over", false}, {"second", "hand", true},
		{"back", "log", false}, {"half", "term", true}, {"on", "going", false}, {"up", "date", false}, {"on", "call", true},
		{"short", "fall", false}, {"low", "level", true}, {"high", "quality", true}, {"break", "down", false}, {"drop", "in", true},
		{"school", "age", true}, {"short", "age", false}, {"cover", "age", false}, {"wor", "kable", false},
		{"child", "zorpled", true}, {"child", "zorpling", true}, {"child", "zorple", false}, {"child", "sed", false}, // what looks like a participle
	} {
		if got := Hyphened(c.first, c.second, map[string]int{}); got != c.want {
			t.Errorf("%s-%s: %v, want %v", c.first, c.second, got, c.want)
		}
	}
}
