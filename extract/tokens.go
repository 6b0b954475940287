package extract

// tokens splits every sentence into tokens.
func tokens(p *Parse) {}
