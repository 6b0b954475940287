package rtf

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"

	"assay/corpus/internal/plain"
	"assay/internal/phrases"
)

// control reads a control word or symbol.
func (r *reader) control() error {
	r.at++
	if r.at >= len(r.raw) {
		return nil
	}
	c := r.raw[r.at]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		start := r.at
		for r.at < len(r.raw) && (r.raw[r.at] >= 'a' && r.raw[r.at] <= 'z' || r.raw[r.at] >= 'A' && r.raw[r.at] <= 'Z') {
			r.at++
		}
		word := string(r.raw[start:min(r.at, start+32)])
		start = r.at
		if r.at < len(r.raw) && r.raw[r.at] == '-' {
			r.at++
		}
		for r.at < len(r.raw) && r.raw[r.at] >= '0' && r.raw[r.at] <= '9' {
			r.at++
		}
		n, err := strconv.Atoi(string(r.raw[start:min(r.at, start+11)]))
		if r.at < len(r.raw) && r.raw[r.at] == ' ' {
			r.at++
		}
		return r.word(word, n, err == nil)
	}
	r.at++
	switch c {
	case '\'':
		if r.at+2 <= len(r.raw) {
			if v, err := strconv.ParseUint(string(r.raw[r.at:r.at+2]), 16, 8); err == nil && r.keeps() {
				r.pending = append(r.pending, byte(v))
			}
			r.at += 2
		}
	case '*': // a destination that older programs do not know
		if !r.known() {
			r.now.skip = true
		}
	case '~':
		r.write(" ")
	case '_':
		r.write("-")
	case '-': // where a word may be divided
		r.flush()
	case '\\', '{', '}':
		if r.keeps() {
			r.pending = append(r.pending, c)
		}
	case '\r', '\n':
		r.flush()
		r.paragraph()
	}
	return nil
}

// known reports whether the optional destination that follows holds text.
func (r *reader) known() bool {
	return strings.HasPrefix(string(r.raw[r.at:min(r.at+16, len(r.raw))]), `\shptxt`)
}

// skipped are the destinations that are no text of the document.
var skipped = phrases.Words(`fonttbl colortbl filetbl listtable listoverridetable revtbl rsidtbl generator pict object objdata
	nonshppict header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn
	fldinst xe tc tcn bkmkstart bkmkend listtext pntext pntxta pntxtb themedata colorschememapping datastore latentstyles
	xmlnstbl annotation atnid atnauthor atnref atndate atnicn atrfstart atrfend formfield mmathPr sp sn sv wgrffmtfilter
	keywords subject doccomm company operator category manager creatim revtim printim buptim comment hlinkbase`)

// signs are the characters that have a name of their own.
var signs = map[string]string{"tab": " ", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
	"rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c"}

// word acts on a control word; given says that it has a number.
func (r *reader) word(word string, n int, given bool) error {
	r.flush()
	on := !given || n != 0
	switch word {
	case "bin":
		r.at += max(0, min(n, len(r.raw)-r.at))
		return nil
	case "u":
		r.unicode(n)
		return nil
	}
	if skipped[word] {
		r.now.skip = true
	}
	switch word {
	case "ansicpg":
		if enc, err := htmlindex.Get(plain.CodePage(n)); err == nil {
			r.page = enc
		}
	case "mac":
		r.page = charmap.Macintosh
	case "pca", "pc":
		r.page = charmap.CodePage850
	case "stylesheet":
		r.inSheet, r.now.skip = true, true
	case "info":
		r.now.skip = true
	case "title":
		r.now.property, r.now.skip = &r.d.Meta.Title, false
	case "author":
		r.now.property, r.now.skip = &r.d.Meta.Byline, false
	case "footnote":
		r.now.note, r.now.raised = true, false
	case "par", "sect", "page", "column":
		r.paragraph()
	case "row":
		r.paragraph()
		r.row, r.col = r.row+1, 0
	case "cell", "nestcell":
		r.now.cell = true
		r.paragraph()
		r.col++
	case "pard":
		r.now.style, r.now.outline, r.now.list, r.now.cell = 0, 0, false, false
	case "intbl":
		r.now.cell = on
	case "plain":
		r.now.hidden, r.now.raised, r.now.bold = false, false, false
	case "s":
		r.now.style, r.named = n, n
	case "outlinelevel":
		r.now.outline = 0
		if n >= 0 && n < 9 {
			r.now.outline = int8(min(n+1, 6))
		}
	case "ls":
		r.now.list = n > 0
	case "v", "deleted":
		r.now.hidden = on
	case "super":
		r.now.raised = on
	case "nosupersub", "sub":
		r.now.raised = false
	case "b":
		r.now.bold = on
	case "fs":
		r.now.size = float32(min(max(n, 0), 4000)) / 2
	case "uc":
		r.now.unicode = min(max(n, 0), 16)
	default:
		if s := signs[word]; s != "" {
			r.write(s)
		}
	}
	return nil
}

// unicode writes a character by its number and drops what stands for it.
func (r *reader) unicode(n int) {
	if n < 0 {
		n += 1 << 16
	}
	if c := rune(n); utf8.ValidRune(c) {
		r.write(string(c))
	} else {
		r.write("\uFFFD")
	}
	for range r.now.unicode {
		switch {
		case r.at >= len(r.raw), r.raw[r.at] == '{', r.raw[r.at] == '}':
			return
		case r.raw[r.at] == '\\' && r.at+3 < len(r.raw) && r.raw[r.at+1] == '\'':
			r.at += 4
		case r.raw[r.at] == '\\':
			return
		default:
			r.at++
		}
	}
}
