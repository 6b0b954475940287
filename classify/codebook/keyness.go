package codebook

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"assay/corpus"
	"assay/extract"
)

// maxPhrase is the longest phrase keyness looks at, in words.
const maxPhrase = 3

// Keyness finds the words and phrases that set some sentences apart from
// others, by log-likelihood (Dunning 1993, Accurate methods for the statistics
// of surprise and coincidence). A phrase counts once a sentence. It is not safe
// for concurrent use.
type Keyness struct {
	in, out int              // sentences
	target  map[string]*seen // phrases of the target sentences
	rest    map[uint64]int32 // hash of a phrase -> other sentences that hold it
	words   []string
	spans   []corpus.Span
	met     map[string]bool
}

type seen struct{ sentences, triggers int }

// Keyword is one phrase with its figures.
type Keyword struct {
	Phrase    string
	Target    int     // target sentences that hold it
	Rest      int     // other sentences that hold it
	Score     float64 // log-likelihood G2; 15.1 is significant at 0.0001 for one phrase
	LogRatio  float64 // log2 of the two relative frequencies, half a sentence added to each
	InTrigger float64 // share of its target sentences in which a trigger overlaps it
}

// NewKeyness makes an empty Keyness.
func NewKeyness() *Keyness {
	return &Keyness{target: map[string]*seen{}, rest: map[uint64]int32{}, met: map[string]bool{}}
}

// Add counts sentence s of p. triggers are the spans of the theme's hit, nil
// where it has none.
func (k *Keyness) Add(p *extract.Parse, s int, target bool, triggers []corpus.Span) {
	if target {
		k.in++
	} else {
		k.out++
	}
	clear(k.met)
	sn := &p.Sentences[s]
	text := p.Doc.Text
	k.words, k.spans = k.words[:0], k.spans[:0]
	for i := sn.FirstToken; i < sn.EndToken; i++ {
		t := &p.Tokens[i]
		w, drop := possessive(t.Of(text))
		switch {
		case t.Kind != extract.TokenWord:
			k.flush(target, triggers)
		case !drop:
			k.words = append(k.words, strings.ToLower(straighten(w)))
			k.spans = append(k.spans, t.Span)
		}
	}
	k.flush(target, triggers)
}

// AddExamples counts examples of a theme among its sentences, without triggers.
func (k *Keyness) AddExamples(examples []Example) {
	for _, x := range examples {
		k.Add(extract.One(x.Text, x.Heading), 0, true, nil)
	}
}

// Plain is the words of sentence s of p as Keyness counts them, each between
// single spaces; a mark between words is " | ".
func Plain(p *extract.Parse, s int) string {
	sn := &p.Sentences[s]
	var b strings.Builder
	b.WriteByte(' ')
	for i := sn.FirstToken; i < sn.EndToken; i++ {
		t := &p.Tokens[i]
		w := "|"
		if t.Kind == extract.TokenWord {
			if w = PlainWord(t.Of(p.Doc.Text)); w == "" {
				continue
			}
		}
		b.WriteString(w)
		b.WriteByte(' ')
	}
	return b.String()
}

// flush counts the phrases of the words gathered since the last mark.
func (k *Keyness) flush(target bool, triggers []corpus.Span) {
	for i := range k.words {
		if FunctionWord(k.words[i]) {
			continue
		}
		for n := 1; n <= maxPhrase && i+n <= len(k.words); n++ {
			if FunctionWord(k.words[i+n-1]) {
				continue
			}
			phrase := strings.Join(k.words[i:i+n], " ")
			if k.met[phrase] {
				continue
			}
			k.met[phrase] = true
			if !target {
				k.rest[hashPhrase(phrase)]++
				continue
			}
			e := k.target[phrase]
			if e == nil {
				e = &seen{}
				k.target[phrase] = e
			}
			e.sentences++
			at := corpus.Span{Start: k.spans[i].Start, End: k.spans[i+n-1].End}
			if slices.ContainsFunc(triggers, at.Overlaps) {
				e.triggers++
			}
		}
	}
	k.words, k.spans = k.words[:0], k.spans[:0]
}

func hashPhrase(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s)) // never fails
	return h.Sum64()
}

// held is the share of its target sentences from which on a phrase counts as
// held by the patterns already.
const held = 0.5

// Top is the phrases of at least min target sentences that are more frequent
// there than elsewhere, the highest score first, at most n. A phrase nearly
// always inside a longer one of the list is left out, and so is one that the
// patterns hold already, unless withHeld is set; hidden is how many these were.
func (k *Keyness) Top(n, min int, withHeld bool) (list []Keyword, hidden int) {
	var all []Keyword
	for phrase, e := range k.target {
		if e.sentences < min {
			continue
		}
		b := int(k.rest[hashPhrase(phrase)])
		w := Keyword{Phrase: phrase, Target: e.sentences, Rest: b, Score: LogLikelihood(e.sentences, k.in, b, k.out),
			InTrigger: float64(e.triggers) / float64(e.sentences)}
		w.LogRatio = LogRatio(e.sentences, k.in, b, k.out)
		switch {
		case w.LogRatio <= 0:
		case w.InTrigger >= held && !withHeld:
			hidden++
		default:
			all = append(all, w)
		}
	}
	slices.SortFunc(all, func(a, b Keyword) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(b.Phrase), len(a.Phrase)), strings.Compare(a.Phrase, b.Phrase))
	})
	var out []Keyword
	for _, w := range all {
		if len(out) == n {
			break
		}
		inside := slices.ContainsFunc(out, func(l Keyword) bool {
			return len(l.Phrase) > len(w.Phrase) && 10*l.Target >= 9*w.Target && strings.Contains(" "+l.Phrase+" ", " "+w.Phrase+" ")
		})
		if !inside {
			out = append(out, w)
		}
	}
	return out, hidden
}

// LogRatio is the binary logarithm of the ratio of two relative frequencies, a of
// n and b of m sentences, half a sentence added to each.
func LogRatio(a, n, b, m int) float64 {
	return math.Log2((float64(a) + 0.5) / (float64(n) + 1) * (float64(m) + 1) / (float64(b) + 0.5))
}

// LogLikelihood is G2 of a of n against b of m sentences that hold a phrase.
func LogLikelihood(a, n, b, m int) float64 {
	if n+m == 0 {
		return 0
	}
	share := float64(a+b) / float64(n+m)
	g := 0.0
	for _, c := range [...]struct{ got, of int }{{a, n}, {b, m}} {
		if c.got > 0 {
			g += float64(c.got) * math.Log(float64(c.got)/(float64(c.of)*share))
		}
		if rest := c.of - c.got; rest > 0 {
			g += float64(rest) * math.Log(float64(rest)/(float64(c.of)*(1-share)))
		}
	}
	return 2 * g
}
