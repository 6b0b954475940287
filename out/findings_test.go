package out

import (
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"

	"assay/classify"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
	"assay/internal/made"
)

// issueColumns are the columns of findings that its readers rely on, in order.
const issueColumns = `local_authority region kind framework inspection_start inspection_end year grade outcome theme theme_label stance score
direction tense speaker_role context side heading sentence sentence_before sentence_after trigger reasons page uri link`

func TestFindingsColumns(t *testing.T) {
	table := findingsTable(Options{}).describe()
	var names []string
	for _, c := range table.Columns {
		names = append(names, c.Name)
	}
	if got, want := strings.Join(names, " "), strings.Join(strings.Fields(issueColumns), " "); !strings.HasPrefix(got, want+" ") {
		t.Errorf("columns are %s", got)
	}
	if !strings.HasPrefix(table.Doc, "context = 'finding' is what inspectors found") {
		t.Errorf("the description begins %.60q", table.Doc)
	}
}

// TestFindingsAgree holds findings against the tables it saves the joins of: a
// row a mention, in the same order, and what both hold is the same.
func TestFindingsAgree(t *testing.T) {
	dir, counts := write(t, Options{Labels: map[string]string{"oversight": "Oversight by managers"}, SourceBase: "https://files.example.org/a"}, 6, made.Options{Sentences: 60})
	same := map[string]string{"theme": "theme", "stance": "stance", "score": "score", "direction": "direction", "tense": "tense", "speaker_role": "speaker_role",
		"context": "context", "mention_id": "mention_id", "sentence_id": "sentence_id", "doc_id": "doc_id", "article_id": "article_id", "trigger": "text"}
	var mentions []map[string]string
	scan(t, dir, "mentions", func(_ arrow.Record, _ int, v func(string) string) {
		row := map[string]string{}
		for f, m := range same {
			row[f] = v(m)
		}
		mentions = append(mentions, row)
	})
	sentences, of := map[string]map[string]string{}, map[string]string{"heading": "heading", "page": "page", "comment_id": "comment_id", "section_id": "section_id", "speaker": "speaker", "sentence": "text"}
	scan(t, dir, "sentences", func(_ arrow.Record, _ int, v func(string) string) {
		row := map[string]string{}
		for f, s := range of {
			row[f] = v(s)
		}
		sentences[v("sentence_id")] = row
	})
	facts := map[string]map[string]string{}
	scan(t, dir, "theme_summary", func(_ arrow.Record, _ int, v func(string) string) {
		facts[v("doc_id")] = map[string]string{"local_authority": v("local_authority"), "inspection_start": v("inspection_start"), "framework": v("framework"), "grade": v("overall_grade")}
	})
	n, dated := 0, 0
	scan(t, dir, "findings", func(_ arrow.Record, _ int, v func(string) string) {
		for _, want := range []map[string]string{mentions[n], sentences[v("sentence_id")], facts[v("doc_id")]} {
			for column, value := range want {
				if got := v(column); got != value && !(column == "sentence" && bare(value) == got) {
					t.Errorf("row %d: %s is %q, want %q", n, column, got, value)
				}
			}
		}
		if v("inspection_start") != "" {
			dated++
			if v("year") != v("inspection_start")[:4] {
				t.Errorf("row %d: year %s of an inspection of %s", n, v("year"), v("inspection_start"))
			}
		}
		if !strings.HasPrefix(v("link"), "https://files.example.org/a/area%20") {
			t.Errorf("row %d: link %s", n, v("link"))
		}
		if label := v("theme_label"); (v("theme") == "oversight") != (label == "Oversight by managers") {
			t.Errorf("row %d: %s is called %q", n, v("theme"), label)
		}
		n++
	})
	if n == 0 || n != len(mentions) || int64(n) != counts.Rows["mentions"] || dated == 0 {
		t.Errorf("%d findings, %d of them dated, of %d mentions", n, dated, len(mentions))
	}
}

func TestBare(t *testing.T) {
	for text, want := range map[string]string{
		"• Visits are late.": "Visits are late.", "– Visits are late.": "Visits are late.", "o Visits are late.": "Visits are late.",
		"•  - Visits are late.": "Visits are late.", "-5 degrees": "-5 degrees", "of late": "of late", "•": "•", "●Visits": "Visits", "—": "—",
		"Visits • are late": "Visits • are late", "": "", "* starred": "starred", "“Visits”": "“Visits”",
	} {
		if got := bare(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// listed makes a document of sentences, each a section of its own unless it
// begins with +; = begins a heading, | a caption. Headings part what stands below
// them.
func listed(lines ...string) *doc {
	p := &extract.Parse{Doc: &corpus.Document{}, Articles: []extract.Article{{}}}
	var text strings.Builder
	var heading corpus.Span
	for _, line := range lines {
		s := extract.Sentence{Comment: -1, Span: corpus.Span{Start: int32(text.Len())}}
		body := strings.TrimLeft(line, "+=|")
		text.WriteString(body)
		s.End = int32(text.Len())
		text.WriteByte('\n')
		switch line[0] {
		case '=':
			heading, s.Context = s.Span, extract.InHeading
		case '|':
			s.Context = extract.InCaption
		}
		s.Heading = heading
		if line[0] != '+' {
			sec := extract.Section{Span: s.Span, Parent: -1, Comment: -1, Heading: heading}
			if number, _, ok := strings.Cut(body, ". "); ok && len(number) < 3 {
				sec.Number = corpus.Span{Start: s.Start, End: s.Start + int32(len(number))}
			}
			p.Sections = append(p.Sections, sec)
		}
		s.Section = int32(len(p.Sections) - 1)
		p.Sentences = append(p.Sentences, s)
	}
	p.Doc.Text = text.String()
	return &doc{r: &classify.Result{Parse: p}}
}

func TestNeighbours(t *testing.T) {
	d := listed("=Front door", "12. Help comes late.", "+Visits are rare.", "|Figure 2", "• Plans are vague.", "=Leaders", "They know it.")
	for i, want := range [][3]string{
		1: {"", "Help comes late.", "Visits are rare."},
		2: {"Help comes late.", "Visits are rare.", "Plans are vague."},
		4: {"Visits are rare.", "Plans are vague.", ""},
		6: {"", "They know it.", ""},
	} {
		if want[1] == "" {
			continue
		}
		k := int32(i)
		if got := [3]string{d.beside(k, -1), d.clean(k), d.beside(k, 1)}; got != want {
			t.Errorf("sentence %d: %q, want %q", i, got, want)
		}
	}
	other := listed("One.", "Two.")
	other.r.Sentences[1].Comment = 0
	if got := other.beside(0, 1); got != "" {
		t.Errorf("the sentence after the article's last is %q, which is a comment's", got)
	}
}

func TestLongSentenceIsCut(t *testing.T) {
	d := listed(strings.Repeat("é", maxSentence))
	if got := d.clean(0); len(got) > maxSentence+len("…") || !strings.HasSuffix(got, "é…") {
		t.Errorf("%d bytes, ends %q", len(got), got[len(got)-8:])
	}
}

func TestReasons(t *testing.T) {
	d := listed("Cases are too high although fewer and too high.")
	at := func(words, effect string) stance.Cue {
		i := int32(strings.Index(d.r.Doc.Text, words))
		return stance.Cue{Span: corpus.Span{Start: i, End: i + int32(len(words))}, Effect: effect}
	}
	cues := []stance.Cue{at("too high", "negative"), at("fewer", "positive"), at("Cases are", "negative"), at("too high", "negative")}
	for class, want := range map[stance.Class]string{stance.Negative: "too high; Cases are", stance.Positive: "fewer", stance.Neutral: "", stance.Mixed: "too high; fewer; Cases are"} {
		if got := d.reasons(&classify.Mention{Verdict: stance.Verdict{Class: class}, Cues: cues}); got != want {
			t.Errorf("%s: %q, want %q", class, got, want)
		}
	}
}
