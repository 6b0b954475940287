package extract

import (
	"strings"
	"testing"

	"assay/corpus"
)

// A placed line of a page: where it stands and what it says; bold lines are
// headings or column heads.
type placed struct {
	page int32
	x, y float32
	bold bool
	text string
}

func placedDoc(lines []placed) *corpus.Document {
	doc := &corpus.Document{MediaType: "application/pdf", Meta: corpus.Meta{ExpectedComments: -1}}
	var text strings.Builder
	for _, l := range lines {
		for int(l.page) > len(doc.Pages) {
			doc.Pages = append(doc.Pages, corpus.Span{Start: int32(text.Len())})
		}
		start := int32(text.Len())
		text.WriteString(l.text)
		doc.Lines = append(doc.Lines, corpus.Line{Span: corpus.Span{Start: start, End: int32(text.Len())}, Page: l.page, X: l.x, Y: l.y,
			Size: 12, Bold: l.bold, Comment: -1})
		text.WriteByte('\n')
		doc.Pages[l.page-1].End = int32(text.Len())
	}
	doc.Text = text.String()
	return doc
}

// A table of two columns gives the same actions in whatever order its cells are
// drawn: cell by cell, the right column first, line by line, over a page end.
func TestAskTableOrder(t *testing.T) {
	head := []placed{
		{1, 60, 90, true, "Area SEND inspection of Bristol Local Area Partnership"},
		{1, 60, 120, false, "Inspection dates: 11 to 15 March 2024"},
		{1, 60, 150, true, "What is it like to be a child or young person with SEND in this area?"},
		{1, 60, 170, false, "Most children who need help with their speech wait for more than a year before"},
		{1, 60, 184, false, "they are seen, and few of their parents are told why it takes as long as it does."},
		{1, 60, 220, true, "Areas for priority action"},
		{1, 63, 250, true, "Responsible body Areas for priority action"},
	}
	tail := []placed{
		{2, 60, 300, true, "Local area partnership details"},
		{2, 60, 320, false, "Civic Centre, Quay Street"},
	}
	// the two rows of the table: left cells, right cells
	l := [][]placed{
		{{1, 63, 266, false, "Bristol City Council"}, {1, 63, 280, false, "and NHS Westmoor ICB"}},
		{{1, 63, 330, false, "NHS Westmoor"}, {1, 63, 344, false, "ICB"}},
	}
	r := [][]placed{
		{{1, 224, 266, false, "Leaders should cut the time that children wait for"}, {1, 224, 280, false, "speech therapy, and should tell families what they"},
			{1, 224, 294, false, "may expect while they wait for it."}},
		{{1, 224, 330, false, "Leaders should make sure that nurses visit every"}, {1, 224, 344, false, "school in which a child needs one."}},
	}
	on := func(page int32, lines ...placed) (out []placed) { // at the top of another page
		for i, d := range lines {
			d.page, d.y = page, 96+14*float32(i)
			out = append(out, d)
		}
		return out
	}
	join := func(parts ...[]placed) (out []placed) {
		for _, p := range parts {
			out = append(out, p...)
		}
		return out
	}
	for name, table := range map[string][]placed{
		"cell by cell": join(l[0], r[0], l[1], r[1]),
		"right first":  join(r[0], l[0], r[1], l[1]),
		"line by line": {l[0][0], r[0][0], l[0][1], r[0][1], r[0][2], l[1][0], r[1][0], l[1][1], r[1][1]},
		"broken":       join(l[0][:1], r[0][:1], on(2, l[0][1]), on(2, r[0][1:]...), l2(l[1]), l2(r[1])),
	} {
		p := Extract(placedDoc(join(head, table, tail)))
		if err := p.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var got []string
		for _, a := range p.Actions {
			got = append(got, a.Kind.String()+" | "+a.Responsible+" | "+a.Text)
		}
		want := []string{
			"priority_action | Bristol City Council and NHS Westmoor ICB | Leaders should cut the time that children wait for speech therapy, and should tell families what they may expect while they wait for it.",
			"priority_action | NHS Westmoor ICB | Leaders should make sure that nurses visit every school in which a child needs one.",
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// A day by which something is asked is read from its text or its lead-in; days
// before the inspection are none.
func TestDueIn(t *testing.T) {
	t.Parallel()
	after := Date{Year: 2024, Month: 3, Day: 15}
	for text, want := range map[string]string{
		"The council must mend the lift by 31 May 2024.":                         "2024-05-31",
		"Write the plans again no later than the 3rd of June.":                   "2024-06-03",
		"Keep the records. Due date: 01/02/2025":                                 "2025-02-01",
		"Send the report to the board before 10 January.":                        "2025-01-10",
		"Read again the cases that were closed before 5 May 2019.":               "",
		"Leaders should see that no child waits longer than 12 weeks.":           "",
		"By 1 April 2024 name a manager, and by 30 June 2024 train every nurse.": "2024-06-30",
	} {
		if got := dueIn(text, after).String(); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// Who is to act is the subject of the demand, wherever in the text it stands.
func TestResponsibleOf(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]string{
		{"Leaders across the partnership should write better plans.", "", "Leaders across the partnership"},
		{"Families wait too long. The partnership should tell them why.", "", "The partnership"},
		{"To shorten the wait, the local partnership should hire nurses.", "", "the local partnership"},
		{"Area leaders need a way to count those who wait.", "", "Area leaders"},
		{"The local area should hear from parents.", "", "The local area"},
		{"The failure to see children who are hurt.", "Urgent action is required by Westmoor NHS Trust to address:", "Westmoor NHS Trust"},
		{"The council urgently needs to mend the lift.", "", "The council"},
		{"Leaders also need to listen.", "", "Leaders"},
		{"The WSCB should see that audits are read.", "", "The WSCB"},
		{"Independent reviewing officers should visit between meetings.", "", "Independent reviewing officers"},
		{"Managers, conference chairs and team leaders in the north should meet weekly.", "", "Managers, conference chairs and team leaders in the north"},
		{"The board's annual report should name what failed.", "", ""},
		{"A plan for the leaving care service should be written.", "", ""},
		{"Membership of the youth council should be open to all.", "", ""},
		{"Across the partnership, leaders should share what they count.", "", "Across the partnership, leaders"},
		{"The timeliness of visits.", "", ""},
	} {
		if got := demandsOf(nil).responsibleOf(c[0], c[1]); got != c[2] {
			t.Errorf("%s: %q, want %q", c[0], got, c[2])
		}
	}
}

// l2 sets a cell on the second page.
func l2(lines []placed) (out []placed) {
	for _, d := range lines {
		d.page, d.y = 2, d.y-150
		out = append(out, d)
	}
	return out
}
