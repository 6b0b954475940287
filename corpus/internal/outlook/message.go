// Package outlook reads mails that Outlook has saved (MSG): compound files of
// properties ([MS-OXMSG]). What they hold comes back as what a mail of any kind
// holds, so that all goes on as with one.
package outlook

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"assay/corpus/internal/cfb"
	"assay/corpus/internal/doc"
	"assay/corpus/internal/mail"
)

// IsMessage reports whether the root of a compound file is that of a mail.
func IsMessage(root *cfb.Entry) bool { return root.Child(propertiesName) != nil }

// Parse opens a message. The error is for bytes that are none; what of it is
// damaged further on is said in the message.
func Parse(raw []byte, limits doc.Limits) (*mail.Message, error) {
	root, err := cfb.Open(raw)
	if err != nil {
		return nil, loss(err)
	}
	if !IsMessage(root) {
		return nil, doc.Damaged(errors.New("it has no properties of a mail"))
	}
	o := open(root, headMessage, 0)
	m := &mail.Message{}
	if head := strings.TrimSpace(withoutBanner(o.text(pidHeaders))); head != "" {
		if of, err := mail.Parse([]byte(head+"\r\n\r\n"), limits); err == nil {
			*m = mail.Message{From: of.From, To: of.To, Cc: of.Cc, Subject: of.Subject, Date: of.Date}
		}
	}
	if s := doc.NormaliseLine(o.text(pidSubject)); s != "" {
		m.Subject = s
	}
	if m.From == "" {
		m.From = o.sender()
	}
	if m.To == "" || m.Cc == "" {
		to, cc := o.recipients(limits)
		m.To, m.Cc = first(m.To, to, o.text(pidDisplayTo)), first(m.Cc, cc, o.text(pidDisplayCc))
	}
	for _, id := range []uint32{pidSubmitted, pidDelivered} {
		if m.Date.IsZero() {
			m.Date = o.time(id)
		}
	}
	m.Body, m.Cut = o.body(limits)
	m.Attached = o.attached(limits)
	return m, nil
}

// Read decodes a message, as one of any kind (mail.Read).
func Read(raw []byte, opt doc.DecodeOptions) (*doc.Document, error) {
	m, err := Parse(raw, opt.Limits)
	if err != nil {
		return nil, err
	}
	return m.Document(opt)
}

// loss gives an error of a compound file its reason.
func loss(err error) *doc.Loss {
	if errors.Is(err, cfb.ErrOverlap) || errors.Is(err, cfb.ErrEntries) {
		return &doc.Loss{Stage: doc.AtRead, Reason: doc.TooLarge, Err: err, Hint: "it is damaged or made to exhaust memory"}
	}
	return doc.Damaged(err)
}

// withoutBanner drops the line that Exchange puts above headers.
func withoutBanner(head string) string {
	if strings.HasPrefix(head, "Microsoft Mail Internet Headers") {
		_, head, _ = strings.Cut(head, "\n")
	}
	return head
}

func first(of ...string) string {
	for _, s := range of {
		if s = doc.NormaliseLine(s); s != "" {
			return s
		}
	}
	return ""
}

// sender is who wrote it, as a header would name them: in whose name, or else who
// pressed the button.
func (o object) sender() string {
	if s := address(o.text(pidSentByName), o.firstText(pidSentBySMTP, pidSentByAddress)); s != "" {
		return s
	}
	return address(o.text(pidSenderName), o.firstText(pidSenderSMTP, pidSenderAddress))
}

// recipients are those it went to and those who got a copy.
func (o object) recipients(limits doc.Limits) (to, cc string) {
	var lists [2][]string
	size := int64(0)
	for _, e := range o.Children {
		if !e.Storage || !strings.HasPrefix(e.Name, recipientPrefix) {
			continue
		}
		r := open(e, headPart, o.codePage)
		kind := r.number(pidRecipientType, typeInteger) & 0xF
		if kind != 1 && kind != 2 {
			continue
		}
		if s := address(r.text(pidName), r.firstText(pidRecipientSMTP, pidAddress)); s != "" {
			if size += int64(len(s)); size > limits.JSONLine { // of a list that no row should hold
				break
			}
			lists[kind-1] = append(lists[kind-1], s)
		}
	}
	return strings.Join(lists[0], ", "), strings.Join(lists[1], ", ")
}

// address writes a name and an address as a header does. What stands in place of
// an address within one company names nobody.
func address(name, at string) string {
	name, at = strings.Trim(doc.NormaliseLine(name), `'" `), doc.NormaliseLine(at)
	switch {
	case !strings.Contains(at, "@") || strings.HasPrefix(at, "/"):
		return name
	case name == "" || strings.EqualFold(name, at):
		return at
	}
	return name + " <" + at + ">"
}

// body is the text: as of alternatives in any mail the page, which has the
// paragraphs, or else the plain text, or else the rich text. The error says what of
// it was not read.
func (o object) body(limits doc.Limits) ([]mail.Part, error) {
	page, cut := o.stream(pidHTML, typeBinary)
	if len(strings.TrimSpace(string(page))) == 0 {
		page = []byte(o.text(pidHTML))
	}
	if len(strings.TrimSpace(string(page))) > 0 {
		codePage := o.number(pidInternetPage, typeInteger) & 0xFFFFFFFF
		if codePage == 0 {
			codePage = o.codePage
		}
		return []mail.Part{{Type: "text/html", Data: []byte(decode(page, codePage))}}, cut
	}
	if text := o.text(pidBody); strings.TrimSpace(text) != "" {
		return []mail.Part{{Type: "text/plain", Data: []byte(text)}}, cut
	}
	packed, err := o.stream(pidRTF, typeBinary)
	if len(packed) == 0 {
		return nil, errors.Join(cut, err)
	}
	rich, err := unpackRTF(packed, limits)
	return []mail.Part{{Type: mail.RTF, Data: rich}}, errors.Join(cut, err)
}

// picture are the endings of pictures, for those whose type is not said.
var picture = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".bmp": true, ".emf": true, ".wmf": true, ".tif": true, ".svg": true}

// byValue says that a mail holds the file; what is more is a link of some kind.
const byValue = 1

// attached are the files and mails it carries, in their order. One that is not in
// the message, or cannot be read, says why.
func (o object) attached(limits doc.Limits) (out []mail.Part) {
	for _, e := range o.Children {
		if !e.Storage || !strings.HasPrefix(e.Name, attachmentPrefix) {
			continue
		}
		a := open(e, headPart, o.codePage)
		p := mail.Part{Type: strings.ToLower(doc.NormaliseLine(a.text(pidMediaType)))}
		name := a.firstText(pidLongFile, pidShortFile, pidName)
		inner := e.Child(fmt.Sprintf("__substg1.0_%04X%04X", pidAttached, typeObject))
		switch method := a.number(pidAttachMethod, typeInteger) & 0xFFFFFFFF; {
		case inner != nil && inner.Storage && IsMessage(inner):
			name = subjectName(first(open(inner, headEmbedded, o.codePage).text(pidSubject), name))
			p.Data, p.Lost = alone(inner)
		case inner != nil:
			p.Lost = &doc.Loss{Reason: doc.Unsupported, Err: errors.New("it is an object of another program"), Hint: "open the mail and save the object as a file"}
		default:
			p.Data, p.Lost = a.file(method, limits)
		}
		shown := a.text(pidContentID) != "" || a.number(pidHiddenAttached, typeBoolean)&1 != 0
		if shown && (strings.HasPrefix(p.Type, "image/") || p.Type == "" && picture[strings.ToLower(path.Ext(name))]) {
			continue // a picture of the page
		}
		p.Name = mail.FileName(name, p.Type)
		out = append(out, p)
	}
	return out
}

// file is the bytes of an attached file.
func (o object) file(method uint64, limits doc.Limits) ([]byte, *doc.Loss) {
	e := o.Child(fmt.Sprintf("__substg1.0_%04X%04X", pidAttached, typeBinary))
	switch {
	case e == nil && method > byValue:
		return nil, &doc.Loss{Reason: doc.Unsupported, Err: errors.New("the mail holds a link to it only"), Hint: "attach the file itself"}
	case e == nil:
		return nil, doc.Damaged(errors.New("the mail holds no bytes of it"))
	case e.Size() > limits.Member:
		return nil, doc.OverLimit("it", e.Size(), limits.Member, "--max-member")
	}
	b, err := e.Data()
	if err != nil {
		return nil, loss(err)
	}
	if b == nil {
		b = []byte{}
	}
	return b, nil
}

// alone is a mail that lies in another, as a file of its own.
func alone(e *cfb.Entry) ([]byte, *doc.Loss) {
	root := &cfb.Entry{Storage: true}
	for _, c := range e.Children {
		if strings.EqualFold(c.Name, propertiesName) {
			b, err := c.Data()
			if err != nil {
				return nil, loss(err)
			}
			head := min(headEmbedded, len(b))
			all := append(append(append([]byte{}, b[:head]...), make([]byte, headMessage-head)...), b[head:]...)
			c = &cfb.Entry{Name: c.Name, Bytes: all}
		}
		root.Children = append(root.Children, c)
	}
	raw, err := cfb.Write(root)
	if err != nil {
		return nil, loss(err)
	}
	return raw, nil
}

// maxName bounds a name made of a subject, in bytes.
const maxName = 120

// subjectName is a subject as the name of a file.
func subjectName(subject string) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, strings.TrimSuffix(subject, ".msg"))
	for len(name) > maxName {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	if name = strings.Trim(name, ". "); name == "" {
		name = "message"
	}
	return name + ".msg"
}
