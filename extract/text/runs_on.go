package text

import "strings"

// endsLine reports whether a block so far ends as sentences and lead-ins do.
func endsLine(block string) bool {
	k, n := charBefore(block, len(block))
	for (k == charClose || k == charQuote) && len(block) > n {
		block = block[:len(block)-n]
		k, n = charBefore(block, len(block))
	}
	return k == charStop || strings.HasSuffix(block, ":") || strings.HasSuffix(block, ";")
}

// LineRunsOn reports whether line b must be the rest of a sentence that line a
// breaks off, whatever the layout: a does not end as sentences and lead-ins do,
// and either b begins in lower case and is running text (long, or with a full
// stop), or a ends with a word that wants another (a function word, a title, a
// month before a year).
func LineRunsOn(a, b string) bool {
	if a == "" || b == "" || len(a) > 200 {
		return false
	}
	first, _ := charAt(b, 0)
	last := a[strings.LastIndexAny(a, " \n")+1:]
	if dotted, ok := strings.CutSuffix(last, "."); ok && abbrevOf(dotted) == abbrevTitle {
		return first == charUpper
	}
	end, _ := charBefore(a, len(a))
	if !end.isWord() && end != charClose && end != charDash && end != charQuote && a[len(a)-1] != ',' {
		return false
	}
	switch first {
	case charLower:
		return !strings.HasSuffix(a, "\n") && strings.IndexByte(a, ' ') >= 0 && (len(b) >= 40 || hasStop(b))
	case charUpper:
		return inSet(functionWords, last) && IsASCIILower(last[0]) && strings.IndexByte(a, ' ') >= 0 && hasStop(b)
	case charDigit:
		return len(b) >= 4 && IsDigit(b[3]) && inSet(dayNames, last) && isASCIIUpper(last[0]) && hasStop(b)
	}
	return false
}

// hasStop reports whether a line holds the end of a sentence.
func hasStop(line string) bool {
	return endsLine(line) && !strings.HasSuffix(line, ":") || strings.Contains(line, ". ")
}
