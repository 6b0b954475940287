package corpus

import (
	"crypto/sha256"
	"strings"
	"unicode"
)

// TextKey is the digest of a document's words: its text in lower case without
// white space and punctuation. Two documents of one key say the same, whatever
// format and layout they come in. A text without letters and digits has the
// zero key, which is no duplicate of anything.
func TextKey(text string) (key [32]byte) {
	h := sha256.New()
	var buf [4 << 10]byte
	n, any := 0, false
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			continue
		}
		any = true
		if n > len(buf)-4 {
			h.Write(buf[:n])
			n = 0
		}
		n += copy(buf[n:], string(unicode.ToLower(r)))
	}
	if !any {
		return key
	}
	h.Write(buf[:n])
	h.Sum(key[:0])
	return key
}

// Duplicates tells which documents say the same as an earlier one. It is for
// one goroutine, which adds the documents in their order.
type Duplicates struct{ first map[[32]byte]string }

// Add notes a document and returns the uri of the first one with the same key,
// "" when it is the first itself.
func (d *Duplicates) Add(uri string, key [32]byte) string {
	if key == [32]byte{} {
		return ""
	}
	if d.first == nil {
		d.first = map[[32]byte]string{}
	}
	if first, ok := d.first[key]; ok {
		return first
	}
	d.first[key] = strings.Clone(uri)
	return ""
}
