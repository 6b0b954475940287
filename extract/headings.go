package extract

import (
	"strings"

	"assay/internal/lazyregexp"
)

// A headingRule says what stands under a heading. Rules are tried in order, on
// the heading in lower case without its number and without footnote digits.
type headingRule struct {
	pattern *lazyregexp.Regexp
	context Context
	level   int8 // 1 a section of the report, 2 a judgement or its like, 3 below that; 0 by its type
}

// headingRules know the headings of the inspectorates' reports and letters
// (DOMAIN.md §4), by their words. A heading none of them knows takes the
// context of the headed part it stands in.
var headingRules = []headingRule{
	{rx(`^(?:table of )?contents(?: page)?$`), InContents, 1},
	{rx(`^what the (?:inspection )?judge?ments? mean|^the inspection judge?ments and what they mean|^grade descriptors?|^what (?:the|our) grades? means?|^judgement descriptors?`), InLegend, 1},
	{rx(`^record of main findings|^inspection judge?ments?$|^judge?ments? and grades?$`), InLegend, 2},
	{rx(`^(?:(?:ofsted|previous|last|other|outcomes? of|earlier|most recent) )*(?:previous|other|earlier|last) (?:ofsted |cqc )?inspections?(?: (?:findings|judge?ments?|history|outcomes?))?(?: at .*)?$|^outcomes? of (?:the )?(?:previous|last) inspections?|^inspection history|^findings (?:from|of) the (?:last|previous) inspection`), PreviousInspection, 3},
	{rx(`^summary for (?:children|young people|families|parents|carers)|^(?:an? )?(?:easy[- ]read|plain english) summary|^(?:the )?(?:young people|children)['’]?s summary|^what this means for children`), Summary, 2},

	{rx(`^(?:areas? for improvement|(?:areas? for )?priority and immediate actions?)$`), Recommendation, 3},
	{rx(`^what (?:does|do|must|should|needs?) .*(?:improve|do (?:to be|better|next))|^what needs to (?:improve|get better|be improved)|^what .* needs? to (?:do to )?improve|^areas? (?:for|of|requiring) (?:priority |immediate |urgent |further )*(?:improvement|action|development)|^(?:areas? for )?priority (?:and immediate )?actions?|^immediate (?:priority )?actions?|^(?:key )?recommendations?(?: (?:for|to) .*)?$|^required actions?|^actions? required|^next steps$|^(?:the )?(?:local authority|council|partnership|board) (?:should|must|needs to)\b.*$`), Recommendation, 2},
	{rx(`^(?:key |main )?strengths? and (?:weakness|areas?|limitation)`), Finding, 3},
	{rx(`^(?:the )?(?:local authority|council|lscb|board|partnership|area)(?:['’]s?)? (?:key )?(?:has the following )?strengths|^(?:key|main) strengths|^strengths?(?: of .*)?$|^(?:the )?local authority has the following strengths|^what (?:works|is working) well$`), Strength, 2},

	{rx(`^(?:annex \w+:? )?information about (?:this|the|an?|our) |^about (?:this|the) (?:inspection|local authority|area|school|visit)|^(?:the )?inspection team|^(?:the )?(?:local area|local authority|school|service|inspection|provider) (?:details|context|information)$|^service information|^details of (?:the|this) (?:school|inspection|visit)|^participating inspectorates`), Background, 2},
	{rx(`^local leadership|^children (?:living|looked after) in this area|^child(?:ren)?(?:['’]s)? protection in this area|^other information about (?:this|the) area|^the case ?work model|^the social work model|^context$|^background$|^methodology$|^scope of the (?:inspection|visit)|^areas? (?:covered|considered|inspected|looked at)\b|^how we (?:inspected|carried out)|^evidence base`), Background, 3},

	{rx(`^summary$|^inspection findings|^key (?:findings|judge?ments?)|^adoption performance|^the graded|^experiences? and progress`), Finding, 3},
	{rx(`^section (?:\d|one|two)\b|^the local authority$|^(?:the )?local safeguarding children board(?: \(\w*lscb\w*\))?$|^the lscb$|^(?:the )?local authority (?:and|children)|^conclusions?$`), Finding, 1},
	{rx(`^(?:executive )?summary(?: of (?:key |main )?findings)?(?: .*)?$|^inspection judge?ments? about|^(?:the )?experiences? and progress(?:es)? of|^leadership,? management and governance|^the impact of leaders|^children (?:who need help|looked after and|in need of help)|^overall effectiveness|^capacity to improve|^outcomes for |^quality of provision|^leadership and management|^(?:the )?effectiveness of|^progress since|^headline findings|^main findings|^key findings|^(?:findings|findings and evaluation(?: of progress)?|evaluation of progress)$|^what is it like|^what does the school do well|^inspection outcome|^the overall judge?ment|^(?:the )?local safeguarding children board (?:\(lscb\) )?(?:is|requires)|^children['’]s services in`), Finding, 2},
}

func rx(s string) *lazyregexp.Regexp { return lazyregexp.New(s) }

var headingNumber = lazyregexp.New(`^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)])\s+`)

// headingKey is a heading in the form headingRules are written in.
func headingKey(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	s = headingNumber.ReplaceAllString(s, "")
	s = strings.TrimRight(s, " :.?0123456789*†")
	return s
}

// ruleOf returns the rule for a heading, nil where none knows it.
func ruleOf(heading string) *headingRule {
	k := headingKey(heading)
	for i := range headingRules {
		if headingRules[i].pattern.MatchString(k) {
			return &headingRules[i]
		}
	}
	return nil
}
