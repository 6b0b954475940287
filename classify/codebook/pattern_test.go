package codebook

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"assay/extract"
)

// TestPatterns runs testdata/patterns.txt and compares exact byte offsets.
func TestPatterns(t *testing.T) {
	f, err := os.Open("testdata/patterns.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sc, n := bufio.NewScanner(f), 1; sc.Scan(); n++ {
		line := sc.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		pattern, marked, ok := strings.Cut(line, " => ")
		if !ok {
			t.Fatalf("line %d: no =>", n)
		}
		con, err := NewConcordance(pattern)
		if err != nil {
			t.Errorf("line %d: %s: %v", n, pattern, err)
			continue
		}
		text := strings.NewReplacer("[", "", "]", "").Replace(marked)
		p := extract.One(text, "")
		var got strings.Builder
		at := int32(0)
		for _, s := range con.Find(p, 0) {
			got.WriteString(text[at:s.Start] + "[" + s.Of(text) + "]")
			at = s.End
		}
		got.WriteString(text[at:])
		if got.String() != marked {
			t.Errorf("line %d: %s\n got %s\nwant %s", n, pattern, got.String(), marked)
		}
	}
}

// TestPatternErrors wants the very words, for they are what an analyst reads.
func TestPatternErrors(t *testing.T) {
	for pattern, want := range map[string]string{
		"":                       "it is empty; write at least one word",
		"very?":                  "it can match without any word, so it would match everywhere; make one word of it required",
		"(a? b?)?":               "it can match without any word, so it would match everywhere; make one word of it required",
		"^":                      "it can match without any word, so it would match everywhere; make one word of it required",
		"..3 case":               "a gap stands between two words; it cannot come first or last",
		"case ..3":               "a gap stands between two words; it cannot come first or last",
		"case ..0 load":          "..0 needs a number of words from 1 to 12, as in ..3",
		"case ..99 load":         "..99 needs a number of words from 1 to 12, as in ..3",
		"case near:x load":       "near:x needs a number of words from 1 to 50, as in near:6",
		"case near:3":            "a word is missing before the end",
		"near:3 case":            `a word is missing before "near:3"`,
		"case same:page load":    "same:page is not known; write same:clause or same:sentence",
		"(case near:3 load)":     "near:3 cannot stand inside parentheses; write it outside them",
		"(case | load":           "a parenthesis is not closed",
		"case) load":             `")" closes nothing; remove it or open a parenthesis before it`,
		"case | | load":          `a word is missing before "|"`,
		"case||load":             `a word is missing beside | in "case||load"; alternatives of several words go into one pair of parentheses with spaces: (a b | c)`,
		"$heads oversight":       "the list $heads is not defined; define it under lists:",
		"lemm:carry":             `"lemm:" is not known; use lemma:, stem:, exact:, pos:, not:, kind:number, near:N, same:clause or same:sentence`,
		"audit/thing":            `"THING" is no part of speech; use noun, verb, adjective, adverb, number, pronoun, determiner, preposition, modal or a Penn tag such as NNS or VB*`,
		"stem:alloc*":            "stem:alloc* cannot hold *; write the word alone, or without stem: as alloc*",
		"*":                      `"*" holds no letter or figure`,
		"not:step-down":          "not:step-down must be one word",
		"-":                      "a hyphen alone matches nothing: step-down and step down are the same to a pattern",
		"a|b?|c":                 `"?" cannot stand inside a word; ? goes at the end of an item, after all its alternatives`,
		"work[er]":               `"[" cannot stand inside a word; ? goes at the end of an item, after all its alternatives`,
		"good practice near:200": "near:200 needs a number of words from 1 to 50, as in near:6",
	} {
		_, err := ParsePattern(pattern)
		if err == nil {
			t.Errorf("%q: no error, want %q", pattern, want)
		} else if err.Error() != want {
			t.Errorf("%q:\n got %s\nwant %s", pattern, err, want)
		}
	}
}

func FuzzPattern(f *testing.F) {
	for _, s := range []string{"a|b ..3 (c d | e)?", "x near:3 y", "lemma:go/VB*", "not:a b", "^ a $end", "a*b*c", "kind:number %", "(((a)))?"} {
		f.Add(s, "A case was stepped down, b to c; the 3 % café.")
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		con, err := NewConcordance(pattern)
		if err != nil {
			return
		}
		text = strings.ToValidUTF8(text, "")
		p := extract.One(text, "")
		last := int32(0)
		for _, s := range con.Find(p, 0) {
			if s.Start < last || s.End < s.Start || int(s.End) > len(text) {
				t.Fatalf("%q: span %v after %d in %q", pattern, s, last, text)
			}
			last = s.End
		}
	})
}
