package runs

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"
)

// Partial is a run being written. The caller holds the lock of the store.
type Partial struct {
	store *Store
	id    string
	dir   string
	seq   int
	began time.Time
}

// Begin makes the folder of a new run, named by the time and the first eight
// digits of key; a taken name gets -2, -3, ... What killed runs left is removed.
func (s *Store) Begin(now time.Time, key string) (*Partial, error) {
	if err := s.fs.MkdirAll(filepath.Join(s.Root, runsFolder)); err != nil {
		return nil, err
	}
	if err := s.clean(); err != nil {
		return nil, err
	}
	seq, err := s.nextSequence()
	if err != nil {
		return nil, err
	}
	now = now.UTC()
	base := now.Format("2006-01-02T150405Z") + "-" + key[:min(8, len(key))]
	for n, id := 1, base; ; n++ {
		if n > 1 {
			id = fmt.Sprintf("%s-%d", base, n)
		}
		final := filepath.Join(s.Root, runsFolder, id)
		_, err := s.fs.Stat(final)
		if err == nil {
			continue
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		dir := final + partialSuffix
		err = s.fs.Mkdir(dir)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		return &Partial{s, id, dir, seq, now}, nil
	}
}

// nextSequence is one more than the highest sequence number of any run.
func (s *Store) nextSequence() (int, error) {
	runs, err := s.List()
	if err != nil || len(runs) == 0 {
		return 1, err
	}
	return runs[len(runs)-1].Manifest.Sequence + 1, nil
}

// Clean removes what killed runs left, as Begin does. It needs the lock.
func (s *Store) Clean() error {
	err := s.clean()
	if errors.Is(err, fs.ErrNotExist) {
		return nil // no run was ever begun
	}
	return err
}

// clean removes what killed runs left. It needs the lock.
func (s *Store) clean() error {
	entries, err := s.fs.ReadDir(filepath.Join(s.Root, runsFolder))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), partialSuffix) {
			if err := s.fs.RemoveAll(filepath.Join(s.Root, runsFolder, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// Dir is the folder to write the tables into.
func (p *Partial) Dir() string { return p.dir }

// ID is the name the run will have.
func (p *Partial) ID() string { return p.id }

// Commit completes the run: it writes the manifest (filling in ID, Sequence and
// Started) and the mark of completion, makes every file durable, renames the
// folder and, unless a check blocks, switches current to it.
func (p *Partial) Commit(m *Manifest) (Run, error) {
	m.Schema, m.ID, m.Sequence, m.Started = 1, p.id, p.seq, p.began
	data, err := m.encode()
	if err != nil {
		return Run{}, err
	}
	s := p.store
	if err := p.write(ManifestFile, data); err != nil {
		return Run{}, err
	}
	mark := SuccessFile
	if m.Blocked() {
		mark = BlockedFile
	}
	if err := p.write(mark, nil); err != nil {
		return Run{}, err
	}
	if err := syncTree(s, p.dir); err != nil {
		return Run{}, err
	}
	final := strings.TrimSuffix(p.dir, partialSuffix)
	if err := s.fs.Rename(p.dir, final); err != nil {
		return Run{}, err
	}
	run := Run{ID: p.id, Dir: final, Manifest: m, Blocked: m.Blocked()}
	if err := s.fs.Sync(filepath.Dir(final)); err != nil {
		return run, err
	}
	if run.Blocked {
		return run, nil
	}
	if err := s.switchTo(p.id); err != nil {
		return run, err
	}
	run.Current = true
	return run, nil
}

// Abort removes the unfinished run.
func (p *Partial) Abort() error { return p.store.fs.RemoveAll(p.dir) }

func (p *Partial) write(name string, data []byte) error {
	f, err := p.store.fs.Create(filepath.Join(p.dir, name))
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// syncTree makes a folder durable, files first.
func syncTree(s *Store, dir string) error {
	entries, err := s.fs.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if e.IsDir() {
			err = syncTree(s, path)
		} else {
			err = s.fs.Sync(path)
		}
		if err != nil {
			return err
		}
	}
	return s.fs.Sync(dir)
}
