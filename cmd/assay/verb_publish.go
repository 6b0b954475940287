package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/internal/usage"
	"assay/out/runs"
)

// locked holds the results folder while f works on it.
func locked(root string, f func(*runs.Store) error) (err error) {
	if _, err := os.Stat(root); err != nil {
		return usage.Errorf("--out: there is no results folder %s", root).Advise("assay run makes one; --out names it")
	}
	store := runs.New(root, cli.FileSystem)
	host, _ := os.Hostname()
	unlock, err := store.Lock(runs.Holder{PID: os.Getpid(), Host: host, Since: time.Now()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	return f(store)
}

func newPublishCmd() *cobra.Command {
	var results cli.ResultsFolder
	cmd := &cobra.Command{
		Use:   "publish [RESULTS] RUN",
		Short: "make current point to a run, whatever its checks said",
		Long: `publish switches OUT/current to RUN: an id, the beginning of one, or the path of
its folder. It is how a run that failed the publish gate goes out after somebody
has looked at it.`,
		Example: "  assay publish --out results 2026-11-20T020000Z-3f9c2a1b",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			args = results.Take(args)
			if len(args) != 1 {
				return usage.Errorf("publish which run?").Advise("usage: assay publish [RESULTS] RUN; ls " + filepath.Join(results.Root, "runs") + " lists the runs")
			}
			return locked(results.Root, func(s *runs.Store) error {
				run, err := results.Find("publish", args[0])
				if err != nil {
					return err
				}
				if err := s.Publish(run); err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.ErrOrStderr(), "assay: %s now points to %s\n", filepath.Join(results.Root, "current"), run.ID)
				return err
			})
		},
	}
	results.Flag(cmd)
	return cmd
}

func newRollbackCmd() *cobra.Command {
	var results cli.ResultsFolder
	cmd := &cobra.Command{
		Use:   "rollback [RESULTS]",
		Short: "make current point to the run before it",
		Long: `rollback switches OUT/current to the run with the next lower sequence number that
was fit to be published. The run it comes from stays; assay publish brings it back.`,
		Example: "  assay rollback --out results",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if args = results.Take(args); len(args) > 0 {
				return usage.Errorf("%s is no results folder", args[0]).Advise("usage: assay rollback [RESULTS]")
			}
			return locked(results.Root, func(s *runs.Store) error {
				from, to, err := s.Rollback()
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.ErrOrStderr(), "assay: %s went back from %s to %s\n", filepath.Join(results.Root, "current"), from.ID, to.ID)
				return err
			})
		},
	}
	results.Flag(cmd)
	return cmd
}
