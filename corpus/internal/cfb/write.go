package cfb

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

// Sectors that hold tables say so in the table.
const (
	sectorSize  = 512
	fatSector   = 0xFFFFFFFD
	difatSector = 0xFFFFFFFC
	perSector   = sectorSize / 4
)

// Write makes a compound file of a storage and all that is in it. Equal trees give
// equal bytes.
func Write(root *Entry) ([]byte, error) {
	w := &writer{}
	if err := w.add(root, typeRoot, nameRoot); err != nil {
		return nil, err
	}
	if len(w.mini) > 0 {
		w.place(0, w.stream(w.mini), len(w.mini))
	}
	minis := w.stream(words(w.miniAt))
	directory := w.stream(w.directory)
	return w.file(directory, minis), nil
}

// writer lays out the sectors: streams first, the tables behind them.
type writer struct {
	sectors   []byte
	fat       []uint32
	mini      []byte
	miniAt    []uint32
	directory []byte
}

// stream writes bytes into sectors of their own, one behind the other, and returns
// the first.
func (w *writer) stream(b []byte) (first uint32) {
	if len(b) == 0 {
		return endOfChain
	}
	first = uint32(len(w.fat))
	w.sectors = pad(append(w.sectors, b...), sectorSize)
	w.fat = follow(w.fat, len(w.sectors)/sectorSize)
	return first
}

// small is stream in the mini stream.
func (w *writer) small(b []byte) (first uint32) {
	if len(b) == 0 {
		return endOfChain
	}
	first = uint32(len(w.miniAt))
	w.mini = pad(append(w.mini, b...), miniSize)
	w.miniAt = follow(w.miniAt, len(w.mini)/miniSize)
	return first
}

// follow makes a table n long, in which each new sector leads to the next.
func follow(table []uint32, n int) []uint32 {
	for len(table) < n-1 {
		table = append(table, uint32(len(table)+1))
	}
	return append(table, endOfChain)
}

func pad(b []byte, size int) []byte {
	if over := len(b) % size; over > 0 {
		b = append(b, make([]byte, size-over)...)
	}
	return b
}

func words(table []uint32) (b []byte) {
	for _, n := range table {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return b
}

// add writes the entry, then those in it.
func (w *writer) add(e *Entry, kind byte, name string) error {
	at := len(w.directory) / entrySize
	units := utf16.Encode([]rune(name))
	if len(units) > maxNameUnits {
		return fmt.Errorf("the name %q is too long", name)
	}
	b := make([]byte, entrySize)
	for i, u := range units {
		binary.LittleEndian.PutUint16(b[2*i:], u)
	}
	binary.LittleEndian.PutUint16(b[64:], uint16(2*len(units)+2))
	b[66], b[67] = kind, 1 // black: a tree without red entries
	for _, field := range []int{68, 72, 76} {
		binary.LittleEndian.PutUint32(b[field:], noEntry)
	}
	w.directory = append(w.directory, b...)
	w.place(at, endOfChain, 0)
	if kind == typeStream {
		data, err := e.Data()
		if err != nil {
			return err
		}
		if len(data) < miniCutoff {
			w.place(at, w.small(data), len(data))
		} else {
			w.place(at, w.stream(data), len(data))
		}
		return nil
	}
	children := slices.Clone(e.Children)
	slices.SortFunc(children, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(len(utf16.Encode([]rune(a.Name))), len(utf16.Encode([]rune(b.Name)))), strings.Compare(strings.ToUpper(a.Name), strings.ToUpper(b.Name)))
	})
	numbers := make([]uint32, len(children))
	for i, c := range children {
		numbers[i] = uint32(len(w.directory) / entrySize)
		kind := byte(typeStream)
		if c.Storage {
			kind = typeStorage
		}
		if err := w.add(c, kind, c.Name); err != nil {
			return err
		}
	}
	w.point(at, 76, w.balance(numbers))
	return nil
}

// place says where the bytes of an entry are.
func (w *writer) place(entry int, start uint32, size int) {
	w.point(entry, 116, start)
	w.point(entry, 120, uint32(size))
}

func (w *writer) point(entry, field int, to uint32) {
	binary.LittleEndian.PutUint32(w.directory[entry*entrySize+field:], to)
}

// balance makes a tree of entries that stand in order and returns its top.
func (w *writer) balance(numbers []uint32) uint32 {
	if len(numbers) == 0 {
		return noEntry
	}
	half := len(numbers) / 2
	top := numbers[half]
	w.point(int(top), 68, w.balance(numbers[:half]))
	w.point(int(top), 72, w.balance(numbers[half+1:]))
	return top
}

// file puts the header, the sectors and their table together.
func (w *writer) file(directory, minis uint32) []byte {
	first := len(w.fat)
	tables, lists := 0, 0 // sectors of the table, and of the list of those beyond the header's
	for {
		tables = (first + tables + lists + perSector - 1) / perSector
		need := (max(tables-headerDIFAT, 0) + perSector - 2) / (perSector - 1)
		if need == lists && (first+tables+lists+perSector-1)/perSector == tables {
			break
		}
		lists = need
	}
	for range tables {
		w.fat = append(w.fat, fatSector)
	}
	for range lists {
		w.fat = append(w.fat, difatSector)
	}
	for len(w.fat)%perSector > 0 {
		w.fat = append(w.fat, noEntry)
	}
	places := make([]uint32, tables)
	for i := range places {
		places[i] = uint32(first + i)
	}
	h := make([]byte, headerSize)
	copy(h, Magic)
	copy(h[24:], "\x3E\x00\x03\x00\xFE\xFF\x09\x00\x06\x00") // versions, order of bytes, sizes of sectors
	list := uint32(endOfChain)
	if lists > 0 {
		list = uint32(first + tables)
	}
	copy(h[44:], words([]uint32{uint32(tables), directory, 0, miniCutoff, minis, uint32((len(w.miniAt) + perSector - 1) / perSector), list, uint32(lists)}))
	for len(places) < headerDIFAT+lists*(perSector-1) {
		places = append(places, noEntry)
	}
	copy(h[76:], words(places[:headerDIFAT]))
	out := append(append(h, w.sectors...), words(w.fat)...)
	for i, rest := 0, places[headerDIFAT:]; i < lists; i, rest = i+1, rest[perSector-1:] {
		next := uint32(endOfChain)
		if i+1 < lists {
			next = list + uint32(i) + 1
		}
		out = append(append(out, words(rest[:perSector-1])...), words([]uint32{next})...)
	}
	return out
}
