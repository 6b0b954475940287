package extract

import (
	"fmt"
	"testing"
)

func wantActions(t *testing.T, p *Parse, want ...string) {
	t.Helper()
	var got []string
	for _, a := range p.Actions {
		got = append(got, fmt.Sprintf("%s|%s|%s", a.Kind, a.Responsible, a.Text))
	}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("actions\n%q\nwant\n%q", got, want)
	}
}

// joint is a letter of one page whose chapters stand under one another.
func joint(rest ...placed) *Parse {
	head := []placed{
		{1, 71, 90, true, "Joint targeted area inspection of Bristol"},
		{1, 71, 120, true, "Headline findings"},
		{1, 71, 140, false, "Most children of the city who come to harm are seen on the same day, and their parents"},
		{1, 71, 154, false, "are told what was found; those who come at night often wait until the next morning before"},
		{1, 71, 168, false, "anybody speaks to them, though the ward has beds for them and for their parents."},
	}
	return Extract(placedDoc(append(head, rest...)))
}

// A demand in prose is an action, also where the next chapter begins with a list.
func TestActionInProse(t *testing.T) {
	wantActions(t, joint(
		placed{1, 71, 210, true, "Area for priority action"},
		placed{1, 71, 230, false, "Avon and Somerset Police must tell the school of every arrest of a child by the next morning."},
		placed{1, 71, 270, true, "What needs to improve?"},
		placed{1, 72, 290, false, "• How quickly schools are told."},
	), "priority_action|Avon and Somerset Police|Avon and Somerset Police must tell the school of every arrest of a child by the next morning.",
		"area_for_improvement||How quickly schools are told.")
}

// A line that says who is to act is no chapter of its own: kind and chapter stay.
func TestActionAddressee(t *testing.T) {
	wantActions(t, joint(
		placed{1, 71, 210, true, "Areas for priority action"},
		placed{1, 71, 240, false, "The local authority should:"},
		placed{1, 72, 270, false, "• see every child within a day"},
		placed{1, 72, 300, false, "• tell the school."},
		placed{1, 71, 330, false, "The board should:"},
		placed{1, 72, 360, false, "• ask for figures each month."},
		placed{1, 71, 400, true, "What needs to improve?"},
		placed{1, 72, 420, false, "• How quickly schools are told."},
	), "priority_action|The local authority|see every child within a day", "priority_action|The local authority|tell the school.",
		"priority_action|The board|ask for figures each month.", "area_for_improvement||How quickly schools are told.")
}

// The items under a numbered demand that a colon ends are part of it; those under a
// numbered topic are demands of their own, and the topic is none.
func TestActionNumbered(t *testing.T) {
	wantActions(t, joint(
		placed{1, 71, 210, true, "Recommendations"},
		placed{1, 71, 240, false, "1. Keep a record of every visit, and let those who were visited read it."},
		placed{1, 71, 270, false, "2. Shorten the wait by:"},
		placed{1, 92, 300, false, "• seeing children at school"},
		placed{1, 92, 330, false, "• asking fewer questions."},
		placed{1, 71, 360, false, "3. Write letters that children can read."},
	), "recommendation||Keep a record of every visit, and let those who were visited read it.",
		"recommendation||Shorten the wait by: seeing children at school asking fewer questions.",
		"recommendation||Write letters that children can read.")
	wantActions(t, joint(
		placed{1, 71, 210, true, "Recommendations"},
		placed{1, 71, 240, false, "1. Quality of practice"},
		placed{1, 92, 270, false, "• See children at school."},
		placed{1, 92, 300, false, "• Ask fewer questions."},
		placed{1, 71, 330, false, "2. Oversight by leaders"},
		placed{1, 92, 360, false, "• Read what was written."},
	), "recommendation||See children at school.", "recommendation||Ask fewer questions.", "recommendation||Read what was written.")
}
