package runs

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"assay/out/disk"
)

const (
	currentLink   = "current"
	runsFolder    = "runs"
	partialSuffix = ".partial"
)

// Store is one results folder.
type Store struct {
	Root string
	fs   disk.FS
}

// New names a results folder; nothing is made before Begin.
func New(root string, fsys disk.FS) *Store { return &Store{root, fsys} }

// Run is one complete run of the folder.
type Run struct {
	ID       string
	Dir      string
	Manifest *Manifest
	Current  bool
	Blocked  bool // holds _CHECKS_FAILED instead of _SUCCESS
}

// Dir is the folder of the run of that id, whether it is there or not.
func (s *Store) Dir(id string) string { return filepath.Join(s.Root, runsFolder, id) }

// ErrNoRun is returned where a run was asked for and there is none.
var ErrNoRun = errors.New("no run")

// List gives the complete runs in the order of their sequence numbers. Folders
// without a manifest or without a mark of completion are not runs.
func (s *Store) List() ([]Run, error) {
	entries, err := s.fs.ReadDir(filepath.Join(s.Root, runsFolder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	current, err := s.currentID()
	if err != nil {
		return nil, err
	}
	var runs []Run
	for _, e := range entries {
		if !e.IsDir() || strings.HasSuffix(e.Name(), partialSuffix) {
			continue
		}
		run, err := s.load(e.Name())
		if errors.Is(err, ErrNoRun) {
			continue
		}
		if err != nil {
			return nil, err
		}
		run.Current = run.ID == current
		runs = append(runs, run)
	}
	slices.SortFunc(runs, func(a, b Run) int {
		return cmp.Or(cmp.Compare(a.Manifest.Sequence, b.Manifest.Sequence), strings.Compare(a.ID, b.ID))
	})
	return runs, nil
}

// load reads one run folder; ErrNoRun where it is none.
func (s *Store) load(id string) (Run, error) {
	run := Run{ID: id, Dir: filepath.Join(s.Root, runsFolder, id)}
	entries, err := s.fs.ReadDir(run.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return run, fmt.Errorf("%s: %w", id, ErrNoRun)
	}
	if err != nil {
		return run, err
	}
	marked := false
	for _, e := range entries {
		switch e.Name() {
		case SuccessFile:
			marked = true
		case BlockedFile:
			marked, run.Blocked = true, true
		}
	}
	if !marked {
		return run, fmt.Errorf("%s: %w (it has neither %s nor %s)", id, ErrNoRun, SuccessFile, BlockedFile)
	}
	run.Manifest, err = s.readManifest(run.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return run, fmt.Errorf("%s: %w (it has no %s)", id, ErrNoRun, ManifestFile)
	}
	return run, err
}

// Current is the run that current points to; ErrNoRun where there is none.
func (s *Store) Current() (Run, error) {
	id, err := s.currentID()
	if err != nil {
		return Run{}, err
	}
	if id == "" {
		return Run{}, fmt.Errorf("%s: %w", s.Root, ErrNoRun)
	}
	run, err := s.load(id)
	run.Current = true
	return run, err
}

// currentID is the name current points to, "" where there is no such link.
func (s *Store) currentID() (string, error) {
	target, err := s.fs.Readlink(filepath.Join(s.Root, currentLink))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return filepath.Base(target), nil
}

// Find resolves what a user may call a run: "current", its id, an unambiguous
// beginning of one, or a path to its folder.
func (s *Store) Find(name string) (Run, error) {
	runs, err := s.List()
	if err != nil {
		return Run{}, err
	}
	base := filepath.Base(filepath.Clean(name))
	var found []Run
	for _, r := range runs {
		if r.ID == base || r.Current && base == currentLink {
			return r, nil
		}
		if strings.HasPrefix(r.ID, base) {
			found = append(found, r)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return Run{}, fmt.Errorf("%s in %s: %w", name, s.Root, ErrNoRun)
	}
	return Run{}, fmt.Errorf("%s names %d runs in %s, write more of the id", name, len(found), s.Root)
}

// switchTo makes current point to a run, in one step.
func (s *Store) switchTo(id string) error {
	tmp := filepath.Join(s.Root, "."+currentLink+".tmp")
	if err := s.fs.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := s.fs.Symlink(filepath.Join(runsFolder, id), tmp); err != nil {
		return err
	}
	if err := s.fs.Rename(tmp, filepath.Join(s.Root, currentLink)); err != nil {
		return err
	}
	return s.fs.Sync(s.Root)
}
