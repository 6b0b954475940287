package extract

import (
	"strings"
	"testing"
)

func TestJoinTitle(t *testing.T) {
	for in, want := range map[string]string{
		"Dunmere Borough Council|Inspection of services for children in need of help|and protection, children looked after and care leavers|and|Review of the effectiveness of the Local Safeguarding|Children Board1": "Dunmere Borough Council: Inspection of services for children in need of help and protection, children looked after and care leavers and Review of the effectiveness of the Local Safeguarding Children Board",
		"Dunmere|Inspection of services for children looked after and Care Leavers1 and|Review of the effectiveness of the board2":                                                                                     "Dunmere: Inspection of services for children looked after and Care Leavers and Review of the effectiveness of the board",
		"11 July 2022|Inspection of Dunmere City local|authority children’s services":                                                                                                                                  "Inspection of Dunmere City local authority children’s services",
		"Inspection of looked after children services||Dunmere Council":                                                                                                                                                "Inspection of looked after children services: Dunmere Council",
		"Dunmere||Inspection of services for children||and||Review of the board":                                                                                                                                       "Dunmere: Inspection of services for children and Review of the board",
		"Inspection of Dunmere||Inspection of Dunmere|children’s services":                                                                                                                                             "Inspection of Dunmere children’s services",
		"Dunmere Council|Re-inspection of services for children":                                                                                                                                                       "Dunmere Council: Re-inspection of services for children",
		"": "",
	} {
		if got := joinTitle(strings.Split(in, "|")); got != want {
			t.Errorf("%q:\n got %q\nwant %q", in, got, want)
		}
	}
}
