package sentence

import (
	"strings"
	"testing"
)

func TestMaskGrades(t *testing.T) {
	fs := lexiconForms(t)
	for in, want := range map[string]string{
		"Services require improvement to be good .":              "services <grade> <grade> <grade> <grade> <grade> .",
		"The authority was judged to be inadequate in 2010 .":    "the authority was judged to be <grade> in 2010 .",
		"It was rated ‘ requires improvement ’ .":                "it was rated ‘ <grade> <grade> ' .",
		"Homes judged good or outstanding are used .":            "homes judged <grade> or <grade> are used .",
		"An ‘ inadequate ’ council":                              "an ‘ <grade> ' council",
		"The councils ’ good practice":                           "the councils ' good practice",
		"Management oversight is inadequate .":                   "management oversight is inadequate .",
		"Recording requires improvement .":                       "recording requires improvement .",
		"Supervision is good .":                                  "supervision is good .",
		"It was judged fairly ; supervision is good .":           "it was judged fairly ; supervision is good .",
		"The home was judged by inspectors and staff to be good": "the home was judged by inspectors and staff to be good",
	} {
		ws := fakeWords(fs, in)
		fs.maskGrades(ws)
		var got []string
		for _, w := range ws {
			got = append(got, w.Low)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q:\n got %s\nwant %s", in, g, want)
		}
	}
}
