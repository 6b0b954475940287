package out

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"

	"assay/internal/lazyregexp"
	"assay/out/format"
)

// MetaColumn is a column of documents that comes from a metadata file. Its
// name in the table is "meta_" + Name. Type is one of String, Int64, Float64,
// Bool, Date and TimestampUTC.
type MetaColumn struct {
	Name string
	Type Type
}

// metaName is what a metadata column may be called.
var metaName = lazyregexp.New(`^[A-Za-z_][A-Za-z0-9_]*$`)

func checkMeta(meta []MetaColumn) error {
	seen := map[string]bool{}
	for _, m := range meta {
		switch {
		case !metaName.MatchString(m.Name):
			return fmt.Errorf("metadata column %q: a name has letters, digits and _ only", m.Name)
		case seen[strings.ToLower(m.Name)]:
			return fmt.Errorf("metadata column %q is named twice", m.Name)
		}
		seen[strings.ToLower(m.Name)] = true
		switch m.Type {
		case String, Int64, Float64, Bool, Date, TimestampUTC:
		default:
			return fmt.Errorf("metadata column %q: type %s is not one of string, int64, float64, bool, date, timestamp_utc", m.Name, m.Type)
		}
	}
	return nil
}

// MetaType is the type a metadata declaration (name:type) names: string (also
// the empty name), int, float, bool, date or timestamp.
func MetaType(name string) (Type, error) {
	switch strings.ToLower(name) {
	case "", "string", "str", "text":
		return String, nil
	case "int", "integer", "int64":
		return Int64, nil
	case "float", "number", "double", "float64":
		return Float64, nil
	case "bool", "boolean":
		return Bool, nil
	case "date":
		return Date, nil
	case "timestamp", "datetime", "timestamp_utc":
		return TimestampUTC, nil
	}
	return 0, fmt.Errorf("unknown type %q: use string, int, float, bool, date or timestamp", name)
}

// metaValue is one parsed value; the field of its column's type counts.
type metaValue struct {
	set bool
	s   string
	i   int64 // also days of a date and microseconds of a timestamp
	f   float64
	b   bool
}

func parseMeta(t Type, s string) (v metaValue, err error) {
	if t != String {
		s = strings.TrimSpace(s)
	}
	if s == "" {
		return metaValue{}, nil
	}
	v.set = true
	switch t {
	case String:
		v.s = strings.ToValidUTF8(s, "\uFFFD")
	case Int64:
		v.i, err = strconv.ParseInt(s, 10, 64)
	case Float64:
		v.f, err = strconv.ParseFloat(s, 64)
		if err == nil && (math.IsNaN(v.f) || math.IsInf(v.f, 0)) {
			err = fmt.Errorf("%q is not a finite number", s)
		}
	case Bool:
		switch strings.ToLower(s) {
		case "true", "yes", "1":
			v.b = true
		case "false", "no", "0":
		default:
			err = fmt.Errorf("%q is not true or false", s)
		}
	case Date:
		var d time.Time
		d, err = time.Parse(time.DateOnly, s)
		v.i = d.Unix() / 86400
	case TimestampUTC:
		var d time.Time
		for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", time.DateTime, time.DateOnly} {
			if d, err = time.Parse(layout, s); err == nil {
				break
			}
		}
		v.i = d.UnixMicro()
	default:
		err = fmt.Errorf("type %s has no text form", t)
	}
	return v, err
}

// metaColumn is the i-th metadata column.
func metaColumn(i int, m MetaColumn) column[item] {
	return column[item]{Column{Name: "meta_" + m.Name, Type: m.Type, Nullable: true, Doc: "column " + m.Name + " of the metadata; null where it has no value"},
		func(b format.Builder, rows []item) {
			for k := range rows {
				v := rows[k].meta[i]
				switch b := b.(type) {
				case *format.Texts:
					if v.set {
						b.Add(v.s)
					} else {
						b.AddNull()
					}
					continue
				case *array.Int64Builder:
					if v.set {
						b.Append(v.i)
						continue
					}
				case *array.Float64Builder:
					if v.set {
						b.Append(v.f)
						continue
					}
				case *array.BooleanBuilder:
					if v.set {
						b.Append(v.b)
						continue
					}
				case *array.Date32Builder:
					if v.set {
						b.Append(arrow.Date32(v.i))
						continue
					}
				case *array.TimestampBuilder:
					if v.set {
						b.Append(arrow.Timestamp(v.i))
						continue
					}
				}
				b.(array.Builder).AppendNull()
			}
		}}
}
