package corpus

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// TestAbsoluteLinks: a link that names a file of the input folder by its absolute
// path is read, one that leads out is not.
func TestAbsoluteLinks(t *testing.T) {
	out, dir := t.TempDir(), t.TempDir()
	for path, text := range map[string]string{filepath.Join(dir, "sub", "a.txt"): "Caseloads.", filepath.Join(out, "b.txt"): "Elsewhere."} {
		os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{"in.txt": filepath.Join(dir, "sub", "a.txt"), "out.txt": filepath.Join(out, "b.txt"), "gone.txt": filepath.Join(dir, "none.txt")} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	r := NewReader(Options{})
	defer r.Close()
	l := list(t, dir)
	read := map[string]string{}
	for _, s := range l.Sources {
		d, err := r.Read(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		read[s.URI] = d.Text
	}
	if len(read) != 2 || read["in.txt"] != "Caseloads.\n" {
		t.Errorf("read %q", read)
	}
	why := map[string]Reason{}
	for _, x := range l.Losses {
		why[x.URI] = x.Reason
	}
	if len(why) != 2 || why["out.txt"] != LinkOut {
		t.Errorf("not read %v", why)
	}
}
