package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
	"assay/internal/lazyregexp"
)

var (
	// speakerJunk stands before a speaker and belongs to the list or the sentence around.
	speakerJunk = lazyregexp.New(`^(?:[•◼■▪●*–-]\s*|\d{1,3}\.\s*|(?i:and|or|but|so)\s+)+`)
	speakerTail = lazyregexp.New(`(?i)[\s,]+(?:and|or|but|himself|herself|itself|themselves)$`)
	// noAuthority is what one acts according to, though it says nothing.
	noAuthority = lazyregexp.New(`(?i)^(?:(?:the|their|his|her|its|each|agreed|individual|assessed|relevant)\s+)*` + oneOf("no authority") + `\b`)
	// paper is a document that speaks in an article.
	paper = lazyregexp.New(`(?i)\b(?:an?|the|this|its|their)\s+(?:[\p{L}’'-]+\s+){0,3}` + oneOf("papers") + `\b`)
)

// cleanSpeaker takes off what does not belong to the words for a speaker; "" where
// they name nobody.
func cleanSpeaker(s string) string {
	s = speakerTail.ReplaceAllString(speakerJunk.ReplaceAllString(strings.TrimSpace(s), ""), "")
	if noSpeaker[strings.ToLower(s)] {
		return ""
	}
	return s
}

// ownReport reports whether words before "report" or the like leave it the
// inspectors': "the latest Ofsted report", but not "the PSA report" or "the
// annual adoption report".
func ownReport(before string) bool {
	words := strings.Fields(strings.ToLower(before))
	if len(words) == 1 && (words[0] == "a" || words[0] == "an") {
		return false // anybody's
	}
	for _, w := range words {
		if !reportModifiers[strings.TrimRight(strings.TrimRight(w, ","), "’'s")] && !reportModifiers[w] {
			return false
		}
	}
	return true
}

// turnTo notes whom a sentence that says of nobody by name that they speak turns to
// before its quotations: the person its main clause is about ("Harvey is equally
// delighted.") speaks from there on; before a colon that person speaks here, and so
// do words for a speaker or a document right before the mark, in this sentence
// alone. at is where the sentence stands in the document, from where its first
// quotation stands in it, -1 for none.
func (q *quoteFinder) turnTo(at int32, seg string, from int) (who claim, here bool) {
	lead := seg
	if from >= 0 {
		lead = seg[:from]
	}
	if at := paper.FindStringIndex(lead); at != nil && strings.TrimSpace(lead[:at[0]]) == "" {
		name := strings.TrimSpace(lead[at[0]:at[1]])
		q.thing = claim{speaker: name, description: name, role: roleOf(name)}
	}
	c, ok := q.subjectPerson(corpus.Span{Start: at, End: at + int32(len(lead))})
	for _, about := range []*lazyregexp.Regexp{forSomebody, weMeet} {
		if m := about.FindStringSubmatch(lead); m != nil {
			if name, _ := nameIn(m[1], q.known); name == m[1] {
				told := roleByAge(strings.TrimLeft(toldOf.FindString(lead[strings.Index(lead, name)+len(name):]), ", "))
				c, ok = q.asKnown(claim{speaker: name, description: name, role: told}), true
			}
		}
	}
	if sendsPaper.MatchString(lead) {
		q.thing = q.last // "Later she sent a statement."
		if ok {
			q.thing = c
		}
	}
	if ok {
		q.mentioned(c)
		if name, _ := nameIn(c.speaker, q.known); name != "" || gestures[lastWord(strings.TrimRight(lead, ". "))] {
			q.last = c
		}
	} else if c, ok = q.named(lead); ok {
		q.last = c
		q.mentioned(c)
	}
	if from < 0 {
		if other, found := q.endsWith(lead); found {
			q.mentioned(other)
		} else if m := ownersName.FindStringSubmatch(lead); m != nil && !ok && len(q.people) == 0 && nameOnly(m[1]) {
			q.mentioned(q.asKnown(claim{speaker: m[1], description: m[1]})) // "On the wall of Ann Lee’s office"
		}
		return claim{}, false
	}
	if ok {
		return c, strings.HasSuffix(strings.TrimRight(lead, " \n"), ":")
	}
	if strings.HasSuffix(strings.TrimRight(lead, " \n"), ":") {
		if m := ownReply.FindStringSubmatch(lead); m != nil {
			if c := (claim{}); c.subject(m[1]) {
				if c = q.resolve(c); c.speaker != "" {
					return c, true
				}
			}
		}
		if c, ok := q.colonSubject(corpus.Span{Start: at, End: at + int32(len(lead))}); ok {
			return c, true
		}
		if c, ok := q.unspoken(lead); ok {
			return c, true
		}
	}
	if m := paper.FindAllString(lead, -1); m != nil {
		name := strings.Join(strings.Fields(m[len(m)-1]), " ")
		return claim{speaker: name, description: name, role: roleOf(name)}, true
	}
	if words := strings.Fields(lead); len(words) > 0 {
		last := strings.Trim(words[len(words)-1], ",:")
		if r := roleOf(last); r == Academic || r == Inspector || r == Government {
			return claim{speaker: last, description: last, role: r}, true
		}
	}
	return claim{}, false
}

// sendsPaper tells of words that somebody sends, whose "it" speaks for the sender.
var sendsPaper = lazyregexp.New(`\b(?:sent|issued|released|put out|posted|published)\s+(?:an?|the|his|her|their|another)\s+(?:[\p{L}-]+\s+){0,2}` + oneOf("sent papers") + `\b`)

// forSomebody and weMeet turn to a person who is no subject: "For Ms Crewe, it is beside
// the point.", "I meet Ann Lee in a café".
var (
	weMeet      = lazyregexp.New(`\b(?:I|[Ww]e)\s+` + oneOf("we meet") + `\s+((?:\p{Lu}[\p{L}’'-]+\s+){1,2}\p{Lu}[\p{L}’'-]+)`)
	forSomebody = lazyregexp.New(`^\s*(?:For|To)\s+((?:\p{Lu}[\p{L}’'-]+\s+){0,2}\p{Lu}[\p{L}’'-]+),?\s`)
)

// toldOf is what is told of a person right behind the name.
var toldOf = lazyregexp.New(`^,\s+(?:whose|who|an?|the|now|aged)\s[^,.;]{3,90}`)

// ownReply is whose reply stands behind a colon: "Roe’s answer was short:".
var ownReply = lazyregexp.New(`^\s*(?:[Bb]ut |[Aa]nd )?([^,;:]{2,60}?)(?:[’']s|s[’'])\s+(?:\p{Ll}+\s+)?` + oneOf("own words") + `\b[^“”]{0,60}:`)

// unspoken reads a speaker who stands before a colon without any verb: "From the
// commissioner, Ann Lee: “...”", "Unison’s Mel Frost: “...”".
func (q *quoteFinder) unspoken(lead string) (c claim, ok bool) {
	label := strings.TrimRight(strings.TrimSpace(lead), ":")
	label = labelOpens.ReplaceAllString(label, "")
	if label == "" || len(strings.Fields(label)) > 12 || finiteWord.MatchString(label) || mayClaim(label) {
		return c, false
	}
	name, _ := nameIn(label, q.known)
	if !c.subject(label) || c.pronoun || name == "" && c.role == RoleUnknown {
		return c, false
	}
	return c, true
}

// labelOpens stands before such a speaker: the time of a live report, "From".
var labelOpens = lazyregexp.New(`^(?:\d{1,2}[.:]\d\d\s*(?:am|pm)?\s*[:–—-]?\s+)?(?:(?i:and |then )?(?i:from|this from)\s+)?`)

// postersClaim reads whom a comment quotes by the name they comment under, which may be
// no word: "jaz_05 wrote: “...”".
func (q *quoteFinder) postersClaim(seg string) (c claim, ok bool) {
	if q.comment < 0 {
		return c, false
	}
	m := posterSays.FindStringSubmatchIndex(seg)
	if m == nil || !q.ofCommenter(seg[m[2]:m[3]]) {
		return c, false
	}
	name := seg[m[2]:m[3]]
	return claim{speaker: name, description: name, role: Commenter, verb: corpus.Span{Start: int32(m[4]), End: int32(m[5])}}, true
}

var posterSays = lazyregexp.New(`^\s*@?([^\s:,\x00]+(?: [^\s:,\x00]+){0,3}?)\s+(wrote|said|says|asked|posted|commented|writes)\b[^.\x00]{0,40}\x00`)

// endsWith is who a sentence ends with, though it is not about them: "It began with a
// question from our director, Ann Lee."
func (q *quoteFinder) endsWith(lead string) (claim, bool) {
	m := endsInName.FindStringSubmatch(strings.TrimRight(lead, " .\n"))
	if m == nil {
		return claim{}, false
	}
	if name, at := nameIn(m[2], q.known); name != m[2] || at != 0 {
		return claim{}, false
	}
	return q.asKnown(claim{speaker: m[2], description: m[1] + m[2], role: roleOf(m[1])}), true
}

var ownersName = lazyregexp.New(`\b((?:\p{Lu}[\p{L}-]+\s+){1,2}\p{Lu}[\p{L}-]+)[’']s\s`)

var endsInName = lazyregexp.New(`\b(?:from|by|with|to)\s+((?:(?:my|our|the|his|her|their|its|an?)\s[^,.:]{3,60},\s+)?)((?:\p{Lu}[\p{L}’'-]+\s+){1,2}\p{Lu}[\p{L}’'-]+)$`)

// named is the first person of a sentence who is known and is its subject, not
// an owner ("Lee’s school").
func (q *quoteFinder) named(s string) (claim, bool) {
	for _, w := range wordSpans(s) {
		word := s[w[0]:w[1]]
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
			continue
		}
		if c, ok := q.known[word]; ok && personName(c.speaker) != "" && roleOf(c.speaker) == RoleUnknown {
			return c, true
		}
	}
	return claim{}, false
}

// firstQuote is where the first quotation of a segment stands, from its start, -1
// where it has none.
func firstQuote(raws []rawQuote, seg corpus.Span) int {
	for _, r := range raws {
		if r.start >= int(seg.Start) && r.start < int(seg.End) {
			return r.start - int(seg.Start)
		}
	}
	return -1
}
