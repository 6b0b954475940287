package extract

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
	"assay/internal/calendar"
)

// A commentHead is the line, or the two lines, that name who comments and when.
type commentHead struct {
	author  string
	printed string
	at      calendar.Timestamp
	rows    int // blocks it takes
	number  int // printed number, 0 where none
	mark    string
	arrows  int    // reply marks (>, ↳) in front of it
	replyTo string // the author it says it replies to
	indent  int
	strong  bool // carries a time of day, a list mark or a word of saying: no other line looks so
}

// relative reports whether the head says how long ago it was written, not when.
func (h commentHead) relative() bool { return h.at.Kind == calendar.Relative }

var (
	listMark   = rx(`^(?:(\d{1,4})[.)]|([•*◦▪●–—-])|((?:[>↳→»]\s*)+)|(#\d+))\s*`)
	headWords  = rx(`(?i)(?:\b(?:says?|said|wrote|writes|commented|replied|posted|responded|by|on|at|from|comment|reply|permalink|link|report|like|likes|share|edit|flag|says|this comment)\b|[#,|•·:;@–—()\[\]-]|\b\d{1,4}\b)+`)
	sayingTail = rx(`(?i)\s+` + oneOf("verbs after an author") + `\s*(?::|\.\.\.|…)?$`)
	undated    = rx(`(?i)\s(?:says?|said|wrote|writes|commented|replied|responded)\s*(?::|\.\.\.|…)$`)
	replyMark  = rx(`(?i)^(.{1,45}?)\s*(?:>|→|▶|►|↪|\bin reply to\b|\breplied to\b|\breplying to\b)\s*(.{1,45})$`)
	inReplyTo  = rx(`(?i)^(?:in reply to|replying to|↳ ?(?:in reply to|replying to)?)\s*:?\s*@?(.{1,45}?)[.:]?$`)
)

// headAt reads the head of a comment at block i.
func headAt(blocks []block, i int, text string) (commentHead, bool) {
	if i >= len(blocks) || blocks[i].Len() > 160 {
		return commentHead{}, false
	}
	s := plainText(blocks[i].of(text))
	h := commentHead{rows: 1, indent: blocks[i].indent}
	if m := listMark.FindStringSubmatch(s); m != nil {
		h.number, _ = strconv.Atoi(m[1])
		h.mark = m[1] + m[2]
		h.arrows = strings.Count(m[3], ">") + strings.Count(m[3], "↳") + strings.Count(m[3], "→") + strings.Count(m[3], "»")
		if m[1] != "" {
			h.mark = "1"
		}
		s = s[len(m[0]):]
	}
	st, from, to := calendar.FindLine(s)
	if st.Kind == calendar.NoTime {
		return h.secondLine(blocks, i, s, text)
	}
	before, after := s[:from], s[to:]
	name := strings.TrimSpace(sayingTail.ReplaceAllString(strings.TrimRight(trimMarks(before), " "), ""))
	rest := strings.TrimSpace(headWords.ReplaceAllString(after, " "))
	if name == "" { // the date stands first
		name, rest = trimMarks(headLabels.ReplaceAllString(after, "")), ""
		name = strings.TrimSpace(sayingTail.ReplaceAllString(name, ""))
		name = strings.TrimSpace(strings.TrimRight(name, "#"))
		if name != "" && !st.Timed && h.mark == "" {
			return commentHead{}, false
		}
	}
	name = trimMarks(headLabels.ReplaceAllString(name, ""))
	if m := replyMark.FindStringSubmatch(name); m != nil && authorLike(m[1]) && authorLike(m[2]) {
		name, h.replyTo = strings.TrimSpace(m[1]), strings.TrimSpace(m[2])
	}
	if rest != "" || !authorLike(name) {
		return commentHead{}, false
	}
	h.author, h.at, h.printed = name, st, strings.TrimSpace(s[from:to])
	h.strong = st.Timed || h.mark != "" || h.arrows > 0 || sayingTail.MatchString(strings.TrimRight(trimMarks(before), " ")) || st.Kind == calendar.Relative
	return h, true
}

var headLabels = rx(`(?i)^(?:posted|comment(?:ed)?|written|reply|submitted)?\s*(?:by|from)\s*:?\s+|\s+(?:on|at)$|^(?:comment|reply|posted)\s*:\s*`)

// secondLine reads a head of two lines: the name, and the date under it.
func (h commentHead) secondLine(blocks []block, i int, s, text string) (commentHead, bool) {
	says := sayingTail.MatchString(s)
	name := trimMarks(headLabels.ReplaceAllString(sayingTail.ReplaceAllString(s, ""), ""))
	if i+1 >= len(blocks) || blocks[i+1].Len() > 80 || undated.MatchString(s) && !wholeTimestamp(plainText(blocks[i+1].of(text))) {
		// the date may stand under the comment
		h.author, h.strong = name, true
		return h, undated.MatchString(s) && authorLike(name)
	}
	if m := replyMark.FindStringSubmatch(name); m != nil && authorLike(m[1]) && authorLike(m[2]) {
		name, h.replyTo = strings.TrimSpace(m[1]), strings.TrimSpace(m[2])
	}
	under := plainText(blocks[i+1].of(text))
	st, from, to := calendar.FindLine(under)
	if st.Kind == calendar.NoTime || !authorLike(name) || stops(s) && !says {
		return commentHead{}, false
	}
	if rest := strings.TrimSpace(headWords.ReplaceAllString(under[:from]+" "+under[to:], " ")); rest != "" {
		return commentHead{}, false
	}
	h.author, h.at, h.printed, h.rows = name, st, strings.TrimSpace(under[from:to]), 2
	h.strong = says || st.Timed || h.mark != "" || h.arrows > 0 || st.Kind == calendar.Relative
	return h, true
}

// wholeTimestamp reports whether a line holds a date, the marks around it and
// nothing else.
func wholeTimestamp(s string) bool {
	st, from, to := calendar.FindLine(s)
	return st.Kind != calendar.NoTime && strings.TrimSpace(headWords.ReplaceAllString(s[:from]+" "+s[to:], " ")) == ""
}

func trimMarks(s string) string { return strings.Trim(s, " ,|•·-–—:;@(#[>") }

// authorLike reports whether a string may be the name a commenter goes by.
func authorLike(s string) bool {
	n := wordCount(s)
	if n < 1 || n > 6 || len(s) > 48 || strings.ContainsAny(s, "?!;\"") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
		return false
	}
	if strings.IndexFunc(s, unicode.IsLetter) < 0 || chromeLine.MatchString(s) || finite.MatchString(s) {
		return false
	}
	return n <= 3 || capitals(s) >= 0.5
}

// A thread is a run of blocks that holds comments.
type thread struct {
	first, end int // blocks, its heading included
	expected   int // as its heading announces, -1 where it does not
	heads      map[int]commentHead
}

// findThread looks for a thread of comments in plain text: a heading that
// announces one with at least one head after it, or two heads that nothing but
// a thread has. ok is false where there is none.
func findThread(blocks []block, text string) (t thread, ok bool) {
	heading, expected, first := threadHeadingAt(blocks, text)
	if heading < 0 {
		strong := 0
		for i := 1; i < len(blocks); i++ {
			h, isHead := headAt(blocks, i, text)
			if !isHead || !h.strong || i+h.rows >= len(blocks) || i < 3 && first < 0 {
				continue
			}
			if s := plainText(blocks[i].of(text)); h.at.Timed || h.relative() || sayingTail.MatchString(s) {
				if first < 0 {
					first = i
				}
				strong++
			}
		}
		if first < 0 || strong < 2 || programme(blocks, text) {
			return t, false
		}
	}
	t = thread{first: first, end: len(blocks), expected: expected, heads: map[int]commentHead{}}
	if heading >= 0 && heading < first {
		t.first = heading
	}
	like, _ := headAt(blocks, first, text)
	for i := first; i < len(blocks); i++ {
		if replyForm.MatchString(plainText(blocks[i].of(text))) {
			if more := nextHead(blocks, i+1, like, text); more < 0 {
				t.end = i
				break
			}
			continue
		}
		if h, isHead := headAt(blocks, i, text); isHead && h.sameForm(like) {
			t.heads[i] = h
			i += h.rows - 1
		}
	}
	return t, true
}

// threadHeadingAt finds the heading of a thread, the number it announces (-1
// where it does not) and the first head, within a few blocks under it. Of two
// headings the one that counts wins: "Comments" may stand in a menu.
func threadHeadingAt(blocks []block, text string) (heading, expected, first int) {
	heading, expected, first = -1, -1, -1
	for i := range blocks {
		s := plainText(blocks[i].of(text))
		if len(s) > 220 {
			continue
		}
		m := threadHead.FindStringSubmatch(s)
		if m == nil || heading >= 0 && announced(m) < 0 {
			continue
		}
		for j := i + 1; j < len(blocks) && j <= i+6; j++ {
			if h, ok := headAt(blocks, j, text); ok && j+h.rows < len(blocks) {
				if heading < 0 || first < 0 || expected < 0 {
					heading, expected, first = i, announced(m), j
				}
				break
			}
		}
	}
	return heading, expected, first
}

// sameForm reports whether a head has the form of the first of its thread: a
// line of a comment that names a person and a day is no head.
func (h commentHead) sameForm(like commentHead) bool {
	return h.rows == like.rows && (h.at.Timed == like.at.Timed || h.relative() != like.relative()) && (h.mark != "") == (like.mark != "") || h.strong && like.relative() && h.relative()
}

func nextHead(blocks []block, from int, like commentHead, text string) int {
	for i := from; i < len(blocks); i++ {
		if h, ok := headAt(blocks, i, text); ok && h.sameForm(like) {
			return i
		}
	}
	return -1
}

// announced is the number of comments that one of the groups of a match gives, -1 for
// none.
func announced(m []string) int {
	for _, g := range m[1:] {
		if g == "" {
			continue
		}
		if strings.EqualFold(g, "no") {
			return 0
		}
		if n, err := strconv.Atoi(numberValue(g)); err == nil {
			return n
		}
	}
	return -1
}

// comments turns the blocks of a thread into comments with their parents, and
// marks each block with the comment it belongs to.
func (p *Parse) comments(blocks []block, t thread, article int32, dates calendar.Order) {
	text := p.Doc.Text
	byIndent, byMark := map[int]bool{}, map[bool]bool{}
	for _, h := range t.heads {
		byIndent[h.indent] = true
		byMark[h.mark == "1"] = true
	}
	var open []int32 // comments a reply may hang on, outermost first
	indents := []int{}
	cur := int32(-1)
	for i := t.first; i < t.end; i++ {
		b := &blocks[i]
		b.settled = true
		h, isHead := t.heads[i]
		switch {
		case isHead:
			parent := int32(-1)
			switch {
			case h.replyTo != "":
				parent = p.lastBy(h.replyTo)
			case len(byIndent) > 1:
				for len(indents) > 0 && indents[len(indents)-1] >= h.indent {
					indents, open = indents[:len(indents)-1], open[:len(open)-1]
				}
				if len(open) > 0 {
					parent = open[len(open)-1]
				}
			case h.arrows > 0:
				parent = p.lastAt(int32(h.arrows - 1))
			case len(byMark) > 1 && h.mark != "1":
				parent = p.lastAt(0)
			}
			h.at.Settle(dates)
			c := Comment{Span: b.Span, Body: corpus.Span{Start: b.End, End: b.End}, Article: article, Parent: parent,
				Author: h.author, PostedAt: h.at.When(), HasZone: h.at.Zone, PostedPrinted: h.printed}
			p.Comments = append(p.Comments, c)
			cur = int32(len(p.Comments) - 1)
			open, indents = append(open, cur), append(indents, h.indent)
			p.setDepth(cur)
			b.kind, b.context, b.comment = KindCommentHeader, Chrome, cur
			if h.rows == 2 {
				i++
				blocks[i].kind, blocks[i].context, blocks[i].settled, blocks[i].comment = KindCommentHeader, Chrome, true, cur
				p.Comments[cur].End = blocks[i].End
				p.Comments[cur].Body = corpus.Span{Start: blocks[i].End, End: blocks[i].End}
			}
		case cur < 0 || threadChrome.MatchString(plainText(b.of(text))):
			b.kind, b.context, b.comment = KindChrome, Chrome, cur
		default:
			c := &p.Comments[cur]
			if m := inReplyTo.FindStringSubmatch(plainText(b.of(text))); m != nil && c.Body.Len() == 0 && authorLike(m[1]) {
				if parent := p.lastBefore(m[1], cur); parent >= 0 {
					c.Parent = parent
					p.setDepth(cur)
				}
				b.kind, b.context, b.comment = KindCommentHeader, Chrome, cur
				c.End = b.End
				c.Body = corpus.Span{Start: b.End, End: b.End}
				continue
			}
			if s := plainText(b.of(text)); c.PostedPrinted == "" && c.Body.Len() > 0 && wholeTimestamp(s) { // the date under the comment
				st, from, to := calendar.FindLine(s)
				st.Settle(dates)
				c.PostedAt, c.HasZone, c.PostedPrinted = st.When(), st.Zone, strings.TrimSpace(s[from:to])
				b.kind, b.context, b.comment = KindCommentHeader, Chrome, cur
				c.End = b.End
				continue
			}
			b.kind, b.context, b.comment = KindCommentBody, InComment, cur
			if c.Body.Len() == 0 {
				c.Body.Start = b.Start
			}
			c.Body.End, c.End = b.End, b.End
		}
	}
	p.countComments(t.expected)
}

func (p *Parse) setDepth(i int32) {
	c := &p.Comments[i]
	c.Depth = 0
	if c.Parent >= 0 {
		c.Depth = p.Comments[c.Parent].Depth + 1
	}
}

// lastBy is the last comment of an author, -1 where there is none.
func (p *Parse) lastBy(author string) int32 { return p.lastBefore(author, int32(len(p.Comments))) }

func (p *Parse) lastBefore(author string, before int32) int32 {
	for i := before - 1; i >= 0 && i >= before-2000; i-- { // a reply stands near what it replies to
		if strings.EqualFold(p.Comments[i].Author, strings.TrimSpace(author)) {
			return i
		}
	}
	return -1
}

// lastAt is the last comment of a depth, or the last less deep one.
func (p *Parse) lastAt(depth int32) int32 {
	for i := len(p.Comments) - 1; i >= 0; i-- {
		if p.Comments[i].Depth <= depth {
			return int32(i)
		}
	}
	return -1
}

// countComments warns where the page announces another number of comments than
// were found.
func (p *Parse) countComments(expected int) {
	if expected < 0 || expected == len(p.Comments) {
		return
	}
	for _, w := range append(p.Doc.Warnings, p.Warnings...) {
		if w.Reason == corpus.CommentCount {
			return
		}
	}
	p.Warnings = append(p.Warnings, corpus.Warning{Reason: corpus.CommentCount,
		Message: fmt.Sprintf("the page announces %d comments, %d were found", expected, len(p.Comments)),
		Hint:    "the page may hold the first page of the thread only; its other pages are documents of their own"})
}

// markedComments takes over the comments the markup of a page has told.
func (p *Parse) markedComments(blocks []block) {
	for _, c := range p.Doc.Comments {
		p.Comments = append(p.Comments, Comment{Span: c.Span, Body: c.Body, Parent: c.Parent, Author: c.Author,
			PostedAt: printedClock(c), HasZone: c.HasZone, PostedPrinted: c.PostedAsText})
		p.setDepth(int32(len(p.Comments) - 1))
	}
	for i := range blocks {
		b := &blocks[i]
		if b.comment < 0 {
			continue
		}
		b.settled = true
		switch {
		case b.kind == KindChrome:
			b.context = Chrome
		case b.kind == KindCommentHeader || !p.Comments[b.comment].Body.Contains(b.Span):
			b.kind, b.context = KindCommentHeader, Chrome
		default:
			b.kind, b.context = KindCommentBody, InComment
		}
	}
	expected := p.Doc.Meta.ExpectedComments
	if expected == 0 && len(p.Comments) > 0 {
		expected = -1
	}
	p.countComments(expected)
}
