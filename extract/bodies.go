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
var bodyRules = []bodyRule{
	{"ofsted", "Ofsted", lazyregexp.New(`\b(?:Ofsted|Office for Standards in Education)\b`), []string{"Ofsted", "Office for"}},
	{"cqc", "Care Quality Commission", lazyregexp.New(`\b(?:CQC|Care Quality Commission)\b`), []string{"CQC", "Care Quality"}},
	{"hmicfrs", "HMICFRS", lazyregexp.New(`\b(?:HMICFRS|HMIC|(?:HM|Her Majesty[’']s|His Majesty[’']s) Inspectorate of Constabulary|HMI Constabulary)\b`), []string{"HMIC", "Constabulary"}},
	{"hmip", "HM Inspectorate of Probation", lazyregexp.New(`\b(?:HMI Probation|HMIP|(?:HM|Her Majesty[’']s|His Majesty[’']s) Inspectorate of Probation)\b`), []string{"HMI", "Probation"}},
	{"dfe", "Department for Education", lazyregexp.New(`\b(?:DfE|Department for Education)\b`), []string{"DfE", "Department for"}},
	{"home-office", "Home Office", lazyregexp.New(`\bHome Office\b`), []string{"Home Office"}},
	{"cafcass", "Cafcass", lazyregexp.New(`\b(?:Cafcass|CAFCASS)\b`), []string{"Cafcass", "CAFCASS"}},
	{"adcs", "Association of Directors of Children's Services", lazyregexp.New(`\b(?:ADCS|Association of Directors of Children[’']s Services)\b`), []string{"ADCS", "Association of Dir"}},
	{"lga", "Local Government Association", lazyregexp.New(`\b(?:LGA|Local Government Association)\b`), []string{"LGA", "Local Government"}},
	{"basw", "British Association of Social Workers", lazyregexp.New(`\b(?:BASW|British Association of Social Workers)\b`), []string{"BASW", "British"}},
	{"nspcc", "NSPCC", lazyregexp.New(`\bNSPCC\b`), []string{"NSPCC"}},
	{"barnardos", "Barnardo's", lazyregexp.New(`\bBarnardo[’']?s\b`), []string{"Barnardo"}},
	{"yjb", "Youth Justice Board", lazyregexp.New(`\bYouth Justice Board\b`), []string{"Youth Justice"}},
	{"social-work-england", "Social Work England", lazyregexp.New(`\bSocial Work England\b`), []string{"Social Work"}},
	{"childrens-commissioner", "Children's Commissioner", lazyregexp.New(`\bChildren[’']s Commissioner\b`), []string{"Commissioner"}},
	{"", "", lazyregexp.New(`\b(?:[A-Z][\w’'-]*\s+(?:(?:and|upon|of|with|the|on)\s+)?){0,6}(?:Local\s+)?Safeguarding\s+Children[’']?s?\s+(?:Board|Partnership)\b`), []string{"Safeguarding"}},
	{"", "", lazyregexp.New(`\b(?:[A-Z][\w’'-]*\s+(?:(?:and|of|upon)\s+)?){1,6}NHS\s+(?:Foundation\s+)?Trust\b`), []string{"NHS"}},
	{"", "", lazyregexp.New(`\b(?:[A-Z][\w’'-]*\s+(?:and\s+)?){1,4}(?:Police|Constabulary|Integrated Care Board|Clinical Commissioning Group)\b`), []string{"Police", "Constabulary", "Care Board", "Commissioning"}},
	{"", "", lazyregexp.New(`\b(?:University\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)?|[A-Z]\w+(?:\s+[A-Z]\w+)?\s+University)\b`), []string{"University"}},
	{"", "", lazyregexp.New(`\b(?:[A-Z][\w’'-]*\s+(?:and\s+)?){1,4}Children[’']s(?:\s+Services)?\s+Trust\b`), []string{"Trust"}},
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
