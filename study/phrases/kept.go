package phrases

import (
	"strings"

	"assay/classify/codebook"
	"assay/extract"
	"assay/extract/postag"
	"assay/study"
)

// kept is the phrases of a group that can set it apart, ready to be counted in the
// sentences it is held against. Most of these are neither tagged nor taken apart:
// a row needs no tags, and a pair needs two words that may have its lemmas.
type kept struct {
	c        *counter
	begins   map[string]bool   // words that a row, or a word by itself, begins with
	lemmas   map[string]int32  // numbers of the lemmas of pairs
	partners map[int32][]int32 // by the number of a pair's one lemma, those of the other
	forms    map[string]*form  // by printed word
	seen     []int32           // by number of a lemma, the sentence that may have it last, from 1
	row      []*form
	key      []byte
	pairing  []int32
}

// form is what a printed word is to the phrases that are kept.
type form struct {
	plain    string // as in a row
	function bool
	begins   bool
	lemmas   []int32 // that it may have, of those of pairs
}

// keep forgets the phrases that cannot set the group apart, whatever it is held
// against.
func (c *counter) keep(group, least int) *kept {
	k := &kept{c: c, begins: map[string]bool{}, lemmas: map[string]int32{}, partners: map[int32][]int32{}, forms: map[string]*form{}}
	for key, id := range c.ids {
		if !c.may(id, group, least) {
			delete(c.ids, key)
			continue
		}
		f := &c.phrases[id]
		if f.form != Pair {
			first, _, _ := strings.Cut(f.text, " ")
			k.begins[first] = true
			continue
		}
		a, b := k.number(f.pair[0]), k.number(f.pair[1])
		k.partners[a] = append(k.partners[a], b)
	}
	k.seen = make([]int32, len(k.lemmas))
	return k
}

func (k *kept) number(lemma string) int32 {
	n, ok := k.lemmas[lemma]
	if !ok {
		n = int32(len(k.lemmas))
		k.lemmas[lemma] = n
	}
	return n
}

func (k *kept) form(printed string) *form {
	f := k.forms[printed]
	if f == nil {
		f = &form{plain: codebook.PlainWord(printed)}
		f.function = codebook.FunctionWord(f.plain)
		f.begins = k.begins[f.plain] && !f.function
		for _, lemma := range postag.Lemmas(printed) {
			if n, ok := k.lemmas[lemma]; ok {
				f.lemmas = append(f.lemmas, n)
			}
		}
		k.forms[strings.Clone(printed)] = f
	}
	return f
}

// against counts a sentence of what the group is held against, which is the second
// of two.
func (k *kept) against(p *study.Place) {
	k.c.size[1]++
	k.c.places = append(k.c.places, Place{}) // an example of nothing
	here := int32(len(k.c.places))
	parse, s := p.Tokens()
	k.read(parse, s, here)
	for i, f := range k.row {
		if f != nil && f.begins {
			k.rowsFrom(i, here)
		}
	}
	if k.mayPair(here) {
		parse, s = p.Parse()
		sn := &parse.Sentences[s]
		pairs(parse.Tokens[sn.FirstToken:sn.EndToken], func(t term) {
			k.key = append(append(k.key[:0], Pair[0]), t.text...)
			k.count(here)
		})
	}
}

// read takes the words of a sentence, nil for what ends a row, and notes the lemmas
// they may have.
func (k *kept) read(p *extract.Parse, s int, here int32) {
	sn := &p.Sentences[s]
	k.row, k.pairing = k.row[:0], k.pairing[:0]
	for i := sn.FirstToken; i < sn.EndToken; i++ {
		t := &p.Tokens[i]
		f := k.form(t.Of(p.Doc.Text))
		for _, n := range f.lemmas {
			if k.seen[n] != here {
				k.seen[n] = here
				k.pairing = append(k.pairing, n)
			}
		}
		switch {
		case t.Kind != extract.TokenWord:
			k.row = append(k.row, nil)
		case f.plain != "": // no possessive mark
			k.row = append(k.row, f)
		}
	}
}

// rowsFrom counts the rows that begin with word i, and it by itself.
func (k *kept) rowsFrom(i int, here int32) {
	k.key = append(k.key[:0], Row[0])
	for n := 1; n <= maxRow && i+n <= len(k.row) && k.row[i+n-1] != nil; n++ {
		f := k.row[i+n-1]
		if n > 1 {
			k.key = append(k.key, ' ')
		}
		k.key = append(k.key, f.plain...)
		if f.function {
			continue
		}
		k.key[0] = Row[0]
		if n == 1 {
			k.key[0] = Word[0]
		}
		k.count(here)
	}
}

func (k *kept) mayPair(here int32) bool {
	for _, a := range k.pairing {
		for _, b := range k.partners[a] {
			if k.seen[b] == here {
				return true
			}
		}
	}
	return false
}

// count counts the phrase that key names, once a sentence.
func (k *kept) count(here int32) {
	if id, ok := k.c.ids[string(k.key)]; ok && k.c.phrases[id].met != here {
		k.c.phrases[id].met = here
		k.c.phrases[id].total++
	}
}
