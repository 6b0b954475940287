package plaintext

import "testing"

// What would change how the text around it is shown is spelled out; all else stays.
func TestOf(t *testing.T) {
	for in, want := range map[string]string{
		"plain, café – “quoted” 漢字 🙂": "plain, café – “quoted” 漢字 🙂",
		"two\nlines\tand":      "two lines and",
		"a\x1b[31mred":         "a‹U+001B›[31mred",
		"report\u202efdp.exe":  "report‹U+202E›fdp.exe",
		"a\u2066b\u2069\u200f": "a‹U+2066›b‹U+2069›‹U+200F›",
		"a\u2028b\u0085c":      "a‹U+2028›b‹U+0085›c",
		"\ufeffa\x7f":          "‹U+FEFF›a‹U+007F›",
		"bad \xff":             "bad ‹U+FFFD›",
		"":                     "",
	} {
		if got := Of(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
