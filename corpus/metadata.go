package corpus

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"assay/corpus/internal/plain"
)

// ColumnType is the declared type of a metadata column.
type ColumnType string

// The types a sidecar may declare behind a column's name, as in "score:float".
// Without one a column is a string.
const (
	StringColumn    ColumnType = "string"
	IntColumn       ColumnType = "int"       // a whole number of 64 bits
	FloatColumn     ColumnType = "float"     // as strconv.ParseFloat reads it, but finite
	BoolColumn      ColumnType = "bool"      // true, false, 1, 0, yes, no
	DateColumn      ColumnType = "date"      // 2006-01-02
	TimestampColumn ColumnType = "timestamp" // RFC 3339
)

// MetadataColumn is one column a sidecar adds to the documents. It does not
// have the prefix meta_ yet.
type MetadataColumn struct {
	Name string
	Type ColumnType
}

// Metadata is a sidecar: columns of values for documents, by uri. Every value
// is in the canonical form of its column's type; "" is null.
type Metadata struct {
	Columns []MetadataColumn
	rows    map[string][]string
}

// Row returns the values of a uri, one a column, nil when it has none.
func (m *Metadata) Row(uri string) []string {
	if m == nil {
		return nil
	}
	return m.rows[uri]
}

// URIs returns the uris that have a row, sorted, so that those no document has
// can be told.
func (m *Metadata) URIs() []string {
	out := make([]string, 0, len(m.rows))
	for uri := range m.rows {
		out = append(out, uri)
	}
	slices.Sort(out)
	return out
}

// maxMetadata bounds a sidecar.
const maxMetadata = 256 << 20

// ReadMetadata reads a sidecar: CSV with a header line, or JSON, an array of
// objects or one object a line. One column or field is "uri". name is the
// file's, for messages. A value that is not of its column's type, a uri twice,
// or a column twice is an error with its line or record number.
func ReadMetadata(r io.Reader, name string) (*Metadata, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxMetadata+1))
	if err != nil {
		return nil, fmt.Errorf("reading metadata %s: %w", name, err)
	}
	if len(raw) > maxMetadata {
		return nil, fmt.Errorf("reading metadata %s: it is larger than %d MiB", name, maxMetadata>>20)
	}
	text, _, err := plain.Decode(raw)
	if err != nil {
		return nil, fmt.Errorf("reading metadata %s: %w", name, err)
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	var m *Metadata
	if start := strings.TrimLeft(text, " \t\r\n"); strings.HasPrefix(start, "[") || strings.HasPrefix(start, "{") {
		m, err = metadataJSON(start)
	} else {
		m, err = metadataCSV(text)
	}
	if err != nil {
		return nil, fmt.Errorf("reading metadata %s: %w", name, err)
	}
	return m, nil
}

func metadataCSV(text string) (*Metadata, error) {
	r := csv.NewReader(strings.NewReader(text))
	header, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("its header line: %w", err)
	}
	m, key, err := newMetadata(header)
	if err != nil {
		return nil, err
	}
	for {
		record, err := r.Read()
		if err == io.EOF {
			return m, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		uri := record[key]
		if err := m.add(uri, slices.Delete(record, key, key+1), fmt.Sprintf("line %d", line)); err != nil {
			return nil, err
		}
	}
}

// metadataJSON reads objects; the columns are their fields in the order of
// first sight.
func metadataJSON(text string) (*Metadata, error) {
	dec := json.NewDecoder(strings.NewReader(text))
	if strings.HasPrefix(text, "[") {
		if _, err := dec.Token(); err != nil {
			return nil, err
		}
	}
	var header []string
	index := map[string]int{}
	var records [][]string
	for dec.More() {
		var object json.RawMessage
		if err := dec.Decode(&object); err != nil {
			return nil, fmt.Errorf("record %d: %w", len(records)+1, err)
		}
		var record []string
		err := eachField(object, func(name string, value json.RawMessage) {
			i, ok := index[name]
			if !ok {
				i = len(header)
				index[name] = i
				header = append(header, name)
			}
			for len(record) <= i {
				record = append(record, "")
			}
			record[i] = plain.Scalar(value)
		})
		if err != nil {
			return nil, fmt.Errorf("record %d: %w", len(records)+1, err)
		}
		records = append(records, record)
	}
	m, key, err := newMetadata(header)
	if err != nil {
		return nil, err
	}
	for i, record := range records {
		for len(record) < len(header) {
			record = append(record, "")
		}
		uri := record[key]
		if err := m.add(uri, slices.Delete(record, key, key+1), fmt.Sprintf("record %d", i+1)); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// eachField calls f for the fields of a JSON object in their order.
func eachField(object json.RawMessage, f func(string, json.RawMessage)) error {
	dec := json.NewDecoder(bytes.NewReader(object))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("it is not an object")
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return err
		}
		f(name.(string), value)
	}
	return nil
}

// newMetadata reads the header; key is the index of the uri in it.
func newMetadata(header []string) (m *Metadata, key int, err error) {
	m, key = &Metadata{rows: map[string][]string{}}, -1
	seen := map[string]bool{}
	for i, h := range header {
		name, kind, typed := strings.Cut(strings.TrimSpace(h), ":")
		c := MetadataColumn{strings.TrimSpace(name), StringColumn}
		if typed {
			c.Type = ColumnType(strings.ToLower(strings.TrimSpace(kind)))
		}
		switch {
		case c.Name == "":
			return nil, 0, fmt.Errorf("column %d has no name", i+1)
		case seen[c.Name]:
			return nil, 0, fmt.Errorf("there are two columns %q", c.Name)
		case !slices.Contains([]ColumnType{StringColumn, IntColumn, FloatColumn, BoolColumn, DateColumn, TimestampColumn}, c.Type):
			return nil, 0, fmt.Errorf("column %q has the unknown type %q (string, int, float, bool, date and timestamp are known)", c.Name, c.Type)
		}
		seen[c.Name] = true
		if c.Name == "uri" {
			key = i
			continue
		}
		m.Columns = append(m.Columns, c)
	}
	if key < 0 {
		return nil, 0, fmt.Errorf("it has no column uri")
	}
	return m, key, nil
}

func (m *Metadata) add(uri string, values []string, where string) error {
	if uri == "" {
		return fmt.Errorf("%s: the uri is empty", where)
	}
	if m.rows[uri] != nil {
		return fmt.Errorf("%s: the uri %q stands twice", where, uri)
	}
	for i, c := range m.Columns {
		v, err := canonical(values[i], c.Type)
		if err != nil {
			return fmt.Errorf("%s: column %s: %q is not of type %s", where, c.Name, values[i], c.Type)
		}
		values[i] = v
	}
	m.rows[uri] = values
	return nil
}

// canonical checks a value and gives it one spelling.
func canonical(v string, t ColumnType) (string, error) {
	if t == StringColumn {
		return v, nil
	}
	v = strings.TrimSpace(v)
	if v == "" {
		return "", nil
	}
	switch t {
	case IntColumn:
		n, err := strconv.ParseInt(v, 10, 64)
		return strconv.FormatInt(n, 10), err
	case FloatColumn:
		f, err := strconv.ParseFloat(v, 64)
		if err == nil && f-f != 0 {
			err = strconv.ErrRange
		}
		return strconv.FormatFloat(f, 'g', -1, 64), err
	case BoolColumn:
		switch strings.ToLower(v) {
		case "true", "1", "yes":
			return "true", nil
		case "false", "0", "no":
			return "false", nil
		}
		return "", strconv.ErrSyntax
	case DateColumn:
		d, err := time.Parse(time.DateOnly, v)
		return d.Format(time.DateOnly), err
	}
	at, err := time.Parse(time.RFC3339Nano, v)
	return at.UTC().Format(time.RFC3339Nano), err
}
