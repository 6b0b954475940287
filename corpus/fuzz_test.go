package corpus

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"assay/corpus/internal/doc"
)

// checkDocument holds a document to what every later step counts on.
func checkDocument(t *testing.T, d *Document) {
	t.Helper()
	if !utf8.ValidString(d.Text) || !norm.NFC.IsNormalString(d.Text) || strings.ContainsAny(d.Text, "\r\x00\t") {
		t.Errorf("the text is not normalised: %q", d.Text[:min(len(d.Text), 200)])
	}
	at := int32(0)
	for _, l := range d.Lines {
		if l.Start < at || l.End <= l.Start || int(l.End) > len(d.Text) {
			t.Fatalf("line %v after %d in a text of %d bytes", l.Span, at, len(d.Text))
		}
		if strings.TrimSpace(d.Text[at:l.Start]) != "" {
			t.Fatalf("%q is in no line", d.Text[at:l.Start])
		}
		if text := l.Of(d.Text); strings.TrimSpace(text) != text || !utf8.ValidString(text) {
			t.Fatalf("the line %q", text)
		}
		at = l.End
	}
	if strings.TrimSpace(d.Text[at:]) != "" {
		t.Fatalf("%q is in no line", d.Text[at:])
	}
	if d.Quality < 0 || d.Quality > 1 {
		t.Errorf("quality %v", d.Quality)
	}
	back, err := DecodeDocument(EncodeDocument(nil, d))
	if err != nil {
		t.Fatal(err)
	}
	back.Ref, back.SHA256 = d.Ref, d.SHA256
	if diff := cmp.Diff(d, back, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); diff != "" {
		t.Error(diff)
	}
}

func fuzzLimits() Limits {
	return Limits{Text: 1 << 20, Member: 1 << 20, Raw: 1 << 20, JSONLine: 1 << 16}.WithDefaults()
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a\r\nb\rc\u2028d", "caf\xe9", "\xff\xfea\x00", "e\u0301 \ufb01 \uf0b7 \u202e x", "a\x00b\x00c\x00", "\xef\xbb\xbfx", "\t  deep\n\n\nlast"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := decode(raw, doc.FormatText, doc.DecodeOptions{Limits: fuzzLimits()})
		if err != nil {
			if !errors.As(err, new(*Loss)) {
				t.Fatal(err)
			}
			return
		}
		checkDocument(t, d)
	})
}

// FuzzArchive lists and reads any bytes as a file of the input folder.
func FuzzArchive(f *testing.F) {
	for _, raw := range [][]byte{
		zipped(text("a.txt", "One."), text("../b.txt", "Two.")), tarred(text("a.txt", "One."), text("b.txt", "Two.")),
		gzipped(tarred(text("a.txt", "One."))), zstded([]byte("One.")), zipped(rawFile("in.zip", zipped(text("a.txt", "One.")))),
		[]byte(`{"id":"a","text":"One."}` + "\n"),
	} {
		f.Add(raw)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, raw []byte) {
		if bytes.Contains(raw, []byte("%PDF")) {
			return
		}
		path := filepath.Join(dir, "f")
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := List(context.Background(), []Input{{Path: path}}, ListOptions{Limits: fuzzLimits()})
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Sources)+len(l.Losses) == 0 && len(l.Unmatched) == 0 {
			t.Fatal("the file is unaccounted for")
		}
		r := NewReader(Options{Limits: fuzzLimits()})
		defer r.Close()
		for _, s := range l.Sources {
			if _, err := r.Read(context.Background(), s); err != nil {
				var loss *Loss
				if !errors.As(err, &loss) || loss.URI != s.URI {
					t.Fatal(s.URI, err)
				}
			}
		}
	})
}

func FuzzDecodeDocument(f *testing.F) {
	f.Add(EncodeDocument(nil, sampleDocument()))
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := DecodeDocument(raw)
		if err != nil {
			return
		}
		for _, l := range d.Lines {
			_ = l.Of(d.Text)
		}
	})
}

func sampleDocument() *Document {
	return &Document{
		Ref:    Ref{URI: "a/é.pdf", Size: 12, ModTime: time.Unix(1700000000, 5).UTC()},
		SHA256: [32]byte{1, 2, 3}, MediaType: "application/pdf", Text: "Heading\nfirst line\n\nlast\n",
		Pages: []Span{{End: 19}, {Start: 19, End: 19}, {Start: 19, End: 25}},
		Lines: []Line{
			{Span: Span{Start: 0, End: 7}, Page: 1, X: 72, Y: 41.5, Size: 16, Bold: true, Kind: LineHeading, Level: 2, Comment: -1},
			{Span: Span{Start: 8, End: 18}, Page: 1, X: 72, Y: 61.5, Size: 11, Comment: -1},
			{Span: Span{Start: 20, End: 24}, Page: 3, Comment: 0, BlankRows: 3},
		},
		Comments: []Comment{{Span: Span{Start: 20, End: 24}, Body: Span{Start: 21, End: 23}, Author: "A", PostedAsText: "today", PostedAt: time.Unix(5, 0).In(time.FixedZone("", 3600)), HasZone: true, Parent: -1, Depth: 2}},
		Cells:    []Cell{{Start: 8, Row: 3, Col: 2}, {Start: 20, X: 301.5}},
		Meta:     Meta{Title: "T", Language: "en", Published: "2024-01-02", PublishedSource: "jsonl", ExpectedComments: -1, Fields: map[string]string{"b": "2", "a": "1"}},
		Quality:  0.75,
		Warnings: []Warning{{Reason: PagesWithoutText, Message: "m", Hint: "h"}},
	}
}

func TestCodec(t *testing.T) {
	for _, d := range []*Document{{}, sampleDocument()} {
		raw := EncodeDocument(nil, d)
		back, err := DecodeDocument(raw)
		if err != nil {
			t.Fatal(err)
		}
		back.Ref, back.SHA256 = d.Ref, d.SHA256
		if diff := cmp.Diff(d, back, cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })); diff != "" {
			t.Error(diff)
		}
		if !bytes.Equal(raw, EncodeDocument(nil, back)) {
			t.Error("encoding again gives other bytes")
		}
		for cut := range raw {
			if _, err := DecodeDocument(raw[:cut]); err == nil {
				t.Errorf("the first %d of %d bytes decode", cut, len(raw))
			}
		}
	}
}

// TestCodecHoldsContentOnly: where bytes were found is no part of their Document,
// and so of no key of a cache.
func TestCodecHoldsContentOnly(t *testing.T) {
	here, there := sampleDocument(), sampleDocument()
	there.Ref, there.SHA256 = Ref{URI: "b/copy.pdf", Size: 13, ModTime: time.Unix(1800000000, 0)}, [32]byte{4}
	if !bytes.Equal(EncodeDocument(nil, here), EncodeDocument(nil, there)) {
		t.Error("the same contents under another name, touched, are encoded otherwise")
	}
}

// TestCodecHoldsEveryField sets every field of a Document to something that is not
// zero, so that a field that is added and forgotten by the codec is found.
func TestCodecHoldsEveryField(t *testing.T) {
	d := &Document{}
	fill(reflect.ValueOf(d).Elem())
	d.Ref, d.SHA256 = Ref{}, [32]byte{}
	back, err := DecodeDocument(EncodeDocument(nil, d))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, back); diff != "" {
		t.Error(diff)
	}
}

// fill sets every number to 1, every text to "x", every slice and map to one
// element and every span to the one byte of the text.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		switch v.Type() {
		case reflect.TypeFor[Span]():
			v.Set(reflect.ValueOf(Span{Start: 0, End: 1}))
			return
		case reflect.TypeFor[time.Time]():
			v.Set(reflect.ValueOf(time.Unix(1, 1).UTC()))
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{"k": "x"}))
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint8:
		v.SetUint(1)
	case reflect.Float32:
		v.SetFloat(0.25)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	default:
		panic("fill: " + v.Type().String())
	}
}
