// Package classify finds what a document says about the themes of a codebook and
// judges it: a Parse in, a Result with mentions, stance and sentiment out.
//
// The common path:
//
//	model, err := stance.Default()
//	c, err := classify.New(codebook.Builtin(), model)
//	r, err := c.Classify(ctx, parse) // the context's error, and no other
//	for _, m := range r.Mentions {
//		fmt.Println(m.Theme, m.Class, extract.SentenceText(parse, int(m.Sentence)))
//	}
//
// What it promises:
//   - One mention a theme and sentence, in sentence order, then in the codebook's order
//     of themes, so that a count of mentions is a count of sentences. A candidate of a
//     pattern that is turned away is a NearMiss with its reason.
//   - Every scored sentence has a sentiment; the others have none. The probabilities of
//     a verdict are not negative and add up to 1.
//   - The cues of a mention lie in its sentence or its heading, and what they weigh is
//     what the model added up: the explanation is the model.
//   - The same Parse, codebook and model give the same Result, on every machine. Version
//     grows when they would give another.
//   - Bounds. Time is linear in the tokens and does not grow with the number of patterns;
//     a Classifier keeps one scorer for each goroutine that is at work.
//
// What it does not do: read documents, know their structure (package extract), train
// (stance/train), measure (eval), write tables. A Classifier is safe for concurrent use;
// a Result shares its Parse, which is not to be changed.
//
// Rooms below it: codebook (the language of themes and its matcher), stance (the model),
// gold and eval (coded sentences, measures). EncodeResult and DecodeResult are the form
// in which a cache keeps a Result without its Document.
package classify
