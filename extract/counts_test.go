package extract

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// countPattern is what countEntities finds, as a pattern.
var countPattern = regexp.MustCompile(`(?i)\b(\d{1,3}(?:,\d{3})+|\d{1,7}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)\s+(?:(?:unaccompanied|asylum[- ]seeking|disabled|looked after|young|social|case|foster|qualified|agency|newly|open|unallocated|adoptive|local|private|permanent|referral|child protection|personal|independent|reviewing)\s+){0,3}(?:children|child|young people|people|adults|care leavers|families|parents|carers|foster carers|workers|social workers|staff|practitioners|managers|advisers|inspectors|officers|cases|referrals|contacts|assessments|plans|placements|visits|households|schools|adopters|vacancies|posts)\b`)

func TestCountsAsThePattern(t *testing.T) {
	scraps := []string{"1", "12", "123", "1,234", "1,23", "12345678", "1234567", "1,234,567", "12,34,567", "two", "Three", "TWENTY", "one", "twofold", "a2",
		"_3", "3_", " ", " ", " ", " ", "\n", "  ", ",", "-", ".", "é", "child", "children", "Children’s", "child protection", "plans", "planship", "young",
		"young people", "people", "social", "social workers", "foster carers", "looked after", "asylum-seeking", "unaccompanied", "care leavers", "staff_", "cases", "case"}
	r := rand.New(rand.NewPCG(3, 4))
	found := 0
	for range 60000 {
		var b strings.Builder
		for range 2 + r.IntN(9) {
			b.WriteString(scraps[r.IntN(len(scraps))])
			if r.IntN(3) == 0 {
				b.WriteByte(' ')
			}
		}
		s := b.String()
		var want, got [][]int
		for _, m := range countPattern.FindAllStringSubmatchIndex(s, -1) {
			want = append(want, m[:2])
		}
		countEntities(s, func(_ EntityKind, from, to int, _, _ string) { got = append(got, []int{from, to}) })
		found += len(want)
		if !slices.EqualFunc(got, want, slices.Equal[[]int]) {
			t.Fatalf("%q: found %v, the pattern finds %v", s, got, want)
		}
	}
	if found < 1000 {
		t.Errorf("only %d counts in all texts: they test nothing", found)
	}
}
