package extract

import "testing"

// TestPublishedNever: absent says that no day of publication is looked for, not in a
// letter's date either; without it the label is read.
func TestPublishedNever(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]string{
		{"absent: true", "", PublishedNever},
		{`label: ["printed on"]`, "2024-05-09", PublishedDocument},
		{`optional: true, label: ["issued on"]`, "", ""},
	} {
		p := readBy(t, "profiles:\n  - id: lamp\n    recognise: {title: [report on a lamp]}\n    facts:\n"+
			"      - {fact: inspection_dates, label: [lit on]}\n      - {fact: published_on, "+c[0]+"}\n",
			"a.txt", "Report on a lamp\n\nLit on: 3 May 2024\nPrinted on: 9 May 2024\n\nIt shone.\n")
		if in := p.Inspection; in.Published.String() != c[1] || in.PublishedSource != c[2] {
			t.Errorf("%s: %s from %q", c[0], in.Published, in.PublishedSource)
		}
	}
}
