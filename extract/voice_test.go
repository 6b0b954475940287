package extract

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"assay/corpus"
	"assay/internal/calendar"
)

// textDocument is a plain text file as the reader hands it out: a line each.
func textDocument(s string) *corpus.Document {
	doc := &corpus.Document{Text: s, MediaType: "text/plain"}
	doc.Meta.ExpectedComments = -1
	at, blank := 0, 0
	for _, l := range strings.SplitAfter(s, "\n") {
		if trimmed := strings.TrimSpace(l); trimmed == "" {
			blank++
		} else {
			lead := strings.Index(l, trimmed)
			doc.Lines = append(doc.Lines, corpus.Line{Span: corpus.Span{Start: int32(at + lead), End: int32(at + lead + len(trimmed))},
				X: float32(lead), Comment: -1, BlankRows: int16(blank)})
			blank = 0
		}
		at += len(l)
	}
	return doc
}

const quotedArticle = `Fenmoor told to hurry

By Pat Reyes

A ‘failing’ council has been told to act faster after inspectors rated its services “inadequate”.

“Too many children wait – some for months,” the inspection report said. “That is not acceptable.”

Ada Quill, director of children’s services at Fenmoor Council, said: “We accept every word of it.

“The work has begun, and families’ lives will be better for it.”

She added that it would take “more than one winter” to finish.

Bo Varga, a professor of social work, called it “a story told too often”.

Social workers told the paper that they were overwhelmed. “We have had enough,” said one social worker.

The so-called ‘front door’ moved in May.

“Nobody asked us what we wanted,” a young person in care says.
`

func TestQuotes(t *testing.T) {
	p := Extract(textDocument(quotedArticle))
	var got []string
	for _, q := range p.Quotes {
		got = append(got, fmt.Sprintf("%s | %s | %s | %s", q.Speaker, q.Role, q.Cue.Of(p.Doc.Text), strings.Join(strings.Fields(q.Of(p.Doc.Text)), " ")))
	}
	want := []string{
		"the inspection report | inspector | said | “Too many children wait – some for months,”",
		"the inspection report | inspector |  | “That is not acceptable.”",
		"Ada Quill | council_leader | said | “We accept every word of it. “The work has begun, and families’ lives will be better for it.”",
		"Ada Quill | council_leader | added | “more than one winter”",
		"Bo Varga | academic | called | “a story told too often”",
		"one social worker | practitioner | said | “We have had enough,”",
		"a young person in care | child | says | “Nobody asked us what we wanted,”",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, s := range p.Sentences {
		if text := s.Of(p.Doc.Text); strings.HasPrefix(text, "Social workers told") && (s.Role != Practitioner || s.Speaker != "Social workers") {
			t.Errorf("claim outside quotations: %s %q", s.Role, s.Speaker)
		} else if strings.HasPrefix(text, "The so-called") && s.Role != Journalist {
			t.Errorf("%q told by %s", text, s.Role)
		} else if strings.HasPrefix(text, "“The work has begun") && s.Role != CouncilLeader {
			t.Errorf("second paragraph of a quotation: %s", s.Role)
		}
	}
}

func TestClaimsInReports(t *testing.T) {
	for in, want := range map[string]string{
		"Leaders told inspectors that caseloads had fallen.":                          "council_leader: Leaders",
		"However, social workers spoken to by inspectors said they feel listened to.": "practitioner: social workers spoken to by inspectors",
		"Young people report that they like their workers.":                           "child: Young people",
		"Foster carers described good support.":                                       "parent: Foster carers",
		"Partners, including the police, reported that thresholds are clear.":         "partner: Partners",
		"The annual report is clear about what is needed.":                            "none",
		"Inspectors saw good practice.":                                               "none",
		"Well planned use of managers has added impetus to changes in practice.":      "none",
		"Plans are made according to the wishes and feelings of children.":            "none",
		"39. Morale is high, and workers told inspectors that they are happy.":        "practitioner: workers",
		"Managers recognise that more is to be done.":                                 "none",
		"Children are asked what they say to others in a calm way.":                   "none",
		"Inspectors were told that this was planned.":                                 "none",
	} {
		got := "none"
		if c, ok := findClaim(in, true); ok {
			got = c.role.String() + ": " + c.speaker
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestTense(t *testing.T) {
	for in, want := range map[string]Tense{
		"Caseloads are manageable.":                                              Current,
		"Supervision has improved since the last inspection.":                    Current,
		"At the last inspection in 2018, thresholds were not well understood.":   Past,
		"Supervision had been irregular.":                                        Past,
		"Supervision had been irregular but is now regular and helpful.":         Current,
		"Previously, too many cases were unallocated.":                           Past,
		"Inspectors found that assessments were of variable quality.":            Current,
		"The authority will appoint two more team managers.":                     Planned,
		"Leaders plan to reduce caseloads further.":                              Planned,
		"Senior managers have plans to strengthen the front door.":               Planned,
		"A new team is due to start in May.":                                     Planned,
		"Letters that in the future will help children to understand are clear.": Current,
		"In most cases seen, visits had been recorded on time.":                  Current,
		"A number of these cases had drifted, with no visit for weeks.":          Current,
		"At the time of the inspection, the changes had not been completed.":     Current,
		"Until recently, many cases had been left to drift.":                     Past,
		"Plans for care leavers are thorough.":                                   Current,
		"In 2016, 40 children were waiting for an assessment.":                   Past,
		"In 2023, 40 children were waiting for an assessment.":                   Past,
		"In 2024, 40 children were waiting for an assessment.":                   Current, // the year of the inspection
		"In 2025, 40 children were waiting for an assessment.":                   Current,
		"During 2023 caseloads were too high.":                                   Past,
		"In early 2024 caseloads were too high.":                                 Current,
	} {
		doc := textDocument(in + "\n")
		p := &Parse{Doc: doc, Inspection: &Inspection{Start: calendar.Make(2024, 3, 4)}}
		p.Sections = []Section{{Span: corpus.Span{End: int32(len(in))}, Kind: KindParagraph, Parent: -1, Comment: -1}}
		sentences(p)
		tokens(p)
		tags(p)
		tenses(p)
		if len(p.Sentences) != 1 || p.Sentences[0].Tense != want {
			t.Errorf("%s: got %v, want %s", in, p.Sentences, want)
		}
	}
}

func TestEntities(t *testing.T) {
	raw, err := os.ReadFile("testdata/entities.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, block := range strings.Split(strings.TrimSpace(string(raw)), "\n\n") {
		lines := strings.Split(block, "\n")
		for strings.HasPrefix(lines[0], "#") {
			lines = lines[1:]
		}
		cases++
		var got []string
		for _, e := range sentenceEntities(lines[0], calendar.Make(2022, 1, 1)) {
			got = append(got, fmt.Sprintf("%s | %s | %s | %s", e.Kind, e.Of(lines[0]), e.Key, e.Value))
		}
		if strings.Join(got, "\n") != strings.Join(lines[1:], "\n") {
			t.Errorf("%s\ngot\n%s\nwant\n%s", lines[0], strings.Join(got, "\n"), strings.Join(lines[1:], "\n"))
		}
	}
	if cases < 8 {
		t.Errorf("%d cases", cases)
	}
}
