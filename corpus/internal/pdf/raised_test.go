package pdf

import (
	"fmt"
	"strings"
	"testing"
)

// raisedRun is a row of words in 11 points; what stands in braces is set raised and small.
func raisedRun(y int, text string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "BT 72 %d Td ", y)
	for k, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '{' || r == '}' }) {
		if k%2 == 0 != strings.HasPrefix(text, "{") {
			fmt.Fprintf(&b, "0 Ts /F1 11 Tf (%s) Tj ", part)
		} else {
			fmt.Fprintf(&b, "4 Ts /F1 7 Tf (%s) Tj ", part)
		}
	}
	return b.String() + "ET\n"
}

// TestRaised: what stands raised behind a word is no part of it, unless it is that
// of an ordinal or a power.
func TestRaised(t *testing.T) {
	for _, c := range []struct{ name, set, want string }{
		{"a letter", "They saw that oversight{a} is weak.", "They saw that oversight[a] is weak."},
		{"a letter before the stop", "They saw no oversight{b}.", "They saw no oversight[b]."},
		{"a letter behind the stop", "They saw no oversight.{c} Others did.", "They saw no oversight.[c] Others did."},
		{"a letter behind a bracket", "Most teams (nine){a} met weekly.", "Most teams (nine)[a] met weekly."},
		{"a letter behind a name", "In Hartmere{a} few did.", "In Hartmere[a] few did."},
		{"a letter behind initials", "The NHS{a} did.", "The NHS[a] did."},
		{"letters on a list", "All thresholds{a,b} are clear.", "All thresholds[a],[b] are clear."},
		{"roman", "All reviews{ii} were late.", "All reviews[ii] were late."},
		{"figures on a list", "All thresholds{1,2} are clear.", "All thresholds¹,² are clear."},
		{"figures from to", "All thresholds{4-6} are clear.", "All thresholds⁴-⁶ are clear."},
		{"the last letter makes another word", "All reviews{a} were late; their care{d} is good.", "All reviews[a] were late; their care[d] is good."},
		{"an asterisk", "All thresholds{*} are clear.", "All thresholds* are clear."},
		{"a dagger by its code", "All thresholds{\\206} are clear.", "All thresholds† are clear."},
		{"a letter at the row's end", "They saw weak oversight{a}", "They saw weak oversight[a]"},
		{"the note itself", "{a}Figures for 2023.", "[a]Figures for 2023."},
		{"an ordinal", "On the 21{st} of May and the 3{rd} of June.", "On the 21st of May and the 3rd of June."},
		{"a power", "A hall of 40 m{2} and 3 km{2}.", "A hall of 40 m2 and 3 km2."},
		{"an index", "Set x{a} and y{b} apart.", "Set xa and yb apart."},
		{"French", "With M{me} Brun.", "With Mme Brun."},
		{"a mark of trade", "Made with Kidsafe{TM} forms.", "Made with KidsafeTM forms."},
		{"no word but on the line", "In Selmoutha few did.", "In Selmoutha few did."},
	} {
		d, err := readHere(t, pagesPDF(">>", "", nil, raisedRun(700, c.set)))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got := strings.TrimSpace(d.Text); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	// Set by place, each piece an object of its own.
	page := setText("72 700 11 They saw that oversight", "183 704 6 a", "190 700 11 is weak", "72 685 11 in thresholds", "135.5 689 6 *", "142 685 11 and plans.")
	d, err := readHere(t, pagesPDF(">>", "", nil, page))
	if want := "They saw that oversight[a] is weak\nin thresholds* and plans."; err != nil || strings.TrimSpace(d.Text) != want {
		t.Errorf("by place: got %q (%v), want %q", d.Text, err, want)
	}
	// Where letters are marks on one page, they are on the next.
	d, err = readHere(t, pagesPDF(">>", "", nil, raisedRun(700, "Weak oversight{a} here."), raisedRun(700, "Good care{d} there, and an area.")))
	if want := "Weak oversight[a] here.\nGood care[d] there, and an area."; err != nil || strings.TrimSpace(d.Text) != want {
		t.Errorf("on the next page: got %q (%v), want %q", d.Text, err, want)
	}
}
