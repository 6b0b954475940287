package codebook

// Presence counts how well a theme is found: over sentences, whether it is
// there or not, whatever is said of it.
type Presence struct {
	Both, Extra, Missed int // found and coded; found only; coded only
}

// Add counts one sentence.
func (p *Presence) Add(coded, found bool) {
	switch {
	case coded && found:
		p.Both++
	case found:
		p.Extra++
	case coded:
		p.Missed++
	}
}

// Precision is the share of the found that are coded, 1 where nothing was found.
func (p Presence) Precision() float64 { return share(p.Both, p.Both+p.Extra) }

// Recall is the share of the coded that are found, 1 where nothing was coded.
func (p Presence) Recall() float64 { return share(p.Both, p.Both+p.Missed) }

// F1 is the harmonic mean of precision and recall.
func (p Presence) F1() float64 { return share(2*p.Both, 2*p.Both+p.Extra+p.Missed) }

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}
