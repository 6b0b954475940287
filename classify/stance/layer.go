package stance

import (
	"encoding/binary"
	"math"
)

// hidden is how many units the second layer has.
const hidden = 24

// layer is the second layer: it sees what clauses, words and rows of words add
// to the score of the first, linear one, and corrects that score where their
// pattern says so (good in one clause and bad in the next is mixed). Its units
// are linear on either side of zero, so for any one sentence the whole is a
// linear function of what its words add, and a verdict can be taken apart
// exactly (pull). The zero layer corrects nothing.
type layer struct {
	in   [hidden][inputs]float32
	bias [hidden]float32
	out  [hidden]weights
	base weights
	on   bool // false for the zero layer
}

// scores is the first layer's score with the correction.
func (l *layer) scores(x *[inputs]float32) (z [Classes]float64) {
	for c := range z {
		z[c] = float64(x[int(inTotal)+c])
	}
	if !l.on {
		return z
	}
	sum := l.base
	for h := range l.in {
		if a := l.unit(h, x); a > 0 {
			for c := range sum {
				sum[c] += float32(a * l.out[h][c])
			}
		}
	}
	for c := range z {
		z[c] += float64(sum[c])
	}
	return z
}

// unit is the value of one unit before it is cut off at zero. The conversions keep
// a compiler from joining multiplication and addition, which some processors
// round otherwise.
func (l *layer) unit(h int, x *[inputs]float32) float32 {
	var a, b, c, d float32
	w := &l.in[h]
	for i := 0; i < inputs; i += 4 {
		a += float32(w[i] * x[i])
		b += float32(w[i+1] * x[i+1])
		c += float32(w[i+2] * x[i+2])
		d += float32(w[i+3] * x[i+3])
	}
	return l.bias[h] + (a + b) + (c + d)
}

// pull is how much each input moves the score of each class for this x, and
// what the score is where all inputs are 0: scores(x) = rest + sum of pull times x.
func (l *layer) pull(x *[inputs]float32) (pull [inputs]weights, rest weights) {
	for c := 0; c < Classes; c++ {
		pull[int(inTotal)+c][c] = 1
	}
	if !l.on {
		return pull, rest
	}
	rest = l.base
	for h := range l.in {
		if l.unit(h, x) <= 0 {
			continue
		}
		for c, o := range l.out[h] {
			rest[c] += float32(o * l.bias[h])
			for i, w := range l.in[h] {
				pull[i][c] += float32(o * w)
			}
		}
	}
	return pull, rest
}

// floats lists every number of the layer.
func (l *layer) floats() []*float32 {
	var out []*float32
	for h := range l.in {
		for i := range l.in[h] {
			out = append(out, &l.in[h][i])
		}
		out = append(out, &l.bias[h])
		for c := range l.out[h] {
			out = append(out, &l.out[h][c])
		}
	}
	for c := range l.base {
		out = append(out, &l.base[c])
	}
	return out
}

func (l *layer) append(b []byte) []byte {
	if !l.on {
		return binary.AppendUvarint(b, 0)
	}
	all := l.floats()
	b = binary.AppendUvarint(b, uint64(len(all)))
	for _, f := range all {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(*f))
	}
	return b
}

// read takes the layer from a model file.
func (l *layer) read(r *reader) {
	n := r.uvarint()
	if n == 0 {
		return
	}
	all := l.floats()
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
	l.on = true
}
