package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
	"assay/internal/lazyregexp"
)

// A person is one human being an article has named or described, who may be the
// "he" or "she" of a later sentence.
type person struct {
	claim
	key    string // surname, or the description in lower case
	gender byte   // 'm', 'f', 0 not known
}

// mentioned notes that somebody was the subject of a sentence or spoke: the last
// mentioned is the first a pronoun is held to mean. Groups and bodies are nobody.
func (q *quoteFinder) mentioned(c claim) {
	if c.speaker == "" || c.pronoun || !oneHuman(c.speaker) {
		return
	}
	p := person{claim: c, key: personKey(c.speaker), gender: genderOf(c.speaker + " " + c.description)}
	for i, old := range q.people {
		if old.key != p.key {
			continue
		}
		if p.gender == 0 {
			p.gender = old.gender
		}
		if p.role == RoleUnknown {
			p.role = old.role
		}
		q.people = append(q.people[:i], q.people[i+1:]...)
		break
	}
	if len(q.people) >= maxPeople {
		q.people = append(q.people[:0], q.people[1:]...)
	}
	q.people = append(q.people, p)
}

// maxPeople bounds how many people of an article are kept in mind, so that time
// stays linear in the text.
const maxPeople = 24

// tokensIn are the tokens of a range of the document, of one sentence or more.
func (q *quoteFinder) tokensIn(at corpus.Span) []Token {
	i := q.firstSentence(at.Start)
	if i >= len(q.p.Sentences) {
		return nil
	}
	from, to := q.p.Sentences[i].FirstToken, q.p.Sentences[i].FirstToken
	for ; i < len(q.p.Sentences) && q.p.Sentences[i].Start < at.End; i++ {
		to = q.p.Sentences[i].EndToken
	}
	tokens := q.p.Tokens[from:to]
	for len(tokens) > 0 && tokens[0].Start < at.Start {
		tokens = tokens[1:]
	}
	for k, t := range tokens { // sentences of rows read out of their order do not follow each other
		if t.Start < at.Start || t.End > at.End {
			return tokens[:k]
		}
	}
	return tokens
}

// antecedent is whom a pronoun means: for "he" and "she" the person mentioned last
// whose gender is not known to be the other, for the rest whoever spoke last.
func (q *quoteFinder) antecedent(pronoun string) claim {
	gender := map[string]byte{"he": 'm', "she": 'f'}[pronoun]
	switch {
	case gender != 0:
	case pronoun == "i" || pronoun == "we":
		return q.author()
	case pronoun == "it" && q.thing.speaker != "":
		return q.thing
	case pronoun == "they" && q.group.speaker != "":
		return q.group
	default:
		return q.last
	}
	for i := len(q.people) - 1; i >= 0; i-- {
		if p := &q.people[i]; p.gender == 0 || p.gender == gender {
			p.gender = gender
			return p.claim
		}
	}
	return q.last
}

// author is who writes what is read: a commenter, or who the article is by.
func (q *quoteFinder) author() claim {
	switch {
	case q.comment >= 0 && int(q.comment) < len(q.p.Comments):
		return claim{speaker: q.p.Comments[q.comment].Author, role: Commenter}
	case q.article >= 0 && int(q.article) < len(q.p.Articles) && q.p.Inspection == nil:
		if by := q.p.Articles[q.article].Byline; by != "" {
			return claim{speaker: by, role: Journalist}
		}
	}
	return claim{}
}

// ofCommenter reports the name that somebody comments under.
func (q *quoteFinder) ofCommenter(name string) bool {
	if q.commenters == nil {
		q.commenters = map[string]bool{}
		for i := range q.p.Comments {
			q.commenters[q.p.Comments[i].Author] = true
		}
	}
	return name != "" && q.commenters[name]
}

var (
	female = lazyregexp.New(`(?i)\b` + oneOf("she") + `\b`)
	male   = lazyregexp.New(`(?i)\b` + oneOf("he") + `\b`)
)

func genderOf(description string) byte {
	f, m := female.MatchString(description), male.MatchString(description)
	switch {
	case f && !m:
		return 'f'
	case m && !f:
		return 'm'
	}
	return 0
}

// initials reports a word all of capitals, which is a body's name: "the NSPCC".
func initials(w string) bool { return len(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w }

func personKey(speaker string) string {
	if name, _ := nameIn(speaker, nil); name != "" {
		return lastWord(name)
	}
	return strings.ToLower(speaker)
}

// singular opens the description of one person.
var singular = lazyregexp.New(`^(?i:an?|one|the|my|our|her|his|their|another)\s|^(?i:somebody|someone)\b`)

// tailOpens begins what is told of a person behind the word for one.
var tailOpens = lazyregexp.New(`\s` + oneOf("opens a tail") + `\s`)

// subjectEnds ends the words for the subject of a main clause.
var subjectEnds = lazyregexp.New(`\s(?:when|while|as|if|because|where|until|after|before)\s.*$`)

// oneHuman reports whether words for a speaker name or describe a single person.
func oneHuman(s string) bool {
	if name, _ := nameIn(s, nil); name != "" {
		return true
	}
	last := strings.ToLower(strings.Trim(lastWord(s), ",."))
	if first := strings.Fields(s); len(first) == 1 { // a first name, or a body
		r, _ := utf8.DecodeRuneInString(s)
		return unicode.IsUpper(r) && !bodyWord[last] && !speakPronouns[last] && !noSpeaker[last] && roleOf(s) == RoleUnknown
	}
	head, _, _ := strings.Cut(s, ",")
	if last = strings.ToLower(lastWord(head)); humanWord[last] {
		return singular.MatchString(s)
	}
	if at := tailOpens.FindStringIndex(head); at != nil { // "a man in the public gallery"
		if head = head[:at[0]]; humanWord[strings.ToLower(lastWord(head))] {
			return singular.MatchString(s)
		}
	}
	return singular.MatchString(s) && roleOf(s) != RoleUnknown && !bodyWord[last] && !strings.HasSuffix(last, "s") && last != "people" && last != "staff" && !initials(lastWord(head))
}

// ordinary reports whether all words of what looks like a name stand elsewhere in
// the document without a capital: a headline ("Missing Out") rather than a person.
func (q *quoteFinder) ordinary(name string) bool {
	if name == "" || q.known[lastWord(name)].speaker != "" {
		return false
	}
	if q.small == nil {
		q.small = map[string]bool{}
		for _, t := range q.p.Tokens {
			if w := t.Of(q.text); t.Kind == TokenWord && w[0] >= 'a' && w[0] <= 'z' {
				q.small[w] = true
			}
		}
	}
	for _, w := range strings.Fields(name) {
		if !q.small[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

var (
	ageAfter = lazyregexp.New(`^,\s+(?:aged\s+|now\s+)?\d{1,2}\b`)
	youngAge = lazyregexp.New(`,\s+(?:aged\s+|now\s+)?(?:[5-9]|1\d|2[01])(?:,|$|\.|\s+years)|\b(?:[5-9]|1\d)-year-old\s+\p{Lu}`)
	isNamed  = lazyregexp.New(`\b(?:is|was|be)\s+((?:\p{Lu}[\p{L}’'-]+\s+){1,2}\p{Lu}[\p{L}’'-]+)\s*[.,]?$`)
)

// subjectPerson is the human being a sentence without a verb of saying is about:
// named or described in the subject of its main clause, or named after "is".
func (q *quoteFinder) subjectPerson(at corpus.Span) (claim, bool) {
	s := at.Of(q.text)
	tokens := q.tokensIn(at)
	i := mainVerb(q.text, s, at, tokens)
	if i < 0 {
		return q.gesturing(s)
	}
	from := 0
	if subordinate[asciiWord(strings.TrimLeft(s, " "))] {
		if comma := strings.Index(s, ", "); comma > 0 && comma < len(s)*3/4 {
			from = comma + 2
		}
	}
	to := int(tokens[i].Start - at.Start)
	if to <= from {
		return claim{}, false
	}
	if strings.HasSuffix(strings.TrimRight(s[from:to], " "), ", who") { // what is told of somebody goes with the name
		if comma := strings.Index(s[to:], ","); comma > 0 {
			to += comma
		}
	}
	subject := strings.Join(strings.Fields(withoutOpening(strings.TrimSpace(s[from:to]))), " ")
	subject = strings.TrimSuffix(subject, " who")
	if name, place := nameIn(subject, q.known); q.ordinary(name) {
		return claim{}, false
	} else if name != "" && !strings.Contains(subject[:place], ", ") || name != "" && namedSo.MatchString(subject[:place]) {
		c := claim{speaker: name, description: subject, role: roleByAge(subject)}
		c.role = q.roleBeside(c)
		return q.asKnown(c), true
	}
	if name, place := nameIn(subject, q.known); name != "" && place+len(name) == len(strings.TrimRight(subject, " ,")) && strings.Count(subject[:place], ",") == 1 && !namesPerson(subject[:place]) {
		c := claim{speaker: name, description: subject, role: roleByAge(subject)} // "Another of those there, grandmother Jo Lee,"
		return q.asKnown(c), true
	}
	if m := isNamed.FindStringSubmatch(strings.TrimRight(s, " .")); m != nil && !bodyWord[strings.ToLower(lastWord(m[1]))] {
		return q.asKnown(claim{speaker: m[1], description: subject, role: roleOf(subject)}), true
	}
	subject = relativeEnd.ReplaceAllString(subjectEnds.ReplaceAllString(subject, ""), "")
	if placeOpens.MatchString(subject) { // "Across town, the head"
		subject = subject[strings.LastIndex(subject, ", ")+1:]
		subject = strings.TrimSpace(subject)
	}
	if w := lastWord(subject); sayVerbs[w] == sayBeside && strings.Contains(subject, " ") { // a verb taken for a noun
		subject = strings.TrimSpace(strings.TrimSuffix(subject, w))
	}
	if !strings.Contains(subject, " ") {
		if c := (claim{speaker: subject, description: subject, role: roleOf(subject)}); several(c) {
			q.group = c
		}
		return q.oneName(subject)
	}
	if others[strings.ToLower(subject)] {
		return claim{speaker: subject, description: subject, role: q.last.role}, true
	}
	if head, rest, ok := strings.Cut(subject, ","); ok && len(strings.Fields(head)) <= 8 && oneHuman(head) { // "One care leaver, now a father,"
		if name, _, _ := strings.Cut(strings.TrimSpace(rest), ","); calledSo(head, name) { // "Her neighbour, Pete, who"
			return q.asKnown(claim{speaker: name, description: subject, role: roleByAge(subject)}), true
		}
		return claim{speaker: head, description: subject, role: roleByAge(subject)}, true
	}
	c := claim{speaker: subject, description: subject, role: roleOf(subject)}
	if len(strings.Fields(subject)) <= 6 && oneHuman(subject) {
		if !silent.MatchString(s) {
			q.told[1] = c
		}
		return c, true
	}
	if len(strings.Fields(subject)) <= 8 && several(c) {
		q.group = c
	}
	return claim{}, false
}

// relativeEnd is the begin of what is told of a subject: "a boy I (worked with)".
var relativeEnd = lazyregexp.New(`\s(?:I|we|he|she|they|you)$`)

// namedSo stands before the name of somebody described: "the director, a man called".
var namedSo = lazyregexp.New(`(?:, |\s(?:called|named)\s)$`)

// oneName is a person called by one name, of whom a sentence tells ("Corey is
// nineteen."): a capital, no word of a body and none of the document in small letters.
func (q *quoteFinder) oneName(s string) (claim, bool) {
	if !personWord(s) || speakPronouns[strings.ToLower(s)] || noSpeaker[strings.ToLower(s)] || roleOf(s) != RoleUnknown || q.ordinary(s) {
		return claim{}, false
	}
	return q.asKnown(claim{speaker: s, description: s}), true
}

// colonSubject is the body or group before a colon that leads to a quotation: "The
// Society put it plainly in its report: “...”".
func (q *quoteFinder) colonSubject(at corpus.Span) (claim, bool) {
	s := at.Of(q.text)
	i := mainVerb(q.text, s, at, q.tokensIn(at))
	if i < 0 {
		return claim{}, false
	}
	to := q.tokensIn(at)[i].Start - at.Start
	var c claim
	if !c.subject(strings.TrimSpace(s[:to])) || c.pronoun || finiteWord.MatchString(c.speaker) || len(strings.Fields(c.speaker)) > 6 {
		return claim{}, false
	}
	return c, true
}

// roleByAge is the role of a description, that of a child for the young whose age
// is printed and nothing else.
func roleByAge(description string) Role {
	if r := roleOf(description); r != RoleUnknown {
		return r
	}
	if youngAge.MatchString(description) {
		return Child
	}
	return RoleUnknown
}

// asKnown gives a person whom the article has presented before that role.
func (q *quoteFinder) asKnown(c claim) claim {
	k, ok := q.known[lastWord(c.speaker)]
	if ok && !strings.Contains(c.speaker, " ") {
		c.speaker = k.speaker
	}
	if ok && k.role != RoleUnknown {
		c.role = k.role
	} else if c.role != RoleUnknown || !ok {
		q.remember(c)
	}
	return c
}

// remember keeps a speaker under the last word of the name, and a person under the
// first name, too, if nobody else has it.
func (q *quoteFinder) remember(c claim) {
	q.known[lastWord(c.speaker)] = c
	if first := firstWord(c.speaker); first != c.speaker && nameOnly(c.speaker) && !titleWord[strings.ToLower(first)] && (q.known[first].speaker == "" || q.known[first].speaker == c.speaker) {
		q.known[first] = c
	}
}
