package outlook

import (
	"errors"
	"strings"
	"testing"
	"time"

	"assay/corpus/corpustest"
	"assay/corpus/internal/cfb"
	"assay/corpus/internal/doc"
	"assay/corpus/internal/mail"
)

type mapi = corpustest.Outlook

func limits() doc.Limits { return doc.Limits{}.WithDefaults() }

// filetime is a time as a property holds it.
func filetime(t time.Time) uint64 {
	return uint64(t.Unix()+epochDifference) * hundredNanoSeconds
}

// number is the key of a property of fixed size.
func number(id, kind uint32) uint32 { return id<<16 | kind }

func parse(t *testing.T, m mapi) *mail.Message {
	t.Helper()
	got, err := Parse(corpustest.MSG(m), limits())
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestMessage(t *testing.T) {
	t.Parallel()
	inner := mapi{Text: map[uint32]string{pidSubject: "Re: the plan / draft", pidBody: "It was said before.", pidSenderName: "Ned Roe"},
		Numbers:  map[uint32]uint64{number(pidSubmitted, typeTime): filetime(time.Date(2024, 3, 3, 9, 0, 0, 0, time.UTC))},
		Attached: []mapi{{Text: map[uint32]string{pidLongFile: "deep.txt"}, Binary: map[uint32][]byte{pidAttached: []byte("Deep.")}}}}
	m := parse(t, mapi{
		Text: map[uint32]string{pidSubject: "Café visit", pidBody: "It is manageable.\r\n", pidSenderName: "Ada Quill", pidSenderAddress: "/O=HART/CN=ADA", pidSenderSMTP: "ada@hartmere.example", pidDisplayTo: "Visits; Roe"},
		Numbers: map[uint32]uint64{number(pidSubmitted, typeTime): filetime(time.Date(2024, 3, 4, 10, 30, 0, 0, time.UTC)),
			number(pidDelivered, typeTime): filetime(time.Date(2024, 3, 5, 10, 30, 0, 0, time.UTC))},
		Recipients: []mapi{
			{Text: map[uint32]string{pidName: "Visits", pidAddress: "visits@hartmere.example"}, Numbers: map[uint32]uint64{number(pidRecipientType, typeInteger): 1}},
			{Text: map[uint32]string{pidName: "'roe@hartmere.example'", pidRecipientSMTP: "roe@hartmere.example"}, Numbers: map[uint32]uint64{number(pidRecipientType, typeInteger): 1}},
			{Text: map[uint32]string{pidName: "Copy", pidAddress: "/O=HART/CN=COPY"}, Numbers: map[uint32]uint64{number(pidRecipientType, typeInteger): 2}},
			{Text: map[uint32]string{pidName: "Blind", pidAddress: "blind@hartmere.example"}, Numbers: map[uint32]uint64{number(pidRecipientType, typeInteger): 3}},
		},
		Attached: []mapi{
			{Text: map[uint32]string{pidLongFile: `..\plan.pdf`, pidShortFile: "PLAN~1.PDF"}, Binary: map[uint32][]byte{pidAttached: []byte("%PDF-1.7")}, Numbers: map[uint32]uint64{number(pidAttachMethod, typeInteger): 1}},
			{Text: map[uint32]string{pidLongFile: "logo.png", pidContentID: "logo@x"}, Binary: map[uint32][]byte{pidAttached: []byte("\x89PNG")}},
			{Text: map[uint32]string{pidLongFile: "photo.png"}, Binary: map[uint32][]byte{pidAttached: []byte("\x89PNG")}},
			{Text: map[uint32]string{pidName: "the plan"}, Numbers: map[uint32]uint64{number(pidAttachMethod, typeInteger): 5}, Message: &inner},
			{Text: map[uint32]string{pidLongFile: "far.docx"}, Numbers: map[uint32]uint64{number(pidAttachMethod, typeInteger): 7}},
			{Text: map[uint32]string{pidLongFile: "gone.docx"}},
			{Text: map[uint32]string{pidLongFile: "linked.docx"}, Numbers: map[uint32]uint64{number(pidAttachMethod, typeInteger): 2}},
			{Text: map[uint32]string{pidName: "A drawing"}, Numbers: map[uint32]uint64{number(pidAttachMethod, typeInteger): 6}, Objects: []*cfb.Entry{{Name: "__substg1.0_3701000D", Storage: true, Children: []*cfb.Entry{{Name: "CONTENTS", Bytes: []byte("x")}}}}},
		},
	})
	if m.From != "Ada Quill <ada@hartmere.example>" || m.To != "Visits <visits@hartmere.example>, roe@hartmere.example" || m.Cc != "Copy" || m.Subject != "Café visit" || m.Date.Format(time.RFC3339) != "2024-03-04T10:30:00Z" || m.Cut != nil {
		t.Errorf("headers %+v", m)
	}
	if len(m.Body) != 1 || m.Body[0].Type != "text/plain" || string(m.Body[0].Data) != "It is manageable.\r\n" {
		t.Errorf("body %q", m.Body)
	}
	var names []string
	for _, p := range m.Attached {
		name := p.Name
		if p.Lost != nil {
			name += " " + string(p.Lost.Reason)
		}
		names = append(names, name)
	}
	if got := strings.Join(names, ", "); got != "plan.pdf, photo.png, Re_ the plan _ draft.msg, far.docx unsupported, gone.docx corrupt, linked.docx unsupported, A drawing unsupported" {
		t.Errorf("attached %s", got)
	}
	within, err := Parse(m.Attached[2].Data, limits())
	if err != nil || within.From != "Ned Roe" || within.Date.Day() != 3 || string(within.Body[0].Data) != "It was said before." || len(within.Attached) != 1 || string(within.Attached[0].Data) != "Deep." {
		t.Errorf("the mail within: %v %+v", err, within)
	}
}

// TestHeaders: what came over the wire says the local day and the addresses.
func TestHeaders(t *testing.T) {
	t.Parallel()
	m := parse(t, mapi{Text: map[uint32]string{pidSubject: "A visit", pidBody: "x", pidSenderName: "Q",
		pidHeaders: "Microsoft Mail Internet Headers Version 2.0\r\nFrom: =?UTF-8?Q?Ada_Qu=C3=ADll?= <ada@h.example>\r\nTo: Visits <visits@h.example>\r\nSubject: RE: A visit\r\nDate: Mon, 04 Mar 2024 00:30:00 +0100\r\nContent-Type: multipart/mixed; boundary=b\r\n"},
		Numbers: map[uint32]uint64{number(pidSubmitted, typeTime): filetime(time.Date(2024, 3, 3, 23, 30, 0, 0, time.UTC))}})
	if m.From != "Ada Quíll <ada@h.example>" || m.To != "Visits <visits@h.example>" || m.Subject != "A visit" || m.Date.Format(time.DateOnly) != "2024-03-04" || m.Cut != nil {
		t.Errorf("%+v", m)
	}
}

// packed is rich text packed without any repetition.
func packed(rtf string) []byte {
	b := []byte{0, 0, 0, 0, byte(len(rtf)), byte(len(rtf) >> 8), 0, 0, 'L', 'Z', 'F', 'u', 0, 0, 0, 0}
	at := len(rtfBegins) % rtfWindow
	for i := 0; ; i += 8 {
		if i+8 > len(rtf) {
			rest := rtf[i:]
			b = append(append(b, 1<<len(rest)), rest...)
			end := (at + len(rest)) % rtfWindow
			return append(b, byte(end>>4), byte(end<<4))
		}
		b = append(append(b, 0), rtf[i:i+8]...)
		at = (at + 8) % rtfWindow
	}
}

// TestBodies: which of the texts of a mail is read.
func TestBodies(t *testing.T) {
	t.Parallel()
	rich := `{\rtf1\ansi Rich text.\par}`
	for _, c := range []struct {
		name, kind, want string
		m                mapi
	}{
		{"8 bits", "text/plain", "Café “visit”", mapi{Bytes8: map[uint32]string{pidBody: "Caf\xe9 \x93visit\x94"}}},
		{"8 bits in a page", "text/plain", "Привет", mapi{Bytes8: map[uint32]string{pidBody: "\xcf\xf0\xe8\xe2\xe5\xf2"}, Numbers: map[uint32]uint64{number(pidMessagePage, typeInteger): 1251}}},
		{"8 bits in UTF-8", "text/plain", "Café", mapi{Bytes8: map[uint32]string{pidBody: "Café"}, Numbers: map[uint32]uint64{number(pidInternetPage, typeInteger): 65001}}},
		{"page and text", "text/html", "<p>Café</p>", mapi{Text: map[uint32]string{pidBody: "Plain"}, Binary: map[uint32][]byte{pidHTML: []byte("<p>Caf\xe9</p>")}, Numbers: map[uint32]uint64{number(pidInternetPage, typeInteger): 28591}}},
		{"blank page", "text/plain", "Plain", mapi{Text: map[uint32]string{pidBody: "Plain"}, Binary: map[uint32][]byte{pidHTML: []byte(" \r\n")}}},
		{"page as a string", "text/html", "<p>x</p>", mapi{Text: map[uint32]string{pidHTML: "<p>x</p>"}}},
		{"rich text", mail.RTF, rich, mapi{Binary: map[uint32][]byte{pidRTF: packed(rich)}}},
		{"rich text not packed", mail.RTF, rich, mapi{Binary: map[uint32][]byte{pidRTF: append([]byte{0, 0, 0, 0, byte(len(rich)), 0, 0, 0, 'M', 'E', 'L', 'A', 0, 0, 0, 0}, rich...)}}},
		{"nothing", "", "", mapi{}},
	} {
		m := parse(t, c.m)
		kind, got := "", ""
		if len(m.Body) > 0 {
			kind, got = m.Body[0].Type, string(m.Body[0].Data)
		}
		if kind != c.kind || got != c.want || m.Cut != nil {
			t.Errorf("%s: %s %q, cut %v; want %s %q", c.name, kind, got, m.Cut, c.kind, c.want)
		}
	}
}

// TestUnpackRTF: the example of the specification's kind, with repetition, and
// damage.
func TestUnpackRTF(t *testing.T) {
	t.Parallel()
	head := []byte{0, 0, 0, 0, 40, 0, 0, 0, 'L', 'Z', 'F', 'u', 0, 0, 0, 0}
	// "{\rtf1\ansi" from the dictionary (place 0, 11 bytes), then "ab", then both again and on.
	again := len(rtfBegins) + 11
	body := []byte{0b00101001, 0, 9, 'a', 'b', byte(again >> 4), byte(again<<4 | 4), '}'}
	end := again + 2 + 6 + 1
	body = append(body, byte(end>>4), byte(end<<4))
	got, err := unpackRTF(append(head, body...), limits())
	if err != nil || string(got) != `{\rtf1\ansiabababab}` {
		t.Errorf("%q %v", got, err)
	}
	for i := range body {
		if _, err := unpackRTF(append(head[:len(head):len(head)], body[:i]...), limits()); err == nil {
			t.Errorf("cut at %d: no error", i)
		}
	}
	long := append(head[:len(head):len(head)], []byte(strings.Repeat("\xff"+strings.Repeat("\x00\x0f", 8), 5000))...)
	small := limits()
	small.Raw = 1000
	var l *doc.Loss
	if _, err := unpackRTF(long, small); !errors.As(err, &l) || l.Reason != doc.TooLarge {
		t.Errorf("a long text: %v", err)
	}
}

func TestNotMessages(t *testing.T) {
	t.Parallel()
	word, err := cfb.Write(&cfb.Entry{Storage: true, Children: []*cfb.Entry{{Name: "WordDocument", Bytes: []byte("x")}}})
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{"empty": nil, "text": []byte("From: a@b.example"), "head": []byte(cfb.Magic), "a Word file": word} {
		var l *doc.Loss
		if _, err := Parse(raw, limits()); !errors.As(err, &l) || l.Reason != doc.Corrupt {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLargeAttachment: an attachment over the limit is lost, not the mail.
func TestLargeAttachment(t *testing.T) {
	t.Parallel()
	small := limits()
	small.Member = 5000
	m, err := Parse(corpustest.MSG(mapi{Text: map[uint32]string{pidBody: "x"}, Attached: []mapi{{Text: map[uint32]string{pidLongFile: "a.txt"}, Binary: map[uint32][]byte{pidAttached: make([]byte, 6000)}}}}), small)
	if err != nil || len(m.Attached) != 1 || m.Attached[0].Lost == nil || m.Attached[0].Lost.Reason != doc.TooLarge {
		t.Errorf("%v %+v", err, m)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(corpustest.MSG(mapi{Text: map[uint32]string{pidSubject: "A visit", pidHeaders: "From: a@b.example\r\n"}, Binary: map[uint32][]byte{pidRTF: packed("{\\rtf1 x}"), pidHTML: []byte("<p>x")},
		Recipients: []mapi{{Text: map[uint32]string{pidName: "A"}}}, Attached: []mapi{{Text: map[uint32]string{pidLongFile: "a.txt"}, Binary: map[uint32][]byte{pidAttached: []byte("x")}},
			{Message: &mapi{Text: map[uint32]string{pidBody: "y"}}}}}))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := Parse(raw, limits())
		if err != nil {
			if !errors.As(err, new(*doc.Loss)) {
				t.Fatal(err)
			}
			return
		}
		for _, p := range m.Attached {
			if strings.ContainsAny(p.Name, `/\`) || p.Name == ".." || p.Name == "" {
				t.Errorf("the name %q", p.Name)
			}
			if (p.Data == nil) == (p.Lost == nil) {
				t.Errorf("%q has %d bytes and the loss %v", p.Name, len(p.Data), p.Lost)
			}
		}
	})
}

func FuzzRTF(f *testing.F) {
	f.Add(packed(`{\rtf1\ansi Rich text.\par}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		out, _ := unpackRTF(raw, limits())
		if len(out) > 10*len(raw) {
			t.Errorf("%d bytes out of %d", len(out), len(raw))
		}
	})
}
