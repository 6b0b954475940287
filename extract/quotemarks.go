package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
	"assay/internal/lazyregexp"
)

var closeLetters = lazyregexp.New(`^[\p{L}\p{N}]`)

// findQuotes finds text between quotation marks in one paragraph, not nested:
// a mark of the other kind inside belongs to the outer quotation. An opening
// single mark stands after white space or a bracket; an apostrophe closes
// nothing, nor does one after s before a word in lower case while a later mark
// can.
func findQuotes(t string) []rawQuote {
	var out []rawQuote
	for i := 0; i < len(t); {
		if !mayOpen[t[i]] {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(t[i:])
		if !opens(t, i, r) {
			i += n
			continue
		}
		end := closingMark(t, i+n, r)
		if end < 0 {
			if r == '\'' || r == '‘' { // an apostrophe or a stray mark rather than open speech
				if i != leading(t) || len(strings.Fields(t[i:])) < 4 || r == '\'' {
					i += n
					continue
				}
			}
			out = append(out, rawQuote{i, len(strings.TrimRight(t, " \n")), r, true})
			break
		}
		out = append(out, rawQuote{i, end, r, false})
		i = end
	}
	return out
}

// mayOpen are the bytes with which a mark that opens a quotation begins.
var mayOpen = [256]bool{'"': true, '\'': true, 0xE2: true} // the last is the first byte of “ and ‘

func opens(t string, i int, r rune) bool {
	switch r {
	case '“':
		return true
	case '"', '‘', '\'':
		prev, _ := utf8.DecodeLastRuneInString(t[:i])
		return i == 0 || unicode.IsSpace(prev) || strings.ContainsRune("([–—-:“", prev)
	}
	return false
}

// closingMark finds the end (past the mark) of a quotation opened with mark, -1.
func closingMark(t string, from int, mark rune) int {
	switch mark {
	case '“':
		if at := strings.IndexAny(t[from:], "”\""); at >= 0 {
			_, n := utf8.DecodeRuneInString(t[from+at:])
			return from + at + n
		}
		return -1
	case '"':
		if at := strings.IndexAny(t[from:], "\"”"); at >= 0 {
			_, n := utf8.DecodeRuneInString(t[from+at:])
			return from + at + n
		}
		return -1
	}
	maybe := -1
	for i := from; i < len(t); {
		r, n := utf8.DecodeRuneInString(t[i:])
		if r == '‘' && mark == '‘' {
			break
		}
		if (r == '’' || r == '\'') && !closeLetters.MatchString(t[i+n:]) && i > from && t[i-1] != ' ' {
			possessive := t[i-1] == 's' && i+n+1 < len(t) && t[i+n] == ' ' && t[i+n+1] >= 'a' && t[i+n+1] <= 'z'
			if !possessive {
				return i + n
			}
			if maybe < 0 {
				maybe = i + n
			}
		}
		i += n
	}
	return maybe
}

// mask blanks the quotations of t out: a NUL byte for the first byte, spaces
// for the rest, so that places stay.
func mask(t string, raws []rawQuote) string {
	if len(raws) == 0 {
		return t
	}
	b := []byte(t)
	for _, r := range raws {
		for i := r.start; i < r.end; i++ {
			b[i] = ' '
		}
		b[r.start] = 0
	}
	return string(b)
}

// segments cuts a masked paragraph at the ends of sentences outside quotations,
// and after a quotation that is a sentence of its own.
func segments(t, masked string, raws []rawQuote) []corpus.Span {
	var out []corpus.Span
	from := 0
	cut := func(at int) {
		if at > from {
			out = append(out, corpus.Span{Start: int32(from), End: int32(at)})
			from = at
		}
	}
	k := 0
	for i := 0; i < len(masked); i++ {
		if k < len(raws) && i == raws[k].start {
			end := raws[k].end
			inner := strings.TrimRight(t[:end], "”\"’' ")
			if inner != "" && strings.ContainsAny(inner[len(inner)-1:], ".?!") && startsAfresh(t[end:]) && (inner[len(inner)-1] == '.' || !saysBehind(t[end:])) {
				cut(end)
			}
			i, k = end-1, k+1
			continue
		}
		switch masked[i] {
		case '.', '?', '!':
			if startsAfresh(t[i+1:]) && !abbreviated(masked[:i]) {
				cut(i + 1)
			}
		}
	}
	cut(len(masked))
	return out
}

// saysBehind reports whether what stands behind a question or a cry says whose it is:
// "Ms Vale asked", "Brand wanted to know".
func saysBehind(rest string) bool {
	m := nameAndVerb.FindStringSubmatch(rest)
	return m != nil && sayVerbs[m[1]] != 0
}

var nameAndVerb = lazyregexp.New(`^\s+(?:(?:\p{Lu}[\p{L}’'-]*\.?|I)\s+){1,4}(\p{Ll}+)\b`)

// startsAfresh: white space, then a capital letter, a mark or a digit.
func startsAfresh(rest string) bool {
	trim := strings.TrimLeft(rest, " \n\t")
	if trim == rest || trim == "" {
		return trim == ""
	}
	r, _ := utf8.DecodeRuneInString(trim)
	return unicode.IsUpper(r) || strings.ContainsRune("“\"‘'", r) || unicode.IsDigit(r)
}

var titlesBefore = lazyregexp.New(`\b(?:Mr|Mrs|Ms|Dr|Prof|St|Cllr|[A-Z])$`)

func abbreviated(before string) bool {
	return titlesBefore.MatchString(before[max(0, len(before)-6):])
}
