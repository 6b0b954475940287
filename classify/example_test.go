package classify_test

import (
	"context"
	"fmt"

	"assay/classify"
	"assay/classify/codebook"
	"assay/classify/stance"
	"assay/corpus"
	"assay/extract"
)

// A Parse goes in, what it says of the themes comes out, each with its sentence.
func Example() {
	const text = "Caseloads are far too high. Supervision is regular and thoughtful."
	p := extract.Extract(&corpus.Document{Text: text, MediaType: "text/plain",
		Lines: []corpus.Line{{Span: corpus.Span{End: int32(len(text))}, Comment: -1}}})
	model, err := stance.Default()
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := classify.New(codebook.Builtin(), model)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := c.Classify(context.Background(), p)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range r.Mentions {
		fmt.Printf("%s, %s: %s (%q)\n", m.Theme, m.Class, extract.SentenceText(p, int(m.Sentence)), m.Of(text))
	}
	// Output:
	// caseloads, negative: Caseloads are far too high. ("Caseloads")
	// oversight, positive: Supervision is regular and thoughtful. ("Supervision")
}
