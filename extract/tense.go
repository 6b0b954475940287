package extract

// tenses decides for every sentence whether it speaks of now, of before or of plans.
func tenses(p *Parse) {}
