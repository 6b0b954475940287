package corpus

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestChangedWhileRead: what is written to between its first byte and its last
// is lost for this run only.
func TestChangedWhileRead(t *testing.T) {
	page := bytes.Repeat([]byte("A line of a letter.\n"), 500)
	for _, c := range []struct {
		name   string
		file   file
		uri    string
		change func(path string) error
		want   Reason // "" for read
	}{
		{"shrinks", rawFile("a.txt", page), "a.txt", func(p string) error { return os.Truncate(p, 100) }, ChangedWhileRead},
		{"emptied", rawFile("a.txt", page), "a.txt", func(p string) error { return os.Truncate(p, 0) }, ChangedWhileRead},
		{"grows", rawFile("a.txt", page), "a.txt", func(p string) error { return os.WriteFile(p, append(page, "More."...), 0o644) }, ChangedWhileRead},
		{"overwritten", rawFile("a.txt", page), "a.txt", func(p string) error {
			if err := os.WriteFile(p, bytes.ToUpper(page), 0o644); err != nil {
				return err
			}
			return os.Chtimes(p, time.Time{}, time.Now().Add(time.Second)) // as a clock of coarse ticks might not show
		}, ChangedWhileRead},
		{"replaced", rawFile("a.txt", page), "a.txt", func(p string) error {
			if err := os.WriteFile(p+".new", page, 0o644); err != nil {
				return err
			}
			return os.Rename(p+".new", p)
		}, ChangedWhileRead},
		{"removed", rawFile("a.txt", page), "a.txt", os.Remove, ""},
		{"left alone", rawFile("a.txt", page), "a.txt", func(string) error { return nil }, ""},
		{"a PDF shrinks", rawFile("a.pdf", textPDF(string(page), string(page))), "a.pdf", func(p string) error { return os.Truncate(p, 700) }, ChangedWhileRead},
		{"an archive shrinks", rawFile("a.zip", zipped(rawFile("m.txt", page))), "a.zip!m.txt", func(p string) error { return os.Truncate(p, 60) }, ChangedWhileRead},
		{"a tar grows", rawFile("a.tar", tarred(rawFile("m.txt", page))), "a.tar!m.txt", func(p string) error {
			return os.WriteFile(p, tarred(rawFile("m.txt", page), rawFile("n.txt", page)), 0o644)
		}, ChangedWhileRead},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := folder(t, c.file)
			l := list(t, dir)
			if len(l.Sources) != 1 || l.Sources[0].URI != c.uri {
				t.Fatal(l.Sources)
			}
			r := testReader(t, nil)
			raw, err := r.Open(context.Background(), l.Sources[0])
			if err != nil {
				t.Fatal(err)
			}
			defer raw.Close()
			if err := c.change(filepath.Join(dir, c.file.Name)); err != nil {
				t.Fatal(err)
			}
			_, err = r.Decode(context.Background(), raw)
			var loss *Loss
			switch {
			case c.want == "" && err != nil, c.want != "" && (!errors.As(err, &loss) || loss.Reason != c.want || loss.URI != c.uri || loss.Hint == ""):
				t.Errorf("got %v, want %q", err, c.want)
			case loss != nil && loss.Reason.Permanent():
				t.Errorf("%v is kept for the next run", loss)
			}
		})
	}
}

// TestChangedSinceListed: a file is read as it is when its turn comes, an
// archive must be the one that was listed.
func TestChangedSinceListed(t *testing.T) {
	dir := folder(t, text("a.txt", "Some words that are there."), rawFile("b.zip", zipped(text("m.txt", "One."))), text("c.txt", "It goes."))
	l := list(t, dir)
	for name, data := range map[string][]byte{"a.txt": []byte("Other words."), "b.zip": zipped(text("m.txt", "One."), text("n.txt", "Two."))} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(dir, "c.txt")); err != nil {
		t.Fatal(err)
	}
	docs, lost := readAll(t, testReader(t, nil), l)
	if d := docs["a.txt"]; d == nil || d.Text != "Other words.\n" {
		t.Errorf("a.txt: %v, %v", d, lost["a.txt"])
	}
	if x := lost["b.zip!m.txt"]; x == nil || x.Reason != ChangedWhileRead {
		t.Errorf("b.zip!m.txt: %v", x)
	}
	if x := lost["c.txt"]; x == nil || x.Reason != Vanished {
		t.Errorf("c.txt: %v", x)
	}
}
