package stance

import (
	"errors"
	"math"
	"runtime"
	"sync"

	"gonum.org/v1/gonum/optimize"
)

// weights of one feature for the four classes.
type weights [Classes]float32

// problem is a multinomial logistic regression with L2 penalty and soft labels:
// rows of features, a weight a row. Sums run over rows and columns in a fixed
// order whatever the number of workers, so the same data give the same weights
// to the last bit.
type problem struct {
	rowPtr []int32 // row r has cols[rowPtr[r]:rowPtr[r+1]]; a column may stand twice
	cols   []int32
	colPtr []int32 // column c has rows[colPtr[c]:colPtr[c+1]], in order
	rows   []int32
	scale  []float64 // value of a feature, by column
	tied   [][]int32 // columns present wherever this one is (the letters of a word), with their own scale
	row    []float64 // value of a row: rowScale
	want   [][Classes]float64
	weight []float64
	l2     float64
	stop   <-chan struct{}
}

// byColumn fills colPtr and rows from rowPtr and cols for the rows of use.
func (p *problem) byColumn(use []bool) {
	n := len(p.scale)
	p.colPtr = make([]int32, n+1)
	for r := range p.row {
		if use[r] {
			for _, c := range p.cols[p.rowPtr[r]:p.rowPtr[r+1]] {
				p.colPtr[c+1]++
			}
		}
	}
	for c := 0; c < n; c++ {
		p.colPtr[c+1] += p.colPtr[c]
	}
	next := append([]int32(nil), p.colPtr[:n]...)
	p.rows = make([]int32, p.colPtr[n])
	for r := range p.row {
		if use[r] {
			for _, c := range p.cols[p.rowPtr[r]:p.rowPtr[r+1]] {
				p.rows[next[c]] = int32(r)
				next[c]++
			}
		}
	}
}

// shard is how many rows or columns a worker takes at a time.
const shard = 2048

// each runs f over [0,n) in shards on every processor.
func each(n int, f func(shard, from, to int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				f(i, i*shard, min(n, (i+1)*shard))
			}
		}()
	}
	for i := 0; i*shard < n; i++ {
		next <- i
	}
	close(next)
	wg.Wait()
}

// fold returns the value each column adds to the score of a row: its weight
// times its scale, and those of the columns tied to it.
func (p *problem) fold(theta []float64) []weights {
	v := make([]weights, len(p.scale))
	each(len(v), func(_, from, to int) {
		for c := from; c < to; c++ {
			var sum [Classes]float64
			for k := range sum {
				sum[k] = theta[c*Classes+k] * p.scale[c]
			}
			for _, t := range p.tied[c] {
				for k := range sum {
					sum[k] += theta[int(t)*Classes+k] * p.scale[t]
				}
			}
			for k := range sum {
				v[c][k] = float32(sum[k])
			}
		}
	})
	return v
}

// scores adds up a row.
func (p *problem) scores(v []weights, r int) (z [Classes]float64) {
	var a, b, c, d float32
	for _, col := range p.cols[p.rowPtr[r]:p.rowPtr[r+1]] {
		w := &v[col]
		a += w[0]
		b += w[1]
		c += w[2]
		d += w[3]
	}
	x := p.row[r]
	return [Classes]float64{float64(a) * x, float64(b) * x, float64(c) * x, float64(d) * x}
}

// solve returns the weights (Classes a column) after at most so many steps of
// L-BFGS, using the rows of use.
func (p *problem) solve(use []bool, start []float64, steps int) ([]float64, error) {
	p.byColumn(use)
	n := len(p.scale)
	resid := make([]weights, len(p.row))
	losses := make([]float64, len(p.row)/shard+1)
	var last []float64
	var lastLoss float64
	forward := func(theta []float64) float64 {
		if last != nil && same(last, theta) {
			return lastLoss
		}
		v := p.fold(theta)
		each(len(p.row), func(s, from, to int) {
			loss := 0.0
			for r := from; r < to; r++ {
				if use[r] {
					loss += p.residual(v, r, &resid[r])
				}
			}
			losses[s] = loss
		})
		sum := 0.0
		for _, l := range losses {
			sum += l
		}
		square := 0.0
		for _, t := range theta {
			square += t * t
		}
		last = append(last[:0], theta...)
		lastLoss = sum + 0.5*p.l2*square
		return lastLoss
	}
	gradient := func(grad, theta []float64) {
		forward(theta)
		each(n, func(_, from, to int) {
			for c := from; c < to; c++ {
				var g [Classes]float64
				for _, r := range p.rows[p.colPtr[c]:p.colPtr[c+1]] {
					for k := range g {
						g[k] += float64(resid[r][k])
					}
				}
				copy(grad[c*Classes:], g[:])
			}
		})
		for c := 0; c < n; c++ {
			for _, t := range p.tied[c] {
				for k := 0; k < Classes; k++ {
					grad[int(t)*Classes+k] += grad[c*Classes+k]
				}
			}
		}
		for c := 0; c < n; c++ {
			for k := c * Classes; k < (c+1)*Classes; k++ {
				grad[k] = grad[k]*p.scale[c] + p.l2*theta[k]
			}
		}
	}
	if start == nil {
		start = make([]float64, n*Classes)
	}
	res, err := optimize.Minimize(optimize.Problem{Func: forward, Grad: gradient}, start,
		&optimize.Settings{MajorIterations: steps, GradientThreshold: 1e-3, Recorder: stopper{p.stop}}, &optimize.LBFGS{Store: 6})
	if errors.Is(err, ErrStopped) {
		return nil, err
	}
	if res == nil {
		return nil, err
	}
	return res.X, nil // running out of steps is no error: the steps are the stopping rule
}

// stopper ends an optimisation once its channel is closed.
type stopper struct{ stop <-chan struct{} }

func (s stopper) Init() error { return s.Record(nil, 0, nil) }

func (s stopper) Record(*optimize.Location, optimize.Operation, *optimize.Stats) error {
	select {
	case <-s.stop:
		return ErrStopped
	default:
		return nil
	}
}

func same(a, b []float64) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// residual fills what a row pulls at its columns with, and returns its loss.
func (p *problem) residual(v []weights, r int, out *weights) float64 {
	z := p.scores(v, r)
	hi := max(z[0], z[1], z[2], z[3])
	var e [Classes]float64
	sum := 0.0
	for c := range z {
		e[c] = math.Exp(z[c] - hi)
		sum += e[c]
	}
	logSum := math.Log(sum)
	loss := 0.0
	for c := range z {
		loss -= p.want[r][c] * (z[c] - hi - logSum)
		out[c] = float32(p.weight[r] * p.row[r] * (e[c]/sum - p.want[r][c]))
	}
	return p.weight[r] * loss
}
