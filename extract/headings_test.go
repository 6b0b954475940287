package extract

import "testing"

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
		rule := builtIn().known[nil].of(heading)
		if rule == nil || rule.context != want {
			t.Errorf("%q: %v, want %v", heading, rule, want)
		}
	}
	for _, heading := range []string{"Multi-agency training", "Children want to be heard", "Improvement in Westerby"} {
		if rule := builtIn().known[nil].of(heading); rule != nil {
			t.Errorf("%q is known: %v", heading, rule.patterns)
		}
	}
}
