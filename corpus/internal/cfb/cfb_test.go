package cfb

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// sample is a tree with small and large streams, and more entries than a sector
// of the directory holds.
func sample(large int) *Entry {
	root := &Entry{Storage: true, Children: []*Entry{
		{Name: "large", Bytes: bytes.Repeat([]byte("large "), large/6)},
		{Name: "empty"},
		{Name: "folder", Storage: true, Children: []*Entry{{Name: "inner", Bytes: []byte("inside")}, {Name: "deeper", Storage: true}}},
	}}
	for i := range 40 {
		root.Children = append(root.Children, &Entry{Name: fmt.Sprintf("small-%d", i), Bytes: bytes.Repeat([]byte{byte(i)}, 50*i)})
	}
	return root
}

func written(t testing.TB, root *Entry) []byte {
	t.Helper()
	raw, err := Write(root)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// same compares a tree that was read with the one that was written.
func same(t *testing.T, want, got *Entry) {
	t.Helper()
	if len(want.Children) != len(got.Children) {
		t.Fatalf("%s has %d entries, want %d", want.Name, len(got.Children), len(want.Children))
	}
	for _, w := range want.Children {
		g := got.Child(strings.ToUpper(w.Name))
		if g == nil || g.Storage != w.Storage {
			t.Fatalf("%s: %+v", w.Name, g)
		}
		if w.Storage {
			same(t, w, g)
			continue
		}
		b, err := g.Data()
		if err != nil || !bytes.Equal(b, w.Bytes) || g.Size() != int64(len(w.Bytes)) {
			t.Errorf("%s: %d bytes, want %d: %v", w.Name, len(b), len(w.Bytes), err)
		}
	}
}

// TestWriteRead: what is written is read again, also beyond what the header's own
// list of tables has room for (6.8 MB), and what is read can be written again.
func TestWriteRead(t *testing.T) {
	t.Parallel()
	for _, large := range []int{10, 4095, 4096, 60_000, 7 << 20, 17 << 20} {
		want := sample(large)
		raw := written(t, want)
		got, err := Open(raw)
		if err != nil {
			t.Fatal(large, err)
		}
		same(t, want, got)
		again, err := Open(raw)
		if err != nil {
			t.Fatal(err)
		}
		if second := written(t, again); !bytes.Equal(raw, second) {
			t.Errorf("%d: the second copy differs", large)
		}
	}
}

// readAll reads every stream of what opens.
func readAll(raw []byte) error {
	root, err := Open(raw)
	if err != nil {
		return err
	}
	var errs []error
	var walk func(*Entry)
	walk = func(e *Entry) {
		for _, c := range e.Children {
			if c.Storage {
				walk(c)
			} else if _, err := c.Data(); err != nil {
				errs = append(errs, err)
			}
		}
	}
	walk(root)
	return errors.Join(errs...)
}

// TestDamaged: files that lie about themselves end in an error.
func TestDamaged(t *testing.T) {
	t.Parallel()
	set := func(at int, v uint32) func([]byte) []byte {
		return func(b []byte) []byte { binary.LittleEndian.PutUint32(b[at:], v); return b }
	}
	raw := written(t, sample(9000))
	number := func(at int) int { return int(binary.LittleEndian.Uint32(raw[at:])) }
	directory := (number(48) + 1) * sectorSize
	table := (number(76) + 1) * sectorSize
	for _, c := range []struct {
		name   string
		damage func([]byte) []byte
		want   error
	}{
		{"cut in the header", func(b []byte) []byte { return b[:100] }, ErrDamaged},
		{"cut", func(b []byte) []byte { return b[:5000] }, ErrDamaged},
		{"sector size", func(b []byte) []byte { b[30] = 10; return b }, ErrDamaged},
		{"directory outside", set(48, 1<<30), ErrDamaged},
		{"directory in a circle", set(table+4*number(48), uint32(number(48))), ErrDamaged},
		{"table outside", set(76, 0x7FFFFFFF), ErrDamaged},
		{"table names itself", func(b []byte) []byte { return set(68, uint32(number(76)))(set(72, 1<<30)(b)) }, nil},
		{"tree in a circle", set(directory+76, 0), ErrDamaged},
		{"tree outside", set(directory+76, 99999), ErrDamaged},
		{"neighbour is itself", set(directory+entrySize+68, 1), ErrDamaged},
		{"stream outside", set(directory+2*entrySize+116, 1<<20), ErrDamaged},
		{"stream in a circle", set(table, 0), nil}, // it ends where its size says
		{"stream too long", set(directory+2*entrySize+120, 11_000), ErrDamaged},
		{"stream of 4 GiB", set(directory+2*entrySize+120, 0xFFFFFFFF), ErrOverlap},
		{"small streams outside", set(60, 1<<20), ErrDamaged},
		{"no root", func(b []byte) []byte { b[directory+66] = 0; return b }, ErrDamaged},
	} {
		if err := readAll(c.damage(bytes.Clone(raw))); !errors.Is(err, c.want) || c.want == nil && err != nil {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

// TestOverlap: many names of one stream are not read again and again.
func TestOverlap(t *testing.T) {
	t.Parallel()
	root := &Entry{Storage: true}
	for i := range 100 {
		root.Children = append(root.Children, &Entry{Name: fmt.Sprintf("s%02d", i), Bytes: make([]byte, 1<<16)})
	}
	raw := written(t, root)
	directory := (int(binary.LittleEndian.Uint32(raw[48:])) + 1) * sectorSize
	for i := range 100 {
		binary.LittleEndian.PutUint32(raw[directory+(i+1)*entrySize+116:], 0)
		binary.LittleEndian.PutUint32(raw[directory+(i+1)*entrySize+120:], 6<<20)
	}
	if err := readAll(raw); !errors.Is(err, ErrOverlap) {
		t.Errorf("got %v", err)
	}
}

// TestDeep: storages within storages end somewhere.
func TestDeep(t *testing.T) {
	t.Parallel()
	root := &Entry{Storage: true}
	for range 300 {
		root = &Entry{Storage: true, Name: "in", Children: []*Entry{root}}
	}
	if err := readAll(written(t, root)); !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	small := &Entry{Name: "small", Bytes: []byte("a small stream of more than sixty-four bytes, which takes two sectors")}
	f.Add(written(f, &Entry{Storage: true, Children: []*Entry{small, {Name: "folder", Storage: true, Children: []*Entry{small}}}}))
	f.Add(written(f, &Entry{Storage: true, Children: []*Entry{small, {Name: "large", Bytes: make([]byte, miniCutoff)}}}))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if err := readAll(raw); err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrOverlap) && !errors.Is(err, ErrEntries) {
			t.Fatal(err)
		}
	})
}
