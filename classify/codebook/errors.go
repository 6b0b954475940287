package codebook

import (
	"fmt"
	"strings"

	"assay/internal/yamlnode"
)

// Error is one thing wrong with a codebook: where, in which theme and rule, and what.
type Error struct {
	Pos
	Theme   string // "" outside a theme
	Rule    string // id of the rule, "" outside one
	Pattern string // the pattern's text, "" where it is not about one
	Msg     string
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Pos.String())
	if e.Theme != "" {
		fmt.Fprintf(&b, ": theme %s", e.Theme)
	}
	if e.Rule != "" && e.Rule != e.Pattern {
		fmt.Fprintf(&b, ": rule %s", e.Rule)
	}
	if e.Pattern != "" {
		fmt.Fprintf(&b, ": pattern %q", e.Pattern)
	}
	b.WriteString(": ")
	b.WriteString(e.Msg)
	return b.String()
}

// Errors is every problem found, in the order of the file.
type Errors = yamlnode.Errors[*Error]
