package extract

import (
	"fmt"
	"slices"
	"strings"

	"assay/corpus"
	"assay/extract/profiles"
)

// A statement is what a document says of the grade of one label.
type statement struct {
	corpus.Span        // of label and grade, or of what is printed for a grade
	key, label, phrase string
	grade              string // "" where the phrase is no grade of the profile, or there are several
	page               int32
	several            bool          // grades stand beside the label, and they differ
	lines              []corpus.Span // those that say nothing but it, without headings
}

// ratings are the judgements of a profile that has grades of its own: what the
// document says of each label first. A grade is the whole of what is printed for
// one: a longer phrase that the profile does not list, or several grades with
// nothing that tells which is given now, leave the judgement unreadable and are
// warned of. A judgement whose key holds {number} or {text} has a row for every
// label that is found.
func (r *factReader) ratings() (out []Judgement) {
	p := r.front.profile
	seen := map[string]statement{}
	for _, s := range r.p.said {
		if first, ok := seen[s.key]; ok {
			if first.grade != s.grade {
				r.warnGrade("judgement %s is printed as %q and again as %q; the first counts", s.key, first.phrase, s.phrase)
			}
			continue
		}
		seen[s.key] = s
		j := Judgement{Key: s.key, Label: s.label, Grade: s.grade, Status: StatusGraded, Span: s.Span, Page: s.page}
		if s.grade == "" {
			j.Status = StatusUnreadable
			why := "which is none of the grades of " + p.ID
			if s.several {
				why = "and nothing says which of the grades is given now"
			}
			r.warnGrade("judgement %s is printed as %q, %s", s.key, s.phrase, why)
		}
		out = append(out, j)
	}
	for k := range p.Judgements { // those that are not printed
		j := &p.Judgements[k]
		if _, ok := seen[j.Key]; !ok && !strings.Contains(j.Key, "{") {
			status := StatusUnreadable
			if j.Missing != "" {
				status = Status(j.Missing)
			}
			out = append(out, Judgement{Key: j.Key, Status: status})
		}
	}
	return out
}

func (r *factReader) warnGrade(format string, args ...any) {
	r.p.Warnings = append(r.p.Warnings, corpus.Warning{Reason: corpus.FactMissing, Message: fmt.Sprintf(format, args...),
		Hint: "list what is printed under grades:, name the column of the grades given now under grade_column:"})
}

// mostLabel is how many bytes a label and its grade may take.
const mostLabel = 160

// mostPhrase is how many words may stand for a grade.
const mostPhrase = 6

// A ratingReader reads the statements of a document, row by row.
type ratingReader struct {
	p     *profiles.Profile
	below []*profiles.Pattern // words before a grade that stands in the chapter of its label
	rules headings
	doc   *corpus.Document
	lines []corpus.Line
	rows  []cellRow
	out   []statement

	label  statement // the label whose chapter is under way, key "" outside one
	column *cell     // the head of the column that holds the grades, nil where none is known
	heads  []cell    // of its table
	since  int       // rows since the last of its table
}

// statements reads what a document says of the labels of a profile with grades
// of its own. grades of a chapter: its label may stand in the heading and the
// grade on a line below it or below the text ("Judgement: good").
func (p *work) statements() []statement {
	if p.profile == nil || len(p.profile.Grades) == 0 {
		return nil
	}
	lines := p.Doc.Lines
	if p.profile.BuiltIn {
		lines = allLines(p.Doc).lines
	}
	r := &ratingReader{p: p.profile, below: append(p.profile.GradeLine[:len(p.profile.GradeLine):len(p.profile.GradeLine)], p.by.set.Common.GradeLine...),
		rules: p.rules(), doc: p.Doc, lines: lines, rows: cellRows(p.Doc, lines)}
	for i := range r.rows {
		r.head(i)
		r.row(i)
	}
	return r.out
}

// text is the text of a cell.
func (r *ratingReader) text(c cell) string { return oneLine(c.Of(r.doc.Text)) }

// head takes note of the column that the profile names for the grades given now.
func (r *ratingReader) head(i int) {
	cells := r.rows[i].cells
	if len(cells) < 2 {
		if r.since++; r.since > mostForeign {
			r.column = nil
		}
		return
	}
	r.since = 0
	for k := 1; k < len(cells); k++ {
		if t := r.text(cells[k]); len(t) < mostLabel/2 && matchAny(r.p.GradeColumn, t) && r.grade(t) == "" {
			r.column, r.heads = &cells[k], cells
		}
	}
}

// row reads the statements of row i.
func (r *ratingReader) row(i int) {
	cells := r.rows[i].cells
	if len(cells) > 1 && r.table(i) {
		return
	}
	for _, c := range cells {
		text := r.text(c)
		if len(text) > mostLabel {
			continue
		}
		heading := r.rules.of(text)
		if s, ok := r.line(text); ok {
			s.Span = c.Span
			r.label = statement{}
			if heading != nil {
				r.label = s
			} else {
				s.lines = []corpus.Span{c.Span}
			}
			r.say(i, s)
			continue
		}
		if r.label.key != "" && len(cells) == 1 && r.inChapter(i, text) {
			continue
		}
		if _, key := r.labelled(text); key != "" && len(cells) == 1 {
			r.label = statement{Span: c.Span, key: key, label: strings.TrimRight(text, " :–-|?")}
			r.next(i)
		} else if heading != nil && heading.own {
			r.label = statement{}
		}
	}
}

func (r *ratingReader) say(i int, s statement) {
	s.page = r.lines[r.rows[i].first].Page
	r.out = append(r.out, s)
}

// table reads a row of cells: a label, perhaps in several of them, and a grade in
// one of the others.
func (r *ratingReader) table(i int) bool {
	cells := r.rows[i].cells
	label := ""
	for k := range len(cells) - 1 {
		if label = strings.TrimSpace(label + " " + r.text(cells[k])); len(label) > mostLabel {
			return false
		}
		_, key := r.labelled(label)
		if key == "" {
			continue
		}
		var found []cell
		for _, c := range cells[k+1:] {
			if t := r.text(c); r.grade(t) != "" || r.like(t) {
				found = append(found, c)
			}
		}
		graded := found
		if r.column != nil {
			found = r.inColumn(cells[k+1:])
		}
		if len(found) == 0 {
			continue
		}
		s := statement{Span: corpus.Span{Start: cells[0].Start, End: cells[len(cells)-1].End}, key: key,
			label: strings.TrimRight(label, " :–-|?")}
		s.lines = []corpus.Span{s.Span}
		if cells[0].row > 0 { // what is said beside the grade stays
			s.lines = s.lines[:0]
			for _, c := range slices.Concat(cells[:k+1], graded) {
				s.lines = append(s.lines, c.Span)
			}
		}
		r.one(&s, found)
		r.label = statement{}
		r.say(i, s)
		return true
	}
	return false
}

// one fills in the grade that all of some cells hold, none where they differ or
// hold what is none.
func (r *ratingReader) one(s *statement, cells []cell) {
	for k, c := range cells {
		t, _ := r.told(r.text(c))
		g := r.grade(t)
		if k == 0 {
			s.grade, s.phrase = g, t
			continue
		}
		s.phrase += " | " + t
		if g != s.grade {
			s.grade, s.several = "", true
		}
	}
}

// besideHead is how far, in points or columns of text, a cell may begin from the
// head of its column on either side.
const besideHead = 60

// inColumn is the cell under the head of the grades given now, none where no
// cell stands there.
func (r *ratingReader) inColumn(cells []cell) []cell {
	best, off := -1, float32(besideHead)
	for k, c := range cells {
		if c.row > 0 || r.column.row > 0 {
			if c.col == r.column.col {
				return cells[k : k+1]
			}
			continue
		}
		if d := max(c.x-r.column.x, r.column.x-c.x); d < off {
			best, off = k, d
		}
	}
	if best < 0 {
		return nil
	}
	for _, h := range r.heads { // it may stand under a neighbour's head
		if d := max(cells[best].x-h.x, h.x-cells[best].x); h.Start != r.column.Start && d < off {
			return nil
		}
	}
	return cells[best : best+1]
}

// line reads a line that is a label and its grade: what parts them is a colon, a
// dash, a question mark or, where the label ends by its words, a space.
func (r *ratingReader) line(text string) (statement, bool) {
	for k := range r.p.Judgements {
		j := &r.p.Judgements[k]
		for _, at := range partings(text) {
			label, phrase := strings.TrimRight(text[:at], " :–—-|?"), trimPhrase(text[at:])
			if phrase == "" || !matchAny(j.Patterns, label) {
				continue
			}
			g := r.grade(phrase)
			parted := len(label) < len(strings.TrimRight(text[:at], " "))
			switch {
			case g != "" && (parted || !r.open(j, label)), g == "" && r.like(phrase):
				return statement{key: judgementKey(j, label), label: label, grade: g, phrase: phrase}, true
			}
		}
	}
	return statement{}, false
}

// inChapter reads a line of its own in the chapter of a label that says its
// grade: "Judgement: good", or such a word with the grade on the line after it.
func (r *ratingReader) inChapter(i int, text string) bool {
	s, c := r.label, r.rows[i].cells[0]
	phrase, ok := r.told(text)
	if !ok {
		return false
	}
	if s.phrase = phrase; phrase == "" {
		return r.next(i)
	}
	if s.grade = r.grade(phrase); s.grade == "" && !r.like(phrase) {
		return false
	}
	s.Span, s.lines = c.Span, []corpus.Span{c.Span}
	r.say(i, s)
	return true
}

// told is what stands behind the words before a grade that begin a text, and
// whether they do.
func (r *ratingReader) told(text string) (phrase string, ok bool) {
	for _, l := range r.below {
		if at := l.Index(text); at != nil && at[0] == 0 {
			return trimPhrase(text[at[1]:]), true
		}
	}
	return text, false
}

// next reads the grade of a label on the row after it; where grades follow on
// two rows, as the cells of a table without its rules do, they must agree.
func (r *ratingReader) next(i int) bool {
	var found []cell
	for k := i + 1; k < len(r.rows) && k <= i+3 && len(r.rows[k].cells) == 1; k++ {
		c := r.rows[k].cells[0]
		if t, _ := r.told(r.text(c)); len(t) > mostLabel || r.grade(t) == "" && (len(found) > 0 || !r.like(t)) {
			break
		}
		found = append(found, c)
	}
	if len(found) == 0 {
		return false
	}
	s := r.label
	r.one(&s, found)
	s.Span = corpus.Span{Start: r.rows[i].cells[0].Start, End: found[len(found)-1].End}
	for _, c := range found {
		s.lines = append(s.lines, c.Span)
	}
	r.say(i, s)
	return true
}

// judgementKey is the key of a judgement with what its label captures put in;
// the paragraph of a number follows it: regulation 21(3) is regulation_21_3.
func judgementKey(j *profiles.Judgement, label string) string {
	for _, name := range []string{"{number}", "{text}"} {
		if !strings.Contains(j.Key, name) {
			continue
		}
		for _, p := range j.Patterns {
			if v, ok := p.Read(label); ok {
				v = strings.NewReplacer(")(", "_", "(", "_", ")", "").Replace(v)
				return strings.ReplaceAll(j.Key, name, strings.ToLower(strings.Join(strings.Fields(v), "_")))
			}
		}
	}
	return j.Key
}

// markStatements sets the lines aside that say nothing but a grade and are no
// headings.
func (l *layout) markStatements(said []statement) {
	k := 0
	for _, s := range said {
		for _, line := range s.lines {
			for k < len(l.rows) && l.rows[k].Start < line.Start {
				k++
			}
			for ; k < len(l.rows) && l.rows[k].Start < line.End; k++ {
				if r := &l.rows[k]; r.mark == plain && r.level == 0 && !l.large(*r) && r.End <= line.End {
					r.mark = grades
				}
			}
		}
	}
}
