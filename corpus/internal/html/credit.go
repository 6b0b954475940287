package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"assay/corpus/internal/doc"
	"assay/internal/lazyregexp"
)

// An article may name its author in its last lines alone: "Ada Vale is a reporter for
// the Gazette.", "— Ada Vale, Fenby", "(Reporting by Ada Vale; editing by Ben Holt)".

var (
	// rxCredit is a sentence that begins with a name and tells what the person is or does.
	rxCredit = lazyregexp.New(`^((?:(?:Dr|Prof|Professor|Sir|Dame|Rev)\.?\s)?\p{Lu}[\p{L}’'-]+(?:\s(?:\p{Lu}\.|\p{Lu}[\p{L}’'-]+|de|van|von|der)){1,3})(?:,\s[^,.]{2,40},)?\s(is|was|writes|reports|covers|works|edits|leads|runs|teaches)\s(.*)$`)
	// rxSignedOff is a dash and a name, with a place or an office perhaps.
	rxSignedOff = lazyregexp.New(`^(?:[—–]|--?)\s?(\p{Lu}[^—–,|]{3,40}?)(?:,\s[^.!?]{2,60})?$`)
	// rxCreditLabel stands before the names in a line that ends an agency's report.
	rxCreditLabel = lazyregexp.New(`(?i)^\W{0,2}(?:` + nameLists.AnyOf("credit") + `)(?:\s+by)?\s*:?\s+([^;.()]{5,120})`)
	creditVerbs   = nameLists.Set("verbs of credit")
)

// creditBlocks is how many blocks at the end of an article may be its credit, maxCredit
// how long such a block is at most, in bytes.
const (
	creditBlocks = 3
	creditBehind = 8 // blocks behind the article's last, in a box for the author
	maxCredit    = 400
)

// credited is who the last blocks of the article name as its author, and the block that
// does; "" where none does.
func (p *pageWriter) credited(blocks []pageBlock, body []bool) (name string, at int) {
	seen, prose := 0, 0
	for k, bl := range blocks { // a short text has no credit: it may be one
		if body[k] && len(bl.text) > maxCredit/4 && bl.node >= 0 {
			prose++
		}
	}
	last := len(blocks) - 1
	for last >= 0 && !body[last] {
		last--
	}
	for k := min(last+creditBehind, len(blocks)-1); k >= 0 && seen < creditBlocks && prose > 1; k-- {
		bl := blocks[k]
		if bl.node < 0 || !body[k] && !p.inBox(bl.node) {
			continue
		}
		seen++
		if s := doc.Collapse(bl.plain()); len(s) <= maxCredit && !p.within(bl.node, atom.Blockquote, atom.Figure, atom.Li, atom.Td) && !p.quotedAbove(blocks, k) {
			if name := creditIn(s, p.setApart(bl.node)); name != "" {
				return doc.NormaliseLine(name), k
			}
		}
	}
	return "", -1
}

// creditIn is the name in a text that is the credit of an article. Of whom a sentence
// says what they are is the author if they write, or if the sentence is set apart.
func creditIn(s string, apart bool) string {
	if m := rxCreditLabel.FindStringSubmatch(s); m != nil {
		if name := authors(m[1]); person(name) {
			return name
		}
	}
	s = strings.Trim(s, "()[] ")
	if m := rxSignedOff.FindStringSubmatch(s); m != nil {
		if name := authors(m[1]); person(name) {
			return name
		}
	}
	m := rxCredit.FindStringSubmatch(s)
	if m == nil || !person(m[1]) {
		return ""
	}
	if creditVerbs[m[2]] && !strings.HasPrefix(m[3], "that ") && !strings.ContainsAny(m[3], "“”\"") || m[2] == "is" && apart {
		return m[1]
	}
	first, _, _ := strings.Cut(m[3], ". ")
	words := strings.Fields(strings.ToLower(first))
	for _, w := range words[:min(len(words), maxRoleWords)] {
		if w = strings.Trim(w, ",."); clauseWords[w] || m[2] != "is" {
			break
		} else if writers[w] {
			return m[1]
		}
	}
	return ""
}

// maxRoleWords is how many words behind "is" the office of an author stands in.
const maxRoleWords = 10

var (
	writers     = nameLists.Set("writers")
	clauseWords = nameLists.Set("before no office")
)

// setApart reports a block all of which is in italics, or that stands in a box for the
// author.
func (p *pageWriter) setApart(node int32) bool {
	t := p.t
	if p.inBox(node) {
		return true
	}
	slanted := int32(-1)
	for j := range t.Texts(node, t.End[node], nil) {
		if strings.TrimSpace(t.Nodes[j].Data) == "" || j < slanted {
			continue
		}
		for i := t.Parent[j]; i > node && j >= slanted; i = t.Parent[i] {
			if a := t.Tag(i); a == atom.Em || a == atom.I {
				slanted = t.End[i]
			}
		}
		if r, _ := utf8.DecodeRuneInString(strings.TrimSpace(t.Nodes[j].Data)); j >= slanted && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return false
		}
	}
	return slanted > node
}

// inBox reports a block in an element named for the author.
func (p *pageWriter) inBox(node int32) bool {
	t := p.t
	for i := node; i >= 0 && t.Tag(i) != atom.Body && t.Tag(i) != atom.Article; i = t.Parent[i] {
		if t.AnyWord(i, creditBox, nil) {
			return true
		}
	}
	return false
}

var creditBox = nameLists.Set("boxes of authors")

// within reports whether a node is or lies in an element of one of the tags.
func (p *pageWriter) within(i int32, tags ...atom.Atom) bool {
	for ; i >= 0; i = p.t.Parent[i] {
		for _, a := range tags {
			if p.t.Tag(i) == a {
				return true
			}
		}
	}
	return false
}

// quotedAbove reports whether block k follows a quotation set apart, whose speaker it
// may name.
func (p *pageWriter) quotedAbove(blocks []pageBlock, k int) bool {
	return k > 0 && blocks[k-1].node >= 0 && p.within(blocks[k-1].node, atom.Blockquote)
}
