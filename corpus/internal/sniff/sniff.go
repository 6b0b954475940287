// Package sniff tells what bytes are by their beginning, and holds it against what
// their name claims.
package sniff

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"assay/corpus/internal/cfb"
	"assay/corpus/internal/doc"
	"assay/corpus/internal/plain"
)

// HeadSize is how much of a file Sniff wants to see: %PDF may stand anywhere in
// the first 1,024 bytes, and the first line of a JSONL file should fit.
const HeadSize = 8 << 10

// Found is what the head of a file looks like. A zip file may still turn out
// to be DOCX, ODT or another kind of package: see archive.ZipKind.
type Found struct {
	Format doc.Format
	What   string // for FormatUnknown: what it looks like
}

func (s Found) String() string {
	if s.Format == doc.FormatUnknown {
		return s.What
	}
	return s.Format.String()
}

var magics = []struct {
	magic  string
	format doc.Format
	what   string
}{
	{"PK\x03\x04", doc.FormatZip, ""},
	{"PK\x05\x06", doc.FormatZip, ""}, // an empty zip
	{"\x1f\x8b", doc.FormatGzip, ""},
	{"\x28\xb5\x2f\xfd", doc.FormatZstd, ""},
	{cfb.Magic, doc.FormatUnknown, anyOldOffice}, // or a mail: see Compound
	{"{\\rtf", doc.FormatRTF, ""},
	{"\x89PNG", doc.FormatUnknown, "a PNG picture"},
	{"\xFF\xD8\xFF", doc.FormatUnknown, "a JPEG picture"},
	{"GIF8", doc.FormatUnknown, "a GIF picture"},
	{"II*\x00", doc.FormatUnknown, "a TIFF picture"},
	{"MM\x00*", doc.FormatUnknown, "a TIFF picture"},
	{"%!PS", doc.FormatUnknown, "PostScript"},
	{"7z\xBC\xAF\x27\x1C", doc.FormatUnknown, "a 7-Zip archive"},
	{"Rar!", doc.FormatUnknown, "a RAR archive"},
	{"BZh", doc.FormatUnknown, "bzip2"},
	{"\xFD7zXZ", doc.FormatUnknown, "xz"},
	{"\x7FELF", doc.FormatUnknown, "a program"},
	{"SQLite format 3\x00", doc.FormatUnknown, "a SQLite database"},
	{"PAR1", doc.FormatUnknown, "a Parquet table"},
	{"ARROW1", doc.FormatUnknown, "an Arrow table"},
}

// Sniff tells the format of a file by its first HeadSize bytes (fewer only when
// there are no more). claim is what the name claims; it decides nothing but
// which kind of text a text is.
func Sniff(head []byte, claim string, fields doc.JSONLFields) Found {
	if len(head) == 0 {
		return Found{Format: doc.FormatEmpty}
	}
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return Found{m.format, m.what}
		}
	}
	if isTar(head) {
		return Found{Format: doc.FormatTar}
	}
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF")) {
		return Found{Format: doc.FormatPDF}
	}
	text, err := sniffText(head)
	if err != nil {
		return Found{doc.FormatUnknown, "binary data"}
	}
	if what := source(text, claim); what != "" {
		return Found{doc.FormatUnknown, what}
	}
	return Found{Format: textKind(text, claim, fields)}.unlessXML(text)
}

// sniffText decodes a head; a character cut at its end does no harm.
func sniffText(head []byte) (string, error) {
	for cut := 1; cut < utf8.UTFMax && cut < len(head) && len(head) == HeadSize; cut++ {
		if utf8.RuneStart(head[len(head)-cut]) {
			if !utf8.FullRune(head[len(head)-cut:]) {
				head = head[:len(head)-cut]
			}
			break
		}
	}
	text, _, err := plain.Decode(head)
	return text, err
}

// isTar checks the checksum every tar header carries, so that archives of the
// oldest kind are known too.
func isTar(head []byte) bool {
	if len(head) < 512 {
		return false
	}
	var want, sum int64
	field := strings.Trim(string(head[148:156]), " \x00")
	if field == "" {
		return false
	}
	for _, c := range field {
		if c < '0' || c > '7' {
			return false
		}
		want = want*8 + int64(c-'0')
	}
	for i, c := range head[:512] {
		if i >= 148 && i < 156 {
			c = ' '
		}
		sum += int64(c)
	}
	return sum == want
}

func textKind(text, claim string, fields doc.JSONLFields) doc.Format {
	start := strings.TrimLeft(text, " \t\r\n\uFEFF")
	if f, ok := mailKind(start, claim); ok {
		return f
	}
	switch {
	case looksHTML(start):
		return doc.FormatHTML
	case (claim == "html" || claim == "htm" || claim == "xhtml") && strings.HasPrefix(start, "<") && !strings.HasPrefix(start, "<?xml"):
		return doc.FormatHTML
	case looksJSONL(start, claim, fields):
		return doc.FormatJSONL
	case claim == "md" || claim == "markdown":
		return doc.FormatMarkdown
	}
	return doc.FormatText
}

// unlessXML turns a text that is XML of a kind not read into an unknown one.
func (s Found) unlessXML(text string) Found {
	if s.Format == doc.FormatText && strings.HasPrefix(strings.TrimLeft(text, " \t\r\n\uFEFF"), "<?xml") {
		return Found{doc.FormatUnknown, "XML"}
	}
	return s
}

// looksHTML reports a document that begins as web pages do, after comments and
// declarations.
func looksHTML(start string) bool {
	for {
		lower := strings.ToLower(start[:min(len(start), 64)])
		switch {
		case strings.HasPrefix(lower, "<!--"):
			_, rest, ok := strings.Cut(start, "-->")
			if !ok {
				return strings.Contains(strings.ToLower(start), "<html")
			}
			start = strings.TrimLeft(rest, " \t\r\n")
		case strings.HasPrefix(lower, "<?xml"):
			_, rest, ok := strings.Cut(start, "?>")
			if !ok {
				return false
			}
			start = strings.TrimLeft(rest, " \t\r\n")
		case strings.HasPrefix(lower, "<!doctype html"):
			return true
		default:
			for _, tag := range []string{"html", "head", "body", "title", "meta", "div", "article", "table", "script", "style", "link", "main", "section", "p", "h1"} {
				rest, ok := strings.CutPrefix(lower, "<"+tag)
				if ok && rest != "" && strings.ContainsRune(" \t\r\n>/", rune(rest[0])) {
					return true
				}
			}
			return false
		}
	}
}

// looksJSONL reports a file of JSON objects, one a line: the first line is a
// whole object that has the text field, or it is cut by the end of the head
// and the name says JSONL or the text field has been seen.
func looksJSONL(start, claim string, fields doc.JSONLFields) bool {
	if !strings.HasPrefix(start, "{") {
		return false
	}
	claimed := claim == "jsonl" || claim == "ndjson"
	line, _, whole := strings.Cut(start, "\n")
	if whole || json.Valid([]byte(line)) {
		var object map[string]json.RawMessage
		if json.Unmarshal([]byte(line), &object) != nil {
			return claimed
		}
		return claimed || object[fields.WithDefaults().Text] != nil
	}
	return claimed || strings.Contains(line, fmt.Sprintf("%q:", fields.WithDefaults().Text)) && len(line) > HeadSize/2
}

// claimedBinary maps the names that claim a binary format to the format they
// claim.
var claimedBinary = map[string]doc.Format{
	"pdf": doc.FormatPDF, "docx": doc.FormatDOCX, "odt": doc.FormatODT, "pptx": doc.FormatPPTX, "xlsx": doc.FormatXLSX, "zip": doc.FormatZip, "gz": doc.FormatGzip, "zst": doc.FormatZstd,
}

// packed are the documents among them that are zip files.
var packed = map[doc.Format]bool{doc.FormatDOCX: true, doc.FormatODT: true, doc.FormatPPTX: true, doc.FormatXLSX: true}

// Packed reports a claim of a document that is a zip file: it may be what it
// claims where its content begins as one.
func Packed(claim string) bool {
	format, ok := claimedBinary[claim]
	return ok && packed[format]
}

// CheckClaim refuses content that is not what a binary name claims. Text names
// go by their content.
func CheckClaim(claim string, s Found) *doc.Loss {
	compression, inner := SplitClaim(claim)
	if compression == "" {
		compression = inner
	}
	want, ok := claimedBinary[compression]
	if !ok || want == s.Format || s.Format == doc.FormatEmpty {
		return nil
	}
	return &doc.Loss{Stage: doc.AtRead, Reason: doc.FormatMismatch,
		Err:  fmt.Errorf("its name says %s, its content is %s", want, s),
		Hint: mismatchHint(s)}
}

func mismatchHint(s Found) string {
	switch s.Format {
	case doc.FormatHTML:
		return "it is a web page, often an error page saved in place of the file: fetch the file again"
	case doc.FormatUnknown:
		return "it is " + s.What + ": fetch or convert the file again"
	}
	return "it is " + s.String() + ": rename the file or fetch it again"
}

// Peek returns the first HeadSize bytes of r, and r with them put back.
func Peek(r io.Reader) (head []byte, again io.Reader, err error) {
	head = make([]byte, HeadSize)
	n, err := io.ReadFull(r, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return head[:n], io.MultiReader(bytes.NewReader(head[:n]), r), err
}
