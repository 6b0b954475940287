package terminal

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
)

// Printable escapes control characters and bytes that are not UTF-8, so that a
// file name cannot write to the terminal by itself.
func Printable(s string) string {
	clean := true
	for _, r := range s {
		clean = clean && r != utf8.RuneError && (unicode.IsPrint(r) || r == '\n')
	}
	if clean {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case unicode.IsPrint(r) || r == '\n':
			b.WriteRune(r)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		s = s[n:]
	}
	return b.String()
}

// Counted is a number with its noun: "1 theme", "2 themes".
func Counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// Width is how many columns w has, 80 where it does not say.
func Width(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			return columns
		}
	}
	return 80
}

// CutTo is the first n characters of s.
func CutTo(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return strings.TrimRight(string(r[:max(n, 0)]), " ")
	}
	return s
}

// Is reports whether w is a terminal that can draw.
func Is(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb"
}

// Clip makes s exactly n characters wide, keeping its end: the end of a path
// tells more than its beginning.
func Clip(s string, n int) string {
	r := []rune(s)
	if len(r) > n {
		r = append([]rune{'…'}, r[len(r)-n+1:]...)
	}
	for len(r) < n {
		r = append(r, ' ')
	}
	return string(r)
}

// Shorten cuts text to about n runes.
func Shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// shortLine is how many characters a line has at most that ends where its writer
// meant it to, rather than where it was full.
const shortLine = 60

// Reflowed is text in lines of at most width columns: lines that were full are one
// with the next, short ones, indented ones and empty ones stay. A word longer than
// width stands alone. Width 0 leaves the text as it is.
func Reflowed(text string, width int) string {
	if width <= 0 {
		return text
	}
	var b strings.Builder
	at, joins := 0, false // columns written of the line; whether the next line goes on with it
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		indented := strings.HasPrefix(line, " ")
		if at > 0 && (!joins || indented || line == "") {
			b.WriteString("\n")
			at = 0
		}
		if line == "" || indented {
			b.WriteString(line + "\n")
			joins = false
			continue
		}
		for _, word := range strings.Fields(line) {
			n := utf8.RuneCountInString(word)
			switch {
			case at == 0:
				at = n
			case at+1+n > width:
				b.WriteString("\n")
				at = n
			default:
				b.WriteString(" ")
				at += 1 + n
			}
			b.WriteString(word)
		}
		joins = utf8.RuneCountInString(line) > shortLine
	}
	return b.String()
}
