package extract

import "testing"

// TestLeadIns: what only leads in to what is asked is no thing asked, whatever
// stands below it; what demands something is one.
func TestLeadIns(t *testing.T) {
	t.Parallel()
	const head = "Report on a pier\n\nLooked at on: 3 July 2024\n\nWhat is to be mended\n\n"
	for _, c := range [][2]string{
		{"The table below shows where the rules were broken and what the harbour board must do.\n\nThe board must paint the rails.\n", "board|The board must paint the rails.|"},
		{"The list below sets out what was broken. We shall come again in May.\n\n- Paint the rails.\n", "|Paint the rails.|"},
		{"The harbour board must:\n\n- Paint the rails.\n", "harbour board|Paint the rails.|"},
		{"Below is what was broken:\n\nThe board must paint the rails.\n", "board|The board must paint the rails.|"},
		{"The table below shows what was broken. The board must mend it all.\n", "board|The table below shows what was broken. The board must mend it all.|"},
		{"The plan must be written anew.\n", "|The plan must be written anew.|"},
	} {
		p := readBy(t, pier, "a.txt", head+c[0])
		if got := asked(p); got != c[1] {
			t.Errorf("%q: got %s, want %s", c[0], got, c[1])
		}
	}
	if role, _, _ := contextOf(readBy(t, pier, "a.txt", head+"The table below shows what was broken.\n\nPaint the rails.\n"), "The table below"); role != "background" {
		t.Errorf("a lead-in is %s", role)
	}
}
