package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
	"assay/internal/lazyregexp"
)

// A claim is a clause of saying: who says, and with which verb.
type claim struct {
	speaker     string // as printed, without what describes it after a comma
	description string // all that is printed of the speaker
	role        Role
	pronoun     bool
	verb        corpus.Span // bytes of the text it was found in
}

var (
	afterWeakVerb = lazyregexp.New(`^(?:\s+out)?\s*(?:[,:“"‘.\x00]|$|(?:(?:the|its|their|his|her|an?)\s+[\pL-]+|it|this|them|him|her)\s+(?:as\s+)?\x00|that\b|how\b|(?:to|with) (?:inspectors|ofsted|us)\b|feeling\b|concerns? (?:about|that|over)\b)`)
	sideClause    = lazyregexp.New(`,\s+(?:which|where|when|while|as)\b`)
	accordingTo   = lazyregexp.New(`(?i)\b(?:according to|in the words of|c[ao]mes? (?:the|a|his|her|their) (?:reply|answer|response|retort) from)\s+([^,.;:“”"]{2,90})|\bquot(?:es|ed|ing)\s+([^,.;:“”"]{2,60}?)\s+as saying\b`)
	subjectOpens  = lazyregexp.New(`(?i)^(?:(?:(?:earlier )?(?:last|this) (?:year|month|week|spring|summer|autumn|winter)|(?:\pL+ ){1,2}(?:years?|months?|weeks?|days?|hours?) (?:ago|later|earlier)|(?:years|months|weeks|days) later|however|meanwhile|but|and|so|also|in addition|moreover|furthermore|similarly|nevertheless|yet|then|later)\b,?|[a-z]+ly,)\s+`)
	placeOpens    = lazyregexp.New(`^` + oneOf("opens no name") + `\b`)
	clauseBreak   = lazyregexp.New(`[;–—]\s|\b(?:but|because|although|while|whereas|which|and that)\s`)
	// ageBehind follows a name that ends like an adverb: "Carly, 15, who".
	ageBehind     = lazyregexp.New(`^(?:\d|who\b|aged\b|now \d)`)
	speakPronouns = wordSet("pronouns that speak")
)

var (
	beforeQuote = lazyregexp.New(`^(?:\s+(?:out|on|in|back|up|it|off))?(?:\s+(?:more|very|rather|so)?\s*\p{L}+ly)?\s*[,:]?\s*\x00|^\s+(?:[\p{L}’'-]+\s+){0,5}(?:of|as|for|by saying|that|with)(?:\s+(?:being|an?|the))?\s+\x00`)
	// "urged ministers to act: “...”"
	objectQuoted = lazyregexp.New(`^(?:\s+[\p{L}’'-]+){1,3}:\s*\x00`)
	thingCalled  = lazyregexp.New(`^(?:\s+[\p{L}’'-]+){1,5}\s+\x00`) // "called the town’s front door “...”"
	soonQuoted   = lazyregexp.New(`^\s+(?:[\p{L}’'-]+,?\s+){0,6}\x00`)
	behindQuote  = lazyregexp.New(`^(?:\s+(?:out|on|in|back|up|off|it|to know|to add))?(?:\s+(?:later|yesterday|today|afterwards|\p{L}+ly|(?:to|at|with|in)\s[^.,;:\x00]{2,40}))?\s*(?:[.,;:\x00]|$)`)
)

// inverted is a verb of saying before its subject and a colon: "Not enough, thinks her
// aunt:".
var inverted = lazyregexp.New(`,\s+(\p{Ll}+)\s+([^:\x00]{3,90}):\s*\x00`)

// reportedAs is whose words others hand on: "a worker is quoted as saying", "It quotes a boy
// of 14: “...”".
var reportedAs = lazyregexp.New(`(?:^|[.;:\x00])([^.;:\x00]{2,60}?)\s+(?:is|was|are|were)\s+(?:also\s+)?(?:reported|quoted|cited|recorded)\s+as\s+(?:saying|telling)\b|\bquot(?:es|ing)\s+((?:an?|one|the|another)\s[^:,.\x00]{2,60}?)(?:\s+as\s+(?:saying|telling)\b[^:,.\x00]*)?:\s*\x00`)

// toldBy is a sentence that ends with who says it, before the quotation of the next: "It was
// simple, explains her boss, Neil Vaz."
var toldBy = lazyregexp.New(`,\s+(\p{Ll}+(?:s|ed|id))\s+([^:;\x00]{3,80})\.\s*$`)

// doer is who does what a participle of saying tells: the name right before it ("record
// Lee asking"), or that of the clause before its comma ("Lee went further, telling").
func doer(before, all string) string {
	name, at := nameIn(before, nil)
	switch {
	case name != "" && (at+len(name) == len(before) || strings.HasSuffix(strings.TrimSpace(all), ",")):
		return name
	case strings.HasSuffix(strings.TrimSpace(all), ","):
		if m := bodyOpens.FindStringSubmatch(before); m != nil && (roleOf(m[1]) != RoleUnknown || strings.Contains(m[1], " ") && bodyWord[strings.ToLower(lastWord(m[1]))]) {
			return m[1]
		}
		return ""
	}
	if m := sender.FindStringSubmatch(before); m != nil && roleOf(m[1]) != RoleUnknown {
		return m[1]
	}
	return lastPersonWord(before)
}

// sender is who sends or hands out something, before "saying": "Our head of service sent
// round an email".
var sender = lazyregexp.New(`^((?i:our|my|the|an?|his|her|their|one)\s[^,;:]{2,50}?)\s+(?:has\s+|had\s+|then\s+|later\s+)?` + oneOf("senders do") + `\s[^,;:]*$`)

// bodyOpens is a name in capitals that opens a sentence: "The Association of Directors
// took another line, saying".
var bodyOpens = lazyregexp.New(`^((?:The\s+)?\p{Lu}[\p{L}’'-]*(?:\s+(?:(?:of|for|and|the)\s+)*\p{Lu}[\p{L}’'-]*)*)\s+\p{Ll}`)

// lastPersonWord is the last word of s where it can be a name.
func lastPersonWord(s string) string {
	if w := lastWord(s); personWord(w) {
		return w
	}
	return ""
}

// beside reports whether the verb at w of s, in which quotations are blanked out, stands
// beside a quotation: right before it, or with its subject right behind it.
func beside(s string, w [2]int) bool {
	if beforeQuote.MatchString(s[w[1]:]) || naming[strings.ToLower(s[w[0]:w[1]])] && thingCalled.MatchString(s[w[1]:]) || objectQuoted.MatchString(s[w[1]:]) && !nounLike[strings.ToLower(s[w[0]:w[1]])] || strings.HasSuffix(s[w[0]:w[1]], "ing") && soonQuoted.MatchString(s[w[1]:]) {
		return true
	}
	at := strings.LastIndexByte(s[:w[0]], 0)
	if at < 0 || !behindQuote.MatchString(s[w[1]:]) {
		return false
	}
	subject := strings.Trim(s[at+1:w[0]], " ,\n")
	return len(subject) < longestSpeaker && !strings.ContainsAny(subject, ".;:?!")
}

// findClaim looks for the first clause of saying in s, in which quotations are
// blanked out. In the prose of a report (strict) only plain verbs of saying by
// a speaker whose role is known count.
func findClaim(s string, strict bool) (claim, bool) {
	if !mayClaim(s) {
		return claim{}, false
	}
	words := wordSpans(s)
	for i, w := range words {
		verb := strings.ToLower(s[w[0]:w[1]])
		kind, ok := sayVerbs[verb]
		hands := ok && leadsTo(s[w[1]:])
		if !ok || strict && !plainSay[verb] && !(hands && kind == saySure) || answered(s[w[1]:]) {
			continue
		}
		afterQuote := strings.HasSuffix(strings.TrimRight(s[:w[0]], " ,"), "\x00")
		if verb == "asked" && i == 0 && !afterQuote {
			continue // "Asked whether it had, she said"
		}
		near := afterQuote || kind != saySure && (beside(s, w) || hands)
		if !near && (kind == sayBeside || kind == sayMark && !afterWeakVerb.MatchString(s[w[1]:])) {
			continue
		}
		if nounLike[verb] && !near && (i == 0 || !pluralWord(s[words[i-1][0]:words[i-1][1]])) {
			continue // "the inspection report, ..."
		}
		c := claim{verb: corpus.Span{Start: int32(w[0]), End: int32(w[1])}}
		k := i - 1
		word := func(k int) string { return strings.ToLower(s[words[k][0]:words[k][1]]) }
		if k > 0 && strings.HasSuffix(word(k), "ly") && auxiliaries[word(k-1)] { // "had specifically told"
			k--
		}
		for k >= 0 && auxiliaries[word(k)] {
			k--
		}
		if k > 0 && word(k) == "to" && givenToSay[word(k-1)] { // "my director used to say"
			k -= 2
		}
		before, bracket := "", ""
		if k >= 0 && strings.Trim(s[words[k][1]:words[min(k+1, i)][0]], " ,\n") == ")" { // "Ann Lee (chair of the board) said"
			if open := strings.LastIndexByte(s[:words[k][1]], '('); open > 0 {
				before, bracket = s[:open], s[open+1:words[k][1]]
			}
		} else if k >= 0 {
			gap := strings.Trim(s[words[k][1]:words[min(k+1, i)][0]], ", 0123456789\n") // "Ann Lee, 68, said"
			switch at := lastDash(s[:words[k][1]]); {
			case gap == "" && noSubject[word(k)] && !(k > 0 && word(k) == "to" && spokenTo[word(k-1)]):
				continue
			case gap == "":
				before = strings.TrimRight(s[:words[min(k+1, i)][0]], ", \n")
			case lastDash(" "+gap+" ") >= 0 && at > 0: // "Ann Lee – a mother of two – said"
				before = s[:at]
			}
		}
		if before = strings.TrimSpace(before); strings.HasSuffix(verb, "ing") {
			if before = doer(before, s[:w[0]]); before == "" {
				continue
			}
		}
		if before != "" && c.subject(before) {
			if bracket != "" {
				c.description += ", " + bracket
				if c.role == RoleUnknown {
					c.role = roleOf(bracket)
				}
			}
			if !strict || others[strings.ToLower(c.speaker)] || c.role != RoleUnknown && (!strings.HasPrefix(verb, "report") || hands || endsInRole(before)) {
				return c, true
			}
			continue
		}
		if afterQuote || !strict && strings.TrimSpace(s[:w[0]]) == "" {
			// the verb comes right after a quotation, the speaker after the verb
			after := particle.ReplaceAllString(strings.TrimSpace(s[w[1]:]), "")
			if end := strings.IndexAny(after, ".;:“”\"\x00"); end >= 0 {
				after = after[:end]
			}
			if at := sideClause.FindStringIndex(after); at != nil {
				after = after[:at[0]]
			}
			after = subjectEnds.ReplaceAllString(after, "")
			if after != "" && c.subject(after) {
				return c, true
			}
		}
	}
	if m := toldBy.FindStringSubmatchIndex(s); m != nil && !strict && finiteWord.MatchString(s[:m[0]]) && !nounLike[s[m[2]:m[3]]] && (sayVerbs[s[m[2]:m[3]]] == saySure || sayVerbs[s[m[2]:m[3]]] == sayMark) {
		c := claim{verb: corpus.Span{Start: int32(m[2]), End: int32(m[3])}}
		if c.subject(s[m[4]:m[5]]) && !c.pronoun && oneHuman(c.speaker) {
			return c, true
		}
	}
	if m := inverted.FindStringSubmatchIndex(s); m != nil && sayVerbs[s[m[2]:m[3]]] != 0 {
		c := claim{verb: corpus.Span{Start: int32(m[2]), End: int32(m[3])}}
		if !strict && c.subject(s[m[4]:m[5]]) {
			return c, true
		}
	}
	if m := reportedAs.FindStringSubmatchIndex(s); m != nil && !strict {
		from, to := m[2], m[3]
		if from < 0 {
			from, to = m[4], m[5]
		}
		c := claim{verb: corpus.Span{Start: int32(to), End: int32(m[1])}}
		if m[4] >= 0 {
			c.verb = corpus.Span{Start: int32(m[0]), End: int32(len(strings.TrimRight(s[:from], " ")))}
		}
		if c.subject(s[from:to]) {
			return c, true
		}
	}
	if m := accordingTo.FindStringSubmatchIndex(s); m != nil {
		if m[2] < 0 {
			m[2], m[3] = m[4], m[5]
		}
		c := claim{verb: corpus.Span{Start: int32(m[0]), End: int32(len(strings.TrimRight(s[:m[2]], " \n")))}}
		if !strings.ContainsAny(s[m[2]:m[3]], "0123456789") && !noAuthority.MatchString(s[m[2]:m[3]]) && c.subject(s[m[2]:m[3]]) && (!strict || c.role != RoleUnknown) {
			return c, true
		}
	}
	return claim{}, false
}

// answered reports whether behind a verb of saying stands whom it is said to, and that
// this person answers: "(I asked) my manager and she said".
func answered(behind string) bool {
	m := answers.FindStringSubmatch(behind)
	return m != nil && sayVerbs[m[1]] != 0
}

var answers = lazyregexp.New(`^\s+(?:(?:my|our|the|his|her|their|an?)\s|\p{Lu})[\p{L}’' -]{1,90}?,?\s+(?:and|but)\s+(?:he|she|they)\s+(\p{Ll}+)`)

// leadsTo reports whether what stands behind a verb of saying hands on words in
// quotation marks: "commented that the quality of plans is “...”".
func leadsTo(behind string) bool {
	at := strings.IndexByte(behind, 0)
	return at >= 0 && quotesThat.MatchString(behind[:at+1])
}

var quotesThat = lazyregexp.New(`^\s*(?:(?:to|with) (?:inspectors|ofsted|us)\s+)?(?:that\s[^.;:\x00]*|[,:]\s*)\x00$`)

// withoutOpening is s without the words that open a sentence before its subject.
func withoutOpening(s string) string {
	at := subjectOpens.FindStringIndex(s)
	if at == nil || strings.HasSuffix(strings.TrimRight(s[:at[1]], " ,"), "ly") && ageBehind.MatchString(s[at[1]:]) {
		return s
	}
	return s[at[1]:]
}

// lastDash is where the last dash between words of s stands, -1 for none.
func lastDash(s string) int {
	return max(strings.LastIndex(s, " – "), strings.LastIndex(s, " — "), strings.LastIndex(s, " - "), strings.LastIndex(s, "—"))
}

// pluralWord reports whether a verb in its base form can follow a word.
func pluralWord(w string) bool {
	w = strings.ToLower(w)
	if strings.HasSuffix(w, "’s") || strings.HasSuffix(w, "'s") {
		return false
	}
	return collective[w] || strings.HasSuffix(w, "s") || w == "people" || w == "children" || w == "staff" || w == "families" || w == "we" || w == "they" || w == "i" || w == "police" ||
		w == "women" || w == "men" || auxiliaries[w] || strings.HasSuffix(w, "ly")
}

// wordSpans are the places of the words of s: letters, and after the first also
// apostrophes and hyphens.
func wordSpans(s string) (spans [][2]int) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) {
			i += n
			continue
		}
		from := i
		for i += n; i < len(s); i += n {
			if r, n = utf8.DecodeRuneInString(s[i:]); !unicode.IsLetter(r) && r != '’' && r != '\'' && r != '-' {
				break
			}
		}
		spans = append(spans, [2]int{from, i})
	}
	return spans
}

// endsInRole reports whether the words right before a verb name a speaker:
// "social workers report", not "the annual report".
func endsInRole(s string) bool {
	w := strings.Fields(s)
	tail := strings.Join(w[max(0, len(w)-2):], " ")
	r := roleOf(tail)
	return r != RoleUnknown && (r != Inspector || len(w) > 2) || strings.HasSuffix(s, "with")
}
