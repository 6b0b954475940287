package extract

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"assay/corpus"
	"assay/extract/gazetteer"
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
)

func percentEntities(s string, add addEntity) {
	if strings.IndexByte(s, '%') < 0 && perWord.in(s) == 0 {
		return
	}
	for _, m := range percentText.FindAllStringSubmatchIndex(s, -1) {
		add(Percentage, m[0], m[1], "", s[m[2]:m[3]])
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
	if !gradeWord.MatchString(s) {
		return
	}
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

// gradeWord is part of every word of a grade, so that one look turns most sentences
// away.
var gradeWord = lazyregexp.New(`equire|ood|dequate|utstanding|GOOD|DEQUATE|UTSTANDING`)

// endsInGrade reports whether the last word of s is the end of a grade.
func endsInGrade(s string) bool {
	s = strings.ToLower(strings.TrimRight(s[max(0, len(s)-16):], " .\n"))
	return strings.HasSuffix(s, "good") || strings.HasSuffix(s, "adequate") || strings.HasSuffix(s, "outstanding")
}
