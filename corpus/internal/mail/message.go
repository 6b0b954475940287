// Package mail reads mails and web archives (EML, MHTML): headers, the text of
// the message, and the files it carries, which are members of it as those of an
// archive are. Of several alternatives of one text it takes one.
package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path"
	"strings"
	"time"

	"golang.org/x/text/encoding/htmlindex"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/plain"
)

// Message is one mail, opened.
type Message struct {
	From, To, Cc, Subject string
	Date                  time.Time // as the sender's clock shows it; zero where none is given
	Body                  []Part    // texts in their order, each HTML, plain or rich text
	Attached              []Part    // files
	Cut                   error     // why what follows was not read, nil for a whole message
}

// Part is a text or a file of a message, its transfer encoding taken off.
type Part struct {
	Name string // of a file, without folders
	Type string // media type
	Data []byte
	Lost *doc.Loss // why there are no bytes, nil where there are
}

// RTF is the type of a text that is rich text.
const RTF = "application/rtf"

// maxParts is how deep the parts of a message may nest.
const maxParts = 10

// Parse opens a message. The error is for bytes that are none; one that is cut
// off or broken further on comes back as far as it can be read.
func Parse(raw []byte, limits doc.Limits) (*Message, error) {
	raw = withoutEnvelope(raw)
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return nil, doc.Damaged(fmt.Errorf("its headers cannot be read: %w", err))
	}
	out := &Message{From: decoded(m.Header.Get("From")), To: decoded(m.Header.Get("To")), Cc: decoded(m.Header.Get("Cc")), Subject: decoded(m.Header.Get("Subject"))}
	if at, err := m.Header.Date(); err == nil {
		out.Date = at
	}
	w := &walker{limits: limits, left: limits.Members}
	body, err := w.part(header(m.Header), m.Body, 0)
	out.Body, out.Attached, out.Cut = body, w.attached, err
	return out, nil
}

// withoutEnvelope drops the line "From ..." of a mailbox before the headers.
func withoutEnvelope(raw []byte) []byte {
	raw = bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF")), "\r\n")
	if bytes.HasPrefix(raw, []byte("From ")) {
		if _, rest, ok := bytes.Cut(raw, []byte("\n")); ok {
			return rest
		}
	}
	return raw
}

// decoded decodes the encoded words of a header.
func decoded(s string) string {
	d := mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		enc, err := htmlindex.Get(charset)
		if err != nil {
			return nil, err
		}
		return enc.NewDecoder().Reader(r), nil
	}}
	out, err := d.DecodeHeader(s)
	if err != nil {
		out = s
	}
	return doc.NormaliseLine(out)
}

// header is what both a message and a part of one have.
type header interface{ Get(string) string }

// walker goes through the parts of a message.
type walker struct {
	limits   doc.Limits
	left     int // parts that may follow
	attached []Part
}

var errNested = errors.New("its parts nest too deep")

// part reads one part and returns the texts in it; files go to attached. It
// returns what it has read beside an error.
func (w *walker) part(h header, r io.Reader, depth int) ([]Part, error) {
	if w.left--; w.left < 0 {
		return nil, fmt.Errorf("it has more than %d parts", w.limits.Members)
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" {
		if depth >= maxParts {
			return nil, errNested
		}
		return w.parts(kind, params["boundary"], r, depth)
	}
	data, err := w.decode(h.Get("Content-Transfer-Encoding"), r)
	disposition, file, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	name := decoded(file["filename"])
	if name == "" {
		name = decoded(params["name"])
	}
	p := Part{Name: FileName(name, kind), Type: kind, Data: data}
	switch {
	case disposition != "attachment" && (kind == "text/plain" || kind == "text/html" || kind == "application/xhtml+xml"):
		p.Data = utf8Text(data, params, kind)
		return []Part{p}, err
	case disposition != "attachment" && inline(h, kind):
		return nil, err // a picture or a style of a page
	}
	w.attached = append(w.attached, p)
	return nil, err
}

// parts reads the parts of a multipart body.
func (w *walker) parts(kind, boundary string, r io.Reader, depth int) (texts []Part, err error) {
	m := multipart.NewReader(r, boundary)
	var sets [][]Part
	for {
		p, err := m.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return choose(kind, sets), err
		}
		of, err := w.part(p.Header, p, depth+1)
		sets = append(sets, of)
		if err != nil {
			return choose(kind, sets), err
		}
	}
	return choose(kind, sets), nil
}

// choose is what of the parts of a multipart body is read: of alternatives the
// page, which has the paragraphs, or else the first with text; of a page and
// what belongs to it the page; otherwise all.
func choose(kind string, sets [][]Part) []Part {
	var all []Part
	for _, s := range sets {
		all = append(all, s...)
	}
	switch kind {
	case "multipart/alternative":
		for _, html := range []bool{true, false} {
			for _, s := range sets {
				for _, p := range s {
					if len(bytes.TrimSpace(p.Data)) > 0 && (p.Type != "text/plain") == html {
						return s
					}
				}
			}
		}
		return nil
	case "multipart/related":
		for _, p := range all {
			if len(bytes.TrimSpace(p.Data)) > 0 {
				return []Part{p}
			}
		}
	}
	return all
}

// decode takes the transfer encoding off, up to the limit of a member.
func (w *walker) decode(encoding string, r io.Reader) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, &base64Only{r: r})
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	}
	data, err := io.ReadAll(io.LimitReader(r, w.limits.Member+1))
	if int64(len(data)) > w.limits.Member {
		return nil, doc.OverLimit("a part", int64(len(data)), w.limits.Member, "--max-member")
	}
	return data, err
}

// base64Only drops what does not belong to the encoding, such as spaces at the
// ends of lines.
type base64Only struct{ r io.Reader }

func (b *base64Only) Read(p []byte) (int, error) {
	for {
		n, err := b.r.Read(p)
		k := 0
		for _, c := range p[:n] {
			if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' {
				p[k] = c
				k++
			}
		}
		if k > 0 || err != nil {
			return k, err
		}
	}
}

// inline reports what a page shows or is styled by: no document, and not
// attached on purpose.
func inline(h header, kind string) bool {
	named := h.Get("Content-ID") != "" || h.Get("Content-Location") != ""
	return named && (strings.HasPrefix(kind, "image/") || strings.HasPrefix(kind, "font/") || kind == "text/css" || strings.Contains(kind, "javascript"))
}

// utf8Text is a text in UTF-8, whatever charset it is declared in.
func utf8Text(data []byte, params map[string]string, kind string) []byte {
	text, _, err := plain.DecodeDeclared(data, params["charset"])
	if err != nil {
		return data
	}
	if kind == "text/plain" && strings.EqualFold(params["format"], "flowed") {
		text = unflow(text, strings.EqualFold(params["delsp"], "yes"))
	}
	return []byte(text)
}

// unflow joins lines that end in a space to the next one, as a text that says it
// is flowed means them (RFC 3676).
func unflow(text string, drop bool) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	var b strings.Builder
	for i, line := range lines {
		soft := strings.HasSuffix(line, " ") && line != "-- " && i+1 < len(lines) && lines[i+1] != ""
		if soft && drop {
			line = line[:len(line)-1]
		}
		b.WriteString(line)
		if !soft && i+1 < len(lines) {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// FileName is the last part of a name, or one made from the media type.
func FileName(name, kind string) string {
	name = path.Base(strings.ReplaceAll(strings.TrimSpace(name), `\`, "/"))
	if name == "." || name == "/" || name == ".." {
		name = "attached"
		if kind == "message/rfc822" {
			name = "message.eml"
		} else if ext, err := mime.ExtensionsByType(kind); err == nil && len(ext) > 0 && kind == "application/pdf" {
			name += ".pdf"
		}
	}
	return name
}
