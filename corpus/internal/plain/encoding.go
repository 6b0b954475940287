package plain

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"assay/corpus/internal/doc"
)

// Decode turns raw bytes into UTF-8: by byte order mark, then by the
// parity of NUL bytes (UTF-16 without a mark), then valid UTF-8, then
// Windows-1252. The warning says when the encoding was a guess or when
// something could not be decoded. Bytes that are not text are a Loss.
func Decode(raw []byte) (string, *doc.Warning, error) {
	if name, enc, rest := byMark(raw); enc != nil {
		return decodeWith(enc, rest, name)
	}
	if enc := byNULParity(raw); enc != nil {
		return decodeWith(enc, raw, "UTF-16")
	}
	nul := bytes.Count(raw, []byte{0})
	if looksBinary(raw) {
		return "", nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.Unsupported, Err: errors.New("the bytes are not text"), Hint: "convert it to PDF, DOCX or text"}
	}
	valid, multi, bad := countUTF8(raw)
	switch {
	case valid && nul == 0:
		return string(raw), nil, nil
	case valid:
		return string(raw), lossy(fmt.Sprintf("%d NUL bytes were dropped", nul)), nil
	case multi > bad:
		return strings.ToValidUTF8(string(raw), "\uFFFD"), lossy(fmt.Sprintf("%d bytes are not UTF-8 and were replaced", bad)), nil
	}
	text, w, err := decodeWith(charmap.Windows1252, raw, "Windows-1252")
	if err == nil && w == nil {
		w = lossy("not UTF-8, read as Windows-1252")
	}
	return text, w, err
}

// DecodeDeclared is Decode, with the charset that the text itself declares
// in place of Windows-1252. "" and names nobody knows declare nothing.
func DecodeDeclared(raw []byte, charset string) (string, *doc.Warning, error) {
	if _, enc, _ := byMark(raw); charset != "" && enc == nil && byNULParity(raw) == nil && !looksBinary(raw) {
		if valid, multi, bad := countUTF8(raw); !valid && multi <= bad {
			if enc, err := htmlindex.Get(charset); err == nil {
				if name, _ := htmlindex.Name(enc); name != "utf-8" && !strings.HasPrefix(name, "utf-16") {
					return decodeWith(enc, raw, name)
				}
			}
		}
	}
	return Decode(raw)
}

// codePages are those that go by another name than their number.
var codePages = map[int]string{932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5", 20127: "us-ascii", 20866: "koi8-r", 50220: "iso-2022-jp", 51932: "euc-jp", 54936: "gb18030", 65000: "utf-8", 65001: "utf-8", 10000: "macintosh"}

// CodePage is the name of a code page of Windows, as DecodeDeclared takes it; a
// name nobody knows where there is no such page.
func CodePage(n int) string {
	if name := codePages[n]; name != "" {
		return name
	}
	if n > 28590 && n < 28610 {
		return fmt.Sprintf("iso-8859-%d", n-28590)
	}
	return fmt.Sprintf("windows-%d", n)
}

func lossy(message string) *doc.Warning {
	return &doc.Warning{Reason: doc.LossyDecoding, Message: message, Hint: "save the file as UTF-8 if letters look wrong"}
}

func decodeWith(enc encoding.Encoding, raw []byte, name string) (string, *doc.Warning, error) {
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return "", nil, &doc.Loss{Stage: doc.AtRead, Reason: doc.Corrupt, Err: fmt.Errorf("decoding %s: %w", name, err)}
	}
	if n := bytes.Count(out, []byte("\uFFFD")); n > 0 {
		return string(out), lossy(fmt.Sprintf("%d characters are not valid %s", n, name)), nil
	}
	return string(out), nil, nil
}

// byMark finds a byte order mark; rest is raw without it.
func byMark(raw []byte) (name string, enc encoding.Encoding, rest []byte) {
	for _, m := range []struct {
		mark, name string
		enc        encoding.Encoding
	}{
		{"\xEF\xBB\xBF", "UTF-8", utf16.UTF8},
		{"\xFF\xFE\x00\x00", "UTF-32", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
		{"\x00\x00\xFE\xFF", "UTF-32", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
		{"\xFF\xFE", "UTF-16", utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM)},
		{"\xFE\xFF", "UTF-16", utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)},
	} {
		if bytes.HasPrefix(raw, []byte(m.mark)) {
			return m.name, m.enc, raw[len(m.mark):]
		}
	}
	return "", nil, raw
}

// paritySample is how many bytes decide on UTF-16 without a mark.
const paritySample = 64 << 10

// byNULParity recognises UTF-16 without a byte order mark: text in Latin
// letters has a NUL in nearly every second byte, all at even or all at odd
// places.
func byNULParity(raw []byte) encoding.Encoding {
	s := raw[:min(len(raw), paritySample)]
	var nul [2]int
	for i, c := range s {
		if c == 0 {
			nul[i&1]++
		}
	}
	half := len(s) / 2
	switch {
	case half < 2:
		return nil
	case nul[1] > half*4/10 && nul[0]*20 < nul[1]:
		return utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM)
	case nul[0] > half*4/10 && nul[1]*20 < nul[0]:
		return utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)
	}
	return nil
}

// looksBinary reports bytes that no text has in number: more than one control
// character in fifty bytes of the beginning.
func looksBinary(raw []byte) bool {
	s := raw[:min(len(raw), paritySample)]
	control := 0
	for _, c := range s {
		if c < 0x20 && (c < '\t' || c > '\r') && c != 0x1B {
			control++
		}
	}
	return control*50 > len(s)
}

// countUTF8 counts the characters of more than one byte and the bytes that are
// not UTF-8.
func countUTF8(raw []byte) (valid bool, multi, bad int) {
	if utf8.Valid(raw) {
		return true, 0, 0
	}
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			multi++
		}
		i += n
	}
	return false, multi, bad
}
