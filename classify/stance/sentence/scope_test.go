package sentence

import (
	"strings"
	"testing"

	"assay/corpus"
	"assay/extract"
)

// fakeWords splits at spaces; punctuation stands apart in the cases.
func fakeWords(fs *Forms, s string) []Word {
	var ws []Word
	at := int32(0)
	for _, f := range strings.Fields(s) {
		ws = append(ws, Word{Span: corpus.Span{Start: at, End: at + int32(len(f))}, Form: fs.of(f), Lemma: Lower(f)})
		at += int32(len(f)) + 1
	}
	return ws
}

// readText is what a sentence says by its own words.
func readText(t *testing.T, text string) *Reading {
	t.Helper()
	var s Reading
	s.Read(lexiconForms(t), extract.One(text, ""), 0)
	return &s
}

func lexiconForms(t *testing.T) *Forms {
	t.Helper()
	lex, err := ParseLexicon(LexiconText)
	if err != nil {
		t.Fatal(err)
	}
	return NewForms(nil, lex)
}

func TestScope(t *testing.T) {
	fs := lexiconForms(t)
	for _, c := range []struct {
		text, want string // effects that must be there, those with - must not
	}{
		{"Management oversight is not always effective .", "not_praise -praise"},
		{"Caseloads have reduced and are manageable .", "less_bad praise"},
		{"There is drift and delay for some children .", "bad -less_bad"},
		{"There are no delays .", "less_bad -bad"},
		{"Delays have increased since the last inspection .", "more_bad -less_bad"},
		{"Supervision has reduced in frequency .", "less_good -less_bad"},
		{"Although supervision is regular , it is weak .", "blame"},
		{"Managers should improve the quality of supervision .", "demanded -more_good"},
		{"The new team aims to strengthen practice .", "aimed -more_good"},
		{"Thresholds are well understood .", "praise"},
	} {
		ws := fakeWords(fs, c.text)
		cs := clausesOf(ws, nil)
		ss := scopes(ws, find(ws, nil), cs, nil)
		got := map[string]bool{}
		for _, s := range ss {
			got[effectNames[s.Effect]] = true
		}
		for _, w := range strings.Fields(c.want) {
			if name := strings.TrimPrefix(w, "-"); got[name] == (name != w) {
				t.Errorf("%q: want %s, got %v", c.text, w, got)
			}
		}
	}
}

func TestClauses(t *testing.T) {
	fs := lexiconForms(t)
	for text, want := range map[string]string{
		"Although supervision is regular , it is weak .":                    "conceded:Although supervision is regular ,|main:it is weak .",
		"Supervision is regular but it is weak .":                           "main:Supervision is regular|turned:but it is weak .",
		"Staff are stable ; however , audits are weak .":                    "main:Staff are stable ;|turned:however , audits are weak .",
		"Managers meet weekly to ensure that children are seen .":           "main:Managers meet weekly|purpose:to ensure that children are seen .",
		"Caseloads are low , and supervision is good , which helps .":       "main:Caseloads are low ,|main:and supervision is good ,|main:which helps .",
		"Supervision is frequent , although its quality is not good enough": "main:Supervision is frequent ,|turned:although its quality is not good enough",
	} {
		ws := fakeWords(fs, text)
		var got []string
		for _, c := range clausesOf(ws, nil) {
			got = append(got, roleNames[c.Role]+":"+text[ws[c.From].Start:ws[c.To-1].End])
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("%q:\n got %s\nwant %s", text, g, want)
		}
	}
}

// effectNames are the effects in the words of these tests.
var effectNames = [effectCount]string{"none", "praise", "weak_praise", "not_praise", "blame", "not_blame", "less_bad", "more_bad", "bad",
	"more_good", "less_good", "no_good", "improving", "worsening", "helps", "not_helps", "aimed", "demanded", "remedied", "mended", "past"}
