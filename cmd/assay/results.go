package main

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"assay/out"
	"assay/out/runs"
)

// resultsFolder is the results folder that a verb works on: the first argument
// where that is one, as in kwic, else --out.
type resultsFolder struct{ root string }

func (r *resultsFolder) flag(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&r.root, "out", "o", "results", "results `folder`, where the first argument names none")
}

// take gives the arguments that are left when the results folder is taken.
func (r *resultsFolder) take(args []string) []string {
	if len(args) > 0 && isResults(args[0]) {
		r.root = args[0]
		return args[1:]
	}
	return args
}

// isResults reports whether a path is a results folder.
func isResults(path string) bool {
	info, err := os.Stat(filepath.Join(path, "runs"))
	if err != nil || !info.IsDir() {
		return false
	}
	_, err = os.Lstat(filepath.Join(path, "current"))
	return err == nil || len(out.Present(path)) == 0
}

func (r *resultsFolder) store() *runs.Store { return runs.New(r.root, fileSystem) }

// find is the run that the arguments name in the results folder, current where
// they name none.
func (r *resultsFolder) find(verb, name string) (runs.Run, error) {
	if name == "" {
		name = "current"
	}
	run, err := r.store().Find(name)
	if errors.Is(err, runs.ErrNoRun) {
		return run, usagef("%w", err).Advise("assay run makes one; assay " + verb + " FOLDER or --out names the results folder, ls " + filepath.Join(r.root, "runs") + " lists its runs")
	}
	return run, err
}

// tables is the folder of the tables that the arguments name: a results folder,
// a run of it, or the folder of a run. Unlike find it needs no manifest. run is
// empty where the folder was named by its path.
func (r *resultsFolder) tables(verb string, args []string) (dir string, run runs.Run, err error) {
	args = r.take(args)
	name := ""
	if len(args) > 0 {
		if name = args[0]; len(args) > 1 {
			return "", run, usagef("%q is an argument too many", args[1]).Advise("usage: assay " + verb + " [RESULTS] [RUN]")
		}
		if len(out.Present(name)) > 0 {
			return name, run, nil
		}
	}
	run, err = r.find(verb, name)
	return run.Dir, run, err
}
