package stance

// Default returns the model that ships with the program.
func Default() (*Model, error) {
	lex, err := ParseLexicon(lexiconText)
	if err != nil {
		return nil, err
	}
	return &Model{lex: lex, vocab: newVocab(nil), table: newTable(nil), sharpen: [2]float64{1, 1}}, nil
}
