package script

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// A text stands in a script as it was, and none ends the script's element.
func TestAppendString(t *testing.T) {
	for _, s := range []string{"", "plain", `"quoted" \ back`, "</script><!--", "a\u2028b\u2029c", "tab\tline\nnul\x00", "café 漢字 🙂"} {
		b := AppendString(nil, s)
		var got string
		if err := json.Unmarshal(b, &got); err != nil || got != s {
			t.Errorf("%q: %s gives %q, %v", s, b, got, err)
		}
		if strings.ContainsAny(string(b), "<\u2028\u2029\n") {
			t.Errorf("%q: %s", s, b)
		}
	}
}

// A browser counts a character beyond the first 65,536 as two.
func TestUnits(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "é": 1, "🙂": 2, "a🙂b": 4} {
		if got := Units(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}

// files reads what was put: documents and words a file.
type file struct {
	W []string            `json:"w"`
	D [][]json.RawMessage `json:"d"`
}

func parse(t *testing.T, name string, data []byte, kind string, number int) (f file) {
	t.Helper()
	head, tail := fmt.Sprintf("assayEvidence(%q,%d,", kind, number), ");\n"
	s := string(data)
	if name != fmt.Sprintf("%s%d.js", kind, number) || !strings.HasPrefix(s, head) || !strings.HasSuffix(s, tail) {
		t.Fatalf("%s: %.40s ... %q", name, s, s[max(len(s)-10, 0):])
	}
	if err := json.Unmarshal([]byte(s[len(head):len(s)-len(tail)]), &f); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return f
}

// Rows of documents come back as they were written; words that come again stand in a
// file once, and each file has its own.
func TestFile(t *testing.T) {
	put := map[string][]byte{}
	var names []string
	keep := func(name string, data []byte) error {
		put[name] = data
		names = append(names, name)
		return nil
	}
	f := NewFile("kind")
	if err := f.Flush(keep); err != nil || len(put) > 0 {
		t.Errorf("nothing was gathered, %v put, %v", names, err)
	}
	f.Begin(3)
	f.Row()
	f.Str("a “row”").Comma().Word("late").Comma().Hundredths(0.5).Raw("]")
	f.Row()
	f.Int(-1).Comma().Word("early").Comma().Word("late").Raw("]")
	if err := f.End(keep); err != nil || len(put) > 0 {
		t.Errorf("a short file was ended: %v", err)
	}
	f.Begin(4)
	f.Row()
	f.Str(strings.Repeat("x", chunkBytes)).Raw("]")
	if err := f.End(keep); err != nil {
		t.Fatal(err)
	}
	f.Begin(5)
	f.Row()
	f.Word("late").Raw("]")
	if err := f.End(keep); err != nil {
		t.Fatal(err)
	}
	if err := f.Flush(keep); err != nil || len(names) != 2 {
		t.Fatalf("%v, %v", names, err)
	}
	first, second := parse(t, names[0], put["kind0.js"], "kind", 0), parse(t, names[1], put["kind1.js"], "kind", 1)
	if fmt.Sprint(first.W) != "[late early]" || fmt.Sprint(second.W) != "[late]" || len(first.D) != 2 || len(second.D) != 1 {
		t.Errorf("words %v and %v, %d and %d documents", first.W, second.W, len(first.D), len(second.D))
	}
	if got := string(first.D[0][0]) + string(first.D[0][1]); strings.ReplaceAll(got, "\n", "") != `3[["a “row”",0,0.50],[-1,1,0]]` {
		t.Errorf("%q", got)
	}
}
