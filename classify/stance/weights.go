package stance

// weights are numbers for the four classes.
type weights [Classes]float32

// add adds f times x.
func (w *weights) add(x weights, f float32) {
	w[0] += float32(f * x[0])
	w[1] += float32(f * x[1])
	w[2] += float32(f * x[2])
	w[3] += float32(f * x[3])
}

// addRounded adds f times x.
func (w *weights) addRounded(x *rounded, f float32) {
	w[0] += float32(f * float32(x[0]))
	w[1] += float32(f * float32(x[1]))
	w[2] += float32(f * float32(x[2]))
	w[3] += float32(f * float32(x[3]))
}

func (w *weights) addScore(x score) {
	for c := range w {
		w[c] += float32(x[c])
	}
}
