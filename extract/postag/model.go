package postag

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"assay/extract/text"
)

// tagModel is the averaged perceptron of github.com/jdkato/prose/v2 (MIT), read
// from the files it carries and laid out for evaluation in integers: every
// weight is a whole number of thousandths. A feature is a row, a row is a run of
// cells: the number of entries, the set of their classes (its low and its high
// half), and the entries (class in the low 8 bits, weight above). A row goes by
// the number of its first cell; row 0 is empty, for features the model does not
// know.
type tagModel struct {
	cells []int32

	bias   [maxTags]int32 // the feature every token has
	biased uint64         // classes of the bias

	words  map[string]int32 // normalised word -> index into word
	word   []wordRows
	tagged []int32            // rows of "i-1 tag+i word", by word and tag
	prefix [256]int32         // "i pref1"
	suffix map[string]sufRows // by up to three bytes
	prev   [maxTags]int32     // "i-1 tag"
	prev2  [maxTags]int32     // "i-2 tag"
	pair   [maxTags * maxTags]int32
	before []sums              // by the two tags before: what prev, prev2 and pair add together
	fixed  map[string]text.Tag // words that have one tag only
}

// wordRows are the rows of the features that look at one whole word. Those of
// "i-1 tag+i word" stand in tagModel.tagged: that of a tag at place tagged plus
// the number of lower tags in tags.
type wordRows struct {
	here, prev, prev2, next, next2 int32
	tagged                         int32
	tags                           uint64
}

// sufRows are the rows of the features that look at the last three bytes.
type sufRows struct{ here, prev, next int32 }

// maxTags bounds the tags: those of tagNames and the two that stand before a
// sentence. Sets of tags fit one word.
const maxTags = 64

// loadTagModel reads the model, on the first call only. It panics where the library is
// another than the one that is pinned, which a test would have told.
var loadTagModel = sync.OnceValue(newTagModel)

func newTagModel() *tagModel {
	p, err := readPerceptron()
	if err != nil {
		panic(err)
	}
	return p.layOut()
}

// layOut makes the model that is evaluated.
func (p perceptron) layOut() *tagModel {
	m := &tagModel{
		words:  make(map[string]int32, 16<<10),
		suffix: make(map[string]sufRows, 8<<10),
		fixed:  map[string]text.Tag{},
		cells:  make([]int32, rowHead),      // row 0 is empty
		word:   make([]wordRows, 1, 16<<10), // word 0 is any the model does not know
	}
	for word, tag := range p.fixed {
		m.fixed[strings.Clone(word)] = mustTag(tag)
	}
	type pair struct {
		tag text.Tag
		*feature
	}
	pairs := map[int32][]pair{} // "i-1 tag+i word" by word
	for i := range p.features {
		f := &p.features[i]
		if rest, ok := strings.CutPrefix(f.name, "i-1 tag+i word "); ok {
			tag, word, _ := strings.Cut(rest, " ")
			m.wordOf(word)
			pairs[m.words[word]] = append(pairs[m.words[word]], pair{m.contextTag(tag), f})
			continue
		}
		at, mask := m.row(f.weights)
		if f.name == "bias" {
			m.biased = mask
			for _, e := range f.weights {
				m.bias[e.class] = e.weight
			}
			continue
		}
		m.place(f.name, at)
	}
	for i := range m.word {
		ps := pairs[int32(i)]
		slices.SortFunc(ps, func(a, b pair) int { return cmp.Compare(a.tag, b.tag) })
		w := &m.word[i]
		for i, p := range ps {
			at, _ := m.row(p.weights)
			if i == 0 {
				w.tagged = int32(len(m.tagged))
			}
			m.tagged = append(m.tagged, at)
			w.tags |= 1 << p.tag
		}
	}
	m.sumBefore()
	return m
}

// sumBefore adds up what two tags before a word say, which are the longest rows
// there are.
func (m *tagModel) sumBefore() {
	m.before = make([]sums, maxTags*maxTags)
	for p1 := range maxTags {
		for p2 := range maxTags {
			s := &m.before[p1*maxTags+p2]
			for _, r := range [...]int32{m.prev[p1], m.prev2[p2], m.pair[p1*maxTags+p2]} {
				s.add(m, r)
			}
		}
	}
}

func mustTag(name string) text.Tag {
	t := text.TagOf(name)
	if t == text.TagNone {
		panic("the tagger's model has a tag we do not know: " + name)
	}
	return t
}

// rowHead is the number of cells of a row before its entries.
const rowHead = 3

// row appends the weights of one feature and returns its row and its classes.
func (m *tagModel) row(weights []classWeight) (row int32, mask uint64) {
	row = int32(len(m.cells))
	m.cells = append(m.cells, int32(len(weights)), 0, 0)
	for _, w := range weights {
		m.cells = append(m.cells, w.weight<<8|int32(w.class))
		mask |= 1 << w.class
	}
	m.cells[row+1], m.cells[row+2] = int32(uint32(mask)), int32(uint32(mask>>32))
	return row, mask
}

// contextTag is the tag a feature names for a token before, START included.
func (m *tagModel) contextTag(name string) text.Tag {
	switch name {
	case "-START-":
		return tagStart
	case "-START2-":
		return tagFirst
	}
	t := text.TagOf(name)
	if t == text.TagNone {
		return maxTags - 1 // a tag that is never given: the feature never fires
	}
	return t
}

// place enters a feature's row where the evaluation looks for it.
func (m *tagModel) place(name string, row int32) {
	cut := func(prefix string) (string, bool) { return strings.CutPrefix(name, prefix) }
	if rest, ok := cut("i tag+i-2 tag "); ok {
		a, b, _ := strings.Cut(rest, " ")
		m.pair[int(m.contextTag(a))*maxTags+int(m.contextTag(b))] = row
	} else if rest, ok := cut("i suffix "); ok {
		s := m.suffix[rest]
		s.here = row
		m.suffix[strings.Clone(rest)] = s
	} else if rest, ok := cut("i-1 suffix "); ok {
		s := m.suffix[rest]
		s.prev = row
		m.suffix[strings.Clone(rest)] = s
	} else if rest, ok := cut("i+1 suffix "); ok {
		s := m.suffix[rest]
		s.next = row
		m.suffix[strings.Clone(rest)] = s
	} else if rest, ok := cut("i pref1 "); ok {
		if r := []rune(rest); len(r) == 1 && r[0] < 256 {
			m.prefix[r[0]] = row
		}
	} else if rest, ok := cut("i-1 tag "); ok {
		m.prev[m.contextTag(rest)] = row
	} else if rest, ok := cut("i-2 tag "); ok {
		m.prev2[m.contextTag(rest)] = row
	} else if rest, ok := cut("i word "); ok {
		m.wordOf(rest).here = row
	} else if rest, ok := cut("i-1 word "); ok {
		m.wordOf(rest).prev = row
	} else if rest, ok := cut("i-2 word "); ok {
		m.wordOf(rest).prev2 = row
	} else if rest, ok := cut("i+1 word "); ok {
		m.wordOf(rest).next = row
	} else if rest, ok := cut("i+2 word "); ok {
		m.wordOf(rest).next2 = row
	} else {
		panic("the tagger's model has a feature we do not know: " + name)
	}
}

func (m *tagModel) wordOf(word string) *wordRows {
	at, ok := m.words[word]
	if !ok {
		at = int32(len(m.word))
		m.words[strings.Clone(word)] = at
		m.word = append(m.word, wordRows{})
	}
	return &m.word[at]
}

// after is the row of "i-1 tag+i word" for a word and the tag before it.
func (m *tagModel) after(w *wordRows, t text.Tag) int32 {
	bit := uint64(1) << t
	if w.tags&bit == 0 {
		return 0
	}
	return m.tagged[int(w.tagged)+bits.OnesCount64(w.tags&(bit-1))]
}
