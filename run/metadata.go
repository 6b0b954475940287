package run

import (
	"bytes"
	"os"

	"assay/corpus"
	"assay/out"
)

// metadata is a sidecar file (--metadata) as the tables want it.
type metadata struct {
	columns []out.MetaColumn
	file    *corpus.Metadata // nil without one
	digest  string           // of the file; "" without one
}

// readMetadata reads the sidecar at path; "" gives one without columns.
func readMetadata(path string) (*metadata, error) {
	if path == "" {
		return &metadata{}, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, usagef("--metadata: %w", err)
	}
	file, err := corpus.ReadMetadata(bytes.NewReader(data), path)
	if err != nil {
		return nil, usagef("--metadata: %w", err)
	}
	m := &metadata{file: file, digest: digest(data)}
	for _, c := range file.Columns {
		t, err := out.MetaType(string(c.Type))
		if err != nil {
			return nil, usagef("--metadata %s: column %s: %w", path, c.Name, err)
		}
		m.columns = append(m.columns, out.MetaColumn{Name: c.Name, Type: t})
	}
	return m, nil
}

// of gives the values of a document; nil where it has none.
func (m *metadata) of(uri string) map[string]string {
	row := m.file.Row(uri)
	if row == nil {
		return nil
	}
	values := make(map[string]string, len(row))
	for i, c := range m.columns {
		values[c.Name] = row[i]
	}
	return values
}

// unused lists the uris of the sidecar that no input has.
func (m *metadata) unused(inputs []*input) []string {
	if m.file == nil {
		return nil
	}
	have := map[string]bool{}
	for _, in := range inputs {
		have[in.src.URI] = true
	}
	var list []string
	for _, uri := range m.file.URIs() {
		if !have[uri] {
			list = append(list, uri)
		}
	}
	return list
}
