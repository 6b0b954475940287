package run

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"assay/corpus"
	"assay/out/cache"
	"assay/out/disk"
)

// input is one source of a run with what is known of it so far.
type input struct {
	src      corpus.Source
	sha      [32]byte     // of the raw bytes; zero while unknown
	pdf      bool         // whether reading it takes a process that reads PDF
	at       corpus.Stage // what is being done to it, where a mistake of the program can lose it
	readKey  cache.Key
	document string    // digest of the Document's encoding
	result   cache.Key // key of the Result
}

// check refuses no input at all.
func (in *Inputs) check() error {
	if len(in.Paths) == 0 {
		return usagef("nothing to read").Advise("name folders, files, globs or archives, or - for a list of paths on standard input")
	}
	return nil
}

// List finds the inputs. Errors are *UsageError where Paths are wrong.
func (in *Inputs) List(ctx context.Context) (*corpus.Listing, error) { return in.list(ctx) }

// ListFiles finds the files that the inputs name, archives and files of lines as
// such, and opens none: for programs that hand documents on one by one.
func (in *Inputs) ListFiles(ctx context.Context) (*corpus.Listing, error) {
	return in.listAs(ctx, true)
}

// list finds the inputs. own are folders that are never input.
func (in *Inputs) list(ctx context.Context, own ...string) (*corpus.Listing, error) {
	return in.listAs(ctx, false, own...)
}

func (in *Inputs) listAs(ctx context.Context, flat bool, own ...string) (*corpus.Listing, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	listing, err := corpus.List(ctx, in.Paths, corpus.ListOptions{
		Root: in.Root, Stdin: in.Stdin, OwnOutput: own, Limits: in.Limits, JSONL: in.JSONL, Flat: flat,
	})
	var usage *corpus.UsageError
	if errors.As(err, &usage) {
		return nil, usagef("%w", err)
	}
	return listing, err
}

// unmatched says what is wrong with an input that gave nothing.
func unmatched(path string) string {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return path + " is empty"
	case errors.Is(err, fs.ErrNotExist) && !strings.ContainsAny(path, "*?[{"):
		return path + " is not there"
	}
	return path + " matches nothing"
}

// notItself refuses an input that is the results folder or lies in it: all of it
// is left out, and the run would be one of nothing.
func notItself(inputs []corpus.Input, out string) error {
	own, err := disk.RealPath(out)
	if err != nil {
		return nil // not there yet: nothing can lie in it
	}
	for _, in := range inputs {
		path, err := disk.RealPath(in.Path)
		if err != nil || in.Path == "-" {
			continue
		}
		rel, err := filepath.Rel(own, path)
		switch {
		case err != nil || !filepath.IsLocal(rel):
		case rel == ".":
			return usagef("%s is both the input and the results folder", in.Path).Advise("name a folder of its own with --out; it may lie in the input")
		default:
			return usagef("%s lies in the results folder %s, where nothing is input", in.Path, out).Advise("name another folder with --out")
		}
	}
	return nil
}

// hashAll fills in the digest of every input's raw bytes, and whether they are PDF.
// One that cannot be read keeps a zero digest: reading it will say why.
func hashAll(ctx context.Context, r *corpus.Reader, inputs []*input, workers int) error {
	var next atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	for range workers {
		g.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(inputs) {
					return nil
				}
				raw, err := r.Open(ctx, inputs[i].src)
				if ctx.Err() != nil {
					return context.Cause(ctx)
				}
				if err == nil {
					inputs[i].sha, inputs[i].pdf = raw.SHA256, r.IsPDF(ctx, raw)
					err = raw.Close()
				}
				_ = err // a loss here is a loss in the run, which reports it
			}
		})
	}
	return g.Wait()
}
