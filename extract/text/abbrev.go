package text

import (
	_ "embed"

	"assay/internal/phrases"
)

// abbrevClass says how a word written with a full stop behaves at the stop.
type abbrevClass uint8

const (
	abbrevNone    abbrevClass = iota
	abbrevTitle               // goes before a name: never ends a sentence before one (Dr, Cllr, St)
	abbrevNever               // leads on to what it introduces: never ends a sentence (cf, viz, vs)
	abbrevNumber              // goes before a number: ends a sentence unless one follows (para, p, no)
	abbrevMonth               // a month or day, capitalised, before a number (Sept)
	abbrevEnd                 // may end a sentence and does before any capital (etc, Ltd)
	abbrevStarter             // ends a sentence only before a word that starts sentences (Jr, Dept, U.K)
)

//go:embed words.txt
var wordsTxt string

// lists are the lists of words.txt.
var lists = phrases.Read("extract/text/words.txt", wordsTxt)

// The words that decide at a stop.
var (
	abbrevs = func() map[string]abbrevClass {
		m := map[string]abbrevClass{}
		for class, name := range map[abbrevClass]string{abbrevTitle: "title", abbrevNever: "never", abbrevNumber: "number",
			abbrevMonth: "month", abbrevEnd: "end", abbrevStarter: "starter"} {
			for _, w := range lists.Group(name) {
				m[w] = class
			}
		}
		return m
	}()
	ordinary      = lists.Set("words before a stop")
	asking        = lists.Set("asking")
	markedNames   = lists.Set("names with a mark")
	needsCapital  = lists.Set("capitalised")
	starters      = lists.Set("starters")
	titleStarters = lists.Set("starters after a title")
	designators   = lists.Set("designators")
	dayNames      = lists.Set("days")
	partNames     = lists.Set("parts")
	functionWords = lists.Set("function words")
	topDomains    = lists.Set("top domains")
	noteMarks     = lists.Set("note marks")
	editorsMarks  = lists.Set("editor's marks")
)

// maxAbbrev bounds the look back for an abbreviation: the longest are "U.S.S.R"
// and "messrs", and a bound keeps the splitter linear.
const maxAbbrev = 16

// lowerKey lower-cases the ASCII letters of word into buf; ok is false where
// the word does not fit or holds anything but ASCII letters.
func lowerKey(buf *[maxAbbrev]byte, word string) (key []byte, ok bool) {
	if len(word) > len(buf) {
		return nil, false
	}
	for i := 0; i < len(word); i++ {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		} else if c < 'a' || c > 'z' {
			return nil, false
		}
		buf[i] = c
	}
	return buf[:len(word)], true
}

// abbrevOf is the class of a word without dots.
func abbrevOf(word string) abbrevClass {
	var buf [maxAbbrev]byte
	key, ok := lowerKey(&buf, word)
	if !ok || len(key) == 0 {
		return abbrevNone
	}
	class := abbrevs[string(key)]
	capital := word[0] <= 'Z' && (len(word) == 1 || word[1] > 'Z') // "Pa", not "PA"
	switch {
	case class == abbrevMonth && word[0] > 'Z',
		!capital && needsCapital[string(key)]:
		return abbrevNone
	}
	return class
}

// inSet reports whether the lower-cased ASCII word is in set.
func inSet(set map[string]bool, word string) bool {
	var buf [maxAbbrev]byte
	key, ok := lowerKey(&buf, word)
	return ok && set[string(key)]
}
