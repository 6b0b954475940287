package stance

import (
	"cmp"
	"slices"
)

// Head is a question of its own beside stance and sentiment, with the answers it
// has: whether a sentence speaks of a theme, what change it tells of, when, and
// in whose word. Each answer is a logistic regression over features of the
// sentence or the mention; the likeliest is given. A head of one answer says yes
// or no.
type Head struct {
	Name    string    // PresenceOf(theme), HeadDirection, HeadTense, HeadVoice
	Answers []Answer  // in the order of the enumeration they stand for
	Limits  []float64 // of presence: the least probability, by LimitOf; of others: above which the first answer, which is nothing to tell, holds
}

// Answer is one answer's weights by feature, in thousandths, and what they are
// multiplied with before they become a probability.
type Answer struct {
	Keys    []uint64 // ascending
	Weights []int16
	Sharpen float64
}

// The heads of mentions.
const (
	HeadDirection = "direction"
	HeadTense     = "tense"
	HeadVoice     = "voice"
)

// PresenceOf is the name of the head that says whether a sentence speaks of a
// theme.
func PresenceOf(theme string) string { return "presence:" + theme }

// wide is a table of the weights of several answers by feature: a row of weights
// a feature. It is immutable once built.
type wide struct {
	places  []place // open addressing
	weights []int16 // row after row
	width   int     // answers
	shift   uint
}

// place holds a key and the number of its row; key 0 is empty.
type place struct {
	key uint64
	row int64
}

func newWide(answers []*Answer) *wide {
	all := []uint64{}
	for _, a := range answers {
		all = append(all, a.Keys...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	bits := uint(1)
	for 1<<bits < 2*len(all) {
		bits++
	}
	w := &wide{places: make([]place, 1<<bits), weights: make([]int16, len(all)*len(answers)), width: len(answers), shift: 64 - bits}
	for r, k := range all {
		*w.place(k) = place{k, int64(r)}
	}
	for c, a := range answers {
		for i, k := range a.Keys {
			w.row(k)[c] = a.Weights[i]
		}
	}
	return w
}

// place is where a key stands, or would.
func (w *wide) place(k uint64) *place {
	i := w.home(k)
	for w.places[i].key != 0 && w.places[i].key != k {
		i = (i + 1) & (len(w.places) - 1)
	}
	return &w.places[i]
}

func (w *wide) home(k uint64) int { return int(k * 0x9E3779B97F4A7C15 >> (w.shift & 63)) }

// row is the weights of a feature, nil where it has none.
func (w *wide) row(k uint64) []int16 {
	p := w.place(k)
	if p.key == 0 {
		return nil
	}
	return w.weights[int(p.row)*w.width:][:w.width]
}

// add adds the weights of features to sums. As in a table, all are asked for before
// the first is looked at, and whether one is there takes no branch.
func (w *wide) add(keys []uint64, sums []int32) {
	var rows [64]int64
	for len(keys) > 0 {
		part := keys[:min(len(keys), len(rows))]
		keys = keys[len(part):]
		seen := uint64(0)
		for _, k := range part {
			seen |= w.places[w.home(k)].key // fetches the line
		}
		if seen == 0 { // keeps the first loop
			continue
		}
		n := 0
		for _, k := range part {
			p := w.place(k)
			rows[n&63] = p.row
			apart := p.key ^ k
			n += 1 - int((apart|-apart)>>63)
		}
		for _, r := range rows[:n] {
			for c, x := range w.weights[int(r)*w.width:][:len(sums)] {
				sums[c] += int32(x)
			}
		}
	}
}

// heads are the heads of a model, ready to use.
type heads struct {
	list     []Head
	presence *wide              // the answers of all presence heads, side by side
	column   map[string]int     // theme -> its column in presence
	limits   [][]float64        // by column
	sharpen  []float64          // by column
	word     []int32            // by number of a word: what it says by itself, column after column
	mention  *wide              // the answers of direction, tense and voice, side by side
	at       map[string][]int   // name -> its columns in mention
	factors  []float64          // by column of mention
	nothing  map[string]float64 // name -> the limit of its first answer
}

// SetHeads gives the model its heads; a head of a name it has is replaced. The
// model must not be in use yet.
func (m *Model) SetHeads(hs ...Head) {
	list := append([]Head(nil), m.heads.list...)
	for _, h := range hs {
		if i := slices.IndexFunc(list, func(o Head) bool { return o.Name == h.Name }); i >= 0 {
			list[i] = h
		} else {
			list = append(list, h)
		}
	}
	slices.SortStableFunc(list, func(a, b Head) int { return cmp.Compare(a.Name, b.Name) })
	m.heads = heads{list: list, column: map[string]int{}, at: map[string][]int{}, nothing: map[string]float64{}}
	x := &m.heads
	var present, mention []*Answer
	for i := range list {
		h := &list[i]
		theme, ok := cutPresence(h.Name)
		for k := range h.Answers {
			a := &h.Answers[k]
			if ok {
				x.column[theme] = len(present)
				x.limits = append(x.limits, h.Limits)
				x.sharpen = append(x.sharpen, a.Sharpen)
				present = append(present, a)
				continue
			}
			x.nothing[h.Name] = h.Limits[0]
			x.at[h.Name] = append(x.at[h.Name], len(mention))
			x.factors = append(x.factors, a.Sharpen)
			mention = append(mention, a)
		}
	}
	x.presence, x.mention = newWide(present), newWide(mention)
	m.foldWords()
}

// Heads are the heads of the model, by name.
func (m *Model) Heads() []Head { return m.heads.list }

func cutPresence(name string) (theme string, ok bool) {
	const p = "presence:"
	if len(name) > len(p) && name[:len(p)] == p {
		return name[len(p):], true
	}
	return "", false
}

// foldWords sums up what every word says by itself of the presence of themes.
func (m *Model) foldWords() {
	n := m.heads.presence.width
	m.heads.word = make([]int32, n*len(m.vocab.words))
	var keys []uint64
	for i := range m.vocab.words {
		keys = m.wordKeys(int32(i), keys[:0])
		m.heads.presence.add(keys, m.heads.word[i*n:(i+1)*n])
	}
}

// wordKeys are the features of presence that a word has by itself.
func (m *Model) wordKeys(id int32, keys []uint64) []uint64 {
	x := m.vocab.info[id]
	keys = append(keys, key(kCoarse, x.coarse, 0, 0), key(kFine, x.fine, 0, 0))
	if id != noWord {
		keys = append(keys, key(kWord, id, 0, 0))
	}
	return keys
}
