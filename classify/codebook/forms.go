package codebook

import (
	"strings"
	"unicode/utf8"

	"assay/extract"
)

// form is a written word with its lemma as patterns see it: cut at its hyphens,
// possessive marks dropped.
type form struct {
	lemma string
	parts []part
	other *form // the same word with another lemma
}

// part is bytes [start, end) of a written word.
type part struct {
	start, end int32
	class      *wordClass
}

// mark is what a punctuation mark is to a pattern.
type mark struct {
	class int32
	kind  unitKind
	keep  bool
}

// form is the form of a token with the text raw, looked up once and kept.
func (r *run) form(raw string, t *extract.Token) *form {
	for int(t.Form) >= len(r.byForm) {
		r.byForm = append(r.byForm, nil)
	}
	first := r.byForm[t.Form] // of 0, an unknown number, there is none
	if first == nil {
		if first = r.forms[raw]; first != nil && t.Form != 0 {
			r.byForm[t.Form] = first
		}
	}
	for f := first; f != nil; f = f.other {
		if f.lemma == t.Lemma {
			return f
		}
	}
	f := &form{lemma: strings.Clone(t.Lemma), parts: r.parts(raw, t.Lemma)} // the text of a document must not be kept alive
	if first != nil {
		f.other, first.other = first.other, f
		return f
	}
	r.forms[strings.Clone(raw)] = f
	if t.Form != 0 {
		r.byForm[t.Form] = f
	}
	return f
}

// parts cuts a written word and its lemma at their hyphens.
func (r *run) parts(raw, lemma string) (ps []part) {
	lemmas := strings.FieldsFunc(lemma, isHyphen)
	if strings.IndexFunc(raw, isHyphen) < 0 {
		lemmas = []string{lemma}
	}
	n := 0
	for start := 0; start < len(raw); {
		c, w := utf8.DecodeRuneInString(raw[start:])
		if isHyphen(c) {
			start += w
			continue
		}
		end := len(raw)
		if i := strings.IndexFunc(raw[start:], isHyphen); i >= 0 {
			end = start + i
		}
		if word, drop := possessive(raw[start:end]); !drop {
			l := ""
			if n < len(lemmas) {
				l = lemmas[n]
			}
			ps = append(ps, part{int32(start), int32(start + len(word)), r.wordOf(word, l)})
		}
		n++
		start = end
	}
	return ps
}

func (r *run) punct(s string) mark {
	p, ok := r.puncts[s]
	if !ok {
		p.kind, p.keep = punctuation(s)
		if p.keep {
			p.class = r.intern(r.m.index.punct[s], p.kind == unitComma)
		}
		r.puncts[strings.Clone(s)] = p
	}
	return p
}
