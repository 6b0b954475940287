package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"assay/cmd/assay/internal/cli"
	"assay/corpus"
	"assay/out/load"
	"assay/out/runs"
)

// randomTree makes folders of inputs of every kind and counts them by itself:
// how many there are, and how many of them must not become documents.
type randomTree struct {
	*rand.Rand
	t             *testing.T
	listed, never int
}

// bodies are contents of files; doc says whether one is a document.
func (r *randomTree) body() (ext string, data []byte, doc bool) {
	prose := fmt.Sprintf("Caseloads in area %d are too high. Managers do not see every child.\n", r.IntN(1000))
	if r.IntN(6) == 0 {
		prose = "Caseloads are the same in every copy of this one.\n" // duplicates are documents too
	}
	switch r.IntN(8) {
	case 0:
		return ".txt", nil, false // empty
	case 1:
		return ".pdf", []byte("<html><body><p>" + prose + "</p></body></html>"), false
	case 2:
		return ".html", []byte("<html><head><title>A page</title></head><body><p>" + prose + "</p></body></html>"), true
	case 3:
		return ".bin", append([]byte{0x7f, 'E', 'L', 'F', 1, 0, 0xff, 0xfe}, bytes.Repeat([]byte{0, 1, 2, 0xff}, 200)...), false
	case 4:
		return ".docx", []byte(prose), false
	}
	return ".txt", []byte(prose), true
}

func (r *randomTree) count(n, never int) { r.listed += n; r.never += never }

func (r *randomTree) write(path string, data []byte) {
	if err := os.WriteFile(path, data, 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// name is the stem of a file name, some hard to write down.
func (r *randomTree) name(i int) string {
	return fmt.Sprintf("%s%d", [...]string{"a", "Z", "é ", "quote\"d ", "line\nend ", "%41", "x!y", "x#y", "\xff"}[r.IntN(9)], i)
}

func (r *randomTree) folder(dir string, depth int) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		r.t.Fatal(err)
	}
	for i := range 4 + r.IntN(8) {
		path := filepath.Join(dir, r.name(i))
		switch r.IntN(12) {
		case 0:
			if depth < 3 {
				r.folder(path, depth+1)
			}
		case 1:
			r.write(filepath.Join(dir, fmt.Sprintf(".hidden%d", i)), []byte("x"))
			r.count(1, 1)
		case 2:
			r.write(filepath.Join(dir, fmt.Sprintf("~$lock%d.docx", i)), []byte("x"))
			r.count(1, 1)
		case 3:
			if err := os.Symlink("/etc/passwd", path); err != nil {
				r.t.Fatal(err)
			}
			r.count(1, 1)
		case 4:
			if err := syscall.Mkfifo(path, 0o644); err != nil {
				r.t.Fatal(err)
			}
			r.count(1, 1)
		case 5:
			r.jsonl(path + ".jsonl")
		case 6:
			r.write(path+".zip", r.zip(0))
		case 7:
			r.tar(path + ".tar")
		case 8:
			r.write(path+".zip", []byte("PK\x03\x04 and then nothing that belongs there"))
			r.count(1, 1)
		default:
			ext, data, doc := r.body()
			r.write(path+ext, data)
			r.count(1, number(!doc))
		}
	}
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// member adds a member to an archive through add: good, bad or an archive again.
func (r *randomTree) member(i, depth int, add func(name string, data []byte)) {
	switch r.IntN(8) {
	case 0:
		add(fmt.Sprintf("../out%d.txt", i), []byte("x"))
		r.count(1, 1)
	case 1:
		add(fmt.Sprintf("d/.hidden%d", i), []byte("x"))
		r.count(1, 1)
	case 2:
		if depth == 0 { // two archives deep is the limit
			add(fmt.Sprintf("in%d.zip", i), r.zip(depth+1))
			break
		}
		before, never := r.listed, r.never
		data := r.zip(depth + 1)
		r.listed, r.never = before, never
		if depth == 1 {
			add(fmt.Sprintf("deep%d.zip", i), data)
			r.count(1, 1)
		}
	default:
		ext, data, doc := r.body()
		add("same"+ext, data) // names that come again and again
		r.count(1, number(!doc))
	}
}

func (r *randomTree) zip(depth int) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	// Something is in it always: an empty archive holds no input, and is none.
	for i := range 1 + r.IntN(4) {
		if depth > 1 {
			add(r.t, w, fmt.Sprint("f", i, ".txt"), []byte("deep"))
			continue
		}
		r.member(i, depth, func(name string, data []byte) { add(r.t, w, name, data) })
	}
	if err := w.Close(); err != nil {
		r.t.Fatal(err)
	}
	return b.Bytes()
}

func add(t *testing.T, w *zip.Writer, name string, data []byte) {
	t.Helper()
	f, err := w.Create(name)
	if err == nil {
		_, err = f.Write(data)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (r *randomTree) tar(path string) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := range 1 + r.IntN(4) {
		r.member(i, 0, func(name string, data []byte) {
			err := w.WriteHeader(&tar.Header{Name: name, Size: int64(len(data)), Mode: 0o644, Typeflag: tar.TypeReg})
			if err == nil {
				_, err = w.Write(data)
			}
			if err != nil {
				r.t.Fatal(err)
			}
		})
	}
	if err := w.Close(); err != nil {
		r.t.Fatal(err)
	}
	r.write(path, b.Bytes())
}

func (r *randomTree) jsonl(path string) {
	var b strings.Builder
	b.WriteString(`{"id":"first","text":"Oversight is weak."}` + "\n")
	r.count(1, 0)
	for i := range r.IntN(4) {
		switch r.IntN(3) {
		case 0:
			b.WriteString(`{"id":"first","text":"Oversight is strong."}` + "\n") // the same id
			r.count(1, 0)
		case 1:
			b.WriteString(`{"text": no json` + "\n")
			r.count(1, 1)
		case 2:
			fmt.Fprintf(&b, `{"text":"Line %d has no id."}`+"\n", i)
			r.count(1, 0)
		}
	}
	r.write(path, []byte(b.String()))
}

// TestEveryInputIsAccountedFor runs over made-up folders: documents + lost +
// skipped = inputs listed, in the manifest, in the tables and by a count of its
// own; every uri is in exactly one place, and a warning only where a document is.
func TestEveryInputIsAccountedFor(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := &randomTree{Rand: rand.New(rand.NewPCG(seed, 11)), t: t}
			docs, results := t.TempDir(), filepath.Join(t.TempDir(), "results")
			r.write(filepath.Join(docs, "always.txt"), []byte("Thresholds are clear.\n"))
			r.count(1, 0)
			for i := range 3 {
				r.folder(filepath.Join(docs, fmt.Sprint("folder", i)), 0)
			}
			code, said := inProcess("run", docs, "--out", results, "--tables", "documents,failures", "--quiet", "--no-report")
			if code != cli.ExitDone && code != cli.ExitLost {
				t.Fatalf("code %d: %s", code, said)
			}
			current, err := runs.New(results, cli.FileSystem).Current()
			if err != nil {
				t.Fatal(err)
			}
			c := current.Manifest.Counts
			t.Logf("%+v", c)
			if c.Documents+c.Lost+c.Skipped != c.Listed || c.Listed != r.listed || c.Lost+c.Skipped != r.never || c.Listed != len(current.Manifest.Inputs) {
				t.Errorf("counts %+v, %d inputs in the manifest; %d were made, %d of them no documents", c, len(current.Manifest.Inputs), r.listed, r.never)
			}
			place := map[string]string{} // uri to what became of it
			enter := func(uri, what string) {
				if old, ok := place[uri]; ok && (what != "warning" || old != "document") {
					t.Errorf("%s is %s and %s", uri, old, what)
				} else if !ok && what == "warning" {
					t.Errorf("%s has a warning but is no document", uri)
				}
				if what != "warning" {
					place[uri] = what
				}
			}
			var order []string
			rows := func(table string, columns []string, each func([]string)) {
				if err := load.Rows(context.Background(), current.Dir, table, columns, func(row []string) error { each(row); return nil }); err != nil {
					t.Fatal(err)
				}
			}
			rows("documents", []string{"uri"}, func(row []string) {
				enter(row[0], "document")
				order = append(order, row[0])
			})
			rows("failures", []string{"uri", "severity", "reason"}, func(row []string) {
				if row[2] == string(corpus.Internal) {
					t.Errorf("%s: an internal mistake", row[0])
				}
				enter(row[0], row[1])
			})
			var manifest []string
			for _, in := range current.Manifest.Inputs {
				if place[in.URI] != string(in.Status) {
					t.Errorf("%s is %s in the manifest and %q in the tables", in.URI, in.Status, place[in.URI])
				}
				if in.Status == runs.Read {
					manifest = append(manifest, in.URI)
				}
			}
			if len(place) != c.Listed || !slices.Equal(order, manifest) {
				t.Errorf("%d uris in the tables, %d listed; order %q, in the manifest %q", len(place), c.Listed, order, manifest)
			}
		})
	}
}
