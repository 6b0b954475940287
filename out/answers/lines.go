package answers

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"assay/out/figure"
	"assay/out/kindname"
)

// Lines says what a run found, for a terminal of width columns, in at most most
// lines: fewer kinds are ranked and fewer themes shown where all do not fit.
func (f *Found) Lines(width, most int) []string {
	w := &lines{Found: f, width: width}
	var all []string
	for themes := len(f.inContext("finding")); ; themes-- {
		least := 0
		if themes > 2 {
			least = min(len(f.Rankings), 1) // what stands out before the fourth theme
		}
		for kinds := min(len(f.Rankings), 3); kinds >= least; kinds-- {
			if all = w.all(themes, kinds); len(all) <= most {
				return all
			}
		}
		if themes <= 1 {
			return all[:most]
		}
	}
}

type lines struct {
	*Found
	width int
}

func (w *lines) all(themes, kinds int) []string {
	list := w.documents()
	list = append(list, w.findings(themes)...)
	for _, r := range w.Rankings[:kinds] {
		list = append(list, w.ranking(r, themes)...)
	}
	for _, c := range [][2]string{{"article", "articles"}, {"comment", "comments"}} {
		list = append(list, w.voices(c[0], c[1], themes)...)
	}
	list = append(list, w.since()...)
	return append(list, w.lost()...)
}

// first are the n themes that inspectors speak of most, in the codebook's order.
func (w *lines) first(n int) []ThemeFound {
	all := w.inContext("finding")
	if len(all) <= n {
		return all
	}
	most := slices.Clone(all)
	slices.SortStableFunc(most, func(a, b ThemeFound) int { return cmp.Compare(b.Total(), a.Total()) })
	return slices.DeleteFunc(all, func(t ThemeFound) bool {
		return !slices.ContainsFunc(most[:n], func(m ThemeFound) bool { return m.Theme == t.Theme })
	})
}

// inContext are the themes in a context.
func (f *Found) inContext(context string) (list []ThemeFound) {
	for _, t := range f.Themes {
		if t.Context == context {
			list = append(list, t)
		}
	}
	return list
}

// mostKinds is how many kinds are named; of more, the commonest, so that what stands
// out in each has room.
const mostKinds = 5

func (w *lines) documents() []string {
	if w.Documents == 0 {
		return []string{"found no document"}
	}
	var kinds []string
	shown := len(w.Kinds)
	if shown > mostKinds {
		shown = mostKinds - 1
	}
	for _, k := range w.Kinds[:shown] {
		s := thousands(k.Documents) + " " + kindname.Of(k.Kind, k.Documents)
		switch {
		case k.First == 0:
		case k.First == k.Last:
			s += fmt.Sprintf(" (%d)", k.First)
		default:
			s += fmt.Sprintf(" (%d to %d)", k.First, k.Last)
		}
		kinds = append(kinds, s)
	}
	if rest := w.Kinds[shown:]; len(rest) > 0 {
		n := 0
		for _, k := range rest {
			n += k.Documents
		}
		kinds = append(kinds, fmt.Sprintf("%s more of %d kinds", thousands(n), len(rest)))
	}
	head := "found in " + plural(w.Documents, "document") + ": "
	list := w.wrap(head, kinds, ", ")
	tail := plural(w.Authorities, "local authority")
	if w.Duplicates > 0 {
		tail += "; " + plural(w.Duplicates, "text") + " that came twice counted once"
	}
	if w.Authorities == 0 && w.Duplicates == 0 {
		return list
	}
	return append(list, "  "+tail)
}

func (w *lines) findings(shown int) []string {
	all := w.inContext("finding")
	if !hasMentions(all) {
		return nil
	}
	wide := w.labelWidth(shown)
	list := []string{fmt.Sprintf("%-*s %8s %9s  %s", wide+2, "what inspectors found", "mentions", "documents", "net stance (95 % interval)")}
	for _, t := range w.first(shown) {
		line := fmt.Sprintf("  %-*s %8s %9s", wide, cut(t.Label, wide), thousands(t.Total()), thousands(t.Documents))
		if t.Total() > 0 {
			line += "  " + interval(t.Stances)
		}
		list = append(list, line)
	}
	if n := len(all) - shown; n > 0 {
		list = append(list, "  and "+plural(n, "theme")+" more: assay trends shows all")
	}
	return list
}

func hasMentions(list []ThemeFound) bool {
	for _, t := range list {
		if t.Total() > 0 {
			return true
		}
	}
	return false
}

func (w *lines) labelWidth(shown int) int {
	wide := 19 // the heading less its indent
	for _, t := range w.first(shown) {
		wide = max(wide, utf8.RuneCountInString(t.Label))
	}
	return min(wide, 30)
}

// ranking names the worst and the best reports of a kind on each theme, as many
// as fit.
func (w *lines) ranking(r Ranking, shown int) (list []string) {
	for _, t := range w.first(shown) {
		var of []Rank
		for _, rank := range r.Ranks {
			if rank.Theme == t.Theme {
				of = append(of, rank)
			}
		}
		head := "  " + cut(t.Label, 30) + ": "
		room := w.width - utf8.RuneCountInString(head+"worst  2018 -1.00;")
		for n := min(3, len(of)/figure.FewRanked); n > 0; n-- {
			lines := w.wrap(head, []string{"worst " + names(of[:n], room, false), "best " + names(of[len(of)-n:], room, true)}, "; ")
			if n == 1 || len(lines) == 1 {
				list = append(list, lines...)
				break
			}
		}
	}
	if list == nil {
		return nil
	}
	head := []string{"the last of each authority", fmt.Sprintf("%d mentions or more", figure.Few)}
	return append(w.wrap(capital(kindname.Of(r.Kind, 2))+": ", head, ", "), list...)
}

// names are reports, each name of at most room characters, with their net stance,
// the last first where so asked.
func names(list []Rank, room int, last bool) string {
	var s []string
	for i := range list {
		r := list[i]
		if last {
			r = list[len(list)-1-i]
		}
		name := cut(r.Authority, room)
		if r.Year > 0 {
			name += " " + strconv.Itoa(r.Year)
		}
		s = append(s, name+" "+figure.Signed(r.Net()))
	}
	return strings.Join(s, ", ")
}

// voices says what articles or comments say of the themes, in a line or two; in one
// where not all themes are shown.
func (w *lines) voices(context, name string, shown int) []string {
	list := w.inContext(context)
	if !hasMentions(list) {
		return nil
	}
	var parts []string
	for _, t := range list {
		if t.Total() > 0 {
			parts = append(parts, fmt.Sprintf("%s %s (%s)", t.Label, figure.Signed(t.Net()), thousands(t.Total())))
		}
	}
	return w.atMost(min(2, 1+shown/len(list)), w.wrap(name+" (mentions): ", parts, ", "))
}

func (w *lines) since() []string {
	s := w.Since
	if s == nil {
		return nil
	}
	var parts []string
	for _, c := range []struct {
		n    int
		what string
	}{{len(s.New), "new"}, {len(s.Changed), "changed"}, {len(s.Gone), "gone"}} {
		if c.n > 0 {
			parts = append(parts, thousands(c.n)+" "+c.what)
		}
	}
	if s.Cause != "" {
		for _, cause := range strings.Split(s.Cause, "+") {
			parts = append(parts, causeWords[cause])
		}
	}
	if s.NewlyLost > 0 {
		parts = append(parts, thousands(s.NewlyLost)+" newly lost")
	}
	if parts == nil {
		parts = []string{"the same documents"}
	}
	list := w.atMost(2, w.wrap("since the run before: ", parts, ", "))
	var moved []string
	for _, m := range s.Moves[:min(len(s.Moves), 3)] {
		of := m.Label
		if m.Authority != "" {
			of += " in " + m.Authority
		}
		moved = append(moved, fmt.Sprintf("%s %s to %s", cut(of, w.width-31), figure.Signed(m.Before.Net()), figure.Signed(m.After.Net())))
	}
	if moved != nil {
		list = append(list, w.atMost(2, w.wrap("  moved most: ", moved, "; "))...)
	}
	return list
}

// causeWords are what diff.Cause names, for people.
var causeWords = map[string]string{"reader": "another reader", "options": "other limits", "version": "another version of assay", "codebook": "another codebook", "model": "another model"}

func (w *lines) lost() []string {
	named := func(n int, head string, reasons []Count) []string {
		if n == 0 {
			return nil
		}
		var parts []string
		for _, r := range reasons {
			parts = append(parts, fmt.Sprintf("%s %d", strings.ReplaceAll(r.Name, "_", " "), r.N))
		}
		return w.wrap(head+", named in the table failures: ", parts, ", ")
	}
	list := w.atMost(2, named(w.Found.Lost, "lost: "+plural(w.Found.Lost, "document"), w.LostReasons))
	return append(list, w.atMost(1, named(w.Found.Skipped, "skipped: "+plural(w.Found.Skipped, "input"), w.SkippedReasons))...)
}

// wrap sets parts behind a head, further lines indented.
func (w *lines) wrap(head string, parts []string, sep string) (list []string) {
	line := head
	for i, p := range parts {
		if i < len(parts)-1 {
			p += strings.TrimRight(sep, " ")
		}
		switch {
		case i == 0 && utf8.RuneCountInString(line)+utf8.RuneCountInString(p) <= w.width:
			line += p
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(p) <= w.width:
			line += " " + p
		default:
			list = append(list, cut(strings.TrimRight(line, " "), w.width))
			line = "    " + p
		}
	}
	return append(list, cut(line, w.width))
}

func (w *lines) atMost(n int, list []string) []string {
	if len(list) > n {
		list = list[:n]
		list[n-1] = cut(strings.TrimRight(list[n-1], ",;"), w.width-4) + " ..."
	}
	return list
}

// interval is a net stance with its interval: -0.10 (-0.15 to -0.05).
func interval(s figure.Stances) string {
	low, high := s.Interval()
	return fmt.Sprintf("%s (%s to %s)", figure.Signed(s.Net()), figure.Signed(low), figure.Signed(high))
}

// cut is text in at most n characters.
func cut(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimRight(string(r[:max(n-1, 0)]), " ,;") + "…"
}

func plural(n int, of string) string {
	s := thousands(n) + " " + of
	switch {
	case n == 1:
		return s
	case strings.HasSuffix(of, "y"):
		return strings.TrimSuffix(s, "y") + "ies"
	}
	return s + "s"
}

// thousands is a count with its thousands apart: 14,165.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
