package eval

import (
	"bytes"
	"strings"
	"testing"

	"assay/extract"
)

const factsFile = `{"uri":"a.pdf","local_authority":"Fenmoor","framework":"ILACS","start":"2024-03-04","end":"2024-03-08","published":null,"lead_inspector":"Ada Quill","judgements":{"overall_effectiveness":"good","in_care":"outstanding"}}

{"uri":"b.pdf","local_authority":"Westhaven","framework":"SIF","start":"2015-03-04","end":"2015-03-26","published":"2015-05-11","lead_inspector":null,"judgements":{"lscb":"good"}}
`

func TestFacts(t *testing.T) {
	want, err := ReadFacts(strings.NewReader(factsFile))
	if err != nil || len(want) != 2 {
		t.Fatal(want, err)
	}
	in := &extract.Inspection{LocalAuthority: "Fenmoor", Framework: "ILACS", Start: extract.Date{Year: 2024, Month: 3, Day: 4},
		End: extract.Date{Year: 2024, Month: 3, Day: 8}, Published: extract.Date{Year: 2024, Month: 5, Day: 1}, PublishedSource: extract.PublishedFileName,
		LeadInspector: "Ada Quill", Judgements: []extract.Judgement{
			{Key: "overall_effectiveness", Grade: "good", Status: extract.StatusGraded},
			{Key: "in_care", Status: extract.StatusUnreadable},
			{Key: "care_leavers", Grade: "good", Status: extract.StatusGraded}}}
	r := Facts(want, []FactRecord{FactsOf("a.pdf", "", &extract.Parse{Inspection: in})})
	// a: 6 fields right (a published date of the file name does not count), 1 of
	// 3 judgements (one missing, one extra); b: only its lead inspector, none.
	if r.Overall != (FactCount{8, 16}) {
		t.Errorf("overall %+v", r.Overall)
	}
	if r.Fields["lead_inspector"] != (FactCount{2, 2}) || r.Fields["published"] != (FactCount{1, 2}) ||
		r.Judgements["care_leavers"] != (FactCount{0, 1}) || r.Judgements["overall_effectiveness"] != (FactCount{1, 1}) {
		t.Errorf("%+v", r)
	}
	if len(r.Misses) != 8 || r.Misses[0] != (FactMiss{"a.pdf", "care_leavers", "", "good"}) {
		t.Errorf("misses %+v", r.Misses)
	}
	var b bytes.Buffer
	if err := r.Print(&b); err != nil || !strings.Contains(b.String(), "8 of 16") {
		t.Error(b.String(), err)
	}
}

func TestReadFactsNamesTheLine(t *testing.T) {
	_, err := ReadFacts(strings.NewReader("\n{\"uri\":\"a\"}\n{nonsense\n"))
	if err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Error(err)
	}
}
