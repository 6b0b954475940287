package extract

import (
	"strings"
	"testing"
)

// shown is what a parse says of the sentences of a document: context, side, text.
func shown(p *Parse) (out []string) {
	for i, s := range p.Sentences {
		out = append(out, s.Context.String()+" "+s.Side.String()+": "+SentenceText(p, i))
	}
	return out
}

func wantSentences(t *testing.T, p *Parse, want ...string) {
	t.Helper()
	if err := p.Check(); err != nil {
		t.Error(err)
	}
	got := strings.Join(shown(p), "\n")
	for _, w := range want {
		if !strings.Contains(got+"\n", w+"\n") {
			t.Errorf("no sentence %q in\n%s", w, got)
		}
	}
}

// A box drawn after the text it stands above lies within the item that runs on over
// the page: neither is cut, and each keeps its side.
func TestBoxAbove(t *testing.T) {
	doc := placedDoc([]placed{
		{1, 71, 90, false, "4 March 2018"},
		{1, 71, 120, true, "Joint targeted area inspection of the multi-agency response to neglect in Bristol"},
		{1, 71, 150, true, "Key strengths"},
		{1, 72, 170, false, "• Nurses and teachers meet each week."},
		{2, 71, 600, true, "Areas for improvement"},
		{2, 72, 640, false, "• Plans are made in good time, and those who made them meet often, but they do not"},
		{2, 89, 100, true, "Practice study: highly effective practice"},
		{2, 89, 116, false, "Staff of two teams visited a family together and agreed what each of them would do."},
		{2, 89, 146, false, "The child is safe."},
		{3, 92, 100, false, "always say who will act. Some are never read again."},
		{3, 72, 130, false, "• Few records hold the words of children."},
	})
	wantSentences(t, Extract(doc),
		"finding weakness: Plans are made in good time, and those who made them meet often, but they do not always say who will act.",
		"finding weakness: Some are never read again.",
		"finding strength: Staff of two teams visited a family together and agreed what each of them would do.",
		"finding strength: The child is safe.",
		"finding weakness: Few records hold the words of children.")
}

// The number of a note that came as a row of its own is no part of the sentence.
func TestRaisedNumber(t *testing.T) {
	doc := placedDoc([]placed{
		{1, 71, 120, true, "Joint targeted area inspection of the multi-agency response to neglect in Bristol"},
		{1, 72, 180, false, "Nurses and teachers of all schools of the city meet each week, as inspectors saw in the"},
		{1, 72, 196, false, "centre."},
		{1, 120, 195, false, "1"},
		{1, 130, 196, false, "In the north they meet each month, and more of them would like to come to these"},
		{1, 72, 212, false, "meetings."},
		{1, 72, 300, false, "Of the homes visited 3 were new."},
	})
	doc.Lines[3].Size = 8
	wantSentences(t, Extract(doc),
		"finding none: Nurses and teachers of all schools of the city meet each week, as inspectors saw in the centre.",
		"finding none: In the north they meet each month, and more of them would like to come to these meetings.",
		"furniture none: 1")
}

// The words of a label within a sentence begin no fact.
func TestLabelInSentence(t *testing.T) {
	doc := placedDoc([]placed{
		{1, 57, 120, true, "Area SEND inspection of Bristol Local Area Partnership"},
		{1, 57, 150, false, "Inspection dates: 11 to 15 March 2024"},
		{1, 57, 200, true, "What is it like to be a child or young person with SEND in this area?"},
		{1, 57, 230, false, "Children see their nurses and teachers far more often than they did at the time of the"},
		{1, 57, 246, false, "previous inspection. Few of them wait for long."},
	})
	wantSentences(t, Extract(doc),
		"finding none: Children see their nurses and teachers far more often than they did at the time of the previous inspection.",
		"finding none: Few of them wait for long.")
}

// The name of a council that stands before a body's, in another cell or as the first
// of two, is no part of it.
func TestBodyAfterCouncil(t *testing.T) {
	for text, want := range map[string]string{
		"The Royal Borough of Greenwich South East London Integrated Care Board acts.":            "South East London Integrated Care Board",
		"The London Borough of Bexley and South East London Integrated Care Board are both here.": "South East London Integrated Care Board",
		"The London Borough of Bexley Safeguarding Children Board met.":                           "London Borough of Bexley Safeguarding Children Board",
		"Leaders of Kent and Medway Integrated Care Board met.":                                   "Kent and Medway Integrated Care Board",
	} {
		p := One(text, "")
		var got []string
		for _, e := range p.Entities {
			if e.Kind == Body {
				got = append(got, e.Value)
			}
		}
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s: bodies %q, want %q", text, got, want)
		}
	}
}
