package extract

// entities finds authorities, bodies, dates, grades, counts and legislation.
func entities(p *Parse) {}
