// Package lazyregexp is package regexp for patterns that stand in variables: they
// are compiled when first used, so that a program that uses few of them starts
// fast, and a text without a match is turned away by one pass over its bytes; the
// places of a match are found by package regexp.
//
// What is found is what package regexp finds, always.
package lazyregexp

import (
	"os"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
)

// Regexp is a pattern in the syntax of package regexp. It is safe for concurrent
// use.
type Regexp struct {
	text    string
	once    sync.Once
	re      *regexp.Regexp
	machine *machine // tells whether there is a match, nil where it cannot
}

// New makes a Regexp. A text that is no pattern panics at the first use, in tests
// at once.
func New(text string) *Regexp {
	r := &Regexp{text: text}
	if inTest {
		r.compiled()
	}
	return r
}

var inTest = len(os.Args) > 0 && strings.HasSuffix(strings.TrimSuffix(os.Args[0], ".exe"), ".test")

func (r *Regexp) compiled() *regexp.Regexp {
	r.once.Do(func() {
		r.re = regexp.MustCompile(r.text)
		tree, err := syntax.Parse(r.text, syntax.Perl)
		if err != nil { // MustCompile parsed it too
			panic(err)
		}
		r.machine = newMachine(tree)
	})
	return r.re
}

// ask says whether s has a match, where that can be told without package regexp.
func (r *Regexp) ask(s string) answer {
	if r.compiled(); r.machine == nil {
		return unsure
	}
	return r.machine.match(s)
}

// hopeless reports whether s certainly has no match.
func (r *Regexp) hopeless(s string) bool { return r.ask(s) == no }

// String is the text of the pattern.
func (r *Regexp) String() string { return r.text }

// MatchString is that of regexp.Regexp, like all that follow.
func (r *Regexp) MatchString(s string) bool {
	a := r.ask(s)
	return a == yes || a == unsure && r.re.MatchString(s)
}

// FindString is that of regexp.Regexp.
func (r *Regexp) FindString(s string) string {
	if r.hopeless(s) {
		return ""
	}
	return r.re.FindString(s)
}

// FindStringIndex is that of regexp.Regexp.
func (r *Regexp) FindStringIndex(s string) []int {
	if r.hopeless(s) {
		return nil
	}
	return r.re.FindStringIndex(s)
}

// FindStringSubmatch is that of regexp.Regexp.
func (r *Regexp) FindStringSubmatch(s string) []string {
	if r.hopeless(s) {
		return nil
	}
	return r.re.FindStringSubmatch(s)
}

// FindStringSubmatchIndex is that of regexp.Regexp.
func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	if r.hopeless(s) {
		return nil
	}
	return r.re.FindStringSubmatchIndex(s)
}

// FindAllString is that of regexp.Regexp.
func (r *Regexp) FindAllString(s string, n int) []string {
	if r.hopeless(s) {
		return nil
	}
	return r.re.FindAllString(s, n)
}

// FindAllStringIndex is that of regexp.Regexp.
func (r *Regexp) FindAllStringIndex(s string, n int) [][]int {
	if r.hopeless(s) {
		return nil
	}
	return r.re.FindAllStringIndex(s, n)
}

// FindAllStringSubmatch is that of regexp.Regexp.
func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	if r.hopeless(s) {
		return nil
	}
	return r.re.FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex is that of regexp.Regexp.
func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if r.hopeless(s) {
		return nil
	}
	return r.re.FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString is that of regexp.Regexp.
func (r *Regexp) ReplaceAllString(s, with string) string {
	if r.hopeless(s) {
		return s
	}
	return r.re.ReplaceAllString(s, with)
}

// ReplaceAllStringFunc is that of regexp.Regexp.
func (r *Regexp) ReplaceAllStringFunc(s string, f func(string) string) string {
	if r.hopeless(s) {
		return s
	}
	return r.re.ReplaceAllStringFunc(s, f)
}

// Split is that of regexp.Regexp.
func (r *Regexp) Split(s string, n int) []string {
	if n != 0 && r.text != "" && s != "" && r.hopeless(s) {
		return []string{s}
	}
	return r.compiled().Split(s, n)
}

// Match is that of regexp.Regexp.
func (r *Regexp) Match(b []byte) bool { return r.compiled().Match(b) }

// FindSubmatch is that of regexp.Regexp.
func (r *Regexp) FindSubmatch(b []byte) [][]byte { return r.compiled().FindSubmatch(b) }
