package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"assay/internal/calendar"
)

// What lines of web pages are, told by their words. All patterns are over one
// block with single spaces and straight quotes.
var (
	viaLine    = rx(`(?i)^\(?(?:original(?:ly)? (?:post(?:ed)?|published|article|story)|(?:this (?:article|post|piece|story|blog) )?(?:was )?(?:first|originally) (?:published|appeared|posted)|re-?blogged|republished|cross-?posted|reposted)(?: (?:from|by|on|in|at|with permission from))*:? (.{2,70}?)\)?\.?$`)
	sourceLine = rx(`(?i)^(?:source|sources|original source|read the (?:full|original|whole) (?:article|story|post|piece)(?: (?:at|on|here|in))?|(?:article|story) (?:source|from)|full (?:story|article))\s*(?:[:–-]|\bat\b|\bon\b|\bin\b|\bhere\b)\s*(.*)$`)
	captionRe  = rx(`(?i)(?:^|[(.\s])(?:photos?|pictures?|pics?|images?|photographs?|photography|credits?|illustrations?|graphics?)(?: (?:credit|by|posed by|courtesy))*\s*(?::|©|\bby\b|\bcourtesy of\b)|(?:getty images|shutterstock|fotolia|istock(?:photo)?|alamy|rex features|press association images|pa wire|unsplash|pixabay)\)?\.?$|^\(?(?:caption|pictured)(?: (?:above|left|right|below))?\s*:`)
	rowOfLinks = rx(`\||›|»|>|·|•| / `)

	// chromeLine is chrome wherever it stands.
	chromeLine = rx(`(?i)^(?:more (?:from|on|profiles|stories|news|articles|like this|in this|about)\b|related (?:articles?|posts?|stories|content|topics|links|reading|news|jobs)\b|(?:you (?:may|might) (?:also )?(?:like|be interested)|recommended (?:for you|reading|stories)|read (?:more|next|also)|see also)\b|(?:latest|most|top|featured|popular|trending|recent) (?:\w+ )?(?:jobs?|roles?|vacancies|news|stories|articles|posts?|comments|read|popular|viewed|shared|commented|headlines|issues?|videos?)\b` +
		`|share(?: this| on| via| article|:|$)|tweet(?: this)?$|follow us|like us on|print(?: this(?: page| article)?)?$|e-?mail (?:this|to a friend|address)|subscribe|sign (?:up|in)\b|log ?(?:in|out)\b|register (?:now|today|for|here|to)|join (?:now|today|us|our|the (?:conversation|discussion))|already a (?:member|subscriber)|newsletter|get (?:the|our) (?:latest|newsletter|best)` +
		`|leave a (?:reply|comment|response)|post (?:a|your) comment|add (?:a|your) comment|write a comment|have your say|your (?:thoughts|comments?|name|email)\b|your e-?mail address|required fields|comments? (?:are|is) (?:now )?closed|save my name|notify me|cancel reply|no comments yet|be the first to comment` +
		`|filed under|posted (?:in|under)\b|tags?:|tagged (?:with|as)?|categor(?:y|ies):|topics?:|skip to (?:main )?content|menu$|search$|home$|home (?:>|»|›|/)|back to top|←|→|«|»|previous (?:post|article|story)|next (?:post|article|story)|older (?:posts|entries)|newer (?:posts|entries)|page \d+ of \d+` +
		`|advertisement|advert$|sponsored|promoted|cookies?\b|we use cookies|accept (?:all )?cookies|privacy policy|terms (?:and|&) conditions|contact us|about us|all rights reserved|©|copyright\b|powered by|loading\b|from £|£\d|\d+ shares?$|\d+ views?$|you can (?:join|sign|support|donate|help)\b.*(?:campaign|petition|newsletter|here)\b.*|click here to\b|download (?:the|our) app|view (?:all|more|comments)|show (?:all|more|comments)|apply now|job of the week|advertise)`)
	pageMark = rx(`(?i)(?:^|[/|•·-]\s*)page \d+ of \d+$`)

	threadHead   = rx(`(?i)^(?:(\d+|one|two|three|four|five|six|seven|eight|nine|ten|no)\s+(?:reader )?(?:responses?|comments?|thoughts?|replies)\b(?: (?:to|on|so far|about|for)\b.*|:)?|(?:reader'?s'? )?comments?(?: \(?(\d+)\)?)?:?|(?:responses?|replies|discussion)(?: \(?(\d+)\)?)?:?|comments? (?:on|to) .*|what (?:our )?readers (?:say|think).*|(?:join the )?(?:conversation|discussion)(?: \((\d+)\))?)$`)
	threadChrome = rx(`(?i)^(?:reply|replies|like|likes|unlike|dislike|share|report(?: (?:this|abuse|comment))?|flag|edit|link|permalink|quote|upvote|downvote|recommend(?:ed)?|log in to reply|reply to .{1,40}|\d+ (?:likes?|votes?|recommends?|replies)|[▲▼△▽👍👎+\-\d\s|•·]+|(?:reply|like|report|share|recommend|permalink|edit|flag)(?:\s*[|•·/]?\s*(?:reply|like|report|share|recommend|permalink|edit|flag|\(?\d+\)?))*|load more.*|(?:show|view|hide) (?:more|all|\d+)? ?(?:comments|replies).*|sort by.*|(?:newest|oldest|best) (?:first)?|← ?older.*|newer.*→?|page \d+.*)$`)
	replyForm    = rx(`(?i)^(?:leave a (?:reply|comment|response)|post (?:a|your) comment|add (?:a|your) comment|write a comment|your e-?mail address will not|comments? (?:are|is) (?:now )?closed|log in to (?:comment|post)|you must (?:be logged in|log in))`)

	nameRest = `(?:\p{Lu}[\p{L}'.-]*|Mc\p{Lu}\p{L}+|de|van|von|der|la|le|al|bin|ap)`
	personRe = rx(`^(?:(?:Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness|Cllr|Councillor|Mr|Mrs|Ms|Miss|Rev)\.? )?` + `\p{Lu}[\p{L}'.-]*(?: ` + nameRest + `){1,3}$`)
	bylineRe = rx(`^(?:(?i:by|words by|words|written by|posted by|reported by|reporting by|report by|author|story by|text by|interview by|published by)\s*:?\s+)(\p{Lu}[\p{L}'.-]*(?: ` + nameRest + `){0,3}(?:(?:,| and| &) \p{Lu}[\p{L}'.-]*(?: ` + nameRest + `){1,3})*)(?:\s*[,|–(-].*|, .*|)$`)
	inByline = rx(`(?:^|[.?!…]['"]? )(\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){1,3}) (?:investigates|reports|finds out|finds out more|explains|writes|asks|explores|examines|considers|meets|talks to [^.]*|speaks to [^.]*|looks at [^.]*|takes a look[^.]*|reflects[^.]*|argues[^.]*)\.?$`)
)

// plainText is a block in the form the patterns are written in.
func plainText(s string) string { return straight.Replace(oneLine(s)) }

func words(s string) int { return len(strings.Fields(s)) }

// stops reports whether the text ends as running text ends; a line cut short by
// dots (a teaser) does not.
func stops(s string) bool {
	t := strings.TrimRight(s, closers+"0123456789] ")
	if t == "" {
		return false
	}
	if strings.HasSuffix(t, "...") || strings.HasSuffix(t, "…") {
		cut := strings.TrimRight(t, "…. ")
		return strings.HasPrefix(t[len(cut):], ". ") // a full stop, and a line of dots after it
	}
	return strings.ContainsRune(".!?:;", lastRune(t))
}

// isProse reports whether a block is running text.
func isProse(s string) bool {
	n := words(s)
	return n >= 30 || n >= 6 && stops(s) && !strings.HasSuffix(strings.TrimRight(s, closers), "?") || n >= 12 && stops(s)
}

// titleLike reports whether a block may be the title of an article: a line of 2
// to 32 words that begins as a title does and does not end in a full stop.
func titleLike(s string) bool {
	n := words(s)
	if n < 2 || n > 32 || len(s) > 260 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "'\"“‘"))
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
		return false
	}
	t := strings.TrimRight(s, closers+" ")
	return !strings.HasSuffix(t, ".") && !strings.HasSuffix(t, ":") && !strings.HasSuffix(t, "…") && !strings.HasSuffix(t, ";") && !strings.HasSuffix(t, ",")
}

// finite are verbs that make a clause of a line.
var finite = rx(`(?i)\b(?:is|are|was|were|has|have|had|does|do|did|can|could|must|should|will|would|may|might|isn't|aren't|wasn't|don't|doesn't|can't|won't|it's|it’s|\w+'ve|they're|we're|says?|said|warns?|warned|finds?|found|rated|told|calls?|urges?|faces?|fails?|failed)\b`)

// dateLine reads a block that holds a date and nothing else but labels, a
// byline and separators.
func dateLine(s string, order calendar.Order) (d Date, byline string, ok bool) {
	st, from, to := calendar.FindLine(s)
	if st.Settle(order); st.Kind < calendar.Ambiguous || words(s) > 22 {
		return Date{}, "", false
	}
	rest := strings.TrimSpace(s[:from] + " " + s[to:])
	if again, from, to := calendar.FindLine(rest); again.Kind >= calendar.Ambiguous { // "published X, updated Y"
		rest = strings.TrimSpace(rest[:from] + " " + rest[to:])
	}
	rest = strings.Trim(dateLabels.ReplaceAllString(rest, " "), " ,|•·-–—:/()[].")
	if rest == "" {
		return st.Day(), "", true
	}
	if m := bylineRe.FindStringSubmatch(rest); m != nil {
		return st.Day(), trimRole(m[1]), true
	}
	if personRe.MatchString(rest) && words(rest) <= 4 {
		return st.Day(), rest, true
	}
	return Date{}, "", false
}

var dateLabels = rx(`(?i)\b(?:first published|last updated|last modified|published|posted|updated|modified|created|date|on|at|in (?:news|features?|comment|opinion|blog)|(?:news|features?|comment|opinion|blog)$|\d+ (?:min(?:ute)?s? read|comments?))\b:?`)

// trimRole takes a role or a following clause off a name.
func trimRole(s string) string {
	if i := strings.IndexAny(s, ",|("); i > 0 && !strings.Contains(s[i:], " and ") {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

// bylineOf reads a block that is a byline.
func bylineOf(s string) (string, bool) {
	if words(s) > 30 || len(s) > 200 {
		return "", false
	}
	m := bylineRe.FindStringSubmatch(s)
	if m == nil || stops(s) && words(s) > 14 {
		return "", false
	}
	if len(strings.Fields(m[1])) == 1 && words(s) > 3 {
		return "", false
	}
	return trimRole(m[1]), true
}

// capitals is the share of the words that begin with a capital.
func capitals(s string) float64 {
	n, up := 0, 0
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'\"“‘("))
		if !unicode.IsLetter(r) {
			continue
		}
		n++
		if unicode.IsUpper(r) {
			up++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(up) / float64(n)
}
