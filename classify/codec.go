package classify

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"assay/corpus"
	"assay/extract"
)

// codecMagic begins every encoded result; its last byte is the version of the
// format. It must grow whenever a field is added to what the codec holds.
const codecMagic = "assayR\x01"

// ErrDamaged is the error of bytes that are no encoded result, or not of this
// document.
var ErrDamaged = errors.New("damaged result")

// EncodeResult appends the encoded form of r to b: everything but the document,
// which is kept apart. Strings are stored once; spans and indexes are stored as
// small differences, so that a report takes about five bytes a token before
// compression. The same result gives the same bytes.
func EncodeResult(b []byte, r *Result) []byte {
	e := &encoder{b: append(b, codecMagic...), index: map[string]uint64{}}
	c := coder{e: e}
	c.result(r)
	return e.b
}

// DecodeResult reads what EncodeResult wrote. The result points into doc, which
// must be the document it was made from. Any input is safe: what does not
// decode to a sound result (Result.Check) is ErrDamaged.
func DecodeResult(b []byte, doc *corpus.Document) (*Result, error) {
	if len(b) < len(codecMagic) || string(b[:len(codecMagic)]) != codecMagic {
		return nil, fmt.Errorf("%w: not of this format", ErrDamaged)
	}
	d := &decoder{b: b[len(codecMagic):]}
	r := &Result{Parse: &extract.Parse{Doc: doc}}
	c := coder{d: d}
	c.result(r)
	switch {
	case d.bad:
		return nil, fmt.Errorf("%w: ends or breaks off at byte %d", ErrDamaged, len(b)-len(d.b))
	case len(d.b) > 0:
		return nil, fmt.Errorf("%w: %d bytes too many", ErrDamaged, len(d.b))
	}
	if err := r.Check(); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return r, nil
}

// encoder writes; strings are written once and then referred to by number.
type encoder struct {
	b     []byte
	index map[string]uint64
	last  int32 // end of the last span
}

// decoder reads. After the first fault bad is set and everything reads as zero.
type decoder struct {
	b     []byte
	bad   bool
	table []string
	last  int32
}

// coder walks a result once for both directions, so that they cannot differ:
// with e set it writes what the pointers point at, with d set it fills it in.
type coder struct {
	e *encoder
	d *decoder
}

func (c coder) uint(v *uint64) {
	if c.e != nil {
		c.e.b = binary.AppendUvarint(c.e.b, *v)
		return
	}
	x, n := binary.Uvarint(c.d.b)
	if c.d.bad || n <= 0 {
		c.d.fail()
		return
	}
	*v, c.d.b = x, c.d.b[n:]
}

func (d *decoder) fail() { d.bad, d.b = true, nil }

// int writes a signed number; small ones of either sign are short.
func (c coder) int(v *int64) {
	u := uint64(*v)<<1 ^ uint64(*v>>63)
	c.uint(&u)
	if c.d != nil {
		*v = int64(u>>1) ^ -int64(u&1)
	}
}

func (c coder) int32(v *int32) {
	w := int64(*v)
	c.int(&w)
	if c.d != nil {
		if w < math.MinInt32 || w > math.MaxInt32 {
			c.d.fail()
		}
		*v = int32(w)
	}
}

// small codes an enumeration or a small number of one byte or two.
func small[T ~uint8 | ~int8 | ~int16](c coder, v *T) {
	w := int64(*v)
	c.int(&w)
	if c.d != nil {
		if *v = T(w); int64(*v) != w {
			c.d.fail()
		}
	}
}

func (c coder) bool(v *bool) {
	u := uint64(0)
	if *v {
		u = 1
	}
	c.uint(&u)
	if c.d != nil {
		if u > 1 {
			c.d.fail()
		}
		*v = u == 1
	}
}

func (c coder) float(v *float64) {
	if c.e != nil {
		c.e.b = binary.LittleEndian.AppendUint64(c.e.b, math.Float64bits(*v))
		return
	}
	if len(c.d.b) < 8 {
		c.d.fail()
		return
	}
	*v = math.Float64frombits(binary.LittleEndian.Uint64(c.d.b))
	c.d.b = c.d.b[8:]
	if math.IsNaN(*v) || math.IsInf(*v, 0) {
		c.d.fail()
	}
}

// string codes a string: the first time its length and bytes after a zero, then
// its number.
func (c coder) string(v *string) {
	if c.e != nil {
		n, ok := c.e.index[*v]
		if !ok {
			c.e.index[*v] = uint64(len(c.e.index) + 1)
			c.e.b = binary.AppendUvarint(append(c.e.b, 0), uint64(len(*v)))
			c.e.b = append(c.e.b, *v...)
			return
		}
		c.e.b = binary.AppendUvarint(c.e.b, n)
		return
	}
	var n, size uint64
	if c.uint(&n); n > 0 {
		if n > uint64(len(c.d.table)) {
			c.d.fail()
			return
		}
		*v = c.d.table[n-1]
		return
	}
	if c.uint(&size); c.d.bad || size > uint64(len(c.d.b)) {
		c.d.fail()
		return
	}
	*v = string(c.d.b[:size])
	c.d.b = c.d.b[size:]
	c.d.table = append(c.d.table, *v)
}

// span codes a span as the distance from the last one's end and its length.
func (c coder) span(s *corpus.Span) {
	last := c.last()
	gap, n := s.Start-*last, s.End-s.Start
	c.int32(&gap)
	c.int32(&n)
	if c.d != nil {
		s.Start = *last + gap
		s.End = s.Start + n
	}
	*last = s.End
}

// last is the end of the last span.
func (c coder) last() *int32 {
	if c.e != nil {
		return &c.e.last
	}
	return &c.d.last
}

// aside codes a span that is out of the run of spans, as a heading far above.
func (c coder) aside(s *corpus.Span) {
	n := s.End - s.Start
	c.int32(&s.Start)
	c.int32(&n)
	if c.d != nil {
		s.End = s.Start + n
	}
}

func (c coder) date(d *extract.Date) {
	small(c, &d.Year)
	small(c, &d.Month)
	small(c, &d.Day)
}

// time codes an instant with the offset of its zone; zones have no name.
func (c coder) time(t *time.Time) {
	zero := t.IsZero()
	c.bool(&zero)
	if zero {
		return
	}
	_, off := t.Zone()
	sec, nano, offset := t.Unix(), int64(t.Nanosecond()), int64(off)
	c.int(&sec)
	c.int(&nano)
	c.int(&offset)
	if c.d != nil && !c.d.bad {
		*t = time.Unix(sec, nano).UTC()
		if offset != 0 {
			*t = t.In(time.FixedZone("", int(offset)))
		}
	}
}

// slice codes a slice. Every element takes at least one byte, which bounds what
// a damaged length can allocate.
func slice[T any](c coder, s *[]T, each func(*T)) {
	n := uint64(len(*s))
	c.uint(&n)
	if c.d != nil {
		if c.d.bad || n > uint64(len(c.d.b)) {
			c.d.fail()
			return
		}
		if n > 0 {
			*s = make([]T, n)
		}
	}
	for i := range *s {
		each(&(*s)[i])
		if c.d != nil && c.d.bad {
			return
		}
	}
}
