package extract

import "testing"

// What stands about a sentence is no sentence: the number of its paragraph glued
// to a quotation, a tag in brackets, a list of the paragraphs it came from. A
// standing sentence within a paragraph of findings is none itself.
func TestSentencesWithoutMarks(t *testing.T) {
	t.Parallel()
	p := Extract(structureDoc(t, "testdata/structure/sif_breaks.page"))
	type one struct {
		context Context
		number  string
	}
	got := map[string]one{}
	for i, s := range p.Sentences {
		got[SentenceText(p, i)] = one{s.Context, s.Number.Of(p.Doc.Text)}
	}
	for text, want := range map[string]one{
		"Leaders know what has to change.": {Finding, ""},
		"It is Ofsted’s expectation that all children receive the level of help that they need.": {Background, ""},
		"Most of it comes late.": {Finding, ""},
		"Write plans that parents can follow. (Paras 9, 10, 12, 31, 40, 41)":                    {Recommendation, "1"},
		"Visit every child who has gone missing, and write down what they say. (Outcome three)": {Recommendation, "2"},
		"There are no areas for priority action.":                                               {Background, "3"},
		"‘Speak up’ is a group that tells leaders what children in care think of their homes.":  {Finding, "23"},
	} {
		if s, ok := got[text]; !ok || s != want {
			t.Errorf("%q: %v %v, want %v", text, ok, s, want)
		}
	}
	if t.Failed() {
		for s, o := range got {
			t.Log(o, s)
		}
	}
}
