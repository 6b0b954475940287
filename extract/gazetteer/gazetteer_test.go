package gazetteer

import (
	"strings"
	"testing"

	"assay/internal/calendar"
)

// found shows the names found in a text with whom each means on a day.
func found(s string, cased bool, day calendar.Date) string {
	g := England()
	var out []string
	for _, h := range g.Find(s, cased) {
		a := g.Resolve(h.Entries, day)
		mark := ""
		if h.Entries[0].Trust {
			mark = " (trust)"
		}
		if h.Entries[0].Weak {
			mark = " (weak)"
		}
		out = append(out, s[h.Start:h.End]+" = "+a.Name+" "+a.GSS+mark)
	}
	return strings.Join(out, "; ")
}

// The longest name at a place is taken, however it is written, and none that is only the
// beginning of a longer one.
func TestFind(t *testing.T) {
	for _, c := range []struct {
		text  string
		cased bool
		want  string
	}{
		{"North Somerset and Somerset", true, "North Somerset = North Somerset E06000024; Somerset = Somerset E06000066"},
		{"the City of Bradford Metropolitan District", true, "City of Bradford Metropolitan District = Bradford E08000032"},
		{"B&NES, or BANES", true, "B&NES = Bath and North East Somerset E06000022; BANES = Bath and North East Somerset E06000022"},
		{"Bath & North East Somerset", true, "Bath & North East Somerset = Bath and North East Somerset E06000022"},
		{"Newcastle-upon-Tyne", true, "Newcastle-upon-Tyne = Newcastle upon Tyne E08000021"},
		{"Newcastle", true, "Newcastle = Newcastle upon Tyne E08000021 (weak)"},
		{"Newcastle-under-Lyme", true, ""},
		{"Newcastle under Lyme", true, ""},
		{"a Bolton-based firm and Bolton’s schools", true, "Bolton = Bolton E08000001; Bolton = Bolton E08000001"},
		{"Great-Bolton", true, ""},
		{"the Bradford Children and Families Trust", true, "Bradford Children and Families Trust = Bradford E08000032 (trust)"},
		{"barnet is a verb here", true, ""},
		{"inspection of barnet", false, "barnet = Barnet E09000003"},
		{"Bournemouth, Christchurch and Poole", true, "Bournemouth, Christchurch and Poole = Bournemouth, Christchurch and Poole E06000058"},
		{"Bournemouth; Christchurch and Poole", true, "Bournemouth = Bournemouth E06000028; Poole = Poole E06000029"}, // another mark parts names
		{"", true, ""},
	} {
		if got := found(c.text, c.cased, calendar.Date{}); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// A name means the authority that had the duties on the day: the last day of the old one,
// the first of the new; on a day before both, the old one.
func TestResolveByDay(t *testing.T) {
	for _, c := range []struct {
		day  calendar.Date
		want string
	}{
		{calendar.Make(2019, 3, 31), "E10000009"}, {calendar.Make(2019, 4, 1), "E06000059"}, {calendar.Make(2012, 1, 1), "E10000009"}, {calendar.Date{}, "E06000059"},
	} {
		if got := found("Dorset", true, c.day); got != "Dorset = Dorset "+c.want {
			t.Errorf("on %v: %s, want %s", c.day, got, c.want)
		}
	}
	// Trust and council of two successors: whichever had duties on the day.
	if got := found("Northamptonshire", true, calendar.Make(2023, 1, 1)); got != "Northamptonshire = Northamptonshire E10000021" {
		t.Errorf("a name that only the old authority has, after its end: %s", got)
	}
}

// Of several names in a title a council goes before a company, the first before others.
func TestPick(t *testing.T) {
	for title, want := range map[string]string{
		"Bradford Children and Families Trust with Barnet": "Barnet",
		"Barnet and Brent":                     "Barnet",
		"Bradford Children and Families Trust": "Bradford",
		"No place":                             "",
	} {
		got := ""
		if a := England().Pick(title, calendar.Date{}); a != nil {
			got = a.Name
		}
		if got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

// An authority must be named three times, and in a name that means nothing else.
func TestMost(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Barnet said. Barnet told. Brent asked.", ""},
		{"Barnet said. Barnet told. Brent asked. Barnet went.", "Barnet"},
		{"Newcastle said. Newcastle told. Newcastle went.", ""},
		{"barnet, barnet, barnet", ""},
	} {
		got := ""
		if a := England().Most(strings.SplitAfter(c.text, ". "), calendar.Date{}); a != nil {
			got = a.Name
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// The register is whole: codes once, days in order, successors there, and two authorities
// of one name never at the same time.
func TestRegister(t *testing.T) {
	g := England()
	byCode, byName := map[string]bool{}, map[string][]*Authority{}
	for i := range g.Authorities {
		a := &g.Authorities[i]
		if a.Name == "" || a.Region == "" || a.Type == "" {
			t.Errorf("row %d lacks name, region or type", i)
		}
		if a.GSS != "" && byCode[a.GSS] {
			t.Errorf("%s stands twice", a.GSS)
		}
		if !a.From.IsZero() && !a.To.IsZero() && !a.From.Before(a.To) {
			t.Errorf("%s ends before it begins", a.Name)
		}
		for _, b := range byName[a.Name] {
			if b.To.IsZero() && a.To.IsZero() || !b.To.IsZero() && a.In(b.To) && b.In(a.From) {
				t.Errorf("two of %s at one time", a.Name)
			}
		}
		byCode[a.GSS] = true
		byName[a.Name] = append(byName[a.Name], a)
	}
	for i := range g.Authorities {
		a := &g.Authorities[i]
		if len(a.Successors) > 0 == a.To.IsZero() {
			t.Errorf("%s: successors %v, end %v", a.Name, a.Successors, a.To)
		}
		for _, s := range a.Successors {
			if !byCode[s] && byName[s] == nil {
				t.Errorf("%s has the successor %s, which is not there", a.Name, s)
			}
		}
	}
	for alias := range weakAliases {
		if g.names[strings.Join(Words(alias), " ")] == nil {
			t.Errorf("%s is no alias", alias)
		}
	}
}
