// Package cfb reads and writes compound files: the small file system within a
// file that old Office programs and Outlook save to ([MS-CFB]). Nothing is taken
// from what a header says of sizes: all is bounded by the bytes that are there.
package cfb

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

// Magic is what a compound file begins with.
const Magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

const (
	headerSize   = 512
	entrySize    = 128
	miniSize     = 64   // bytes of a sector of the mini stream
	miniCutoff   = 4096 // streams below this lie in the mini stream
	lastSector   = 0xFFFFFFFA
	endOfChain   = 0xFFFFFFFE
	noEntry      = 0xFFFFFFFF
	headerDIFAT  = 109 // places of FAT sectors in the header
	maxEntries   = 200_000
	maxDepth     = 100
	typeStorage  = 1
	typeStream   = 2
	typeRoot     = 5
	nameRoot     = "Root Entry"
	maxNameUnits = 31
)

// Errors of files that are not what they should be.
var (
	ErrDamaged = errors.New("the compound file is damaged")
	ErrOverlap = errors.New("streams of the compound file overlap")
	ErrEntries = fmt.Errorf("the compound file has more than %d entries", maxEntries)
)

func damaged(what string) error { return fmt.Errorf("%w: %s", ErrDamaged, what) }

// Entry is a storage, which is a folder, or a stream, which is a file.
type Entry struct {
	Name     string
	Storage  bool
	Children []*Entry // of a storage, by name
	Bytes    []byte   // of a stream that is to be written

	of    *file // nil for one that was made
	start uint32
	size  int64
	taken bool // its bytes have been counted
}

// file is the bytes and where the sectors of every chain follow one another.
type file struct {
	raw    []byte
	sector int
	fat    []uint32
	mini   []byte
	miniAt []uint32 // the FAT of the mini stream
	left   int64    // bytes that streams not yet read may come to
}

// Open reads the directory of a compound file and returns its root. raw must not
// be written to while entries are in use; they are not safe for concurrent use.
func Open(raw []byte) (*Entry, error) {
	if len(raw) < headerSize || string(raw[:len(Magic)]) != Magic {
		return nil, damaged("it has no header")
	}
	f := &file{raw: raw, left: int64(len(raw))}
	switch shift := binary.LittleEndian.Uint16(raw[30:]); shift {
	case 9, 12:
		f.sector = 1 << shift
	default:
		return nil, damaged("its sectors have an unknown size")
	}
	if err := f.readFAT(); err != nil {
		return nil, err
	}
	directory, err := f.chain(binary.LittleEndian.Uint32(raw[48:]), -1)
	if err != nil {
		return nil, err
	}
	root, err := f.tree(directory)
	if err != nil {
		return nil, err
	}
	if f.mini, err = f.chain(root.start, root.size); err != nil {
		return nil, err
	}
	table, err := f.chain(binary.LittleEndian.Uint32(raw[60:]), -1)
	f.miniAt = numbers(table)
	return root, err
}

// at is a sector; the last one of a file may be cut.
func (f *file) at(n uint32) ([]byte, bool) {
	start := (int64(n) + 1) * int64(f.sector)
	if n >= lastSector || start >= int64(len(f.raw)) {
		return nil, false
	}
	return f.raw[start:min(start+int64(f.sector), int64(len(f.raw)))], true
}

// sectors is how many a file of that length can have.
func (f *file) sectors() int { return len(f.raw) / f.sector }

// readFAT reads the table of what sector follows which, as far as there are
// sectors. It lies in sectors that the header names, and others named in a chain.
func (f *file) readFAT() error {
	places := numbers(f.raw[76:headerSize])
	next := binary.LittleEndian.Uint32(f.raw[68:])
	for hops := 0; ; hops++ {
		for _, n := range places {
			if len(f.fat) > f.sectors() {
				return nil
			}
			if n == noEntry {
				continue
			}
			part, ok := f.at(n)
			if !ok {
				return damaged("its table of sectors lies outside it")
			}
			f.fat = append(f.fat, numbers(part)...)
		}
		part, ok := f.at(next)
		if !ok || len(part) < f.sector {
			return nil
		}
		if hops > f.sectors() {
			return damaged("its table of sectors runs in a circle")
		}
		places = numbers(part)
		next, places = places[len(places)-1], places[:len(places)-1]
	}
}

func numbers(b []byte) []uint32 {
	out := make([]uint32, len(b)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}

// chain is the bytes of a chain of sectors, size of them, or all for -1.
func (f *file) chain(n uint32, size int64) ([]byte, error) {
	var out []byte
	for hops := 0; n != endOfChain && n != noEntry && (size < 0 || int64(len(out)) < size); hops++ {
		part, ok := f.at(n)
		switch {
		case !ok:
			return nil, damaged("a chain of sectors leads out of it")
		case hops > f.sectors():
			return nil, damaged("a chain of sectors runs in a circle")
		case int(n) >= len(f.fat):
			return nil, damaged("a sector is in no table")
		}
		out = append(out, part...)
		n = f.fat[n]
	}
	return cut(out, size)
}

// miniChain is the bytes of a chain in the mini stream.
func (f *file) miniChain(n uint32, size int64) ([]byte, error) {
	var out []byte
	for hops := 0; n != endOfChain && int64(len(out)) < size; hops++ {
		start := int64(n) * miniSize
		if start >= int64(len(f.mini)) || int(n) >= len(f.miniAt) {
			return nil, damaged("a small stream leads out of it")
		}
		if hops > len(f.miniAt) {
			return nil, damaged("a small stream runs in a circle")
		}
		out = append(out, f.mini[start:min(start+miniSize, int64(len(f.mini)))]...)
		n = f.miniAt[n]
	}
	return cut(out, size)
}

func cut(b []byte, size int64) ([]byte, error) {
	switch {
	case size < 0:
		return b, nil
	case int64(len(b)) < size:
		return b, damaged("a stream is cut off")
	}
	return b[:size], nil
}

// Data is the bytes of a stream. Beside an error come those that could be read.
func (e *Entry) Data() ([]byte, error) {
	switch {
	case e.Storage:
		return nil, damaged("a folder stands where a stream should")
	case e.of == nil:
		return e.Bytes, nil
	}
	if !e.taken {
		if e.of.left -= e.size; e.of.left < 0 {
			return nil, ErrOverlap
		}
		e.taken = true
	}
	if e.size < miniCutoff {
		return e.of.miniChain(e.start, e.size)
	}
	return e.of.chain(e.start, e.size)
}

// Size is the number of bytes of a stream.
func (e *Entry) Size() int64 {
	if e.of == nil {
		return int64(len(e.Bytes))
	}
	return e.size
}

// Child is the entry of a name in a storage, nil for none. Capitals and small
// letters are one.
func (e *Entry) Child(name string) *Entry {
	for _, c := range e.Children {
		if strings.EqualFold(c.Name, name) {
			return c
		}
	}
	return nil
}

// record is an entry of the directory with its neighbours.
type record struct {
	entry              *Entry
	kind               byte
	left, right, child uint32
	used               bool
}

// tree makes the directory the tree of entries that it describes.
func (f *file) tree(directory []byte) (*Entry, error) {
	if len(directory)/entrySize > maxEntries {
		return nil, ErrEntries
	}
	records := make([]record, len(directory)/entrySize)
	for i := range records {
		records[i] = f.record(directory[i*entrySize:])
	}
	if len(records) == 0 || records[0].kind != typeRoot {
		return nil, damaged("it has no root")
	}
	records[0].used = true
	root := records[0].entry
	return root, fill(records, root, records[0].child, 0)
}

func (f *file) record(b []byte) record {
	units := min(int(binary.LittleEndian.Uint16(b[64:]))/2, 32)
	name := make([]uint16, max(units-1, 0))
	for i := range name {
		name[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	size := int64(binary.LittleEndian.Uint32(b[120:]))
	if f.sector > 512 && binary.LittleEndian.Uint32(b[124:]) != 0 { // only files of large sectors have streams of 4 GiB
		size = 1 << 62
	}
	kind := b[66]
	return record{kind: kind, left: binary.LittleEndian.Uint32(b[68:]), right: binary.LittleEndian.Uint32(b[72:]), child: binary.LittleEndian.Uint32(b[76:]),
		entry: &Entry{Name: string(utf16.Decode(name)), Storage: kind != typeStream, of: f, start: binary.LittleEndian.Uint32(b[116:]), size: size}}
}

// fill gives a storage its children, which are the tree that begins at first.
func fill(records []record, into *Entry, first uint32, depth int) error {
	if depth > maxDepth {
		return damaged("its folders nest too deep")
	}
	for open := []uint32{first}; len(open) > 0; {
		n := open[len(open)-1]
		open = open[:len(open)-1]
		if n == noEntry {
			continue
		}
		if int64(n) >= int64(len(records)) || records[n].used {
			return damaged("its directory runs in a circle or out of it")
		}
		r := &records[n]
		r.used = true
		open = append(open, r.left, r.right)
		if r.kind != typeStorage && r.kind != typeStream {
			continue
		}
		into.Children = append(into.Children, r.entry)
		if r.kind == typeStorage {
			if err := fill(records, r.entry, r.child, depth+1); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(into.Children, func(a, b *Entry) int { return strings.Compare(a.Name, b.Name) })
	return nil
}
