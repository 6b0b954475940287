package stance

import (
	"assay/classify/stance/sentence"
	"assay/corpus"
	"assay/extract"
)

// What training needs of a model: classify/stance/train fills it in, in this
// order: NewUntrained, SetVocabulary, the features of its examples, SetWeights,
// SetLayer, SetCalibration.

// NewUntrained is a model with the built-in lexicon and nothing learnt.
func NewUntrained() (*Model, error) {
	lex, err := sentence.ParseLexicon(sentence.LexiconText)
	if err != nil {
		return nil, err
	}
	return &Model{lexText: sentence.LexiconText, lex: lex, calibrated: Uncalibrated()}, nil
}

// Terms reads what vocabularies are made of.
type Terms struct {
	forms *sentence.Forms
	ws    []sentence.Word
}

// NewTerms reads with the lexicon of m.
func NewTerms(m *Model) *Terms { return &Terms{forms: sentence.NewForms(nil, m.lex)} }

// Words are the words of the first sentence of p, grades masked. The slice lasts
// until the next call.
func (t *Terms) Words(p *extract.Parse, out []string) []string {
	t.read(p)
	for k := range t.ws {
		out = append(out, t.ws[k].Low)
	}
	return out
}

// Mark marks every term of the first sentence of p: its words, their lemmas, its
// heading and the words of that.
func (t *Terms) Mark(p *extract.Parse, mark map[string]bool) {
	t.read(p)
	for k := range t.ws {
		w := &t.ws[k]
		mark[w.Low] = true
		if w.Lemma != "" && w.Kind == extract.TokenWord {
			mark[w.Lemma] = true
		}
	}
	if h := p.Sentences[0].Heading.Of(p.Doc.Text); h != "" {
		whole, words := headingWords(h)
		mark[headingKey(whole)] = true
		for _, w := range words {
			mark[w] = true
		}
	}
}

func (t *Terms) read(p *extract.Parse) {
	s := &p.Sentences[0]
	t.ws = t.forms.Words(p.Doc.Text, p.Tokens[s.FirstToken:s.EndToken], t.ws[:0])
}

// StandIns are terms of every vocabulary: they stand for words whose sign is
// turned round.
func StandIns() []string { return []string{sentence.TurnedBad, sentence.TurnedGood} }

// SetVocabulary numbers the terms and the themes, in this order, and takes the
// clusters of each.
func (m *Model) SetVocabulary(terms []string, cluster func(v Vocabulary)) {
	m.vocab = newVocab(terms)
	cluster(Vocabulary{m.vocab})
	for w, id := range m.vocab.ids {
		if sentence.StandsForItself[w] {
			m.vocab.info[id] = wordInfo{ownCluster + id, ownCluster + id}
		}
	}
}

// Vocabulary is the vocabulary of a model while its clusters are found.
type Vocabulary struct{ v *vocab }

// Size is how many numbers there are; those below FirstWord are no words.
func (v Vocabulary) Size() int { return len(v.v.words) }

// Number is the number of a term, 0 where it has none.
func (v Vocabulary) Number(term string) int32 { return v.v.ids[term] }

// SetClusters gives a word its clusters.
func (v Vocabulary) SetClusters(number, coarse, fine int32) {
	v.v.info[number] = wordInfo{coarse, fine}
}

// FirstWord is the first number of a vocabulary that is a word's.
const FirstWord = firstWord

// Clusters are two cuts through the same word vectors, a coarse and a fine one.
const (
	CoarseClusters = coarseClusters
	FineClusters   = fineClusters
)

// ThemeTerm is the term that stands for a theme in a vocabulary.
func ThemeTerm(theme string) string { return themeKey(theme) }

// Keys are the features of the first sentence of p as a whole, and what the
// scores of its rows are multiplied with.
func (s *Scorer) Keys(p *extract.Parse) (keys []uint64, scale float64) {
	s.features(p, 0)
	return keysOf(s.feats), rowScale(len(s.read.Words))
}

// ThemeKeys are the features of the sentence that Keys read last with those of a
// theme.
func (s *Scorer) ThemeKeys(theme string, triggers []corpus.Span) []uint64 {
	s.feats = s.feats[:s.shared]
	s.stanceFeatures(s.m.vocab.ids[themeKey(theme)], triggers)
	return keysOf(s.feats)
}

func keysOf(fs []feature) []uint64 {
	out := make([]uint64, len(fs))
	for i := range fs {
		out[i] = fs[i].key
	}
	return out
}

// Inputs gives what the first layer tells the second of the sentence read last,
// as a whole (theme "") or towards a theme.
func (s *Scorer) Inputs(theme string, triggers []corpus.Span) [Inputs]float32 {
	if theme == "" {
		s.Sentiment()
	} else {
		s.gatherStance(theme, triggers)
	}
	return s.proof.value
}

// TotalInput is the first of the four inputs that are the first layer's score.
const TotalInput = int(inTotal)

// SetWeights gives the model the weights of features.
func (m *Model) SetWeights(keys []uint64, ws []Rounded) { m.install(keys, ws) }

// Features is how many features have a weight.
func (m *Model) Features() int { return m.table.used }

// SetLayer gives the model its second layer.
func (m *Model) SetLayer(l *Layer) { m.layer = *l }

// SetCalibration gives the model its calibration.
func (m *Model) SetCalibration(c Calibration) { m.calibrated = c }

// Calibration is the calibration of the model.
func (m *Model) Calibration() Calibration { return m.calibrated }

// KindOf is the kind of text a context belongs to, as Calibration numbers them.
func KindOf(c extract.Context) int { return copiesOf(c) }

// With is a model with the lexicon and vocabulary of m and the weights
// given.
func (m *Model) With(keys []uint64, ws []Rounded) *Model {
	n := &Model{lex: m.lex, vocab: m.vocab, calibrated: Uncalibrated()}
	n.install(keys, ws)
	return n
}

// FamilyOf is the family of a feature, and the scale its value has by default.
func FamilyOf(key uint64) (name string, scale float64) {
	k, c := kindOf(key), key>>copyAt
	return copyNames[c] + kindNames[k], kindScale[k] * copyScale[c]
}

// Overlapping reports whether a feature says again what others say.
func Overlapping(key uint64) bool {
	k := kindOf(key)
	return k != kWord && k != kWord2 && k != kBias && k != kStance
}

// LettersOf appends the features of the letters of the word that a feature
// stands for; none where it stands for no word of letters.
func (m *Model) LettersOf(key uint64, keys []uint64) []uint64 {
	k, w, _, _ := unkey(key)
	if key>>copyAt != 0 || k != kWord || !isLetters(m.vocab.words[w]) {
		return keys
	}
	return charKeys(m.vocab.words[w], keys)
}

func isLetters(w string) bool { return w != "" && (w[0] >= 'a' && w[0] <= 'z' || w[0] >= 0x80) }

// VerdictOf turns scores into probabilities and the class of the highest.
func VerdictOf(z [Classes]float64, scale float64) Verdict { return verdictOf(z, scale) }

// PresenceRow are the features of presence, all themes alike, of the sentence
// that Keys read last.
func (s *Scorer) PresenceRow() []uint64 {
	var keys []uint64
	for i := range s.read.Words {
		keys = s.m.wordKeys(s.read.Words[i].Own, keys)
	}
	return append(keys, keysOf(s.presenceKeys(nil))...)
}

// EvidenceRow are the features of what patterns make of a theme in that sentence.
func (s *Scorer) EvidenceRow(e *Evidence) []uint64 { return keysOf(s.evidenceKeys(e, nil)) }

// MentionRow are the features of direction, tense and voice of the theme that
// ThemeKeys read last.
func (s *Scorer) MentionRow() []uint64 { return s.mentionKeys(nil) }

// OfChange reports whether a feature of a mention is for direction alone: time and voice
// gain nothing by it.
func OfChange(key uint64) bool { k := kindOf(key); return k == kTrend || k == kTrendTheme }

// Placed is a verdict on the first sentence of p with what its place in the text
// demands.
func (s *Scorer) Placed(p *extract.Parse, v Verdict) Verdict {
	sen := &p.Sentences[0]
	if sen.Context != extract.Recommendation {
		return v
	}
	s.read.Read(s.forms, p, 0)
	if sentence.Stated(s.read.Words) {
		return v
	}
	return v.demanded()
}
