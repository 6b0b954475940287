package text

import "fmt"

// Tag is a Penn Treebank part of speech; see Tag.String for its name.
type Tag uint8

// TagNone is the tag of a token that has not been tagged.
const TagNone Tag = 0

// Tags is how many tags there are, TagNone among them; they run from 0 to one less.
const Tags = len(tagNames)

// tagNames are the names of the tags by Tag. The first stands for no tag; the
// others are the classes of the model, in the order of the alphabet, which also
// decides between classes of equal score, and then "-", which the tagger gives
// to a hyphen by itself.
var tagNames = [...]string{"", "#", "$", "''", "(", ")", ",", ".", ":", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS",
	"LS", "MD", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB",
	"VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "``", "-"}

// String is the name of the tag in the Penn Treebank, "" for none.
func (t Tag) String() string {
	if int(t) < len(tagNames) {
		return tagNames[t]
	}
	return fmt.Sprintf("Tag(%d)", uint8(t))
}

// TagOf is the tag of that name, the zero Tag where there is none.
func TagOf(name string) Tag { return tagsByName[name] }

var tagsByName = func() map[string]Tag {
	m := make(map[string]Tag, len(tagNames))
	for i, n := range tagNames {
		m[n] = Tag(i)
	}
	return m
}()
