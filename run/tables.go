package run

import (
	"context"
	"os"
	"path/filepath"

	"assay/out/load"
	"assay/study"
)

// TablesOf finds the folder of tables that an argument means: a run's own, or the
// current one of a results folder.
func TablesOf(arg string) (dir string, ok bool) {
	for _, dir := range [...]string{arg, filepath.Join(arg, "current")} {
		if _, err := os.Stat(filepath.Join(dir, "manifest.json")); err == nil {
			return dir, true
		}
	}
	return "", false
}

// TableRows reads columns of one table of the run in dir as text, null as "", and
// hands every row on in order; the row is the callee's only during the call. A
// table that the run does not hold is a *study.UsageError.
func TableRows(ctx context.Context, dir, table string, columns []string, visit func([]string) error) error {
	return study.TableError(load.Rows(ctx, dir, table, columns, visit))
}

// URIs maps doc_id to uri, of the run in dir.
func URIs(ctx context.Context, dir string) (map[string]string, error) {
	uris := map[string]string{}
	err := TableRows(ctx, dir, "documents", []string{"doc_id", "uri"}, func(c []string) error {
		uris[c[0]] = c[1]
		return nil
	})
	return uris, err
}
