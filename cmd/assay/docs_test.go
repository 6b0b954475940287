package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// docFiles are the pages whose commands readers type.
var docFiles = []string{"README.md", "CONTRIBUTING.md", "docs/codebook.md", "docs/profiles.md", "docs/operations.md"}

// blocks are the fenced blocks of a page in a language, "" for none named.
func blocks(page, language string) (found []string) {
	for _, m := range regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```$").FindAllStringSubmatch(page, -1) {
		if m[1] == language {
			found = append(found, m[2])
		}
	}
	return found
}

// commandLines are the lines of a page that call prefix, in a block or in
// backticks, without what explains them.
func commandLines(page, prefix string) []string {
	lines := blockLines(page, prefix)
	text := regexp.MustCompile("(?ms)^```.*?^```$").ReplaceAllString(page, "")
	for _, m := range regexp.MustCompile("`("+prefix+"[^`]*)`").FindAllStringSubmatch(text, -1) {
		lines = append(lines, bare(m[1]))
	}
	return lines
}

// blockLines are those in blocks.
func blockLines(page, prefix string) (lines []string) {
	for _, block := range blocks(page, "") {
		for line := range strings.Lines(block) {
			if strings.HasPrefix(line, prefix) {
				lines = append(lines, bare(line))
			}
		}
	}
	return lines
}

// bare is a command without the comment or the explanation to its right.
func bare(line string) string {
	line, _, _ = strings.Cut(line, " #")
	line, _, _ = strings.Cut(strings.TrimSpace(line), "   ")
	return strings.TrimSpace(line)
}

// words splits a command line as a shell does, single quotes being all the
// quoting that the pages use. What follows a redirection is left out.
func words(line string) (list []string) {
	for _, m := range regexp.MustCompile(`'([^']*)'|(\S+)`).FindAllStringSubmatch(line, -1) {
		if m[2] == ">" || m[2] == "|" {
			break
		}
		list = append(list, m[1]+m[2])
	}
	return list
}

// TestDocumentedCommands holds every command of the pages against the program:
// its verb and its flags must exist.
func TestDocumentedCommands(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, file := range docFiles {
		for _, line := range commandLines(repositoryFile(t, file), "assay ") {
			args := words(line)[1:]
			cmd, rest, err := newRoot(strings.NewReader(""), io.Discard, io.Discard).Find(args)
			if err != nil || cmd.Name() == "assay" {
				t.Errorf("%s: %q: no such verb", file, line)
				continue
			}
			seen++
			for _, w := range rest {
				name, _, _ := strings.Cut(w, "=")
				if strings.HasPrefix(name, "--") && cmd.Flags().Lookup(name[2:]) == nil {
					t.Errorf("%s: %q: %s has no flag %s", file, line, cmd.CommandPath(), name)
				}
			}
		}
	}
	if seen < 15 {
		t.Errorf("only %d commands found: are they still marked as before?", seen)
	}
}

// TestDocumentedTargets holds the pages against the Makefile, and against the
// files that they name.
func TestDocumentedTargets(t *testing.T) {
	t.Parallel()
	makefile := repositoryFile(t, "Makefile")
	for _, file := range docFiles {
		page := repositoryFile(t, file)
		for _, line := range commandLines(page, "make ") {
			for _, target := range words(line)[1:] {
				if !strings.Contains(target, "=") && !strings.Contains("\n"+makefile, "\n"+target+":") {
					t.Errorf("%s: %q: no such target", file, line)
				}
			}
		}
		for _, m := range regexp.MustCompile("`((?:docs|deploy|notebooks|scripts|examples|extract|classify|report)/[^`*<]*)`").FindAllStringSubmatch(page, -1) {
			if m[1] == "docs/benchmarks.md" {
				continue // make bench writes it
			}
			if found, err := filepath.Glob(filepath.Join("../..", m[1])); err != nil || len(found) == 0 {
				t.Errorf("%s names %s, which does not exist", file, m[1])
			}
		}
	}
}

func repositoryFile(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")))
}

// blockCmd is "docblock PAGE LANGUAGE N FILE": it writes the Nth block (from 1)
// of a language on a page of the repository to FILE.
func blockCmd(ts *testscript.TestScript, _ bool, args []string) {
	page, err := os.ReadFile(filepath.Join(ts.Getenv("REPOSITORY"), args[0]))
	ts.Check(err)
	found := blocks(string(page), args[1])
	n := int(args[2][0] - '0')
	if n < 1 || n > len(found) {
		ts.Fatalf("%s has %d %s blocks", args[0], len(found), args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[3]), []byte(found[n-1]), 0o644))
}

// doclinesCmd is "doclines PAGE PREFIX": it runs every command in a page's blocks that
// begins with PREFIX, which must end with 0, and wants at least one.
func doclinesCmd(ts *testscript.TestScript, _ bool, args []string) {
	page, err := os.ReadFile(filepath.Join(ts.Getenv("REPOSITORY"), args[0]))
	ts.Check(err)
	lines := blockLines(string(page), args[1])
	if len(lines) == 0 {
		ts.Fatalf("%s has no command %q", args[0], args[1])
	}
	for _, line := range lines {
		w := words(line)
		ts.Logf("> %s", line)
		ts.Check(ts.Exec(w[0], w[1:]...))
	}
}
