package mail

import (
	"strings"
	"testing"

	"assay/corpus/internal/doc"
)

// crlf ends lines as mails do.
func crlf(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }

func limits() doc.Limits { return doc.Limits{}.WithDefaults() }

func TestParse(t *testing.T) {
	raw := crlf(`From: =?UTF-8?Q?Ada_Qu=C3=ADll?= <ada@hartmere.example>
To: Visits <visits@hartmere.example>
Subject: =?ISO-8859-1?Q?Caf=E9_visit?=
Date: Mon, 04 Mar 2024 00:30:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=out

a preamble that nobody sees
--out
Content-Type: multipart/alternative; boundary=in

--in
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

It is man=
ageable.
--in
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: base64

PHA+SXQgaXMgbWFuYWdl
YWJsZSBhdCB0aGUgY2Fm6S48L3A+
--in--
--out
Content-Type: application/pdf; name="..\\..\\plan.pdf"
Content-Disposition: attachment
Content-Transfer-Encoding: base64

JVBERi0xLjc=
--out
Content-Type: message/rfc822

Subject: inner

Said before.
--out
Content-Type: image/png
Content-ID: <logo>
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--out--
`)
	m, err := Parse(raw, limits())
	if err != nil || m.Cut != nil {
		t.Fatal(err, m.Cut)
	}
	if m.From != "Ada Quíll <ada@hartmere.example>" || m.Subject != "Café visit" || m.Date.Format("2006-01-02") != "2024-03-04" {
		t.Errorf("headers %+v", m)
	}
	if len(m.Body) != 1 || m.Body[0].Type != "text/html" || string(m.Body[0].Data) != "<p>It is manageable at the café.</p>" {
		t.Errorf("body %q", m.Body)
	}
	if len(m.Attached) != 2 || m.Attached[0].Name != "plan.pdf" || string(m.Attached[0].Data) != "%PDF-1.7" || m.Attached[1].Name != "message.eml" {
		t.Errorf("attached %q", m.Attached)
	}
}

func TestParts(t *testing.T) {
	const head = "From: a@b.example\nDate: Mon, 04 Mar 2024 10:30:00 +0000\nMIME-Version: 1.0\n"
	for _, c := range []struct{ name, raw, want string }{
		{"plain", head + "\nOne.\nTwo.\n", "One.\r\nTwo.\r\n"},
		{"no text in the page", head + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nOne.\n--b\nContent-Type: text/html\n\n \n--b--\n", "One."},
		{"saved page", head + "Content-Type: multipart/related; type=\"text/html\"; boundary=b\n\n--b\nContent-Type: text/html\nContent-Location: https://x.example/\n\n<p>One.\n--b\nContent-Type: text/css\nContent-Location: https://x.example/a.css\n\np{}\n--b--\n", "<p>One."},
		{"two texts", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOne.\n--b\nContent-Type: text/plain\n\nTwo.\n--b--\n", "One.|Two."},
		{"flowed", head + "Content-Type: text/plain; format=flowed\n\nThey said \nthat.\nNext.\n", "They said that.\nNext.\n"},
		{"cut off", head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nOne.\n", "One."},
		{"from a mailbox", "From a@b.example Mon Mar  4 10:30:00 2024\n" + head + "\nOne.\n", "One.\r\n"},
		{"broken type", head + "Content-Type: ;;\n\nOne.\n", "One.\r\n"},
	} {
		m, err := Parse(crlf(c.raw), limits())
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var got []string
		for _, p := range m.Body {
			got = append(got, string(p.Data))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: got %q, want %q", c.name, s, c.want)
		}
		if (m.Cut != nil) != (c.name == "cut off") {
			t.Errorf("%s: cut %v", c.name, m.Cut)
		}
	}
}

// TestNested: parts within parts end somewhere.
func TestNested(t *testing.T) {
	raw := "From: a@b.example\nMIME-Version: 1.0\n"
	for i := range 50 {
		raw += "Content-Type: multipart/mixed; boundary=b" + strings.Repeat("x", i) + "\n\n--b" + strings.Repeat("x", i) + "\n"
	}
	m, err := Parse(crlf(raw+"\nOne.\n"), limits())
	if err != nil || m.Cut == nil {
		t.Error(err, m)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(crlf("From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+\n--b--\n"))
	f.Add(crlf("Subject: =?utf-8?b?w6k=?=\nContent-Transfer-Encoding: quoted-printable\n\n=C3=A9=\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := Parse(raw, limits())
		if err != nil {
			return
		}
		for _, p := range m.Attached {
			if strings.ContainsAny(p.Name, `/\`) || p.Name == ".." || p.Name == "" {
				t.Errorf("the name %q", p.Name)
			}
		}
	})
}
