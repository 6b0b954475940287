package runs

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

const lockFile = ".lock"

// Holder says who holds the lock of a results folder.
type Holder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

// LockedError is returned by Lock when another process holds it.
type LockedError struct {
	Root   string
	Holder Holder // zero where the holder has not written its name yet
}

func (e *LockedError) Error() string {
	if e.Holder.PID == 0 {
		return fmt.Sprintf("%s is in use by another run", e.Root)
	}
	return fmt.Sprintf("%s is in use by process %d on %s since %s", e.Root, e.Holder.PID, e.Holder.Host,
		e.Holder.Since.UTC().Format(time.RFC3339))
}

// Hint is what to do about it.
func (e *LockedError) Hint() string {
	return "wait until it has ended, or write elsewhere with --out; the lock goes with its process"
}

// Lock takes the results folder for this process, at once or not at all: a
// *LockedError says who has it. The lock goes with the process, however it ends.
// It is advisory and, on network file systems, as good as theirs.
func (s *Store) Lock(me Holder) (unlock func() error, err error) {
	if err := s.fs.MkdirAll(s.Root); err != nil {
		return nil, fmt.Errorf("make the results folder: %w", err)
	}
	path := filepath.Join(s.Root, lockFile)
	lock := flock.New(path)
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	if !ok {
		return nil, &LockedError{Root: s.Root, Holder: readHolder(path)}
	}
	// Written in place: a new file would be another lock. A reader that comes in
	// between sees a holder without a name.
	data, err := json.Marshal(me)
	if err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		_ = lock.Unlock() // the error to tell is the first one
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return lock.Unlock, nil
}

func readHolder(path string) Holder {
	var h Holder
	data, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(data, &h) != nil {
		return Holder{}
	}
	return h
}
