package stance

import (
	"encoding/binary"
	"math"
)

// Hidden is how many units the second layer has.
const Hidden = 24

// Layer is the second layer: it sees what clauses, words and rows of words add
// to the score of the first, linear one, and corrects that score where their
// pattern says so (good in one clause and bad in the next is mixed). Its units
// are linear on either side of zero, so for any one sentence the whole is a
// linear function of what its words add, and a verdict can be taken apart
// exactly (pull). The zero layer corrects nothing.
type Layer struct {
	In   [Hidden][Inputs]float32
	Bias [Hidden]float32
	Out  [Hidden]Weights
	Base Weights
	On   bool // false for the zero layer
}

// Scores is the first layer's score with a share of the correction, 0 to 1.
func (l *Layer) Scores(x *[Inputs]float32, share float64) (z [Classes]float64) {
	for c := range z {
		z[c] = float64(x[int(inTotal)+c])
	}
	if !l.On {
		return z
	}
	sum := l.Base
	for h := range l.In {
		if a := l.Unit(h, x); a > 0 {
			for c := range sum {
				sum[c] += float32(a * l.Out[h][c])
			}
		}
	}
	for c := range z {
		z[c] += float64(share * float64(sum[c]))
	}
	return z
}

// Unit is the value of one unit before it is cut off at zero. The conversions keep
// a compiler from joining multiplication and addition, which some processors
// round otherwise.
func (l *Layer) Unit(h int, x *[Inputs]float32) float32 {
	var a, b, c, d float32
	w := &l.In[h]
	for i := 0; i < Inputs; i += 4 {
		a += float32(w[i] * x[i])
		b += float32(w[i+1] * x[i+1])
		c += float32(w[i+2] * x[i+2])
		d += float32(w[i+3] * x[i+3])
	}
	return l.Bias[h] + (a + b) + (c + d)
}

// pull is how much each input moves the score of each class for this x under a share
// of the correction, and what the score is where all inputs are 0: scores(x) = rest +
// sum of pull times x.
func (l *Layer) pull(x *[Inputs]float32, share float64) (pull [Inputs]Weights, rest Weights) {
	for c := 0; c < Classes; c++ {
		pull[int(inTotal)+c][c] = 1
	}
	if !l.On {
		return pull, rest
	}
	part := float32(share)
	rest.Add(l.Base, part)
	for h := range l.In {
		if l.Unit(h, x) <= 0 {
			continue
		}
		for c, o := range l.Out[h] {
			o *= part
			rest[c] += float32(o * l.Bias[h])
			for i, w := range l.In[h] {
				pull[i][c] += float32(o * w)
			}
		}
	}
	return pull, rest
}

// Floats lists every number of the layer.
func (l *Layer) Floats() []*float32 {
	var out []*float32
	for h := range l.In {
		for i := range l.In[h] {
			out = append(out, &l.In[h][i])
		}
		out = append(out, &l.Bias[h])
		for c := range l.Out[h] {
			out = append(out, &l.Out[h][c])
		}
	}
	for c := range l.Base {
		out = append(out, &l.Base[c])
	}
	return out
}

func (l *Layer) append(b []byte) []byte {
	if !l.On {
		return binary.AppendUvarint(b, 0)
	}
	all := l.Floats()
	b = binary.AppendUvarint(b, uint64(len(all)))
	for _, f := range all {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(*f))
	}
	return b
}

// read takes the layer from a model file.
func (l *Layer) read(r *reader) {
	n := r.uvarint()
	if n == 0 {
		return
	}
	all := l.Floats()
	if n != uint64(len(all)) || len(r.b) < 4*len(all) {
		r.err, r.b = errModel, nil
		return
	}
	for _, f := range all {
		*f = math.Float32frombits(binary.LittleEndian.Uint32(r.b))
		if x := float64(*f); math.IsNaN(x) || math.IsInf(x, 0) {
			r.err, r.b = errModel, nil
			return
		}
		r.b = r.b[4:]
	}
	l.On = true
}
