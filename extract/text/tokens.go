package text

import (
	"strings"
	"unicode/utf8"

	"assay/corpus"
)

// tokenizer splits one sentence into tokens after the conventions of the Penn
// Treebank: contractions and possessives apart ("do|n't", "carer|'s"), currency
// and percent signs apart, hyphenated words whole, abbreviations with their full
// stop. Beyond them: words joined by a slash apart, addresses whole, section
// references ("s.17") whole, dots of an ellipsis together. Time is linear:
// nothing is looked at more than a fixed number of times.
type tokenizer struct {
	text    string
	hi      int
	out     []Token
	noHost  int // before here a search for a host name has failed
	digits  bool
	letters bool
	apos    bool // there is an apostrophe in the word
	divided bool // a row's end divides the word
}

// AppendTokens appends the tokens of the sentence text[lo:hi] to dst, with their
// spans and kinds. The spans are in order and what lies between them is white
// space.
func AppendTokens(dst []Token, text string, lo, hi int) []Token {
	t := tokenizer{text: text, hi: hi, out: dst}
	for i := lo; i < hi; {
		if c := text[i]; c < utf8.RuneSelf && beginsFace[c] && (i == lo || asciiSpace(text[i-1])) {
			if end := emoticon(text, i, hi); end > 0 {
				i = t.emit(i, end, TokenSymbol)
				continue
			}
		}
		k, n := charAt(text, i)
		switch k {
		case charSpace:
			i += n
		case charUpper, charLower, charLetter, charDigit:
			i = t.word(i)
		case charStop:
			i = t.dots(i, n)
		case charDash:
			end := i + n
			for end < hi && text[i] == '-' && text[end] == '-' {
				end++
			}
			i = t.emit(i, end, TokenPunct)
		case charOpen, charClose, charQuote, charPunct:
			i = t.emit(i, t.same(i, n), TokenPunct)
		default:
			i = t.symbol(i, n)
		}
	}
	return t.out
}

func (t *tokenizer) emit(lo, hi int, kind TokenKind) int {
	t.out = append(t.out, Token{Span: corpus.Span{Start: int32(lo), End: int32(hi)}, Kind: kind})
	return hi
}

// same is the end of a run of one punctuation mark at i when it is long enough
// to be a drawn line (four or more), of the mark alone otherwise.
func (t *tokenizer) same(i, n int) int {
	end := i + n
	for end < t.hi && n == 1 && t.text[end] == t.text[i] {
		end++
	}
	if end-i < 4 {
		return i + n
	}
	return end
}

// dots makes one token of an ellipsis, and one each of other stops.
func (t *tokenizer) dots(i, n int) int {
	end := i + n
	if t.text[i] == '.' {
		for end < t.hi && t.text[end] == '.' {
			end++
		}
	}
	return t.emit(i, end, TokenPunct)
}

// symbol makes one token of a symbol with the marks and joined symbols that
// belong to it (emoji with skin tones, families, flags).
func (t *tokenizer) symbol(i, n int) int {
	end := i + n
	first, _ := utf8.DecodeRuneInString(t.text[i:])
	flag := first >= 0x1F1E6 && first <= 0x1F1FF
	for end < t.hi && t.text[end] >= utf8.RuneSelf {
		r, m := utf8.DecodeRuneInString(t.text[end:])
		if r == 0x200D && end+m < t.hi {
			if _, next := utf8.DecodeRuneInString(t.text[end+m:]); runeKindAt(t.text, end+m) == charOther {
				end += m + next
				continue
			}
		}
		if flag && r >= 0x1F1E6 && r <= 0x1F1FF {
			flag = false
		} else if !(r >= 0x1F3FB && r <= 0x1F3FF) && runeKind(r) != charMark {
			break
		}
		end += m
	}
	return t.emit(i, end, TokenSymbol)
}

func runeKindAt(s string, i int) charKind {
	k, _ := charAt(s, i)
	return k
}

// run is the end of the letters, digits and marks at i.
func (t *tokenizer) run(i int) int {
	for i < t.hi {
		c := t.text[i]
		if c < utf8.RuneSelf {
			if isASCIILetter(c) {
				t.letters = true
			} else if IsDigit(c) {
				t.digits = true
			} else {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(t.text[i:])
		switch k := runeKind(r); k {
		case charUpper, charLower, charLetter:
			t.letters = true
		case charDigit:
			t.digits = true
		case charMark:
		default:
			return i
		}
		i += n
	}
	return i
}

// word makes the tokens of the word, number or address at i.
func (t *tokenizer) word(i int) int {
	text, hi := t.text, t.hi
	t.digits, t.letters, t.apos, t.divided = false, false, false, false
	dotted := false
	j := t.run(i)
	for j < hi {
		c := text[j]
		if c == ' ' || c == ',' && (j+1 == hi || text[j+1] == ' ') {
			break
		}
		next := j
		switch c {
		case '.':
			end, kind := t.dot(i, j)
			if kind == TokenURL || kind == TokenEmail {
				return t.emit(i, end, kind)
			}
			if end > j {
				dotted = true
				if end == j+1 && (end == hi || !runeKindAt(text, end).isWord()) {
					j = end
					return t.finish(i, j, dotted)
				}
				next = end
			}
		case '@':
			if end := t.mail(j); end > 0 {
				return t.emit(i, end, TokenEmail)
			}
		case ':':
			if strings.HasPrefix(text[j:hi], "://") && j > i && j-i < 8 {
				return t.emit(i, t.address(j+3), TokenURL)
			}
			next = t.joint(i, j)
		default:
			next = t.joint(i, j)
		}
		if next == j {
			break
		}
		j = t.run(next)
	}
	return t.finish(i, j, dotted)
}

// joint is the position after the mark at j when it joins two parts of the word
// that begins at i, j otherwise.
func (t *tokenizer) joint(i, j int) int {
	text, hi := t.text, t.hi
	_, n := charAt(text, j)
	after := j + n
	if after >= hi {
		return j
	}
	switch c := text[j]; c {
	case '-':
		if runeKindAt(text, after).isWord() {
			return after
		}
		return t.nextRow(after, j)
	case '\n':
		if strings.HasSuffix(text[i:j], softHyphen) {
			return t.nextRow(j, j)
		}
	case '\'':
		return t.apostrophe(after, j)
	case ',':
		if IsDigit(text[j-1]) && j+3 < hi && IsDigit(text[j+1]) && IsDigit(text[j+2]) && IsDigit(text[j+3]) &&
			(j+4 == hi || !IsDigit(text[j+4])) {
			return after
		}
	case ':':
		if IsDigit(text[j-1]) && j+2 < hi && IsDigit(text[j+1]) && IsDigit(text[j+2]) && j-i <= 2 {
			return after
		}
	case '/':
		if IsDigit(text[j-1]) && IsDigit(text[after]) {
			return after
		}
	case '&':
		if isASCIIUpper(text[j-1]) && isASCIIUpper(text[after]) {
			return after
		}
	case '_':
		if runeKindAt(text, after).isWord() {
			return after
		}
	default:
		if c < utf8.RuneSelf {
			return j
		}
		switch r, _ := utf8.DecodeRuneInString(text[j:]); r {
		case '’', 'ʼ':
			return t.apostrophe(after, j)
		case '\u2010', '\u2011':
			if runeKindAt(text, after).isWord() {
				return after
			}
		}
	}
	return j
}

// nextRow is where a word goes on after a hyphen that ends at i and a line end, else
// otherwise.
func (t *tokenizer) nextRow(i, otherwise int) int {
	if c := t.text[i]; t.divided || c != '\n' && c != ' ' {
		return otherwise
	}
	next := SkipSpace(t.text, i, t.hi)
	if strings.IndexByte(t.text[i:next], '\n') >= 0 && brokenWord(t.text[:t.hi], i, next) {
		t.divided = true
		return next
	}
	return otherwise
}

// apostrophe joins where a letter or digit stands before it and a letter after.
func (t *tokenizer) apostrophe(after, j int) int {
	if k := runeKindAt(t.text, after); !k.isLetter() {
		return j
	}
	t.apos = true
	return after
}

// finish emits the word text[i:j], its contractions as tokens of their own.
func (t *tokenizer) finish(i, j int, dotted bool) int {
	kind := TokenWord
	if c := t.text[i]; t.digits && (IsDigit(c) || c >= utf8.RuneSelf && runeKindAt(t.text, i) == charDigit) &&
		(!t.letters || numberSuffix(t.text[i:j])) {
		kind = TokenNumber
	}
	if t.apos {
		return t.contraction(i, j)
	}
	if kind == TokenWord && !dotted {
		switch at := t.apartAt(i, j); {
		case at == 0:
		case IsDigit(t.text[at]):
			t.emit(i, at, TokenWord)
			return t.emit(at, j, TokenNumber)
		default:
			t.emit(i, at, TokenWord)
			return t.emit(at, j, TokenWord)
		}
	}
	return t.emit(i, j, kind)
}

// numberSuffix reports whether a word that begins with a digit is a number with
// a unit or an ending ("5th", "1.2m", "1990s", "5pm").
func numberSuffix(word string) bool {
	i := len(word)
	for i > 0 && isASCIILetter(word[i-1]) {
		i--
	}
	if i == 0 || !IsDigit(word[i-1]) {
		return false
	}
	for k := 0; k < i; k++ {
		if isASCIILetter(word[k]) || word[k] >= utf8.RuneSelf {
			return false
		}
	}
	var buf [maxAbbrev]byte
	key, _ := lowerKey(&buf, word[i:])
	switch string(key) {
	case "st", "nd", "rd", "th", "s", "m", "mn", "bn", "tn", "k", "p", "am", "pm":
		return true
	}
	return false
}

// contraction splits the endings of the Penn Treebank off text[i:j], at most
// three ("should|n't|'ve").
func (t *tokenizer) contraction(i, j int) int {
	text := t.text
	var at [3]int
	n, end := 0, j
	for n < len(at) {
		p := strings.LastIndexAny(text[max(i, end-6):end], "'’ʼ")
		if p < 0 {
			break
		}
		p += max(i, end-6)
		_, size := charAt(text, p)
		var buf [maxAbbrev]byte
		key, _ := lowerKey(&buf, text[p+size:end])
		switch string(key) {
		case "s", "m", "d", "re", "ve", "ll":
		case "t":
			if p-1 <= i || text[p-1]|0x20 != 'n' {
				p = i
			} else {
				p--
			}
		default:
			p = i
		}
		if p <= i {
			break
		}
		at[n] = p
		n++
		end = p
	}
	from := i
	for n--; n >= 0; n-- {
		t.emit(from, at[n], TokenWord)
		from = at[n]
	}
	return t.emit(from, j, TokenWord)
}
