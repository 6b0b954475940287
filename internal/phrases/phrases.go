// Package phrases reads the lists of words and phrases that the program carries as
// data.
//
// A list is a file with one phrase a line. "# ..." is a comment, "[name]" begins a
// group, blank lines say nothing. A line before the first group belongs to group "".
// Lists are compiled into the program, so a mistake in one is a panic at the start,
// which the tests of its package meet.
package phrases

import (
	"fmt"
	"strings"
)

// Lists are the groups of a list, each with its phrases in the order they stand in. A
// phrase or a group that stands twice panics.
func Lists(data string) map[string][]string {
	lists := map[string][]string{}
	group, seen := "", map[string]bool{}
	for n, line := range strings.Split(data, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && line[len(line)-1] == ']':
			if group = line[1 : len(line)-1]; lists[group] != nil {
				panic(fmt.Sprintf("line %d: group %s stands twice", n+1, group))
			}
			clear(seen)
		case seen[line]:
			panic(fmt.Sprintf("line %d: %q stands twice in group %s", n+1, line, group))
		default:
			seen[line] = true
			lists[group] = append(lists[group], line)
		}
	}
	return lists
}

// Set makes a set of words.
func Set(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}
