package lazyregexp

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// machine tells whether a text has a match of a pattern, in one pass over its
// bytes: a deterministic automaton over sets of the pattern's instructions, whose
// states are made when a text first leads to them. It finds no places; where it
// says yes, package regexp does. It is safe for concurrent use.
type machine struct {
	prog   *syntax.Prog
	kind   [utf8.RuneSelf]uint8 // of a byte: bytes of one kind are alike to the pattern
	start  *state
	mu     sync.Mutex
	states map[string]*state
}

// A state is where the pattern may go on from.
type state struct {
	next   [mostKinds]atomic.Pointer[state] // by kind of byte, nil where not made yet
	wide   atomic.Pointer[[]wideStep]       // by rune beyond ASCII
	atEnd  atomic.Pointer[state]            // what the end of the text leads to
	last   bool                             // nothing that follows changes the answer
	answer answer
	before rune     // stands for what was read last: -1 for the beginning
	places []uint32 // instructions, sorted, as they are before assertions are tried
}

type wideStep struct {
	r  rune
	to *state
}

type answer uint8

const (
	no answer = iota
	yes
	unsure
)

// The states that end the reading.
var (
	matched = &state{last: true, answer: yes}
	dead    = &state{last: true, answer: no}
	lost    = &state{last: true, answer: unsure}
)

// Bounds of a machine: beyond them package regexp is asked.
const (
	mostKinds  = 64
	mostStates = 2000
	mostWide   = 24
)

// newMachine is nil for a pattern to which too many bytes differ.
func newMachine(tree *syntax.Regexp) *machine {
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil
	}
	m := &machine{prog: prog, states: map[string]*state{}}
	if !m.sortBytes() {
		return nil
	}
	m.start = m.state([]uint32{uint32(prog.Start)}, -1)
	return m
}

// sortBytes gives each byte its kind.
func (m *machine) sortBytes() bool {
	kinds := 1
	split := func(in func(rune) bool) {
		var to [mostKinds]uint8 // kind of those of a kind that are in, 0 where there is none yet
		var left [mostKinds]bool
		for b := range m.kind {
			left[m.kind[b]] = left[m.kind[b]] || !in(rune(b))
		}
		for b := range m.kind {
			k := m.kind[b]
			if !in(rune(b)) || !left[k] {
				continue
			}
			if to[k] == 0 {
				if kinds++; kinds > mostKinds {
					return
				}
				to[k] = uint8(kinds - 1)
			}
			m.kind[b] = to[k]
		}
	}
	split(syntax.IsWordChar)
	split(func(r rune) bool { return r == '\n' })
	seen := map[string]bool{}
	for i := range m.prog.Inst {
		in := &m.prog.Inst[i]
		switch in.Op {
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAnyNotNL:
		default:
			continue
		}
		if key := string(in.Rune) + string(rune(in.Arg)) + string(rune(in.Op)); !seen[key] {
			seen[key] = true
			split(in.MatchRune)
		}
	}
	return kinds <= mostKinds
}

// match reports whether s has a match.
func (m *machine) match(s string) answer {
	at := m.start
	for i := 0; i < len(s); {
		var to *state
		if b := s[i]; b < utf8.RuneSelf {
			if to = at.next[m.kind[b]&(mostKinds-1)].Load(); to == nil {
				to = m.step(at, rune(b))
				at.next[m.kind[b]].Store(to)
			}
			i++
			if to == at { // most bytes lead nowhere: the next one need not wait for what this one told
				continue
			}
		} else {
			r, n := utf8.DecodeRuneInString(s[i:])
			to = m.stepWide(at, r)
			i += n
		}
		if to.last {
			return to.answer
		}
		at = to
	}
	to := at.atEnd.Load()
	if to == nil {
		to = m.step(at, -1)
		at.atEnd.Store(to)
	}
	return to.answer
}

// stepWide is the step over a rune beyond ASCII. A state knows some of them.
func (m *machine) stepWide(at *state, r rune) *state {
	known := at.wide.Load()
	if known != nil {
		for _, w := range *known {
			if w.r == r {
				return w.to
			}
		}
		if len(*known) >= mostWide {
			return lost
		}
	}
	to := m.step(at, r)
	var more []wideStep
	if known != nil {
		more = slices.Clone(*known)
	}
	more = append(more, wideStep{r, to})
	at.wide.CompareAndSwap(known, &more) // another goroutine's step is as good
	return to
}

// step makes the state that r leads to; -1 is the end of the text.
func (m *machine) step(at *state, r rune) *state {
	flags := syntax.EmptyOpContext(at.before, r)
	seen := make([]bool, len(m.prog.Inst))
	var places []uint32
	found := false
	var visit func(pc uint32)
	visit = func(pc uint32) {
		if seen[pc] {
			return
		}
		seen[pc] = true
		in := &m.prog.Inst[pc]
		switch in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			visit(in.Out)
			visit(in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			visit(in.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^flags == 0 {
				visit(in.Out)
			}
		case syntax.InstMatch:
			found = true
		case syntax.InstFail:
		default:
			if r >= 0 && in.MatchRune(r) {
				places = append(places, in.Out)
			}
		}
	}
	for _, pc := range at.places {
		visit(pc)
	}
	if found {
		return matched
	}
	if r < 0 {
		return dead
	}
	if m.prog.StartCond()&syntax.EmptyBeginText == 0 {
		places = append(places, uint32(m.prog.Start)) // a match may begin at any place
	}
	if len(places) == 0 {
		return dead
	}
	slices.Sort(places)
	return m.state(slices.Compact(places), standIn(r))
}

// standIn is a rune that assertions take for r.
func standIn(r rune) rune {
	switch {
	case r == '\n':
		return '\n'
	case syntax.IsWordChar(r):
		return 'a'
	}
	return ' '
}

// state is the one state of some places after before.
func (m *machine) state(places []uint32, before rune) *state {
	key := binary.AppendVarint(nil, int64(before))
	for _, pc := range places {
		key = binary.AppendUvarint(key, uint64(pc))
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.states[string(key)]
	if s == nil {
		if len(m.states) >= mostStates {
			return lost
		}
		s = &state{before: before, places: places}
		m.states[string(key)] = s
	}
	return s
}
