package corpus

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// uris lists inputs and returns what came of them: the uris of the sources in
// their order, and "uri: reason" for what is lost or skipped.
func uris(t *testing.T, opt ListOptions, in ...Input) (read, not []string) {
	t.Helper()
	l, err := List(context.Background(), in, opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range l.Sources {
		read = append(read, s.URI)
	}
	for _, x := range l.Losses {
		not = append(not, x.URI+": "+string(x.Reason))
	}
	return read, not
}

// TestListOrder: uris in the order of their bytes, whatever order files, folders
// and arguments come in; members of an archive in their own at its place.
func TestListOrder(t *testing.T) {
	dir := folder(t, text("b.txt", "x"), text("a/z.txt", "x"), text("a-b.txt", "x"), text("a.txt", "x"), text("B.txt", "x"), text("\u00e9.txt", "x"), text("z.txt", "x"),
		rawFile("m.zip", zipped(text("2.txt", "x"), text("10.txt", "x"), text("1.txt", "x"))), text("m.zip.txt", "x"), text("m!.txt", "x"),
		text("n.jsonl", `{"id":"z","text":"x"}`+"\n"+`{"id":"a","text":"x"}`+"\n"))
	want := []string{"B.txt", "a-b.txt", "a.txt", "a/z.txt", "b.txt", "m!.txt", "m.zip!2.txt", "m.zip!10.txt", "m.zip!1.txt", "m.zip.txt", "n.jsonl#z", "n.jsonl#a", "z.txt", "\u00e9.txt"}
	read, not := uris(t, ListOptions{}, Input{Path: dir})
	if diff := cmp.Diff(want, read); diff != "" || not != nil {
		t.Error(diff, not)
	}
	var single []Input
	for _, name := range []string{"z.txt", "m.zip", "b.txt", "B.txt"} {
		single = append(single, Input{Path: filepath.Join(dir, name)})
	}
	read, _ = uris(t, ListOptions{}, single...)
	if diff := cmp.Diff([]string{"B.txt", "b.txt", "m.zip!2.txt", "m.zip!10.txt", "m.zip!1.txt", "z.txt"}, read); diff != "" {
		t.Error(diff)
	}
}

// TestListGlobs: what wildcards match, with uris relative to the root.
func TestListGlobs(t *testing.T) {
	dir := folder(t, text("a.txt", "x"), text("b.md", "x"), text(".hidden.txt", "x"), text("sub/c.txt", "x"), text("sub/deep/d.txt", "x"), text("sub/.git/e.txt", "x"), text("[1].txt", "x"))
	other := folder(t, text("far.txt", "x"))
	outside := strings.TrimPrefix(filepath.ToSlash(other), "/")
	for _, c := range []struct {
		pattern string
		want    []string
	}{
		{filepath.Join(dir, "*.txt"), []string{"[1].txt", "a.txt"}},
		{filepath.Join(dir, "**", "*.txt"), []string{"[1].txt", "a.txt", "sub/c.txt", "sub/deep/d.txt"}},
		{filepath.Join(dir, "s*"), []string{"sub/c.txt", "sub/deep/d.txt"}}, // a folder, with all that is in it
		{filepath.Join(dir, "?.*"), []string{"a.txt", "b.md"}},
		{filepath.Join(dir, ".hid*"), []string{".hidden.txt"}}, // asked for by name
		{filepath.Join(dir, "[[]1].txt"), []string{"[1].txt"}},
		{filepath.Join(dir, "[1].txt"), []string{"[1].txt"}}, // a file of that name is no pattern
		{filepath.Join(other, "*"), []string{outside + "/far.txt"}},
		{"*.md", []string{"b.md"}}, // relative to the root, not to the working folder
		{filepath.Join(dir, "*.pdf"), nil},
	} {
		read, _ := uris(t, ListOptions{Root: dir}, Input{Path: c.pattern})
		if diff := cmp.Diff(c.want, read); diff != "" {
			t.Errorf("%s: %s", c.pattern, diff)
		}
	}
	l, err := List(context.Background(), []Input{{Path: filepath.Join(dir, "*.pdf")}}, ListOptions{Root: dir})
	if err != nil || len(l.Unmatched) != 1 {
		t.Errorf("a pattern that matches nothing: %v, %v", l, err)
	}
	var usage *UsageError
	if _, err := List(context.Background(), []Input{{Path: filepath.Join(dir, "[a-.txt")}}, ListOptions{Root: dir}); !errors.As(err, &usage) {
		t.Errorf("a pattern that is none: %v", err)
	}
}

// TestListStdin: a list of paths, by line ends or NUL bytes, relative to the root.
func TestListStdin(t *testing.T) {
	odd := "two\nlines \"and\" 'quotes'.txt"
	dir := folder(t, text("a b.txt", "x"), text(odd, "x"), text("bytes\xff.txt", "x"), text("sub/c.txt", "x"), text("sub/d.txt", "x"), text("x.txt", "x"))
	other := filepath.Join(folder(t, text("far.txt", "x")), "far.txt")
	outside := strings.TrimPrefix(filepath.ToSlash(other), "/")
	for _, c := range []struct {
		name, list string
		read, not  []string
	}{
		{"lines", "x.txt\n\na b.txt\nbytes\xff.txt", []string{"a b.txt", "bytes%FF.txt", "x.txt"}, nil},
		{"lines of Windows", "x.txt\r\na b.txt\r\n", []string{"a b.txt", "x.txt"}, nil},
		{"NUL bytes", odd + "\x00x.txt\x00\x00", []string{odd, "x.txt"}, nil},
		{"one with a NUL byte", odd + "\x00", []string{odd}, nil},
		{"a folder", "sub\n", []string{"sub/c.txt", "sub/d.txt"}, nil},
		{"spelled otherwise", "./sub/../x.txt\n" + filepath.Join(dir, "sub", "c.txt") + "\n", []string{"sub/c.txt", "x.txt"}, nil},
		{"outside the root", other + "\nx.txt\n", []string{outside, "x.txt"}, nil},
		{"not there", "gone.txt\nx.txt\n", []string{"x.txt"}, []string{"gone.txt: vanished"}},
		{"no pattern", "*.txt\nx.txt\n", []string{"x.txt"}, []string{"*.txt: vanished"}},
	} {
		read, not := uris(t, ListOptions{Root: dir, Stdin: strings.NewReader(c.list)}, Input{Path: "-"})
		slices.Sort(c.read)
		if diff := cmp.Diff(c.read, read); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if diff := cmp.Diff(c.not, not); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	var usage *UsageError
	if _, err := List(context.Background(), []Input{{Path: "-"}}, ListOptions{Root: dir}); !errors.As(err, &usage) {
		t.Errorf("no list: %v", err)
	}
	if _, err := List(context.Background(), []Input{{Path: "-"}}, ListOptions{Stdin: io.LimitReader(endless{}, 64<<20+1)}); !errors.As(err, &usage) {
		t.Errorf("a list without end: %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, bytes.Repeat([]byte("x"), len(p))), nil }

// TestListNames: a name in front of an input's uris, and no name that leads out.
func TestListNames(t *testing.T) {
	dir := folder(t, text("a.txt", "x"), text("sub/b.txt", "x"), text("arch.zip", string(zipped(text("m.txt", "x")))))
	read, _ := uris(t, ListOptions{}, Input{Name: "old", Path: dir}, Input{Name: "new/2024", Path: filepath.Join(dir, "sub")}, Input{Path: filepath.Join(dir, "a.txt")})
	if diff := cmp.Diff([]string{"a.txt", "new/2024/b.txt", "old/a.txt", "old/arch.zip!m.txt", "old/sub/b.txt"}, read); diff != "" {
		t.Error(diff)
	}
	for _, name := range []string{"..", "../x", "/x", ".", "a//b", "a/"} {
		var usage *UsageError
		if _, err := List(context.Background(), []Input{{Name: name, Path: dir}}, ListOptions{}); !errors.As(err, &usage) {
			t.Errorf("the name %q: %v", name, err)
		}
	}
}

// TestListDuplicates: two inputs of one uri are refused, and both are named.
func TestListDuplicates(t *testing.T) {
	one := folder(t, text("a.txt", "x"), text(".skipped", "x"), rawFile("bad.zip", zipped(text("m.txt", "x"))[:30]))
	two := folder(t, text("a.txt", "y"), text(".skipped", "y"), rawFile("bad.zip", zipped(text("m.txt", "y"))[:30]))
	in := func(dir, name string) string { return filepath.Join(dir, name) }
	for _, c := range []struct {
		name   string
		inputs []Input
		want   []string
	}{
		{"two files", []Input{{Path: in(one, "a.txt")}, {Path: in(two, "a.txt")}}, []string{`"a.txt"`, in(one, "a.txt"), in(two, "a.txt"), "--input NAME=PATH"}},
		{"two folders", []Input{{Path: one}, {Path: two}}, []string{`"a.txt"`, in(one, "a.txt"), in(two, "a.txt")}},
		{"two archives that do not open", []Input{{Path: in(one, "bad.zip")}, {Path: in(two, "bad.zip")}}, []string{`"bad.zip"`, in(one, "bad.zip"), in(two, "bad.zip")}},
		{"one file twice", []Input{{Path: one}, {Path: in(one, "a.txt")}}, []string{`"a.txt" is named twice`, in(one, "a.txt")}},
		{"one name twice", []Input{{Name: "x", Path: in(one, "a.txt")}, {Name: "x", Path: in(two, "a.txt")}}, []string{`"x/a.txt"`, in(one, "a.txt"), in(two, "a.txt")}},
	} {
		var usage *UsageError
		_, err := List(context.Background(), c.inputs, ListOptions{})
		if !errors.As(err, &usage) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, w := range c.want {
			if !strings.Contains(usage.Message, w) {
				t.Errorf("%s: %q does not say %q", c.name, usage.Message, w)
			}
		}
	}
	skipped := func(dir string) string { return folder(t, text("sub/.skipped", dir)) }
	a, b := skipped("1"), skipped("2")
	_, err := List(context.Background(), []Input{{Path: a}, {Path: b}}, ListOptions{})
	if err == nil || !strings.Contains(err.Error(), in(a, "sub/.skipped")) || !strings.Contains(err.Error(), in(b, "sub/.skipped")) {
		t.Errorf("two skipped files: %v", err)
	}
	if read, _ := uris(t, ListOptions{}, Input{Name: "1", Path: one}, Input{Name: "2", Path: two}); len(read) != 2 {
		t.Errorf("two folders with names: %v", read)
	}
}

// TestListOwnOutput: the results folder is no input, wherever it lies.
func TestListOwnOutput(t *testing.T) {
	dir := folder(t, text("a.txt", "x"), text("results/runs/r1/manifest.json", `{"assay_manifest":1}`), text("results/runs/r1/t.csv", "x"), text("out/b.txt", "x"), text("deep/er/runs/r/manifest.json", `{"assay_manifest":1}`), text("other/manifest.json", `{"name":"x"}`), text("other/c.txt", "x"))
	out := filepath.Join(dir, "out")
	read, not := uris(t, ListOptions{OwnOutput: []string{out}}, Input{Path: dir})
	if diff := cmp.Diff([]string{"a.txt", "other/c.txt", "other/manifest.json"}, read); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"deep/er: own_output", "out: own_output", "results: own_output"}, not); diff != "" {
		t.Error(diff)
	}
	if err := os.Symlink(out, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	_, not = uris(t, ListOptions{OwnOutput: []string{filepath.Join(dir, "link")}}, Input{Path: filepath.Join(out, "b.txt")})
	if diff := cmp.Diff([]string{"b.txt: own_output"}, not); diff != "" {
		t.Error(diff)
	}
}
