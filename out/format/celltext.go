package format

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
)

// Layouts of times in text formats.
const (
	wallLayout = "2006-01-02T15:04:05.999999"
	utcLayout  = "2006-01-02T15:04:05.999999Z"
)

// appendText appends the value of row i as bare text, nothing for null. Lists
// become JSON.
func appendText(b []byte, col arrow.Array, i int) []byte {
	if col.IsNull(i) {
		return b
	}
	switch c := col.(type) {
	case *array.String:
		return append(b, c.Value(i)...)
	case *array.Date32:
		return time.Unix(int64(c.Value(i))*86400, 0).UTC().AppendFormat(b, time.DateOnly)
	case *array.Timestamp:
		layout := wallLayout
		if c.DataType().(*arrow.TimestampType).TimeZone != "" {
			layout = utcLayout
		}
		return time.UnixMicro(int64(c.Value(i))).UTC().AppendFormat(b, layout)
	}
	return AppendJSON(b, col, i)
}

// AppendJSON appends the value of row i as JSON.
func AppendJSON(b []byte, col arrow.Array, i int) []byte {
	if col.IsNull(i) {
		return append(b, "null"...)
	}
	switch c := col.(type) {
	case *array.String:
		return appendQuoted(b, c.Value(i))
	case *array.Int32:
		return strconv.AppendInt(b, int64(c.Value(i)), 10)
	case *array.Int64:
		return strconv.AppendInt(b, c.Value(i), 10)
	case *array.Float64:
		return strconv.AppendFloat(b, c.Value(i), 'g', -1, 64)
	case *array.Boolean:
		return strconv.AppendBool(b, c.Value(i))
	case *array.Date32, *array.Timestamp:
		return append(appendText(append(b, '"'), col, i), '"')
	case *array.List:
		from, to := c.ValueOffsets(i)
		b = append(b, '[')
		for k := from; k < to; k++ {
			if k > from {
				b = append(b, ',')
			}
			b = AppendJSON(b, c.ListValues(), int(k))
		}
		return append(b, ']')
	case *array.Struct:
		b = append(b, '{')
		for k, f := range c.DataType().(*arrow.StructType).Fields() {
			if k > 0 {
				b = append(b, ',')
			}
			b = append(appendQuoted(b, f.Name), ':')
			b = AppendJSON(b, c.Field(k), i)
		}
		return append(b, '}')
	}
	panic(fmt.Sprintf("no text form of %s", col.DataType()))
}

// appendRow appends row i of a record as one JSON object, columns in order.
func appendRow(b []byte, rec arrow.Record, i int) []byte {
	b = append(b, '{')
	for k := range int(rec.NumCols()) {
		if k > 0 {
			b = append(b, ',')
		}
		b = append(appendQuoted(b, rec.ColumnName(k)), ':')
		b = AppendJSON(b, rec.Column(k), i)
	}
	return append(b, '}')
}

// appendQuoted appends s as a JSON string. Line separators are escaped too, so
// that programs that split lines at any of them read JSONL right.
func appendQuoted(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i, r := range s {
		var esc string
		switch {
		case r == '"':
			esc = `\"`
		case r == '\\':
			esc = `\\`
		case r == '\n':
			esc = `\n`
		case r == '\t':
			esc = `\t`
		case r < ' ' || r == 0x7f || r == 0x85:
			esc = string([]byte{'\\', 'u', '0', '0', hex[r>>4], hex[r&15]})
		case r == 0x2028:
			esc = `\u2028`
		case r == 0x2029:
			esc = `\u2029`
		case r == utf8.RuneError:
			esc = `\ufffd`
		default:
			continue
		}
		b = append(append(b, s[from:i]...), esc...)
		_, n := utf8.DecodeRuneInString(s[i:])
		from = i + n
	}
	return append(append(b, s[from:]...), '"')
}

// CellText is the value of row i as bare text, "" for null: dates and times as
// in ISO 8601, lists as JSON.
func CellText(col arrow.Array, i int) string {
	if c, ok := col.(*array.String); ok && c.IsValid(i) {
		return strings.Clone(c.Value(i)) // the batch's memory is not kept
	}
	return string(appendText(nil, col, i))
}

// SafeCell prefixes text that a spreadsheet would take for a formula (it begins
// with = + - @, a tab or a carriage return) with an apostrophe.
func SafeCell(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 {
		return "'" + s
	}
	return s
}

// ByteOrderMark tells spreadsheets that a CSV file is UTF-8.
const ByteOrderMark = "\ufeff"
