package profiles

import (
	"fmt"
	"maps"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/internal/lazyregexp"
)

// A Pattern is a phrase of a profile. Case does not matter, any white space
// stands for any other, quotes and dashes may be straight or curved.
//
//	(a|b)    either
//	[a]      may be missing
//	word*    a word that begins so
//	...      anything, up to 300 characters of one sentence; at the start and
//	         the end any text at all
//	{dates} {date} {number} {name} {text} {grade}   what is read: see captures
//	/a.b/    a Go regular expression, for what a phrase cannot say
type Pattern struct {
	Pos
	Text   string
	rx     *lazyregexp.Regexp
	groups int // captures
}

// Match reports whether the pattern stands in s.
func (p *Pattern) Match(s string) bool { return p.rx.MatchString(s) }

// Index is where the pattern stands in s first, nil where it does not.
func (p *Pattern) Index(s string) []int { return p.rx.FindStringIndex(s) }

// Read returns what the pattern's captures hold in s, joined, and whether it
// stands there. A pattern without captures reads as what it matches.
func (p *Pattern) Read(s string) (string, bool) {
	m := p.rx.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	if len(m) == 1 {
		return m[0], true
	}
	return strings.TrimSpace(strings.Join(m[1:], "")), true
}

// ReadAll is Read for every place the pattern stands in s, in order.
func (p *Pattern) ReadAll(s string) (out []string) {
	for _, at := range p.Places(s) {
		out = append(out, at.Read)
	}
	return out
}

// Captures reports whether the pattern reads a part of what it matches.
func (p *Pattern) Captures() bool { return p.groups > 0 }

// Groups are the bounds in s of what the pattern matches and of each of its
// captures, two numbers each; nil where it does not stand there.
func (p *Pattern) Groups(s string) []int { return p.rx.FindStringSubmatchIndex(s) }

// A Place is one place where a pattern stands.
type Place struct {
	Whole, Read string // what it matches; what its captures hold
}

// Places are all places where the pattern stands in s, in order.
func (p *Pattern) Places(s string) (out []Place) {
	for _, m := range p.rx.FindAllStringSubmatch(s, -1) {
		at := Place{Whole: m[0], Read: m[0]}
		if len(m) > 1 {
			at.Read = strings.TrimSpace(strings.Join(m[1:], ""))
		}
		out = append(out, at)
	}
	return out
}

// An anchor says where in a text a pattern must stand.
type anchor uint8

const (
	inside anchor = iota // anywhere
	atHead               // at the start, after marks that are no letters
	whole                // from the start to the end
)

const dayRun = `(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?(?:\s+(?:of\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\p{L}*)?(?:,?\s+\d{4})?`

// GradePhrase matches one grade of the built-in kinds in running text.
// Leftmost-first: "good" inside "requires improvement to be good" is never a match
// of its own, and the word boundary keeps "adequate" out of "inadequate". A
// footnote digit may be glued to the end.
const GradePhrase = `(?:outstanding|requir(?:es?|ing)[\s-]+improvement(?:[\s-]+to[\s-]+be[\s-]+good)?|inadequate|adequate|good)`

// captures are the names that may stand in braces, and what each reads.
var captures = map[string]string{
	"date":   `(` + dayRun + `|\d{1,2}/\d{1,2}/\d{4})`,
	"dates":  `((?:` + dayRun + `|\d{1,2}/\d{1,2}/\d{4})(?:\s*(?:-|–|—|to|and|until|,|&)\s*(?:` + dayRun + `|\d{1,2}/\d{1,2}/\d{4}))*)`,
	"number": `(\d{1,3}(?:\.\d{1,3})*[a-z]?(?:\([0-9a-z]{1,4}\))*)`, // with its paragraph: 21(3)
	"name":   `((?-i:\p{Lu}[\p{L}’'.-]+(?:\s+(?:(?:and|of|upon|on|with|the|for|in|&|de|van|la)\s+)*\p{Lu}[\p{L}’'.-]*,?)*))`,
	"text":   `([^.;]{1,240}?)`,
	// a person's name, titles before it left out
	"person": `(?-i:(?:Mr|Mrs|Ms|Miss|Dr|Professor|Sir|Dame)\.? +)?((?-i:\p{Lu}[\p{L}’'.-]+(?: +(?:(?:de|van|von|der|la|al|bin) +)?\p{Lu}[\p{L}’'.-]+){1,3}))`,
	// a partnership of agencies by its name
	"partnership": `((?-i:(?:St\. )?\p{Lu}(?:[^.,:;\n]|, \p{Lu}){2,80}?\b[Pp]artnerships?))`,
	"rest":        `([^.;]{1,400})`,
	// a grade, with the verb before it
	"grade": `(?:(?:is|are)\s+(?:judged\s+(?:to\s+be\s+)?)?)?(` + GradePhrase + `|require\s+improvement(?:\s+to\s+be\s+good)?)\b`,
}

// compile makes a Pattern of its text.
func compile(text string, at anchor) (*Pattern, error) {
	t := strings.TrimSpace(text)
	if len(t) > 2 && t[0] == '/' && t[len(t)-1] == '/' {
		rx := t[1 : len(t)-1]
		for name, form := range captures {
			rx = strings.ReplaceAll(rx, "{"+name+"}", form)
		}
		tree, err := syntax.Parse(rx, syntax.Perl)
		if err != nil {
			return nil, fmt.Errorf("no regular expression between the slashes: %w", err)
		}
		return &Pattern{Text: t, rx: lazyregexp.New("(?i)" + rx), groups: tree.MaxCap()}, nil
	}
	c := phrase{s: t}
	body, err := c.sequence(0)
	if err != nil {
		return nil, err
	}
	if body == "" {
		return nil, fmt.Errorf("the pattern is empty")
	}
	switch {
	case at == whole:
		body = `^` + body + `$`
	case at == atHead:
		body = `^[^\p{L}\p{N}]{0,3}` + body
	default:
		if wordy(t[0]) {
			body = `\b` + body
		}
		if wordy(t[len(t)-1]) {
			body += `\b`
		}
	}
	tree, err := syntax.Parse(body, syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("the pattern cannot be read: %w", err)
	}
	return &Pattern{Text: t, rx: lazyregexp.New(`(?is)` + body), groups: tree.MaxCap()}, nil
}

func wordy(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// phrase turns the text of a pattern into a regular expression.
type phrase struct {
	s string
	i int
}

// sequence reads up to the closing mark, which it leaves in place; 0 is the end.
func (c *phrase) sequence(closing byte) (string, error) {
	var b strings.Builder
	for c.i < len(c.s) {
		ch := c.s[c.i]
		if ch == closing {
			return b.String(), nil
		}
		switch ch {
		case '(', '[':
			part, err := c.group(ch)
			if err != nil {
				return "", err
			}
			b.WriteString(part)
		case ')', ']', '}':
			return "", fmt.Errorf("%q at character %d closes nothing; write \\%c for the mark itself", ch, c.i+1, ch)
		case '{':
			end := strings.IndexByte(c.s[c.i:], '}')
			if end < 0 {
				return "", fmt.Errorf("the brace at character %d is not closed", c.i+1)
			}
			name := c.s[c.i+1 : c.i+end]
			rx, ok := captures[name]
			if !ok {
				return "", fmt.Errorf("there is no {%s}; there are {%s}", name, strings.Join(slices.Sorted(maps.Keys(captures)), "}, {"))
			}
			b.WriteString(rx)
			c.i += end + 1
		case '|':
			if closing == 0 {
				return "", fmt.Errorf("| at character %d stands outside ( ) and [ ]; write \\| for the mark itself", c.i+1)
			}
			b.WriteByte('|')
			c.i++
		case '*':
			b.WriteString(`[\p{L}\p{N}_]*`)
			c.i++
		case '.':
			if strings.HasPrefix(c.s[c.i:], "...") {
				c.i += 3
				switch {
				case c.i < len(c.s) && c.s[c.i] == ' ' && b.Len() == 0: // at the start the space after it may be missing too
					c.i++
					b.WriteString(`(?:.{0,300}?\s)?`)
				case c.i < len(c.s) && c.s[c.i] == ' ' && strings.HasSuffix(b.String(), `\s+`): // nothing may stand there too
					c.i++
					b.WriteString(`(?:[^.]{0,300}?\s)?`)
				default:
					b.WriteString(`[^.]{0,300}?`)
				}
				continue
			}
			b.WriteString(`\.`)
			c.i++
		case '\\':
			if c.i++; c.i == len(c.s) {
				return "", fmt.Errorf("the pattern ends in \\")
			}
			b.WriteString(regexp.QuoteMeta(c.s[c.i : c.i+1]))
			c.i++
		default:
			c.plain(&b)
		}
	}
	if closing != 0 {
		return "", fmt.Errorf("a bracket is not closed by %q", closing)
	}
	return b.String(), nil
}

// group reads ( ) or [ ]. A part that may be missing takes the space after it
// along, so that one space stays where it is missing.
func (c *phrase) group(open byte) (string, error) {
	from := c.i
	c.i++
	closing := byte(')')
	if open == '[' {
		closing = ']'
	}
	in, err := c.sequence(closing)
	if err != nil {
		return "", err
	}
	c.i++
	if open == '(' {
		return `(?:` + in + `)`, nil
	}
	spaceBefore := from == 0 || c.s[from-1] == ' ' || c.s[from-1] == '(' || c.s[from-1] == '[' || c.s[from-1] == '|'
	if spaceBefore && c.i < len(c.s) && c.s[c.i] == ' ' {
		c.i++
		return `(?:(?:` + in + `)\s+)?`, nil
	}
	return `(?:` + in + `)?`, nil
}

// plain copies characters that stand for themselves.
func (c *phrase) plain(b *strings.Builder) {
	r, n := utf8.DecodeRuneInString(c.s[c.i:])
	switch {
	case unicode.IsSpace(r):
		for c.i < len(c.s) && c.s[c.i] == ' ' {
			c.i++
		}
		if c.s[c.i:] == "..." { // at the end the space before it may be missing too
			c.i = len(c.s)
			b.WriteString(`(?:[^\p{L}\p{N}].*)?`)
			return
		}
		if c.i < len(c.s) && c.s[c.i] == '[' && c.lastGroup() {
			b.WriteString(`\s*`)
			return
		}
		b.WriteString(`\s+`)
		return
	case r == '\'' || r == '’' || r == '‘':
		b.WriteString(`['’‘]`)
	case r == '"' || r == '“' || r == '”':
		b.WriteString(`["“”]`)
	case r == '-' || r == '–' || r == '—':
		b.WriteString(`[-–—‐‑]`)
	default:
		b.WriteString(regexp.QuoteMeta(string(r)))
	}
	c.i += n
}

// lastGroup reports whether the part that may be missing at c.i ends its
// sequence, so that the space before it may be missing too.
func (c *phrase) lastGroup() bool {
	depth := 0
	for i := c.i; i < len(c.s); i++ {
		switch c.s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i+1 == len(c.s) || strings.IndexByte(" )]|[", c.s[i+1]) >= 0 && c.restOptional(i+1)
			}
		}
	}
	return false
}

// restOptional reports whether all that follows at i may be missing.
func (c *phrase) restOptional(i int) bool {
	depth := 0
	for ; i < len(c.s); i++ {
		switch c.s[i] {
		case '[':
			depth++
		case ']':
			if depth == 0 {
				return true
			}
			depth--
		case ' ':
		case ')', '|':
			if depth == 0 {
				return true
			}
		default:
			if depth == 0 {
				return false
			}
		}
	}
	return true
}
