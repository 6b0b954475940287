package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// JSONLFields names the fields of JSONL records. The zero value of a field
// takes the default given beside it. Every other field becomes metadata.
type JSONLFields struct {
	Text      string `json:"text"`      // "text"
	ID        string `json:"id"`        // "id"
	Title     string `json:"title"`     // "title"
	Byline    string `json:"byline"`    // "byline"
	Publisher string `json:"publisher"` // "publisher"
	Language  string `json:"language"`  // "language"
	Published string `json:"published"` // "published_on"
}

func (f JSONLFields) withDefaults() JSONLFields {
	for _, p := range []struct {
		field *string
		name  string
	}{
		{&f.Text, "text"}, {&f.ID, "id"}, {&f.Title, "title"}, {&f.Byline, "byline"},
		{&f.Publisher, "publisher"}, {&f.Language, "language"}, {&f.Published, "published_on"},
	} {
		if *p.field == "" {
			*p.field = p.name
		}
	}
	return f
}

// records reads a JSONL file as a sequence, one record at a time.
type records struct {
	r      *bufio.Reader
	limit  int64
	fields JSONLFields
	line   int
	buf    []byte
}

func newRecords(r io.Reader, limits Limits, fields JSONLFields) *records {
	return &records{r: bufio.NewReaderSize(r, 64<<10), limit: limits.JSONLine, fields: fields.withDefaults()}
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
			it.loss = &Loss{Reason: TooLarge, Err: fmt.Errorf("the line is longer than %d bytes", j.limit), Hint: "raise --max-line"}
			return it, nil
		}
		var record map[string]json.RawMessage
		if err := json.Unmarshal(text, &record); err != nil {
			it.loss = &Loss{Reason: Corrupt, Err: fmt.Errorf("the line is not a JSON object: %w", err), Hint: "each line must be one whole JSON object"}
			return it, nil
		}
		it.id = scalar(record[j.fields.ID])
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

// scalar is a JSON string, number or boolean as text; null is "", anything else
// its JSON.
func scalar(raw json.RawMessage) string {
	var s string
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return ""
	case json.Unmarshal(raw, &s) == nil:
		return s
	}
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return string(raw)
	}
	return b.String()
}

// readRecord decodes one JSONL record.
func readRecord(raw []byte, fields JSONLFields, opt decodeOptions) (*Document, error) {
	var record map[string]json.RawMessage
	if err := json.Unmarshal(raw, &record); err != nil {
		return nil, corrupt(fmt.Errorf("the line is not a JSON object: %w", err))
	}
	var text *string
	if err := json.Unmarshal(record[fields.Text], &text); err != nil || text == nil {
		return nil, &Loss{Stage: "read", Reason: Corrupt, Err: fmt.Errorf("the record has no text in its field %q", fields.Text), Hint: "name the field that holds the text with --jsonl-text"}
	}
	d, err := readPlain(*text, opt)
	if err != nil {
		return nil, err
	}
	m := &d.Meta
	m.Title, m.Byline = normaliseLine(scalar(record[fields.Title])), normaliseLine(scalar(record[fields.Byline]))
	m.Publisher, m.Language = normaliseLine(scalar(record[fields.Publisher])), scalar(record[fields.Language])
	if day := isoDay(scalar(record[fields.Published])); day != "" {
		m.Published, m.PublishedSource = day, "jsonl"
	}
	known := []string{fields.Text, fields.ID, fields.Title, fields.Byline, fields.Publisher, fields.Language, fields.Published}
	for k, v := range record {
		if value := scalar(v); value != "" && !slices.Contains(known, k) {
			if m.Fields == nil {
				m.Fields = map[string]string{}
			}
			m.Fields[strings.ToValidUTF8(k, "\uFFFD")] = value
		}
	}
	if strings.ContainsRune(d.Text, '\uFFFD') && !bytes.Contains(raw, []byte("\uFFFD")) {
		d.Warnings = append(d.Warnings, *lossy("some characters are not valid UTF-8"))
	}
	return d, nil
}

var errNoRecord = errors.New("the file has changed: this record is no longer there")
