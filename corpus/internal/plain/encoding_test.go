package plain

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"assay/corpus/internal/doc"
)

// utf16Bytes is a text in UTF-16, the low byte first or not.
func utf16Bytes(s string, low bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		if low {
			b.Write([]byte{byte(u), byte(u >> 8)})
		} else {
			b.Write([]byte{byte(u >> 8), byte(u)})
		}
	}
	return b.String()
}

// The encoding is told by the mark, then by the parity of NUL bytes, then by whether the
// bytes are UTF-8; what is guessed or lost is said.
func TestDecode(t *testing.T) {
	const text = "Café reviews were “timely”.\n"
	for name, c := range map[string]struct{ raw, want, says string }{
		"UTF-8":                       {text, text, ""},
		"UTF-8 with a mark":           {"\xEF\xBB\xBF" + text, text, ""},
		"UTF-16 with a mark":          {"\xFF\xFE" + utf16Bytes(text, true), text, ""},
		"UTF-16 the other way":        {"\xFE\xFF" + utf16Bytes(text, false), text, ""},
		"UTF-16 without a mark":       {utf16Bytes(text, true), text, ""},
		"so the other way":            {utf16Bytes(text, false), text, ""},
		"UTF-32":                      {"\xFF\xFE\x00\x00C\x00\x00\x00a\x00\x00\x00", "Ca", ""},
		"Windows-1252":                {"Caf\xe9 reviews were \x93timely\x94.", "Café reviews were “timely”.", "Windows-1252"},
		"UTF-8 with a bad byte":       {"Café, naïve, fa\xE9ade", "Café, naïve, fa\uFFFDade", "1 bytes are not UTF-8"},
		"a NUL among letters":         {"one\x00 two, and so on for a while until one NUL is little", "one\x00 two, and so on for a while until one NUL is little", "1 NUL bytes"},
		"nothing":                     {"", "", ""},
		"half of a UTF-16 unit":       {"\xFF\xFE" + utf16Bytes("ab", true) + "c", "ab\uFFFD", "UTF-16"},
		"one letter in UTF-16":        {"a\x00", "", "not text"}, // too short to tell
		"control characters, no text": {strings.Repeat("\x01\x02a", 50), "", "not text"},
	} {
		got, warning, err := Decode([]byte(c.raw))
		said := ""
		var loss *doc.Loss
		switch {
		case errors.As(err, &loss):
			if said = loss.Err.Error(); loss.Reason != doc.Unsupported {
				t.Errorf("%s: lost as %s", name, loss.Reason)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case warning != nil:
			if said = warning.Message; warning.Reason != doc.LossyDecoding {
				t.Errorf("%s: warned of as %s", name, warning.Reason)
			}
		}
		if got != c.want || !strings.Contains(said, c.says) || c.says == "" && said != "" {
			t.Errorf("%s: %q, %q; want %q, %q", name, got, said, c.want, c.says)
		}
	}
}

// A declared charset stands in for Windows-1252 alone: it never overrules a mark or bytes
// that are UTF-8.
func TestDecodeDeclared(t *testing.T) {
	for _, c := range []struct{ raw, charset, want string }{
		{"za\xbf\xf3\xb3\xe6", "iso-8859-2", "zażółć"},
		{"caf\xe9", "iso-8859-1", "café"},
		{"café", "iso-8859-1", "café"},
		{"caf\xe9", "no-such-charset", "café"},
		{"caf\xe9", "utf-16", "café"},
		{"caf\xe9", "", "café"},
		{"\xFF\xFE" + utf16Bytes("café", true), "iso-8859-2", "café"},
	} {
		if got, _, err := DecodeDeclared([]byte(c.raw), c.charset); got != c.want || err != nil {
			t.Errorf("%q as %q: %q, %v; want %q", c.raw, c.charset, got, err, c.want)
		}
	}
}
