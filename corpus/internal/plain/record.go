package plain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"assay/corpus/internal/doc"
	dates "assay/internal/calendar"
)

// Scalar is a JSON string, number or boolean as text; null is "", anything else
// its JSON.
func Scalar(raw json.RawMessage) string {
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

// ReadRecord decodes one JSONL record.
func ReadRecord(raw []byte, fields doc.JSONLFields, opt doc.DecodeOptions) (*doc.Document, error) {
	var record map[string]json.RawMessage
	if err := json.Unmarshal(raw, &record); err != nil {
		return nil, doc.Damaged(fmt.Errorf("the line is not a JSON object: %w", err))
	}
	var text *string
	if err := json.Unmarshal(record[fields.Text], &text); err != nil || text == nil {
		return nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.Corrupt, Err: fmt.Errorf("the record has no text in its field %q", fields.Text), Hint: "name the field that holds the text with --jsonl-text"}
	}
	d, err := Read(*text, opt)
	if err != nil {
		return nil, err
	}
	m := &d.Meta
	m.Title, m.Byline = doc.NormaliseLine(Scalar(record[fields.Title])), doc.NormaliseLine(Scalar(record[fields.Byline]))
	m.Publisher, m.Language = doc.NormaliseLine(Scalar(record[fields.Publisher])), Scalar(record[fields.Language])
	if day := dates.ISODay(Scalar(record[fields.Published])); day != "" {
		m.Published, m.PublishedSource = day, "jsonl"
	}
	known := []string{fields.Text, fields.ID, fields.Title, fields.Byline, fields.Publisher, fields.Language, fields.Published}
	for k, v := range record {
		if value := Scalar(v); value != "" && !slices.Contains(known, k) {
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
