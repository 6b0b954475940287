package runs

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
)

// Prune removes the oldest runs until keep are left, by sequence number. The
// current run and the one before it are never removed, nor is the newest where
// a check blocked it, for somebody is told to look at it. It needs the lock and
// returns the ids of what it removed.
func (s *Store) Prune(keep int) ([]string, error) {
	runs, err := s.List()
	if err != nil {
		return nil, err
	}
	safe := map[string]bool{}
	for i, r := range runs {
		if i == len(runs)-1 && r.Blocked {
			safe[r.ID] = true
		}
		if r.Current {
			safe[r.ID] = true
			if before, ok := predecessor(runs, i); ok {
				safe[before.ID] = true
			}
		}
	}
	var gone []string
	for i := 0; i < len(runs) && len(runs)-len(gone) > keep; i++ {
		if safe[runs[i].ID] {
			continue
		}
		// Taken out of sight first: a prune that is killed leaves no half run.
		hidden := runs[i].Dir + partialSuffix
		if err := s.fs.Rename(runs[i].Dir, hidden); err != nil {
			return gone, err
		}
		if err := s.fs.RemoveAll(hidden); err != nil {
			return gone, err
		}
		gone = append(gone, runs[i].ID)
	}
	return gone, nil
}

// predecessor is the last run before runs[i] that was fit to be current.
func predecessor(runs []Run, i int) (Run, bool) {
	for j := i - 1; j >= 0; j-- {
		if !runs[j].Blocked {
			return runs[j], true
		}
	}
	return Run{}, false
}

// Rollback switches current to the run before it. It needs the lock.
func (s *Store) Rollback() (from, to Run, err error) {
	runs, err := s.List()
	if err != nil {
		return from, to, err
	}
	for i, r := range runs {
		if !r.Current {
			continue
		}
		before, ok := predecessor(runs, i)
		if !ok {
			return r, to, fmt.Errorf("%s: %w before %s", s.Root, ErrNoRun, r.ID)
		}
		return r, before, s.switchTo(before.ID)
	}
	return from, to, fmt.Errorf("%s: %w to go back from", s.Root, ErrNoRun)
}

// Publish switches current to a run whatever its checks said: _CHECKS_FAILED
// becomes _SUCCESS. It needs the lock.
func (s *Store) Publish(run Run) error {
	success := filepath.Join(run.Dir, SuccessFile)
	err := s.fs.Rename(filepath.Join(run.Dir, BlockedFile), success)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := s.fs.Sync(run.Dir); err != nil {
		return err
	}
	return s.switchTo(run.ID)
}
