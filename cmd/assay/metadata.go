package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"assay/out"
)

// metadata is a sidecar file (--metadata): values of meta_* columns by uri.
type metadata struct {
	columns []out.MetaColumn
	rows    map[string]map[string]string // uri -> column -> value as written
	digest  string                       // of the file; "" without one
}

// of gives the values of a document; nil where it has none.
func (m *metadata) of(uri string) map[string]string { return m.rows[uri] }

// readMetadata reads a CSV file with a head line, or a JSON array of objects.
// One column is called uri; any other is called name or name:type.
func readMetadata(path string) (*metadata, error) {
	if path == "" {
		return &metadata{}, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, usagef("--metadata: %w", err)
	}
	m := &metadata{rows: map[string]map[string]string{}, digest: digest(data)}
	if strings.EqualFold(filepath.Ext(path), ".json") {
		err = m.json(data)
	} else {
		err = m.csv(data)
	}
	if err != nil {
		return nil, usagef("--metadata %s: %w", path, err)
	}
	return m, nil
}

func (m *metadata) csv(data []byte) error {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("line 1: %w", err)
	}
	at := slices.Index(head, "uri")
	if at < 0 {
		return errors.New("line 1: there is no column uri")
	}
	names := make([]string, len(head))
	for i, h := range head {
		if i == at {
			continue
		}
		if names[i], err = m.column(h); err != nil {
			return fmt.Errorf("line 1: %w", err)
		}
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		line, _ := r.FieldPos(0)
		values := map[string]string{}
		for i, v := range row {
			if i != at {
				values[names[i]] = v
			}
		}
		if err := m.add(row[at], values); err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
}

func (m *metadata) json(data []byte) error {
	var list []map[string]any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&list); err != nil {
		return fmt.Errorf("want an array of objects: %w", err)
	}
	names := map[string]string{} // key -> column
	for i, obj := range list {
		for _, key := range sortedKeys(obj) {
			if _, ok := names[key]; key == "uri" || ok {
				continue
			}
			name, err := m.column(key)
			if err != nil {
				return fmt.Errorf("object %d: %w", i+1, err)
			}
			names[key] = name
		}
	}
	for i, obj := range list {
		uri, ok := obj["uri"].(string)
		if !ok {
			return fmt.Errorf("object %d: there is no text uri", i+1)
		}
		values := map[string]string{}
		for key, v := range obj {
			switch v := v.(type) {
			case nil:
			case string, json.Number, bool:
				values[names[key]] = fmt.Sprint(v)
			default:
				return fmt.Errorf("object %d: %s is not text, a number or true/false", i+1, key)
			}
		}
		delete(values, "")
		if err := m.add(uri, values); err != nil {
			return fmt.Errorf("object %d: %w", i+1, err)
		}
	}
	return nil
}

// column declares "name" or "name:type" and returns the name.
func (m *metadata) column(head string) (string, error) {
	name, kind, _ := strings.Cut(head, ":")
	t, err := out.MetaType(kind)
	if err != nil {
		return "", fmt.Errorf("column %s: %w", head, err)
	}
	m.columns = append(m.columns, out.MetaColumn{Name: name, Type: t})
	return name, nil
}

func (m *metadata) add(uri string, values map[string]string) error {
	if _, ok := m.rows[uri]; ok {
		return fmt.Errorf("%q stands there twice", uri)
	}
	for _, c := range m.columns {
		if v := values[c.Name]; v != "" {
			if err := out.CheckMetaValue(c.Type, v); err != nil {
				return fmt.Errorf("%s: %w", c.Name, err)
			}
		}
	}
	m.rows[uri] = values
	return nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
