package stance

import (
	"assay/classify/stance/sentence"
	"assay/corpus"
)

// kind is a family of features. A feature is a kind and up to three arguments
// (numbers of words, clusters, roles, effects), so every feature has a name and
// no two share a weight.
type kind uint8

// The kinds. Those from stanceKinds on are seen by stance only: what the
// sentence says as a whole speaks for sentiment and stance alike, so the two
// share its weights; the theme, its own clause and what stands next to its
// trigger correct it for stance.
const (
	kNone       kind = iota
	kBias            // of a sentiment row
	kWord            // word
	kWord2           // two words in a row
	kChars           // 3 to 5 letters of a word and its edges
	kRole            // a clause of a role is there
	kRoleWord        // role, word
	kNegWord         // operator (not, no, few, too ...), word it reaches
	kHeading         // the whole heading, grade taken out
	kHeadWord        // word of the heading
	kHeadWord2       // two words of the heading
	kContext         // context of the sentence
	kCoarse          // coarse cluster
	kFine            // fine cluster
	kEffect          // lexicon effect
	kEffectRole      // effect, role of its clause
	kEffectPair      // effect, the next effect
	kEffectWord      // effect, word it works on
	kEffectSet       // which of good, bad, demanded, remedied, aimed are there
	stanceKinds
	kStance     // bias of a stance row
	kTheme      // theme
	kOwnRole    // role of the clause the theme stands in
	kOwnWord    // word of that clause
	kOwnWord2   // two words in a row of it
	kThemeOwn   // theme, word of that clause
	kOtherWord  // word of the other clauses
	kAfter      // word up to five after the trigger
	kBefore     // word up to five before it
	kNext       // the one, two or three words after it
	kPrev       // the one or two words before it
	kThemeWord  // theme, word of the sentence
	kOwnEffect  // effect in the theme's clause
	kThemeEff   // theme, effect in its clause
	kOtherEff   // effect in the other clauses
	kOwnEffSet  // the set of effects of the own clause
	kOwnCluster // fine cluster in the own clause
	// Seen by both again.
	kStart    // the one, two or three words the sentence starts with
	kVerb     // the first finite verb: part of speech, lemma
	kVerb2    // its lemma and the verb it governs
	kTense    // tense of the sentence
	kSigns    // role and effects of two clauses in a row
	kSetTense // the set of effects, tense
	// Of stance again.
	kOwnOther    // sets of effects of the own and of the other clauses, role
	kOwnLemma2   // two lemmas in a row of the own clause
	kOwnSkip     // two words of it with one or two between
	kNear        // effect, side and distance from the trigger
	kThemeNear   // theme, effect, side
	kChange      // direction of change, set of effects of the own clause
	kThemeChange // theme, direction of change
	// Of both.
	kShape     // context, whether there is a finite verb, part of speech of the first word
	kHeadShape // whole heading, whether there is a finite verb
	kHeadSet   // whole heading, set of effects
	kTurn      // base, what acts on it
	kTurnWord  // what acts on it, word
	kTurnSum   // how many good, how many bad, sign of the last
	kGroup     // group of a word that tells of the kind of statement
	kStyle     // style, value
	kReached   // how what turns a sign reaches it, word or cluster
	kActor     // base, turned or not, who stands before it
	kActors    // who is spoken of, signs
	// Of stance.
	kOwnTurn     // base, what acts on it, in the own clause
	kOwnSum      // good and bad of the own clauses, of the others
	kNextSign    // signs before and after the theme's words, theme
	kOwnMove     // sign of a change in the own clause, how it is told
	kMoveSum     // what the changes of own and other clauses add up to
	kThemeTurned // what acts on the theme's words, good and bad of its clause
	// Of heads.
	kSeen       // how the patterns of a theme matched
	kSeenWord   // how, lemma of a word of the match
	kSeenNext   // how, side, word next to the match
	kSpeaker    // role of who speaks, as quotations tell
	kVoice      // group of who may speak, where it stands, word of saying
	kCount      // how two numbers compare
	kMove       // what changes, how it is told
	kMoveNear   // word of change, how it stands to the theme's words
	kMoveWord   // word of change, thing, how it is told
	kTrend      // what changes over time
	kTrendTheme // the same, theme
	kindCount
)

var kindNames = [kindCount]string{"", "bias", "word", "word2", "chars", "role", "role_word", "operator_word", "heading",
	"heading_word", "heading_word2", "context", "coarse", "fine", "effect", "effect_role",
	"effect_pair", "effect_word", "effect_set", "", "stance", "theme", "own_role", "own_word", "own_word2", "theme_own_word", "other_word",
	"after", "before", "next", "previous", "theme_word", "own_effect", "theme_effect", "other_effect", "own_effect_set", "own_cluster",
	"start", "verb", "verb2", "tense", "signs", "set_tense", "own_other", "own_lemma2", "own_skip", "near",
	"theme_near", "change", "theme_change", "shape", "heading_shape", "heading_set",
	"turn", "turn_word", "turn_sum", "group", "style", "reached", "actor", "actors", "own_turn", "own_sum", "next_sign", "own_move", "move_sum", "theme_turned",
	"seen", "seen_word", "seen_next", "speaker", "voice", "count", "move", "move_near", "move_word", "trend", "trend_theme"}

// kindScale is the value a feature of a kind has where it is there: the smaller,
// the more the regularisation holds it down, and the less a family of many
// overlapping features can outvote the words. Set by cross-validation on the
// training sentences by council.
var kindScale = [kindCount]float64{kBias: 1, kWord: 1, kWord2: 1, kChars: 0.3, kRole: 1, kRoleWord: 1, kNegWord: 1,
	kHeading: 1, kHeadWord: 1, kHeadWord2: 1, kContext: 1, kCoarse: 0.5, kFine: 0.4,
	kStart: 0.5, kVerb: 0.7, kVerb2: 0.7, kTense: 0.7, kSigns: 0.7, kSetTense: 0.7,
	kOwnOther: 0.7, kOwnLemma2: 0.5, kOwnSkip: 0.3, kNear: 0.7, kThemeNear: 0.7, kChange: 0.7, kThemeChange: 0.7, kShape: 1, kHeadShape: 0.7, kHeadSet: 0.7,
	kTurn: 1, kTurnWord: 0.7, kTurnSum: 1, kGroup: 0.7, kStyle: 0.7, kOwnTurn: 0.7, kOwnSum: 0.7, kNextSign: 0.7, kThemeTurned: 0.7,
	kSeen: 1, kSeenWord: 0.7, kSeenNext: 0.7, kSpeaker: 1, kVoice: 1, kCount: 1, kMove: 0.7, kOwnMove: 0.7, kMoveSum: 0.7, kMoveWord: 0.7, kMoveNear: 0.7, kTrend: 0.5, kTrendTheme: 0.5, kReached: 0.4, kActor: 0.7, kActors: 0.7,
	kEffect: 1, kEffectRole: 0.7, kEffectPair: 0.7, kEffectWord: 0.7, kEffectSet: 0.7,
	kStance: 1, kTheme: 1, kOwnRole: 0.7, kOwnWord: 0.7, kOwnWord2: 0.7, kThemeOwn: 0.7, kOtherWord: 0.7, kAfter: 0.7, kBefore: 0.7,
	kNext: 0.7, kPrev: 0.7, kThemeWord: 0.5, kOwnEffect: 0.7, kThemeEff: 0.7, kOtherEff: 0.7, kOwnEffSet: 0.7, kOwnCluster: 0.4}

// A key holds, from the highest bit: one that is never set, two of the copy,
// seven of the kind, three arguments.
const (
	argBits  = 18
	kindBits = 7
	copyAt   = 3*argBits + kindBits
)

// feature is one feature found in words [from, to) of a sentence, or in its
// heading where to is 0.
type feature struct {
	key      uint64
	from, to uint16
}

func key(k kind, a, b, c int32) uint64 {
	return uint64(k)<<(3*argBits) | uint64(a)<<(2*argBits) | uint64(b)<<argBits | uint64(c)
}

// unkey takes a key apart; the copy is left out.
func unkey(key uint64) (k kind, a, b, c int32) {
	const mask = 1<<argBits - 1
	return kindOf(key), int32(key >> (2 * argBits) & mask), int32(key >> argBits & mask), int32(key & mask)
}

func kindOf(key uint64) kind { return kind(key >> (3 * argBits) & (1<<kindBits - 1)) }

// add appends one feature.
func (s *Scorer) add(k kind, a, b, c int32, from, to int) {
	s.feats = append(s.feats, feature{key(k, a, b, c), uint16(from), uint16(to)})
}

// sentenceFeatures appends what the sentence as a whole shows.
func (s *Scorer) sentenceFeatures() {
	s.add(kBias, 0, 0, 0, 0, 0)
	s.add(kContext, s.context, int32(s.side), 0, 0, 0)
	if s.m.table == nil {
		s.plainFeatures()
	}
	s.wordFeatures()
	s.roleFeatures()
	s.effectFeatures()
	s.frameFeatures()
	s.signFeatures()
	s.styleFeatures(s.turnFeatures())
	s.actorFeatures()
	s.scopeFeatures()
	s.copyFeatures(0)
}

// wordFeatures appends pairs of words in a row, the edges of the sentence
// counting as words.
func (s *Scorer) wordFeatures() {
	last := int32(startWord)
	for i := range s.read.Words {
		id := s.read.Words[i].ID
		if last != noWord && id != noWord {
			s.add(kWord2, last, id, 0, max(i-1, 0), i+1)
		}
		last = id
	}
	if n := len(s.read.Words); n > 0 && last != noWord {
		s.add(kWord2, last, endWord, 0, n-1, n)
	}
}

// plainFeatures appends what single words and the heading say by themselves. A
// trained model does without: it keeps their sums by word and by heading.
func (s *Scorer) plainFeatures() {
	for i := range s.read.Words {
		w := &s.read.Words[i]
		if w.ID != noWord {
			s.add(kWord, w.ID, 0, 0, i, i+1)
		}
		x := &s.m.vocab.info[w.ID]
		s.add(kCoarse, x.coarse, 0, 0, i, i+1)
		s.add(kFine, x.fine, 0, 0, i, i+1)
	}
	for _, k := range s.head.keys(nil) {
		s.feats = append(s.feats, feature{key: k})
	}
}

func (s *Scorer) roleFeatures() {
	for _, c := range s.read.Clauses {
		s.add(kRole, int32(c.Role), 0, 0, int(c.From), int(c.From))
		op, opAt := int32(noWord), 0
		for i := int(c.From); i < int(c.To); i++ {
			w := &s.read.Words[i]
			if w.ID == noWord {
				continue
			}
			if c.Role != sentence.MainClause {
				s.add(kRoleWord, int32(c.Role), w.ID, 0, i, i+1)
			}
			if op != noWord && i-opAt <= sentence.NegationReach && sentence.IsWord(w) {
				s.add(kNegWord, op, w.ID, 0, i, i+1)
			}
			if w.Has(sentence.FlagOperator) {
				op, opAt = w.ID, i
			}
		}
	}
}

func (s *Scorer) effectFeatures() {
	set := int32(0)
	for i := range s.read.Scoped {
		x := &s.read.Scoped[i]
		from, to := int(x.From), int(x.To)
		s.add(kEffect, int32(x.Effect), 0, 0, from, to)
		s.add(kEffectRole, int32(x.Effect), int32(s.read.Clauses[x.Clause].Role), 0, from, to)
		if id := s.read.Words[x.Main].ID; id != noWord {
			s.add(kEffectWord, int32(x.Effect), id, 0, from, to)
		}
		if i > 0 {
			s.add(kEffectPair, int32(s.read.Scoped[i-1].Effect), int32(x.Effect), 0, from, to)
		}
		set |= sentence.SetOf[x.Effect]
	}
	s.add(kEffectSet, set, 0, 0, 0, 0)
}

// stanceFeatures appends what the theme adds: its own clause and what stands
// next to its triggers. Without triggers the whole sentence stands for them.
func (s *Scorer) stanceFeatures(theme int32, triggers []corpus.Span) {
	s.add(kStance, 0, 0, 0, 0, 0)
	s.add(kTheme, theme, 0, 0, 0, 0)
	set, next := int32(0), 0
	for ci, c := range s.read.Clauses {
		own := s.read.Owns(c, triggers)
		if own {
			s.add(kOwnRole, int32(c.Role), 0, 0, int(c.From), int(c.From))
		}
		for i := int(c.From); i < int(c.To); i++ {
			w := s.read.Words[i].ID
			if w == noWord {
				continue
			}
			if theme != noWord {
				s.add(kThemeWord, theme, w, 0, i, i+1)
			}
			if !own {
				s.add(kOtherWord, w, 0, 0, i, i+1)
				continue
			}
			s.add(kOwnWord, w, 0, 0, i, i+1)
			s.add(kOwnCluster, s.m.vocab.info[w].fine, 0, 0, i, i+1)
			if theme != noWord {
				s.add(kThemeOwn, theme, w, 0, i, i+1)
			}
			if i+1 < int(c.To) && s.read.Words[i+1].ID != noWord {
				s.add(kOwnWord2, w, s.read.Words[i+1].ID, 0, i, i+2)
			}
		}
		for ; next < len(s.read.Scoped) && int(s.read.Scoped[next].Clause) == ci; next++ {
			x := &s.read.Scoped[next]
			from, to := int(x.From), int(x.To)
			if !own {
				s.add(kOtherEff, int32(x.Effect), 0, 0, from, to)
				continue
			}
			set |= sentence.SetOf[x.Effect]
			s.add(kOwnEffect, int32(x.Effect), 0, 0, from, to)
			if theme != noWord {
				s.add(kThemeEff, theme, int32(x.Effect), 0, from, to)
			}
		}
	}
	s.add(kOwnEffSet, set, 0, 0, 0, 0)
	s.themeFeatures(theme, set, triggers)
	s.themeTurns(theme, triggers)
	s.themeMoves(triggers)
	s.theme, s.triggers = theme, triggers
	for i, t := range triggers {
		if i < 3 {
			s.triggerFeatures(t)
		}
	}
	s.copyFeatures(s.shared)
}

func (s *Scorer) triggerFeatures(t corpus.Span) {
	first, last := -1, -1
	for i := range s.read.Words {
		if s.read.Words[i].Overlaps(t) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	id := func(i int) int32 {
		if i < 0 || i >= len(s.read.Words) {
			return noWord
		}
		return s.read.Words[i].ID
	}
	for d := 1; d <= 5; d++ {
		if w := id(last + d); w != noWord {
			s.add(kAfter, w, 0, 0, last+d, last+d+1)
		}
		if w := id(first - d); w != noWord {
			s.add(kBefore, w, 0, 0, first-d, first-d+1)
		}
	}
	if a, b, c := id(last+1), id(last+2), id(last+3); a != noWord {
		s.add(kNext, a, 0, 0, last+1, last+2)
		if b != noWord {
			s.add(kNext, a, b, 0, last+1, last+3)
			if c != noWord {
				s.add(kNext, a, b, c, last+1, last+4)
			}
		}
	}
	if a, b := id(first-1), id(first-2); a != noWord {
		s.add(kPrev, a, 0, 0, first-1, first)
		if b != noWord {
			s.add(kPrev, a, b, 0, first-2, first)
		}
	}
}
