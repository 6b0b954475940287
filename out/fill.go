package out

import (
	"math"
	"time"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"assay/extract"
	"assay/out/format"
)

// column is a Column with the function that fills it from rows of type R.
type column[R any] struct {
	Column
	fill func(b format.Builder, rows []R)
}

// table is a Table over rows of type R.
type table[R any] struct {
	name, row, doc string
	key            []string
	cols           []column[R]
}

func (t *table[R]) describe() Table {
	d := Table{Name: t.name, Row: t.row, Doc: t.doc, Key: t.key}
	for _, c := range t.cols {
		d.Columns = append(d.Columns, c.Column)
	}
	return d
}

// refs marks a column as a foreign key.
func (c column[R]) refs(target string) column[R] { c.Ref = target; return c }

// enum gives the closed list of a column's values in their order.
func (c column[R]) enum(values []string) column[R] { c.Enum = values; return c }

// str is a text column that is never null.
func str[R any](name, doc string, get func(*R) string) column[R] {
	return column[R]{Column{Name: name, Type: String, Doc: doc}, func(b format.Builder, rows []R) {
		sb := b.(*format.Texts)
		for i := range rows {
			sb.Add(get(&rows[i]))
		}
	}}
}

// strOrNull is a text column in which the empty string is null.
func strOrNull[R any](name, doc string, get func(*R) string) column[R] {
	return column[R]{Column{Name: name, Type: String, Nullable: true, Doc: doc}, func(b format.Builder, rows []R) {
		sb := b.(*format.Texts)
		for i := range rows {
			if v := get(&rows[i]); v != "" {
				sb.Add(v)
			} else {
				sb.AddNull()
			}
		}
	}}
}

// int32s is a whole-number column that is never null.
func int32s[R any](name, doc string, get func(*R) int32) column[R] {
	return column[R]{Column{Name: name, Type: Int32, Doc: doc}, func(b format.Builder, rows []R) {
		ib := b.(*array.Int32Builder)
		var values [chunk]int32
		for i := range rows {
			values[i] = get(&rows[i])
		}
		ib.AppendValues(values[:len(rows)], nil)
	}}
}

// int32OrNull is a whole-number column; get returns false for null.
func int32OrNull[R any](name, doc string, get func(*R) (int32, bool)) column[R] {
	return column[R]{Column{Name: name, Type: Int32, Nullable: true, Doc: doc}, func(b format.Builder, rows []R) {
		ib := b.(*array.Int32Builder)
		for i := range rows {
			if v, ok := get(&rows[i]); ok {
				ib.Append(v)
			} else {
				ib.AppendNull()
			}
		}
	}}
}

// int64OrNull is a whole-number column; get returns false for null.
func int64OrNull[R any](name, doc string, get func(*R) (int64, bool)) column[R] {
	return column[R]{Column{Name: name, Type: Int64, Nullable: true, Doc: doc}, func(b format.Builder, rows []R) {
		ib := b.(*array.Int64Builder)
		for i := range rows {
			if v, ok := get(&rows[i]); ok {
				ib.Append(v)
			} else {
				ib.AppendNull()
			}
		}
	}}
}

// float is a number column that is never null, rounded to four decimals.
func float[R any](name, doc string, get func(*R) float64) column[R] {
	return column[R]{Column{Name: name, Type: Float64, Doc: doc}, func(b format.Builder, rows []R) {
		fb := b.(*array.Float64Builder)
		for i := range rows {
			fb.Append(round4(get(&rows[i])))
		}
	}}
}

// floatOrNull is a number column rounded to four decimals; get returns false for null.
func floatOrNull[R any](name, doc string, get func(*R) (float64, bool)) column[R] {
	return column[R]{Column{Name: name, Type: Float64, Nullable: true, Doc: doc}, func(b format.Builder, rows []R) {
		fb := b.(*array.Float64Builder)
		for i := range rows {
			if v, ok := get(&rows[i]); ok {
				fb.Append(round4(v))
			} else {
				fb.AppendNull()
			}
		}
	}}
}

// boolean is a truth column that is never null.
func boolean[R any](name, doc string, get func(*R) bool) column[R] {
	return column[R]{Column{Name: name, Type: Bool, Doc: doc}, func(b format.Builder, rows []R) {
		bb := b.(*array.BooleanBuilder)
		for i := range rows {
			bb.Append(get(&rows[i]))
		}
	}}
}

// booleanOrNull is a truth column; get returns false for null.
func booleanOrNull[R any](name, doc string, get func(*R) (value, known bool)) column[R] {
	return column[R]{Column{Name: name, Type: Bool, Nullable: true, Doc: doc}, func(b format.Builder, rows []R) {
		bb := b.(*array.BooleanBuilder)
		for i := range rows {
			if v, ok := get(&rows[i]); ok {
				bb.Append(v)
			} else {
				bb.AppendNull()
			}
		}
	}}
}

// listOf is a column of lists of structs of text; an empty text is null.
func listOf[R any](name, doc string, fields []string, get func(*R) [][]string) column[R] {
	c := Column{Name: name, Type: List, Doc: doc}
	for _, f := range fields {
		c.Fields = append(c.Fields, Column{Name: f, Type: String, Nullable: true, Doc: "as described"})
	}
	return column[R]{c, func(b format.Builder, rows []R) {
		list := b.(*array.ListBuilder)
		st := list.ValueBuilder().(*array.StructBuilder)
		for i := range rows {
			list.Append(true)
			for _, values := range get(&rows[i]) {
				st.Append(true)
				for k, v := range values {
					sb := st.FieldBuilder(k).(*array.StringBuilder)
					if v == "" {
						sb.AppendNull()
					} else {
						sb.Append(v)
					}
				}
			}
		}
	}}
}

// day is a calendar-day column in which the unknown day is null.
func day[R any](name, doc string, get func(*R) extract.Date) column[R] {
	return column[R]{Column{Name: name, Type: Date, Nullable: true, Doc: doc}, func(b format.Builder, rows []R) {
		db := b.(*array.Date32Builder)
		for i := range rows {
			if v, ok := date32(get(&rows[i])); ok {
				db.Append(v)
			} else {
				db.AppendNull()
			}
		}
	}}
}

// instant is a time column; get returns false for null. utc tells an instant
// from a wall time without a zone; either way the value is t's own clock.
func instant[R any](name, doc string, utc bool, get func(*R) (time.Time, bool)) column[R] {
	typ := Timestamp
	if utc {
		typ = TimestampUTC
	}
	return column[R]{Column{Name: name, Type: typ, Nullable: true, Doc: doc}, func(b format.Builder, rows []R) {
		tb := b.(*array.TimestampBuilder)
		for i := range rows {
			if v, ok := get(&rows[i]); ok {
				tb.Append(arrow.Timestamp(v.UnixMicro()))
			} else {
				tb.AppendNull()
			}
		}
	}}
}

// round4 rounds to four decimals; minus zero becomes zero, so that a value has
// one form in text.
func round4(v float64) float64 {
	r := math.Round(float64(v*1e4)) / 1e4
	if r == 0 {
		return 0
	}
	return r
}

// date32 is the number of days from 1 January 1970, false for a day that is
// unknown or not in the calendar.
func date32(d extract.Date) (arrow.Date32, bool) {
	if d.IsZero() || d.Month < 1 || d.Month > 12 || d.Day < 1 {
		return 0, false
	}
	t := time.Date(int(d.Year), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, time.UTC)
	if t.Day() != int(d.Day) {
		return 0, false
	}
	return arrow.Date32(t.Unix() / 86400), true
}
