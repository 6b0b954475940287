package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"assay/cmd/assay/internal/cli"
)

// A folderOfInputs is a folder whose documents a test adds, changes and removes
// at random, every choice given by its seed.
type folderOfInputs struct {
	*rand.Rand
	t     *testing.T
	dir   string
	files map[string][]byte
	gone  map[string][]byte // what files held that were changed or removed
	made  int
}

func newFolderOfInputs(t *testing.T, seed uint64) *folderOfInputs {
	return &folderOfInputs{Rand: rand.New(rand.NewPCG(seed, 23)), t: t, dir: t.TempDir(), files: map[string][]byte{}, gone: map[string][]byte{}}
}

func (f *folderOfInputs) prose() string {
	opening := [...]string{"Caseloads in area %d are too high.", "Thresholds are well understood in %d of the teams.",
		"Management oversight is weak, and %d plans drift.", "On %d May 2019 a social worker saw children at school."}
	if f.IntN(8) == 0 {
		return "This letter went to everybody. Caseloads have fallen.\n" // copies of one text
	}
	var b strings.Builder
	for range 1 + f.IntN(6) {
		fmt.Fprintf(&b, opening[f.IntN(len(opening))], f.IntN(30))
		b.WriteString([...]string{" ", "\n\n", "\n\nWhat needs to improve\n\n"}[f.IntN(3)])
	}
	return b.String() + "\n"
}

// content is what a file of an ending holds, now and then nothing that can be read.
func (f *folderOfInputs) content(ext string) []byte {
	switch {
	case f.IntN(10) == 0:
		return [][]byte{nil, []byte("PK\x03\x04 and no more"), {0x7f, 'E', 'L', 'F', 1, 0, 0xff, 0xfe}}[f.IntN(3)]
	case ext == ".html":
		return []byte("<html><head><title>A page</title></head><body><article><p>" + f.prose() + "</p></article></body></html>")
	case ext == ".jsonl":
		var b strings.Builder
		for i := range 1 + f.IntN(3) {
			fmt.Fprintf(&b, "{\"id\": \"n%d\", \"text\": %q}\n", i, f.prose())
		}
		return []byte(b.String())
	case ext == ".zip":
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i := range 1 + f.IntN(3) {
			w, err := z.Create(fmt.Sprintf("in/%d.txt", i))
			if err != nil {
				f.t.Fatal(err)
			}
			_, _ = w.Write([]byte(f.prose()))
		}
		if err := z.Close(); err != nil {
			f.t.Fatal(err)
		}
		return b.Bytes()
	}
	return []byte(f.prose())
}

func (f *folderOfInputs) put(name string, data []byte) {
	if old, ok := f.files[name]; ok {
		f.gone[name] = old
	}
	f.files[name] = data
	if err := os.WriteFile(filepath.Join(f.dir, name), data, 0o644); err != nil {
		f.t.Fatal(err)
	}
}

func (f *folderOfInputs) add() string {
	ext := [...]string{".txt", ".md", ".html", ".jsonl", ".zip"}[f.IntN(5)]
	name := fmt.Sprintf("%c%d%s", 'a'+rune(f.IntN(26)), f.made, ext) // anywhere in the order
	f.made++
	f.put(name, f.content(ext))
	return "add " + name
}

func pick[V any](r *rand.Rand, m map[string]V) string {
	return slices.Sorted(maps.Keys(m))[r.IntN(len(m))]
}

// change does one thing to the folder and says which.
func (f *folderOfInputs) change() string {
	if len(f.files) < 2 {
		return f.add()
	}
	name := pick(f.Rand, f.files)
	switch f.IntN(6) {
	case 0, 1:
		f.put(name, f.content(filepath.Ext(name)))
		return "change " + name
	case 2:
		f.gone[name] = f.files[name]
		delete(f.files, name)
		if err := os.Remove(filepath.Join(f.dir, name)); err != nil {
			f.t.Fatal(err)
		}
		return "remove " + name
	case 3:
		if len(f.gone) > 0 {
			name = pick(f.Rand, f.gone)
			f.put(name, f.gone[name])
			return "bring back " + name
		}
	case 4:
		to := fmt.Sprintf("%c-copy%d%s", 'a'+rune(f.IntN(26)), f.made, filepath.Ext(name))
		f.made++
		f.put(to, f.files[name])
		return "copy " + name + " to " + to
	}
	return f.add()
}

// TestAnySequenceOfChanges: after any sequence of added, changed and removed
// documents, and with other workers and forgotten cache entries on the way, the
// tables are byte for byte those of a cold run over the same folder.
func TestAnySequenceOfChanges(t *testing.T) {
	seeds, runs := 2, 6
	if testing.Short() {
		seeds, runs = 1, 3
	}
	for seed := range seeds {
		f := newFolderOfInputs(t, uint64(seed))
		results := filepath.Join(t.TempDir(), "results")
		for range 5 {
			f.add()
		}
		steps := []string{"five documents"}
		for i := range runs {
			args := []string{"--no-report", "--quiet", "--workers", fmt.Sprint(1 + f.IntN(4))}
			f.run(results, args...)
			cold := filepath.Join(t.TempDir(), "cold")
			f.run(cold, args...)
			if got, want := tableBytes(t, results), tableBytes(t, cold); got != want {
				t.Fatalf("seed %d, after %s, the tables differ from a cold run's:\n%s\nwant\n%s", seed, strings.Join(steps, ", "), got, want)
			}
			for range 1 + f.IntN(3) {
				steps = append(steps, f.change())
			}
			if i%3 == 2 {
				steps = append(steps, f.forget(results))
			}
		}
	}
}

func (f *folderOfInputs) run(results string, args ...string) {
	f.t.Helper()
	if code, said := inProcess(append([]string{"run", f.dir, "--out", results}, args...)...); code != cli.ExitDone && code != cli.ExitLost {
		f.t.Fatalf("code %d: %s", code, said)
	}
}

// forget removes some entries of the cache, as prune does.
func (f *folderOfInputs) forget(results string) string {
	n := 0
	err := filepath.WalkDir(filepath.Join(results, "cache"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || f.IntN(3) > 0 {
			return err
		}
		n++
		return os.Remove(path)
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return fmt.Sprintf("forget %d entries", n)
}
