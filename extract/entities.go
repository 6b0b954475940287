package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"assay/corpus"
	"assay/extract/gazetteer"
	"assay/extract/text"
	"assay/internal/calendar"
	"assay/internal/lazyregexp"
)

// entities finds authorities, bodies, dates, grades, percentages, counts and
// legislation in every sentence. Entities of one document do not overlap: of two
// that do, the longer stands, of two as long the one of the kind listed first.
// Time is linear in the text but for the longest name looked up.
func entities(p *Parse) {
	day := documentDay(p)
	for i := range p.Sentences {
		s := &p.Sentences[i]
		if s.Context == Furniture || s.Context == InContents {
			continue
		}
		found := sentenceEntities(s.Of(p.Doc.Text), day)
		for _, e := range found {
			e.Start, e.End, e.Sentence = e.Start+s.Start, e.End+s.Start, int32(i)
			if !p.inHole(e.Span) {
				p.Entities = append(p.Entities, e)
			}
		}
	}
}

// inHole reports whether furniture interrupts the span.
func (p *Parse) inHole(s corpus.Span) bool {
	i, _ := slices.BinarySearchFunc(p.Holes, s.Start, func(h corpus.Span, at int32) int { return cmp.Compare(h.End, at+1) })
	return i < len(p.Holes) && p.Holes[i].Overlaps(s)
}

// documentDay is the day names of authorities are understood on: that of the
// inspection, or of the first dated article, the zero Date where neither is known.
func documentDay(p *Parse) Date {
	if p.Inspection != nil && !p.Inspection.Start.IsZero() {
		return p.Inspection.Start
	}
	for _, a := range p.Articles {
		if !a.PublishedOn.IsZero() {
			return a.PublishedOn
		}
	}
	return Date{}
}

// sentenceEntities gives the entities of one sentence, in order, with spans
// relative to it.
func sentenceEntities(s string, day Date) []Entity {
	var all []Entity
	add := func(kind EntityKind, from, to int, key, value string) {
		if kind == LocalAuthority && inLargerPlace(s, from) {
			return
		}
		all = append(all, Entity{Span: corpus.Span{Start: int32(from), End: int32(to)}, Kind: kind, Key: key, Value: value})
	}
	names := gazetteer.England().Find(s, true)
	authorityEntities(s, names, day, add)
	bodyEntities(s, names, add)
	if strings.ContainsAny(s, "0123456789") {
		legislationEntities(s, add)
		dateEntities(s, add)
		percentEntities(s, add)
	}
	countEntities(s, add)
	gradeEntities(s, add)
	return settle(all)
}

// settle keeps of overlapping entities the longer, and puts them in order.
func settle(all []Entity) []Entity {
	slices.SortStableFunc(all, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(b.Len(), a.Len()), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Start, b.Start))
	})
	var kept []Entity
	for _, e := range all {
		if !slices.ContainsFunc(kept, func(k Entity) bool { return k.Overlaps(e.Span) }) {
			kept = append(kept, e)
		}
	}
	slices.SortFunc(kept, func(a, b Entity) int { return cmp.Compare(a.Start, b.Start) })
	return kept
}

type addEntity func(kind EntityKind, from, to int, key, value string)

var (
	percentText = lazyregexp.New(`(?i)\b(\d{1,3}(?:\.\d+)?)(?:\s?%|\s+per\s?cent\b)`)

	// perWord is a word without which percentText needs a sign.
	perWord = newAnchors([][]string{{"per", "Per", "PER", "pEr", "peR", "pER", "PeR", "PEr"}})

	legislationText = lazyregexp.New(`\b(?:(?i:sections?|s\.?)\s?(\d{1,3}[A-Z]{0,2})(?:\s?\(\d+\))*(?:\s+of)?(?:\s+the)?\s+)?((?:[A-Z][\w’']+|\([A-Z][\w\s]+\))(?:\s+(?:and|of|for|the|\([A-Z][\w\s]+\)|[A-Z][\w’',]*)){0,8}?\s+(?:Act|Regulations|Order)\s+(?:\d{4}))`)
	sectionText     = lazyregexp.New(`(?i)\b(?:section|s)\s?(\d{1,3}[A-Z]{0,1})\b`)
)

// acts are the register keys (legislation.gov.uk) of the acts these documents cite.
var acts = map[string]string{
	"children act 1989": "ukpga/1989/41", "children act 2004": "ukpga/2004/31",
	"children and social work act 2017": "ukpga/2017/16", "children and families act 2014": "ukpga/2014/6",
	"education and inspections act 2006": "ukpga/2006/40", "education and inspection act 2006": "ukpga/2006/40",
	"children (leaving care) act 2000": "ukpga/2000/35", "adoption and children act 2002": "ukpga/2002/38",
	"care act 2014": "ukpga/2014/23", "equality act 2010": "ukpga/2010/15", "homelessness reduction act 2017": "ukpga/2017/13",
	"housing act 1996": "ukpga/1996/52", "mental capacity act 2005": "ukpga/2005/9", "education act 1996": "ukpga/1996/56",
	"education act 2002": "ukpga/2002/32", "mental health act 1983": "ukpga/1983/20",
}

// bareSections are the sections cited without their act: all of the Children Act 1989.
var bareSections = map[string]bool{"17": true, "20": true, "25": true, "31": true, "38": true, "47": true}

func percentEntities(s string, add addEntity) {
	if strings.IndexByte(s, '%') < 0 && perWord.in(s) == 0 {
		return
	}
	for _, m := range percentText.FindAllStringSubmatchIndex(s, -1) {
		add(Percentage, m[0], m[1], "", s[m[2]:m[3]])
	}
}

func legislationEntities(s string, add addEntity) {
	act, section := mayCite(s)
	if act {
		actEntities(s, add)
	}
	if section {
		for _, m := range sectionText.FindAllStringSubmatchIndex(s, -1) {
			if n := s[m[2]:m[3]]; bareSections[n] {
				add(Legislation, m[0], m[1], acts["children act 1989"]+"/section/"+n, "section "+n+" Children Act 1989")
			}
		}
	}
}

// mayCite reports whether legislationText and sectionText can match in s: there
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

func actEntities(s string, add addEntity) {
	for _, m := range legislationText.FindAllStringSubmatchIndex(s, -1) {
		act := strings.Join(strings.Fields(s[m[4]:m[5]]), " ")
		key, value := acts[strings.ToLower(act)], act
		if m[2] >= 0 {
			value = "section " + s[m[2]:m[3]] + " " + act
			if key != "" {
				key += "/section/" + s[m[2]:m[3]]
			}
		}
		add(Legislation, m[0], m[1], key, value)
	}
}

// dateEntities gives days, months of a year and years: 2024-06-10, 2024-06,
// --06-10 (no year printed), 2024.
func dateEntities(s string, add addEntity) {
	items := calendar.Items(s)
	for i := 0; i < len(items); {
		parts, rest := calendar.PartDates(items[i:])
		if len(parts) > 0 {
			whole := calendar.Fill(parts)
			_ = whole
			for _, p := range parts {
				switch d := calendar.Make(p.Year, p.Month, p.Day); {
				case !d.IsZero():
					add(EntityDate, p.At.Start, p.At.End, "", d.String())
				case p.Month != 0 && p.Year == 0 && p.At.Len() > 2:
					add(EntityDate, p.At.Start, p.At.End, "", "--"+two(p.Month)+"-"+two(p.Day))
				}
			}
			i += max(rest, 1)
			continue
		}
		switch it := items[i]; {
		case it.Kind == 'm' && i+1 < len(items) && items[i+1].Kind == 'y':
			add(EntityDate, it.At.Start, items[i+1].At.End, "", strconv.Itoa(items[i+1].Value)+"-"+two(it.Value))
			i++
		case it.Kind == 'y' && yearStands(s, it.At):
			add(EntityDate, it.At.Start, it.At.End, "", strconv.Itoa(it.Value))
		}
		i++
	}
}

func two(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }

var beforeYear = lazyregexp.New(`(?i)\b(in|since|by|during|from|until|before|after|of|for|to|and|early|late|mid|summer|autumn|winter|spring|year)[\s-]$`)

func yearStands(s string, at calendar.Place) bool {
	from := max(0, at.Start-10)
	return beforeYear.MatchString(s[from:at.Start]) && !strings.HasPrefix(s[at.End:], ",") ||
		at.Start > 0 && (s[at.Start-1] == '(' && strings.HasPrefix(s[at.End:], ")"))
}

var smallNumbers = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
	"twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"}

func numberValue(s string) string {
	if s[0] >= '0' && s[0] <= '9' {
		return strings.ReplaceAll(s, ",", "")
	}
	if i := slices.Index(smallNumbers, strings.ToLower(s)); i >= 0 {
		return strconv.Itoa(i)
	}
	return ""
}

var (
	gradePhraseLong = lazyregexp.New(`(?i)\brequires?\s+improvement(?:\s+to\s+be\s+good)?\b`)
	gradeJudged     = lazyregexp.New(`(?i)\b(?:judged|graded|rated|rating|judgement|judgment|grade)(?:\s+(?:it|them|us|services|overall))?(?:\s+(?:to\s+be|as|of|is|was|are|were|a))*\s*:?\s*[‘“'"]?(outstanding|good|inadequate|adequate)\b`)
	gradeAtEnd      = lazyregexp.New(`(?i)(?::\s*|\b(?:is|are)\s+)(outstanding|good|inadequate|adequate)\s*\.?$`)
	gradeQuoted     = lazyregexp.New(`[‘“'"](outstanding|good|inadequate|adequate|Outstanding|Good|Inadequate|Adequate)[’”'"]`)
	gradeAlone      = lazyregexp.New(`(?i)^(outstanding|good|inadequate|adequate)$`)
)

// gradeEntities finds grades that are given, not the adjectives: after a verb
// of judging, in quotation marks, at the end of a heading, alone in a cell.
func gradeEntities(s string, add addEntity) {
	if holdsAny(s, []string{"equire"}) {
		for _, m := range gradePhraseLong.FindAllStringIndex(s, -1) {
			if strings.HasSuffix(s[m[0]:m[1]], "ood") || !demandOnly(s, m[0]) {
				add(Grade, m[0], m[1], "", gradeRequires)
			}
		}
	}
	if !holdsAny(s, []string{"ood", "dequate", "utstanding", "GOOD", "DEQUATE", "UTSTANDING"}) {
		return
	}
	for i, p := range []*lazyregexp.Regexp{gradeJudged, gradeAtEnd, gradeQuoted, gradeAlone} {
		switch {
		case i == 0 && !holdsAny(s, []string{"udg", "rad", "rat", "Rat"}),
			i == 2 && !strings.ContainsAny(s, "‘“'\""),
			(i == 1 || i == 3) && !endsInGrade(s):
			continue
		}
		for _, m := range p.FindAllStringSubmatchIndex(s, -1) {
			add(Grade, m[2], m[3], "", strings.ToLower(s[m[2]:m[3]]))
		}
	}
}

// endsInGrade reports whether the last word of s is the end of a grade.
func endsInGrade(s string) bool {
	s = strings.ToLower(strings.TrimRight(s[max(0, len(s)-16):], " .\n"))
	return strings.HasSuffix(s, "good") || strings.HasSuffix(s, "adequate") || strings.HasSuffix(s, "outstanding")
}
