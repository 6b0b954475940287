package text

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

// abbrevs are the abbreviations by their lower-case letters, without the full
// stop. Those that are common words too (no, sat, mar) stand in a class that
// looks at what follows.
var abbrevs = map[string]abbrevClass{
	"mr": abbrevTitle, "mrs": abbrevTitle, "ms": abbrevTitle, "mx": abbrevTitle, "dr": abbrevTitle,
	"prof": abbrevTitle, "messrs": abbrevTitle, "cllr": abbrevTitle, "cllrs": abbrevTitle, "rev": abbrevTitle, "revd": abbrevTitle,
	"hon": abbrevTitle, "capt": abbrevTitle, "sgt": abbrevTitle, "lt": abbrevTitle, "mt": abbrevTitle,
	"st": abbrevTitle, "ste": abbrevTitle, "gen": abbrevTitle, "col": abbrevTitle, "gov": abbrevTitle, "sen": abbrevTitle, "rep": abbrevTitle,
	"rt": abbrevTitle, "supt": abbrevTitle, "insp": abbrevTitle, "det": abbrevTitle, "cmdr": abbrevTitle, "pres": abbrevTitle, "fr": abbrevTitle,

	"cf": abbrevNever, "viz": abbrevNever, "vs": abbrevNever, "incl": abbrevNever, "esp": abbrevNever,
	"approx": abbrevNever, "eg": abbrevNever, "ie": abbrevNever, "ca": abbrevNever,

	"no": abbrevNumber, "nos": abbrevNumber, "p": abbrevNumber, "pp": abbrevNumber, "s": abbrevNumber, "ss": abbrevNumber,
	"sec": abbrevNumber, "secs": abbrevNumber, "sect": abbrevNumber, "para": abbrevNumber, "paras": abbrevNumber,
	"fig": abbrevNumber, "figs": abbrevNumber, "vol": abbrevNumber, "vols": abbrevNumber, "ch": abbrevNumber, "chap": abbrevNumber,
	"art": abbrevNumber, "arts": abbrevNumber, "reg": abbrevNumber, "regs": abbrevNumber, "cl": abbrevNumber, "sch": abbrevNumber,
	"c": abbrevNumber, "v": abbrevNumber, "n": abbrevNumber, "pt": abbrevNumber, "app": abbrevNumber,
	"tel": abbrevNumber, "ext": abbrevNumber, "ref": abbrevNumber, "est": abbrevNumber, "min": abbrevNumber, "max": abbrevNumber,
	"ed": abbrevNumber, "eds": abbrevNumber, "ver": abbrevNumber, "dob": abbrevNumber, "r": abbrevNumber, "rr": abbrevNumber,

	"jan": abbrevMonth, "feb": abbrevMonth, "mar": abbrevMonth, "apr": abbrevMonth, "jun": abbrevMonth, "jul": abbrevMonth,
	"aug": abbrevMonth, "sep": abbrevMonth, "sept": abbrevMonth, "oct": abbrevMonth, "nov": abbrevMonth, "dec": abbrevMonth,
	"mon": abbrevMonth, "tue": abbrevMonth, "tues": abbrevMonth, "wed": abbrevMonth, "weds": abbrevMonth, "thu": abbrevMonth,
	"thur": abbrevMonth, "thurs": abbrevMonth, "fri": abbrevMonth, "sat": abbrevMonth, "sun": abbrevMonth,

	"etc": abbrevEnd, "ltd": abbrevEnd, "inc": abbrevEnd, "plc": abbrevEnd, "corp": abbrevEnd, "co": abbrevStarter,
	"bros": abbrevStarter, "jr": abbrevStarter, "sr": abbrevStarter, "esq": abbrevStarter, "dept": abbrevStarter, "depts": abbrevStarter,
	"govt": abbrevStarter, "univ": abbrevStarter, "assn": abbrevStarter, "assoc": abbrevStarter, "al": abbrevStarter,
	"ave": abbrevStarter, "rd": abbrevStarter, "blvd": abbrevStarter, "hosp": abbrevStarter, "op": abbrevStarter,
	"asst": abbrevStarter, "dep": abbrevStarter, "temp": abbrevStarter, "mgr": abbrevStarter, "misc": abbrevStarter, "ibid": abbrevEnd,
}

// titleNeedsCapital are the titles that are ordinary words or endings in lower case,
// and so count as titles only when capitalised.
var titleNeedsCapital = map[string]bool{"rt": true, "rev": true, "hon": true, "gen": true, "col": true, "gov": true, "sen": true,
	"rep": true, "det": true, "pres": true, "fr": true, "lt": true, "mt": true, "ste": true}

// starters are words that, capitalised after an abbreviation, begin a sentence
// rather than continue a name.
var starters = wordSet(`a an the this that these those there here it he she they we i you his her its their our your my
	in on at by for from with to of as if when where while after before since during although though despite however but
	and or so yet because what who how why which whose is are was were do does did has have had can could should would must
	not no nor some many most all few each every both several other others another two three such more less
	only also then thus therefore nevertheless overall additionally furthermore moreover meanwhile consequently similarly
	children leaders managers inspectors staff parents carers social young`)

// titleStarters are the starters that are never names, for use after a title.
var titleStarters = wordSet(`the they this these those there however it she he we when but in as if although`)

// designators are words a single capital letter names one of ("plan B."), so
// that the stop after the letter is a full stop and not an initial's.
var designators = wordSet(`plan option appendix annex annexe table figure schedule group category grade part type hepatitis
	vitamin class block unit child family team ward area zone phase level band paragraph section point item question model
	mother father baby sibling school person band tier stage key strand theme cohort site building home house provider parent`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for start, i := -1, 0; i <= len(words); i++ {
		if i < len(words) && words[i] > ' ' {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			set[words[start:i]] = true
			start = -1
		}
	}
	return set
}

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
	capital := word[0] <= 'Z'
	switch {
	case class == abbrevMonth && !capital,
		class == abbrevTitle && !capital && titleNeedsCapital[string(key)]:
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
