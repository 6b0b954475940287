package html

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/dom"
	"assay/internal/lazyregexp"
	"assay/internal/phrases"
)

//go:embed names.txt
var namesTxt string

var (
	nameLists = phrases.Read("html/names.txt", namesTxt)
	roles     = nameLists.Set("roles")
	modifiers = nameLists.Set("modifiers")
)

// nameParts are what parts the names of several authors, and a name from what the author
// is.
var (
	nameParts = lazyregexp.New(`\s*(?:[;|•·/]|\s[–—-]\s|,|\s(?:and|&)\s)\s*`)
	nameEnd   = lazyregexp.New(`(?i)^(?:@|\d|https?:|www\.|\(|\[)|@\w+\.`)
)

var (
	mailedName = lazyregexp.New(`^\S+@\S+\s*\(([^)@]+)\)$|^"?([^<>@"]+)"?\s*<\S+@\S+>$`)
	// roleOnly is a line that names an office and nobody: "By our education correspondent".
	roleOnly = lazyregexp.New(`(?i)^(?:by\s+)?(?:our|the|an?|from our)\s+(?:own\s+)?(?:\p{L}+\s+){0,3}(?:correspondents?|reporters?|staff|writers?|editors?|team)$`)
)

// authors are the names alone in what a page states or prints of its authors, joined by
// "; ": without the words before them, roles, buttons and times. Text that holds nothing
// like a name stays as it is.
func authors(s string) string {
	var names []string
	s = doc.Collapse(s)
	if m := mailedName.FindStringSubmatch(s); m != nil { // as mails and feeds name them
		s = strings.TrimSpace(m[1] + m[2])
	}
	for _, part := range nameParts.Split(s, -1) {
		name := authorName(part)
		if name == "" || roleOnly.MatchString(part) || len(names) > 0 && !strings.Contains(name, " ") {
			continue // what stands alone behind a name is a place or a paper
		}
		double := false
		for _, n := range names {
			double = double || strings.EqualFold(n, name)
		}
		if !double {
			names = append(names, name)
		}
	}
	if len(names) == 0 && roleOnly.MatchString(s) {
		return ""
	}
	if len(names) == 0 {
		return s
	}
	return strings.Join(names, "; ")
}

// authorName is the name in one part of a line of authors, "" where the part is none.
func authorName(part string) string {
	low := strings.ToLower(part)
	for _, before := range nameLists.Group("before") {
		if strings.HasPrefix(low, before+" ") || strings.HasPrefix(low, before+":") {
			part = strings.TrimLeft(part[len(before):], " :")
			low = strings.ToLower(part)
		}
	}
	if startsAny(low, nameLists.Group("no name")) {
		return ""
	}
	words := strings.Fields(part)
	end := len(words)
	for i := 1; i < end; i++ {
		if nameEnd.MatchString(words[i]) || startsAny(strings.ToLower(strings.Join(words[i:], " ")), nameLists.Group("after")) {
			end = i
		}
	}
	words = withoutRole(words[:end])
	if len(words) == 0 || nameEnd.MatchString(words[0]) {
		return ""
	}
	if r, _ := utf8.DecodeRuneInString(words[0]); unicode.IsLower(r) && len(words) > 1 {
		return ""
	}
	return strings.Trim(strings.Join(words, " "), " ,:")
}

// startsAny reports whether s begins with one of the phrases as whole words.
func startsAny(s string, phrases []string) bool {
	for _, p := range phrases {
		if rest, ok := strings.CutPrefix(s, p); ok && (rest == "" || rest[0] == ' ' || rest[0] == ':') {
			return true
		}
	}
	return false
}

// withoutRole takes what the author is off the end of a name: the role, what modifies it
// and a capital word that begins words in lower case ("Social affairs editor").
func withoutRole(words []string) []string {
	at := -1
	for i, w := range words {
		if roles[strings.ToLower(strings.Trim(w, ",."))] {
			at = i
			break
		}
	}
	if at < 0 {
		return words
	}
	lower := func(i int) bool { r, _ := utf8.DecodeRuneInString(words[i]); return unicode.IsLower(r) }
	from := at
	for from > 0 && (lower(from-1) || modifiers[strings.ToLower(words[from-1])]) {
		from--
	}
	if from > 1 && lower(from) && from < at && !modifiers[strings.ToLower(words[from])] {
		from--
	}
	if from == 1 {
		return words[:1]
	}
	return words[:from]
}

// headingTitle is the part of the page's title that a heading of the article repeats, or the title without the names of the site behind bars. The name of the site, which is a heading on many pages and leads to
// their first, is none.
func headingTitle(t *dom.Tree, title, site string) string {
	title = doc.NormaliseLine(doc.Collapse(title))
	sq, name := doc.Squeeze(title), doc.Squeeze(site)
	var best [2]string // of the first and the second level
	for level, tag := range [...]atom.Atom{atom.H1, atom.H2} {
		for k := range t.Nodes {
			i := int32(k)
			if t.Tag(i) != tag || leadsHome(t, i) {
				continue
			}
			h := doc.Collapse(t.Text(i, 400, nil))
			key := doc.Squeeze(h)
			if title == "" && level == 0 && len(key) > 8 && key != name {
				return doc.NormaliseLine(h)
			}
			if len(key) > max(8, len(doc.Squeeze(best[level]))) && key != name && strings.Contains(sq, key) {
				best[level] = h
			}
		}
	}
	first, second := doc.Squeeze(best[0]), doc.Squeeze(best[1])
	switch {
	case second != "" && (first == "" || !strings.HasPrefix(sq, first) && strings.HasPrefix(sq, second) && len(second) > len(first)):
		return doc.NormaliseLine(best[1]) // the first heading is the name of the site
	case first != "":
		return doc.NormaliseLine(best[0])
	}
	if head, rest, ok := strings.Cut(title, " | "); ok && len(strings.Fields(head)) > 3 && len(strings.Fields(rest)) < 8 {
		return head
	}
	return title
}

// leadsHome reports whether the heading at i is a link to the first page of the site.
func leadsHome(t *dom.Tree, i int32) bool {
	home := func(j int32) bool {
		if t.Tag(j) != atom.A {
			return false
		}
		href := strings.TrimSuffix(t.Attr(j, "href"), "/")
		_, host, absolute := strings.Cut(href, "://")
		return t.HasAttr(j, "href") && (href == "" || absolute && !strings.Contains(host, "/"))
	}
	for j := i + 1; j < t.End[i]; j++ {
		if home(j) {
			return true
		}
	}
	return t.Parent[i] >= 0 && home(t.Parent[i])
}
