package extract

import (
	"cmp"
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
	afterWeakVerb = lazyregexp.New(`^(?:\s+out)?\s*(?:[,:“"‘.\x00]|$|(?:(?:the|its|their|his|her|an?)\s+\pL+|it|this|them|him|her)\s+(?:as\s+)?\x00|that\b|how\b|(?:to|with) (?:inspectors|ofsted|us)\b|feeling\b|concerns? (?:about|that|over)\b)`)
	sideClause    = lazyregexp.New(`,\s+(?:which|where|when|while|as)\b`)
	accordingTo   = lazyregexp.New(`(?i)\b(?:according to|in the words of|c[ao]mes? (?:the|a|his|her|their) (?:reply|answer|response|retort) from)\s+([^,.;:“”"]{2,90})|\bquot(?:es|ed|ing)\s+([^,.;:“”"]{2,60}?)\s+as saying\b`)
	subjectOpens  = lazyregexp.New(`(?i)^(?:(?:however|meanwhile|but|and|so|also|in addition|moreover|furthermore|similarly|nevertheless|yet|then|later)\b,?|[a-z]+ly,)\s+`)
	placeOpens    = lazyregexp.New(`^(?:In|On|At|During|After|Following|While|Although|When|Based|Under|Introducing|Speaking|Responding|Since|As|For|With|Earlier|Last|By|Where|If|Asked|Despite|Across|Over|Back|Down|Inside|Outside|Near)\b`)
	clauseBreak   = lazyregexp.New(`[;–—]\s|\b(?:but|because|although|while|whereas|which|and that)\s`)
	speakPronouns = wordSet("pronouns that speak")
)

var (
	beforeQuote = lazyregexp.New(`^(?:\s+(?:out|on|in|back|up|it|off))?(?:\s+(?:more|very|rather|so)?\s*\p{L}+ly)?\s*[,:]?\s*\x00|^\s+(?:[\p{L}’'-]+\s+){0,5}(?:of|as|for|by saying|that|with)(?:\s+(?:being|an?|the))?\s+\x00`)
	// "urged ministers to act: “...”"
	objectQuoted = lazyregexp.New(`^(?:\s+[\p{L}’'-]+){1,3}:\s*\x00`)
	soonQuoted   = lazyregexp.New(`^\s+(?:[\p{L}’'-]+,?\s+){0,6}\x00`)
	behindQuote  = lazyregexp.New(`^(?:\s+(?:out|on|in|back|up|off|it|to know|to add))?(?:\s+(?:later|yesterday|today|afterwards|\p{L}+ly|(?:to|at|with|in)\s[^.,;:\x00]{2,40}))?\s*(?:[.,;:\x00]|$)`)
)

// inverted is a verb of saying before its subject and a colon: "Not enough, thinks her
// aunt:".
var inverted = lazyregexp.New(`,\s+(\p{Ll}+)\s+([^,:\x00]{3,60}):\s*\x00`)

// doer is who does what a participle of saying tells: the name right before it ("record
// Lee asking"), or that of the clause before its comma ("Lee went further, telling").
func doer(before, all string) string {
	name, at := nameIn(before, nil)
	switch {
	case name != "" && (at+len(name) == len(before) || strings.HasSuffix(strings.TrimSpace(all), ",")):
		return name
	case strings.HasSuffix(strings.TrimSpace(all), ","):
		if m := bodyOpens.FindStringSubmatch(before); m != nil && (roleOf(m[1]) != RoleUnknown || bodyWord[strings.ToLower(lastWord(m[1]))]) {
			return m[1]
		}
		return ""
	}
	return lastPersonWord(before)
}

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
	if beforeQuote.MatchString(s[w[1]:]) || objectQuoted.MatchString(s[w[1]:]) && !nounLike[strings.ToLower(s[w[0]:w[1]])] || strings.HasSuffix(s[w[0]:w[1]], "ing") && soonQuoted.MatchString(s[w[1]:]) {
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
		if !ok || strict && !plainSay[verb] {
			continue
		}
		afterQuote := strings.HasSuffix(strings.TrimRight(s[:w[0]], " ,"), "\x00")
		if verb == "asked" && i == 0 && !afterQuote {
			continue // "Asked whether it had, she said"
		}
		near := afterQuote || kind != saySure && beside(s, w)
		if !near && (kind == sayBeside || kind == sayMark && !afterWeakVerb.MatchString(s[w[1]:])) {
			continue
		}
		if nounLike[verb] && !near && (i == 0 || !pluralWord(s[words[i-1][0]:words[i-1][1]])) {
			continue // "the inspection report, ..."
		}
		c := claim{verb: corpus.Span{Start: int32(w[0]), End: int32(w[1])}}
		k := i - 1
		for k >= 0 && auxiliaries[strings.ToLower(s[words[k][0]:words[k][1]])] {
			k--
		}
		if k > 0 && s[words[k][0]:words[k][1]] == "to" && s[words[k-1][0]:words[k-1][1]] == "used" { // "my director used to say"
			k -= 2
		}
		before, bracket := "", ""
		if k >= 0 && strings.TrimSpace(s[words[k][1]:words[min(k+1, i)][0]]) == ")" { // "Ann Lee (chair of the board) said"
			if open := strings.LastIndexByte(s[:words[k][1]], '('); open > 0 {
				before, bracket = s[:open], s[open+1:words[k][1]]
			}
		} else if k >= 0 {
			gap := strings.Trim(s[words[k][1]:words[min(k+1, i)][0]], ", 0123456789\n") // "Ann Lee, 68, said"
			switch at := lastDash(s[:words[k][1]]); {
			case gap == "" && noSubject[strings.ToLower(s[words[k][0]:words[k][1]])]:
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
			if !strict || c.role != RoleUnknown && (!strings.HasPrefix(verb, "report") || endsInRole(before)) {
				return c, true
			}
			continue
		}
		if afterQuote || !strict && strings.TrimSpace(s[:w[0]]) == "" {
			// the verb comes right after a quotation, the speaker after the verb
			after := strings.TrimSpace(s[w[1]:])
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
	if m := inverted.FindStringSubmatchIndex(s); m != nil && sayVerbs[s[m[2]:m[3]]] != 0 {
		c := claim{verb: corpus.Span{Start: int32(m[2]), End: int32(m[3])}}
		if !strict && c.subject(s[m[4]:m[5]]) {
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

// longestSpeaker bounds a description of a speaker, in bytes: a name, an office
// and an organisation with a long name.
const longestSpeaker = 170

// subject fills in the speaker from the words that stand for it. It reports
// false where they name none.
func (c *claim) subject(s string) bool {
	behind, told := false, ""
	if at := strings.LastIndexByte(s, 0); at >= 0 { // what stands after the last quotation
		s, behind = s[at+1:], true
	}
	s = strings.Trim(s, " \n\t,:")
	if behind {
		s = asPut.ReplaceAllString(s, "") // "“...”, as one manager put it"
	}
	if m := besides.FindStringSubmatch(s); m != nil && !finiteWord.MatchString(m[1]) {
		s, told = m[1], s // "Cafcass, which appointed the guardian,"
	}
	if all := clauseBreak.FindAllStringIndex(s, -1); len(all) > 0 {
		if rest := strings.TrimSpace(s[all[len(all)-1][1]:]); rest != "" {
			s = rest
		}
	}
	s = strings.Trim(s, " \n\t,:")
	s = subjectOpens.ReplaceAllString(s, "")
	s = asSomebody.ReplaceAllString(s, "$1")
	if m := coordinated.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if at := lastPronoun(s); at > 0 && whatBefore.MatchString(s[:at]) { // "criticised the council for what she"
		s = s[at:]
	}
	if placeOpens.MatchString(s) {
		if at := strings.LastIndex(s, ", "); at >= 0 {
			tail := strings.TrimSpace(s[at+2:])
			s = tail
		} else if at := lastPronoun(s); at >= 0 {
			s = s[at:]
		}
	}
	s = strings.Join(strings.Fields(s), " ")
	if m := whoClause.FindStringSubmatch(s); m != nil && !finiteWord.MatchString(m[1]) {
		s = m[1] // "Children who had written", "a mother who" before "asked not to be named"
	}
	s = cleanSpeaker(nounPhrase(cleanSpeaker(s)))
	if s == "" || len(s) > longestSpeaker {
		return false
	}
	c.description = s
	c.speaker = s
	if at := strings.Index(s, ","); at > 0 {
		c.speaker = cleanSpeaker(s[:at])
		if m := nameAfterOffice.FindStringSubmatch(s[at:]); m != nil && !namesPerson(c.speaker) && (nameOnly(m[1]) || calledSo(c.speaker, m[1])) {
			c.speaker = m[1] // "the guardian, Ann Lee"
		}
		if c.speaker == "" {
			return false
		}
	}
	if name, at := nameIn(c.speaker, nil); at == 0 && ofBody.MatchString(c.speaker[len(name):]) {
		c.speaker = name
	}
	last := strings.ToLower(c.speaker)
	if others[last] {
		return true
	}
	if first, _, more := strings.Cut(last, " "); more && (speakPronouns[first] || first == "this" || first == "that") {
		return false
	}
	if last == "you" || last == "that" || last == "this" || last == "which" || last == "these" {
		return false
	}
	if speakPronouns[last] {
		c.pronoun = true
		return true
	}
	c.role = roleOf(c.speaker)
	if c.role == RoleUnknown {
		c.role = roleByAge(whoDid.ReplaceAllString(cmp.Or(told, s), ""))
	}
	first, _ := utf8.DecodeRuneInString(c.speaker)
	named := unicode.IsUpper(first) && strings.Count(c.speaker, " ") < 8
	return c.role != RoleUnknown || named || oneHuman(c.speaker)
}

var (
	// besides is what is told of a subject between commas, up to its verb.
	besides    = lazyregexp.New(`^([^,]{2,80}),\s+(?:which|whose|who)\s[^,;]*$`)
	asPut      = lazyregexp.New(`^as\s+`)
	asSomebody = lazyregexp.New(`^As ((?:(?:an?|the|my|one|his|her)\s|\p{Lu})[^,]*)$`)
	// coordinated is a subject of two verbs: "My husband was a judge and (used to say)".
	coordinated     = lazyregexp.New(`^([^,]{2,60}?)\s+(?:was|is|were|are|had|has)\s[^,]*\s(?:and|but)$`)
	whoClause       = lazyregexp.New(`^((?:an?|the|one|some|many|several|other|another|two|three|my|her|his|\pL+)\s?[^,]{0,60}?[^,\s])\s+who(?:\s.*)?$`)
	ofBody          = lazyregexp.New(`^\s+(?:of|from|at|for)\s`)
	whoDid          = lazyregexp.New(`,\s+who\s+(?:acted|led|represents|represented|works? with|worked with|helps?|helped|runs?|ran|wrote|advises?|advised|supports?|supported|campaigns?|campaigned)\b.*$`)
	whatBefore      = lazyregexp.New(`(?i)\b(?:what|as|which|that|where|because|when|whom|and|but|so|then|until|though|while)\s+$`)
	nameAfterOffice = lazyregexp.New(`^,\s+(?:\p{Ll}[\p{L}’'-]*\s+){0,4}((?:\p{Lu}[\p{L}’'-]+\.?\s+){0,3}\p{Lu}[\p{L}’'-]+)(?:,|$)`)
	// letters behind a name: "Ann Lee KC"
	honours = lazyregexp.New(`(?:\s+(?:[KQ]C|MS?P|MS|HMI|JP|[OCM]BE))+$`)
	// placeWithin is where something is before the name of a place or a body in an office:
	// "the head of", "a nurse at".
	placeWithin = lazyregexp.New(`\s(?:of|at|for|from|in|near)\s+(?:the\s+)?$`)
)

// nameOnly reports whether s is the name of a person and nothing else.
func nameOnly(s string) bool {
	s = honours.ReplaceAllString(s, "")
	name, at := nameIn(s, nil)
	return name == s && at == 0
}

// calledSo reports whether s is the one name of a person whom the words before it
// describe: "her neighbour, Pete".
func calledSo(description, s string) bool {
	return personWord(s) && oneHuman(description) && roleOf(s) == RoleUnknown
}

// namesPerson reports whether words for an office name a person in it, and not only the
// place or body it is of: "The head of Penholm Primary".
func namesPerson(s string) bool {
	name, at := nameIn(s, nil)
	return name != "" && !placeWithin.MatchString(s[:at])
}

var (
	finiteWord   = lazyregexp.New(`(?i)\b(?:was|were|is|are|had|has|have|will|would|can|could|did|does|led|made|became|that|feared|found|saw|may|should)\b`)
	prepositions = lazyregexp.New(`^(?i:as|of|in|on|at|by|for|from|with|to|into|after|before|because|during|following|this was|there|when|while|if|since|based|under|likely|not)\b`)
	determiner   = lazyregexp.New(`^(?i:an?|the|this|one|two|some|many)\s`)
	adverbEnd    = lazyregexp.New(`\s+(?:subsequently|previously|recently|clearly|rightly|repeatedly|simply|publicly|consistently|often|generally|positively)$`)
)

// nounPhrase cuts from the words before a verb of saying what can be its
// subject: all of them where they are a name with what describes it, otherwise
// what follows the last comma, or the role noun at the end. "" where nothing
// fits.
func nounPhrase(s string) string {
	s = adverbEnd.ReplaceAllString(s, "")
	head, _, _ := strings.Cut(s, ",")
	if finiteWord.MatchString(head) || prepositions.MatchString(s) {
		if at := strings.LastIndex(s, ","); at >= 0 {
			s = strings.TrimSpace(s[at+1:])
		}
	}
	if finiteWord.MatchString(strings.SplitN(s, ",", 2)[0]) || prepositions.MatchString(s) {
		words := strings.Fields(s)
		for n := 1; n <= 4 && n < len(words); n++ {
			tail := strings.Join(words[len(words)-n:], " ")
			if roleOf(tail) == RoleUnknown || prepositions.MatchString(tail) {
				continue
			}
			before := words[len(words)-n-1]
			if !prepositions.MatchString(before) || n > 2 && determiner.MatchString(tail) && clauseOpens[strings.ToLower(before)] {
				return withDeterminer(words, n)
			}
		}
		return ""
	}
	return s
}

// withDeterminer is the last n words, with those before them up to the article or the
// owner that opens the phrase, where it stands near: "a third child".
func withDeterminer(words []string, n int) string {
	for k := n; k <= n+2 && k < len(words); k++ {
		if tail := strings.Join(words[len(words)-k:], " "); opensPhrase.MatchString(tail) {
			return tail
		}
		if before := words[len(words)-k-1]; before == "" || before[0] < 'a' || before[0] > 'z' || prepositions.MatchString(before) || finiteWord.MatchString(before) {
			break
		}
	}
	return strings.Join(words[len(words)-n:], " ")
}

var opensPhrase = lazyregexp.New(`^(?:an?|the|one|another|my|our|his|her|their)\s`)

// clauseOpens are prepositions that open a clause as well: "days after a letter said".
var clauseOpens = wordSet("prepositions that open a clause")

// lastPronoun finds a subject pronoun at the end of s, -1 where there is none.
func lastPronoun(s string) int {
	at := strings.LastIndexByte(s, ' ')
	if at >= 0 && speakPronouns[strings.ToLower(s[at+1:])] {
		return at + 1
	}
	return -1
}
