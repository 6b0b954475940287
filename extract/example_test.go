package extract_test

import (
	"fmt"

	"assay/corpus"
	"assay/extract"
)

// A document goes in, its structure comes out: every part points into its text.
func ExampleExtract() {
	const text = "Their oversight is weak. Managers have not met Dr. Vale since May."
	doc := &corpus.Document{Text: text, MediaType: "text/plain",
		Lines: []corpus.Line{{Span: corpus.Span{End: int32(len(text))}, Comment: -1}}}
	p := extract.Extract(doc)
	for i, s := range p.Sentences {
		fmt.Println(extract.SentenceText(p, i))
		for _, t := range p.Tokens[s.FirstToken:s.EndToken] {
			fmt.Print(" ", t.Of(text), "/", t.Tag, "/", t.Lemma)
		}
		fmt.Println()
	}
	// Output:
	// Their oversight is weak.
	//  Their/PRP$/their oversight/NN/oversight is/VBZ/be weak/JJ/weak ././.
	// Managers have not met Dr. Vale since May.
	//  Managers/NNS/manager have/VBP/have not/RB/not met/VBN/meet Dr./NNP/dr. Vale/NNP/vale since/IN/since May/NNP/may ././.
}
