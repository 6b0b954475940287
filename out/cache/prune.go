package cache

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Entry is one file of the cache.
type Entry struct {
	Tier  Tier
	Key   string // in hex digits, the name of the file; "" of a half-written one
	Bytes int64  // as stored
	Used  time.Time
	path  string
}

// Entries lists the cache, least recently used first. Half-written files of
// killed runs are listed too.
func (c *Cache) Entries() ([]Entry, error) {
	var all []Entry
	for _, t := range Tiers {
		folders, err := c.fs.ReadDir(filepath.Join(c.dir, string(t)))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, folder := range folders {
			dir := filepath.Join(c.dir, string(t), folder.Name())
			files, err := c.fs.ReadDir(dir)
			if err != nil {
				return nil, err
			}
			for _, f := range files {
				info, err := f.Info()
				if errors.Is(err, fs.ErrNotExist) {
					continue
				}
				if err != nil {
					return nil, err
				}
				e := Entry{t, f.Name(), info.Size(), info.ModTime(), filepath.Join(dir, f.Name())}
				if strings.HasSuffix(e.Key, tmpSuffix) {
					e.Key = ""
				}
				all = append(all, e)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Entry) int { return a.Used.Compare(b.Used) })
	return all, nil
}

// unfinishedFor is how long a half-written file is left alone: writing one takes
// moments, so an hour is ample.
const unfinishedFor = time.Hour

// Prune removes entries not used for maxAge (0: any age stays) and then the
// least recently used until the rest take at most maxBytes (0: any size stays).
// Half-written files go too, once no run can be writing them any more: runs of
// several results folders may share a cache.
func (c *Cache) Prune(maxAge time.Duration, maxBytes int64) (removed int, freed int64, err error) {
	entries, err := c.Entries()
	if err != nil {
		return 0, 0, err
	}
	var total int64
	for _, e := range entries {
		if e.Key != "" {
			total += e.Bytes
		}
	}
	for _, e := range entries {
		old := maxAge > 0 && c.now.Sub(e.Used) > maxAge
		over := maxBytes > 0 && total > maxBytes
		if e.Key == "" {
			old, over = c.now.Sub(e.Used) > unfinishedFor, false
		}
		if !old && !over {
			continue
		}
		if err := c.fs.Remove(e.path); err != nil {
			return removed, freed, err
		}
		removed++
		freed += e.Bytes
		if e.Key != "" {
			total -= e.Bytes
		}
	}
	return removed, freed, nil
}

// Verify reads every entry and returns those whose checksum does not hold.
func (c *Cache) Verify() (whole int, damaged []Entry, err error) {
	entries, err := c.Entries()
	if err != nil {
		return 0, nil, err
	}
	for _, e := range entries {
		data, err := c.fs.ReadFile(e.path)
		if err == nil {
			_, err = c.open(data)
		}
		switch {
		case err == nil:
			whole++
		case errors.Is(err, ErrDamaged):
			damaged = append(damaged, e)
		default:
			return whole, damaged, err
		}
	}
	return whole, damaged, nil
}

// Remove deletes an entry.
func (c *Cache) Remove(e Entry) error { return c.fs.Remove(e.path) }
