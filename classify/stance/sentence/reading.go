// Package sentence reads one sentence for what its own words say, before any model
// judges it: words with what the lexicon knows of them, clauses, what stands in the
// scope of what, words of praise and blame with what turns their sign, changes with
// the thing that changes, who is spoken of, in what style.
//
// Forms knows the words, one a goroutine; Reading.Read takes a sentence apart, and
// what it found stays until it reads the next. All of it is a matter of lists of
// words and of what stands how far from what, not of a grammar. Nothing here has
// weights: numbers of words come from whoever counts with them.
package sentence

import (
	"assay/corpus"
	"assay/extract"
)

// Reading is what one sentence says by its own words. Its buffers are reused from
// sentence to sentence; it is not safe for concurrent use.
type Reading struct {
	Text    string // of the document
	Words   []Word
	Hits    []Hit
	Clauses []Clause
	Scoped  []Scoped
	Turns   []Turn
	Moves   []Move
	Reaches []Reach // of what turns a sign
	Who     int32   // is spoken of

	trends  []Hit // once asked for
	trended bool
}

// Read takes sentence i of p: its words, lexicon entries, clauses and scopes.
func (s *Reading) Read(fs *Forms, p *extract.Parse, i int) {
	sen := &p.Sentences[i]
	s.Text = p.Doc.Text
	s.Words = fs.Words(s.Text, p.Tokens[sen.FirstToken:min(sen.EndToken, sen.FirstToken+maxWords)], s.Words[:0])
	s.Hits = find(s.Words, s.Hits[:0])
	s.Clauses = clausesOf(s.Words, s.Clauses[:0])
	s.Scoped = scopes(s.Words, s.Hits, s.Clauses, s.Scoped[:0])
	s.Turns = s.turnsOf(s.Turns[:0])
	s.turnBefore()
	s.turnEffects()
	s.Moves = s.movesOf(s.Moves[:0])
	s.Reaches = reachesOf(s.Hits, s.Clauses, s.Reaches[:0])
	s.Who = s.actors()
	s.trended = false
	s.replaceTurned(fs)
}

// Owns reports whether clause c holds a trigger, or stands for one.
func (s *Reading) Owns(c Clause, triggers []corpus.Span) bool {
	if len(triggers) == 0 || c.From == c.To {
		return true
	}
	span := s.SpanOf(int(c.From), int(c.To))
	for _, t := range triggers {
		if t.Overlaps(span) {
			return true
		}
	}
	return false
}

// TriggerWords is the first and the last word of the triggers; the whole
// sentence where there are none.
func (s *Reading) TriggerWords(triggers []corpus.Span) (first, last int32) {
	first, last = -1, int32(len(s.Words)-1)
	for i := range s.Words {
		for _, t := range triggers {
			if s.Words[i].Overlaps(t) {
				if first < 0 {
					first = int32(i)
				}
				last = int32(i)
			}
		}
	}
	return max(first, 0), last
}

// SpanOf is the bytes of the document from word from to before word to; there must be one.
func (s *Reading) SpanOf(from, to int) corpus.Span {
	return corpus.Span{Start: s.Words[from].Start, End: s.Words[to-1].End}
}

// maxWords is how much of a sentence is read: the longest in the reports has
// some 250 words; what is longer is a table that lost its lines.
const maxWords = 2000
