package stance

// Weights are numbers for the four classes.
type Weights [Classes]float32

// Add adds f times x.
func (w *Weights) Add(x Weights, f float32) {
	w[0] += float32(f * x[0])
	w[1] += float32(f * x[1])
	w[2] += float32(f * x[2])
	w[3] += float32(f * x[3])
}

// addRounded adds f times x.
func (w *Weights) addRounded(x *Rounded, f float32) {
	w[0] += float32(f * float32(x[0]))
	w[1] += float32(f * float32(x[1]))
	w[2] += float32(f * float32(x[2]))
	w[3] += float32(f * float32(x[3]))
}

func (w *Weights) addScore(x score) {
	for c := range w {
		w[c] += float32(x[c])
	}
}
