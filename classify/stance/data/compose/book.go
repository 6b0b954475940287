package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// book is what patterns.txt holds.
type book struct {
	words    map[string][]entry // by "THEME NAME"
	patterns []pattern
}

// entry is one choice of words.
type entry struct {
	text   string
	plural bool
}

// pattern is a sentence with places for words, and how it is coded.
type pattern struct {
	times int // so many times as many sentences as a theme has
	line  int
	block string
	coding
	other coding // of the second theme; zero where there is none
	kinds []string
	text  string
}

// coding is what a sentence says of a theme.
type coding struct{ class, direction string }

var (
	classes = map[byte]string{'+': "positive", '-': "negative", '~': "mixed", '0': "neutral"}
	kinds   = map[byte]string{'r': "report", 'a': "article", 'c': "comment"}
)

// read takes the text of patterns.txt apart; an error names the line.
func read(text string) (*book, error) {
	b := &book{words: map[string][]entry{}}
	words, block, times := "", "", 1
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			f := strings.Fields(strings.Trim(line, "[]"))
			switch {
			case len(f) == 3 && f[0] == "words":
				words, block = f[1]+" "+f[2], ""
			case len(f) == 2 && f[0] == "block":
				words, block, times = "", f[1], 1
			case len(f) == 3 && f[0] == "block":
				n, err := strconv.Atoi(f[2])
				if err != nil || n < 1 {
					return nil, fmt.Errorf("line %d: no number of times: %s", i+1, line)
				}
				words, block, times = "", f[1], n
			default:
				return nil, fmt.Errorf("line %d: neither words nor block: %s", i+1, line)
			}
		case block != "":
			p, err := readPattern(line)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", i+1, err)
			}
			p.line, p.block, p.times = i+1, block, times
			b.patterns = append(b.patterns, p)
		case words != "":
			for _, e := range strings.Split(line, ",") {
				if e = strings.TrimSpace(e); e != "" {
					b.words[words] = append(b.words[words], entry{strings.TrimPrefix(e, "+"), e[0] == '+'})
				}
			}
		default:
			return nil, fmt.Errorf("line %d: stands in no block", i+1)
		}
	}
	return b, nil
}

func readPattern(line string) (p pattern, err error) {
	code, text, ok := strings.Cut(line, " ")
	if p.coding = (coding{classes[code[0]], "none"}); !ok || p.class == "" {
		return p, fmt.Errorf("no pattern: %s", line)
	}
	p.text = text
	at := &p.coding
	for i, c := range []byte(code[1:]) {
		switch {
		case c == '^':
			at.direction = "improving"
		case c == 'v':
			at.direction = "worsening"
		case c == '/' && i+2 < len(code) && classes[code[i+2]] != "":
			at = &p.other
			*at = coding{classes[code[i+2]], "none"}
		case at == &p.other && i > 0 && code[i] == '/': // its class, taken
		case kinds[c] != "":
			p.kinds = append(p.kinds, kinds[c])
		default:
			return p, fmt.Errorf("unknown mark %q", c)
		}
	}
	if p.kinds == nil {
		p.kinds = []string{"report", "article", "comment"}
	}
	return p, nil
}

// agreeing are the words that agree with what the sentence is about, singular and
// plural.
var agreeing = map[string][2]string{"is": {"is", "are"}, "isnt": {"isn't", "aren't"}, "has": {"has", "have"}, "was": {"was", "were"},
	"does": {"does", "do"}, "it": {"it", "they"}, "shows": {"shows", "show"}, "suffers": {"suffers", "suffer"}, "leaves": {"leaves", "leave"},
	"lacks": {"lacks", "lack"}, "saves": {"saves", "save"}, "costs": {"costs", "cost"}, "needs": {"needs", "need"}}

// fill is the k-th sentence of a pattern about a theme, and another where the
// pattern has two.
func (b *book) fill(p *pattern, theme, other string, k int) (string, error) {
	rng := dice(fmt.Sprintf("%s|%s|%d", p.text, theme, k))
	used := map[string]bool{}
	var subject, noun, second entry
	var err error
	pick := func(name string, fits func(string) bool) entry {
		theme := theme
		if rest, ok := strings.CutPrefix(name, "t:"); ok {
			name, theme = rest, other
		}
		list := b.words[theme+" "+name]
		if list == nil {
			list = b.words["* "+name]
		}
		for range 64 {
			if len(list) == 0 {
				break
			}
			if e := list[rng.roll(len(list))]; !used[e.text] && fits(e.text) {
				used[e.text] = true
				return e
			}
		}
		err = fmt.Errorf("no words for {%s} of %s", name, theme)
		return entry{}
	}
	any := func(string) bool { return true }
	single := func(s string) bool { return !strings.Contains(s, " ") }
	if strings.Contains(p.text, "{S}") {
		subject = pick("S", any)
	}
	if strings.Contains(p.text, "{t:S}") {
		second = pick("t:S", any)
	}
	if strings.Contains(p.text, "{N}") {
		noun = pick("N", any)
	}
	var out strings.Builder
	for rest := p.text; rest != ""; {
		before, after, ok := strings.Cut(rest, "{")
		out.WriteString(before)
		if !ok {
			break
		}
		var name string
		name, rest, _ = strings.Cut(after, "}")
		of, bare := subject, name
		if after, ok := strings.CutPrefix(name, "t:"); ok {
			of, bare = second, after
		}
		switch x, agrees := agreeing[bare]; {
		case agrees:
			out.WriteString(x[number(of)])
		case bare == "S":
			out.WriteString(of.text)
		case name == "N":
			out.WriteString(noun.text)
		case name == "nis":
			out.WriteString(agreeing["is"][number(noun)])
		case strings.HasSuffix(name, "1"):
			out.WriteString(pick(name[:len(name)-1], single).text)
		case strings.HasSuffix(name, "2"):
			out.WriteString(pick(name[:len(name)-1], any).text)
		default:
			out.WriteString(pick(name, any).text)
		}
	}
	return capital(out.String()), err
}

func number(e entry) int {
	if e.plural {
		return 1
	}
	return 0
}

// capital gives a sentence its first capital.
func capital(s string) string {
	for i, r := range s {
		if unicode.IsLetter(r) {
			return s[:i] + string(unicode.ToUpper(r)) + s[i+utf8.RuneLen(r):]
		}
	}
	return s
}

// generator gives the same numbers for the same text (splitmix64 from its FNV-1a).
type generator uint64

func dice(text string) *generator {
	h := generator(14695981039346656037)
	for i := 0; i < len(text); i++ {
		h = (h ^ generator(text[i])) * 1099511628211
	}
	return &h
}

// roll is a number from 0 to n-1.
func (g *generator) roll(n int) int {
	*g += 0x9E3779B97F4A7C15
	z := *g
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return int((z ^ z>>31) >> 1 % generator(n))
}
