package extract

import (
	"math/bits"
	"strings"

	"assay/extract/gazetteer"
	"assay/internal/lazyregexp"
)

// A bodyRule names a body that is no local authority. Where value is "", the
// body is as printed.
type bodyRule struct {
	key, value string
	pattern    *lazyregexp.Regexp
	anchors    []string // one of them stands in every match: looked for first
}

// bodyRules are tried in order; of overlapping finds the longer stands.
var bodyRules = append(knownBodies(), []bodyRule{
	{"", "", lazyregexp.New(`\b(?:[A-Z][\w’'-]*\s+(?:(?:and|upon|of|with|the|on)\s+)?){0,6}(?:Local\s+)?Safeguarding\s+Children[’']?s?\s+(?:Board|Partnership)\b`), []string{"Safeguarding"}},
	{"", "", lazyregexp.New(`\b(?:[A-Z][\w’'-]*\s+(?:(?:and|of|upon)\s+)?){1,6}NHS\s+(?:Foundation\s+)?Trust\b`), []string{"NHS"}},
	{"", "", lazyregexp.New(`\b(?:[A-Z][\w’'-]*\s+(?:and\s+)?){1,4}(?:Police|Constabulary|Integrated Care Board|Clinical Commissioning Group)\b`), []string{"Police", "Constabulary", "Care Board", "Commissioning"}},
	{"", "", lazyregexp.New(`\b(?:University\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)?|[A-Z]\w+(?:\s+[A-Z]\w+)?\s+University)\b`), []string{"University"}},
	{"", "", lazyregexp.New(`\b(?:[A-Z][\w’'-]*\s+(?:and\s+)?){1,4}Children[’']s(?:\s+Services)?\s+Trust\b`), []string{"Trust"}},
}...)

// knownBodies are the rules of the bodies that are known by name.
func knownBodies() (rules []bodyRule) {
	for _, line := range wordList("known bodies") {
		key, forms, _ := strings.Cut(line, " | ")
		names := strings.Split(forms, " | ")
		r := bodyRule{key: key, value: strings.ReplaceAll(names[0], "’", "'")}
		for _, n := range names {
			r.anchors = append(r.anchors, anchorOf(n))
		}
		r.pattern = lazyregexp.New(`\b(?:` + strings.ReplaceAll(strings.Join(names, "|"), "’", "[’']") + `)\b`)
		rules = append(rules, r)
	}
	return rules
}

// anchorOf is what stands in every printed form of a name, which begins with a capital
// and is as rare as can be: the name, or a part of it without an apostrophe.
func anchorOf(name string) string {
	before, after, cut := strings.Cut(name, "’")
	if cut && !strings.Contains(before, " ") && strings.Contains(after, " ") {
		return after[strings.LastIndexByte(after, ' ')+1:]
	}
	return before
}

var bodyAnchors = newAnchors(func() (groups [][]string) {
	for i := range bodyRules {
		groups = append(groups, bodyRules[i].anchors)
	}
	return groups
}())

func bodyEntities(s string, names []gazetteer.Hit, add addEntity) {
	for rules := bodyAnchors.in(s); rules != 0; rules &= rules - 1 {
		r := &bodyRules[bits.TrailingZeros64(rules)]
		for _, m := range r.pattern.FindAllStringIndex(s, -1) {
			from, value := m[0], r.value
			if value == "" {
				if hospitalAfter.MatchString(s[m[1]:]) {
					continue
				}
				from = afterCouncil(s, bodyStart(s, from, m[1]), m[1], names)
				value = strings.Join(strings.Fields(s[from:m[1]]), " ")
				if strings.Count(value, " ") < 1 {
					continue
				}
			}
			add(Body, from, m[1], r.key, value)
		}
	}
	for _, h := range names {
		if h.Entries[0].Trust {
			add(Body, h.Start, h.End, "", strings.Join(strings.Fields(s[h.Start:h.End]), " "))
		}
	}
}

// holdsAny reports whether one of the anchors stands in s.
func holdsAny(s string, anchors []string) bool {
	for _, a := range anchors {
		if strings.Contains(s, a) {
			return true
		}
	}
	return false
}

var (
	personBefore  = lazyregexp.New(`\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prince|Duke of|New|Cllr|Councillor|Professor|Prof)\.?\s$`)
	placeAfter    = lazyregexp.New(`^\s+(?:Road|Street|Lane|Avenue|Square|House|Hall|Park|Festival|Football|FC|United|Town FC)\b`)
	councilAfter  = lazyregexp.New(`(?i)^(?:[’']s)?\s*(?:(?:city|county|borough|metropolitan|district|unitary)\s+)*(?:council|borough|local authority|children|services|social|safeguarding|family|area|and\b)`)
	councilSuffix = lazyregexp.New(`^\s+(?:(?:City|County|Borough|Metropolitan|District|Unitary|MBC|BC|CC)\s+)*(?:Council|Corporation|MBC|Borough)\b`)
	councilPrefix = lazyregexp.New(`(?:(?:London|Royal|Metropolitan)\s+Borough\s+of\s+|Borough\s+of\s+|City\s+of\s+|Council\s+of\s+the\s+)$`)
)

// wordNames are authorities whose names are also words, surnames or first
// names: at the start of a sentence they need a word of government after them.
var wordNames = wordSet("names that are words")

// authorityEntities finds local authorities; the span takes in the words of
// government that stand with the name ("Fen City Council").
func authorityEntities(s string, names []gazetteer.Hit, day Date, add addEntity) {
	for _, h := range names {
		e := h.Entries[0]
		if e.Trust || e.Weak && councilSuffix.FindString(s[h.End:]) == "" {
			continue
		}
		from, to := h.Start, h.End
		if personBefore.MatchString(s[:from]) || placeAfter.MatchString(s[to:]) {
			continue
		}
		a := gazetteer.England().Resolve(h.Entries, day)
		if wordNames[a.Name] && strings.TrimLeft(s[:from], " ‘’“”\"'(") == "" && !councilAfter.MatchString(s[to:]) {
			continue
		}
		if m := councilPrefix.FindStringIndex(s[:from]); m != nil {
			from = m[0]
		}
		if m := councilSuffix.FindStringIndex(s[to:]); m != nil {
			to += m[1]
		}
		add(LocalAuthority, from, to, a.GSS, a.Name)
	}
}
