package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"assay/cmd/assay/internal/cli"
	"assay/internal/usage"
	"assay/out/cache"
	"assay/out/runs"
)

// cacheFlags say which cache.
type cacheFlags struct {
	cli.ResultsFolder
	dir string
}

func (c *cacheFlags) add(cmd *cobra.Command) {
	c.ResultsFolder.Flag(cmd)
	cmd.Flags().StringVar(&c.dir, "cache-dir", "", "`folder` of the cache (default OUT/cache)")
}

func (c *cacheFlags) folder() string {
	if c.dir == "" {
		return filepath.Join(c.Root, "cache")
	}
	return c.dir
}

func (c *cacheFlags) open(now time.Time) *cache.Cache {
	return cache.New(c.folder(), cli.FileSystem, now)
}

// check refuses a folder that is not there: who wants space back has named the
// wrong one.
func (c *cacheFlags) check(args []string) error {
	if args = c.Take(args); len(args) > 0 {
		return usage.Errorf("%s is no results folder", args[0]).Advise("--out names the results folder, --cache-dir a cache elsewhere")
	}
	if info, err := os.Stat(c.folder()); err != nil || !info.IsDir() {
		return usage.Errorf("there is no cache in %s", c.folder()).Advise("--out names the results folder, --cache-dir a cache elsewhere")
	}
	return nil
}

func newCacheCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cache",
		Short: "look after the cache: prune, verify",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usage.Errorf("cache what?").Advise("assay cache prune or assay cache verify")
		},
	}
	cmd.AddCommand(newCachePruneCmd(), newCacheVerifyCmd())
	return cmd
}

func newCachePruneCmd() *cobra.Command {
	var (
		where    cacheFlags
		maxAge   time.Duration
		maxBytes int64
	)
	cmd := &cobra.Command{
		Use:   "prune [RESULTS]",
		Short: "remove entries that were not used for long, or the oldest over a size",
		Long: `prune removes what no run has used for --max-age, then the least recently used
entries until the rest take at most --max-bytes, and whatever killed runs left
half-written. What was removed is made again when a run needs it.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := where.check(args); err != nil {
				return err
			}
			return locked(where.Root, func(*runs.Store) error {
				n, freed, err := where.open(time.Now()).Prune(maxAge, maxBytes)
				if err != nil {
					return fmt.Errorf("prune the cache: %w", err)
				}
				_, err = fmt.Fprintf(cmd.ErrOrStderr(), "assay: %d entries removed, %d bytes freed\n", n, freed)
				return err
			})
		},
	}
	where.add(cmd)
	cmd.Flags().DurationVar(&maxAge, "max-age", 30*24*time.Hour, "remove entries that were not used for so long (0: any age stays)")
	cli.SizeVar(cmd.Flags(), &maxBytes, "max-bytes", 0, "keep at most so many bytes (0: any size stays)")
	return cmd
}

func newCacheVerifyCmd() *cobra.Command {
	var (
		where  cacheFlags
		remove bool
	)
	cmd := &cobra.Command{
		Use:   "verify [RESULTS]",
		Short: "check every entry against its checksum",
		Long: `verify reads every entry and names those whose checksum does not hold. A run does
the same for each entry it uses and makes a damaged one again; verify finds them
before. It ends with code 1 when there are damaged entries and --remove is not given.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := where.check(args); err != nil {
				return err
			}
			return locked(where.Root, func(*runs.Store) error {
				c := where.open(time.Now())
				whole, damaged, err := c.Verify()
				if err != nil {
					return fmt.Errorf("verify the cache: %w", err)
				}
				for _, e := range damaged {
					fmt.Fprintf(cmd.OutOrStdout(), "%s %s\n", e.Tier, e.Key)
					if remove {
						if err := c.Remove(e); err != nil {
							return err
						}
					}
				}
				fmt.Fprintf(cmd.ErrOrStderr(), "assay: %d entries are whole, %d damaged\n", whole, len(damaged))
				if len(damaged) > 0 && !remove {
					return &cli.Outcome{Code: cli.ExitError, Why: "damaged cache entries"}
				}
				return nil
			})
		},
	}
	where.add(cmd)
	cmd.Flags().BoolVar(&remove, "remove", false, "remove damaged entries")
	return cmd
}
