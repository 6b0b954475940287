package extract

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract/text"
	"assay/internal/sharedtest"
)

func normSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestGoldenRules counts the golden rules met, compared after normalising white
// space, and names the others.
func TestGoldenRules(t *testing.T) {
	data, err := os.ReadFile(sharedtest.Path(t, "gold", "sentence_rules.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rules []struct {
		Name, Input string
		Output      []string
	}
	if err := json.Unmarshal(data, &rules); err != nil {
		t.Fatal(err)
	}
	met := 0
	for _, r := range rules {
		var got, want []string
		p := Extract(lineDoc(r.Input))
		for i := range p.Sentences {
			got = append(got, unmarked(normSpace(p.Sentences[i].Of(r.Input))))
		}
		for _, o := range r.Output {
			want = append(want, unmarked(normSpace(o)))
		}
		if strings.Join(got, "|") == strings.Join(want, "|") {
			met++
		} else {
			t.Logf("missed %s\n got %q\nwant %q", r.Name, got, want)
		}
	}
	if met < len(rules) {
		t.Errorf("%d of %d rules met", met, len(rules))
	}
}

// TestSentenceCases runs boundary cases (kind, tab, text with ||| at each
// boundary) through Extract: our own and those beside the checkout.
func TestSentenceCases(t *testing.T) {
	t.Run("ours", func(t *testing.T) { sentenceCases(t, "testdata/sentences.txt") })
	t.Run("shared", func(t *testing.T) { sentenceCases(t, sharedtest.Path(t, "gold", "sentence_cases.txt")) })
}

func sentenceCases(t *testing.T, name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		kind, line, _ := strings.Cut(line, "\t")
		line = strings.ReplaceAll(line, `\n`, "\n")
		var want []string
		for _, part := range strings.Split(line, "|||") {
			want = append(want, unmarked(strings.TrimSpace(part)))
		}
		input := strings.ReplaceAll(strings.ReplaceAll(line, "||| ", ""), "|||", "")
		var got []string
		p := Extract(lineDoc(input))
		for _, s := range p.Sentences {
			got = append(got, unmarked(s.Of(input)))
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s: got %q want %q", kind, got, want)
		}
	}
}

// unmarked is a sentence without the bullet or number it begins with: the cases
// were written before sentences began after them.
func unmarked(s string) string {
	n, _ := leadingMark(s, true, true)
	return s[n:]
}

// lineDoc is text as the reader of plain text lays it out.
func lineDoc(written string) *corpus.Document {
	doc := &corpus.Document{Text: written, MediaType: "text/plain"}
	at, blank := 0, int16(0)
	for _, line := range strings.SplitAfter(written, "\n") {
		from := text.SkipSpace(written, at, at+len(line))
		if to := text.TrimSpace(written, from, at+len(line)); to > from {
			doc.Lines = append(doc.Lines, corpus.Line{Span: corpus.Span{Start: int32(from), End: int32(to)},
				X: float32(from - at), Comment: -1, BlankRows: blank})
			blank = 0
		} else {
			blank++
		}
		at += len(line)
	}
	return doc
}
