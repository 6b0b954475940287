package out

import (
	"bytes"
	"encoding/json"
	"strings"

	"assay/classify"
	"assay/out/disk"
)

// RowsJSON gives the rows of one document as JSON objects with the columns of
// the tables as keys, in their order, by table. Options choose the tables (nil
// means all but texts), the themes and the metadata columns; formats and the
// file system are not used.
func RowsJSON(r *classify.Result, extra DocExtra, opt Options) (map[string][]json.RawMessage, error) {
	files := inMemory{}
	opt.Formats, opt.FS = []Format{JSONL}, files
	t, err := NewTables("", opt)
	if err != nil {
		return nil, err
	}
	defer t.Abort()
	if err := t.Add(r, extra); err != nil {
		return nil, err
	}
	if _, err := t.Close(); err != nil {
		return nil, err
	}
	rows := map[string][]json.RawMessage{}
	for name, f := range files {
		table, ok := strings.CutSuffix(name, "."+string(JSONL))
		if !ok {
			continue
		}
		rows[table] = []json.RawMessage{}
		for line := range bytes.Lines(f.Bytes()) {
			rows[table] = append(rows[table], json.RawMessage(bytes.TrimSuffix(line, []byte("\n"))))
		}
	}
	return rows, nil
}

// inMemory is an FS that keeps files in memory.
type inMemory map[string]*memoryFile

type memoryFile struct{ bytes.Buffer }

func (memoryFile) Sync() error  { return nil }
func (memoryFile) Close() error { return nil }

func (m inMemory) CreateNew(path string) (disk.File, error) {
	f := &memoryFile{}
	m[path] = f
	return f, nil
}

func (m inMemory) Remove(path string) error { delete(m, path); return nil }
