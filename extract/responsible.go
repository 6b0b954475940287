package extract

import (
	"strings"

	"assay/internal/lazyregexp"
)

// demandVerb is what a demand says of who is to act.
var demandVerb = lazyregexp.New(`\b(?:should|must|needs? (?:to|an?)|are required to|is required to|has to|have to)\b`)

// actingBody is a word for a body that can be asked to act, or for those who
// lead it.
var actingBody = lazyregexp.New(`(?i)\b(?:leaders?|partners(?:hips?)?|local area|trusts?|councils?|authorit(?:y|ies)|boards?|police|constabulary|icbs?|ccgs?|lscp|lscb|commissioners?|providers?|services?|agencies|managers?|directors?)\b`)

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
			if len(strings.Fields(subject)) <= 16 && actingBody.MatchString(subject) && !strings.Contains(subject, "ction") {
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
		if !clauseFirst.MatchString(s) && len(strings.Fields(s)) <= 16 && actingBody.MatchString(s) && !finite.MatchString(s) {
			return s
		}
	}
	return ""
}
