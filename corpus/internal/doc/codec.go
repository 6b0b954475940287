package doc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
)

// codecVersion is the first byte of an encoded Document. It grows whenever the
// layout below changes, so that an older one is refused rather than misread.
const codecVersion = 1

// errEncoded is what every damaged encoding comes back as.
var errEncoded = errors.New("not an encoded document")

// EncodeDocument appends the compact binary form of d to dst: integers as
// varints, each line relative to the one before. DecodeDocument gives back an
// equal Document. The encoding of equal documents is equal, byte by byte.
func EncodeDocument(dst []byte, d *Document) []byte {
	e := encoder{append(dst, codecVersion)}
	e.str(d.URI)
	e.int(d.Size)
	e.time(d.ModTime)
	e.b = append(e.b, d.SHA256[:]...)
	e.str(d.MediaType)
	e.str(d.Text)
	e.float(d.Quality)
	e.uint(len(d.Pages))
	at := int32(0)
	for _, p := range d.Pages {
		e.span(p, &at)
	}
	e.uint(len(d.Lines))
	at = 0
	var last Line
	for _, l := range d.Lines {
		e.span(l.Span, &at)
		e.int(int64(l.Page - last.Page))
		e.float(l.X)
		e.float(l.Y)
		e.float(l.Size)
		flags := byte(l.Kind) << 1
		if l.Bold {
			flags |= 1
		}
		e.b = append(e.b, flags, byte(l.Level))
		e.int(int64(l.Comment))
		e.int(int64(l.BlankRows))
		last = l
	}
	e.uint(len(d.Comments))
	for _, c := range d.Comments {
		at = 0
		e.span(c.Span, &at)
		at = 0
		e.span(c.Body, &at)
		e.str(c.Author)
		e.str(c.PostedAsText)
		e.time(c.PostedAt)
		e.bool(c.HasZone)
		e.int(int64(c.Parent))
		e.int(int64(c.Depth))
	}
	m := d.Meta
	for _, s := range []string{m.Title, m.Byline, m.Publisher, m.Language, m.Published, m.PublishedSource} {
		e.str(s)
	}
	e.int(int64(m.ExpectedComments))
	e.uint(len(m.Fields))
	keys := make([]string, 0, len(m.Fields))
	for k := range m.Fields {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		e.str(k)
		e.str(m.Fields[k])
	}
	e.uint(len(d.Warnings))
	for _, w := range d.Warnings {
		e.str(string(w.Reason))
		e.str(w.Message)
		e.str(w.Hint)
	}
	return e.b
}

// DecodeDocument reads what EncodeDocument wrote. It never panics and never
// allocates more than a small multiple of len(b), whatever b holds: damaged
// input is an error, and the spans of what it returns lie inside the text, in
// order. Strings are copied out of b.
func DecodeDocument(b []byte) (*Document, error) {
	r := decoder{b: b}
	if r.byte() != codecVersion {
		return nil, fmt.Errorf("%w: version", errEncoded)
	}
	d := &Document{}
	d.URI = r.str()
	d.Size = r.int()
	d.ModTime = r.time()
	copy(d.SHA256[:], r.take(len(d.SHA256)))
	d.MediaType = r.str()
	d.Text = r.str()
	r.text = int32(len(d.Text))
	d.Quality = r.float()
	at := int32(0)
	if n := r.count(2); n > 0 {
		d.Pages = make([]Span, n)
		for i := range d.Pages {
			d.Pages[i] = r.span(&at)
		}
	}
	at = 0
	if n := r.count(16); n > 0 {
		d.Lines = make([]Line, n)
		page := int32(0)
		for i := range d.Lines {
			l := Line{Span: r.span(&at)}
			page += int32(r.int())
			l.Page, l.X, l.Y, l.Size = page, r.float(), r.float(), r.float()
			flags := r.byte()
			l.Bold, l.Kind, l.Level = flags&1 == 1, LineKind(flags>>1), int8(r.byte())
			l.Comment, l.BlankRows = int32(r.int()), int16(r.int())
			d.Lines[i] = l
		}
	}
	if n := r.count(10); n > 0 {
		d.Comments = make([]Comment, n)
		for i := range d.Comments {
			c := &d.Comments[i]
			at = 0
			c.Span = r.span(&at)
			at = 0
			c.Body = r.span(&at)
			c.Author, c.PostedAsText = r.str(), r.str()
			c.PostedAt = r.time()
			c.HasZone = r.byte() == 1
			c.Parent, c.Depth = int32(r.int()), int32(r.int())
		}
	}
	m := &d.Meta
	for _, s := range []*string{&m.Title, &m.Byline, &m.Publisher, &m.Language, &m.Published, &m.PublishedSource} {
		*s = r.str()
	}
	m.ExpectedComments = int(r.int())
	if n := r.count(2); n > 0 {
		m.Fields = make(map[string]string, n)
		for range n {
			k := r.str()
			m.Fields[k] = r.str()
		}
	}
	if n := r.count(3); n > 0 {
		d.Warnings = make([]Warning, n)
		for i := range d.Warnings {
			d.Warnings[i] = Warning{Reason: Reason(r.str()), Message: r.str(), Hint: r.str()}
		}
	}
	if r.bad || len(r.b) != 0 {
		return nil, errEncoded
	}
	return d, nil
}

type encoder struct{ b []byte }

func (e *encoder) uint(n int)  { e.b = binary.AppendUvarint(e.b, uint64(n)) }
func (e *encoder) int(n int64) { e.b = binary.AppendVarint(e.b, n) }
func (e *encoder) str(s string) {
	e.uint(len(s))
	e.b = append(e.b, s...)
}
func (e *encoder) float(f float32) {
	e.b = binary.LittleEndian.AppendUint32(e.b, math.Float32bits(f))
}
func (e *encoder) bool(v bool) {
	if v {
		e.b = append(e.b, 1)
	} else {
		e.b = append(e.b, 0)
	}
}

// span writes s relative to *at and moves *at to its end.
func (e *encoder) span(s Span, at *int32) {
	e.int(int64(s.Start - *at))
	e.int(int64(s.End - s.Start))
	*at = s.End
}

// time writes nothing but a mark for the zero time; otherwise seconds,
// nanoseconds and the offset of the zone.
func (e *encoder) time(t time.Time) {
	e.bool(!t.IsZero())
	if t.IsZero() {
		return
	}
	_, offset := t.Zone()
	e.int(t.Unix())
	e.int(int64(t.Nanosecond()))
	e.int(int64(offset))
}

// decoder reads with a sticky error: after the first damage every value is
// zero.
type decoder struct {
	b    []byte
	text int32
	bad  bool
}

func (r *decoder) fail() { r.bad, r.b = true, nil }

func (r *decoder) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.fail()
		return nil
	}
	p := r.b[:n]
	r.b = r.b[n:]
	return p
}

func (r *decoder) byte() byte {
	if p := r.take(1); p != nil {
		return p[0]
	}
	return 0
}

func (r *decoder) int() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.b = r.b[n:]
	return v
}

// count reads how many items follow, each of at least size bytes, so that a
// false count cannot allocate much.
func (r *decoder) count(size int) int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > uint64(len(r.b)-n)/uint64(size) {
		r.fail()
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

func (r *decoder) str() string { return string(r.take(r.count(1))) }

func (r *decoder) float() float32 {
	if p := r.take(4); p != nil {
		return math.Float32frombits(binary.LittleEndian.Uint32(p))
	}
	return 0
}

func (r *decoder) span(at *int32) Span {
	start := int64(*at) + r.int()
	end := start + r.int()
	if start < int64(*at) || end < start || end > int64(r.text) {
		r.fail()
		return Span{}
	}
	*at = int32(end)
	return Span{int32(start), int32(end)}
}

func (r *decoder) time() time.Time {
	if r.byte() == 0 {
		return time.Time{}
	}
	sec, nsec, offset := r.int(), r.int(), r.int()
	if nsec < 0 || nsec >= 1e9 || offset < -24*3600 || offset > 24*3600 {
		r.fail()
		return time.Time{}
	}
	t := time.Unix(sec, nsec)
	if offset == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", int(offset)))
}
