package stance

// directionOf reads the change a stretch of clauses speaks of: worsening where
// something bad grew or something good shrank, improving the other way round.
func directionOf(ss []scoped, in func(clause int32) bool) Direction {
	up, down := 0, 0
	for _, s := range ss {
		if !in(s.clause) {
			continue
		}
		switch s.effect {
		case lessBad, moreGood, improving:
			up++
		case moreBad, lessGood, worsening:
			down++
		}
	}
	switch {
	case up > down:
		return Improving
	case down > up:
		return Worsening
	}
	return NoChange
}
