package train

import (
	"errors"
	"math"

	"assay/classify/stance"
	"assay/internal/shards"
)

// weights are numbers for the four classes.
type weights = stance.Weights

// problem is a multinomial logistic regression with L2 penalty and soft labels:
// rows of features, a weight a row. Sums run over rows and columns in fixed
// shards whatever the number of workers, so the same data give the same weights
// to the last bit.
type problem struct {
	rowPtr []int32 // row r has cols[rowPtr[r]:rowPtr[r+1]]; a column may stand twice
	cols   []int32
	scale  []float32 // value of a feature, by column
	tied   []tied    // columns present wherever another is
	row    []float64 // value of a row: rowScale
	want   [][stance.Classes]float64
	weight []float64
	l2     float64
	stop   <-chan struct{}
}

// tied are columns present wherever the column word is (the letters of a word),
// each with its own scale.
type tied struct {
	word int32
	cols []int32
}

// shard is how many rows or columns a worker takes at a time.
const shard = 4096

// each runs f over [0,n) in shards on every processor.
func each(n int, f func(shard, from, to int)) {
	shards.Each(n, shard, f)
}

// fold fills v with the value each column adds to the score of a row: its weight
// times its scale, and those of the columns tied to it.
func (p *problem) fold(theta, v []weights) {
	each(len(v), func(_, from, to int) {
		for c := from; c < to; c++ {
			for k := range v[c] {
				v[c][k] = theta[c][k] * p.scale[c]
			}
		}
	})
	shards.Each(len(p.tied), 256, func(_, from, to int) {
		for i := from; i < to; i++ {
			w := &v[p.tied[i].word]
			for _, t := range p.tied[i].cols {
				for k := range w {
					w[k] += theta[t][k] * p.scale[t]
				}
			}
		}
	})
}

// scores adds up a row.
func (p *problem) scores(v []weights, r int) (z [stance.Classes]float64) {
	var a, b, c, d float32
	for _, col := range p.cols[p.rowPtr[r]:p.rowPtr[r+1]] {
		w := &v[col]
		a += w[0]
		b += w[1]
		c += w[2]
		d += w[3]
	}
	x := p.row[r]
	return [stance.Classes]float64{float64(a) * x, float64(b) * x, float64(c) * x, float64(d) * x}
}

// residual is what a row pulls at its columns with, and its loss.
func (p *problem) residual(v []weights, r int) (out weights, loss float64) {
	z := p.scores(v, r)
	hi := max(z[0], z[1], z[2], z[3])
	var e [stance.Classes]float64
	sum := 0.0
	for c := range z {
		e[c] = math.Exp(z[c] - hi)
		sum += e[c]
	}
	logSum := math.Log(sum)
	for c := range z {
		loss -= float64(p.want[r][c] * (z[c] - hi - logSum))
		out[c] = float32(p.weight[r] * p.row[r] * (e[c]/sum - p.want[r][c]))
	}
	return out, p.weight[r] * loss
}

// rowParts is into how many parts the rows are cut for the gradient, each with a
// gradient of its own: fixed, so that the sums do not hang on the machine.
const rowParts = 4

// descent is one minimisation: the rows used and the buffers it needs.
type descent struct {
	p     *problem
	parts [rowParts][]int32 // rows, about as many features each
	grads [rowParts][]weights
	v     []weights
}

func (p *problem) descent(use []bool) *descent {
	d := &descent{p: p, v: make([]weights, len(p.scale))}
	total := 0
	for r, u := range use {
		if u {
			total += int(p.rowPtr[r+1] - p.rowPtr[r])
		}
	}
	seen := 0
	for r, u := range use {
		if u {
			k := min(seen*rowParts/max(total, 1), rowParts-1)
			d.parts[k] = append(d.parts[k], int32(r))
			seen += int(p.rowPtr[r+1] - p.rowPtr[r])
		}
	}
	for k := range d.grads {
		d.grads[k] = make([]weights, len(p.scale))
	}
	return d
}

// at returns the loss of theta and fills grad.
func (d *descent) at(theta, grad []weights) float64 {
	p := d.p
	p.fold(theta, d.v)
	var losses [rowParts]float64
	shards.Each(rowParts, 1, func(k, _, _ int) {
		g := d.grads[k]
		for _, r := range d.parts[k] {
			pull, loss := p.residual(d.v, int(r))
			losses[k] += loss
			for _, c := range p.cols[p.rowPtr[r]:p.rowPtr[r+1]] {
				w := &g[c]
				w[0] += pull[0]
				w[1] += pull[1]
				w[2] += pull[2]
				w[3] += pull[3]
			}
		}
	})
	each(len(grad), func(_, from, to int) {
		copy(grad[from:to], d.grads[0][from:to])
		clear(d.grads[0][from:to])
		for _, g := range d.grads[1:] {
			for c := from; c < to; c++ {
				for k := range g[c] {
					grad[c][k] += g[c][k]
				}
			}
			clear(g[from:to])
		}
	})
	for i := range p.tied {
		w := grad[p.tied[i].word]
		for _, t := range p.tied[i].cols {
			for k := range w {
				grad[t][k] += w[k]
			}
		}
	}
	l2 := float32(p.l2)
	square := sumOver(len(grad), func(from, to int) (sum float64) {
		for c := from; c < to; c++ {
			for k := range grad[c] {
				x := theta[c][k]
				sum += float64(x * x)
				grad[c][k] = grad[c][k]*p.scale[c] + l2*x
			}
		}
		return sum
	})
	loss := 0.5 * p.l2 * square
	for _, l := range losses {
		loss += l
	}
	return loss
}

// curvature is about the second derivative of the loss by each column's weights
// where nothing is learnt yet: rare columns are flat, frequent ones steep, and
// steps that know it need to be fewer.
func (d *descent) curvature() []float32 {
	p := d.p
	h := make([]float32, len(p.scale))
	add := func(c int32, x float64) { h[c] += float32(x) * p.scale[c] * p.scale[c] }
	sums := make([]float32, len(p.scale))
	for _, part := range d.parts {
		for _, r := range part {
			x := float32(p.weight[r] * p.row[r] * p.row[r])
			for _, c := range p.cols[p.rowPtr[r]:p.rowPtr[r+1]] {
				sums[c] += x
			}
		}
	}
	for i := range p.tied {
		for _, t := range p.tied[i].cols {
			sums[t] += sums[p.tied[i].word]
		}
	}
	const spread = 3.0 / 16 // variance of one class of four that are equally likely
	for c := range h {
		add(int32(c), spread*float64(sums[c]))
		h[c] += float32(p.l2)
	}
	return h
}

var errDescent = errors.New("the loss is not a number")

// solve returns the weights (by column) after at most so many steps of L-BFGS
// from zero, using the rows of use.
func (p *problem) solve(use []bool, steps int) ([]weights, error) {
	const store = 6
	n := len(p.scale)
	d := p.descent(use)
	steep := d.curvature()
	theta, next := make([]weights, n), make([]weights, n)
	grad, nextGrad, dir := make([]weights, n), make([]weights, n), make([]weights, n)
	var ss, ys [][]weights
	var rho []float64
	loss := d.at(theta, grad)
	for range steps {
		select {
		case <-p.stop:
			return nil, ErrStopped
		default:
		}
		direction(dir, grad, steep, ss, ys, rho)
		slope := dot(dir, grad)
		if !(slope < 0) {
			break // as low as these numbers get
		}
		size, found := 1.0, false
		var nextLoss float64
		for range 12 {
			f := float32(size)
			each(n, func(_, from, to int) {
				for c := from; c < to; c++ {
					for k := range next[c] {
						next[c][k] = theta[c][k] + f*dir[c][k]
					}
				}
			})
			if nextLoss = d.at(next, nextGrad); nextLoss <= loss+1e-4*size*slope {
				found = true
				break
			}
			size /= 2
		}
		if math.IsNaN(nextLoss) {
			return nil, errDescent
		}
		if !found {
			break
		}
		var s, y []weights
		if len(ss) == store {
			s, y = ss[0], ys[0]
			ss, ys, rho = ss[1:], ys[1:], rho[1:]
		} else {
			s, y = make([]weights, n), make([]weights, n)
		}
		each(n, func(_, from, to int) {
			for c := from; c < to; c++ {
				for k := range s[c] {
					s[c][k] = next[c][k] - theta[c][k]
					y[c][k] = nextGrad[c][k] - grad[c][k]
				}
			}
		})
		if sy := dot(s, y); sy > 0 {
			ss, ys, rho = append(ss, s), append(ys, y), append(rho, 1/sy)
		}
		theta, next, grad, nextGrad, loss = next, theta, nextGrad, grad, nextLoss
	}
	return theta, nil
}

// direction fills dir with the L-BFGS direction: the two loops of Nocedal, the
// first guess of the inverse curvature by column.
func direction(dir, grad []weights, steep []float32, ss, ys [][]weights, rho []float64) {
	each(len(dir), func(_, from, to int) {
		for c := from; c < to; c++ {
			for k := range dir[c] {
				dir[c][k] = -grad[c][k]
			}
		}
	})
	alpha := make([]float64, len(ss))
	for i := len(ss) - 1; i >= 0; i-- {
		alpha[i] = rho[i] * dot(ss[i], dir)
		addTo(dir, ys[i], -alpha[i])
	}
	gamma := 1.0
	if m := len(ss) - 1; m >= 0 {
		y := ys[m]
		scaled := sumOver(len(y), func(from, to int) (sum float64) {
			for c := from; c < to; c++ {
				for _, x := range y[c] {
					sum += float64(x * x / steep[c])
				}
			}
			return sum
		})
		gamma = 1 / (rho[m] * scaled)
	}
	each(len(dir), func(_, from, to int) {
		for c := from; c < to; c++ {
			f := float32(gamma) / steep[c]
			for k := range dir[c] {
				dir[c][k] *= f
			}
		}
	})
	for i := range ss {
		addTo(dir, ss[i], alpha[i]-rho[i]*dot(ys[i], dir))
	}
}

// sumOver adds up f over the shards of [0,n), in their order.
func sumOver(n int, f func(from, to int) float64) float64 {
	parts := make([]float64, n/shard+1)
	each(n, func(s, from, to int) { parts[s] = f(from, to) })
	sum := 0.0
	for _, x := range parts {
		sum += x
	}
	return sum
}

func dot(a, b []weights) float64 {
	return sumOver(len(a), func(from, to int) (sum float64) {
		for c := from; c < to; c++ {
			x, y := &a[c], &b[c]
			sum += float64(x[0]*y[0]) + float64(x[1]*y[1]) + float64(x[2]*y[2]) + float64(x[3]*y[3])
		}
		return sum
	})
}

// addTo adds f times b to a.
func addTo(a, b []weights, f float64) {
	x := float32(f)
	each(len(a), func(_, from, to int) {
		for c := from; c < to; c++ {
			for k := range a[c] {
				a[c][k] += x * b[c][k]
			}
		}
	})
}
