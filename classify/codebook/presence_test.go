package codebook

// presence counts how well a theme is found: over sentences, whether it is
// there or not, whatever is said of it.
type presence struct {
	Both, Extra, Missed int // found and coded; found only; coded only
}

// add counts one sentence.
func (p *presence) add(coded, found bool) {
	switch {
	case coded && found:
		p.Both++
	case found:
		p.Extra++
	case coded:
		p.Missed++
	}
}

// precision is the share of the found that are coded, 1 where nothing was found.
func (p presence) precision() float64 { return share(p.Both, p.Both+p.Extra) }

// recall is the share of the coded that are found, 1 where nothing was coded.
func (p presence) recall() float64 { return share(p.Both, p.Both+p.Missed) }

// F1 is the harmonic mean of precision and recall.
func (p presence) F1() float64 { return share(2*p.Both, 2*p.Both+p.Extra+p.Missed) }

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}
