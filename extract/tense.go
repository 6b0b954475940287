package extract

import (
	"strconv"
	"strings"

	"assay/corpus"
	"assay/extract/postag"
	"assay/extract/text"
	"assay/internal/lazyregexp"
)

// tenses decides for every sentence whether it speaks of now, of before or of
// plans. Past means a state of earlier than this inspection (or this article):
// that a report tells its own findings in the past tense does not make them
// past. The first finite verb outside an opening subordinate clause decides,
// with the words that place it in time.
func tenses(p *Parse) {
	year := 0
	if p.Inspection != nil {
		year = int(p.Inspection.Start.Year)
	}
	for i := range p.Sentences {
		s := &p.Sentences[i]
		if s.Context == PreviousInspection {
			s.Tense = Past
			continue
		}
		if s.Context == Recommendation {
			continue // demands on what is now
		}
		s.Tense = tenseOf(p.Doc.Text, s.Span, p.Tokens[s.FirstToken:s.EndToken], year)
	}
}

var (
	pastPlaced = lazyregexp.New(`(?i)\b` + oneOf("placed before"))
	pastOpens  = lazyregexp.New(`(?i)^\W*(?:\d+\.\s*)?(?:in the (?:previous|preceding) year|(?:during|throughout) (?:the )?(?:covid[- 19]* )?(?:pandemic|lockdowns?))\b`)
	nowPlaced  = lazyregexp.New(`(?i)\b` + oneOf("placed now") + `\b`)
	inYear     = lazyregexp.New(`\b(?:[Ii]n|[Bb]y|[Dd]uring|[Uu]ntil|[Ii]n (?:\p{Lu}\p{Ll}+)|(?:much|most|all|part|half|end|start|spring|summer|autumn|winter) of|[Tt]hroughout|[Ee]arly|[Ll]ate) ((?:19|20)\d\d)\b`)
	planWords  = lazyregexp.New(`(?i)^(?:(?:is|are|has|have|was|were)\s+)?(?:now\s+|also\s+|currently\s+|well-developed\s+|advanced\s+|firm\s+|clear\s+)*(?:plans?\s+to|planning\s+to|planned\s+(?:to|for)\b|due\s+to\s+` + oneOf("due to") + `|intends?\s+to|intending\s+to|intention|about\s+to|going\s+to|set\s+to|scheduled\b|propos(?:es?|ed|ing)\s+to|(?:has|have)\s+committed\s+to|to\s+be\s+` + oneOf("to be") + `|aims\s+to|hopes?\s+to|being\s+planned)`)
)

// subordinate are the words that open a subordinate clause.
var subordinate = wordSet("subordinating")

// What planWords may begin with: words it passes over, and words of a plan.
var (
	planBefore = wordSet("before plans")
	planOpens  = wordSet("plans")
)

// plans reports whether s begins with words of a plan. planWords decides; words
// it cannot begin with turn nearly every sentence away before.
func plans(s string) bool {
	for at := 0; at < len(s); {
		w := asciiWord(s[at:])
		if planOpens[w] || text.HasPrefixFold(s[at:], "intention") {
			return planWords.MatchString(s)
		}
		if !planBefore[w] {
			return false
		}
		at = text.SkipBlank(s, at+len(w))
		if w == "well" && at < len(s) && s[at] == '-' {
			at++
		}
	}
	return false
}

// asciiWord is the word s begins with, in lower case; "" where it begins with
// none, or with a long one.
func asciiWord(s string) string {
	n := 0
	for n < len(s) && text.WordByte(s[n]) {
		if n++; n > 12 {
			return ""
		}
	}
	return strings.ToLower(s[:n])
}

// habitBefore tells of a habit given up, where the tagger sees no verb.
var habitBefore = lazyregexp.New(`\bused to (?:be|have|\p{Ll}{3,})\b`)

// tenseOf decides for one sentence; year is that of the inspection, 0 unknown.
func tenseOf(text string, span corpus.Span, tokens []Token, year int) Tense {
	s := span.Of(text)
	at := mainVerb(text, s, span, tokens)
	if at < 0 {
		if plans(strings.TrimLeft(s, "•◼■ -")) {
			return Planned
		}
		if habitBefore.MatchString(s) {
			return Past
		}
		return Current
	}
	verb := strings.ToLower(tokens[at].Of(text))
	rest := s[tokens[at].Start-span.Start:]
	switch {
	case verb == "will" || verb == "shall" || verb == "’ll" || verb == "'ll":
		return Planned
	case plans(rest):
		return Planned
	}
	had := verb == "had" && at+1 < len(tokens) && perfect(text, tokens[at+1:])
	past := verb == "was" || verb == "were" || verb == "had" || verb == "did" || tokens[at].Tag == postag.VBD
	if !past {
		return Current
	}
	if laterNow(text, tokens[at+1:], rest) {
		return Current
	}
	if had && evidence.MatchString(s) && !pastPlaced.MatchString(s) {
		return Current
	}
	if had || pastOpens.MatchString(s) || pastPlaced.MatchString(s) && !strings.HasPrefix(strings.ToLower(s), "since") {
		return Past
	}
	if year == 0 || !strings.ContainsAny(s, "12") {
		return Current
	}
	if m := inYear.FindStringSubmatch(s); m != nil {
		if y, err := strconv.Atoi(m[1]); err == nil && y < year {
			return Past
		}
	}
	return Current
}

// evidence tells what inspectors saw of the work as it stands, which a report
// tells in the past tense: "in most cases seen, visits had been recorded".
var evidence = lazyregexp.New(`(?i)\b` + oneOf("evidence") + `\b`)

// mainVerb is the index of the first finite verb (or modal) of the main clause,
// -1 where there is none.
func mainVerb(text, s string, span corpus.Span, tokens []Token) int {
	from := span.Start
	if subordinate[asciiWord(strings.TrimLeft(s, " "))] {
		if comma := strings.Index(s, ", "); comma > 0 && comma < len(s)*3/4 {
			from = span.Start + int32(comma)
		}
	}
	first := -1
	for i, t := range tokens {
		if t.Start < from {
			continue
		}
		switch t.Tag {
		case postag.MD, postag.VBD, postag.VBZ, postag.VBP:
			if afterRelative(text, tokens[:i]) {
				if first < 0 {
					first = i
				}
				continue
			}
			return i
		}
	}
	return first
}

// afterRelative reports whether the verb that follows belongs to a relative
// clause: "letters that in the future will help".
func afterRelative(doc string, before []Token) bool {
	for i := len(before) - 1; i >= max(0, len(before)-5); i-- {
		t := before[i]
		if i < len(before)-1 && (t.Kind == TokenPunct || t.Tag == postag.VBZ || t.Tag == postag.VBP || t.Tag == postag.VBD) {
			return false
		}
		if relative(strings.ToLower(t.Of(doc))) {
			return true
		}
	}
	return false
}

func relative(w string) bool { return relativeWords[w] }

var relativeWords = wordSet("relative words")

// perfect reports whether a participle follows within a few words: "had not yet
// been".
func perfect(doc string, tokens []Token) bool {
	if w := tokens[0].Of(doc); strings.EqualFold(w, "not") || strings.EqualFold(w, "never") || strings.EqualFold(w, "n’t") || strings.EqualFold(w, "n't") {
		return true
	}
	for _, t := range tokens[:min(4, len(tokens))] {
		if t.Tag == postag.VBN || strings.EqualFold(t.Of(doc), "been") {
			return true
		}
		if t.Kind == TokenPunct {
			return false
		}
	}
	return false
}

// laterNow reports whether the sentence goes on to how things are now: "was
// weak but is now good", "had been slow; this has improved".
func laterNow(text string, tokens []Token, rest string) bool {
	for i, t := range tokens {
		if (t.Tag == postag.VBZ || t.Tag == postag.VBP) && (i == 0 || !relative(strings.ToLower(tokens[i-1].Of(text)))) {
			return nowPlaced.MatchString(rest) || contrast.MatchString(rest)
		}
	}
	return false
}

var contrast = lazyregexp.New(`(?i)\b(?:but|however|although|and)\b`)
