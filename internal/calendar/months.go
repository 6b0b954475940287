package calendar

import (
	_ "embed"
	"strconv"
	"strings"

	"assay/internal/phrases"
)

//go:embed months.txt
var monthsTxt string

var (
	lists        = phrases.Read("months.txt", monthsTxt)
	englishMonth = months("english")
	anyMonth     = months("english", "other languages")
	weekdayNames = lists.Set("weekdays")
)

// months are the numbers of the months by the names of the groups.
func months(groups ...string) map[string]int {
	m := map[string]int{}
	for _, g := range groups {
		for _, line := range lists.Group(g) {
			f := strings.Fields(line)
			n, _ := strconv.Atoi(f[0])
			for _, name := range f[1:] {
				m[name] = n
			}
		}
	}
	return m
}
