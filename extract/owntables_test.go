package extract

import (
	"fmt"
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract/profiles"
)

const pier = `
profiles:
  - id: pier
    recognise: {title: ["report on a pier"]}
    facts:
      - {fact: inspection_dates, label: ["looked at on"]}
    chapters:
      - {heading: ["what we saw"], role: finding}
      - {heading: ["what is to be mended"], role: recommendation, asks: requirement}
      - {heading: ["who we are"], role: background}
    tables:
      - columns:
          - action: ["what is to be done"]
          - responsible: ["who"]
          - due: ["by when"]
        asks: requirement
`

var pierAsks = "harbour board|Paint the rails.|2024-08-01; Quay master and pilot|Mend the third step, and say so to the board.|2024-09-30"

func asked(p *Parse) string {
	var out []string
	for _, a := range p.Actions {
		out = append(out, fmt.Sprintf("%s|%s|%s", strings.TrimPrefix(a.Responsible, "The "), a.Text, a.DueOn))
	}
	return strings.Join(out, "; ")
}

// TestOwnTables reads a table of things asked in several formats: columns are
// found by their heads, one that the profile does not name is passed over, and a
// row is one action however short its cells are.
func TestOwnTables(t *testing.T) {
	t.Parallel()
	rows := [][]string{{"No.", "What is to be done", "By when", "Who"}, {"1", "Paint the rails.", "1 August 2024", "The harbour board"},
		{"2", "Mend the third step, and say so to the board.", "30/09/2024", "Quay master and pilot"}}
	var html, md strings.Builder
	for _, r := range rows {
		html.WriteString("<tr><td>" + strings.Join(r, "</td><td>") + "</td></tr>")
		md.WriteString("| " + strings.Join(r, " | ") + " |\n")
		if r[0] == "No." {
			md.WriteString("|---|---|---|---|\n")
		}
	}
	text := "No.  What is to be done          By when        Who\n" +
		"1    Paint the rails.            1 August 2024  The harbour board\n" +
		"2    Mend the third step, and    30/09/2024     Quay master\n" +
		"     say so to the board.                       and pilot\n"
	head, foot := "Report on a pier\n\nLooked at on: 3 July 2024\n\nWhat we saw\n\nThe pier was sound.\n\nWhat is to be mended\n\n", "\n\nWho we are\n\nWe are four sailors.\n"
	page := "<h1>Report on a pier</h1><p>Looked at on: 3 July 2024</p><h2>What we saw</h2><p>The pier was sound.</p><h2>What is to be mended</h2><table>" +
		html.String() + "</table><h2>Who we are</h2><p>We are four sailors.</p>"
	for name, doc := range map[string]string{
		"a.txt": head + text + foot, "bare.html": page, "main.html": "<title>Piers</title><main>" + page + "</main>",
		"a.md": "# " + strings.NewReplacer("\n\nWhat", "\n\n## What").Replace(head) + md.String() + strings.Replace(foot, "Who", "## Who", 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			holdPier(t, readBy(t, pier, name, doc))
		})
	}
	t.Run("page", func(t *testing.T) {
		t.Parallel()
		own, err := profiles.Parse("pier.yaml", []byte(pier))
		if err != nil {
			t.Fatal(err)
		}
		set := profiles.BuiltIn()
		holdPier(t, New(&profiles.Set{Common: set.Common, Profiles: append(own, set.Profiles...)}).Extract(pierPage()))
	})
}

func holdPier(t *testing.T, p *Parse) {
	t.Helper()
	if got := asked(p); got != pierAsks {
		t.Errorf("got  %s\nwant %s", got, pierAsks)
	}
	if role, _, _ := contextOf(p, "We are four sailors"); role != "background" {
		t.Errorf("the text below the table is %s", role)
	}
	if p.Inspection.LocalAuthority != "" {
		t.Errorf("a council is guessed: %s", p.Inspection.LocalAuthority)
	}
}

// pierPage is the table as a printed page: heads stand in the middle of their
// columns, cells are drawn one after the other, and lines of two cells come as
// one, with a wide gap or with none.
func pierPage() *corpus.Document {
	d := &corpus.Document{MediaType: "application/pdf"}
	y := float32(40)
	line := func(down, x, size float32, text string) {
		y += down
		l := corpus.Line{Page: 1, X: x, Y: y, Size: size, Bold: size > 12, Comment: -1}
		for k, part := range strings.Split(text, "@") {
			gapX := float32(0)
			if k > 0 {
				var words string
				fmt.Sscanf(part, "%f", &gapX)
				_, words, _ = strings.Cut(part, " ")
				d.Text += " "
				d.Cells = append(d.Cells, corpus.Cell{Start: int32(len(d.Text)), X: gapX})
				part = words
			} else {
				l.Start = int32(len(d.Text))
			}
			d.Text += part
		}
		l.End = int32(len(d.Text))
		d.Text += "\n"
		d.Lines = append(d.Lines, l)
	}
	line(0, 40, 24, "Report on a pier")
	line(40, 40, 12, "Looked at on: 3 July 2024")
	line(30, 40, 18, "What we saw")
	line(30, 40, 12, "The pier was sound.")
	line(30, 40, 18, "What is to be mended")
	line(30, 45, 12, "No.@120 What is to be done@310 By@420 Who")
	line(8, 305, 12, "when")
	line(24, 45, 12, "1@70 Paint the rails.@300 1 August@400 The harbour board")
	line(14, 300, 12, "2024")
	line(24, 45, 12, "2@70 Mend the third step, and say so")
	line(14, 70, 12, "to the board.")
	line(-7, 300, 12, "30/09/2024@400 Quay master")
	line(14, 400, 12, "and pilot")
	line(40, 40, 18, "Who we are")
	line(30, 40, 12, "We are four sailors.")
	d.Pages = []corpus.Span{{End: int32(len(d.Text))}}
	return d
}
