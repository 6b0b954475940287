package extract

import "testing"

const lamp = `profiles:
  - id: lamp
    recognise: {title: ["report on a lamp"]}
    facts:
      - {fact: inspection_dates, label: ["lit on"]}
      - {fact: lead_inspectors, optional: true, label: ["inspector[s]"], values: {Trinity: ["trinity house"], CQC: ["cqc", "care quality commission"]}}
      - {fact: guests, type: people, optional: true, label: ["guest[s]"]}
`

// TestLabelledPeople reads one name or several after a label, with their bodies.
func TestLabelledPeople(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]string{
		{"Inspector: Aoife Brennan", "Aoife Brennan", ""},
		{"Inspectors: Niamh Doran and Piet van der Berg", "Niamh Doran; Piet van der Berg", ""},
		{"Inspectors: Dr Niamh Doran, Piet van der Berg, and Cora Lind\nGuest: Jo Reed", "Niamh Doran; Piet van der Berg; Cora Lind", "Jo Reed"},
		{"Inspectors: Ada Quill, Trinity House; Cora Lind (CQC) & Jo Reed, Care Quality Commission", "Ada Quill, Trinity; Cora Lind, CQC; Jo Reed, CQC", ""},
		{"Inspectors:\nAda Quill,\nCora Lind\nHarbour House", "Ada Quill; Cora Lind", ""},
		{"Inspector: Ada Quill\nInspector: Cora Lind", "Ada Quill; Cora Lind", ""},
		{"Inspector: Ada Quill, Harbour Council", "Ada Quill", ""},
		{"Inspectors: none\nGuests: Jo Reed, Ada Quill", "", "Jo Reed; Ada Quill"},
		{"Lead inspectors: Niamh Doran and Piet van der Berg", "Niamh Doran; Piet van der Berg", ""},
	} {
		facts := FactValues(readBy(t, lamp, "a.txt", "Report on a lamp\n\nLit on: 3 May 2024\n"+c[0]+"\n\nWhat we saw\n\nIt shone, and ships saw it.\n"))
		if facts["lead_inspectors"] != c[1] || facts["guests"] != c[2] {
			t.Errorf("%q: got %q and %q, want %q and %q", c[0], facts["lead_inspectors"], facts["guests"], c[1], c[2])
		}
	}
}
