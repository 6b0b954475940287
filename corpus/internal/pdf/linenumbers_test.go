package pdf

import (
	"fmt"
	"strings"
	"testing"
)

// draftRows is text as a draft has it, in rows; a blank one ends a paragraph.
var draftRows = strings.Split(`The plan says that every child is
seen each week by the same worker.
Some are seen less often, as three
teams are short of staff and have
been so since the spring of 2019

In 2020 the board asked for a plan
and was told that 12 of them were
ready. Leaders say that visits will
be made on time by the end of June
and that nobody waits for more than
10 working days for a first visit.`, "\n")

// numbered sets rows on a page with their numbers beside them.
type numbered struct {
	first, every int // number of the first row, and which rows show theirs
	x            float64
	flush        bool // numbers end at x rather than begin there
	after        bool // the numbers are drawn when all rows are
	before       bool // or before all
	blank        bool // blank rows are counted, too
}

func (s numbered) page(rows []string) (page string, next int) {
	var text, numbers []string
	n, y := s.first, 700.0
	for _, row := range rows {
		var words []string
		if row != "" {
			words = append(words, fmt.Sprintf("90 %g 11 %s", y, row))
		}
		if row != "" || s.blank {
			if n%s.every == 0 {
				x := s.x
				if s.flush {
					x -= 5 * float64(len(fmt.Sprint(n)))
				}
				number := fmt.Sprintf("%g %g 9 %d", x, y, n)
				if s.after || s.before {
					numbers = append(numbers, number)
				} else if s.x < 90 {
					words = append([]string{number}, words...)
				} else {
					words = append(words, number)
				}
			}
			n++
		}
		text = append(text, words...)
		y -= 14
	}
	if s.before {
		return setText(append(numbers, text...)...), n
	}
	return setText(append(text, numbers...)...), n
}

// TestLineNumbers: the numbers of rows in a margin are left out, wherever they stand
// and however they are drawn; what the text says in figures stays.
func TestLineNumbers(t *testing.T) {
	short := []string{"Nobody else was asked", "about the plan."}
	for _, c := range []struct {
		name string
		set  numbered
		anew bool
	}{
		{name: "left", set: numbered{every: 1, x: 60}},
		{name: "left, flush", set: numbered{every: 1, x: 70, flush: true}},
		{name: "left, every fifth", set: numbered{every: 5, x: 60}},
		{name: "left, drawn last", set: numbered{every: 1, x: 60, after: true}},
		{name: "left, drawn first", set: numbered{every: 1, x: 60, before: true}},
		{name: "left, anew", set: numbered{every: 1, x: 60}, anew: true},
		{name: "left, blank rows too", set: numbered{every: 1, x: 60, blank: true}},
		{name: "right", set: numbered{every: 1, x: 520}},
		{name: "right, flush", set: numbered{every: 1, x: 530, flush: true}},
		{name: "right, every fifth", set: numbered{every: 5, x: 520}},
		{name: "right, every second", set: numbered{every: 2, x: 520}},
		{name: "right, drawn last", set: numbered{every: 1, x: 520, after: true}},
		{name: "right, drawn first", set: numbered{every: 1, x: 520, before: true}},
		{name: "right, anew", set: numbered{every: 1, x: 520}, anew: true},
		{name: "right, every fifth, anew, drawn last", set: numbered{every: 5, x: 520, after: true}, anew: true},
		{name: "right, near the text", set: numbered{every: 1, x: 290}},
		{name: "right, blank rows too", set: numbered{every: 1, x: 520, blank: true}},
	} {
		rows := draftRows
		for c.set.every == 5 && len(rows) < 30 { // so that a page shows enough of them
			rows = append(rows[:len(rows):len(rows)], draftRows...)
		}
		var whole []string
		for _, r := range rows {
			if r != "" {
				whole = append(whole, r)
			}
		}
		c.set.first = 1
		one, next := c.set.page(rows)
		if c.set.first = next; c.anew {
			c.set.first = 1
		}
		two, next := c.set.page(rows)
		if c.set.first = next; c.anew {
			c.set.first = 1
		}
		three, _ := c.set.page(short)
		d, err := readHere(t, pagesPDF(">>", "", nil, one, two, three))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		page := strings.Join(whole, "\n")
		got, want := strings.Split(strings.TrimSpace(d.Text), "\n"), strings.Split(page+"\n"+page+"\n"+strings.Join(short, "\n"), "\n")
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Errorf("%s: %d rows, want %d; row %d differs: %q", c.name, len(got), len(want), i, got[min(i, len(got)-1)])
				break
			}
		}
	}
	// What stays: contents, tables of figures, numbered paragraphs and items, years.
	for name, rows := range map[string][]string{
		"contents":            {"72 700 11 What we found", "500 700 11 3", "72 685 11 What must improve", "500 685 11 4", "72 670 11 How we worked", "500 670 11 5", "72 655 11 Annex", "500 655 11 6", "72 640 11 Contacts", "500 640 11 7"},
		"a table of ranks":    {"72 700 11 Hartmere", "300 700 11 1", "72 685 11 Selmouth", "300 685 11 2", "72 670 11 Fenby", "300 670 11 3", "72 655 11 Corle Bay", "300 655 11 4", "72 640 11 Otterham", "300 640 11 5"},
		"counts":              {"72 700 11 children seen", "300 700 11 41", "72 685 11 children not seen", "300 685 11 7", "72 670 11 plans late", "300 670 11 12", "72 655 11 visits made", "300 655 11 90", "72 640 11 visits missed", "300 640 11 3"},
		"numbered paragraphs": {"72 700 11 1", "100 700 11 Leaders know", "100 685 11 what is weak.", "72 670 11 2", "100 670 11 Visits are", "100 655 11 on time.", "72 640 11 3", "100 640 11 Plans are", "100 625 11 clear.", "72 610 11 4", "100 610 11 Workers say", "100 595 11 so.", "72 580 11 5", "100 580 11 Parents", "100 565 11 agree."},
		"years":               {"72 700 11 It was so in", "300 700 11 2016", "72 685 11 and again in", "300 685 11 2018", "72 670 11 but not in", "300 670 11 2011", "72 655 11 as it had in", "300 655 11 2007", "72 640 11 been before", "300 640 11 2020"},
	} {
		d, err := readHere(t, pagesPDF(">>", "", nil, setText(rows...)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := strings.Join(strings.Fields(d.Text), " ")
		for _, r := range rows {
			if words := strings.SplitN(r, " ", 4)[3]; !strings.Contains(got, words) {
				t.Errorf("%s: %q is lost in %q", name, words, got)
			}
		}
	}
}
