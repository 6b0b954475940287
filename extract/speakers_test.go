package extract

import (
	"fmt"
	"strings"
	"testing"
)

// turnsArticle passes the word from one person to another without verbs of saying.
const turnsArticle = `Schools say yes to desks for social workers

By Mina Corr

A pilot has put social workers into eight schools. “It works, and I would not go back to how it was,” says Tom Aldous, head of Birch Lane School.

Vera Quist, the deputy head of Meadow School, agrees. “It was hard to know who would come, and when they would.”

So it is clear why Aldous is pleased. “She knows every family here, and they know her too.”

Quist is delighted as well. “What this has done is to end the waiting for an answer.”

His colleagues have been slow to join. The evaluation report makes clear that some were “left alone in rooms without a telephone”.

The authors warn: “The gain seems greatest where schools made room for them.”

The PSA report says: “Rules pile upon rules until no one can see over them.” Their “duty of care” was not in doubt.
`

func TestSpeakersTurn(t *testing.T) {
	p := Extract(textDocument(turnsArticle))
	var got []string
	for _, q := range p.Quotes {
		got = append(got, fmt.Sprintf("%s | %s | %.24s", q.Speaker, q.Role, strings.Trim(q.Of(p.Doc.Text), "“”")))
	}
	want := []string{
		"Tom Aldous | partner | It works, and I would no",
		"Vera Quist | partner | It was hard to know who ",
		"Tom Aldous | partner | She knows every family h",
		"Vera Quist | partner | What this has done is to",
		"The evaluation report | unknown | left alone in rooms with",
		"The authors | academic | The gain seems greatest ",
		"The PSA report | unknown | Rules pile upon rules un",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestSpeakerRoles(t *testing.T) {
	for description, want := range map[string]Role{
		"the report": Inspector, "The latest Ofsted report": Inspector, "the inspection report": Inspector, "the letter": Inspector,
		"the PSA report": RoleUnknown, "The annual adoption report": RoleUnknown, "the evaluation report": RoleUnknown,
		"A focused visit to Dunmere council’s services":              Inspector,
		"The Children and Family Court Advisory and Support Service": Partner,
		"the authors": Academic,
	} {
		if got := roleOf(description); got != want {
			t.Errorf("%s: %s, want %s", description, got, want)
		}
	}
	for in, want := range map[string]string{"36.Care leavers": "Care leavers", "• Senior managers": "Senior managers", "and workers": "workers",
		"local authority and": "local authority", "Their": "", "his": "", "some": "", "Some foster carers": "Some foster carers"} {
		if got := cleanSpeaker(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestSpeakersOfBodies: a body that speaks is what "it" means from there on, and a
// participle of saying belongs to the whole name of a body.
func TestSpeakersOfBodies(t *testing.T) {
	p := Extract(textDocument("Report on visits\n\nBy Mina Corr\n\nThe overseers of the town said that “nobody had looked”.\n\nThe Hartmere Standards Authority said that “a plan is due”.\n\nIt added: “We will be back in May.”\n\nThe evaluation report makes it clear that few had desks, warning some were “left alone in rooms without a telephone”.\n"))
	var got []string
	for _, q := range p.Quotes {
		got = append(got, q.Speaker)
	}
	want := []string{"The overseers of the town", "The Hartmere Standards Authority", "The Hartmere Standards Authority", "The evaluation report"}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("got %q, want %q", got, want)
	}
}
