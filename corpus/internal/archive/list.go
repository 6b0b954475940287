package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"assay/corpus/internal/doc"
)

// Input is one argument: a folder, a file, an archive, a glob, or "-" for a
// list of paths on ListOptions.Stdin. A Name puts "NAME/" before its uris.
type Input struct{ Name, Path string }

// ListOptions say how inputs become sources. The zero value works.
type ListOptions struct {
	Root      string    // what globs and listed paths are relative to; "" is the working folder
	Stdin     io.Reader // the list for "-": one path a line, or separated by NUL bytes if it holds any
	OwnOutput []string  // folders this program writes to: never input
	Limits    doc.Limits
	JSONL     doc.JSONLFields
	TempDir   string // where archives inside archives are unpacked; "" is the system's
	Flat      bool   // list containers as files: nothing is read but folders
}

// Listing is what List found. Sources and Losses are apart, and no uri is in
// both.
type Listing struct {
	Sources   []Source    // by uri bytewise; members of an archive or JSONL file in their own order at its place
	Losses    []*doc.Loss // inputs skipped, and archives that did not open, by uri
	Unmatched []Input     // arguments that gave neither: a path that is not there, a glob that matches nothing, an empty folder
}

// UsageError is a mistake in the arguments, not in a file.
type UsageError struct{ Message string }

func (e *UsageError) Error() string { return e.Message }

// List finds everything the inputs name. It opens no more than the head of each
// file, and the directory of each archive. An input that cannot be read is a
// Loss in the listing; the error is for wrong arguments (*UsageError), a list
// that cannot be read, and a context that has ended.
func List(ctx context.Context, inputs []Input, opt ListOptions) (*Listing, error) {
	opt.Limits = opt.Limits.WithDefaults()
	l := &lister{ctx: ctx, opt: opt, out: &Listing{}}
	if err := l.resolveOwn(); err != nil {
		return nil, err
	}
	for _, in := range inputs {
		before := len(l.out.Sources) + len(l.lost)
		if err := l.input(in); err != nil {
			return nil, err
		}
		if len(l.out.Sources)+len(l.lost) == before {
			l.out.Unmatched = append(l.out.Unmatched, in)
		}
	}
	return l.finish()
}

type lister struct {
	ctx  context.Context
	opt  ListOptions
	root string   // absolute opt.Root
	own  []string // absolute opt.OwnOutput
	out  *Listing
	lost []lostInput
	keys []string // the uri of the file each source comes from, its sort key
}

// lostInput is a loss and the file it is about, to name both of two equal uris.
type lostInput struct {
	loss *doc.Loss
	path string
}

func (l *lister) resolveOwn() error {
	root, err := filepath.Abs(cmp.Or(l.opt.Root, "."))
	if err != nil {
		return fmt.Errorf("resolving the root folder: %w", err)
	}
	l.root = root
	for _, dir := range l.opt.OwnOutput {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return fmt.Errorf("resolving the results folder: %w", err)
		}
		l.own = append(l.own, abs)
		if real, err := filepath.EvalSymlinks(abs); err == nil && real != abs {
			l.own = append(l.own, real)
		}
	}
	return nil
}

func (l *lister) input(in Input) error {
	prefix := ""
	if in.Name != "" {
		if !fs.ValidPath(in.Name) || in.Name == "." {
			return &UsageError{fmt.Sprintf("the name %q of an input is not a plain relative path", in.Name)}
		}
		prefix = in.Name + "/"
	}
	if in.Path == "-" {
		return l.stdin(prefix)
	}
	info, err := os.Stat(in.Path) // an argument may itself be a link: it was named on purpose
	switch {
	case err == nil && info.IsDir():
		root, err := filepath.Abs(in.Path)
		if err != nil {
			return fmt.Errorf("resolving %s: %w", in.Path, err)
		}
		return l.folder(root, ".", prefix)
	case err == nil:
		real, err := filepath.EvalSymlinks(in.Path)
		if err != nil {
			return fmt.Errorf("resolving %s: %w", in.Path, err)
		}
		return l.single(real, prefix+filepath.Base(in.Path))
	case hasGlob(in.Path) && errors.Is(err, fs.ErrNotExist):
		return l.glob(in.Path, prefix)
	case errors.Is(err, fs.ErrNotExist):
		return nil // Unmatched
	}
	l.lose(in.Path, OpenLoss(doc.AtList, escapeURI(prefix+filepath.Base(in.Path)), err))
	return nil
}

// single lists one file named on purpose, whatever it is called.
func (l *lister) single(path, uri string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("resolving %s: %w", path, err)
	}
	at := place{filepath.Dir(abs), filepath.Base(abs)}
	if l.inOwn(abs) {
		l.lose(abs, &doc.Loss{URI: escapeURI(uri), Stage: doc.AtList, Reason: doc.OwnOutput, Hint: "what this program writes is never input"})
		return nil
	}
	info, err := at.lstat()
	if err != nil {
		l.lose(abs, OpenLoss(doc.AtList, escapeURI(uri), err))
		return nil
	}
	return l.entry(at, info.Mode(), uri)
}

// stdin lists the paths of "-".
func (l *lister) stdin(prefix string) error {
	if l.opt.Stdin == nil {
		return &UsageError{"a list of paths was announced with -, but there is none to read"}
	}
	raw, err := io.ReadAll(io.LimitReader(l.opt.Stdin, maxList+1))
	if err != nil {
		return fmt.Errorf("reading the list of paths: %w", err)
	}
	if len(raw) > maxList {
		return &UsageError{fmt.Sprintf("the list of paths is longer than %d MiB", maxList>>20)}
	}
	sep := "\n"
	if strings.ContainsRune(string(raw), 0) {
		sep = "\x00"
	}
	for path := range strings.SplitSeq(string(raw), sep) {
		if sep == "\n" {
			path = strings.TrimSuffix(path, "\r")
		}
		if path == "" {
			continue
		}
		if err := l.relative(path, prefix); err != nil {
			return err
		}
	}
	return nil
}

// maxList bounds the list of paths read for "-".
const maxList = 64 << 20

// relative lists a path whose uri is relative to the root: of a glob or of a
// list. Outside the root, the uri is its absolute path without the first slash.
func (l *lister) relative(path, prefix string) error {
	if !filepath.IsAbs(path) {
		path = filepath.Join(l.root, path)
	}
	path = filepath.Clean(path)
	at := place{filepath.Dir(path), filepath.Base(path)}
	uri := strings.TrimPrefix(filepath.ToSlash(path), "/")
	if rel, err := filepath.Rel(l.root, path); err == nil && filepath.IsLocal(rel) {
		at, uri = place{l.root, filepath.ToSlash(rel)}, filepath.ToSlash(rel)
	}
	if l.inOwn(path) {
		l.lose(path, &doc.Loss{URI: escapeURI(prefix + uri), Stage: doc.AtList, Reason: doc.OwnOutput, Hint: "what this program writes is never input"})
		return nil
	}
	info, err := at.lstat()
	if err != nil {
		l.lose(path, OpenLoss(doc.AtList, escapeURI(prefix+uri), err))
		return nil
	}
	if info.IsDir() {
		if at.name == "." {
			return l.folder(at.root, ".", prefix)
		}
		return l.folder(at.root, at.name, prefix+strings.TrimSuffix(uri, at.name))
	}
	return l.entry(at, info.Mode(), prefix+uri)
}

// inOwn reports a path inside a folder this program was told it writes to.
func (l *lister) inOwn(path string) bool {
	for _, dir := range l.own {
		if rel, err := filepath.Rel(dir, path); err == nil && filepath.IsLocal(rel) {
			return true
		}
	}
	return false
}

// lose adds a loss of the file at path, or of a member of it.
func (l *lister) lose(path string, loss *doc.Loss) { l.lost = append(l.lost, lostInput{loss, path}) }

// add adds a source that belongs to the file of uri key.
func (l *lister) add(s Source, key string) {
	l.out.Sources = append(l.out.Sources, s)
	l.keys = append(l.keys, key)
}

// finish sorts the listing and refuses two inputs of one uri.
func (l *lister) finish() (*Listing, error) {
	order := make([]int, len(l.keys))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(l.keys[a], l.keys[b]) })
	sorted := make([]Source, len(order))
	for i, j := range order {
		sorted[i] = l.out.Sources[j]
	}
	l.out.Sources = sorted
	slices.SortStableFunc(l.lost, func(a, b lostInput) int { return strings.Compare(a.loss.URI, b.loss.URI) })
	for _, x := range l.lost {
		l.out.Losses = append(l.out.Losses, x.loss)
	}
	if err := l.duplicates(); err != nil {
		return nil, err
	}
	return l.out, nil
}

// duplicates refuses the first uri that two inputs share.
func (l *lister) duplicates() error {
	seen := make(map[string]string, len(l.out.Sources)+len(l.lost))
	check := func(uri, path string) error {
		other, ok := seen[uri]
		seen[uri] = path
		switch {
		case !ok:
			return nil
		case other == path:
			return &UsageError{fmt.Sprintf("the input %q is named twice: %s", uri, path)}
		}
		return &UsageError{fmt.Sprintf("two inputs have the uri %q: %s and %s; name the folder that holds both, or give one a name with --input NAME=PATH", uri, other, path)}
	}
	for i := range l.out.Sources {
		s := &l.out.Sources[i]
		if err := check(s.URI, s.path()); err != nil {
			return err
		}
	}
	for _, x := range l.lost {
		if err := check(x.loss.URI, x.path); err != nil {
			return err
		}
	}
	return nil
}
