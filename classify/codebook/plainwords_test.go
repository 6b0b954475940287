package codebook

import (
	"slices"
	"testing"

	"assay/extract"
)

// What people who are no professionals say of a theme is found in articles and
// comments, by the rule that is meant for it.
func TestPlainWordsOfArticlesAndComments(t *testing.T) {
	t.Parallel()
	m := Builtin().Matcher()
	for _, c := range []struct{ text, rule string }{
		{"The bar for getting a family support worker goes up every year.", "bar-for-help"},
		{"We were told our boy was not bad enough for social care.", "bad-enough-for-help"},
		{"We asked whether our family might qualify for help.", "who-qualifies"},
		{"Nobody could tell us who gets help and at what point.", "who-gets-help"},
		{"That was decided at the front door.", "decided-at-the-door"},
		{"Ours was a level three referral, whatever that is.", "numbered-level"},
		{"Two of the families we referred were turned away.", "turned-away"},
		{"They have stepped us up again.", "family-stepped"},
		{"It is a fine line between early help and doing nothing.", "line-for-help"},
		{"Families are left until a crisis before help comes.", "only-in-crisis"},
		{"It was a section 47 enquiry, they said.", "level-spoken-of"},
		{"In June they came off the child protection plan.", "onto-and-off-plans"},
		{"You will never get past the front door with that.", "taken-or-sent-back"},
		{"Our manager reads the notes of the whole team.", "manager-reads"},
		{"Nobody upstairs ever opened the file.", "nobody-in-charge-saw"},
		{"Her manager knows the cases of the whole team.", "managers-know-cases"},
		{"Councillors pressed the director for figures.", "members-ask"},
		{"No one senior above my worker knew, and nobody senior asked.", "somebody-checks"},
		{"It comes to eighteen families each, says a social worker.", "cases-each"},
		{"She is a worker who holds thirty-one cases.", "cases-of-one"},
		{"There are two more families on my worker's list.", "on-her-list"},
		{"Her load as a social worker grows each winter.", "load"},
		{"Social workers have no time to listen.", "time-for-the-work"},
		{"The team is drowning in paperwork.", "too-much-work"},
		{"The ratio is six children to a worker.", "children-of-one"},
		{"There was no worker left for us, the agency said.", "load-in-numbers"},
		{"A social worker fetched her out of maths.", "fetched-from-lesson"},
		{"His social worker saw him in the head's office.", "room-in-school"},
		{"His worker talks to him by the school gate.", "worker-at-school"},
	} {
		for _, in := range []extract.Context{extract.InArticle, extract.InComment} {
			hits, _ := m.Sentence(extract.OneIn(c.text, "", in), 0, nil, nil)
			if len(hits) != 1 || hits[0].Rule != c.rule {
				t.Errorf("%q in %v: %v, want %s", c.text, in, hits, c.rule)
			}
		}
	}
}

// In reports these words mostly speak of something else: there they are neither found
// nor nearly found.
func TestRulesOfArticlesAreSilentInReports(t *testing.T) {
	t.Parallel()
	m := Builtin().Matcher()
	for _, text := range []string{
		"The bar for getting a family support worker goes up every year.",
		"There was no worker left for us, the agency said.",
		"Managers know every child well.",
		"His worker talks to him by the school gate.",
		"The police and social workers plan section 47 enquiries together.",
	} {
		if hits, rejects := m.Sentence(extract.OneIn(text, "", extract.Finding), 0, nil, nil); len(hits)+len(rejects) != 0 {
			t.Errorf("%q: found %v, nearly %v", text, hits, rejects)
		}
	}
	b, err := Parse("told.yaml", []byte("themes: [{id: t, include: [{id: r, pattern: grip, context: [finding, strength]}]}]"))
	if err != nil {
		t.Fatal(err)
	}
	for in, near := range map[extract.Context]int{extract.Recommendation: 1, extract.InComment: 0, extract.InArticle: 0} {
		if hits, rejects := b.Matcher().Sentence(extract.OneIn("They have a grip on it.", "", in), 0, nil, nil); len(hits) != 0 || len(rejects) != near {
			t.Errorf("in %v: found %v, nearly %v", in, hits, rejects)
		}
	}
}

// The same words with another object are near misses.
func TestWordsWithAnotherObjectAreNearMisses(t *testing.T) {
	t.Parallel()
	m := Builtin().Matcher()
	for _, c := range []struct{ text, rule string }{
		{"By an oversight two letters went to the old address.", "oversight-as-error"},
		{"Auditors signed off the accounts in July.", "money-watched"},
		{"A ranger supervises the skate park until dusk.", "people-supervised"},
		{"He is on a supervision requirement.", "supervision-by-law"},
		{"My supervisor at the bakery swaps my shifts.", "supervised-sessions"},
		{"A firm from the coast will oversee the sale of the depot.", "overseen-by-others"},
		{"The post of scrutiny officer was advertised in May.", "post-of-watching"},
		{"Scrutiny in the press upset the family.", "looked-into-by-others"},
		{"Two hundred carers earn less than the tax threshold.", "threshold-of-money"},
		{"The turnout threshold of the ballot was not reached.", "threshold-of-other-things"},
		{"The leader of the council stepped down after the election.", "somebody-steps-down"},
		{"Adopters must meet the agency's criteria on smoking.", "criteria-of-other-things"},
		{"Teachers complain of a workload that never shrinks.", "load-of-others"},
		{"There is capacity for forty staff in the new building.", "room-for-people"},
	} {
		hits, rejects := m.Sentence(extract.OneIn(c.text, "", extract.InArticle), 0, nil, nil)
		if len(hits) != 0 || !slices.ContainsFunc(rejects, func(r Reject) bool { return r.Rule == c.rule }) {
			t.Errorf("%q: found %v, nearly %v", c.text, hits, rejects)
		}
	}
	for _, text := range []string{
		"The traffic was bad enough without the march.", "The wine bar on Mill Street has high stools.", "Eighteen children sang at the fair.",
		"The school gate was painted blue.", "Which level of the car park is it on?", "The manager looked at his holiday photographs.",
	} {
		if hits, _ := m.Sentence(extract.OneIn(text, "", extract.InComment), 0, nil, nil); len(hits) != 0 {
			t.Errorf("%q: found %v", text, hits)
		}
	}
}
