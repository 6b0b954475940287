package coder

import (
	"errors"
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

type kind uint8

// all is a type with everything that a Coder codes.
type all struct {
	Kind       kind
	Tiny       int8
	Whole      int64
	Size       uint64
	Yes        bool
	F64        float64
	F32        float32
	Text       string
	Names      []string
	Spans      [][2]int32
	Head       [2]int32
	When, Then time.Time
	Fields     map[string]string
}

func code(c *Coder, v *all) {
	Small(c, &v.Kind)
	Small(c, &v.Tiny)
	c.Int(&v.Whole)
	c.Uint(&v.Size)
	c.Bool(&v.Yes)
	c.Float64(&v.F64)
	c.Float32(&v.F32)
	c.Text(&v.Text)
	Slice(c, &v.Names, 1, c.String)
	Slice(c, &v.Spans, 2, func(s *[2]int32) { c.Span(&s[0], &s[1]) })
	c.Aside(&v.Head[0], &v.Head[1])
	c.Time(&v.When)
	c.Time(&v.Then)
	c.StringMap(&v.Fields)
}

func encode(v *all) []byte {
	c := NewWriter(nil)
	code(c, v)
	return c.Written()
}

func decode(b []byte) (*all, error) {
	c := NewReader(b)
	v := &all{}
	code(c, v)
	return v, c.Done()
}

func samples() []*all {
	return []*all{
		{},
		{Kind: 255, Tiny: -128, Whole: math.MinInt64, Size: math.MaxUint64, Yes: true, F64: -0.1, F32: 3.5, Text: "text\x00",
			Names: []string{"a", "", "a", "b", "a"}, Spans: [][2]int32{{0, 4}, {2, 3}, {1 << 30, 1<<30 + 5}}, Head: [2]int32{math.MinInt32, math.MaxInt32},
			When: time.Unix(-5, 999_999_999).UTC(), Then: time.Unix(0, 0).In(time.FixedZone("", -3600)), Fields: map[string]string{"z": "1", "a": ""}},
	}
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	for _, v := range samples() {
		b := encode(v)
		got, err := decode(b)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(v, got, cmp.Comparer(func(a, b time.Time) bool { return a.Format(time.RFC3339Nano) == b.Format(time.RFC3339Nano) })); diff != "" {
			t.Error(diff)
		}
		for cut := range b {
			if _, err := decode(b[:cut]); !errors.Is(err, ErrDamaged) {
				t.Errorf("%d of %d bytes: %v", cut, len(b), err)
			}
		}
		if _, err := decode(append(b, 0)); !errors.Is(err, ErrDamaged) {
			t.Errorf("a byte too many: %v", err)
		}
	}
}

// TestImpossible: values that were never written are damage, not a panic, and
// cost no memory.
func TestImpossible(t *testing.T) {
	t.Parallel()
	write := func(f func(*Coder)) []byte {
		c := NewWriter(nil)
		f(c)
		return c.Written()
	}
	number := func(n int64) []byte { return write(func(c *Coder) { c.Int(&n) }) }
	size := func(n uint64) []byte { return write(func(c *Coder) { c.Uint(&n) }) }
	inf := math.Inf(1)
	for name, test := range map[string]struct {
		b    []byte
		read func(*Coder)
	}{
		"a number too large for its type": {number(256), func(c *Coder) { Small(c, new(kind)) }},
		"a negative enumeration":          {number(-1), func(c *Coder) { Small(c, new(kind)) }},
		"a truth value of 2":              {size(2), func(c *Coder) { c.Bool(new(bool)) }},
		"a string without a number":       {size(7), func(c *Coder) { c.String(new(string)) }},
		"a text longer than all":          {size(1 << 60), func(c *Coder) { c.Text(new(string)) }},
		"a slice longer than all":         {size(1 << 60), func(c *Coder) { Slice(c, new([]all), 1, func(*all) {}) }},
		"a number without an end":         {[]byte{0x80, 0x80}, func(c *Coder) { c.Uint(new(uint64)) }},
		"infinity":                        {write(func(c *Coder) { c.Float64(&inf) }), func(c *Coder) { c.Float64(new(float64)) }},
		"a nanosecond too many": {append(append(append(size(0), number(1)...), number(1e9)...), number(0)...),
			func(c *Coder) { c.Time(new(time.Time)) }},
	} {
		c := NewReader(test.b)
		test.read(c)
		if err := c.Done(); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Elements that take two bytes each: three of them cannot lie in five bytes.
	c := NewReader([]byte{3, 1, 1, 1, 1, 1})
	var s [][2]int32
	if Slice(c, &s, 2, func(p *[2]int32) { c.Span(&p[0], &p[1]) }); s != nil || c.Done() == nil {
		t.Errorf("%v, %v", s, c.Done())
	}
}

// TestEqualBytes: equal values give equal bytes, whatever the order of a map.
func TestEqualBytes(t *testing.T) {
	t.Parallel()
	for range 20 {
		if a, b := encode(samples()[1]), encode(samples()[1]); !reflect.DeepEqual(a, b) {
			t.Fatal("two encodings of one value differ")
		}
	}
}
