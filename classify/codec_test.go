package classify_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"assay/classify"
	"assay/corpus"
	"assay/extract"
	"assay/internal/made"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// results are a report and an article with comments. Unscored sentiments are
// zero, as the classifier leaves them.
func results() []*classify.Result {
	list := []*classify.Result{
		made.Result("report.pdf", 1, made.Options{Sentences: 60, Report: true}),
		made.Result("article.html", 2, made.Options{Sentences: 60}),
		made.Result("empty.txt", 3, made.Options{Report: true}),
	}
	return list
}

// noForms leaves out the numbers of word forms, which hold for one process.
var noForms = cmpopts.IgnoreFields(extract.Token{}, "Form")

func TestCodecRoundTrip(t *testing.T) {
	for _, r := range results() {
		b := classify.EncodeResult([]byte("before"), r)
		got, err := classify.DecodeResult(b[len("before"):], r.Doc)
		if err != nil {
			t.Fatalf("%s: %v", r.Doc.URI, err)
		}
		if diff := cmp.Diff(r, got, noForms); diff != "" {
			t.Errorf("%s:\n%s", r.Doc.URI, diff)
		}
	}
}

// TestCodecHoldsEveryField sets every field of a result to something that is
// not zero, so that a field added later and forgotten by the codec is found.
func TestCodecHoldsEveryField(t *testing.T) {
	r := made.Result("a.txt", 1, made.Options{Sentences: 3})
	filled := &classify.Result{}
	fill(reflect.ValueOf(filled).Elem())
	filled.Doc = r.Doc
	got, err := classify.DecodeResult(classify.EncodeResult(nil, filled), r.Doc)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(filled, got, noForms); diff != "" {
		t.Error(diff)
	}
}

// fill sets every number to 1, every text to "x" and every slice to one element;
// indexes must then be valid, so sections are their own neighbours.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[corpus.Document]() || v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i))
			if f := v.Index(i); f.Kind() == reflect.Struct && f.FieldByName("Parent").IsValid() {
				f.FieldByName("Parent").SetInt(int64(i) - 1)
			}
			if f := v.Index(i); f.Kind() == reflect.Struct && f.Type() == reflect.TypeFor[corpus.Span]() {
				f.FieldByName("Start").SetInt(int64(i))
				f.FieldByName("End").SetInt(int64(i + 1))
			}
		}
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint8:
		v.SetUint(1)
	case reflect.Float64:
		v.SetFloat(0.25)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	default:
		panic("fill: " + v.Type().String())
	}
}

func FuzzDecodeResult(f *testing.F) {
	seeds := []*classify.Result{made.Result("r.pdf", 1, made.Options{Sentences: 3, Report: true}), made.Result("a.html", 2, made.Options{Sentences: 4})}
	for _, r := range seeds {
		b := classify.EncodeResult(nil, r)
		f.Add(b)
		f.Add(b[:len(b)/2])
	}
	doc := seeds[0].Doc
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := classify.DecodeResult(b, doc)
		if err != nil {
			if !errors.Is(err, classify.ErrDamaged) {
				t.Errorf("error %v is not ErrDamaged", err)
			}
			return
		}
		if err := r.Check(); err != nil {
			t.Error(err)
		}
		again, err := classify.DecodeResult(classify.EncodeResult(nil, r), doc)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(r, again) {
			t.Error(cmp.Diff(r, again, noForms))
		}
	})
}

func TestDamagedResults(t *testing.T) {
	r := results()[0]
	whole := classify.EncodeResult(nil, r)
	for n := range len(whole) {
		if _, err := classify.DecodeResult(whole[:n], r.Doc); !errors.Is(err, classify.ErrDamaged) {
			t.Fatalf("cut at byte %d of %d: %v", n, len(whole), err)
		}
	}
	if _, err := classify.DecodeResult(append(whole, 0), r.Doc); !errors.Is(err, classify.ErrDamaged) {
		t.Errorf("a byte too many: %v", err)
	}
	other := *r.Doc
	other.Text = other.Text[:len(other.Text)/2]
	if _, err := classify.DecodeResult(whole, &other); !errors.Is(err, classify.ErrDamaged) {
		t.Errorf("another document: %v", err)
	}
}

func BenchmarkCodec(b *testing.B) {
	r := made.Result("report.pdf", 1, made.Options{Sentences: 2000, Report: true})
	whole := classify.EncodeResult(nil, r)
	b.Run("encode", func(b *testing.B) {
		for b.Loop() {
			whole = classify.EncodeResult(whole[:0], r)
		}
		b.SetBytes(int64(len(r.Doc.Text)))
		b.ReportMetric(float64(len(whole))/float64(len(r.Tokens)), "bytes/token")
	})
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			if _, err := classify.DecodeResult(whole, r.Doc); err != nil {
				b.Fatal(err)
			}
		}
		b.SetBytes(int64(len(r.Doc.Text)))
	})
}
