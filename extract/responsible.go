package extract

import (
	"strings"

	"assay/internal/lazyregexp"
)

// demandVerb is what a demand says of who is to act.
var demandVerb = lazyregexp.New(`\b(?:should|must|needs? (?:to|an?)|are required to|is required to|has to|have to)\b`)

// actingBody is a word for a body that can be asked to act, or for those who
// lead it.
var actingBody = lazyregexp.New(`(?i)\b` + oneOf("acting bodies") + `\b`)

// actor is a word, last in its phrase, for those who can be asked to act: a body,
// those who lead it, or a profession; a safeguarding body may be told by its letters.
var actor = lazyregexp.New(`(?i)(?:\b(?:leaders?|leadership|heads?|partners(?:hips?)?|area|trusts?|councils?|authorit(?:y|ies)|boards?|police|constabulary|forces?|icbs?|ccgs?|commissioners?|providers?|services?|agencies|managers?|directors?|members|chairs?|panels?|schools?|settings|teams?|staff|officers?|workers?|professionals|practitioners|iros?|inspectorate|department|bodies|organisations?)|\b\w*(?:scb|scp|cpb))$`)

// phraseEnd ends the first phrase of a subject: what follows tells of its head.
var phraseEnd = lazyregexp.New(`\s(?:of|for|in|to|with|from|at|on|by|across|within|including|who|that|which)\s|[,(;]`)

// canAct reports whether a subject's head, or one joined to it, can be asked to act:
// leaders of the service, the board, not the board's annual report.
func canAct(subject string) bool {
	if i := phraseEnd.FindStringIndex(subject); i != nil {
		subject = subject[:i[0]]
	}
	for _, part := range strings.Split(subject, " and ") {
		if actor.MatchString(strings.TrimSpace(part)) {
			return true
		}
	}
	return false
}

// clauseFirst opens a clause that stands before the subject.
var clauseFirst = lazyregexp.New(`^(?:To|In order to|As|While|Although|When|Where|Given)\s`)

// byBody is the body that a lead-in names as the one to act.
var byBody = lazyregexp.New(`\b(?:required|needed|expected|to be taken) (?:by|of|from) (?:the )?([^,.;]{3,120}?)(?: to\b|[,.;:]|$)`)

// responsibleOf is who is to act: the subject of the first demand that has one,
// or the body that its lead-in names; "" where none is named.
func responsibleOf(text, leadIn string) string {
	for rest := text; rest != ""; {
		sentence := rest
		if i := strings.IndexAny(rest, ".:"); i > 0 {
			sentence, rest = rest[:i], strings.TrimLeft(rest[i+1:], " ")
		} else {
			rest = ""
		}
		if subject := demandOf(sentence); subject != "" {
			return subject
		}
	}
	if m := byBody.FindStringSubmatch(leadIn); m != nil {
		return m[1]
	}
	if at := demandVerb.FindStringIndex(leadIn); at != nil {
		if i := strings.LastIndexAny(leadIn[:at[0]], ".;:"); i < at[0] {
			subject := strings.TrimSpace(leadIn[i+1 : at[0]])
			if len(strings.Fields(subject)) <= 16 && canAct(subject) && !strings.Contains(subject, "ction") {
				return subject
			}
		}
	}
	return ""
}

// demandOf is the subject of a sentence that demands something, or, where a
// clause stands before it, what follows its last comma; "" where no body is asked.
func demandOf(sentence string) string {
	at := demandVerb.FindStringIndex(sentence)
	if at == nil || at[0] == 0 {
		return ""
	}
	subject := strings.TrimSpace(sentence[:at[0]])
	for _, s := range []string{subject, subject[strings.LastIndexByte(subject, ',')+1:]} {
		s = strings.TrimSpace(s)
		if !clauseFirst.MatchString(s) && len(strings.Fields(s)) <= 16 && canAct(s) && !finite.MatchString(s) {
			return s
		}
	}
	return ""
}
