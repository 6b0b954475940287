package cli

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"assay/internal/usage"
	"assay/out"
	"assay/out/runs"
)

// ResultsFolder is the results folder that a verb works on: the first argument
// where that is one, as in kwic, else --out.
type ResultsFolder struct{ Root string }

// Flag adds --out.
func (r *ResultsFolder) Flag(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&r.Root, "out", "o", "results", "results `folder`, where the first argument names none")
}

// Take gives the arguments that are left when the results folder is taken.
func (r *ResultsFolder) Take(args []string) []string {
	if len(args) > 0 && isResults(args[0]) {
		r.Root = args[0]
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

// Store is the runs of the folder.
func (r *ResultsFolder) Store() *runs.Store { return runs.New(r.Root, FileSystem) }

// Find is the run that the arguments name in the results folder, current where
// they name none.
func (r *ResultsFolder) Find(verb, name string) (runs.Run, error) {
	if name == "" {
		name = "current"
	}
	run, err := r.Store().Find(name)
	if errors.Is(err, runs.ErrNoRun) {
		return run, usage.Errorf("%w", err).Advise("assay run makes one; assay " + verb + " FOLDER or --out names the results folder, ls " + filepath.Join(r.Root, "runs") + " lists its runs")
	}
	return run, err
}

// Tables is the folder of the tables that the arguments name: a results folder,
// a run of it, or the folder of a run. Unlike Find it needs no manifest. run is
// empty where the folder was named by its path.
func (r *ResultsFolder) Tables(verb string, args []string) (dir string, run runs.Run, err error) {
	args = r.Take(args)
	name := ""
	if len(args) > 0 {
		if name = args[0]; len(args) > 1 {
			return "", run, usage.Errorf("%q is an argument too many", args[1]).Advise("usage: assay " + verb + " [RESULTS] [RUN]")
		}
		if len(out.Present(name)) > 0 {
			return name, run, nil
		}
	}
	run, err = r.Find(verb, name)
	return run.Dir, run, err
}
