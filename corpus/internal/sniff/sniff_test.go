package sniff

import (
	"strings"
	"testing"

	"assay/corpus/internal/doc"
)

// TestWherePDFBegins: %PDF within the first 1,024 bytes makes a PDF, to the byte.
func TestWherePDFBegins(t *testing.T) {
	for at, want := range map[int]doc.Format{0: doc.FormatPDF, 1: doc.FormatPDF, 508: doc.FormatPDF, 512: doc.FormatPDF, 900: doc.FormatPDF, 1020: doc.FormatPDF, 1021: doc.FormatText, 1024: doc.FormatText, 5000: doc.FormatText} {
		head := strings.Repeat("x", at) + "%PDF-1.7\n" + strings.Repeat("y", 100)
		if got := Sniff([]byte(head), "pdf", doc.JSONLFields{}).Format; got != want {
			t.Errorf("%%PDF at byte %d: %v, want %v", at, got, want)
		}
	}
	for _, head := range []string{"%PD", "PDF-1.7", "%pdf-1.7"} {
		if got := Sniff([]byte(head), "pdf", doc.JSONLFields{}).Format; got == doc.FormatPDF {
			t.Errorf("%q makes a PDF", head)
		}
	}
}
