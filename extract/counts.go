package extract

import (
	"assay/extract/text"
)

// countEntities finds numbers of people, cases or pieces of work: a number in
// figures or a word for two to twenty, up to three words that say which, and
// what is counted.
func countEntities(s string, add addEntity) {
	for i := 0; i < len(s); i++ {
		if !text.WordByte(s[i]) {
			continue
		}
		if !text.IsDigit(s[i]) && len(countWords[text.LowerByte(s[i])]) == 0 {
			i = wordEnd(s, i)
			continue
		}
		end := numberEnd(s, i)
		if end < 0 {
			i = wordEnd(s, i)
			continue
		}
		at := text.SkipBlank(s, end)
		if at == end {
			i = wordEnd(s, i)
			continue
		}
		if to := countedEnd(s, at, 0); to >= 0 {
			if perRate(s, i) {
				i = to - 1
				continue
			}
			add(Count, i, to, "", numberValue(s[i:end]))
			i = to - 1
			continue
		}
		i = wordEnd(s, i)
	}
}

// wordEnd is where the word that begins at i ends.
func wordEnd(s string, i int) int {
	for i < len(s) && text.WordByte(s[i]) {
		i++
	}
	return i
}

// numberEnd is where the number that begins at i ends, -1 where none does:
// 1 to 7 digits, digits grouped by commas, or a word for two to twenty.
func numberEnd(s string, i int) int {
	j := i
	for j < len(s) && text.IsDigit(s[j]) {
		j++
	}
	if j == i {
		for j < len(s) && text.WordByte(s[j]) {
			j++
		}
		if !isCountWord(s[i:j]) {
			return -1
		}
		return j
	}
	if j < len(s) && s[j] == ',' && j-i <= 3 {
		k := j
		for k+3 < len(s) && s[k] == ',' && text.IsDigit(s[k+1]) && text.IsDigit(s[k+2]) && text.IsDigit(s[k+3]) {
			k += 4
		}
		if k > j {
			return k
		}
	}
	if j-i > 7 {
		return -1
	}
	return j
}

// countedEnd is where what is counted ends, -1 where nothing at i can be; depth
// is how many words before it have said which.
func countedEnd(s string, i, depth int) int {
	if i >= len(s) {
		return -1
	}
	first := text.LowerByte(s[i])
	if depth < 3 {
		for _, w := range countedWhich[first] {
			if !text.HasPrefixFold(s[i:], w) {
				continue
			}
			end := i + len(w)
			if at := text.SkipBlank(s, end); at > end {
				if to := countedEnd(s, at, depth+1); to >= 0 {
					return to
				}
			}
		}
	}
	for _, w := range countedWhat[first] {
		if end := i + len(w); text.HasPrefixFold(s[i:], w) && (end == len(s) || !text.WordByte(s[end])) {
			return end
		}
	}
	return -1
}

// countWords are the words for two to twenty, by their first letter.
var countWords = byFirst(smallNumbers[2:]...)

func isCountWord(word string) bool {
	for _, w := range countWords[text.LowerByte(word[0])] {
		if len(w) == len(word) && text.HasPrefixFold(word, w) {
			return true
		}
	}
	return false
}

// countedWhich and countedWhat are the words before and of what is counted, by
// their first letter.
var (
	countedWhich = byFirst("unaccompanied", "asylum-seeking", "asylum seeking", "disabled", "looked after", "young", "social", "case",
		"foster", "qualified", "agency", "newly", "open", "unallocated", "adoptive", "local", "private", "permanent", "referral",
		"child protection", "personal", "independent", "reviewing")
	countedWhat = byFirst("children", "child", "young people", "people", "adults", "care leavers", "families", "parents", "carers",
		"foster carers", "workers", "social workers", "staff", "practitioners", "managers", "advisers", "inspectors", "officers", "cases",
		"referrals", "contacts", "assessments", "plans", "placements", "visits", "households", "schools", "adopters", "vacancies", "posts")
)

func byFirst(words ...string) (table [256][]string) {
	for _, w := range words {
		table[w[0]] = append(table[w[0]], w)
	}
	return table
}
