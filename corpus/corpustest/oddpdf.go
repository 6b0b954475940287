package corpustest

import (
	"crypto/md5"
	"crypto/rc4"
	"fmt"
	"strings"
)

// LockedPDF encrypts a PDF of one page with 40-bit RC4. An empty user password
// leaves it open to everybody, with the owner's restrictions only.
func LockedPDF(user, owner string) []byte {
	const pad = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"
	padded := func(s string) []byte { return []byte((s + pad)[:32]) }
	crypt := func(key, data []byte) []byte {
		c, _ := rc4.NewCipher(key)
		out := make([]byte, len(data))
		c.XORKeyStream(out, data)
		return out
	}
	ownerKey := md5.Sum(padded(owner))
	o := crypt(ownerKey[:5], padded(user))
	id := []byte("0123456789abcdef")
	h := md5.Sum(append(append(append(padded(user), o...), 0xFC, 0xFF, 0xFF, 0xFF), id...))
	key := h[:5]
	u := crypt(key, []byte(pad))
	p := NewPDF()
	font := p.Object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
	n := len(p.offsets) + 1
	k := md5.Sum(append(key[:5:5], byte(n), 0, 0, 0, 0))
	content := p.Stream("", string(crypt(k[:10], []byte("BT /F1 12 Tf 72 700 Td (Kept from printing only.) Tj ET"))))
	page := p.Object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F1 %d 0 R>>>>>>", n+2, content, font)
	tree := p.Object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
	enc := p.Object("<</Filter /Standard /V 1 /R 2 /O <%x> /U <%x> /P -4>>", o, u)
	return p.Finish(p.Object("<</Type /Catalog /Pages %d 0 R>>", tree), fmt.Sprintf("/Encrypt %d 0 R /ID [<%x> <%x>]", enc, id, id))
}

// OnePage is a PDF whose only page has the content and the resources given.
func OnePage(content, resources string) []byte {
	p := NewPDF()
	c := p.Flate(content)
	page := p.Object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <<%s>>>>", c+2, c, resources)
	tree := p.Object("<</Type /Pages /Count 1 /Kids [%d 0 R]>>", page)
	return p.Finish(p.Object("<</Type /Catalog /Pages %d 0 R>>", tree), "")
}

// SamePages is a PDF of n pages that all show the same content.
func SamePages(n int, content string) []byte {
	p := NewPDF()
	c := p.Flate(content)
	font := p.Object("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>")
	tree := font + n + 1
	var kids strings.Builder
	for range n {
		fmt.Fprintf(&kids, "%d 0 R ", p.Object("<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources <</Font <</F1 %d 0 R>>>>>>", tree, c, font))
	}
	p.Object("<</Type /Pages /Count %d /Kids [%s]>>", n, kids.String())
	return p.Finish(p.Object("<</Type /Catalog /Pages %d 0 R>>", tree), "")
}

// TreePDF is a PDF that holds nothing but the page tree given as object 1.
func TreePDF(tree string) []byte {
	p := NewPDF()
	p.Object("%s", tree)
	return p.Finish(p.Object("<</Type /Catalog /Pages 1 0 R>>"), "")
}
