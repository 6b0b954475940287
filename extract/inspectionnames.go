package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/extract/gazetteer"
	"assay/extract/profiles"
	"assay/internal/calendar"
	"assay/internal/lazyregexp"
)

var (
	wideSpace = lazyregexp.New(`\s{2,}`)
	// honours and offices after a name
	afterName  = lazyregexp.New(`(?i)[,;(]|\s[–-]\s|\s+(?:(?:senior|regulatory|ofsted|lead|social care)\s+)*(?:HMI|SHMI|RI|his majesty|her majesty|regulatory inspector|inspector|social care)\b|\s+\d|\.\s*$|\.\s+[A-Z]`)
	nameTitle  = lazyregexp.New(`^(?:Mr|Mrs|Ms|Miss|Dr|Professor|Prof|Sir|Dame)\.?\s+`)
	officeLine = lazyregexp.New(`(?i)^(?:senior )?(?:HMI|his majesty|her majesty|ofsted inspector|regulatory)`)
	closing    = lazyregexp.New(`^Yours (?:sincerely|faithfully)`)
)

// leadInspector reads the name of the lead inspector: after its label on the
// front page, at the back under "The inspection team", or, of a letter, the
// one who signs it. Titles and offices are left out.
func (r *factReader) leadInspector() string {
	fact := r.of("lead_inspector")
	for _, set := range [][]string{r.front.texts, r.all.texts} {
		for i, t := range set {
			rest, ok := afterLabel(fact.Labels, t)
			if !ok {
				continue
			}
			if n := personName(rest); n != "" {
				return n
			}
			if strings.TrimSpace(rest) == "" && i+1 < len(set) {
				if n := personName(set[i+1]); n != "" {
					return n
				}
			}
		}
	}
	if fact.Signed {
		for i, t := range r.all.texts {
			if !closing.MatchString(t) {
				continue
			}
			for _, s := range r.all.texts[i+1 : min(i+4, len(r.all.texts))] {
				if n := personName(s); n != "" {
					return n
				}
			}
		}
	}
	return ""
}

// afterLabel is what follows a label at the start of a line, or, in a row that
// wide gaps part, after one that a colon closes.
func afterLabel(labels []*profiles.Pattern, t string) (string, bool) {
	if at := labelEnd(labels, t); at >= 0 {
		if at < len(t) && letterBefore(t, at) {
			return "", false
		}
		return t[at:], true
	}
	for _, gap := range wideSpace.FindAllStringIndex(t, -1) {
		rest := t[gap[1]:]
		if at := labelEnd(labels, rest); at > 0 && strings.HasSuffix(strings.TrimSpace(rest[:at]), ":") {
			return rest[at:], true
		}
	}
	return "", false
}

// letterBefore reports whether a letter goes on at byte at of t where a word
// ended: the label was the beginning of another word.
func letterBefore(t string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(t[:at])
	next, _ := utf8.DecodeRuneInString(t[at:])
	return unicode.IsLetter(before) && unicode.IsLetter(next)
}

// personName reads a person's name at the start of s, "" where there is none:
// two to five words with capital letters (particles such as "de" and "van" in
// lower case), before a comma, a bracket, an office or the end.
func personName(s string) string {
	s = strings.TrimSpace(s)
	if officeLine.MatchString(s) {
		return ""
	}
	s = nameTitle.ReplaceAllString(s, "")
	// initials keep their full stops out of the way of the sentence end
	cut := len(s)
	for _, at := range afterName.FindAllStringIndex(s, -1) {
		if s[at[0]] == '.' && at[0] > 0 && (at[0] == 1 || s[at[0]-2] == ' ') {
			continue // an initial: "J. Smith"
		}
		cut = at[0]
		break
	}
	words := strings.Fields(s[:cut])
	if len(words) < 2 || len(words) > 5 {
		return ""
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !(i > 0 && i < len(words)-1 && nameParticles[strings.ToLower(w)]) {
			return ""
		}
		for _, r := range w {
			if !unicode.IsLetter(r) && !strings.ContainsRune("-'’.‐‑", r) && !unicode.Is(unicode.Mn, r) {
				return ""
			}
		}
	}
	return strings.Join(words, " ")
}

var nameParticles = wordSet("particles of names")

var (
	ownTitle        = lazyregexp.New(`(?i)(?:re-?)?inspection of|focused visit (?:to|of)|monitoring visit (?:to|of)|visit to|local authority|children['’]?s (?:social care )?services`)
	titlePlace      = lazyregexp.New(`(?i)(?:inspection of|visit (?:to|of|at)|visit:)\s+(?:the\s+)?(.{3,80}?)(?:['’]s?)?\s+(?:local authority\s+)?children['’]?s (?:social care )?services`)
	placeName       = `((?:\p{Lu}[\p{L}’'-]+)(?:(?: +(?:and|upon|on|with|under|in|&))? +\p{Lu}[\p{L}’'-]+)*)`
	placeAtEnd      = lazyregexp.New(`(?:[Ii]nspection|[Rr]e-?visit|[Vv]isit|JTAI)\b.*\b(?:of|in|to|at)\s+(?:the\s+)?` + placeName + `(?:\s+local area(?: partnership)?)?$`)
	placeAfterColon = lazyregexp.New(`(?:[Ii]nspection|[Vv]isit|JTAI)(?:\s+letter)?\s*[:–-]\s*` + placeName + `$`)
	councilTail     = lazyregexp.New(`(?i)\s+(?:(?:metropolitan|borough|district|county|city|local|unitary|rural|council|authority|area|partnership|safeguarding children['’]?s? board)\s*)+$`)
	councilHead     = lazyregexp.New(`(?i)^(?:the\s+)?(?:(?:london|royal|metropolitan)\s+borough of\s+|borough of\s+|council of\s+|city of\s+)+`)
)

// authority tells whose services were inspected, on the day start: the
// name in the title block, or, where that holds none, the one that running
// headers and the text name most. printed is the place as printed where the
// gazetteer does not know it.
func (r *factReader) authority(start Date) (printed string, a *gazetteer.Authority) {
	g, f, all := gazetteer.England(), r.front, r.all
	if labels := r.of("local_authority").Labels; len(labels) > 0 {
		return labelledAuthority(g, labels, all.texts, start)
	}
	title := f.title()
	if a := g.Pick(title, start); a != nil {
		return a.Name, a
	}
	body, opening := all.texts, ""
	if f.letter() {
		body, opening = afterGreeting(f, all)
		if m := titlePlace.FindStringSubmatch(opening); m != nil {
			if a := g.Pick(m[1], start); a != nil {
				return a.Name, a
			}
		}
	}
	place := f.printedPlace(title)
	if place == "" || !f.letter() {
		if a := g.Most(body, start); a != nil {
			return a.Name, a
		}
	}
	if place == "" {
		place = placeIn(opening)
	}
	return place, nil
}

// afterGreeting gives the lines of a letter below its salutation and the
// sentences it opens with. What stands above is where letters come from and
// go to: "Manchester" there is the inspectorate's address.
func afterGreeting(f *frontMatter, all *lineSet) (body []string, opening string) {
	at := 0
	for i, t := range all.texts {
		if i < 60 && dearLine.MatchString(t) {
			at = i + 1
			break
		}
	}
	body = all.texts[at:]
	opening = strings.Join(body[:min(len(body), 25)], " ")
	return body, opening
}

// inlineAuthority is a label and its value where the reader has put the lines of
// a list of details into one.
var inlineAuthority = lazyregexp.New(`\b(?i:local authority):\s*` + placeName)

// nextDetail cuts what stands behind such a value.
var nextDetail = lazyregexp.New(`\s` + oneOf("next details") + `\b.*$`)

// labelledAuthority is the authority a report names among its details under a
// label: its title and its address name places too.
func labelledAuthority(g *gazetteer.Register, labels []*profiles.Pattern, texts []string, start Date) (string, *gazetteer.Authority) {
	for i, t := range texts {
		value := ""
		if at := labelEnd(labels, t); at >= 0 && len(t)-at <= 60 {
			value = t[at:]
			if value == "" && i+1 < len(texts) && len(texts[i+1]) < 60 {
				value = texts[i+1]
			}
		} else if m := inlineAuthority.FindStringSubmatch(t); m != nil {
			value = m[1]
		} else {
			continue
		}
		value = nextDetail.ReplaceAllString(value, "")
		if a := g.Pick(value, start); a != nil {
			return a.Name, a
		}
		if first, _ := utf8.DecodeRuneInString(value); unicode.IsUpper(first) && !ended(value) {
			return bareCouncil(value), nil
		}
	}
	return "", nil
}

// printedPlace is the place in the title as printed, without the words for its
// form of government.
func (f *frontMatter) printedPlace(title string) string {
	if place := placeIn(title); place != "" || f.letter() {
		return place
	}
	for _, t := range f.texts[:f.head] {
		if _, dated := calendar.Whole(t); !dated && !ownTitle.MatchString(t) && !f.titled(t) && !labelLine.MatchString(t) && len(t) < 80 && !startsLower(t) {
			return bareCouncil(t)
		}
	}
	return ""
}

// placeIn is the place whose services a title or an opening sentence names.
func placeIn(title string) string {
	for _, r := range []*lazyregexp.Regexp{titlePlace, placeAtEnd, placeAfterColon} {
		if m := r.FindStringSubmatch(title); m != nil {
			if p := bareCouncil(m[1]); p != "" && councilTail.ReplaceAllString(" "+p, "") != "" { // "Local Safeguarding Children Board" is no place
				return p
			}
		}
	}
	return ""
}

// bareCouncil is the name of a council without the words for its form.
func bareCouncil(s string) string {
	s = councilTail.ReplaceAllString(strings.TrimSpace(s), "")
	return strings.TrimSpace(councilHead.ReplaceAllString(s, ""))
}
