package extract

import (
	"strings"

	"assay/corpus"
	"assay/internal/lazyregexp"
)

// The kinds of document, the values of Parse.Kind.
const (
	KindILACS           = "ilacs_inspection"        // local authority children's services, 2018 on
	KindSIF             = "sif_inspection"          // single inspection framework, Nov 2013 to early 2018, re-inspections included
	KindLookedAfter     = "looked_after_inspection" // looked after children services, 2013
	KindLSCB            = "lscb_review"             // review of a local safeguarding children board alone
	KindFocusedVisit    = "focused_visit"           // letter
	KindMonitoringVisit = "monitoring_visit"        // letter
	KindJTAI            = "jtai"                    // joint targeted area inspection
	KindAreaSEND        = "area_send"               // area inspection of special educational needs
	KindSchool          = "school_inspection"       // school report
	KindArticle         = "article"                 // one article, with or without comments
	KindArticles        = "article_collection"      // a page of several articles
	KindOther           = "other"
)

// A kindRule recognises a kind of inspection document by words of its title:
// the first page or, where there are no pages, the first lines. Rules are tried
// in order; text is in lower case, white space single, quotes straight.
type kindRule struct {
	kind    string
	pattern *lazyregexp.Regexp
}

var kindRules = []kindRule{
	{KindFocusedVisit, rx(`\bfocused visit to\b|\bfocused visit (?:letter|of)\b|\bilacs focused visit\b|\b(?:findings|outcome) (?:of|from) (?:the|a|our|this) (?:recent )?(?:ofsted )?focused visit\b`)},
	{KindMonitoringVisit, rx(`\bmonitoring visit (?:to|of|letter)\b|\b(?:findings|outcome) (?:of|from) (?:the|a|our|this) (?:\w+ )?(?:ofsted )?monitoring visit\b`)},
	{KindJTAI, rx(`\bjoint targeted area inspections?\b|\bjtai\b`)},
	{KindAreaSEND, rx(`\barea send (?:full )?(?:inspection|monitoring)|\bsend inspection\b|\bspecial educational needs and/?(?:or)? ?disabilit(?:y|ies) (?:and/?(?:or)? alternative provision )?(?:\(send\) )?(?:inspection|partnership)|\bjoint (?:local )?area (?:send )?(?:inspection|review) (?:in|of)\b.*\b(?:special educational needs|send)\b|\blocal area inspection\b.*\bspecial educational needs\b|\b(?:local )?area (?:partnership )?(?:send|special educational needs(?: and/?(?:or)? disabilit(?:y|ies))?)(?: \(send\))? (?:full )?(?:inspection|monitoring|revisit|re-visit)|\bjoint (?:local )?area (?:send )?re-?visit (?:in|of|to)\b`)},
	{KindLSCB, rx(`^(?:.{0,120}\b)?review of the effectiveness of the local safeguarding children board`)},
	{KindSIF, rx(`\binspection of services for children in need of help and protection`)},
	{KindLookedAfter, rx(`\binspection of (?:safeguarding and )?looked after children(?: services)?\b|\binspection of services for looked after children\b`)},
	{KindILACS, rx(`\binspection of (?:.{0,80}?)(?:local authority )?(?:children's services|children's social care services)\b|\binspection of children's (?:social care )?services\b|\binspection of .{0,60} children's (?:social care )?services\b|\binspecting local authority children's services\b`)},
	{KindSchool, rx(`\binspection of .{0,80}\b(?:school|academy|college|nursery|sixth form)\b|\bschool (?:inspection )?report\b|\b(?:school|academy|college|nursery)\b.{0,60}\b(?:ofsted |inspection )report\b|\b(?:ungraded|graded|section [58]|short) inspection of\b`)},
}

// inspectionMark is what an inspection document has and an article about one
// has not: labelled facts, a judgement table, the letter form.
var inspectionMark = rx(`\binspection dates?:|\breport published:|\blead inspector\b|\breporting inspector\b|\bjudge?ments? grade\b|\bage group:|\b(?:her|his) majesty's inspector\b|\bhmi\b|\bdear [a-z]|\bvisit dates?:|\bovert?all effectiveness\b|\bdates? of (?:visit|inspection)\b|\bunique reference number\b|\burn\b|\binspected under\b|\bcrown copyright\b|\bwere inspected\b|\bwhat needs to improve\b|\bareas for (?:priority action|improvement)\b|\bheadline findings\b|\binspection outcome\b|\bwhat is it like to (?:be a child|attend this)|\b(?:undertook|conducted|carried out) (?:a|this) joint inspection\b|\byours (?:sincerely|faithfully)\b`)

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-")

// recognise returns the kind of an inspection document, "" where it is none.
func recognise(doc *corpus.Document) string {
	kind := titleKind(doc)
	visit := kind == KindFocusedVisit || kind == KindMonitoringVisit
	if kind == "" || visit && len(doc.Pages) == 0 { // without pages an article about a visit looks alike
		kind = ""
		if len(doc.Comments) == 0 && !threadHeading.MatchString(squash(doc.Text, 12000)) {
			kind = letterKind(doc)
		}
	}
	return kind
}

// titleKind recognises an inspection document by its title.
func titleKind(doc *corpus.Document) string {
	head, all := doc.Text, doc.Text
	if len(doc.Pages) > 1 {
		head = doc.Pages[0].Of(doc.Text)
		if len(head) < 200 { // a cover page that is a picture
			head = doc.Text[:doc.Pages[1].End]
		}
	}
	if len(doc.Pages) == 0 {
		head = titleLines(doc)
	}
	head = squash(head, 2500)
	m := ""
	first := len(head) + 1
	for _, r := range kindRules {
		if m != "" && first <= 400 { // none can stand so much before it
			break
		}
		text := head
		if r.kind != KindAreaSEND { // its words may stand far apart
			text = head[:min(len(head), 1500)]
		}
		if at := r.pattern.FindStringIndex(text); at != nil && at[0] < first && at[0] < 900 {
			if m == "" || at[0] < first-400 {
				m, first = r.kind, at[0]
			}
		}
	}
	if m == "" {
		return ""
	}
	if doc.MediaType != "application/pdf" || m == KindILACS || m == KindSchool {
		if !inspectionMark.MatchString(head) && !inspectionMark.MatchString(squash(all, 12000)) {
			return ""
		}
		if looksLikeArticle(doc, head) {
			return ""
		}
	}
	if m == KindLSCB && kindRules[5].pattern.MatchString(head) {
		m = KindSIF
	}
	return m
}

// titleLines is what may be the title of a document without pages: its first
// lines but for running text. A title may be wrapped over several.
func titleLines(doc *corpus.Document) string {
	var out []string
	for i, l := range doc.Lines {
		if i >= 40 || l.Comment >= 0 && len(doc.Comments) > 0 {
			break
		}
		if s := l.Of(doc.Text); l.Kind == corpus.LineTitle || l.Kind == corpus.LineHeading || !isProse(plainText(s)) {
			out = append(out, s)
		}
	}
	return strings.Join(out, "\n")
}

// squash is the first n bytes of the text in lower case with single spaces and
// straight quotes, cut at a rune.
func squash(s string, n int) string {
	if len(s) > n {
		s = strings.ToValidUTF8(s[:n], "")
	}
	return straight.Replace(strings.ToLower(strings.Join(strings.Fields(s), " ")))
}

// looksLikeArticle reports whether the document is a page about inspections
// rather than a report of one: it has a thread of comments, a byline, or a
// publisher's name for itself.
func looksLikeArticle(doc *corpus.Document, head string) bool {
	if len(doc.Comments) > 0 || doc.Meta.Byline != "" && !officeFile[doc.MediaType] {
		return true
	}
	return threadHeading.MatchString(head) || rx(`\b(?:ofsted|inspectors) (?:has |have )?(?:warns?|warned|finds?|found|says?|said|slams?|criticis\w+|rated?s?)\b`).MatchString(head[:min(len(head), 160)])
}

// officeFile says of a media type that its author is whoever saved the file,
// which makes no byline.
var officeFile = map[string]bool{
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": true,
	"application/vnd.oasis.opendocument.text":                                 true,
}

// threadHeading announces a thread of comments in running text.
var threadHeading = rx(`\b\d+ (?:responses|comments|thoughts|replies) (?:to|on) `)
