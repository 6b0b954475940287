package out

// Nearest is the name that a mistyped word most likely means: the one with the
// fewest letters added, left out, changed or swapped, at most a third of the word
// and three of them; "" where none is that near. Of equals it is the first.
func Nearest(word string, names []string) string {
	best, least := "", min(3, (len(word)+2)/3)+1
	for _, name := range names {
		if n := edits([]rune(word), []rune(name)); n < least {
			best, least = name, n
		}
	}
	return best
}

// edits is the number of letters by which a and b differ; two neighbours that
// changed places count as one.
func edits(a, b []rune) int {
	before, last, now := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		now[0] = i + 1
		for j := range b {
			changed := 1
			if a[i] == b[j] {
				changed = 0
			}
			now[j+1] = min(last[j+1]+1, now[j]+1, last[j]+changed)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				now[j+1] = min(now[j+1], before[j-1]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}
