package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"assay/corpus/internal/doc"
	"assay/corpus/internal/mail"
	"assay/corpus/internal/outlook"
)

// isMail reports a document that carries files as members.
func isMail(f doc.Format) bool { return f == doc.FormatMail || f == doc.FormatMSG }

// attachments gives the files a mail carries, in their order.
type attachments struct {
	r      io.Reader
	kind   doc.Format
	limits doc.Limits
	parts  []mail.Part
	read   bool
	at     int
}

func (a *attachments) next() (*item, error) {
	if !a.read {
		raw, err := io.ReadAll(io.LimitReader(a.r, a.limits.Raw+1))
		if err != nil {
			return nil, err
		}
		if int64(len(raw)) > a.limits.Raw {
			return nil, doc.OverLimit("the mail", int64(len(raw)), a.limits.Raw, "--max-raw")
		}
		parse := mail.Parse
		if a.kind == doc.FormatMSG {
			parse = outlook.Parse
		}
		m, err := parse(raw, a.limits)
		if err != nil {
			return nil, err
		}
		a.parts, a.read = m.Attached, true
	}
	if a.at == len(a.parts) {
		return nil, io.EOF
	}
	p := a.parts[a.at]
	a.at++
	return &item{name: p.Name, size: int64(len(p.Data)), loss: p.Lost, open: func() (io.Reader, error) { return bytes.NewReader(p.Data), nil }}, nil
}

// mailbox gives the messages of a mailbox (mbox), numbered from 1. A message
// begins with a line "From " after a blank one.
type mailbox struct {
	r     *bufio.Reader
	limit int64
	n     int
	begun bool
}

func newMailbox(r io.Reader, limits doc.Limits) *mailbox {
	return &mailbox{r: bufio.NewReaderSize(r, 64<<10), limit: limits.Member}
}

var fromLine = []byte("From ")

func (m *mailbox) next() (*item, error) {
	var raw []byte
	blank, size := true, int64(0)
	for {
		if peek, _ := m.r.Peek(len(fromLine)); blank && bytes.Equal(peek, fromLine) {
			if m.begun && size > 0 {
				break
			}
			m.begun = true
			if err := m.skipLine(); err != nil && err != io.EOF {
				return nil, err
			}
			blank = false
			continue
		}
		line, err := m.r.ReadSlice('\n')
		blank = len(bytes.TrimSpace(line)) == 0 && !errors.Is(err, bufio.ErrBufferFull)
		// ">From " in a message stands for a line that begins with "From "
		if quoted := bytes.TrimLeft(line, ">"); len(quoted) < len(line) && bytes.HasPrefix(quoted, fromLine) {
			line = line[1:]
		}
		if size += int64(len(line)); size <= m.limit {
			raw = append(raw, line...)
		}
		if err == io.EOF {
			if size == 0 {
				return nil, io.EOF
			}
			break
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
	}
	m.n++
	it := &item{name: fmt.Sprintf("message-%d.eml", m.n), size: size, open: func() (io.Reader, error) { return bytes.NewReader(raw), nil }}
	if size > m.limit {
		it.loss = &doc.Loss{Reason: doc.TooLarge, Err: fmt.Errorf("the message has %d bytes, over the limit of %d", size, m.limit), Hint: "raise --max-member"}
	}
	return it, nil
}

func (m *mailbox) skipLine() error {
	for {
		_, err := m.r.ReadSlice('\n')
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}
