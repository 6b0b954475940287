package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageBlock is one block of text.
type pageBlock struct {
	text string // with breakMark where a line ends inside it
	node int32  // the block element it stands in
}

// What a walk over a page's nodes does with one of them.
type visit uint8

const (
	enter   visit = iota
	pass          // leave it out, with what is below it
	passEnd       // leave it out, and what stands before it and after it apart
)

// blocks calls emit for each block of text in nodes [from, to), in the order of
// the page. what decides on each node.
func (p *pageWriter) blocks(from, to int32, what func(j int32) visit, emit func(pageBlock)) {
	t := p.t
	var cur strings.Builder
	at := int32(-1)
	breaks := 0
	flush := func() {
		if s := collapseLines(cur.String()); s != "" {
			emit(pageBlock{text: s, node: at})
		}
		cur.Reset()
		at = -1
	}
	for j := from; j < to; {
		switch what(j) {
		case passEnd:
			flush()
			j = t.end[j]
			continue
		case pass:
			cur.WriteByte(' ')
			j = t.end[j]
			continue
		}
		n := t.nodes[j]
		switch {
		case n.Type == html.TextNode:
			if strings.TrimSpace(n.Data) != "" {
				if p.block[j] != at {
					flush()
					at = p.block[j]
				}
				breaks = 0
			}
			cur.WriteString(n.Data)
		case n.DataAtom == atom.Br:
			if breaks++; breaks >= 2 {
				flush()
			}
			cur.WriteString(breakMark)
		case isBlock(n.DataAtom):
			flush()
		}
		j++
	}
	flush()
}

// breakMark stands for a line end inside a block. No page holds it: a parser of
// HTML replaces it.
const breakMark = "\x00"

// collapseLines collapses white space and keeps the marks between what is not
// blank.
func collapseLines(s string) string {
	if !strings.Contains(s, breakMark) {
		return collapse(s)
	}
	var lines []string
	for line := range strings.SplitSeq(s, breakMark) {
		if line = collapse(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, breakMark)
}

// wrapWidth is how long a line may be to be one of an address or a list; longer
// ones are rows of running text that somebody has wrapped by hand.
const wrapWidth = 60

// brokenLines splits a block at its marks, where they set lines apart: after the
// end of a sentence, and between the short lines of an address or a list. A line
// that goes on in the next one stays joined to it.
func brokenLines(s string) []string {
	if !strings.Contains(s, breakMark) {
		return []string{s}
	}
	var lines []string
	var cur strings.Builder // a paragraph may have many thousand breaks
	for line := range strings.SplitSeq(s, breakMark) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if cur.Len() > 0 {
			if goesOn(cur.String(), line) {
				cur.WriteByte(' ')
			} else {
				lines = append(lines, cur.String())
				cur.Reset()
			}
		}
		cur.WriteString(line)
	}
	if cur.Len() > 0 {
		lines = append(lines, cur.String())
	}
	return lines
}

// goesOn reports whether a line runs on in the next one.
func goesOn(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, `"'”’»)]`))
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, `"'“‘«([`))
	switch {
	case strings.ContainsRune(".!?…:;", last):
		return false
	case unicode.IsLower(first):
		return true
	}
	return len(line) > utf8.UTFMax*wrapWidth || utf8.RuneCountInString(line) > wrapWidth
}

// plain is a block as one line.
func (b pageBlock) plain() string { return strings.ReplaceAll(b.text, breakMark, " ") }
