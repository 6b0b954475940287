package extract

import (
	"strings"

	"assay/internal/lazyregexp"
)

// demandVerb is what a demand says of who is to act.
var demandVerb = lazyregexp.New(`\b(?:should|must|needs? to|are required to|is required to|has to|have to)\b`)

// actingBody is a word for a body that can be asked to act, or for those who
// lead it.
var actingBody = lazyregexp.New(`(?i)\b(?:leaders?|partners(?:hips?)?|trusts?|councils?|authorit(?:y|ies)|boards?|police|constabulary|icbs?|ccgs?|lscp|lscb|commissioners?|providers?|services?|agencies|managers?|directors?)\b`)

// byBody is the body that a lead-in names as the one to act.
var byBody = lazyregexp.New(`\b(?:required|needed|expected|to be taken) (?:by|of|from) (?:the )?([^,.;]{3,120}?)(?: to\b|[,.;:]|$)`)

// responsibleOf is who is to act: the subject of the demand, or the body that
// its lead-in names; "" where none is named.
func responsibleOf(text, leadIn string) string {
	sentence := text
	if i := strings.IndexAny(sentence, ".:"); i > 0 {
		sentence = sentence[:i]
	}
	if at := demandVerb.FindStringIndex(sentence); at != nil && at[0] > 0 {
		subject := strings.TrimSpace(sentence[:at[0]])
		if len(strings.Fields(subject)) <= 16 && actingBody.MatchString(subject) && !finite.MatchString(subject) {
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
