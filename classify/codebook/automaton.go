package codebook

import (
	"encoding/binary"
	"math"
	"slices"

	"assay/extract"
)

// Bounds of what a run remembers between sentences; beyond them it forgets and
// starts again, which changes the time taken and nothing else.
const (
	maxWords  = 1 << 16 // distinct words with their class
	maxStates = 1 << 14
	maxTrans  = 1 << 18 // transitions that found no room in a row
	maxRowed  = 2 << 20 // entries in rows, 4 MB: those of the patterns the program comes with fit
)

// run is the working memory of one goroutine: the classes and automaton states
// met so far, built when first needed, and the buffers of one sentence.
type run struct {
	m *Matcher

	forms   map[string]*form      // by the text of a token
	byForm  []*form               // by extract.Token.Form
	byAtoms map[string]*wordClass // by the atoms before tags
	puncts  map[string]mark
	edges   [2]int32
	classes map[string]int32 // by the atoms after tags, with a mark for commas
	atoms   [][]int32        // class -> atoms
	comma   []bool           // class -> gaps pass over it
	reach   []uint64         // class -> the bits of its atoms

	states  []state
	byInsts map[string]int32
	start   []int32          // class -> state after one token, -1 unknown
	trans   map[uint64]int32 // state<<32 | class -> state, where the state has no row
	rowed   int              // entries in the rows of states

	us     []unit
	found  []found
	bySeq  []int32  // indexes of found sorted by sequence, then start; built on demand
	reachs []uint64 // unit -> the bits of its class
	clause []int32  // unit -> its clause, built on demand
	cands  []candidate
	excl   []candidate
	ex     exclusions
	head   *run // for the heading, on demand
	headOf int32
	buf    []byte
	joined []uint32 // instruction -> the turn in which it was joined last
	turn   uint32
	set    []int32
}

type wordClass struct {
	atoms  []int32
	tagged bool
	byTag  []int32 // class + 1, 0 unknown
}

// state is what may follow after some tokens, and what is complete.
type state struct {
	insts []int32
	match []int32
	reach uint64  // the bits of the atoms that may follow
	row   []int16 // class -> state + 1, 0 unknown; states met early have one
}

// bit is one of 63 bits for an atom, and commaBit that of what a gap passes
// over: where state and class share no bit nothing follows, which is so nine
// times in ten and needs no look-up.
func bit(atom int32) uint64 { return 1 << (uint32(atom) % 63) }

const commaBit = 1 << 63

const dead = 0 // the state nothing follows from

// found is a match of one sequence: units [start, end).
type found struct{ seq, start, end int32 }

func newRun(m *Matcher) *run {
	r := &run{m: m}
	r.reset()
	return r
}

func (r *run) reset() {
	r.forms, r.byForm, r.byAtoms = map[string]*form{}, nil, map[string]*wordClass{}
	r.puncts, r.classes = map[string]mark{}, map[string]int32{}
	r.atoms, r.comma, r.reach = nil, nil, nil
	r.states, r.byInsts = []state{{}}, map[string]int32{"": dead}
	r.start, r.trans, r.rowed = nil, map[uint64]int32{}, 0
	r.edges = [2]int32{r.intern(r.m.index.start, false), r.intern(r.m.index.end, false)}
}

// full reports whether the run remembers more than it should.
func (r *run) full() bool {
	return len(r.forms)+len(r.puncts) > maxWords || len(r.states) > maxStates || len(r.trans) > maxTrans
}

// class is the symbol of a word with a tag.
func (r *run) class(wc *wordClass, tag extract.Tag) int32 {
	if !wc.tagged {
		tag = 0
	}
	for int(tag) >= len(wc.byTag) {
		wc.byTag = append(wc.byTag, 0)
	}
	if c := wc.byTag[tag]; c != 0 {
		return c - 1
	}
	atoms := wc.atoms
	if wc.tagged {
		atoms = r.m.index.filterTag(slices.Clone(wc.atoms), tag)
	}
	c := r.intern(atoms, false)
	wc.byTag[tag] = c + 1
	return c
}

func (r *run) newWord(raw, lemma string) *wordClass {
	r.set = r.m.index.ofWord(r.set[:0], raw, lemma)
	return r.classOf(raw)
}

// classOf is the class of a printed word with the atoms of r.set.
func (r *run) classOf(raw string) *wordClass {
	if len(raw) > 0 && raw[0] >= '0' && raw[0] <= '9' {
		r.set = append(r.set, r.m.index.number...)
		slices.Sort(r.set)
	}
	key := r.key(r.set)
	wc, ok := r.byAtoms[string(key)]
	if !ok {
		wc = &wordClass{atoms: slices.Clone(r.set), byTag: make([]int32, 1)}
		wc.tagged = slices.ContainsFunc(wc.atoms, func(n int32) bool { return r.m.index.tagged[n] })
		r.byAtoms[string(key)] = wc
	}
	return wc
}

func (r *run) edge(k atomKind) int32 { return r.edges[k-atomStart] }

func (r *run) key(set []int32) []byte {
	r.buf = r.buf[:0]
	for _, n := range set {
		r.buf = binary.LittleEndian.AppendUint32(r.buf, uint32(n))
	}
	return r.buf
}

func (r *run) intern(atoms []int32, comma bool) int32 {
	key := r.key(atoms)
	if comma {
		key = append(key, ',')
	}
	if c, ok := r.classes[string(key)]; ok {
		return c
	}
	c := int32(len(r.atoms))
	r.classes[string(key)] = c
	r.atoms = append(r.atoms, slices.Clone(atoms))
	r.comma = append(r.comma, comma)
	reach := uint64(0)
	if comma {
		reach = commaBit
	}
	for _, a := range atoms {
		reach |= bit(a)
	}
	r.reach = append(r.reach, reach)
	r.start = append(r.start, -1)
	return c
}

// scan finds every sequence at every place, the longest match at each start.
func (r *run) scan() {
	r.found, r.reachs = r.found[:0], r.reachs[:0]
	for i := range r.us {
		r.reachs = append(r.reachs, r.reach[r.us[i].class])
	}
	for i := range r.us {
		st := r.begin(r.us[i].class)
		base := len(r.found)
		for j := i + 1; st != dead; j++ {
			s := &r.states[st]
			for _, q := range s.match {
				r.put(base, found{q, int32(i), int32(j)})
			}
			if j == len(r.us) || s.reach&r.reachs[j] == 0 {
				break
			}
			st = r.step(st, r.us[j].class)
		}
	}
	r.bySeq = r.bySeq[:0]
}

func (r *run) put(base int, f found) {
	for k := base; k < len(r.found); k++ {
		if r.found[k].seq == f.seq {
			r.found[k].end = f.end
			return
		}
	}
	r.found = append(r.found, f)
}

func (r *run) begin(class int32) int32 {
	if st := r.start[class]; st >= 0 {
		return st
	}
	var insts, match []int32
	for _, a := range r.atoms[class] {
		for _, i := range r.m.first[a] {
			insts, match = r.join(insts, r.m.insts[i].next), append(match, r.m.insts[i].match...)
		}
	}
	st := r.state(insts, match)
	r.start[class] = st
	return st
}

// step is the state after one more token, of a class that shares a bit with what may
// follow.
func (r *run) step(st, class int32) int32 {
	if row := r.states[st].row; int(class) < len(row) && row[class] != 0 {
		return int32(row[class]) - 1
	}
	key := uint64(st)<<32 | uint64(class)
	if to, ok := r.trans[key]; ok {
		return to
	}
	to := r.after(st, class)
	if !r.note(st, class, to) {
		r.trans[key] = to
	}
	return to
}

// note enters a transition in the row of its state, which grows by steps; false
// where the rows have no room for it.
func (r *run) note(st, class, to int32) bool {
	s := &r.states[st]
	if to >= math.MaxInt16 {
		return false
	}
	if n := int(class)/64*64 + 64; int(class) >= len(s.row) {
		if r.rowed+n-len(s.row) > maxRowed {
			return false
		}
		r.rowed += n - len(s.row)
		s.row = append(s.row, make([]int16, n-len(s.row))...)
	}
	s.row[class] = int16(to + 1)
	return true
}

// join appends the instructions that are not yet in insts: those of a gap stand
// behind every one of its places.
func (r *run) join(insts, more []int32) []int32 {
	if len(insts) == 0 {
		r.turn++
	}
	if len(r.joined) == 0 || r.turn == 0 {
		r.joined, r.turn = make([]uint32, len(r.m.insts)), 1
	}
	for _, i := range more {
		if r.joined[i] != r.turn {
			r.joined[i] = r.turn
			insts = append(insts, i)
		}
	}
	return insts
}

// after is the state after one more token.
func (r *run) after(st, class int32) int32 {
	var insts, match []int32
	reach := r.reach[class]
	for _, i := range r.states[st].insts {
		in := &r.m.insts[i]
		if in.bits&reach == 0 {
			continue
		}
		if in.pass && r.comma[class] {
			insts = r.join(r.join(insts, []int32{i}), in.next)
			continue
		}
		if _, ok := slices.BinarySearch(r.atoms[class], in.atom); ok {
			insts, match = r.join(insts, in.next), append(match, in.match...)
		}
	}
	return r.state(insts, match)
}

func (r *run) state(insts, match []int32) int32 {
	slices.Sort(insts)
	slices.Sort(match)
	match = slices.Compact(match)
	if len(insts) == 0 && len(match) == 0 {
		return dead
	}
	key := r.key(insts)
	key = append(key, '/')
	for _, n := range match {
		key = binary.LittleEndian.AppendUint32(key, uint32(n))
	}
	r.buf = key
	if st, ok := r.byInsts[string(key)]; ok {
		return st
	}
	st := int32(len(r.states))
	r.byInsts[string(key)] = st
	reach := uint64(0)
	for _, i := range insts {
		reach |= r.m.insts[i].bits
	}
	r.states = append(r.states, state{insts: insts, match: match, reach: reach})
	return st
}

// sort fills bySeq.
func (r *run) sort() {
	for i := range r.found {
		r.bySeq = append(r.bySeq, int32(i))
	}
	slices.SortFunc(r.bySeq, func(a, b int32) int {
		if d := r.found[a].seq - r.found[b].seq; d != 0 {
			return int(d)
		}
		return int(r.found[a].start - r.found[b].start)
	})
}

// of is the matches of a sequence, in order of their start: indexes into found.
func (r *run) of(seq int32) []int32 {
	if len(r.bySeq) < len(r.found) {
		r.sort()
	}
	lo, _ := slices.BinarySearchFunc(r.bySeq, seq, func(i, q int32) int { return int(r.found[i].seq - q) })
	hi, _ := slices.BinarySearchFunc(r.bySeq, seq+1, func(i, q int32) int { return int(r.found[i].seq - q) })
	return r.bySeq[lo:hi]
}
