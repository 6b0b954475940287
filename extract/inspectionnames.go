package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/internal/lazyregexp"
)

var (
	leadLabel = lazyregexp.New(`(?i)^\W{0,3}(?:lead|reporting)\s+inspectors?\s*(?:[:.–-]\s*|\s+|$)`)
	leadIn    = lazyregexp.New(`(?i)(?:^|\s{2,})(?:lead|reporting)\s+inspectors?:\s*`)
	// honours and offices after a name
	afterName  = lazyregexp.New(`(?i)[,;(]|\s[–-]\s|\s+(?:(?:senior|regulatory|ofsted|lead|social care)\s+)*(?:HMI|SHMI|RI|his majesty|her majesty|regulatory inspector|inspector|social care)\b|\s+\d|\.\s*$|\.\s+[A-Z]`)
	nameTitle  = lazyregexp.New(`^(?:Mr|Mrs|Ms|Miss|Dr|Professor|Prof|Sir|Dame)\.?\s+`)
	officeLine = lazyregexp.New(`(?i)^(?:senior )?(?:HMI|his majesty|her majesty|ofsted inspector|regulatory)`)
	closing    = lazyregexp.New(`^Yours (?:sincerely|faithfully)`)
)

// leadInspector reads the name of the lead inspector: after its label on the
// front page, at the back under "The inspection team", or, of a letter, the
// one who signs it. Titles and offices are left out.
func leadInspector(f *frontMatter, all *lineSet) string {
	for _, set := range [][]string{f.texts, all.texts} {
		for i, t := range set {
			rest, ok := afterLeadLabel(t)
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
	if f.form.letter() {
		for i, t := range all.texts {
			if !closing.MatchString(t) {
				continue
			}
			for _, s := range all.texts[i+1 : min(i+4, len(all.texts))] {
				if n := personName(s); n != "" {
					return n
				}
			}
		}
	}
	return ""
}

func afterLeadLabel(t string) (string, bool) {
	if at := leadLabel.FindStringIndex(t); at != nil {
		return t[at[1]:], true
	}
	if at := leadIn.FindStringIndex(t); at != nil {
		return t[at[1]:], true
	}
	return "", false
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

var nameParticles = map[string]bool{"de": true, "da": true, "du": true, "van": true, "von": true, "der": true, "den": true,
	"la": true, "le": true, "el": true, "al": true, "bin": true, "ap": true, "y": true, "of": false}

var (
	ownTitle    = lazyregexp.New(`(?i)(?:re-?)?inspection of|focused visit (?:to|of)|monitoring visit (?:to|of)|visit to|local authority|children['’]?s (?:social care )?services`)
	titlePlace  = lazyregexp.New(`(?i)(?:inspection of|visit to)\s+(?:the\s+)?(.{3,80}?)\s+(?:local authority\s+)?children['’]?s (?:social care )?services`)
	councilTail = lazyregexp.New(`(?i)\s+(?:(?:metropolitan|borough|district|county|city|local|unitary|rural|council|authority|safeguarding children['’]?s? board)\s*)+$`)
	councilHead = lazyregexp.New(`(?i)^(?:the\s+)?(?:(?:london|royal|metropolitan)\s+borough of\s+|borough of\s+|council of\s+|city of\s+)+`)
)

// reportAuthority tells whose services were inspected, on the day start: the
// name in the title block, or, where that holds none, the one that running
// headers and the text name most. printed is the place as printed where the
// gazetteer does not know it.
func reportAuthority(f *frontMatter, all *lineSet, start Date) (printed string, a *authority) {
	g := theGazetteer()
	title := strings.Join(f.texts[:f.head], " ")
	if a := g.pick(title, start); a != nil {
		return a.Name, a
	}
	if f.form.letter() || f.head == 0 { // subject line and opening of a letter
		if a := g.pick(subjectOf(f), start); a != nil {
			return a.Name, a
		}
	}
	if a := g.most(all.texts, start); a != nil {
		return a.Name, a
	}
	return printedPlace(f), nil
}

// pick chooses among the names in a title: a council before a company that runs
// its services, the first before later ones.
func (g *gazetteer) pick(title string, day Date) *authority {
	var trust *authority
	for _, h := range g.find(title, false) {
		a := g.resolve(h.entries, day)
		if !h.entries[0].trust {
			return a
		}
		if trust == nil {
			trust = a
		}
	}
	return trust
}

func subjectOf(f *frontMatter) string {
	for i, t := range f.texts {
		if dearLine.MatchString(t) || titleMonitor.MatchString(t) || titleFocused.MatchString(t) {
			return strings.Join(f.texts[i:min(i+8, len(f.texts))], " ")
		}
	}
	return ""
}

// leastNamed is how often the text must name an authority before it is taken
// for the one inspected.
const leastNamed = 3

// most is the authority the text names most often, nil where none stands out.
func (g *gazetteer) most(texts []string, day Date) *authority {
	counts := map[*authority]int{}
	var best *authority
	for _, t := range texts {
		for _, h := range g.find(t, true) {
			if h.entries[0].trust || h.entries[0].weak {
				continue
			}
			a := g.resolve(h.entries, day)
			counts[a]++
			if best == nil || counts[a] > counts[best] {
				best = a
			}
		}
	}
	if best == nil || counts[best] < leastNamed {
		return nil
	}
	return best
}

// printedPlace is the place in the title as printed, without the words for its
// form of government.
func printedPlace(f *frontMatter) string {
	title := strings.Join(f.texts[:f.head], " ")
	if f.form.letter() {
		title = subjectOf(f)
	}
	place := ""
	if m := titlePlace.FindStringSubmatch(title); m != nil {
		place = m[1]
	} else {
		for _, t := range f.texts[:f.head] {
			if !ownTitle.MatchString(t) && !titleLSCB.MatchString(t) && !labelLine.MatchString(t) && len(t) < 80 && !startsLower(t) && !f.form.letter() {
				place = t
				break
			}
		}
	}
	place = councilTail.ReplaceAllString(strings.TrimSpace(place), "")
	return strings.TrimSpace(councilHead.ReplaceAllString(place, ""))
}
