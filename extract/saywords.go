package extract

import "assay/extract/text"

// sayShapes has, by the first letter of a verb of saying, a bit for each length
// such a verb has: nearly every other word is turned away by it.
var sayShapes = shapesOf(sayVerbs)

// shapesOf is, by the first letter of the words, a bit for each length they have,
// which is below 31.
func shapesOf[V any](words map[string]V) (shapes [256]uint32) {
	for w := range words {
		shapes[w[0]] |= 1 << len(w)
	}
	return shapes
}

// mayClaim reports whether s may hold a clause of saying: a word of the shape of
// a verb of saying that is one, or "according".
func mayClaim(s string) bool {
	for i := 0; i < len(s); {
		if !asciiLetter(s[i]) {
			i++
			continue
		}
		from := i
		for i < len(s) && asciiLetter(s[i]) {
			i++
		}
		if n := i - from; n < 31 && sayShapes[text.LowerByte(s[from])]>>n&1 != 0 && isSayVerb(s[from:i]) || n == len("according") && text.HasPrefixFold(s[from:], "according") {
			return true
		}
	}
	return false
}

func isSayVerb(word string) bool {
	var buf [32]byte
	for i := range len(word) {
		buf[i] = text.LowerByte(word[i])
	}
	_, ok := sayVerbs[string(buf[:len(word)])]
	return ok
}

func asciiLetter(b byte) bool { return 'a' <= text.LowerByte(b) && text.LowerByte(b) <= 'z' }
