package codebook

import (
	"strings"
	"unicode/utf8"

	"assay/extract"
	printed "assay/extract/text"
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
	if printed.Divided(raw) {
		return r.dividedParts(raw, lemma)
	}
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

// dividedParts are the parts of a token that a row's end divides: places are those of
// the token as it stands in the text, and a word written without the hyphen at the row's
// end is one part.
func (r *run) dividedParts(raw, lemma string) []part {
	whole := printed.Whole(raw, lemma)
	ps := r.parts(whole, lemma)
	_, _, hyphen := printed.Halves(raw)
	more := int32(len(raw) - len(whole)) // what the whole word lacks stands at the row's end
	for i := range ps {
		if int(ps[i].start) > hyphen {
			ps[i].start += more
		}
		if int(ps[i].end) > hyphen {
			ps[i].end += more
		}
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
