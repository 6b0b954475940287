package extract

import (
	"strings"

	"assay/internal/calendar"
)

var (
	// titleStart opens the part of a title that says what kind of document it is.
	titleStart = rx(`(?i)^(?:re-?\s?)?inspection of\b|^review of\b|^joint (?:targeted|local)\b|^(?:focused|monitoring) visit\b`)
	// titleOpen ends a line whose title must go on.
	titleOpen = rx(`(?i)\b(?:and|of|the|for|in|to|who|with|&)$`)
	// titleBridge joins what stands before it and after it.
	titleBridge = rx(`(?i)^(?:and|&)(?: |$)`)
	// noteDigit is the number of a footnote glued to a word of a title ("Board1").
	noteDigit = rx(`(\p{Ll}{3}[)’”]?)\d{1,2}(\s|$|[.,:;])`)
)

// joinTitle makes one line of the printed lines of a title: the name of the
// council, a colon, what the document is. An empty line stands for a space
// between two blocks. Days printed among them are left out,
// and so are lines that only repeat others.
func joinTitle(lines []string) string {
	var parts []string
	cur, apart := "", false
	for _, line := range lines {
		line = oneLine(line)
		if _, dated := calendar.Whole(line); line == "" || dated {
			apart = true
			continue
		}
		if cur != "" && (apart || titleStart.MatchString(line)) && !titleOpen.MatchString(cur) && !titleBridge.MatchString(line) {
			parts, cur = addTitle(parts, cur), ""
		}
		apart = false
		cur = strings.TrimSpace(cur + " " + line)
	}
	if cur != "" {
		parts = addTitle(parts, cur)
	}
	return oneLine(noteDigit.ReplaceAllString(strings.Join(parts, ": "), "$1$2"))
}

// addTitle adds a part of a title but for one that only repeats another.
func addTitle(parts []string, t string) []string {
	for i, have := range parts {
		switch {
		case strings.HasPrefix(have, t):
			return parts
		case strings.HasPrefix(t, have):
			parts[i] = t
			return parts
		}
	}
	return append(parts, t)
}
