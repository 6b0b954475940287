package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// sessionCmd is "docsession PAGE": it runs every command of the console blocks of a
// page of the repository, in order, in the script's folder, and holds what it
// prints against what the page shows below it, line by line. A command is a line
// that begins with "$ "; "| grep WORD" after it keeps the lines with the word. With -update the page is written anew.
func sessionCmd(ts *testscript.TestScript, _ bool, args []string) {
	file := filepath.Join(ts.Getenv("REPOSITORY"), args[0])
	page, err := os.ReadFile(file)
	ts.Check(err)
	ran := 0
	console := regexp.MustCompile("(?ms)^```console\n(.*?)^```$")
	now := console.ReplaceAllFunc(page, func(block []byte) []byte {
		var b strings.Builder
		b.WriteString("```console\n")
		for line := range strings.Lines(string(console.FindSubmatch(block)[1])) {
			if command, ok := strings.CutPrefix(line, "$ "); ok {
				ran++
				b.WriteString(line)
				b.WriteString(session(ts, strings.TrimSpace(command)))
			}
		}
		b.WriteString("```")
		return []byte(b.String())
	})
	if ran == 0 {
		ts.Fatalf("%s shows no session", args[0])
	}
	ts.Logf("%d commands", ran)
	if *update {
		ts.Check(os.WriteFile(file, now, 0o644))
		return
	}
	if !bytes.Equal(now, page) {
		ts.Fatalf("what %s shows is not what the program prints (go test ./cmd/assay -run TestScripts -update writes it anew):\n%s", args[0], firstDifference(string(page), string(now)))
	}
}

// session runs one command and gives what it prints, errors first.
func session(ts *testscript.TestScript, command string) string {
	command, word, filter := strings.Cut(command, " | grep ")
	w := words(command)
	cmd := exec.Command(w[0], w[1:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "XDG_CACHE_HOME", "HOME", "TMPDIR"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		ts.Fatalf("%s: %v\n%s%s", command, err, stderr.String(), stdout.String())
	}
	text := stderr.String() + stdout.String()
	var b strings.Builder
	for line := range strings.Lines(text) {
		if filter && !strings.Contains(line, word) {
			continue
		}
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String()
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range x {
		if i >= len(y) || x[i] != y[i] {
			return "page:    " + x[i] + "\nprogram: " + strings.Join(y[i:min(i+1, len(y))], "")
		}
	}
	return "the program prints more"
}

func TestSessionOutputIsChecked(t *testing.T) {
	if d := firstDifference("a\nb\n", "a\nc\n"); !strings.Contains(d, "page:    b\nprogram: c") {
		t.Error(d)
	}
}

// sameMentionCmd is "samemention THEME A B": the rows of a theme in two CSV tables
// of mentions must be the same but for their ids.
func sameMentionCmd(ts *testscript.TestScript, _ bool, args []string) {
	rows := func(file string) (out []string) {
		data, err := os.ReadFile(ts.MkAbs(file))
		ts.Check(err)
		table, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		ts.Check(err)
		for _, r := range table[1:] {
			if strings.Contains(strings.Join(r, ","), ","+args[0]+",") {
				out = append(out, strings.Join(r[1:], ",")) // without mention_id, which counts all themes
			}
		}
		return out
	}
	a, b := rows(args[1]), rows(args[2])
	if len(a) == 0 || strings.Join(a, "\n") != strings.Join(b, "\n") {
		ts.Fatalf("%d and %d rows of %s, and they differ", len(a), len(b), args[0])
	}
}
