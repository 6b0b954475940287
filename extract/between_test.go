package extract

import (
	"strings"
	"testing"

	"assay/corpus"
)

// setPages lays out a document: "page y size text" a line.
func setPages(rows string) *corpus.Document {
	d := &corpus.Document{MediaType: "application/pdf"}
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(rows), "\n") {
		f := strings.SplitN(strings.TrimSpace(line), " ", 4)
		page, y, size := int32(f[0][0]-'0'), float32(0), float32(0)
		for _, c := range f[1] {
			y = 10*y + float32(c-'0')
		}
		for _, c := range f[2] {
			size = 10*size + float32(c-'0')
		}
		start := int32(b.Len())
		b.WriteString(f[3])
		d.Lines = append(d.Lines, corpus.Line{Span: corpus.Span{Start: start, End: int32(b.Len())}, Page: page, X: 72, Y: y, Size: size, Comment: -1})
		b.WriteByte('\n')
	}
	d.Text = b.String()
	for _, l := range d.Lines {
		if int(l.Page) > len(d.Pages) {
			d.Pages = append(d.Pages, corpus.Span{Start: l.Start})
		}
		d.Pages[l.Page-1].End = l.End
	}
	return d
}

// TestBetween: what stands in a paragraph in smaller type is none of it, and the
// paragraph goes on behind it.
func TestBetween(t *testing.T) {
	const (
		top = `
1 100 11 Leaders in Hartmere know their services well and have done so since the
1 114 11 last visit. They meet each week. Managers read files each month and tell
1 128 11 workers what they have seen there, so that all know what good work is. Most
1 142 11 plans are clear and are shared with families. The board asks for figures on
1 156 11 each team and looks at them twice a year. Social workers say that they are
1 170 11 glad to work here. Managers, though, have had little oversight
`
		next = `
2 120 11 of visits to children who live far away, and some have not been seen for
2 134 11 weeks. Leaders have now asked for a plan and will look at it again in the
2 148 11 autumn of next year, when all teams are to be full and no child waits.
`
		whole = "Managers, though, have had little oversight of visits to children who live far away, and some have not been seen for weeks."
	)
	for name, c := range map[string]struct {
		rows string
		cut  bool
	}{
		"a head that comes once":    {top + "2 42 9 Letter on Hartmere, page the second" + next, false},
		"a head in small letters":   {top + "2 42 9 page 2 of 3" + next, false},
		"a caption":                 {top + "1 200 9 Figure 1: children seen on time in the\n1 211 9 spring of the year" + next, false},
		"a caption on the next":     {top + "2 42 9 Figure 1: children seen on time in the\n2 53 9 spring of the year" + next, false},
		"a note":                    {top + "1 760 8 1 Figures are those of the spring, as the\n1 769 8 council gave them." + next, false},
		"a lettered note":           {top + "1 760 8 [a] Figures are those of the spring, as the\n1 769 8 council gave them." + next, false},
		"a bullet in a small face":  {top + "1 200 8 • Visits are late" + next, true},
		"a heading":                 {top + "1 200 16 What must improve" + next, true},
		"small type and a new text": {top + "1 200 9 Figure 1: children seen" + strings.Replace(next, "of visits", "Visits", 1), true},
	} {
		p := Extract(setPages(c.rows))
		var all []string
		for i := range p.Sentences {
			all = append(all, SentenceText(p, i))
		}
		found := false
		for _, s := range all {
			found = found || s == whole
		}
		if found == c.cut {
			t.Errorf("%s: got %q", name, all)
		}
	}
}
