package extract

import "strings"

var separator = rx(`^[\s*_=~•·.#—–-]{3,}$`)

// nextTitle is the block of the title of the article after f, -1 where f is the
// last: a title with a header of its own under it, or the first title-like line
// after the end of an article (its source, a separator).
func (s *pages) nextTitle(f piece) int {
	over := false // the article has come to its end mark
	for i := f.body; i < len(s.blocks); i++ {
		if s.blocks[i].comment >= 0 {
			continue
		}
		t := s.plain(i)
		switch {
		case s.blocks[i].kind == KindTitle && titleKey(t) != titleKey(f.Title):
			return i
		case s.blocks[i].settled:
			continue
		case sourceLine.MatchString(t) && wordCount(t) < 50 && !isProse(strings.TrimSuffix(t, ".")) || s.endsWithTitle(t, f.Title):
			over = true
			continue
		case separator.MatchString(t):
			over = true
			continue
		case !titleLike(t) || chromeLine.MatchString(t) || isDateOrByline(t):
			continue
		}
		if s.blocks[i].kind != KindParagraph && s.blocks[i].kind != KindHeading {
			continue
		}
		if titleKey(t) == titleKey(f.Title) || personRe.MatchString(t) && wordCount(t) <= 4 && !over {
			continue
		}
		if over && s.textFollows(i) || i > f.body && s.headerFollows(i) {
			return i
		}
	}
	return -1
}

// endsWithTitle reports whether a line is "Source: <title>" or its like.
func (s *pages) endsWithTitle(t, title string) bool {
	return sourceLine.MatchString(t) && strings.HasSuffix(titleKey(t), titleKey(title))
}

// headerFollows reports whether under the title-like block i stands a header: a
// byline, date or note of the source, with nothing but a standfirst or a
// caption in front of it, and running text after it.
func (s *pages) headerFollows(i int) bool {
	if i > 0 && s.blocks[i].gap == 0 && s.blocks[i].level == 0 && s.blocks[i-1].kind == KindParagraph && !stops(s.plain(i-1)) {
		return false
	}
	for j := i + 1; j < len(s.blocks) && j <= i+3; j++ {
		t := s.plain(j)
		if isDateOrByline(t) || s.blocks[j].kind == KindByline {
			return s.textFollows(j)
		}
		if wordCount(t) > 60 || s.blocks[j].kind == KindListItem || j > i+1 && isProse(t) && isProse(s.plain(j-1)) {
			return false
		}
	}
	return false
}

// textFollows reports whether running text stands within the next few blocks.
func (s *pages) textFollows(i int) bool {
	for j := i + 1; j < len(s.blocks) && j <= i+8; j++ {
		if isProse(s.plain(j)) {
			return true
		}
	}
	return false
}

// bodyOf tells apart what stands between the header of f and block end.
func (s *pages) bodyOf(f *piece, end int) {
	tail := s.tailOf(f, end)
	var said strings.Builder // the running text, to know a pull quote by
	for i := f.body; i < tail; i++ {
		if said.Len() < quotable && isProse(s.plain(i)) {
			said.WriteString(strings.ToLower(s.plain(i)))
			said.WriteByte('\n')
		}
	}
	for i := f.body; i < tail; i++ {
		if s.free(i) {
			s.bodyBlock(f, i, tail, said.String())
		}
	}
	for i := tail; i < end; i++ {
		if !s.free(i) {
			continue
		}
		t := s.plain(i)
		switch {
		case sourceLine.MatchString(t):
			s.source(f, i, t)
		case s.authorNote(f, t):
			s.settle(i, KindSourceNote, Background)
		case postedBy.MatchString(t):
			if f.Byline == "" {
				f.Byline, f.hasHeader = postedBy.FindStringSubmatch(t)[1], true
			}
			s.settle(i, KindByline, Furniture)
		default:
			if m := moreFrom.FindStringSubmatch(t); m != nil && f.Publisher == "" && capitals(m[1]) > 0.6 && !sectionName.MatchString(m[1]) {
				f.Publisher = m[1]
			}
			s.settle(i, KindChrome, Chrome)
		}
	}
}

var (
	postedBy    = rx(`^(?i:posted|written|published) (?i:by) (\p{Lu}[\p{L}'.-]*(?: ` + nameRest + `){0,3})(?: (?:at|on|in) .{1,40})?$`)
	moreFrom    = rx(`(?i)^more (?:from|on|at) ((?:the )?\p{Lu}[\w&.' -]{2,40})$`)
	sectionName = rx(`(?i)\b(?:this|section|theme|author|category|topic|series|news|profiles|stories)\b`)
)

func (s *pages) source(f *piece, i int, t string) {
	if f.SourceNote == "" {
		f.SourceNote = strings.TrimSpace(oneLine(s.blocks[i].of(s.text)))
	}
	if f.Publisher == "" {
		if m := sourceLine.FindStringSubmatch(t); m != nil {
			if n := titleSuffix.FindStringSubmatch(m[1]); n != nil {
				f.Publisher = n[1]
			} else if wordCount(m[1]) <= 5 && capitals(m[1]) > 0.7 && !strings.Contains(m[1], "://") {
				f.Publisher = strings.TrimRight(m[1], ".")
			}
		}
	}
	s.settle(i, KindSourceNote, Furniture)
}

// authorNote reports whether a block tells who the author is.
func (s *pages) authorNote(f *piece, t string) bool {
	if f.Byline == "" || wordCount(t) > 120 {
		return false
	}
	at := strings.Index(t, plainText(f.Byline))
	return at >= 0 && at <= 24 && authorIs.MatchString(t[at+len(plainText(f.Byline)):])
}

var authorIs = rx(`^,? (?:is|was|has|works|writes|tweets|can be|blogs|leads|runs)\b`)

// bodyBlock settles what block i of the text of an article is.
func (s *pages) bodyBlock(f *piece, i, tail int, said string) {
	b := &s.blocks[i]
	t := s.plain(i)
	prose := isProse(t)
	switch {
	case separator.MatchString(t), pageMark.MatchString(t) && wordCount(t) < 12:
		s.settle(i, KindChrome, Chrome)
	case sourceLine.MatchString(t) && wordCount(t) < 50 && (i >= tail-3 || !prose):
		s.source(f, i, t)
	case viaLine.MatchString(t) && !prose && wordCount(t) <= 20:
		s.fact(f, i, t)
	case i > f.body && titleKey(t) == titleKey(s.plain(i-1)) && !prose:
		s.settle(i, KindCaption, InCaption)
	case chromeLine.MatchString(t) && (!prose || wordCount(t) < 20 && s.chromeAround(i)):
		s.settle(i, KindChrome, Chrome)
	case !prose && chromeLine.MatchString(strings.TrimLeft(t, "•*- ")):
		s.settle(i, KindChrome, Chrome)
	case b.kind == KindParagraph && wordCount(t) >= 5 && wordCount(t) <= 20 && capitals(t) >= 0.8 && strings.HasSuffix(t, ".") && !finite.MatchString(t),
		strings.Count(t, " | ") >= 2 && wordCount(t) <= 30:
		s.settle(i, KindChrome, Chrome) // a row of links
	case i >= tail-2 && s.authorNote(f, t):
		s.settle(i, KindSourceNote, Background)
	case i >= tail-2 && postedBy.MatchString(t):
		if f.Byline == "" {
			f.Byline, f.hasHeader = postedBy.FindStringSubmatch(t)[1], true
		}
		s.settle(i, KindByline, Furniture)
	case b.kind == KindHeading:
		if b.level > 1 {
			b.level--
		}
	case b.kind != KindParagraph || prose || b.number.Len() > 0:
	case s.pullQuote(i, t, said):
		s.settle(i, KindPullQuote, Summary)
	case s.subheading(i, t):
		b.kind, b.level = KindHeading, 1
	}
}

func (s *pages) chromeAround(i int) bool {
	return i+1 >= len(s.blocks) || s.blocks[i+1].settled || chromeLine.MatchString(s.plain(i+1))
}

// pullQuote reports whether a line repeats the text, or is a clause set apart
// from it without a full stop.
func (s *pages) pullQuote(i int, t, said string) bool {
	w := strings.Fields(strings.ToLower(strings.Trim(t, "'\". ")))
	if len(w) < 6 || len(w) > 45 || stops(t) && !strings.ContainsAny(t[:1], "'\"") {
		return false
	}
	run := min(len(w), 7)
	for k := 0; k+run <= len(w) && capitals(t) < 0.6; k++ {
		if strings.Contains(said, strings.Join(w[k:k+run], " ")) {
			return true
		}
	}
	return len(w) >= 8 && !stops(t) && finite.MatchString(t) && !strings.ContainsAny(t, "0123456789") && s.blocks[i].gap > 0 && i+1 < len(s.blocks) && s.blocks[i+1].gap > 0
}

// subheading reports whether a line is a heading inside an article: short,
// apart from what stands before it, with text after it or at the very end.
func (s *pages) subheading(i int, t string) bool {
	n := wordCount(t)
	if n > 12 || len(t) > 110 || stops(t) && !strings.HasSuffix(strings.TrimRight(t, "'\""), "?") || !titleLike(t) && n > 1 || s.blocks[i].gap == 0 || labelled.MatchString(t) ||
		n > 8 && finite.MatchString(t) && capitals(t) < 0.6 {
		return false
	}
	if i+1 < len(s.blocks) && s.blocks[i+1].gap == 0 && s.p.Doc.MediaType != "text/html" && !isProse(s.plain(i+1)) {
		return false
	}
	return true
}

// labelled is a line of the form "Contact: ...", no heading.
var labelled = rx(`^\p{L}+(?: \p{L}+)?: \S`)

// quotable is how much of an article a pull quote is looked for in, in bytes:
// ten times the longest article seen, so that the search stays cheap.
const quotable = 300_000

// tailOf is the block after the last of the text of an article: what follows
// is teasers, adverts, forms. The text ends with its last running text, with
// what that announces (a list after a colon), or with a line or two that no
// chrome follows.
func (s *pages) tailOf(f *piece, end int) int {
	last := -1
	for i := f.body; i < end; i++ {
		t := s.plain(i)
		if s.blocks[i].comment >= 0 || s.blocks[i].kind == KindChrome || s.blocks[i].kind == KindCaption {
			continue
		}
		if m := endMark.FindString(t); m != "" && !isProse(t) && s.linksFollow(i, end) {
			break
		}
		if isProse(t) && !(chromeLine.MatchString(t) && wordCount(t) < 30) && !s.teaser(i, end) {
			last = i
		}
	}
	if last < 0 {
		return end
	}
	tail := last + 1
	if strings.HasSuffix(s.plain(last), ":") {
		for tail < end && (s.blocks[tail].kind == KindListItem || s.blocks[tail].number.Len() > 0) {
			tail++
		}
	}
	rest, marked := 0, false
	for i := tail; i < end; i++ {
		if s.free(i) {
			rest++
			marked = marked || chromeLine.MatchString(s.plain(i)) || endMark.MatchString(s.plain(i))
		}
	}
	if rest > 0 && !marked && rest < 3 {
		return end
	}
	if tail < end && rest < 6 && !marked && s.blocks[tail].kind == KindListItem {
		return end
	}
	return tail
}

// endMark opens what stands under an article whatever follows it.
var endMark = rx(`(?i)^` + oneOf("ends of articles") + `\b:?$`)

// linksFollow reports whether short lines or list items make up what follows.
func (s *pages) linksFollow(i, end int) bool {
	n, prose := 0, 0
	for j := i + 1; j < end && n < 60; j++ {
		n++
		if t := s.plain(j); isProse(t) && wordCount(t) > 24 {
			prose++
		}
	}
	return n == 0 || prose*6 <= n
}

// teaser reports whether a block is the start of another article cut short.
func (s *pages) teaser(i, end int) bool {
	t := strings.TrimRight(s.plain(i), closers+"] ")
	return strings.HasSuffix(t, "...") || strings.HasSuffix(t, "…")
}
