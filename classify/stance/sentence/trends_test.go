package sentence

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestTrends: what a word of change does to the thing next to it, for better (+), worse
// (-), unchanged (=) or untold (0), and whether that is denied (n) or to come (s).
func TestTrends(t *testing.T) {
	signs := []string{"0", "+", "-", "="}
	for text, want := range map[string]string{
		"Their lists have lengthened.":                              "lengthened -",
		"Their lists have shortened.":                               "shortened +",
		"The council hired ten colleagues.":                         "hired +",
		"The audits dwindled.":                                      "dwindled -",
		"Refusals have tailed off.":                                 "tailed +",
		"The bar rose.":                                             "rose -",
		"Visits in maths ceased.":                                   "ceased +",
		"Delays mounted and guidance improved.":                     "mounted -, improved +",
		"Challenge has gone downhill.":                              "gone -",
		"Trees fell to pieces.":                                     "fell -", // "fall to pieces" of the lemma goes before "fell"
		"Lists have gone up.":                                       "gone -",
		"Their lists have not lengthened.":                          "lengthened n-",
		"Their lists might lengthen.":                               "lengthen s-",
		"Supervision stays as it was.":                              "stays =, as =",
		"Trees grow.":                                               "grow 0",
		"Lists xx xx xx xx xx xx xx xx grow xx xx xx xx xx audits.": "grow +", // 6 words after, not 9 before
		"Lists xx xx xx xx xx xx xx grow xx xx xx xx xx xx audits.": "grow -",
	} {
		s := readText(t, text)
		var got []string
		for _, x := range s.TrendsOf(nil) {
			told := []string{"", "n", "s", "ns"}[x.Told]
			got = append(got, s.Words[x.At].Low+" "+told+signs[x.Sign()])
		}
		if !slices.Equal(got, strings.Split(want, ", ")) {
			t.Errorf("%q: %q, want %s", text, got, want)
		}
	}
}

func TestAmounts(t *testing.T) {
	for text, want := range map[string]string{
		"They hold 27 each, two dozen before.":           "27 24",
		"They hold twenty-six, thirty one or 1,250.":     "26 31 1250",
		"It was one in ten in 2019, nine out of ten now": "0.1 0.9",
		"A third of them, and 40% of us":                 "0.3333 40",
		"Three hundred came in half the time":            "300 0.5",
	} {
		var got []string
		for _, a := range readText(t, text).Amounts(nil) {
			got = append(got, fmt.Sprint(a.Value))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %s", text, got, want)
		}
	}
}

// TestCompared: which of two numbers is of today decides whether they grew; what they
// count is the nearest thing.
func TestCompared(t *testing.T) {
	const load, watch = 0, 2
	for _, c := range []struct {
		text       string
		grew, kind int32
	}{
		{"Lists went from 21 to 16.", 2, load},
		{"It is 16 cases, down from 21.", 2, load},
		{"They have 26 families where they had 18.", 1, load}, // the second is of before
		{"They had 26 families and now have 18.", 2, load},
		{"They now hold 18 cases, and 26 last year.", 2, load},
		{"They read twelve, then forty audits.", 1, watch},
		{"There were 12 then 12 audits.", 0, watch},
	} {
		s := readText(t, c.text)
		as := s.Amounts(nil)
		if len(as) != 2 {
			t.Fatalf("%q: %v", c.text, as)
		}
		grew, _ := s.Compared(&as[0], &as[1], s.TimesOf(nil))
		if kind := s.Counted(&as[0], &as[1]); grew != c.grew || kind != c.kind {
			t.Errorf("%q: grew %d, kind %d, want %d, %d", c.text, grew, kind, c.grew, c.kind)
		}
	}
}

// TestTimes: the time of single words.
func TestTimes(t *testing.T) {
	for text, want := range map[string]map[string]Time{
		"Visits used to be weekly and are now monthly, they say; in 2015, boards met.": {"weekly": Before, "monthly": Today, "say": 0, "in": Before, "boards": 0},
		"Audit went from guesswork to a system at xx xx xx zz.":                        {"guesswork": Before, "system": Today, "xx": Today, "zz": 0},
		"Gossip gave way to checks.":                                                   {"gossip": Before, "checks": Today},
		"They walk from home.":                                                         {"home": 0},
	} {
		s := readText(t, text)
		times := s.TimesOf(nil)
		for word, want := range want {
			i := slices.IndexFunc(s.Words, func(w Word) bool { return Lower(text[w.Start:w.End]) == word }) // a stand-in may have taken its place
			if times[i] != want {
				t.Errorf("%q: %s is told of time %b, want %b", text, word, times[i], want)
			}
		}
	}
}
