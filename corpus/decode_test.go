package corpus

import (
	"errors"
	"testing"

	"assay/corpus/corpustest"
	"assay/corpus/internal/doc"
)

// TestNoText: a document without text is lost as empty, whatever its format.
func TestNoText(t *testing.T) {
	for _, c := range []struct {
		name   string
		raw    []byte
		format Format
	}{
		{"blank", []byte(" \n\t\n"), doc.FormatText},
		{"page", []byte("<html><body><p> </p></body></html>"), doc.FormatHTML},
		{"no paragraphs", corpustest.DOCX(""), doc.FormatDOCX},
		{"not XML", corpustest.Zip(corpustest.Text("word/document.xml", "hello")), doc.FormatDOCX},
	} {
		_, err := decode(c.raw, c.format, doc.DecodeOptions{Limits: Limits{}.WithDefaults()})
		var l *Loss
		if !errors.As(err, &l) || l.Reason != Empty {
			t.Errorf("%s: got %v, want %s", c.name, err, Empty)
		}
	}
}
