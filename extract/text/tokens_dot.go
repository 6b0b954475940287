package text

import (
	"strings"
	"unicode/utf8"
)

// dot decides about the full stop at j inside or after the word that begins at
// i: end > j when it belongs to the word, with end the position after it; kind
// TokenURL or TokenEmail when the whole is an address, with its end.
func (t *tokenizer) dot(i, j int) (end int, kind TokenKind) {
	text, hi := t.text, t.hi
	if j+1 < hi && text[j+1] == '.' {
		return j, TokenWord
	}
	next := charSpace
	if j+1 < hi {
		next = runeKindAt(text, j+1)
	}
	switch {
	case next == charDigit && IsDigit(text[j-1]):
		return j + 1, TokenNumber
	case next == charDigit:
		if abbrevOf(text[i:j]) == abbrevNumber && j-i <= 4 {
			return j + 1, TokenWord // "s.17", "para.5"
		}
		return j, TokenWord
	case next.isLetter():
		if host, kind := t.host(i, j); host > 0 {
			return host, kind
		}
		if t.initials(i, j) {
			return j + 1, TokenWord
		}
		return j, TokenWord
	}
	if t.ownsDot(i, j) {
		return j + 1, TokenWord
	}
	return j, TokenWord
}

// initials reports whether text[i:j] is the beginning of a dotted abbreviation
// ("U", "U.K", "e", "Ph" before ".D").
func (t *tokenizer) initials(i, j int) bool {
	text := t.text
	if j-i > maxAbbrev {
		return false
	}
	part := 0
	for k := i; k < j; k++ {
		if text[k] == '.' {
			part = 0
		} else if part++; part > 2 || !isASCIILetter(text[k]) {
			return false
		}
	}
	// the part after the dot must be one or two letters before another dot or the end
	k := j + 1
	for k < t.hi && isASCIILetter(text[k]) && k-j <= 3 {
		k++
	}
	after := k >= t.hi || !runeKindAt(text, k).isWord()
	return after && (k-j == 2 || k-j == 3 && part == 1)
}

// ownsDot reports whether the full stop at j, with no word character after it,
// is part of the abbreviation text[i:j].
func (t *tokenizer) ownsDot(i, j int) bool {
	text := t.text
	if j-i > maxAbbrev {
		return false
	}
	word := text[i:j]
	if strings.IndexByte(word, '.') >= 0 {
		last := word[strings.LastIndexByte(word, '.')+1:]
		return len(last) <= 2 && isASCIILetter(last[0]) && isASCIILetter(word[0])
	}
	after := SkipSpace(text, j+1, t.hi)
	if len(word) == 1 && isASCIIUpper(word[0]) {
		if after >= t.hi {
			return false
		}
		k := runeKindAt(text, after)
		return k == charUpper && after > j+1
	}
	switch abbrevOf(word) {
	case abbrevTitle, abbrevNever, abbrevEnd, abbrevStarter:
		return true
	case abbrevNumber, abbrevMonth:
		return after < t.hi && runeKindAt(text, after) == charDigit
	}
	return false
}

// host is the end of the web or mail address that begins at i with its first
// label ending at j, 0 where there is none.
func (t *tokenizer) host(i, j int) (int, TokenKind) {
	text, hi := t.text, t.hi
	if j < t.noHost {
		return 0, TokenWord
	}
	www := j-i == 3 && strings.EqualFold(text[i:j], "www")
	k, label, lower := j, j, IsASCIILower(text[i]) || IsDigit(text[i])
	for k < hi {
		c := text[k]
		if c == '.' {
			label = k + 1
		} else if isASCIIUpper(c) {
			if k == label {
				lower = false
			}
		} else if !IsASCIILower(c) && !IsDigit(c) && c != '-' {
			break
		}
		k++
	}
	if k < hi && text[k] == '@' && text[k-1] != '.' {
		if end := t.mail(k); end > 0 {
			return end, TokenEmail
		}
	}
	end := k
	for end > j && (text[end-1] == '.' || text[end-1] == '-') {
		end--
	}
	if label >= end {
		label = strings.LastIndexByte(text[i:end], '.') + 1 + i
	}
	if !www && (!lower || !inSet(topDomains, text[label:end])) || label <= j && !www {
		t.noHost = k
		return 0, TokenWord
	}
	if end == k && k < hi && (text[k] == '/' || text[k] == ':' && k+1 < hi && IsDigit(text[k+1]) || text[k] == '?' && k+1 < hi && isASCIILetter(text[k+1])) {
		return t.address(k), TokenURL
	}
	return end, TokenURL
}

// address is the end of the address that goes on at i: up to white space or a
// character that no address holds, without punctuation at its end.
func (t *tokenizer) address(i int) int {
	text, from := t.text, i
	depth := 0
loop:
	for i < t.hi {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			k, n := charAt(text, i)
			if !k.isWord() && k != charMark {
				break loop
			}
			i += n
			continue
		case c <= ' ', c == '"', c == '<', c == '>', c == '`', c == '{', c == '}', c == '|':
			break loop
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				break loop
			}
		}
		i++
	}
	for i > from && strings.IndexByte(".,;:!?'([", text[i-1]) >= 0 {
		i--
	}
	return i
}

// mail is the end of the mail address with its "@" at j, 0 where what follows is
// no host name.
func (t *tokenizer) mail(j int) int {
	text, hi := t.text, t.hi
	k, dots := j+1, 0
	for k < hi && (isASCIILetter(text[k]) || IsDigit(text[k]) || text[k] == '-' || text[k] == '.') {
		if text[k] == '.' {
			dots++
		}
		k++
	}
	for k > j+1 && (text[k-1] == '.' || text[k-1] == '-') {
		if text[k-1] == '.' {
			dots--
		}
		k--
	}
	if dots == 0 {
		return 0
	}
	return k
}
