package format

import (
	"encoding/json"
	"testing"
)

func TestQuoted(t *testing.T) {
	for in, want := range map[string]string{
		"plain é":        `"plain é"`,
		"a\"b\\c":        `"a\"b\\c"`,
		"l1\nl2\tx\r":    `"l1\nl2\tx\u000d"`,
		"\x00\x1f\x7f":   `"\u0000\u001f\u007f"`,
		"a\u2028b\u0085": `"a\u2028b\u0085"`,
		"":               `""`,
		"🙂":              `"🙂"`,
	} {
		got := string(appendQuoted(nil, in))
		if got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
		var back string
		if err := json.Unmarshal([]byte(got), &back); err != nil || back != in {
			t.Errorf("%q comes back as %q, %v", in, back, err)
		}
	}
}

func TestCSV(t *testing.T) {
	cells := func(s string, null bool) string { return string(quoteCell(append([]byte("x,"), s...), 2, null)) }
	for in, want := range map[string]string{"": `x,""`, "a": "x,a", "a,b": `x,"a,b"`, `say "no"`: `x,"say ""no"""`, "two\nlines": "x,\"two\nlines\"", " a": `x," a"`, "a ": `x,"a "`} {
		if got := cells(in, false); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
	if got := cells("", true); got != "x," {
		t.Errorf("null: %s", got)
	}
}
