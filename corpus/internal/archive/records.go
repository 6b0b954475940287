package archive

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/plain"
)

// records reads a JSONL file as a sequence, one record at a time.
type records struct {
	r      *bufio.Reader
	limit  int64
	fields doc.JSONLFields
	line   int
	buf    []byte
}

func newRecords(r io.Reader, limits doc.Limits, fields doc.JSONLFields) *records {
	return &records{r: bufio.NewReaderSize(r, 64<<10), limit: limits.JSONLine, fields: fields.WithDefaults()}
}

func (j *records) next() (*item, error) {
	for {
		long, err := j.readLine()
		if err != nil {
			return nil, err
		}
		text := bytes.TrimSpace(bytes.TrimPrefix(j.buf, []byte("\xEF\xBB\xBF")))
		if len(text) == 0 && !long {
			continue
		}
		it := &item{line: j.line, size: int64(len(text))}
		it.open = func() (io.Reader, error) { return bytes.NewReader(text), nil }
		if long {
			it.loss = &doc.Loss{Reason: doc.TooLarge, Err: fmt.Errorf("the line is longer than %d bytes", j.limit), Hint: "raise --max-line"}
			return it, nil
		}
		var record map[string]json.RawMessage
		if err := json.Unmarshal(text, &record); err != nil {
			it.loss = &doc.Loss{Reason: doc.Corrupt, Err: fmt.Errorf("the line is not a JSON object: %w", err), Hint: "each line must be one whole JSON object"}
			return it, nil
		}
		it.id = plain.Scalar(record[j.fields.ID])
		return it, nil
	}
}

// readLine reads the next line into buf, or passes over one that is too long.
func (j *records) readLine() (long bool, err error) {
	j.buf = j.buf[:0]
	j.line++
	for {
		part, err := j.r.ReadSlice('\n')
		if !long && int64(len(j.buf)+len(part)) > j.limit+1 {
			long, j.buf = true, j.buf[:0]
		}
		if !long {
			j.buf = append(j.buf, part...)
		}
		switch {
		case err == nil:
			return long, nil
		case err == io.EOF && (long || len(j.buf) > 0):
			return long, nil
		case err != bufio.ErrBufferFull:
			return false, err
		}
	}
}

var errNoRecord = errors.New("the file has changed: this record is no longer there")
