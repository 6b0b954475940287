// Package phrases reads the lists of words and phrases that the program carries as
// data: knowledge that anybody can read and add to, a line a phrase.
//
//	# Whatever opens a subordinate clause.
//	[subordinating]
//	although
//	as soon as
//
// "# ..." is a comment, "[name]" begins a group, blank lines say nothing. A line before
// the first group belongs to group "". Lists are compiled into the program, so a mistake
// in one, or a group that is not there, is a panic at the start, which the tests of its
// package meet. Lists are never changed after Read and are safe for concurrent use.
package phrases

import (
	"fmt"
	"strings"
)

// Lists are the groups of a list.
type Lists struct {
	file   string
	groups map[string][]string
}

// Read reads a list; file names it where something is wrong. A phrase that stands twice
// in a group, and a group that stands twice, panic.
func Read(file, data string) Lists {
	l := Lists{file, map[string][]string{}}
	group, seen := "", map[string]bool{}
	for n, line := range strings.Split(data, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && line[len(line)-1] == ']':
			if group = line[1 : len(line)-1]; l.groups[group] != nil {
				panic(fmt.Sprintf("%s, line %d: group %s stands twice", file, n+1, group))
			}
			clear(seen)
		case seen[line]:
			panic(fmt.Sprintf("%s, line %d: %q stands twice in group %s", file, n+1, line, group))
		default:
			seen[line] = true
			l.groups[group] = append(l.groups[group], line)
		}
	}
	return l
}

// Group is the phrases of a group, in the order they stand in. One that is not there or
// is empty panics.
func (l Lists) Group(name string) []string {
	group := l.groups[name]
	if group == nil {
		panic(fmt.Sprintf("%s has no group %s", l.file, name))
	}
	return group
}

// Has reports whether there is a group of that name that is not empty.
func (l Lists) Has(name string) bool { return l.groups[name] != nil }

// Set is a group as a set.
func (l Lists) Set(name string) map[string]bool {
	group := l.Group(name)
	set := make(map[string]bool, len(group))
	for _, w := range group {
		set[w] = true
	}
	return set
}

// AnyOf is the alternatives of a regular expression: the phrases of a group, which may be
// expressions themselves, those above first.
func (l Lists) AnyOf(name string) string { return strings.Join(l.Group(name), "|") }

// Labels are the lines "key | words" of a group, words by key. A line without a bar, or a
// key that stands twice, panics.
func (l Lists) Labels(name string) map[string]string {
	labels := map[string]string{}
	for _, line := range l.Group(name) {
		key, words, ok := strings.Cut(line, "|")
		key = strings.TrimSpace(key)
		if _, twice := labels[key]; twice || !ok {
			panic(fmt.Sprintf("%s, group %s: %q is no \"key | words\", or its key stands twice", l.file, name, line))
		}
		labels[key] = strings.TrimSpace(words)
	}
	return labels
}

// Words is the set of the words that white space parts, for short lists that are no
// knowledge but the names of a format: control words, elements, header fields.
func Words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}
