// Package coder is a compact binary form with one walk for both directions: a
// function per type names the type's fields once, in order, and the same function
// writes them or fills them in, so that the two cannot differ.
//
//	func section(c *coder.Coder, s *Section) {
//		c.Span(&s.Start, &s.End)
//		c.String(&s.Title)
//		coder.Small(c, &s.Kind)
//		coder.Slice(c, &s.Parts, 1, func(p *Part) { part(c, p) })
//	}
//
// To add a field to a type that is cached, add its line to the type's function and
// raise the version that begins the encoding; the codec's test that fills every
// field fails until both are done.
//
// Whole numbers are varints, so small ones are short; spans are told by their
// distance from the last; a string that comes again is told by its number. Equal
// values give equal bytes. Reading is safe for any bytes: after the first fault
// everything reads as zero and Done says so. What is read is a value of the types,
// not a sound one: that its indexes and spans point at something is for the caller
// to check. A Coder is not safe for concurrent use.
package coder

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"
)

// ErrDamaged is the error of bytes that no Coder wrote, or not the same walk.
var ErrDamaged = errors.New("damaged encoding")

// Coder writes what the pointers given to its methods point at, or fills it in.
type Coder struct {
	b       []byte // written so far, or left to read
	reading bool
	bad     bool
	size    int               // of b at the beginning of reading
	number  map[string]uint64 // of strings written, from 1
	strings []string          // read, in the order of their numbers
	last    int32             // end of the last span
}

// NewWriter appends to b.
func NewWriter(b []byte) *Coder { return &Coder{b: b, number: map[string]uint64{}} }

// NewReader reads b, which it does not keep: strings are copied.
func NewReader(b []byte) *Coder { return &Coder{b: b, reading: true, size: len(b)} }

// Written is what was appended to, at the end of writing.
func (c *Coder) Written() []byte { return c.b }

// Done is nil when all bytes were read and each made sense, ErrDamaged else.
func (c *Coder) Done() error {
	switch {
	case c.bad:
		return fmt.Errorf("%w: it ends or breaks off", ErrDamaged)
	case c.reading && len(c.b) > 0:
		return fmt.Errorf("%w: %d bytes too many", ErrDamaged, len(c.b))
	}
	return nil
}

// Fail makes what was read damaged, where a value that was read is not possible.
func (c *Coder) Fail() { c.bad, c.b = true, nil }

// Uint codes a whole number from 0 on.
func (c *Coder) Uint(v *uint64) {
	if !c.reading {
		c.b = binary.AppendUvarint(c.b, *v)
		return
	}
	if len(c.b) > 0 && c.b[0] < 0x80 { // most are
		*v, c.b = uint64(c.b[0]), c.b[1:]
		return
	}
	x, n := binary.Uvarint(c.b)
	if n <= 0 {
		c.Fail()
		x, n = 0, 0
	}
	*v, c.b = x, c.b[n:]
}

// Int codes a whole number of either sign.
func (c *Coder) Int(v *int64) {
	u := uint64(*v)<<1 ^ uint64(*v>>63)
	c.Uint(&u)
	if c.reading {
		*v = int64(u>>1) ^ -int64(u&1)
	}
}

// Small codes a whole number of any type, an enumeration say. A number that the
// type does not hold is damage.
func Small[T ~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8](c *Coder, v *T) {
	w := int64(*v)
	c.Int(&w)
	if c.reading {
		if *v = T(w); int64(*v) != w {
			c.Fail()
			*v = 0
		}
	}
}

// Bool codes a truth value.
func (c *Coder) Bool(v *bool) {
	u := uint64(0)
	if *v {
		u = 1
	}
	c.Uint(&u)
	if u > 1 {
		c.Fail()
		u = 0
	}
	*v = u == 1
}

// Float64 codes a number to the bit. One that is not finite is damage.
func (c *Coder) Float64(v *float64) {
	if !c.reading {
		c.b = binary.LittleEndian.AppendUint64(c.b, math.Float64bits(*v))
		return
	}
	*v = 0
	if p := c.take(8); p != nil {
		*v = math.Float64frombits(binary.LittleEndian.Uint64(p))
	}
	if math.IsNaN(*v) || math.IsInf(*v, 0) {
		c.Fail()
		*v = 0
	}
}

// Float32 codes a number to the bit.
func (c *Coder) Float32(v *float32) {
	if !c.reading {
		c.b = binary.LittleEndian.AppendUint32(c.b, math.Float32bits(*v))
		return
	}
	*v = 0
	if p := c.take(4); p != nil {
		*v = math.Float32frombits(binary.LittleEndian.Uint32(p))
	}
}

// take is the next n bytes, nil where there are not so many.
func (c *Coder) take(n uint64) []byte {
	if n > uint64(len(c.b)) {
		c.Fail()
		return nil
	}
	p := c.b[:n]
	c.b = c.b[n:]
	return p
}

// Text codes a string that does not come again: its length and bytes.
func (c *Coder) Text(v *string) {
	n := uint64(len(*v))
	c.Uint(&n)
	if c.reading {
		*v = string(c.take(n))
		return
	}
	c.b = append(c.b, *v...)
}

// String codes a string that may come again: the first time its text after a
// zero, then its number.
func (c *Coder) String(v *string) {
	n := uint64(0)
	if !c.reading {
		n = c.number[*v]
	}
	c.Uint(&n)
	switch {
	case n == 0:
		c.Text(v)
		if c.reading {
			c.strings = append(c.strings, *v)
		} else {
			c.number[*v] = uint64(len(c.number) + 1)
		}
	case !c.reading:
	case n > uint64(len(c.strings)):
		c.Fail()
		*v = ""
	default:
		*v = c.strings[n-1]
	}
}

// Span codes a range of bytes that follows the last: the distance from its end,
// and its length.
func (c *Coder) Span(start, end *int32) {
	gap, n := *start-c.last, *end-*start
	Small(c, &gap)
	Small(c, &n)
	*start = c.last + gap
	*end = *start + n
	c.last = *end
}

// Aside codes a range that is out of the run of spans, as a heading far above.
func (c *Coder) Aside(start, end *int32) {
	n := *end - *start
	Small(c, start)
	Small(c, &n)
	*end = *start + n
}

// Restart begins the run of spans anew at the first byte.
func (c *Coder) Restart() { c.last = 0 }

// Time codes an instant with the offset of its zone; zones have no name.
func (c *Coder) Time(t *time.Time) {
	zero := t.IsZero()
	c.Bool(&zero)
	if zero {
		return
	}
	_, offset := t.Zone()
	sec, nano := t.Unix(), t.Nanosecond()
	c.Int(&sec)
	Small(c, &nano)
	Small(c, &offset)
	if !c.reading || c.bad {
		return
	}
	const day = 24 * 3600 // seconds
	if nano < 0 || nano >= 1e9 || offset < -day || offset > day {
		c.Fail()
		return
	}
	*t = time.Unix(sec, int64(nano)).UTC()
	if offset != 0 {
		*t = t.In(time.FixedZone("", offset))
	}
}

// Slice codes a slice; each codes one element, which takes at least so many bytes:
// that bounds what a damaged length can allocate. An empty one reads as nil.
func Slice[T any](c *Coder, s *[]T, least int, each func(*T)) {
	n := uint64(len(*s))
	c.Uint(&n)
	if c.reading {
		*s = nil
		if n > uint64(len(c.b)/least) {
			c.Fail()
			return
		}
		if n > 0 {
			*s = make([]T, n)
		}
	}
	for i := range *s {
		each(&(*s)[i])
		if c.bad {
			return
		}
	}
}

// StringMap codes a map, in the order of its keys. An empty one reads as nil.
func (c *Coder) StringMap(m *map[string]string) {
	type pair struct{ key, value string }
	var pairs []pair
	for _, k := range slices.Sorted(maps.Keys(*m)) {
		pairs = append(pairs, pair{k, (*m)[k]})
	}
	Slice(c, &pairs, 2, func(p *pair) {
		c.String(&p.key)
		c.String(&p.value)
	})
	if !c.reading {
		return
	}
	*m = nil
	if len(pairs) > 0 {
		*m = make(map[string]string, len(pairs))
	}
	for _, p := range pairs {
		(*m)[p.key] = p.value
	}
}
