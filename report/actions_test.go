package report

import (
	"slices"
	"testing"
)

// inspected is a document of an inspection with the things it asks.
func inspected(kind, day string, asked ...action) *document {
	return &document{kind: kind, insp: &inspection{start: day}, actions: asked, actionFile: -1}
}

// TestOpenAsks: an ask is open until the same authority is inspected again with
// the same remit; asks of one body count together, however its name is set.
func TestOpenAsks(t *testing.T) {
	sif := inspected("sif_inspection", "2015-03-02", action{text: "a", themes: []int{1}}, action{text: "b", responsible: "The Board"})
	send := inspected("area_send", "2023-05-01", action{text: "c", responsible: "the board,", themes: []int{0, 1}})
	ilacs := inspected("ilacs_inspection", "2024-01-08", action{text: "d", themes: []int{0}})
	undated := inspected("ilacs_inspection", "", action{text: "e"})
	c := &council{docs: []*document{undated, sif, send, ilacs}}
	d := &data{themes: []Theme{{ID: "x", Label: "x"}, {ID: "y", Label: "y"}}, docs: c.docs, councils: []*council{c}}
	d.followed()
	if sif.next != ilacs || send.next != nil || ilacs.next != nil || undated.next != nil {
		t.Fatalf("next: %v %v %v %v", sif.next, send.next, ilacs.next, undated.next)
	}
	p := d.actionsPage()
	want := []BodyRow{
		{Name: "The Board", Key: "board", Asked: 2, Open: 1, Themes: []BodyTheme{{"x", 1, 1}, {"y", 1, 1}}},
		{Key: nobody, Asked: 3, Open: 2, Themes: []BodyTheme{{"x", 1, 1}, {"y", 1, 0}}},
	}
	same := func(a, b BodyRow) bool {
		return a.Name == b.Name && a.Key == b.Key && a.Asked == b.Asked && a.Open == b.Open && slices.Equal(a.Themes, b.Themes)
	}
	if p.Asked != 5 || p.Open != 3 || !slices.EqualFunc(p.Bodies, want, same) {
		t.Errorf("got %+v", p)
	}
}

// TestAskedOn: an ask is on the themes of all its sentences, each once.
func TestAskedOn(t *testing.T) {
	doc := inspected("jtai", "2024-01-08", action{}, action{})
	doc.askedOn(1, []int{2})
	doc.askedOn(1, []int{0, 2})
	doc.askedOn(-1, []int{1})
	doc.askedOn(7, []int{1})
	if len(doc.actions[0].themes) != 0 || !slices.Equal(doc.actions[1].themes, []int{0, 2}) {
		t.Errorf("got %+v", doc.actions)
	}
}
