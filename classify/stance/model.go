package stance

import (
	"sync"

	"assay/corpus"
	"assay/extract"
)

// weights of one feature for the four classes, its scale folded in.
type weights [Classes]float32

// Model judges sentences. It is immutable and safe for concurrent use; take one
// Scorer a goroutine.
type Model struct {
	Card Card

	digest   [32]byte // of the file
	lexText  string
	lex      *Lexicon
	vocab    *vocab
	table    *table
	keys     []uint64
	weights  []weights
	sharpen  [2]float64 // scores are multiplied with it before they become probabilities: of sentiment, of stance
	headings sync.Map   // heading text -> *headed
}

// Scorer judges one sentence at a time with one Model. It is not safe for
// concurrent use; its buffers are reused from sentence to sentence.
type Scorer struct {
	m       *Model
	text    string
	words   []word
	hits    []hit
	clauses []clause
	scoped  []scoped
	feats   []feature
	shared  int // feats[:shared] are those of the sentence as a whole
	base    [Classes]float64
	context int32
	tense   extract.Tense
	head    *headed

	headText string
	letters  map[string]weights // summed weights of the letters of words outside the vocabulary
	charKeys []uint64
}

// maxLetters bounds the words outside the vocabulary a scorer remembers.
const maxLetters = 4096

// Scorer returns a new scorer.
func (m *Model) Scorer() *Scorer { return &Scorer{m: m, letters: map[string]weights{}} }

// Sentence takes sentence i of p as the one to judge.
func (s *Scorer) Sentence(p *extract.Parse, i int) {
	s.features(p, i)
	s.base = s.sum(s.feats)
	for k := range s.words {
		if w := &s.words[k]; w.id == noWord && taggable(w) {
			add(&s.base, s.lettersOf(w.low))
		}
	}
}

// features finds the features of the sentence as a whole.
func (s *Scorer) features(p *extract.Parse, i int) {
	sen := &p.Sentences[i]
	s.prepare(p, i)
	s.context, s.tense = int32(plainContext(sen.Context)), sen.Tense
	heading := sen.Heading.Of(p.Doc.Text)
	if s.context == int32(extract.InArticle) {
		heading = "" // a headline says nothing of where a sentence stands
	}
	if heading != s.headText || s.head == nil {
		s.headText, s.head = heading, s.m.heading(heading)
	}
	s.feats = s.feats[:0]
	s.sentenceFeatures()
	s.shared = len(s.feats)
}

// prepare finds words, lexicon entries, clauses and scopes.
func (s *Scorer) prepare(p *extract.Parse, i int) {
	sen := &p.Sentences[i]
	s.text = p.Doc.Text
	s.words = wordsOf(p.Doc.Text, p.Tokens[sen.FirstToken:min(sen.EndToken, sen.FirstToken+maxWords)], s.words[:0])
	for k := range s.words {
		w := &s.words[k]
		w.id = s.m.vocab.ids[w.low]
		w.base = w.id
		if w.lemma != "" && w.lemma != w.low && w.kind == extract.TokenWord {
			w.base = s.m.vocab.ids[w.lemma]
		}
	}
	s.hits = s.m.lex.find(s.words, s.hits[:0])
	s.clauses = clausesOf(s.words, s.clauses[:0])
	s.scoped = scopes(s.words, s.hits, s.clauses, s.scoped[:0])
}

// maxWords is how much of a sentence is read: the longest in the reports has
// some 250 words; what is longer is a table that lost its lines.
const maxWords = 2000

// plainContext folds the contexts that coded sentences do not tell apart.
func plainContext(c extract.Context) extract.Context {
	switch c {
	case extract.Recommendation:
		return c
	case extract.InArticle, extract.InComment:
		return extract.InArticle
	}
	return extract.Finding
}

func (m *Model) heading(text string) *headed {
	if h, ok := m.headings.Load(text); ok {
		return h.(*headed)
	}
	h := m.vocab.headed(text)
	if h == nil {
		h = &headed{}
	}
	m.headings.Store(text, h)
	return h
}

func add(to *[Classes]float64, w weights) {
	for c := range to {
		to[c] += float64(w[c])
	}
}

// sum adds up the weights of features, in their order.
func (s *Scorer) sum(fs []feature) (z [Classes]float64) {
	for i := range fs {
		if n := s.m.table.find(fs[i].key); n >= 0 {
			add(&z, s.m.weights[n])
		}
	}
	return z
}

func (s *Scorer) lettersOf(low string) weights {
	if w, ok := s.letters[low]; ok {
		return w
	}
	s.charKeys = charKeys(low, s.charKeys[:0])
	var z [Classes]float64
	for _, k := range s.charKeys {
		if n := s.m.table.find(k); n >= 0 {
			add(&z, s.m.weights[n])
		}
	}
	var w weights
	for c := range w {
		w[c] = float32(z[c])
	}
	if len(s.letters) < maxLetters {
		s.letters[low] = w
	}
	return w
}

// Sentiment is the verdict on the whole sentence.
func (s *Scorer) Sentiment() Verdict {
	return verdictOf(s.base, s.m.sharpen[0]*rowScale(len(s.words)))
}

// Stance is the verdict towards a theme with the given triggers, the direction
// of change, and the cues that decided, strongest first. Without triggers the
// whole sentence stands for them. A theme the model was not trained on is judged
// by the features that all themes share.
func (s *Scorer) Stance(theme string, triggers []corpus.Span) (Verdict, Direction, []Cue) {
	triggers = triggers[:min(len(triggers), maxTriggers)]
	s.feats = s.feats[:s.shared]
	s.stanceFeatures(s.m.vocab.ids[themeKey(theme)], triggers)
	z := s.base
	own := s.sum(s.feats[s.shared:])
	for c := range z {
		z[c] += own[c]
	}
	v := verdictOf(z, s.m.sharpen[1]*rowScale(len(s.words)))
	dir := s.direction(triggers)
	return v, dir, s.cues(v.Class)
}

// maxTriggers bounds the triggers looked at; no coded sentence has more.
const maxTriggers = 8

// Trained reports whether the model has seen coded mentions of the theme.
func (m *Model) Trained(theme string) bool { return m.vocab.ids[themeKey(theme)] != noWord }

// Contrast reports whether a clause of the sentence is set against another.
func (s *Scorer) Contrast() bool {
	for _, c := range s.clauses {
		if c.role == conceded || c.role == turned {
			return true
		}
	}
	return false
}
