package run

import (
	"fmt"
	"slices"
	"strings"

	"assay/out"
	"assay/out/gate"
)

// checkNames refuses rules that name a table, a column or a theme there is none of,
// or a column that is never null: nothing would be measured for them, and they
// would pass for ever. Themes are held against those of the run; nil, where these
// are not known, against nothing.
func checkNames(rules []gate.Rule, themes []string) error {
	tables := out.Schema(out.Options{})
	for i, r := range rules {
		wrong := func(what, name string, known []string) error {
			hint := fmt.Sprintf("they are %s", strings.Join(known, ", "))
			if near := out.Nearest(name, known); near != "" {
				hint = "did you mean " + near + "? " + hint
			}
			return usagef("rule %d (%s): there is no %s %q", i+1, r.Check, what, name).Advise(hint)
		}
		if r.Theme != "" && themes != nil && !slices.Contains(themes, r.Theme) {
			return wrong("theme", r.Theme, themes)
		}
		if r.Table == "" {
			continue
		}
		at := slices.IndexFunc(tables, func(t out.Table) bool { return t.Name == r.Table })
		if at < 0 {
			return wrong("table", r.Table, out.TableNames())
		}
		if r.Column == "" || strings.HasPrefix(r.Column, "meta_") {
			continue
		}
		switch c, ok := tables[at].Column(r.Column); {
		case !ok:
			return wrong("column of "+r.Table, r.Column, tables[at].ColumnNames())
		case !c.Nullable:
			return usagef("rule %d (%s): %s.%s is never null", i+1, r.Check, r.Table, r.Column).Advise("leave the rule out, or name another column")
		}
	}
	return nil
}
