package postag

import (
	"math/bits"
	"strings"

	"assay/extract/text"
	"assay/internal/freelist"
	"assay/internal/lexicon"
)

// taggers are the taggers at rest, one for every goroutine that runs at once.
var taggers = freelist.List[*tagger]{New: func() *tagger { return newTagger(loadTagModel()) }}

// Get takes a tagger from those at rest, or makes one. It loads the model on the
// first call of the process.
func Get() *tagger { return taggers.Get() }

// Put gives a tagger back. What it remembers of word forms is bounded and none of
// it is part of a document.
func Put(g *tagger) {
	g.forget()
	taggers.Put(g)
}

// Bounds of a tagger's memory: forms are some 450 bytes each, and longer tokens
// (addresses, text without spaces) do not come again.
const (
	maxForms    = 32 << 10
	maxFormText = 64
	maxLong     = 1 << 20 // bytes of longer tokens
)

// tagger evaluates the model over sentences. What the model knows of a word form
// is looked up once and kept.
type tagger struct {
	model *tagModel
	index map[string]int32
	forms []form
	long  int     // bytes of the forms longer than maxFormText
	ids   []int32 // of the tokens of the sentence, between two before and two after it
	memo  [memoSize]memoEntry
}

// memoEntry remembers one prediction: text that repeats itself, hostile or not,
// is then tagged at the speed of a look-up.
type memoEntry struct {
	ids    [5]int32
	p1, p2 text.Tag
	tag    text.Tag // TagNone for an unused entry
}

const memoSize = 256 // 8 KB: stays in the nearest cache

// form is what tagging and lemmatising need of one word form.
type form struct {
	word             int32    // index into tagModel.word
	fixed            text.Tag // its only tag, TagNone where the model decides
	own              *sums    // what the word by itself adds, nil where the tag is fixed
	shape            uint64   // the tags its form allows, 0 where it says nothing
	prevSuf, nextSuf int32    // rows
	lemmas           [lemmaGroups]string
	number           int32  // in formNumbers
	text             string // as printed
}

// sums are scores by tag, and the set of tags that have one.
type sums struct {
	scores [maxTags]int32
	tags   uint64
}

// The forms that stand around a sentence.
const (
	formStart = iota
	formStart2
	formEnd
	formEnd2
	formFirst
)

func newTagger(m *tagModel) *tagger {
	g := &tagger{model: m, index: make(map[string]int32, 4096)}
	for _, edge := range []string{"-START-", "-START2-", "-END-", "-END2-"} {
		g.forms = append(g.forms, form{word: m.words[edge], prevSuf: m.suffix[last3(edge)].prev, nextSuf: m.suffix[last3(edge)].next})
	}
	return g
}

// forget drops the forms kept when they are too many.
func (g *tagger) forget() {
	if len(g.forms) > maxForms || g.long > maxLong {
		*g = *newTagger(g.model)
	}
}

// Sentence tags and lemmatises the tokens of one sentence of doc. whole has the texts of
// tokens that a row's end divides, by their start, and is nil in most documents; such
// tokens get no Form.
func (g *tagger) Sentence(doc string, tokens []text.Token, whole map[int32]string) {
	g.ids = append(g.ids[:0], formStart, formStart2)
	for i := range tokens {
		printed := tokens[i].Of(doc)
		if w, ok := whole[tokens[i].Start]; ok {
			printed = w
		}
		id, ok := g.index[printed]
		if !ok {
			id = g.add(printed)
		}
		g.ids = append(g.ids, id)
	}
	g.ids = append(g.ids, formEnd, formEnd2)
	p1, p2 := tagStart, tagFirst
	first := true // no word stood before
	for i := range tokens {
		t := &tokens[i]
		f := &g.forms[g.ids[i+2]]
		t.Tag, t.Form = f.fixed, f.number
		if t.Kind == text.TokenURL || t.Kind == text.TokenEmail {
			t.Tag = tagNN
		} else if t.Kind == text.TokenSymbol && len(f.text) > 1 && f.text[0] < 0x80 {
			t.Tag = tagSYM // an emoticon
		} else if t.Tag == text.TagNone {
			t.Tag = g.predict(g.ids[i:i+5:i+5], p1, p2)
		}
		if first && t.Kind == text.TokenWord {
			first = false
			if t.Tag == tagNNP || t.Tag == tagNNPS {
				t.Tag = g.opening(i, p1, p2, t.Tag)
				f = &g.forms[g.ids[i+2]] // the forms may have moved
			}
		}
		if whole != nil && whole[t.Start] != "" {
			t.Form = 0
		}
		p2, p1 = p1, t.Tag
		group := groupOf(t.Tag)
		t.Lemma = f.lemmas[group]
		if t.Lemma == "" {
			t.Lemma = g.model.lemma(f.text, f.lemmas[lemmaPlain], group)
			f.lemmas[group] = t.Lemma
		}
	}
}

// opening is the tag of the word that opens a sentence, token i of it, which the model
// takes for a name because of its capital: that of the word in small letters, where the
// language has it, no name is spelled so and no name goes on behind it.
func (g *tagger) opening(i int, p1, p2, tag text.Tag) text.Tag {
	printed := g.forms[g.ids[i+2]].text
	next := g.forms[g.ids[i+3]].text
	lower, ok := uncapital(printed)
	if !ok || alsoNames[lower] || isCapital(next) || !lexicon.Has(lower) {
		return tag
	}
	id, ok := g.index[lower]
	if !ok {
		id = g.add(lower)
	}
	common := g.forms[id].fixed
	if common == text.TagNone {
		around := [5]int32(g.ids[i : i+5])
		around[2] = id
		common = g.predict(around[:], p1, p2)
	}
	if common == tagNN {
		return tag // "Bank", "Congress": nothing tells a common noun from a name
	}
	return common
}

// uncapital is a word that begins with a capital, in small letters; false for others.
func uncapital(word string) (string, bool) {
	if !isCapital(word) {
		return "", false
	}
	for i := 1; i < len(word); i++ {
		if !text.IsASCIILower(word[i]) {
			return "", false
		}
	}
	return string(word[0]|0x20) + word[1:], len(word) > 1
}

func isCapital(word string) bool { return word != "" && word[0] >= 'A' && word[0] <= 'Z' }

// predict is the tag of the token in the middle of five, given the two tags
// before it, as the perceptron decides: the highest sum over the features the
// token has. Of tags with equal sums the first by name wins.
func (g *tagger) predict(ids []int32, p1, p2 text.Tag) text.Tag {
	around := [5]int32(ids)
	hash := uint32(ids[1])*31 + uint32(ids[2])*0x9E3779B1 + uint32(ids[3])*0x85EBCA6B + uint32(p1)<<8 + uint32(p2)
	e := &g.memo[hash>>16%memoSize]
	if e.tag == text.TagNone || e.ids != around || e.p1 != p1 || e.p2 != p2 {
		*e = memoEntry{ids: around, p1: p1, p2: p2, tag: g.score(ids, p1, p2)}
	}
	return e.tag
}

// score is predict without its memory.
func (g *tagger) score(ids []int32, p1, p2 text.Tag) text.Tag {
	m := g.model
	f, prev, next := &g.forms[ids[2]], &g.forms[ids[1]], &g.forms[ids[3]]
	w := &m.word[f.word]
	rows := [...]int32{
		m.after(w, p1),
		m.word[prev.word].prev, prev.prevSuf, m.word[g.forms[ids[0]].word].prev2,
		m.word[next.word].next, next.nextSuf, m.word[g.forms[ids[4]].word].next2,
	}
	var sum sums
	before, own := &m.before[int(p1)*maxTags+int(p2)], f.own
	for t := range text.Tags {
		sum.scores[t] = before.scores[t] + own.scores[t]
	}
	sum.tags = before.tags | own.tags
	for _, r := range rows {
		sum.add(m, r)
	}
	if can := sum.tags & f.shape; can != 0 {
		sum.tags = can
	}
	best, most := text.TagNone, int32(-1<<31)
	for tags := sum.tags; tags != 0; tags &= tags - 1 {
		t := bits.TrailingZeros64(tags)
		if sum.scores[t] > most {
			best, most = text.Tag(t), sum.scores[t]
		}
	}
	return best
}

// add adds a row of the model.
func (s *sums) add(m *tagModel, row int32) {
	cells := m.cells[row:]
	s.tags |= uint64(uint32(cells[1])) | uint64(uint32(cells[2]))<<32
	for _, e := range cells[rowHead : rowHead+cells[0]] {
		s.scores[e&(maxTags-1)] += e >> 8
	}
}

// add looks up a word form not met before.
func (g *tagger) add(printed string) int32 {
	m := g.model
	printed = strings.Clone(printed) // the text of a document must not be kept alive
	word := straighten(printed)
	if plain, ok := spellings[word]; ok {
		word = plain
	}
	norm := normalize(word)
	f := form{word: m.words[norm], fixed: m.fixed[word], prevSuf: m.suffix[last3(norm)].prev, nextSuf: m.suffix[last3(norm)].next}
	if word == "-" {
		f.fixed = tagHyphen
	}
	if f.fixed == text.TagNone {
		f.own = &sums{m.bias, m.biased}
		for _, r := range [...]int32{m.prefix[word[0]], m.suffix[last3(word)].here, m.word[f.word].here} {
			f.own.add(m, r)
		}
		if m.rare(m.word[f.word].here) {
			f.shape = m.shape(word)
		}
	}
	f.text, f.lemmas[lemmaPlain] = printed, lowerOf(printed)
	if word != straighten(printed) {
		f.text, f.lemmas[lemmaPlain] = word, lowerOf(word)
	}
	id := int32(len(g.forms))
	if len(printed) <= maxFormText {
		f.number = formNumber(printed)
		g.index[printed] = id
	} else {
		g.long += len(printed)
	}
	g.forms = append(g.forms, f)
	return id
}

// straighten makes quotation marks straight, as the text the model was trained
// on has them, and mends a word broken after its hyphen.
func straighten(word string) string {
	for i := 0; i < len(word); i++ {
		if word[i] >= 0x80 || word[i] == '\n' {
			return straightener.Replace(word)
		}
	}
	return word
}

// lowerOf is the plain lemma of a word form.
func lowerOf(text string) string { return strings.ToLower(straighten(text)) }

var straightener = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "\n", "")

// normalize is the form in which the model looks at the words around a word and
// at the word itself.
func normalize(word string) string {
	digits := 0
	for digits < len(word) && text.IsDigit(word[digits]) {
		digits++
	}
	switch {
	case word[0] != '-' && strings.IndexByte(word, '-') >= 0:
		return "!HYPHEN"
	case digits == 4 && len(word) == 4:
		return "!YEAR"
	case digits > 0:
		return "!DIGITS"
	}
	return strings.ToLower(word)
}

func last3(s string) string { return s[max(0, len(s)-3):] }
