package stance

import (
	"strings"
	"sync"
	"sync/atomic"

	"assay/classify/stance/sentence"
	"assay/corpus"
	"assay/extract"
)

// Model judges sentences. It is immutable and safe for concurrent use; take one
// Scorer a goroutine.
type Model struct {
	Card Card

	digest       [32]byte               // of the file
	base         [32]byte               // of the file of the model that an extension extends
	fix          map[string]*correction // of an extension, by theme; "" is sentiment
	lexText      string
	lex          *sentence.Lexicon
	vocab        *vocab
	table        *table          // nil while it is trained
	plain        [Copies][]score // by copy and number of a word: what it and its clusters say by themselves, copies before it included
	layer        Layer
	calibrated   Calibration
	heads        heads
	headings     sync.Map // heading text -> *headed
	headingCount atomic.Int64
}

// Scorer judges one sentence at a time with one Model. It is not safe for
// concurrent use; its buffers are reused from sentence to sentence.
type Scorer struct {
	read     sentence.Reading // of the sentence
	m        *Model
	forms    *sentence.Forms
	theme    int32         // judged last, by number
	triggers []corpus.Span // of it
	copies   int           // the last copy of features the sentence takes part in
	feats    []feature
	shared   int       // feats[:shared] are those of the sentence as a whole
	per      []Weights // what each word adds for the sentence as a whole, in thousandths
	rest     Weights   // what heading, context and shape of the sentence add
	themed   []Weights // per with what the theme adds
	proof    evidence
	change   Direction // of the theme judged last
	context  int32
	tense    extract.Tense
	role     extract.Role
	named    bool // somebody is quoted by name or office
	side     extract.Side
	demanded bool // asked for: part of an ask, or among recommendations and not told as a finding
	head     *headed

	span, headSpan corpus.Span     // of the sentence and its heading
	pull           [Inputs]Weights // of the second layer, of the verdict explained last

	headText string
	extra    [][Classes]float64 // what the correction adds to each word of the verdict given last; empty where there is none
	fixing   *correction        // that of the verdict given last, nil where there is none

	letters  map[string]score // summed weights of the letters of words outside the vocabulary
	charKeys []uint64

	sawWords    bool      // byWord is of this sentence
	byWord      []int32   // what words say of presence by themselves, by column
	sawPresence bool      // presence and sums are of this sentence
	presence    []feature // of more than one word
	seen        []feature // of the patterns of a theme
	sums        []int32   // of presence, by column
	keys        []uint64  // of the heads asked last
	mentionSums []int32   // by column
	trends      []sentence.Trend
	times       []sentence.Time // of each word
	amounts     []sentence.Amount
}

// maxLetters bounds the words outside the vocabulary a scorer remembers.
const maxLetters = 4096

// Scorer returns a new scorer.
func (m *Model) Scorer() *Scorer {
	return &Scorer{m: m, forms: sentence.NewForms(m.vocab.ids, m.lex), letters: map[string]score{}}
}

// Sentence takes sentence i of p as the one to judge.
func (s *Scorer) Sentence(p *extract.Parse, i int) {
	s.features(p, i)
	s.per, s.rest = s.per[:0], Weights{}
	for k := range s.read.Words {
		var w Weights
		w.addScore(s.plainOf(&s.read.Words[k]))
		s.per = append(s.per, w)
	}
	s.rest.addScore(s.head.sum)
	s.m.table.spread(s.feats, s.per, &s.rest)
}

// features finds the features of the sentence as a whole.
func (s *Scorer) features(p *extract.Parse, i int) {
	sen := &p.Sentences[i]
	s.read.Read(s.forms, p, i)
	s.span, s.headSpan = sen.Span, sen.Heading
	s.context, s.tense, s.copies = int32(plainContext(sen.Context)), sen.Tense, copiesOf(sen.Context)
	s.side = sen.Side
	s.demanded = s.demanding() && (sen.Action >= 0 || !sentence.Stated(s.read.Words))
	s.role, s.named, s.sawPresence = sen.Role, p.Quoted(i), false
	s.sawWords = false
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
	if m.table != nil {
		h.sum = m.table.sum(h.keys(nil))
	}
	if m.headingCount.Add(1) > maxHeadings {
		m.headingCount.Store(0)
		m.headings.Clear()
	}
	m.headings.Store(strings.Clone(text), h) // the text of a document must not be kept alive
	return h
}

// maxHeadings bounds the headings a model remembers; the 240 reports have some
// five hundred.
const maxHeadings = 4 << 10

// install gives the model its weights.
func (m *Model) install(keys []uint64, ws []Rounded) {
	m.headings.Clear() // those met while training have no sums
	m.table = newTable(keys, ws)
	for c := range m.plain {
		m.plain[c] = make([]score, len(m.vocab.words))
		for i := range m.plain[c] {
			x := m.vocab.info[i]
			own := []uint64{copyOf(key(kCoarse, x.coarse, 0, 0), c), copyOf(key(kFine, x.fine, 0, 0), c), copyOf(key(kWord, int32(i), 0, 0), c)}
			if i == noWord {
				own = own[:2]
			}
			m.plain[c][i] = m.table.sum(own)
			if c > 0 {
				m.plain[c][i].addScore(m.plain[c-1][i])
			}
		}
	}
}

// plainOf is what a word says by itself; one that is not in the vocabulary says
// it by its letters.
func (s *Scorer) plainOf(w *sentence.Word) score {
	z := s.m.plain[s.copies][w.ID]
	if w.ID == noWord && sentence.IsWord(w) {
		z.addScore(s.lettersOf(w.Low))
	}
	return z
}

func (s *Scorer) lettersOf(low string) score {
	if z, ok := s.letters[low]; ok {
		return z
	}
	s.charKeys = charKeys(low, s.charKeys[:0])
	z := s.m.table.sum(s.charKeys)
	if len(s.letters) < maxLetters {
		s.letters[strings.Clone(low)] = z
	}
	return z
}

// Sentiment is the verdict on the whole sentence.
func (s *Scorer) Sentiment() Verdict {
	s.proof.explain = false
	s.gather(&s.proof, s.per, s.rest, false, nil)
	return s.verdict(0, "", nil)
}

// verdict is that on what was gathered last, of sentiment (0) or stance (1).
func (s *Scorer) verdict(task int, theme string, triggers []corpus.Span) Verdict {
	c := &s.m.calibrated[task][s.copies]
	v := s.fixed(theme, c.Verdict(s.m.layer.Scores(&s.proof.value, c.Second)), triggers)
	if s.demanded {
		v = v.demanded()
	}
	return v
}

// Stance is the verdict towards a theme with the given triggers, and the cues
// that decided, strongest first. Without triggers the whole sentence stands for
// them. A theme the model was not trained on is judged by the features that all
// themes share.
func (s *Scorer) Stance(theme string, triggers []corpus.Span) (Verdict, []Cue) {
	v := s.Towards(theme, triggers)
	return v, s.cues(v.Class, triggers)
}

// Towards is Stance without the cues.
func (s *Scorer) Towards(theme string, triggers []corpus.Span) Verdict {
	s.gatherStance(theme, triggers)
	return s.verdict(1, theme, triggers)
}

// gatherStance gathers what there is for a stance into s.proof.
func (s *Scorer) gatherStance(theme string, triggers []corpus.Span) {
	triggers = triggers[:min(len(triggers), maxTriggers)]
	s.feats = s.feats[:s.shared]
	s.stanceFeatures(s.m.vocab.ids[themeKey(theme)], triggers)
	s.themed = append(s.themed[:0], s.per...)
	rest := s.rest
	s.m.table.spread(s.feats[s.shared:], s.themed, &rest)
	s.proof.explain = true
	s.gather(&s.proof, s.themed, rest, true, triggers)
}

// maxTriggers bounds the triggers looked at; no coded sentence has more.
const maxTriggers = 8

// Trained reports whether the model has seen coded mentions of the theme.
func (m *Model) Trained(theme string) bool {
	return m.vocab.ids[themeKey(theme)] != noWord || m.fix[theme] != nil
}

// Contrast reports whether a clause of the sentence is set against another.
func (s *Scorer) Contrast() bool { return s.read.Contrast() }

// demanding reports whether the sentence stands among recommendations.
func (s *Scorer) demanding() bool { return s.context == int32(extract.Recommendation) }
