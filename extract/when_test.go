package extract

import (
	"testing"
	"time"
)

func TestFindStamp(t *testing.T) {
	for _, c := range []struct {
		line, found string
		at          string // "" for a date that cannot be told
	}{
		{"January 30, 2017 at 3:00 pm #", "January 30, 2017 at 3:00 pm", "2017-01-30T15:00:00Z"},
		{"Zoë wrote on 1st of May 2020, 12:05 am", "1st of May 2020, 12:05 am", "2020-05-01T00:05:00Z"},
		{"Thursday, October 4, 2018", "Thursday, October 4, 2018", "2018-10-04T00:00:00Z"},
		{"Sat 04/05/2021 10:12", "Sat 04/05/2021 10:12", "2021-05-04T10:12:00Z"},
		{"2021-03-01T09:00:00+01:00", "2021-03-01T09:00:00+01:00", "2021-03-01T09:00:00+01:00"},
		{"2021-03-01T09:00:00-05:00", "2021-03-01T09:00:00-05:00", "2021-03-01T09:00:00-05:00"},
		{"9 Sept 2019 7.30pm BST", "9 Sept 2019 7.30pm BST", "2019-09-09T19:30:00+01:00"},
		{"Oona • 3 years ago", "3 years ago", ""},
	} {
		st, ok := findStamp(c.line)
		if !ok || c.line[st.start:st.end] != c.found {
			t.Errorf("%q: found %v %q, want %q", c.line, ok, c.line[st.start:st.end], c.found)
			continue
		}
		if got := st.when(); c.at == "" && !got.IsZero() || c.at != "" && got.Format(time.RFC3339) != c.at {
			t.Errorf("%q: %v, want %s", c.line, got, c.at)
		}
	}
	for _, line := range []string{"31 February 2020", "section 17", "in 2017 1 in 5 were", "chapter 3/4", "room 12.30"} {
		if st, ok := findStamp(line); ok {
			t.Errorf("%q: found %q", line, line[st.start:st.end])
		}
	}
}

func TestHeadingRules(t *testing.T) {
	for heading, want := range map[string]Context{
		"What needs to improve?1":                                              Recommendation,
		"What does the Local Authority need to improve?":                       Recommendation,
		"Areas for priority action":                                            Recommendation,
		"Priority and immediate action":                                        Recommendation,
		"The local authority’s strengths":                                      Strength,
		"Key strengths and weaknesses of the LSCB":                             Finding,
		"Information about this local authority area2":                         Background,
		"Other Ofsted inspections":                                             PreviousInspection,
		"Progress since the last inspection":                                   Finding,
		"Summary for children and young people":                                Summary,
		"Executive summary":                                                    Finding,
		"What the inspection judgments mean: the LSCB":                         InLegend,
		"The experiences and progress of care leavers: requires improvement":   Finding,
		"1. Leadership, management and governance":                             Finding,
		"What is it like to be a child with special educational needs in Fen?": Finding,
	} {
		rule := ruleOf(heading)
		if rule == nil || rule.context != want {
			t.Errorf("%q: %v, want %v", heading, rule, want)
		}
	}
	for _, heading := range []string{"Multi-agency training", "Children want to be heard", "Improvement in Westerby"} {
		if rule := ruleOf(heading); rule != nil {
			t.Errorf("%q is known: %v", heading, rule.pattern)
		}
	}
}
