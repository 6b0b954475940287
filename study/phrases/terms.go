package phrases

import (
	"strings"

	"assay/classify/codebook"
	"assay/extract"
)

// Form is what a phrase is.
type Form string

// The forms.
const (
	Word Form = "word"
	Row  Form = "row"  // two or three words one after the other
	Pair Form = "pair" // a verb and its thing, or a thing and what it is said to be; of lemmas
)

// term is one phrase of a sentence; words are what it is made of, for telling
// whether they are the theme's own.
type term struct {
	text  string
	form  Form
	words []string // lemmas of its words that are no function words
}

// maxRow is the longest row, in words.
const maxRow = 3

// terms gives the phrases of sentence s of p, whose tokens are tagged; a phrase
// may come more than once.
func terms(p *extract.Parse, s int, give func(term)) {
	sn := &p.Sentences[s]
	tokens := p.Tokens[sn.FirstToken:sn.EndToken]
	text := p.Doc.Text
	words := make([]string, 0, len(tokens)) // lower case, "" for what ends a row
	lemmas := make([]string, 0, len(tokens))
	for i := range tokens {
		w := ""
		if tokens[i].Kind == extract.TokenWord {
			if w = codebook.PlainWord(tokens[i].Of(text)); w == "" {
				continue // a possessive mark
			}
		}
		words, lemmas = append(words, w), append(lemmas, tokens[i].Lemma)
	}
	for i, w := range words {
		if w == "" || codebook.FunctionWord(w) {
			continue
		}
		for n := 1; n <= maxRow && i+n <= len(words) && words[i+n-1] != ""; n++ {
			if codebook.FunctionWord(words[i+n-1]) {
				continue
			}
			t := term{text: strings.Join(words[i:i+n], " "), form: Row}
			if n == 1 {
				t.form = Word
			}
			for k := i; k < i+n; k++ {
				if !codebook.FunctionWord(words[k]) {
					t.words = append(t.words, lemmas[k])
				}
			}
			give(t)
		}
	}
	pairs(tokens, give)
}

// part is what a token is to a pair.
type part uint8

const (
	other part = iota
	noun
	verb
	participle // past participle
	be
	adjective
	skipped // determiners, numbers, adverbs, possessives: a noun may still come
	denial
)

var parts = map[string]part{
	"NN": noun, "NNS": noun, "NNP": noun, "NNPS": noun,
	"VB": verb, "VBD": verb, "VBG": verb, "VBP": verb, "VBZ": verb, "VBN": participle,
	"JJ": adjective, "JJR": adjective, "JJS": adjective,
	"DT": skipped, "CD": skipped, "RB": skipped, "RBR": skipped, "RBS": skipped, "PRP$": skipped, "PDT": skipped, "POS": skipped, "RP": skipped,
}

// Verbs that carry another: they are no verb of a pair, and a thing may stand
// before them.
var carriers = map[string]bool{"be": true, "have": true, "do": true, "get": true, "become": true, "remain": true}

func partOf(t *extract.Token) part {
	switch {
	case t.Kind != extract.TokenWord && t.Kind != extract.TokenNumber:
		return other
	case t.Lemma == "not" || t.Lemma == "n't" || t.Lemma == "never":
		return denial
	case t.Lemma == "be" || t.Lemma == "become" || t.Lemma == "remain":
		return be
	}
	return parts[t.Tag.String()]
}

// whole is the noun that the noun at j is a part of ("the lawn of the house" is a
// lawn), j itself where it is none.
func whole(tokens []extract.Token, j int) int {
	for i := j - 1; i >= 0 && i >= j-reach; i-- {
		switch k := partOf(&tokens[i]); {
		case k == noun || k == skipped || k == adjective:
		case tokens[i].Lemma == "of" && i > 0 && partOf(&tokens[i-1]) == noun:
			return i - 1
		default:
			return j
		}
	}
	return j
}

// reach is how many tokens a pair reaches over at most.
const reach = 7

// pairs gives a verb with the head of the noun phrase right after it ("audit
// cases"), a past participle after a form of be with the head before it ("cases
// are not audited" gives "not audit case"), and a thing with the adjective said
// of it ("caseloads are too high" gives "caseload: high").
func pairs(tokens []extract.Token, give func(term)) {
	for i := range tokens {
		switch k := partOf(&tokens[i]); {
		case (k == participle || k == adjective) && passive(tokens, i, give):
		case (k == verb || k == participle) && !carriers[tokens[i].Lemma] && !modifies(tokens, i):
			if head := headAfter(tokens, i); head >= 0 {
				pair(tokens[i].Lemma+" "+tokens[head].Lemma, denied(tokens, i), tokens[i].Lemma, tokens[head].Lemma, give)
			}
		}
	}
}

// modifies reports whether a verb in -ing belongs to the noun after it
// ("safeguarding arrangements"), where no form of be makes it an action.
func modifies(tokens []extract.Token, i int) bool {
	return tokens[i].Tag.String() == "VBG" && i+1 < len(tokens) && partOf(&tokens[i+1]) == noun && (i == 0 || partOf(&tokens[i-1]) != be)
}

func pair(text string, not bool, a, b string, give func(term)) {
	if not {
		text = "not " + text
	}
	give(term{text, Pair, []string{a, b}})
}

// headAfter is the last noun of the noun phrase that begins right after token i,
// -1 where none does.
func headAfter(tokens []extract.Token, i int) int {
	head := -1
	for j := i + 1; j < len(tokens) && j <= i+reach; j++ {
		switch partOf(&tokens[j]) {
		case noun:
			head = j
		case skipped, adjective, participle:
			if head >= 0 && partOf(&tokens[j]) != skipped {
				return head
			}
		default:
			return head
		}
	}
	return head
}

// denied reports whether a denial stands right before token i or one word before.
func denied(tokens []extract.Token, i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if partOf(&tokens[j]) == denial {
			return true
		}
	}
	return false
}

// passive gives the pair of a participle or adjective at i said of the noun before
// a form of be, and reports whether there is one.
func passive(tokens []extract.Token, i int, give func(term)) bool {
	seen, not := false, false
	for j := i - 1; j >= 0 && j >= i-reach; j-- {
		switch k := partOf(&tokens[j]); {
		case k == be:
			seen = true
		case k == denial:
			not = true
		case k == noun && seen:
			j = whole(tokens, j)
			if partOf(&tokens[i]) == adjective {
				pair(tokens[j].Lemma+": "+tokens[i].Lemma, not, tokens[j].Lemma, tokens[i].Lemma, give)
			} else {
				pair(tokens[i].Lemma+" "+tokens[j].Lemma, not, tokens[i].Lemma, tokens[j].Lemma, give)
			}
			return true
		case k == skipped, carriers[tokens[j].Lemma], tokens[j].Tag.String() == "MD":
		default:
			return false
		}
	}
	return false
}
