package extract

import (
	"strings"

	"assay/extract/profiles"
	"assay/internal/lazyregexp"
)

// A demandReader tells who is to act on what a kind of document demands.
type demandReader struct {
	verb   *lazyregexp.Regexp  // what a demand says of who is to act
	actors []*profiles.Pattern // who can be asked beside the words of all kinds, without article
}

// demandsOf is how documents of a kind are read; nil is no kind.
func demandsOf(p *profiles.Profile) demandReader {
	if p == nil || p.BuiltIn {
		return demandReader{verb: demandVerb}
	}
	return demandReader{ownDemandVerb, p.Actors}
}

// demandVerb is what a demand says of who is to act.
var demandVerb = lazyregexp.New(`\b(?:should|must|needs? (?:to|an?)|are required to|is required to|has to|have to)\b`)

// ownDemandVerb is demandVerb in documents of a user's own kind.
var ownDemandVerb = lazyregexp.New(demandVerb.String() + `|\bshall\b`)

// actingBody is a word for a body that can be asked to act, or for those who
// lead it.
var actingBody = lazyregexp.New(`(?i)\b` + oneOf("acting bodies") + `\b`)

// actor is a word, last in its phrase, for those who can be asked to act: a body,
// those who lead it, or a profession; a safeguarding body may be told by its letters.
var actor = lazyregexp.New(`(?i)(?:\b(?:` + oneOf("acting bodies") + `|` + oneOf("others who act") + `)|\b\w*(?:scb|scp|cpb))$`)

// phraseEnd ends the first phrase of a subject: what follows tells of its head.
var phraseEnd = lazyregexp.New(`\s(?:of|for|in|to|with|from|at|on|by|across|within|including|who|that|which)\s|[,(;]`)

// article opens a subject.
var article = lazyregexp.New(`(?i)^(?:(?:the|an?|each|every|all|any|its|both) )+`)

// canAct reports whether a subject's head, or one joined to it, can be asked to act:
// leaders of the service, the board, not the board's annual report.
func (d demandReader) canAct(subject string) bool {
	if d.isActor(subject) {
		return true
	}
	if i := phraseEnd.FindStringIndex(subject); i != nil {
		subject = subject[:i[0]]
	}
	for _, part := range strings.Split(subject, " and ") {
		if actor.MatchString(strings.TrimSpace(part)) || d.isActor(part) {
			return true
		}
	}
	return false
}

// isActor reports whether a subject begins with words of the profile for who can be
// asked, and goes on with nothing that has or belongs to it.
func (d demandReader) isActor(subject string) bool {
	subject = strings.TrimSpace(subject)
	subject = subject[len(article.FindString(subject)):]
	for _, a := range d.actors {
		if at := a.Index(subject); at != nil {
			rest := subject[at[1]:]
			if rest == "" || phraseEnd.MatchString(rest) && phraseEnd.FindStringIndex(rest)[0] == 0 || strings.HasPrefix(rest, " and ") {
				return true
			}
		}
	}
	return false
}

// beforeVerb is a word between the subject of a demand and its verb.
var beforeVerb = lazyregexp.New(`(?i)\s+(?:also|now|still|then|therefore|further|together|all|both|\p{L}+ly)$`)

// clauseFirst opens a clause that stands before the subject.
var clauseFirst = lazyregexp.New(`^(?:To|In order to|As|While|Although|When|Where|Given)\s`)

// byBody is the body that a lead-in names as the one to act.
var byBody = lazyregexp.New(`\b(?:required|needed|expected|to be taken) (?:by|of|from) (?:the )?([^,.;]{3,120}?)(?: to\b|[,.;:]|$)`)

// responsibleOf is who is to act: the subject of the first demand that has one,
// or the body that its lead-in names; "" where none is named.
func (d demandReader) responsibleOf(text, leadIn string) string {
	for rest := text; rest != ""; {
		sentence := rest
		if i := strings.IndexAny(rest, ".:"); i > 0 {
			sentence, rest = rest[:i], strings.TrimLeft(rest[i+1:], " ")
		} else {
			rest = ""
		}
		if subject := d.demandOf(sentence); subject != "" {
			return subject
		}
	}
	if m := byBody.FindStringSubmatch(leadIn); m != nil {
		return m[1]
	}
	if at := d.verb.FindStringIndex(leadIn); at != nil {
		if i := strings.LastIndexAny(leadIn[:at[0]], ".;:"); i < at[0] {
			subject := strings.TrimSpace(leadIn[i+1 : at[0]])
			if len(strings.Fields(subject)) <= 16 && d.canAct(subject) && !strings.Contains(subject, "ction") {
				return subject
			}
		}
	}
	return ""
}

// demandOf is the subject of a sentence that demands something, or, where a
// clause stands before it, what follows its last comma; "" where no body is asked.
func (d demandReader) demandOf(sentence string) string {
	at := d.verb.FindStringIndex(sentence)
	if at == nil || at[0] == 0 {
		return ""
	}
	subject := strings.TrimSpace(sentence[:at[0]])
	for _, s := range []string{subject, subject[strings.LastIndexByte(subject, ',')+1:]} {
		s = strings.TrimSpace(beforeVerb.ReplaceAllString(strings.TrimSpace(s), ""))
		if !clauseFirst.MatchString(s) && len(strings.Fields(s)) <= 16 && d.canAct(s) && !finite.MatchString(s) {
			return s
		}
	}
	return ""
}
