package postag

import (
	"strings"

	"assay/extract/text"
	"assay/internal/lexicon"
)

// lemmaGroup is what a lemma depends on besides the word form.
type lemmaGroup uint8

const (
	lemmaPlain lemmaGroup = iota // the form itself, in lower case
	lemmaPlural
	lemmaNoun       // of a noun taken for a singular
	lemmaVerb       // base form and present: be, 're
	lemmaVerbS      // third person
	lemmaVerbPast   // past and past participle
	lemmaVerbIng    // gerund and present participle
	lemmaModal      // 'll, wo, ca
	lemmaMore       // comparative
	lemmaMost       // superlative
	lemmaAdverbial  // n't and adverbs
	lemmaAdverbMore // comparatives of adverbs
	lemmaGroups
)

var tagGroups = func() (t [maxTags]lemmaGroup) {
	for tag, group := range map[text.Tag]lemmaGroup{tagNNS: lemmaPlural, tagNNPS: lemmaPlural, tagNN: lemmaNoun, text.TagOf("NNP"): lemmaNoun, text.TagOf("FW"): lemmaNoun, tagVB: lemmaVerb, VBP: lemmaVerb,
		VBZ: lemmaVerbS, VBD: lemmaVerbPast, VBN: lemmaVerbPast, tagVBG: lemmaVerbIng, MD: lemmaModal,
		tagJJR: lemmaMore, tagJJS: lemmaMost, text.TagOf("RB"): lemmaAdverbial, tagRBR: lemmaAdverbMore, tagRBS: lemmaMost} {
		t[tag] = group
	}
	return t
}()

func groupOf(t text.Tag) lemmaGroup { return tagGroups[t&(maxTags-1)] }

// lemma is the lemma of the word form printed, whose lower case with straight
// quotes is lower, as group. It is made from a table of irregular forms, then by
// the rules of the ending, which choose between possible stems by the words the
// tagger's model knows. It never returns "".
func (m *tagModel) lemma(printed, lower string, group lemmaGroup) string {
	if base, ok := irregulars[group][lower]; ok {
		return base
	}
	if group == lemmaPlural || group == lemmaNoun {
		for _, e := range pluralEndings {
			if stem, ok := strings.CutSuffix(lower, e.plural); ok && len(stem) > 1 && (group == lemmaPlural || e.sure) {
				return stem + e.singular
			}
		}
	}
	if len(lower) > maxFormText {
		return lower
	}
	switch group {
	case lemmaPlural:
		return m.singular(printed, lower)
	case lemmaVerbS:
		return m.stripS(lower)
	case lemmaVerbPast:
		if stem, ok := strings.CutSuffix(lower, "ed"); ok {
			if base := m.past(lower, stem); m.known(base) || text.IsASCIILower(printed[0]) {
				return base
			} // a name that looks like a verb: Ofsted
		}
	case lemmaVerbIng:
		if stem, ok := strings.CutSuffix(lower, "ing"); ok && hasVowel(stem) {
			return m.base(stem)
		}
	case lemmaMore, lemmaAdverbMore:
		if stem, ok := strings.CutSuffix(lower, "er"); ok {
			return m.positive(lower, stem)
		}
	case lemmaMost:
		if stem, ok := strings.CutSuffix(lower, "est"); ok {
			return m.positive(lower, stem)
		}
	}
	return lower
}

// known reports whether the word stood in the text the model was trained on.
func (m *tagModel) known(word string) bool {
	_, ok := m.words[word]
	if !ok {
		_, ok = m.fixed[word]
	}
	return ok
}

// singular takes the plural ending off a noun. A word all in capitals ("CAMHS")
// or that begins with a digit stays.
func (m *tagModel) singular(printed, lower string) string {
	n := len(lower)
	if n < 3 || lower[n-1] != 's' || printed[len(printed)-1] == 'S' || text.IsDigit(lower[0]) && strings.IndexByte(lower, '-') < 0 {
		return lower
	}
	switch {
	case strings.HasSuffix(lower, "ss"), strings.HasSuffix(lower, "us") && n > 4, strings.HasSuffix(lower, "is"), lower[n-2] == '\'':
		return lower
	}
	if at := strings.LastIndexByte(lower, '-'); at >= 0 { // the last part of a compound decides
		part := lower[at+1:]
		if base, ok := irregulars[lemmaPlural][part]; ok {
			return lower[:at+1] + base
		}
		if len(part) < 3 {
			return lower
		}
		return lower[:at+1] + m.stripS(part)
	}
	return m.stripS(lower)
}

// stripS takes the ending -s, -es or -ies off a noun or a verb.
func (m *tagModel) stripS(w string) string {
	n := len(w)
	if n < 3 || w[n-1] != 's' || w[n-2] == 's' {
		return w
	}
	if !strings.HasSuffix(w, "es") {
		return w[:n-1]
	}
	if strings.HasSuffix(w, "ies") {
		if n <= 4 || m.known(w[:n-1]) && !m.known(w[:n-3]+"y") {
			return w[:n-1]
		}
		return w[:n-3] + "y"
	}
	short, long := w[:n-2], w[:n-1]
	if single := w[:n-3]; !m.known(long) && !lexicon.Has(long) { // wharves, focusses
		switch {
		case strings.HasSuffix(w, "ves") && lexicon.Has(single+"f"):
			return single + "f"
		case strings.HasSuffix(w, "ves") && lexicon.Has(single+"fe"):
			return single + "fe"
		case strings.HasSuffix(w, "sses") && !lexicon.Has(short) && lexicon.Has(single):
			return single
		}
	}
	if !m.known(short) && !m.known(long) {
		switch inShort, inLong := lexicon.Has(short), lexicon.Has(long); {
		case inLong && !inShort:
			return long
		case inShort && !inLong:
			return short
		}
	}
	switch {
	case hasAnySuffix(short, "ss", "sh", "ch", "x", "zz", "o"):
		if !m.known(short) && m.known(long) {
			return long
		}
		return short
	case hasAnySuffix(short, "s", "z") && m.known(short) && !m.known(long):
		return short
	}
	return long
}

// past takes -ed off a verb, whose rest is stem.
func (m *tagModel) past(w, stem string) string {
	if !hasVowel(stem) {
		return w
	}
	if n := len(stem); stem[n-1] == 'i' && n > 2 {
		return stem[:n-1] + "y"
	} else if stem[n-1] == 'e' {
		return stem + "e" // agreed
	}
	return m.base(stem)
}

// base is the verb that -ed or -ing was put to, leaving stem: as it is, without
// its doubled consonant or with an e. Source of the choice: the model's words,
// then the spelling rules of English.
func (m *tagModel) base(stem string) string {
	if at := strings.LastIndexByte(stem, '-'); at >= 0 && at+2 < len(stem) {
		return stem[:at+1] + m.base(stem[at+1:])
	}
	n := len(stem)
	if n < 2 {
		return stem
	}
	last, before := stem[n-1], stem[n-2]
	if last == before && !isVowel(last) {
		single := stem[:n-1]
		if !m.known(single) && !lexicon.Has(single) && !lexicon.Has(stem) && lexicon.Has(stem+"e") {
			return stem + "e" // silhouetted
		}
		if strings.IndexByte("lsfz", last) >= 0 && (m.known(stem) || !m.known(single)) || doubled[stem] {
			if singleL[single] {
				return single
			}
			return stem
		}
		return single
	}
	if last == 'k' && before == 'c' && !m.known(stem) && !lexicon.Has(stem) && lexicon.Has(stem[:n-1]) {
		return stem[:n-1] // panicked
	}
	withE := stem + "e"
	oneSyllable := vowelGroups(stem) == 1 && isVowel(before) && (n < 3 || !isVowel(stem[n-3])) && strings.IndexByte("wxy", last) < 0
	knownE, knownStem := m.known(withE), m.known(stem)
	if !knownE && !knownStem {
		knownE, knownStem = lexicon.Has(withE), lexicon.Has(stem)
	}
	switch inE, inStem := lexicon.Has(withE), lexicon.Has(stem); {
	case inStem && !inE && !knownE && !oneSyllable:
		return stem
	case inE && !inStem && !knownStem:
		return withE
	}
	switch {
	case strings.HasSuffix(stem, "our") && !knownE:
		return stem
	case strings.HasSuffix(stem, "sis") && lexicon.Has(withE):
		return withE // emphasised
	case last == 'v', last == 'u' && n > 2:
		return withE
	case oneSyllable && !isVowel(last):
		return withE
	case knownE && !knownStem:
		return withE
	case knownStem && !knownE:
		return stem
	case knownE:
		if hasAnySuffix(stem, "s", "z", "c", "g", "th", "at", "ir", "ur") {
			return withE
		}
		return stem
	case hasAnySuffix(stem, "at", "iz", "is", "ys", "yz", "ur", "c", "s", "z", "dg", "rg", "ang", "eng", "vit"),
		last == 'l' && strings.IndexByte("bcdfgkptz", before) >= 0,
		isVowel(before) && n > 2 && !isVowel(stem[n-3]) && vowelGroups(stem) > 1 && hasAnySuffix(stem, silentE...):
		return withE
	}
	return stem
}

// positive takes -er or -est off an adjective, where the model knows what is
// left.
func (m *tagModel) positive(w, stem string) string {
	n := len(stem)
	known := func(word string) bool { return m.known(word) && lexicon.Has(word) }
	if n < 2 {
		return w
	}
	if stem[n-1] == 'i' {
		if y := stem[:n-1] + "y"; known(y) {
			return y
		}
	}
	if stem[n-1] == stem[n-2] && n > 3 && known(stem[:n-1]) && !known(stem) {
		return stem[:n-1]
	}
	if e := stem + "e"; known(e) && (!known(stem) || hasAnySuffix(stem, "at", "af", "uc", "id", "ar", "os", "is", "ut")) {
		return e
	}
	if known(stem) {
		return stem
	}
	return w
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

// vowelGroups counts the runs of vowels: nearly the syllables.
func vowelGroups(s string) int {
	n, in := 0, false
	for i := 0; i < len(s); i++ {
		v := isVowel(s[i]) || s[i] == 'y' && i > 0 && !isVowel(s[i-1])
		if v && !in {
			n++
		}
		in = v
	}
	return n
}

func hasAnySuffix(s string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}
