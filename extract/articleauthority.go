package extract

import "assay/internal/lazyregexp"

// aboutInspection are the words without which an article is not about an
// inspection.
var aboutInspection = lazyregexp.New(`(?i)\b(?:ofsted|inspectorates?|inspectors?|inspections?|inspected|care quality commission|(?:focused|monitoring) visits?)\b`)

// aCouncil is an authority spoken of without its name.
var aCouncil = lazyregexp.New(`(?i)\b(?:the|an?|this)\s+(?:[‘'“"]?inadequate[’'”"]?\s+)?(?:council|local authority|authority|borough)\b`)

// leadSentences is how many sentences an article has to say what it is about.
const leadSentences = 5

// An authorityTally counts what one article says of the authorities it names.
type authorityTally struct {
	named     []Entity        // the first entity of each authority, in order
	count     map[string]int  // how often its text names each, by GSS code
	titled    map[string]bool // the title names it
	lead      map[string]bool // the title or one of the first sentences names it
	inspected map[string]bool // a first sentence names it and speaks of an inspection
	sentences int             // of its text so far
	talk      int             // sentences that speak of an inspection; one of the title or lead counts for two
	councils  int             // sentences that speak of a council without its name
}

// articleAuthorities links every article about an authority's inspection to that
// authority: the one that its title or first sentences name, alone or far more
// often than any other. Comments do not count. An article that compares
// authorities, or names one in passing, has none.
func articleAuthorities(p *Parse) {
	if p.Inspection != nil {
		return
	}
	next := 0
	tallies := make([]authorityTally, len(p.Articles))
	for i := range p.Sentences {
		s := &p.Sentences[i]
		from := next
		for next < len(p.Entities) && int(p.Entities[next].Sentence) == i {
			next++
		}
		if s.Comment < 0 && (s.Context == InArticle || s.Context == InHeading || s.Context == Summary) {
			tallies[s.Article].add(s, s.Of(p.Doc.Text), p.Entities[from:next])
		}
	}
	for i := range p.Articles {
		a, t := &p.Articles[i], &tallies[i]
		if e, ok := t.one(); ok {
			a.LocalAuthority, a.GSSCode, a.AuthorityAt = e.Value, e.Key, e.Span
		}
	}
}

func (t *authorityTally) add(s *Sentence, text string, found []Entity) {
	if t.count == nil {
		t.count, t.titled, t.lead, t.inspected = map[string]int{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	}
	title, lead := s.Context == InHeading && t.sentences == 0, t.sentences < leadSentences
	talk := aboutInspection.MatchString(text)
	for _, e := range found {
		if e.Kind != LocalAuthority || e.Key == "" {
			continue
		}
		if t.count[e.Key] == 0 && !t.titled[e.Key] {
			t.named = append(t.named, e)
		}
		t.lead[e.Key] = t.lead[e.Key] || lead
		t.inspected[e.Key] = t.inspected[e.Key] || lead && talk
		if title {
			t.titled[e.Key] = true
		} else {
			t.count[e.Key]++
		}
	}
	if talk {
		t.talk++
		if lead {
			t.talk++
		}
	}
	if aCouncil.MatchString(text) {
		t.councils++
	}
	if s.Context != InHeading {
		t.sentences++
	}
}

// one is the authority that the article is about, at its first mention.
func (t *authorityTally) one() (best Entity, ok bool) {
	if t.talk < 2 || len(t.titled) > 1 {
		return best, false
	}
	most, second := 0, 0
	for _, e := range t.named {
		n := t.count[e.Key]
		if t.titled[e.Key] { // the title counts for two
			n += 2
		}
		if n > most {
			second, most, best = most, n, e
		} else {
			second = max(second, n)
		}
	}
	switch {
	case most == 0 || !t.lead[best.Key] || len(t.titled) == 1 && !t.titled[best.Key]:
		return Entity{}, false
	case most == 1: // named once, and spoken of throughout
		ok = second == 0 && t.inspected[best.Key] && t.councils >= 2
	case t.leads() == 1:
		ok = most > second
	default:
		ok = most >= 3*second
	}
	return best, ok
}

// leads is how many authorities the title and the first sentences name.
func (t *authorityTally) leads() (n int) {
	for _, in := range t.lead {
		if in {
			n++
		}
	}
	return n
}
