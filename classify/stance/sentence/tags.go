package sentence

import "assay/extract"

// Finite marks the tags of verbs that carry a sentence; Verbal those of any verb.
var Finite, Verbal = Tags("VBZ", "VBP", "VBD", "MD"), Tags("VB", "VBG", "VBN", "VBZ", "VBP", "VBD")

// Tags is the set of the parts of speech with these names, one bit each.
func Tags(names ...string) (set uint64) {
	for _, n := range names {
		set |= 1 << extract.TagOf(n)
	}
	return set
}

var modalVerb = Tags("MD")
