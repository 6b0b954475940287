package postag

import "assay/extract/text"

// The tags that stand before a sentence.
const (
	tagStart = text.Tag(text.Tags)     // "-START-", before the first token
	tagFirst = text.Tag(text.Tags) + 1 // "-START2-", before that
)

// The tags by name.
var (
	tagJJR, tagJJS, MD, tagNN, tagNNPS, tagNNS = text.TagOf("JJR"), text.TagOf("JJS"), text.TagOf("MD"), text.TagOf("NN"), text.TagOf("NNPS"), text.TagOf("NNS")

	tagRBR, tagRBS, tagVB, VBD, tagVBG, VBN, VBP, VBZ = text.TagOf("RBR"), text.TagOf("RBS"), text.TagOf("VB"), text.TagOf("VBD"),
		text.TagOf("VBG"), text.TagOf("VBN"), text.TagOf("VBP"), text.TagOf("VBZ")

	tagNNP, tagSYM = text.TagOf("NNP"), text.TagOf("SYM")

	tagHyphen = text.TagOf("-")
)
