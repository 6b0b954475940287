package sentence

// Which noun a verb is said of and which follows it, as far as parts of speech
// tell: "leaders of the trust say" has leaders before it, "said a mother of three" a
// mother after it.

var (
	pronoun      = Tags("PRP")
	besideNoun   = Tags("DT", "PDT", "JJ", "JJR", "JJS", "CD", "PRP$", "POS", "RB", "RBS", "RBR", "VBN", "VBG", "CC") // within a group of nouns
	besideVerb   = Tags("RB", "RBR", "MD")                                                                            // between subject and verb
	properNoun   = Tags("NNP", "NNPS")
	subjectReach = int32(14) // words that a group of nouns before a verb may take
	objectReach  = int32(7)  // words in which one after it must begin
)

// Subject is the noun or pronoun that the verb at word i is said of, no further back
// than from: of the group that ends before it the first noun. What stands between
// commas right before the verb is passed over. It is -1 where there is none.
func (s *Reading) Subject(i, from int32) int32 {
	from = max(from, i-subjectReach)
	k := i - 1
	for k >= from && (s.Words[k].Is(besideVerb) || haves[s.Words[k].Low] || beings[s.Words[k].Low]) {
		k--
	}
	if k > from && s.Words[k].Low == "," {
		for k--; k > from && s.Words[k].Low != ","; k-- {
		}
		k--
	}
	if k < from || !s.Words[k].Is(nounForm|pronoun) {
		return -1
	}
	start := k
	for start > from && s.Words[start-1].Is(nounForm|besideNoun|preposition) {
		start--
	}
	for start < k && !s.Words[start].Is(nounForm) {
		start++
	}
	for start < k && s.Words[start+1].Is(nounForm) {
		start++
	}
	return start
}

// Object is the noun or pronoun that follows before word to, from word i on: of the
// first group of nouns the last. It is -1 where there is none.
func (s *Reading) Object(i, to int32) int32 {
	for k := i; k < min(to, i+objectReach); k++ {
		switch w := &s.Words[k]; {
		case w.Is(pronoun):
			return k
		case w.Is(nounForm):
			for k+1 < to && s.Words[k+1].Is(nounForm) {
				k++
			}
			return k
		case !w.Is(besideNoun):
			return -1
		}
	}
	return -1
}
