// Package lazyregexp is package regexp for patterns that stand in variables: they
// are compiled when first used, so that a program that uses few of them starts
// fast, and a text that cannot match is turned away by its letters before the
// pattern is tried at every place of it.
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
	text string
	once sync.Once
	re   *regexp.Regexp
	need *needle // what every match holds, nil where nothing is known
	head *[256]bool
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
		r.need, r.head = newNeedle(tree), firstBytes(tree)
	})
	return r.re
}

// hopeless reports whether s certainly has no match.
func (r *Regexp) hopeless(s string) bool {
	r.compiled()
	if r.head != nil && (s == "" || !r.head[s[0]]) {
		return true
	}
	return r.need != nil && !r.need.in(s)
}

// String is the text of the pattern.
func (r *Regexp) String() string { return r.text }

// MatchString is that of regexp.Regexp, like all that follow.
func (r *Regexp) MatchString(s string) bool { return !r.hopeless(s) && r.re.MatchString(s) }

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
