package extract

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/internal/lazyregexp"
)

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
	s = strings.Trim(strings.Join(strings.Fields(s), " "), " ,:")
	if behind {
		s = asPut.ReplaceAllString(s, "") // "“...”, as one manager put it"
	}
	if m := byWhom.FindStringSubmatch(s); m != nil {
		s = m[1] // "upheld by the ombudsman, who"
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
	s = withoutOpening(s)
	s = asSomebody.ReplaceAllString(s, "$1")
	for _, two := range []*lazyregexp.Regexp{coordinated, twoVerbs, turnsAnd} {
		if m := two.FindStringSubmatch(s); m != nil {
			s = m[1]
		}
	}
	if m := metByUs.FindStringSubmatch(s); m != nil {
		if met := strings.TrimSpace(m[1] + m[2]); oneHuman(met) || roleOf(met) != RoleUnknown {
			s = met
		}
	}
	if m := secondClause.FindStringSubmatch(s); m != nil && clause(m[1]) && (roleOf(m[2]) != RoleUnknown || oneHuman(m[2])) {
		s = m[2] // "I left anyway, and my new director"
	}
	if at := lastPronoun(s); at > 0 && !strings.EqualFold(s[at:], "who") { // "criticised the council for what she", "As a former chair I"
		if m := whoClause.FindStringSubmatch(s); m != nil && strings.EqualFold(s[at:], "they") && roleOf(m[1]) != RoleUnknown {
			s = m[1] // "(although) children who had written were few, they"
		} else {
			s = s[at:]
		}
	}
	if placeOpens.MatchString(s) {
		if at := strings.LastIndex(s, ", "); at >= 0 {
			tail := strings.TrimSpace(s[at+2:])
			s = tail
		} else if at := lastPronoun(s); at >= 0 {
			s = s[at:]
		}
	}
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
		if m := nameAfterOffice.FindStringSubmatch(s[at:]); m != nil && !namesPerson(c.speaker) && !byName.MatchString(m[0]) && (nameOnly(m[1]) || calledSo(c.speaker, m[1]) || initials(m[1]) && !strings.Contains(m[0], " and ") && !personWord(firstWord(c.speaker[strings.LastIndexByte(c.speaker, ' ')+1:]))) {
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
		c.role = roleOf(c.description) // "others, including care leavers,"
		return true
	}
	if clause(c.speaker) {
		return false
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

// clause reports words for a speaker that say something, and so name nobody: "school
// visits however I". A capital may begin a name ("Will").
func clause(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		if inClause[strings.Trim(w, ",")] && len(words) > 1 {
			return true
		}
	}
	return false
}

var inClause = func() map[string]bool {
	words := wordSet("in a clause")
	words["I"] = true
	return words
}()

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

var (
	// besides is what is told of a subject between commas, up to its verb.
	besides    = lazyregexp.New(`^([^,]{2,80}(?:,\s+(?:aged\s+|now\s+)?\d{1,3})?),\s+(?:which|whose|who)\s[^,;]*$`)
	particle   = lazyregexp.New(`^(?:up|out|in|back|on|off)\s+`) // "pipes up her son"
	asPut      = lazyregexp.New(`^as\s+`)
	byWhom     = lazyregexp.New(`\s(?:by|from|to|with)\s+((?:(?:the|an?|his|her|its|their)\s|\p{Lu})[^,]{2,50}),\s+(?:who|which)$`)
	metByUs    = lazyregexp.New(`^((?:An?|One|The|Another|Some|Most|Many)\s+(?:\p{Ll}+\s+){0,2}?\p{Ll}+\s)(?:I|we)\s+\p{Ll}|^((?:\p{L}+\s+){1,6}?)(?:whom\s+|that\s+|who\s+)?(?:I|we)\s+(?:sp[eo]a?ke?|met|meet|talk(?:ed)?|saw|visit(?:ed)?|interview(?:ed)?|heard|contact(?:ed)?)\b`) // "A grandmother I speak to"
	asSomebody = lazyregexp.New(`^As ((?:(?:an?|the|my|one|his|her)\s|\p{Lu})[^,]*)$`)
	// coordinated is a subject of two verbs: "My husband was a judge and (used to say)".
	coordinated = lazyregexp.New(`^([^,]{2,60}?)\s+(?:was|is|were|are|had|has|have)\s[^,]*,?\s(?:and|but)$`)
	// twoVerbs is the same behind a name: "Ofsted rated it good and (said)".
	twoVerbs = lazyregexp.New(`(?:^|, )((?:[Tt]he\s+)?\p{Lu}[\p{L}’'-]+(?:\s+\p{Lu}[\p{L}’'-]+){0,3})\s+\p{Ll}+(?:ed|s|t|w|ld|ve|nt)\s[^,;]*,?\s(?:and|but)$`)
	// turnsAnd is the same of somebody described: "The head rang me and (said)".
	turnsAnd        = lazyregexp.New(`^((?i:the|my|our|an?|his|her|one)\s(?:\p{Ll}+\s){0,3}?\p{Ll}+)\s+` + oneOf("turns to") + `\s[^,;]*,?\s(?:and|but)$`)
	secondClause    = lazyregexp.New(`^(.{4,}),\s+(?:and|but|so|then)\s+([^,]{2,60})$`)
	whoClause       = lazyregexp.New(`^((?:an?|the|one|some|many|several|other|another|two|three|my|her|his|\pL+)\s?[^,]{0,60}?[^,\s])\s+who(?:\s.*)?$`)
	ofBody          = lazyregexp.New(`^\s+(?:of|from|at|for)\s`)
	whoDid          = lazyregexp.New(`,\s+who\s+` + oneOf("who did") + `\b.*$`)
	nameAfterOffice = lazyregexp.New(`^,\s+(?:\p{Lu}\p{L}+[’']s\s+)?(?:\p{Ll}[\p{L}’'-]*\s+){0,4}((?:\p{Lu}[\p{L}’'-]+\.?\s+){0,3}\p{Lu}[\p{L}’'-]+)(?:,|$)`)
	byName          = lazyregexp.New(`\sby\s+\p{Lu}`) // "the review, led by Ann Lee"
	// letters behind a name: "Ann Lee KC"
	honours = lazyregexp.New(`(?:\s+(?:[KQ]C|MS?P|MS|HMI|JP|[OCM]BE))+$`)
	// placeWithin is where something is before the name of a place or a body in an office:
	// "the head of", "a nurse at".
	placeWithin = lazyregexp.New(`\s(?:of|at|for|from|in|near)\s+(?:the\s+)?$`)
)

var (
	finiteWord   = lazyregexp.New(`(?i)\b` + oneOf("carries a sentence") + `\b`)
	prepositions = lazyregexp.New(`^(?i:as|of|in|on|at|by|for|from|with|to|into|after|before|because|during|following|this was|there|when|while|if|since|based|under|likely|not)\b`)
	determiner   = lazyregexp.New(`^(?i:an?|the|this|one|two|some|many)\s`)
	adverbEnd    = lazyregexp.New(`\s+` + oneOf("adverbs of saying") + `$`)
)
