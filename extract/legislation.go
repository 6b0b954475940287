package extract

import (
	"strings"

	"assay/extract/text"
	"assay/internal/lazyregexp"
)

// sectionNumber is the number of a section with what stands in brackets after it.
const sectionNumber = `\d{1,3}[A-Z]{0,2}(?:\s?\((?:\d{1,2}|[a-z]{1,4})\))*`

var (
	// actText is an Act, Regulations or an Order with its year.
	actText = lazyregexp.New(`\b(?:The\s+)?((?:[A-Z][\w’']+|\([A-Z][\w\s]+\))(?:\s+(?:and|of|for|the|\([A-Z][\w\s]+\)|[A-Z][\w’',]*)){0,8}?\s+(?:Act|Regulations|Order)\s+(?:\d{4}))`)
	// sectionsBefore are the sections that an Act after them belongs to.
	sectionsBefore = lazyregexp.New(`\b(?i:sections?|ss?\.?)\s?` + sectionNumber + `(?:(?:\s*,\s*|\s*,?\s+(?:and|or|to)\s+)(?:(?i:sections?|ss?\.?)\s?)?` + sectionNumber + `)*,?(?:\s+of)?(?:\s+the)?\s+$`)
	oneSection     = lazyregexp.New(`(?:(?i:sections?|ss?\.?)\s?)?(\d{1,3}[A-Z]{0,2})(?:\s?\((?:\d{1,2}|[a-z]{1,4})\))*`)
	sectionText    = lazyregexp.New(`(?i)\b(?:section|s)\s?(\d{1,3}[A-Z]{0,1})\b`)
)

// acts are the register keys (legislation.gov.uk) of the acts these documents cite.
var acts = func() map[string]string {
	keys := map[string]string{}
	for _, line := range wordList("acts") {
		name, key, _ := strings.Cut(line, " = ")
		keys[name] = key
	}
	return keys
}()

// bareSections are the sections cited without their act: all of the Children Act 1989.
var bareSections = wordSet("sections of the Children Act 1989")

func legislationEntities(s string, add addEntity) {
	act, section := mayCite(s)
	cited := 0 // where the citation of the last act ends
	if act {
		for _, m := range actText.FindAllStringSubmatchIndex(s, -1) {
			bare(s[:m[0]], cited, add, section)
			actEntities(s, cited, m[2], m[1], add)
			cited = m[1]
		}
	}
	bare(s, cited, add, section)
}

// actEntities adds the act that stands in s from act to end, or the sections of
// it that stand right before it; what lies before from belongs to others.
func actEntities(s string, from, act, end int, add addEntity) {
	name := strings.Join(strings.Fields(s[act:end]), " ")
	key := acts[strings.ReplaceAll(strings.ToLower(name), "children’s act", "children act")]
	before := sectionsBefore.FindStringIndex(s[from:act])
	if before == nil {
		add(Legislation, act, end, key, name)
		return
	}
	list := s[from+before[0] : from+before[1]]
	numbers := oneSection.FindAllStringSubmatchIndex(list, -1)
	for i, n := range numbers {
		at, to, section := from+before[0]+n[0], from+before[0]+n[1], key
		if i == len(numbers)-1 {
			to = end
		}
		if section != "" {
			section += "/section/" + list[n[2]:n[3]]
		}
		add(Legislation, at, to, section, "section "+list[n[2]:n[3]]+" "+name)
	}
}

// bare adds the sections of s from byte from on that are cited without an act,
// but for those that run up to the end of s: the act stands there.
func bare(s string, from int, add addEntity, section bool) {
	if !section {
		return
	}
	to := len(s)
	if at := sectionsBefore.FindStringIndex(s[from:]); at != nil {
		to = from + at[0]
	}
	for _, m := range sectionText.FindAllStringSubmatchIndex(s[from:to], -1) {
		if n := s[from+m[2] : from+m[3]]; bareSections[n] {
			add(Legislation, from+m[0], from+m[1], acts["children act 1989"]+"/section/"+n, "section "+n+" Children Act 1989")
		}
	}
}

// mayCite reports whether actText and sectionText can match in s: there
// are figures after the name of a kind of act, or after an s or an n. It turns
// nearly every text away far sooner than the patterns.
func mayCite(s string) (act, section bool) {
	for i := 1; i < len(s); i++ {
		if !text.IsDigit(s[i]) || text.IsDigit(s[i-1]) {
			continue
		}
		before := strings.TrimRight(s[:i], " \t\n\f\r")
		if before == "" {
			continue
		}
		last := text.LowerByte(before[len(before)-1])
		section = section || last == 's' || last == 'n'
		act = act || strings.HasSuffix(before, "Act") || strings.HasSuffix(before, "Regulations") || strings.HasSuffix(before, "Order")
	}
	return act, section
}
