package gazetteer

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"assay/extract/text"
	"assay/internal/calendar"
)

//go:embed gazetteer.tsv
var gazetteerTSV string

// Authority is one row of gazetteer.tsv; see the head of that file.
type Authority struct {
	Name, GSS, LACode, URN, Region, Type string
	From, To                             calendar.Date // half-open; zero: open
	Successors                           []string
}

// In reports whether the authority had its duties on day d; the zero day
// counts as today, that is, after every change that is past (To is not yet set
// or lies in the future of the gazetteer's making).
func (a *Authority) In(d calendar.Date) bool {
	if d.IsZero() {
		d = gazetteerDay
	}
	return (a.From.IsZero() || !d.Before(a.From)) && (a.To.IsZero() || d.Before(a.To))
}

// gazetteerDay stands for an unknown day: that of the last revision of
// gazetteer.tsv.
var gazetteerDay = calendar.Make(2026, 11, 1)

// Register finds names of authorities in text.
type Register struct {
	Authorities []Authority
	names       map[string][]Entry // normalised name -> whom it can mean
	firstWords  map[string]int     // first word of a name -> most words of a name that begins so
}

// Entry is one meaning of a name.
type Entry struct {
	authority int
	Trust     bool // the name of a company that runs the services
	Weak      bool // a bare alias: believed in titles, not in running text
}

// England is the register of English authorities and trusts, read once.
var England = sync.OnceValue(loadGazetteer)

func loadGazetteer() *Register {
	g := &Register{names: map[string][]Entry{}, firstWords: map[string]int{}}
	lines := strings.Split(strings.TrimSpace(gazetteerTSV), "\n")
	head := true
	for _, line := range lines {
		if strings.HasPrefix(line, "#") {
			continue
		}
		if head { // names of the columns
			head = false
			continue
		}
		f := strings.Split(line, "\t")
		for len(f) < 11 {
			f = append(f, "")
		}
		list := func(s string) []string {
			if s == "" {
				return nil
			}
			return strings.Split(s, "; ")
		}
		i := len(g.Authorities)
		g.Authorities = append(g.Authorities, Authority{Name: f[0], GSS: f[1], LACode: f[2], URN: f[3], Region: f[4],
			Type: f[5], From: calendar.Parse(f[6]), To: calendar.Parse(f[7]), Successors: list(f[8])})
		g.add(f[0], Entry{authority: i})
		for _, a := range list(f[9]) {
			g.add(a, Entry{authority: i, Weak: weakAliases[a]})
		}
		for _, t := range list(f[10]) {
			g.add(t, Entry{authority: i, Trust: true})
		}
	}
	return g
}

// weakAliases also name something else in running text.
var weakAliases = map[string]bool{"Newcastle": true, "Stockton": true, "Telford": true, "Redcar": true, "Southend": true}

func (g *Register) add(name string, e Entry) {
	key := strings.Join(Words(name), " ")
	for _, o := range g.names[key] {
		if o.authority == e.authority {
			return
		}
	}
	g.names[key] = append(g.names[key], e)
	words := strings.Fields(key)
	g.firstWords[words[0]] = max(g.firstWords[words[0]], len(words))
}

// nameWord is a word of a text with its place, as names are compared: lower
// case, "&" read as "and", without full stops, apostrophes or hyphens.
type nameWord struct {
	text       string
	start, end int
	upper      bool // starts with a capital letter or a digit
}

// Words splits a name into the words it is looked up by.
func Words(s string) []string {
	var out []string
	for _, w := range splitNameWords(s) {
		out = append(out, w.text)
	}
	return out
}

// nextNameWord is the first word of s at or after byte i; its text is left to
// named. There is none where end is 0.
func nextNameWord(s string, i int) (w nameWord) {
	for i < len(s) {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r == '&':
			return nameWord{"and", i, i + 1, true}
		case nameLetter(r):
			return nameWord{start: i, end: nameEnd(s, i+n), upper: unicode.IsUpper(r) || unicode.IsDigit(r)}
		}
		i += n
	}
	return nameWord{}
}

// nameEnd is the end of the word that goes on at byte i.
func nameEnd(s string, i int) int {
	for i < len(s) {
		if nameBytes[s[i]] {
			i++
			continue
		}
		if s[i] < utf8.RuneSelf {
			break
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !nameLetter(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		i += n
	}
	return i
}

// nameBytes are the letters and digits of ASCII.
var nameBytes = func() (is [256]bool) {
	for b := range utf8.RuneSelf {
		is[b] = text.WordByte(byte(b)) && b != '_'
	}
	return is
}()

func nameLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return nameBytes[r]
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func splitNameWords(s string) (words []nameWord) {
	for w := nextNameWord(s, 0); w.end > 0; w = nextNameWord(s, w.end) {
		words = append(words, w.named(s))
	}
	return words
}

// named is the word with its text.
func (w nameWord) named(s string) nameWord {
	if w.text == "" {
		w.text = strings.ToLower(s[w.start:w.end])
	}
	return w
}

// Hit is a name found in a text.
type Hit struct {
	Start, End int // bytes
	words      int
	Entries    []Entry
}

// Find returns the longest names in s, left to right, not overlapping. With
// cased, the first word must start with a capital letter (running text);
// without, case is ignored (titles in lower case).
func (g *Register) Find(s string, cased bool) []Hit {
	var hits []Hit
	var words []nameWord
	before := 0 // end of the word before, 0 where there is none
	for w := nextNameWord(s, 0); w.end > 0; {
		longest := 0
		if !cased || w.upper {
			longest = g.startsName(s[w.start:w.end])
		}
		end := w.end
		if longest > 0 {
			words = words[:0]
			for x := w; x.end > 0 && len(words) <= longest; x = nextNameWord(s, x.end) {
				words = append(words, x.named(s))
			}
			if n, e := g.longest(s, words, longest, before); n > 0 {
				end = words[n-1].end
				hits = append(hits, Hit{w.start, end, n, e})
			}
		}
		before = end
		w = nextNameWord(s, end)
	}
	return hits
}

// startsName is how many words a name that begins with the word has at most.
func (g *Register) startsName(word string) int {
	var buf [24]byte
	if len(word) > len(buf) {
		return g.firstWords[strings.ToLower(word)]
	}
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return g.firstWords[strings.ToLower(word)]
		}
		buf[i] = text.LowerByte(word[i])
	}
	return g.firstWords[string(buf[:len(word)])]
}

// longest is the number of words of the longest name, of at most that many
// words, that words begin with.
func (g *Register) longest(s string, words []nameWord, most, before int) (int, []Entry) {
	for n := min(most, len(words)); n > 0; n-- {
		key, ok := joinName(s, words[:n])
		if !ok {
			continue
		}
		if e := g.names[key]; e != nil && !nameGoesOn(s, words, n, before) {
			return n, e
		}
	}
	return 0, nil
}

// joinName joins words to a key, where only spaces, hyphens, commas, full
// stops, apostrophes and ampersands stand between them.
func joinName(s string, words []nameWord) (string, bool) {
	var b strings.Builder
	for k, w := range words {
		if k > 0 {
			for _, r := range s[words[k-1].end:w.start] {
				if !unicode.IsSpace(r) && !strings.ContainsRune("-‐‑–,.'’&", r) {
					return "", false
				}
			}
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String(), true
}

// nameGoesOn reports that a name of n words is only part of a longer one that
// the gazetteer does not hold: "Newcastle-under-Lyme", "Bedford-on-...". The word
// before the name ends at byte before, 0 where there is none.
func nameGoesOn(s string, words []nameWord, n, before int) bool {
	if n < len(words) {
		next := words[n]
		gap := s[words[n-1].end:next.start]
		if gap == "-" && next.text != "based" && next.text != "wide" && next.text != "led" && next.text != "specific" {
			return true
		}
		if (gap == " " || gap == "-") && (next.text == "under" || next.text == "upon") {
			return true
		}
	}
	return before > 0 && s[before:words[0].start] == "-"
}

// Resolve picks whom a name means on a day: the one that had the duties then;
// where none had, the nearest in time.
func (g *Register) Resolve(entries []Entry, day calendar.Date) *Authority {
	var best *Authority
	for _, e := range entries {
		a := &g.Authorities[e.authority]
		if a.In(day) {
			return a
		}
		if best == nil || !day.IsZero() && !a.From.IsZero() && day.Before(best.From) {
			best = a
		}
	}
	return best
}
