package extract

// inspection reads what an inspection report says of itself.
func inspection(p *Parse) {}
