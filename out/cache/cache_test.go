package cache

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"assay/out/disk"
	"assay/out/disk/disktest"
)

var now = time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC)

func TestRoundTrip(t *testing.T) {
	c := New(t.TempDir(), disk.OS{}, now)
	key := KeyOf("bytes", "pdf", "1")
	if _, err := c.Get(Read, key); !errors.Is(err, ErrMiss) {
		t.Fatalf("Get before Put: %v", err)
	}
	want := bytes.Repeat([]byte("caseloads "), 1000)
	if err := c.Put(Read, key, want); err != nil {
		t.Fatal(err)
	}
	got, err := c.Get(Read, key)
	if err != nil || !bytes.Equal(got, want) {
		t.Fatalf("Get: %d bytes, %v", len(got), err)
	}
	if _, err := c.Get(Result, key); !errors.Is(err, ErrMiss) {
		t.Errorf("the other tier has it too: %v", err)
	}
}

func TestKeySeparatesParts(t *testing.T) {
	seen := map[Key]string{}
	for _, parts := range [][]string{{"ab", "c"}, {"a", "bc"}, {"abc"}, {"abc", ""}, {"", "abc"}, {"2:ab\n1:c"}, {"a\nb", "c"}, {"a", "b\nc"}} {
		k := KeyOf(parts...)
		if old, ok := seen[k]; ok {
			t.Errorf("%q and %s have one key", parts, old)
		}
		seen[k] = fmt.Sprintf("%q", parts)
	}
}

// TestDamage changes, cuts and lengthens an entry at every byte: never a wrong
// answer, always ErrDamaged.
func TestDamage(t *testing.T) {
	dir := t.TempDir()
	c := New(dir, disk.OS{}, now)
	key := KeyOf("x")
	if err := c.Put(Read, key, []byte("one document")); err != nil {
		t.Fatal(err)
	}
	path := c.path(Read, key)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, data []byte) {
		t.Helper()
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if body, err := c.Get(Read, key); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %q, %v", what, body, err)
		}
	}
	for i := range whole {
		flipped := bytes.Clone(whole)
		flipped[i] ^= 0x10
		check(fmt.Sprintf("byte %d changed", i), flipped)
		check(fmt.Sprintf("cut at %d", i), whole[:i])
	}
	check("one byte more", append(bytes.Clone(whole), 0))
	ok, damaged, err := c.Verify()
	if err != nil || ok != 0 || len(damaged) != 1 || damaged[0].Key != key.String() {
		t.Errorf("Verify: %d whole, damaged %v, %v", ok, damaged, err)
	}
}

func TestPrune(t *testing.T) {
	dir := t.TempDir()
	c := New(dir, disk.OS{}, now)
	var size int64
	for i := range 10 {
		key := KeyOf(fmt.Sprint(i))
		if err := c.Put(Result, key, []byte{byte(i)}); err != nil {
			t.Fatal(err)
		}
		path := c.path(Result, key)
		if err := os.Chtimes(path, now, now.Add(-time.Duration(i)*24*time.Hour)); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		size = info.Size()
	}
	half := filepath.Join(dir, "read", "ab")
	if err := os.MkdirAll(half, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, age := range map[string]time.Duration{"abcd": 2 * time.Hour, "abce": time.Minute} {
		path := filepath.Join(half, name+tmpSuffix)
		if err := errors.Join(os.WriteFile(path, []byte("x"), 0o644), os.Chtimes(path, now, now.Add(-age))); err != nil {
			t.Fatal(err)
		}
	}
	// Nine days old goes by age and with it the file that a killed run left half
	// written, not the one that a run may be writing.
	if n, _, err := c.Prune(8*24*time.Hour+time.Minute, 0); err != nil || n != 2 {
		t.Fatalf("by age: %d removed, %v; want 2", n, err)
	}
	// A use renews an entry, so the oldest unused ones go.
	if _, err := c.Get(Result, KeyOf("8")); err != nil {
		t.Fatal(err)
	}
	if n, freed, err := c.Prune(0, 3*size); err != nil || n != 6 || freed != 6*size {
		t.Fatalf("by size: %d removed, %d freed, %v", n, freed, err)
	}
	for i, want := range map[string]bool{"0": true, "1": true, "8": true, "2": false, "7": false} {
		if got := c.Has(Result, KeyOf(i)); got != want {
			t.Errorf("entry %s there: %v, want %v", i, got, want)
		}
	}
}

// TestPutTogether puts one entry from many goroutines of several caches on one
// folder: copies of one document, and runs that share a cache.
func TestPutTogether(t *testing.T) {
	dir := t.TempDir()
	body := bytes.Repeat([]byte("caseloads "), 1000)
	var g errgroup.Group
	for range 4 {
		c := New(dir, disk.OS{}, now)
		for range 8 {
			g.Go(func() error {
				for range 20 {
					if err := c.Put(Read, KeyOf("k"), body); err != nil {
						return err
					}
					if got, err := c.Get(Read, KeyOf("k")); err != nil || !bytes.Equal(got, body) {
						return fmt.Errorf("%d bytes, %w", len(got), err)
					}
				}
				return nil
			})
		}
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	if all, err := New(dir, disk.OS{}, now).Entries(); err != nil || len(all) != 1 {
		t.Errorf("%d files left, %v; want the entry alone", len(all), err)
	}
}

// TestPutFailing fails and kills Put before each operation: Get then gives the
// whole entry or ErrMiss.
func TestPutFailing(t *testing.T) {
	for at := 1; ; at++ {
		dir := t.TempDir()
		faults := &disktest.Faults{FS: disk.OS{}, Fail: disktest.DieAt(at, syscall.ENOSPC)}
		err := New(dir, faults, now).Put(Read, KeyOf("k"), []byte("body"))
		if err == nil {
			break
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("at operation %d: %v", at, err)
		}
		if body, err := New(dir, disk.OS{}, now).Get(Read, KeyOf("k")); err != nil && !errors.Is(err, ErrMiss) || err == nil && string(body) != "body" {
			t.Errorf("at operation %d: %q, %v", at, body, err)
		}
	}
}
