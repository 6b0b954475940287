package out

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"assay/corpus"
	"assay/internal/made"
	"assay/out/disk"
)

// fullFS is a folder on a disk with room for a number of bytes.
type fullFS struct {
	disk.OS
	room    *atomic.Int64 // shared: tables are written beside each other
	only    string        // the file that the lack of room shows on, "" for any
	failing string        // "create", "sync", "close" or "write"
}

func bytesLeft(n int) *atomic.Int64 {
	var left atomic.Int64
	left.Store(int64(n))
	return &left
}

type fullFile struct {
	disk.File
	fs   fullFS
	name string
}

func (f fullFS) hits(name, op string) bool {
	return f.failing == op && (f.only == "" || f.only == name)
}

func (f fullFS) CreateNew(path string) (disk.File, error) {
	name := filepath.Base(path)
	if f.hits(name, "create") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EACCES}
	}
	file, err := f.OS.CreateNew(path)
	return fullFile{file, f, name}, err
}

func (f fullFile) Write(p []byte) (int, error) {
	if f.fs.hits(f.name, "write") {
		if f.fs.room.Add(-int64(len(p))) < 0 {
			n, _ := f.File.Write(p[:len(p)/2])
			return n, &fs.PathError{Op: "write", Path: f.name, Err: syscall.ENOSPC}
		}
	}
	return f.File.Write(p)
}

func (f fullFile) Sync() error {
	if f.fs.hits(f.name, "sync") {
		return syscall.EIO
	}
	return f.File.Sync()
}

func (f fullFile) Close() error {
	err := f.File.Close()
	if f.fs.hits(f.name, "close") {
		return syscall.EDQUOT
	}
	return err
}

// run writes big tables until something fails, then aborts.
func run(opt Options, dir string, docs, size int) error {
	opt.Themes = made.Themes
	tb, err := NewTables(dir, opt)
	if err != nil {
		return err
	}
	defer tb.Abort()
	for i := range docs {
		if err := tb.Add(made.Result(fmt.Sprint(i), uint64(i), made.Options{Sentences: size, Unique: true}), DocExtra{}); err != nil {
			return err
		}
	}
	_, err = tb.Close()
	return err
}

// TestWriteErrors has every kind of failure on files of every format: the error
// names the file and its cause, and nothing is left in the folder.
func TestWriteErrors(t *testing.T) {
	var files []string
	for _, f := range Formats() {
		files = append(files, "tokens."+string(f), "documents."+string(f))
	}
	files = append(files, "views.sql", "datapackage.json")
	causes := map[string]error{"create": syscall.EACCES, "write": syscall.ENOSPC, "sync": syscall.EIO, "close": syscall.EDQUOT}
	for op, cause := range causes {
		for _, file := range files {
			for _, room := range []int{0, 1000, 150_000} {
				if op != "write" && room > 0 || room > 0 && !strings.HasPrefix(file, "tokens") {
					continue
				}
				t.Run(fmt.Sprintf("%s %s after %d", op, file, room), func(t *testing.T) {
					dir := t.TempDir()
					fs := fullFS{room: bytesLeft(room), only: file, failing: op}
					err := run(Options{FS: fs, Formats: Formats(), Tables: []string{"documents", "tokens", "mentions"}}, dir, 1, 1300)
					if !errors.Is(err, cause) || !strings.Contains(err.Error(), file) {
						t.Errorf("error is %v, want %v of %s", err, cause, file)
					}
					if strings.Count(err.Error(), file) > 1 {
						t.Errorf("error %q names the file twice", err)
					}
					if left, _ := os.ReadDir(dir); len(left) > 0 {
						t.Errorf("%d files are left", len(left))
					}
				})
			}
		}
	}
}

// TestFullDisk fills a disk at many points, whatever file is being written.
func TestFullDisk(t *testing.T) {
	step := 100_000
	for room, failed := 0, true; failed; room += step {
		dir := t.TempDir()
		err := run(Options{FS: fullFS{room: bytesLeft(room), failing: "write"}, WithText: true}, dir, 2, 1000)
		failed = err != nil
		if failed && !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("room %d: %v", room, err)
		}
		if files, _ := os.ReadDir(dir); failed && len(files) > 0 {
			t.Fatalf("room %d: %d files are left", room, len(files))
		}
	}
}

func TestErrorsStick(t *testing.T) {
	dir := t.TempDir()
	tb, err := NewTables(dir, Options{Themes: made.Themes, FS: fullFS{room: bytesLeft(1000), failing: "write"}})
	if err != nil {
		t.Fatal(err)
	}
	var first error
	for i := 0; first == nil; i++ {
		first = tb.Add(made.Result(fmt.Sprint(i), 1, made.Options{Sentences: 9000, Unique: true}), DocExtra{})
	}
	if err := tb.Add(made.Result("next", 1, made.Options{}), DocExtra{}); err != first {
		t.Errorf("then %v, want %v", err, first)
	}
	if err := tb.AddFailure(Failure{}); err != first {
		t.Errorf("then %v, want %v", err, first)
	}
	if _, err := tb.Close(); err != first {
		t.Errorf("then %v, want %v", err, first)
	}
	tb.Abort()
	tb.Abort()
	if files, _ := os.ReadDir(dir); len(files) > 0 {
		t.Errorf("%d files are left", len(files))
	}
}

// TestBadResult has results that cannot be rows: the tables are as if they had
// never been added.
func TestBadResult(t *testing.T) {
	good, _ := write(t, Options{}, 2, made.Options{Sentences: 30})
	dir := t.TempDir()
	tb, err := NewTables(dir, Options{Themes: made.Themes})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		r := made.Result(fmt.Sprintf("area %d/report, 30 May 2018 %d.pdf", i, i), uint64(i), made.Options{Sentences: 30, Report: i == 0})
		for what, damage := range map[string]func(){
			"span":      func() { r.Sentences[3].End = 1 << 30 },
			"theme":     func() { r.Mentions[0].Theme = "weather" },
			"sentiment": func() { r.Sentiments = r.Sentiments[1:] },
			"parent":    func() { r.Sections[1].Parent = 1 },
		} {
			parse, mentions, sentiments := *r.Parse, r.Mentions[0], r.Sentiments
			sentence, section := r.Sentences[3], r.Sections[1]
			damage()
			var bad *BadResult
			if err := tb.Add(r, DocExtra{}); !errors.As(err, &bad) || bad.URI != r.Doc.URI {
				t.Errorf("%s: error is %v", what, err)
			}
			*r.Parse, r.Mentions[0], r.Sentiments = parse, mentions, sentiments
			r.Sentences[3], r.Sections[1] = sentence, section
		}
		if err := tb.Add(r, DocExtra{}); err != nil {
			t.Fatal(err)
		}
		var bad *BadResult
		if err := tb.Add(r, DocExtra{}); !errors.As(err, &bad) {
			t.Errorf("added twice: error is %v", err)
		}
	}
	if err := tb.AddFailure(Failure{URI: "lost.pdf", Stage: "read", Reason: corpus.Corrupt, Message: "no trailer", Hint: "ask for it again"}); err != nil {
		t.Fatal(err)
	}
	if _, err := tb.Close(); err != nil {
		t.Fatal(err)
	}
	sameFiles(t, good, dir)
}

func sameFiles(t *testing.T, a, b string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(a, "*"))
	for _, f := range files {
		x, _ := os.ReadFile(f)
		y, err := os.ReadFile(filepath.Join(b, filepath.Base(f)))
		if err != nil || string(x) != string(y) {
			t.Errorf("%s differs: %v", filepath.Base(f), err)
		}
	}
	if len(files) == 0 {
		t.Errorf("%s is empty", a)
	}
}

func TestOptionErrors(t *testing.T) {
	for want, opt := range map[string]Options{
		`unknown table "token"`:           {Tables: []string{"token"}},
		`table "tokens" is named twice`:   {Tables: []string{"tokens", "tokens"}},
		`unknown format "xlsx"`:           {Formats: []Format{"xlsx"}},
		`format "csv" is named twice`:     {Formats: []Format{CSV, CSV}},
		`theme "a" is named twice`:        {Themes: []string{"a", "a"}},
		`metadata column "a b": a name`:   {Meta: []MetaColumn{{Name: "a b"}}},
		`metadata column "A" is named`:    {Meta: []MetaColumn{{Name: "a"}, {Name: "A"}}},
		`metadata column "a": type list`:  {Meta: []MetaColumn{{Name: "a", Type: List}}},
		`metadata column "a": type int32`: {Meta: []MetaColumn{{Name: "a", Type: Int32}}},
	} {
		dir := t.TempDir()
		if _, err := NewTables(dir, opt); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("error is %v, want %s", err, want)
		}
		if files, _ := os.ReadDir(dir); len(files) > 0 {
			t.Errorf("%s: %d files are left", want, len(files))
		}
	}
}

func TestFileExists(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "tokens.parquet"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := NewTables(dir, Options{}); !errors.Is(err, os.ErrExist) || !strings.Contains(err.Error(), "create tokens.parquet") {
		t.Errorf("error is %v", err)
	}
	files, _ := os.ReadDir(dir)
	if b, _ := os.ReadFile(filepath.Join(dir, "tokens.parquet")); string(b) != "mine" || len(files) != 1 {
		t.Errorf("%d files, content %q", len(files), b)
	}
}
