package extract

// tags gives every token its part of speech and lemma.
func tags(p *Parse) {}
