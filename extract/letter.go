package extract

func (p *Parse) markLetter(blocks []block) {}
