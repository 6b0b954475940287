package mail

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"assay/corpus/internal/doc"
)

// Read decodes a message (Document). Attached files are members of it (package
// archive lists them).
func Read(raw []byte, opt doc.DecodeOptions) (*doc.Document, error) {
	m, err := Parse(raw, opt.Limits)
	if err != nil {
		return nil, err
	}
	return m.Document(opt)
}

// Document is the message as a document: its subject as the title, then its text.
// Sender and day become metadata, addresses its fields.
func (m *Message) Document(opt doc.DecodeOptions) (*doc.Document, error) {
	d := &doc.Document{Meta: doc.Meta{ExpectedComments: -1, Title: m.Subject, Byline: sender(m.From)}}
	if !m.Date.IsZero() {
		d.Meta.Published, d.Meta.PublishedSource = m.Date.Format(time.DateOnly), "mail"
	}
	for name, value := range map[string]string{"from": m.From, "to": m.To, "cc": m.Cc} {
		if value != "" {
			if d.Meta.Fields == nil {
				d.Meta.Fields = map[string]string{}
			}
			d.Meta.Fields[name] = value
		}
	}
	b := &doc.Builder{Limit: int(opt.Limits.Text)}
	if m.Subject != "" && len(m.Body) > 0 {
		b.Add(m.Subject, doc.Line{Kind: doc.LineTitle, Comment: -1})
	}
	for _, p := range m.Body {
		if err := text(b, d, p, opt); err != nil {
			return nil, err
		}
	}
	if m.Cut != nil {
		d.Warnings = append(d.Warnings, doc.Warning{Reason: doc.PartsNotRead,
			Message: fmt.Sprintf("the mail was not read to its end: %v", m.Cut), Hint: "it may be cut off: save it again"})
	}
	return d, b.Finish(d)
}

// text writes one text of a message.
func text(b *doc.Builder, d *doc.Document, p Part, opt doc.DecodeOptions) error {
	claim := "txt"
	switch p.Type {
	case "text/plain":
	case RTF:
		claim = "rtf"
	default:
		claim = "html"
		p.Data = append([]byte("\xEF\xBB\xBF<!DOCTYPE html>"), p.Data...) // in UTF-8, whatever the page says
	}
	part, err := opt.Part(p.Data, claim)
	var l *doc.Loss
	switch {
	case errors.As(err, &l) && l.Reason == doc.Empty:
		return nil
	case err != nil:
		return err
	}
	if d.Meta.Language == "" {
		d.Meta.Language = part.Meta.Language
	}
	d.Warnings = append(d.Warnings, part.Warnings...)
	return b.Include(part)
}

// sender is the name in an address, or the address.
func sender(from string) string {
	name, _, _ := strings.Cut(from, "<")
	if name = strings.Trim(name, ` "'`); name != "" {
		return name
	}
	return strings.Trim(from, "<> ")
}
