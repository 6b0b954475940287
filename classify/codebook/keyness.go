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
	in, out   int              // sentences
	target    map[string]*seen // phrases of the target sentences
	rest      map[uint64]int32 // hash of a phrase -> other sentences that hold it
	functions map[string]bool
	words     []string
	spans     []corpus.Span
	met       map[string]bool
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
	k := &Keyness{target: map[string]*seen{}, rest: map[uint64]int32{}, functions: map[string]bool{}, met: map[string]bool{}}
	for _, w := range strings.Fields(functionWords) {
		k.functions[w] = true
	}
	return k
}

// functionWords neither begin nor end a phrase.
const functionWords = `a an the this that these those and or but nor of in on at by for from to with without within into
 over under between through during before after since until as than then so such is are was were be been being has have
 had having do does did doing will would can could should may might must shall not no it its they them their theirs he
 him his she her hers we us our you your i me my who whom whose which what where when why how there here also more most
 very too all any some each both few many other own same only just if because while although however which also well`

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

// flush counts the phrases of the words gathered since the last mark.
func (k *Keyness) flush(target bool, triggers []corpus.Span) {
	for i := range k.words {
		if k.functions[k.words[i]] {
			continue
		}
		for n := 1; n <= maxPhrase && i+n <= len(k.words); n++ {
			if k.functions[k.words[i+n-1]] {
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

// Top is the phrases of at least min target sentences that are more frequent
// there than elsewhere, the highest score first, at most n. A phrase nearly
// always inside a longer one of the list is left out.
func (k *Keyness) Top(n, min int) []Keyword {
	var all []Keyword
	for phrase, e := range k.target {
		if e.sentences < min {
			continue
		}
		b := int(k.rest[hashPhrase(phrase)])
		w := Keyword{Phrase: phrase, Target: e.sentences, Rest: b, Score: logLikelihood(e.sentences, k.in, b, k.out),
			InTrigger: float64(e.triggers) / float64(e.sentences)}
		w.LogRatio = math.Log2((float64(e.sentences) + 0.5) / (float64(k.in) + 1) * (float64(k.out) + 1) / (float64(b) + 0.5))
		if w.LogRatio > 0 {
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
	return out
}

// logLikelihood is G2 of a of n against b of m sentences that hold a phrase.
func logLikelihood(a, n, b, m int) float64 {
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
