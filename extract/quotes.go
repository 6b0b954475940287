package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/corpus"
	"assay/internal/lazyregexp"
)

// quotes finds quotations of speech and gives sentences their speaker. A
// quotation is speech where a verb of saying goes with it, where it is a whole
// sentence, or where it carries on the speech of the paragraph before; single
// words and grades in quotation marks are not. A quotation left open at the
// end of a paragraph goes on in the next one that opens with the mark. Outside
// quotations, a sentence that says who claims it ("leaders told inspectors")
// takes that speaker; the rest is told by the inspectors in a report, by the
// journalist in an article, by the commenter in a comment.
func quotes(p *Parse) {
	q := &quoteFinder{p: p, text: p.Doc.Text, roles: make([]sentenceVoice, len(p.Sentences))}
	for i := range p.Sections {
		s := &p.Sections[i]
		switch s.Kind {
		case KindPart, KindTitle, KindHeading, KindCaption, KindContents, KindLegend, KindFurniture, KindChrome, KindCommentHeader, KindTable, KindByline, KindSourceNote:
			continue
		}
		q.block(s)
	}
	q.voices()
}

type sentenceVoice struct {
	role    Role
	speaker string
	set     bool
}

type quoteFinder struct {
	p          *Parse
	text       string
	roles      []sentenceVoice
	article    int32
	comment    int32
	started    bool
	last       claim            // who spoke last in this article or comment
	known      map[string]claim // full descriptions by last word of the name
	commenters map[string]bool  // names of those who comment, built when first asked for
	small      map[string]bool  // words the document has without a capital, built when first asked for
	bodies     map[string]Role  // what bodies of one word are: "the charity, Lantern"
	people     []person         // who was spoken of or spoke in this article, the last mentioned last
	group      claim            // those of whom the text tells together, until one person speaks: "Practitioners were frank."
	thing      claim            // the body or document that "it" means
	body       Role             // what the body named last is: "the charity Lantern"
	told       [2]claim         // who is described without a name in the sentence before and in this one
	open       int              // index into Quotes of a quotation left open, -1
	mark       rune             // its opening mark
	next       int              // first sentence not yet behind
}

// rawQuote is text between quotation marks, marks included.
type rawQuote struct {
	start, end int // bytes of the block
	mark       rune
	open       bool // no closing mark in the block
}

// block works through one paragraph.
func (q *quoteFinder) block(s *Section) {
	if !q.started || s.Article != q.article || s.Comment != q.comment {
		if !q.started || s.Article != q.article { // commenters speak of the people of the article
			q.known, q.bodies = map[string]claim{}, map[string]Role{}
		}
		q.last, q.group, q.thing, q.open, q.people, q.body = claim{}, claim{}, claim{}, -1, nil, RoleUnknown
		q.article, q.comment, q.started = s.Article, s.Comment, true
	}
	t := s.Of(q.text)
	raws := findQuotes(t)
	masked := mask(t, raws)
	strict := q.p.Inspection != nil
	if strict { // in a report, nobody speaks on into the next paragraph but in marks left open
		q.last, q.group = claim{}, claim{}
	} else {
		q.introduce(masked)
	}
	carried := q.open
	q.open, q.told = -1, [2]claim{}
	spoken := false // somebody has spoken in this paragraph
	for _, seg := range segments(t, masked, raws) {
		c, ok := q.postersClaim(masked[seg.Start:seg.End])
		if !ok {
			c, ok = findClaim(masked[seg.Start:seg.End], strict)
		}
		first := firstQuote(raws, seg)
		var turned claim
		here, behind := false, -1
		q.told = [2]claim{q.told[1], {}}
		if !strict && (!ok || c.pronoun) {
			turned, here = q.turnTo(s.Start+seg.Start, masked[seg.Start:seg.End], first)
		}
		if ok {
			if who, found := turnedTo(masked[seg.Start : seg.Start+c.verb.Start]); c.pronoun && found {
				who.verb = c.verb
				c = who
			}
			if c = q.resolve(c); strict && c.role == RoleUnknown {
				ok = false // others, and nobody before them
			}
			c.verb.Start, c.verb.End = c.verb.Start+seg.Start, c.verb.End+seg.Start
		}
		if ok {
			q.setVoice(s.Start+seg.Start, s.Start+seg.End, c.role, c.speaker)
		}
		for _, r := range raws {
			if r.start < int(seg.Start) || r.start >= int(seg.End) {
				continue
			}
			if carried >= 0 && r.start == leading(t) && r.mark == q.mark { // the speech goes on
				prev := &q.p.Quotes[carried]
				prev.End = s.Start + int32(r.end)
				q.setVoice(s.Start+int32(r.start), s.Start+int32(r.end), prev.Role, prev.Speaker)
				if r.open {
					q.open = carried
				}
				carried = -1
				continue
			}
			if behind >= 0 { // what stands between two quotations may give the second to another
				if other, second := findClaim(masked[behind:r.start+1], strict); second {
					c, ok = q.resolve(other), true
					c.verb.Start, c.verb.End = c.verb.Start+int32(behind), c.verb.End+int32(behind)
				}
			}
			behind = r.end
			plain := ok && plainSay[strings.ToLower(t[c.verb.Start:c.verb.End])]
			if !q.speech(t, r, ok || here && leadsIn(masked[:r.start]), spoken) || strict && !plain && !predicate.MatchString(t[r.start:r.end]) {
				continue
			}
			quote := Quote{Span: corpus.Span{Start: s.Start + int32(r.start), End: s.Start + int32(r.end)}}
			who := q.last
			if here {
				who = turned
			}
			if ok {
				who = c
				quote.Cue = corpus.Span{Start: s.Start + c.verb.Start, End: s.Start + c.verb.End}
			}
			if clause(who.speaker) { // nobody rather than a wrong one
				who = claim{}
			}
			quote.Speaker, quote.Role = who.speaker, who.role
			spoken = true
			q.p.Quotes = append(q.p.Quotes, quote)
			q.setVoice(quote.Start, quote.End, quote.Role, quote.Speaker)
			if r.open {
				q.open, q.mark = len(q.p.Quotes)-1, r.mark
			}
		}
	}
}

func leading(t string) int { return len(t) - len(strings.TrimLeft(t, " \t\n•◼■-")) }

// resolve gives a pronoun the person it means and a bare surname the office of the
// full name, and remembers who spoke.
func (q *quoteFinder) resolve(c claim) claim {
	if c.pronoun {
		verb := c.verb
		who := q.antecedent(strings.ToLower(c.speaker))
		if who.speaker == "" { // a pronoun names nobody
			c.speaker, c.role = "", RoleUnknown
			return c
		}
		c, q.last = who, who
		c.verb = verb
		q.mentioned(who)
		return c
	}
	key := lastWord(c.speaker)
	c.role = q.roleBeside(c)
	if owner, _, ok := strings.Cut(c.description, "’s "); ok && q.bodies[owner] != RoleUnknown && !strings.Contains(owner, " ") {
		c.role = q.bodies[owner] // "Lantern’s director", where Lantern is a charity
	}
	if c.role == RoleUnknown {
		if k, ok := q.known[key]; ok {
			c.role = k.role
		}
	}
	if c.role == RoleUnknown && q.ofCommenter(c.speaker) {
		c.role = Commenter
	}
	if k, ok := q.known[key]; !ok || k.role == RoleUnknown {
		q.remember(c)
	}
	q.last = c
	if !others[strings.ToLower(c.speaker)] {
		q.group = claim{}
		switch {
		case several(c):
			q.group = c
		case !oneHuman(c.speaker) || bodyWord[strings.ToLower(lastWord(c.speaker))]:
			q.thing = c
		}
	}
	if m := paperBy.FindStringSubmatch(c.speaker); m != nil { // its author may be the next "he"
		q.mentioned(q.asKnown(claim{speaker: m[1], description: c.speaker, role: c.role}))
		return c
	}
	q.mentioned(c)
	return c
}

var paperBy = lazyregexp.New(`^(?:An?|The|His|Her|Their)\s(?:[\p{L}’'-]+\s+){1,4}by\s+((?:\p{Lu}[\p{L}’'-]+\.?\s+){1,2}\p{Lu}[\p{L}’'-]+)`)

func lastWord(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

// leadsIn reports whether the words before a quotation end in a colon.
func leadsIn(before string) bool { return strings.HasSuffix(strings.TrimRight(before, " \n"), ":") }

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// speech tells a quotation of speech from words in quotation marks. claimed:
// a verb of saying goes with it; spoken: somebody has spoken in this paragraph.
func (q *quoteFinder) speech(t string, r rawQuote, claimed, spoken bool) bool {
	inner := strings.Trim(t[r.start:r.end], " \n‘’“”\"'")
	words := len(strings.Fields(inner))
	if words == 0 || gradeOf(inner) != "" || strings.HasPrefix(strings.ToLower(inner), "requires improvement") && words <= 5 {
		return false
	}
	if words > 1 && words < 6 && titleCase(inner) {
		return false // the name of something: "Signs of Safety"
	}
	double := r.mark == '“' || r.mark == '"'
	first, _ := utf8.DecodeRuneInString(inner)
	endsFull := strings.ContainsAny(inner[len(inner)-1:], ".,?!") || strings.HasSuffix(inner, "…") || strings.HasPrefix(t[r.end:], ",")
	full := (words >= 4 || words >= 2 && spoken && q.p.Inspection == nil) && unicode.IsUpper(first) && (endsFull || r.open)
	switch {
	case full && (double || claimed || q.last.speaker != "" && (q.p.Inspection == nil || !strings.HasSuffix(inner, "?"))):
		return true
	case claimed:
		return double || words >= 3
	}
	return double && q.last.speaker != "" && (words >= 5 || words >= 3 && predicate.MatchString(inner))
}

// titleCase reports words that all begin with a capital, small ones between them aside.
func titleCase(s string) bool {
	words := strings.Fields(s)
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && (i == 0 || i == len(words)-1 || len(w) > 3) {
			return false
		}
	}
	return !strings.ContainsAny(s[len(s)-1:], ".,?!")
}

// predicate marks a fragment that says something, rather than names it.
var predicate = lazyregexp.New(`(?i)\b(?:is|are|was|were|has|have|had|not|will|would|can|cannot|could|do|does|did|should|must)\b`)

// setVoice gives the sentences that overlap a range of the document their speaker.
func (q *quoteFinder) setVoice(from, to int32, role Role, speaker string) {
	for i := q.firstSentence(from); i < len(q.p.Sentences) && q.p.Sentences[i].Start < to; i++ {
		s := q.p.Sentences[i]
		overlap := min(s.End, to) - max(s.Start, from)
		if overlap*2 < s.End-s.Start && q.roles[i].set { // what covers most of a sentence gives its voice
			continue
		}
		if overlap > 0 {
			q.roles[i] = sentenceVoice{role, speaker, true}
		}
	}
}

// firstSentence is the first sentence that ends after a place; places grow.
func (q *quoteFinder) firstSentence(at int32) int {
	for q.next < len(q.p.Sentences) && q.p.Sentences[q.next].End <= at {
		q.next++
	}
	i := q.next
	for i > 0 && q.p.Sentences[i-1].End > at {
		i--
	}
	return i
}

// voices writes speakers and roles into the sentences.
func (q *quoteFinder) voices() {
	p := q.p
	for i := range p.Sentences {
		s, v := &p.Sentences[i], q.roles[i]
		switch {
		case v.set:
			s.Role, s.Speaker = v.role, v.speaker
		case s.Comment >= 0:
			s.Role = Commenter
			if int(s.Comment) < len(p.Comments) {
				s.Speaker = p.Comments[s.Comment].Author
			}
		case p.Inspection != nil && s.Context.Scored():
			s.Role = Inspector
		case s.Context == InArticle:
			s.Role = Journalist
			if int(s.Article) < len(p.Articles) {
				a := p.Articles[s.Article]
				s.Speaker = a.Byline
				if roleOf(a.Byline) == Academic {
					s.Role = Academic
				}
			}
		}
	}
}
