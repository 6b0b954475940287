package train

import (
	"math"
	"math/rand/v2"
	"sort"

	"gonum.org/v1/gonum/mat"

	"assay/classify/stance"
)

// Word vectors come from the words the training sentences put next to each
// other: positive pointwise mutual information in a window, cut down to a few
// dimensions; words with like neighbours ("effective", "robust") get like
// vectors, and their clusters let what was learnt of one carry over to the
// other. Nothing here sees a label.
const (
	window     = 4   // words to either side, weighted by 1/distance
	vectorMin  = 15  // occurrences a word needs for a vector of its own
	dimensions = 100 // of a vector
	powerSteps = 4   // of subspace iteration; more changed no cluster figure
	meanSteps  = 15  // of k-means
)

// cluster sets the clusters of the words in v from sentences of word numbers.
func cluster(v stance.Vocabulary, sentences [][]int32) {
	count := make([]int32, v.Size())
	for _, s := range sentences {
		for _, w := range s {
			count[w]++
		}
	}
	var kept []int32 // numbers of words with a vector
	row := make([]int32, v.Size())
	for w := range row {
		row[w] = -1
		if w >= stance.FirstWord && count[w] >= vectorMin {
			row[w] = int32(len(kept))
			kept = append(kept, int32(w))
		}
	}
	if len(kept) > 2*dimensions {
		vecs := unit(vectors(ppmi(sentences, row, len(kept))))
		coarse, fine := kmeans(vecs, stance.CoarseClusters), kmeans(vecs, stance.FineClusters)
		for i, w := range kept {
			v.SetClusters(w, coarse[i], fine[i])
		}
	}
}

// sparse is a symmetric matrix by rows.
type sparse struct {
	ptr []int32
	col []int32
	val []float64
}

func ppmi(sentences [][]int32, row []int32, n int) *sparse {
	near := make([]map[int32]float64, n)
	for i := range near {
		near[i] = map[int32]float64{}
	}
	for _, s := range sentences {
		for i, a := range s {
			if row[a] < 0 {
				continue
			}
			for d := 1; d <= window && i+d < len(s); d++ {
				if b := row[s[i+d]]; b >= 0 {
					near[row[a]][b] += 1 / float64(d)
					near[b][row[a]] += 1 / float64(d)
				}
			}
		}
	}
	m := &sparse{ptr: []int32{0}}
	total := make([]float64, n)
	smooth := 0.0
	keys := make([][]int32, n)
	for i := range near {
		for k := range near[i] {
			keys[i] = append(keys[i], k)
		}
		sort.Slice(keys[i], func(a, b int) bool { return keys[i][a] < keys[i][b] })
		for _, k := range keys[i] {
			total[i] += near[i][k]
		}
		smooth += math.Pow(total[i], 0.75)
	}
	for i := range near {
		for _, k := range keys[i] {
			// the context distribution is raised to 0.75 (Levy, Goldberg and Dagan 2015)
			a := math.Log(near[i][k] * smooth / (total[i] * math.Pow(total[k], 0.75)))
			b := math.Log(near[i][k] * smooth / (total[k] * math.Pow(total[i], 0.75)))
			if x := (a + b) / 2; x > 0 {
				m.col = append(m.col, k)
				m.val = append(m.val, x)
			}
		}
		m.ptr = append(m.ptr, int32(len(m.col)))
	}
	return m
}

// times returns m·q for q with dimensions columns, row by row.
func (m *sparse) times(q []float64) []float64 {
	n := len(m.ptr) - 1
	out := make([]float64, len(q))
	each(n, func(_, from, to int) {
		for i := from; i < to; i++ {
			o := out[i*dimensions : (i+1)*dimensions]
			for k := m.ptr[i]; k < m.ptr[i+1]; k++ {
				x := m.val[k]
				for d, y := range q[int(m.col[k])*dimensions : int(m.col[k]+1)*dimensions] {
					o[d] += float64(x * y)
				}
			}
		}
	})
	return out
}

// vectors are the first eigenvectors of m, each times the root of its value.
func vectors(m *sparse) [][]float64 {
	n := len(m.ptr) - 1
	rng := rand.New(rand.NewPCG(8, 1))
	q := make([]float64, n*dimensions)
	for i := range q {
		q[i] = rng.NormFloat64()
	}
	orthogonal(q, n)
	for range powerSteps {
		q = m.times(q)
		orthogonal(q, n)
	}
	mq := m.times(q)
	small := mat.NewSymDense(dimensions, nil)
	for a := 0; a < dimensions; a++ {
		for b := a; b < dimensions; b++ {
			sum := 0.0
			for i := 0; i < n; i++ {
				sum += float64(q[i*dimensions+a]*mq[i*dimensions+b]) + float64(q[i*dimensions+b]*mq[i*dimensions+a])
			}
			small.SetSym(a, b, sum/2)
		}
	}
	var eig mat.EigenSym
	if !eig.Factorize(small, true) {
		return nil
	}
	values := eig.Values(nil)
	var ev mat.Dense
	eig.VectorsTo(&ev)
	out := make([][]float64, n)
	for i := range out {
		out[i] = make([]float64, dimensions)
		for d := range out[i] {
			sum := 0.0
			for k := 0; k < dimensions; k++ {
				sum += float64(q[i*dimensions+k] * ev.At(k, d))
			}
			out[i][d] = sum * math.Sqrt(math.Abs(values[d]))
		}
	}
	return out
}

// orthogonal makes the columns of q (n rows) orthonormal, by Gram and Schmidt
// twice over.
func orthogonal(q []float64, n int) {
	for a := 0; a < dimensions; a++ {
		for range 2 {
			var dot [dimensions]float64
			for i := 0; i < n; i++ {
				r := q[i*dimensions : (i+1)*dimensions]
				for b := 0; b < a; b++ {
					dot[b] += float64(r[a] * r[b])
				}
			}
			for i := 0; i < n; i++ {
				r := q[i*dimensions : (i+1)*dimensions]
				for b := 0; b < a; b++ {
					r[a] -= float64(dot[b] * r[b])
				}
			}
		}
		norm := 0.0
		for i := 0; i < n; i++ {
			norm += float64(q[i*dimensions+a] * q[i*dimensions+a])
		}
		if norm = math.Sqrt(norm); norm == 0 {
			continue
		}
		for i := 0; i < n; i++ {
			q[i*dimensions+a] /= norm
		}
	}
}

func unit(vs [][]float64) [][]float64 {
	for _, v := range vs {
		sum := 0.0
		for _, x := range v {
			sum += float64(x * x)
		}
		if sum = math.Sqrt(sum); sum > 0 {
			for d := range v {
				v[d] /= sum
			}
		}
	}
	return vs
}

// kmeans returns the cluster of each vector.
func kmeans(vs [][]float64, k int) []int32 {
	rng := rand.New(rand.NewPCG(8, uint64(k)))
	centres := make([][]float64, k)
	for i, p := range rng.Perm(len(vs)) {
		if i == k {
			break
		}
		centres[i] = append([]float64(nil), vs[p]...)
	}
	centres = centres[:min(k, len(vs))]
	of := make([]int32, len(vs))
	for range meanSteps {
		each(len(vs), func(_, from, to int) {
			for i := from; i < to; i++ {
				best := math.Inf(-1)
				for c := range centres {
					sum := 0.0
					for d, x := range centres[c] {
						sum += float64(x * vs[i][d])
					}
					if sum > best {
						best, of[i] = sum, int32(c)
					}
				}
			}
		})
		for c := range centres {
			clear(centres[c])
		}
		for i, c := range of {
			for d, x := range vs[i] {
				centres[c][d] += x
			}
		}
		unit(centres)
	}
	return of
}
