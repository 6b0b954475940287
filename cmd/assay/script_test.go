package main

import (
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"assay/cmd/assay/internal/cli"
)

var update = flag.Bool("update", false, "write expected files anew")

// programVar makes this test binary the program itself.
const programVar = "ASSAY_TEST_PROGRAM"

// TestMain lets scripts run the program as "assay", in a process of its own.
func TestMain(m *testing.M) {
	killAt()
	if os.Getenv(programVar) != "" || len(os.Args) > 1 && os.Args[1] == cli.PDFVerb {
		// A process that reads PDF is started by the path of the test binary.
		os.Exit(execute(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	testscript.Main(m, map[string]func(){
		"assay": func() { os.Exit(execute(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs testdata/script/*.txtar: one behaviour a file. $CORPUS is the
// example corpus; "exitcode N assay ..." wants that very exit code.
func TestScripts(t *testing.T) {
	t.Parallel()
	corpus, err := filepath.Abs("../../examples/corpus")
	if err != nil {
		t.Fatal(err)
	}
	// One compiled PDF reader for all scripts: compiling it takes seconds.
	cache := t.TempDir()
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("CORPUS", corpus)
			env.Setenv("REPOSITORY", filepath.Dir(filepath.Dir(corpus)))
			env.Setenv("XDG_CACHE_HOME", cache)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exitcode":    exitCodeCmd,
			"touch":       touchCmd,
			"docblock":    blockCmd,
			"doclines":    doclinesCmd,
			"docsession":  sessionCmd,
			"samemention": sameMentionCmd,
		},
	})
}

// exitCodeCmd is "exitcode N COMMAND ARG...": it runs the command and fails
// unless it ends with code N.
func exitCodeCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exitcode N command arg...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%s: %v", args[1], err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// touchCmd is "touch FILE...": it moves the files' times an hour on.
func touchCmd(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		path := ts.MkAbs(name)
		later := time.Now().Add(time.Hour)
		ts.Check(os.Chtimes(path, later, later))
	}
}
