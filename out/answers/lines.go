package answers

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"assay/out/figure"
)

// Lines says what a run found, for a terminal of width columns, in at most most
// lines: fewer themes are shown where all do not fit.
func (f *Found) Lines(width, most int) []string {
	w := &lines{Found: f, width: width}
	for shown := len(f.inContext("finding")); ; shown-- {
		if all := w.all(shown); len(all) <= most || shown <= 1 {
			return all[:min(len(all), most)]
		}
	}
}

type lines struct {
	*Found
	width int
}

func (w *lines) all(shown int) []string {
	list := w.documents()
	list = append(list, w.findings(shown)...)
	list = append(list, w.ranks(shown)...)
	for _, c := range [][2]string{{"article", "articles"}, {"comment", "comments"}} {
		list = append(list, w.voices(c[0], c[1])...)
	}
	list = append(list, w.since()...)
	return append(list, w.lost()...)
}

// inContext are the themes in a context, the most mentioned first where not all
// can be shown.
func (f *Found) inContext(context string) (list []ThemeFound) {
	for _, t := range f.Themes {
		if t.Context == context {
			list = append(list, t)
		}
	}
	return list
}

func (w *lines) documents() []string {
	var kinds []string
	for _, k := range w.Kinds {
		s := thousands(k.Documents) + " " + KindName(k.Kind, k.Documents)
		switch {
		case k.First == 0:
		case k.First == k.Last:
			s += fmt.Sprintf(" (%d)", k.First)
		default:
			s += fmt.Sprintf(" (%d to %d)", k.First, k.Last)
		}
		kinds = append(kinds, s)
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
	list := []string{fmt.Sprintf("%-*s %8s %9s  %s", wide+2, "what inspectors found", "mentions", "documents", "net stance (95 % interval), -1 ill to +1 well")}
	for _, t := range all[:shown] {
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
	for _, t := range w.inContext("finding")[:shown] {
		wide = max(wide, utf8.RuneCountInString(t.Label))
	}
	return min(wide, 30)
}

// ranks names the worst and the best reports on each theme, as many as fit.
func (w *lines) ranks(shown int) (list []string) {
	if w.RankKind == "" {
		return nil
	}
	for _, t := range w.inContext("finding")[:shown] {
		var of []Rank
		for _, r := range w.Ranks {
			if r.Theme == t.Theme {
				of = append(of, r)
			}
		}
		for n := min(3, len(of)/2); n > 0; n-- {
			line := "  " + cut(t.Label, 30) + ": worst " + names(of[:n], false) + "; best " + names(of[len(of)-n:], true)
			if n > 1 && utf8.RuneCountInString(line) > w.width {
				continue
			}
			list = append(list, cut(line, w.width))
			break
		}
	}
	if list == nil {
		return nil
	}
	return append([]string{cut(fmt.Sprintf("of %s, those with at least %d mentions of a theme", thousands(w.Ranked)+" "+KindName(w.RankKind, w.Ranked), figure.Few), w.width)}, list...)
}

// names are reports with their net stance, the last first where so asked.
func names(list []Rank, last bool) string {
	var s []string
	for i := range list {
		r := list[i]
		if last {
			r = list[len(list)-1-i]
		}
		name := r.Authority
		if r.Year > 0 {
			name += " " + strconv.Itoa(r.Year)
		}
		s = append(s, name+" "+signed(r.Net()))
	}
	return strings.Join(s, ", ")
}

// voices says what articles or comments say of the themes, in a line or two.
func (w *lines) voices(context, name string) []string {
	list := w.inContext(context)
	if !hasMentions(list) {
		return nil
	}
	var parts []string
	for _, t := range list {
		if t.Total() > 0 {
			parts = append(parts, fmt.Sprintf("%s %s (%s)", t.Label, signed(t.Net()), plural(t.Total(), "mention")))
		}
	}
	return w.atMost(2, w.wrap(name+": ", parts, ", "))
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
		parts = append(parts, "another "+strings.ReplaceAll(s.Cause, "+", " and "))
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
		moved = append(moved, fmt.Sprintf("%s %s to %s", of, signed(m.Before.Net()), signed(m.After.Net())))
	}
	if moved != nil {
		list = append(list, w.atMost(2, w.wrap("  moved most: ", moved, "; "))...)
	}
	return list
}

func (w *lines) lost() []string {
	if w.Found.Lost == 0 {
		return nil
	}
	var parts []string
	for _, r := range w.LostReasons {
		parts = append(parts, fmt.Sprintf("%s %d", strings.ReplaceAll(r.Name, "_", " "), r.N))
	}
	return w.atMost(2, w.wrap("lost: "+plural(w.Found.Lost, "document")+", named in the table failures: ", parts, ", "))
}

// wrap sets parts behind a head, further lines indented.
func (w *lines) wrap(head string, parts []string, sep string) (list []string) {
	line := head
	for i, p := range parts {
		if i < len(parts)-1 {
			p += strings.TrimRight(sep, " ")
		}
		switch {
		case i == 0:
			line += p
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(p) <= w.width:
			line += " " + p
		default:
			list = append(list, cut(line, w.width))
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
	return fmt.Sprintf("%s (%s to %s)", signed(s.Net()), signed(low), signed(high))
}

// signed is a number with its sign and two decimals; zero has none.
func signed(x float64) string {
	if s := fmt.Sprintf("%+.2f", x); s != "-0.00" && s != "+0.00" {
		return s
	}
	return "0.00"
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
