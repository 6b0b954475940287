package sniff

import (
	"strings"

	"assay/corpus/internal/doc"
	"assay/internal/lazyregexp"
	"assay/internal/phrases"
)

// Header fields that only a mail or a web archive has, and those that a memo
// may begin with too.
var (
	mailFields = phrases.Words(`message-id mime-version received return-path delivered-to content-type content-transfer-encoding
		x-mailer dkim-signature snapshot-content-location x-received references in-reply-to list-id`)
	memoFields = phrases.Words("from to subject date cc reply-to sender")
)

var (
	rxField    = lazyregexp.New(`^([A-Za-z][A-Za-z0-9-]*):(?:[ \t]|$)`)
	rxEnvelope = lazyregexp.New(`^From \S+.*\d\d:\d\d`)
)

// mailKind tells a mail, a web archive and a mailbox by the header fields they
// begin with. A memo ("To: all staff") is a text, unless its name says mail.
func mailKind(start, claim string) (doc.Format, bool) {
	claimed := claim == "eml" || claim == "mht" || claim == "mhtml" || claim == "mbox"
	first, rest, _ := strings.Cut(start, "\n")
	format := doc.FormatMail
	if rxEnvelope.MatchString(first) {
		start = rest
		if claim != "eml" {
			format = doc.FormatMbox
		}
	}
	sure, maybe := 0, 0
	for line := range strings.Lines(start) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		if (line[0] == ' ' || line[0] == '\t') && sure+maybe > 0 {
			continue
		}
		m := rxField.FindStringSubmatch(line)
		if m == nil {
			if sure+maybe == 0 {
				return 0, false
			}
			break
		}
		switch name := strings.ToLower(m[1]); {
		case mailFields[name]:
			sure++
		case memoFields[name]:
			maybe++
		}
	}
	return format, sure > 1 || sure == 1 && maybe > 0 || claimed && maybe > 0
}

var (
	rxJSON = lazyregexp.New(`^(?:\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\})|\[\s*(?:[\[{"\]]|-?\d|true|false|null))`)
	rxTeX  = lazyregexp.New(`(?m)^\s*\\(?:documentclass|documentstyle|usepackage|begin\{document\}|input\{|section\*?\{|chapter\*?\{)`)
)

// source names a text that is the source of something else, where both its name
// and its beginning say so; "" for any other.
func source(text, claim string) string {
	start := strings.TrimLeft(text, " \t\r\n\uFEFF")
	switch {
	case claim == "json" && rxJSON.MatchString(start):
		return "JSON data"
	case (claim == "tex" || claim == "ltx" || claim == "latex") && rxTeX.MatchString(text):
		return "a TeX source"
	}
	return ""
}
