package extract

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"assay/corpus"
	"assay/extract/profiles"
	"assay/internal/calendar"
	"assay/internal/lazyregexp"
)

// A factReader reads what a document says of itself by the facts of its
// profile.
type factReader struct {
	p     *work
	front *frontMatter
	all   *lineSet
}

// of is what the profile and what all kinds share know of a fact.
func (r *factReader) of(name string) profiles.Fact { return r.p.by.fact(r.front.profile, name) }

// openingLines is how many lines, below the greeting or the title, may hold the
// sentences a document opens with: a page.
const openingLines = 45

// backPages is how many pages stand for the back of a document.
const backPages = 4

// lines are the lines of a part of the document.
func (r *factReader) lines(w profiles.Where) []string {
	f := r.front
	switch w {
	case profiles.Title:
		return []string{f.title()}
	case profiles.Opening:
		from := max(f.greet+1, 0)
		if f.greet < 0 {
			from = f.head
		}
		return f.texts[from:min(from+openingLines, len(f.texts))]
	case profiles.Back:
		n := len(r.all.lines)
		if n == 0 {
			return nil
		}
		last := r.all.lines[n-1].Page
		from := max(n-4*openingLines, 0)
		if last > 0 {
			for from = n; from > 0 && r.all.lines[from-1].Page > last-backPages; from-- {
			}
		}
		return r.all.texts[from:]
	case profiles.Anywhere:
		return r.all.texts
	}
	return f.texts
}

// joined is the text of a part of the document on one line; a word broken after
// its hyphen is whole again.
func (r *factReader) joined(w profiles.Where) string {
	var b strings.Builder
	for _, t := range r.lines(w) {
		if n := b.Len(); n > 0 && !strings.HasSuffix(b.String()[max(n-3, 0):], "-") {
			b.WriteByte(' ')
		}
		b.WriteString(t)
	}
	return b.String()
}

// labelTail stands between a label and its value.
var labelTail = lazyregexp.New(`^\s*[:.–-]?\s*`)

// labelEnd is where the value begins after a label at the start of a line, -1
// where none stands there.
func labelEnd(labels []*profiles.Pattern, line string) int {
	for _, l := range labels {
		if at := l.Index(line); at != nil {
			return at[1] + labelTail.FindStringIndex(line[at[1]:])[1]
		}
	}
	return -1
}

// value is the text of a fact: what a label's or a sentence's captures hold, or
// what follows the label on its line or stands on the next.
func (r *factReader) value(f profiles.Fact) string {
	lines := r.lines(f.Where)
	for i, t := range lines {
		for _, l := range f.Labels {
			if v, ok := l.Read(t); ok && v != "" && l.Captures() {
				return oneLine(v)
			}
		}
		at := labelEnd(f.Labels, t)
		if at < 0 || at < len(t) && letterBefore(t, at) {
			continue
		}
		if rest := strings.TrimSpace(t[at:]); rest != "" {
			return oneLine(rest)
		}
		if i+1 < len(lines) {
			return oneLine(lines[i+1])
		}
	}
	text := r.joined(f.Where)
	for _, s := range f.Sentences {
		if v, ok := s.Read(text); ok && v != "" {
			return oneLine(v)
		}
	}
	return ""
}

var slashed = lazyregexp.New(`\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b`)

// spelled writes slashed dates, day first, with the name of their month.
func spelled(s string) string {
	if !strings.Contains(s, "/") {
		return s
	}
	return slashed.ReplaceAllStringFunc(s, func(m string) string {
		g := slashed.FindStringSubmatch(m)
		month, _ := strconv.Atoi(g[2])
		if month < 1 || month > 12 {
			return m
		}
		return g[1] + " " + time.Month(month).String() + " " + g[3]
	})
}

// withYear adds the year of the letter to days printed without one.
func (r *factReader) withYear(s string) string {
	d := r.p.Inspection.LetterDate
	if d.IsZero() || yearPrinted.MatchString(s) {
		return s
	}
	return fmt.Sprintf("%s %d", s, d.Year)
}

var yearPrinted = lazyregexp.New(`\b(?:19|20)\d\d\b`)

// letterFact is the date of a letter where the kind is one.
func (r *factReader) letterFact() Date {
	if f := r.of("letter_date"); f.Name == "" || f.Absent {
		return Date{}
	}
	return r.letterDate()
}

// fill reads the facts that have a field of their own and collects the others.
func (r *factReader) fill(in *Inspection) {
	in.LeadInspectors = r.people(r.of("lead_inspectors"))
	if len(in.LeadInspectors) == 0 {
		if name := r.leadInspector(); name != "" {
			in.LeadInspectors = []Person{{Name: name}}
		} else if !r.front.profile.BuiltIn { // several under the label of one
			in.LeadInspectors = r.labelled(r.of("lead_inspector"), r.all.texts)
		}
	}
	if len(in.LeadInspectors) > 0 {
		in.LeadInspector = in.LeadInspectors[0].Name
	}
	if runs := r.dates(r.of("previous_inspection")); len(runs) > 0 {
		in.PreviousStart = runs[0].Start
		if runs[0].End != runs[0].Start {
			in.PreviousEnd = runs[0].End
		}
	}
	in.Inspectorates = r.bodies(r.of("inspectorates"))
	in.Bodies = r.bodies(r.of("responsible_bodies"))
	in.Next = r.value(r.of("next_inspection"))
	in.Partnership = r.value(r.of("partnership"))
	in.Topic, _ = r.enum(r.of("topic"))
	in.Outcome, in.OutcomeSentence = r.enum(r.of("outcome"))
	in.Plan = r.answer(r.of("plan_required"))
	if runs := r.dates(r.of("plan_due_on")); len(runs) > 0 {
		in.PlanDue = runs[0].Start
	}
	for _, f := range r.front.profile.Facts {
		if _, column := profiles.Columns[f.Name]; !column {
			if v := r.other(f); v != "" {
				in.Other = append(in.Other, OtherFact{f.Name, v})
			}
		}
	}
}

// other is the value of a fact of the profile's own, in the form of its type.
func (r *factReader) other(f profiles.Fact) string {
	switch f.Type {
	case profiles.TypeDate, profiles.TypeDates:
		runs := r.dates(f)
		if len(runs) == 0 {
			return ""
		}
		v := runs[0].Start.String()
		if last := runs[len(runs)-1].End; f.Type == profiles.TypeDates && last != runs[0].Start {
			v += "/" + last.String()
		}
		return v
	case profiles.TypePerson:
		return personName(r.value(f))
	case profiles.TypePeople:
		var names []string
		for _, p := range r.people(f) {
			names = append(names, p.Name)
		}
		return strings.Join(names, "; ")
	case profiles.TypeBodies:
		return strings.Join(r.bodies(f), "; ")
	case profiles.TypeEnum:
		v, _ := r.enum(f)
		return v
	case profiles.TypeYesNo:
		return [...]string{"", "yes", "no"}[r.answer(f)]
	}
	return r.value(f)
}

// dates are the days of a fact.
func (r *factReader) dates(f profiles.Fact) []calendar.Run {
	lines := r.lines(f.Where)
	for i, t := range lines {
		if at := labelEnd(f.Labels, t); at >= 0 {
			if runs := datesFrom(lines, i, at); len(runs) > 0 {
				return runs
			}
		}
	}
	if len(f.Sentences) == 0 {
		return nil
	}
	text := r.joined(f.Where)
	for _, p := range f.Sentences {
		for _, v := range p.ReadAll(text) {
			if runs, _ := calendar.Runs(r.withYear(spelled(v))); len(runs) > 0 {
				return runs
			}
		}
	}
	return nil
}

// enum is the value whose sentence stands in the document first by the order of
// the profile; where the fact has sentences, in what they capture. at is what
// the value was read from, where it is one run of lines.
func (r *factReader) enum(f profiles.Fact) (value string, at corpus.Span) {
	if len(f.Values) == 0 {
		return "", at
	}
	texts := []string{r.joined(f.Where)}
	if len(f.Sentences) > 0 {
		texts = nil
		for _, s := range f.Sentences {
			texts = append(texts, s.ReadAll(r.joined(f.Where))...)
		}
	}
	for _, text := range texts {
		for _, v := range f.Values {
			for _, form := range v.Forms {
				if form.Match(text) {
					return v.ID, r.place(f.Where, form)
				}
			}
		}
	}
	return "", at
}

// place is the lines that hold a sentence of the front matter: from the line it
// begins on to the one it ends on.
func (r *factReader) place(w profiles.Where, form *profiles.Pattern) corpus.Span {
	lines, texts := r.front.lines, r.front.texts
	if w == profiles.Back || w == profiles.Anywhere {
		lines, texts = r.all.lines, r.all.texts
	}
	for i := range texts {
		joined := ""
		for n := i; n < len(texts) && n < i+6; n++ {
			joined = strings.TrimSpace(joined + " " + texts[n])
			if !form.Match(joined) {
				continue
			}
			for i < n && form.Match(strings.Join(texts[i+1:n+1], " ")) {
				i++
			}
			for i > 0 && !ended(texts[i-1]) && startsLower(texts[i]) { // the line its sentence begins on
				i--
			}
			for n+1 < len(texts) && n < i+8 && !ended(texts[n]) && startsLower(texts[n+1]) {
				n++
			}
			return corpus.Span{Start: lines[i].Start, End: lines[n].End}
		}
	}
	return corpus.Span{}
}

// answer says yes where a sentence of the fact stands there, no where one denies
// it or none does, unknown where the kind has no such fact.
func (r *factReader) answer(f profiles.Fact) Answer {
	if f.Name == "" || f.Absent {
		return Unknown
	}
	text := r.joined(f.Where)
	if matchAny(f.No, text) {
		return No
	}
	if matchAny(f.Sentences, text) {
		return Yes
	}
	return No
}

// missing warns of every fact that documents of the kind print and this one
// lacks.
func (r *factReader) missing(in *Inspection) {
	if r.front.profile.Untried {
		return
	}
	has := map[string]bool{
		"local_authority": in.LocalAuthority != "", "inspection_dates": !in.Start.IsZero(), "published_on": !in.Published.IsZero(),
		"letter_date": !in.LetterDate.IsZero(), "previous_inspection": !in.PreviousStart.IsZero(),
		"lead_inspector": in.LeadInspector != "", "lead_inspectors": len(in.LeadInspectors) > 0, "outcome": in.Outcome != "",
		"topic": in.Topic != "", "inspectorates": len(in.Inspectorates) > 0, "partnership": in.Partnership != "",
		"responsible_bodies": len(in.Bodies) > 0, "next_inspection": in.Next != "", "plan_required": in.Plan != Unknown,
		"plan_due_on": !in.PlanDue.IsZero(),
	}
	for _, o := range in.Other {
		has[o.Name] = true
	}
	seen := map[string]bool{}
	var names []string
	for _, from := range []*profiles.Profile{r.front.profile, r.p.by.set.Common} {
		for _, f := range from.Facts {
			later := f.From != (profiles.Day{}) && !reached(in.Start, f.From)
			guessed := from == r.p.by.set.Common && !r.front.profile.BuiltIn // looked for, though the profile does not say that it is printed
			if !guessed && !seen[f.Name] && !f.Optional && !f.Absent && !later && !has[f.Name] {
				names = append(names, f.Name+looked(r.front.profile, f))
			}
			seen[f.Name] = true
		}
	}
	if len(names) > 0 {
		r.p.Warnings = append(r.p.Warnings, corpus.Warning{Reason: corpus.FactMissing,
			Message: fmt.Sprintf("a document of kind %s prints %s, and none could be read", r.front.profile.ID, strings.Join(names, ", ")),
			Hint:    "look at it with assay inspect; assay profile explain shows the patterns"})
	}
}

// looked says where in a user's own profile a fact stands and which patterns were
// tried. The line alone is told: the same profile may lie in another folder.
func looked(p *profiles.Profile, f profiles.Fact) string {
	if p.BuiltIn {
		return ""
	}
	said := fmt.Sprintf(" (line %d of the profile", f.Line)
	for _, tried := range []struct {
		key  string
		list []*profiles.Pattern
	}{{"label", f.Labels}, {"sentence", f.Sentences}} {
		for i, l := range tried.list {
			if i == 0 {
				said += "; " + tried.key
			}
			said += fmt.Sprintf(" %q", l.Text)
		}
	}
	return said + ", where: " + f.Where.String() + ")"
}
