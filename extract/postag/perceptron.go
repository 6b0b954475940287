package postag

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"math"
	"math/bits"

	"github.com/jdkato/prose/v2"

	"assay/extract/text"
)

// perceptron is what the files of prose's trained tagger say: features with a weight for
// some of the classes, and the words that have one tag only.
type perceptron struct {
	features []feature
	fixed    map[string]string
}

// feature is one of them: its name, and the weights of its classes in thousandths.
type feature struct {
	name    string
	weights []classWeight
}

type classWeight struct {
	class  text.Tag
	weight int32
}

const (
	weightsFile = "model/AveragedPerceptron/weights.gob"
	tagsFile    = "model/AveragedPerceptron/tags.gob"
)

// readPerceptron reads the files that the library carries. The library is pinned; the
// error says what in another version of it is not as we read it.
func readPerceptron() (perceptron, error) {
	var p perceptron
	weights, err := prose.Asset(weightsFile)
	if err == nil {
		p.features, err = weightsOf(weights)
	}
	if err != nil {
		return p, fmt.Errorf("%s of this version of github.com/jdkato/prose/v2: %w", weightsFile, err)
	}
	tags, err := prose.Asset(tagsFile)
	if err == nil {
		err = gob.NewDecoder(bytes.NewReader(tags)).Decode(&p.fixed)
	}
	if err != nil {
		return p, fmt.Errorf("%s of this version of github.com/jdkato/prose/v2: %w", tagsFile, err)
	}
	return p, nil
}

// weightsOf reads a map[string]map[string]float64 as package gob writes it, without
// making its 75,000 maps, which take 0.15 s and 60 MB: definitions of types (messages with a negative number), then one message with the value.
func weightsOf(file []byte) ([]feature, error) {
	r := gobReader{left: string(file)}
	for {
		size := r.uint()
		if r.failed || size > uint64(len(r.left)) {
			return nil, errGob
		}
		message := gobReader{left: r.left[:size]}
		r.left = r.left[size:]
		if message.int() < 0 {
			continue
		}
		message.uint() // a value that is no struct follows a zero
		return message.features()
	}
}

var errGob = errors.New("it is not the map of maps of numbers that we read")

// gobReader reads numbers and strings from the front of what is left. After a failure
// it gives zeros.
type gobReader struct {
	left   string
	failed bool
}

func (r *gobReader) take(n uint64) string {
	if n > uint64(len(r.left)) {
		r.left, r.failed = "", true
		return ""
	}
	s := r.left[:n]
	r.left = r.left[n:]
	return s
}

// uint is one byte below 128, or the number of bytes, negated, and these, highest first.
func (r *gobReader) uint() (n uint64) {
	b := r.take(1)
	if b == "" || b[0] < 128 {
		if b != "" {
			n = uint64(b[0])
		}
		return n
	}
	size := -int(int8(b[0]))
	if size > 8 {
		r.failed = true
		return 0
	}
	for _, c := range []byte(r.take(uint64(size))) {
		n = n<<8 | uint64(c)
	}
	return n
}

// int has its sign in the lowest bit.
func (r *gobReader) int() int64 {
	n := r.uint()
	if n&1 != 0 {
		return ^int64(n >> 1)
	}
	return int64(n >> 1)
}

func (r *gobReader) string() string { return r.take(r.uint()) }

// float has its bytes turned round, so that round numbers are short.
func (r *gobReader) float() float64 { return math.Float64frombits(bits.ReverseBytes64(r.uint())) }

// features reads the map; names are parts of the file's text.
func (r *gobReader) features() ([]feature, error) {
	list := make([]feature, 0, min(r.uint(), uint64(len(r.left))))
	all := make([]classWeight, 0, 1<<18)
	classes := map[string]text.Tag{}
	for range cap(list) {
		name, from := r.string(), len(all)
		for range min(r.uint(), uint64(len(r.left))) {
			class, weight := r.string(), r.float()*1000
			if r.failed {
				return nil, errGob
			}
			w := math.Round(weight)
			if math.Abs(w-weight) > 1e-6 || math.Abs(w) > 1<<22 {
				return nil, fmt.Errorf("feature %q: a weight is no whole number of thousandths", name)
			}
			tag, ok := classes[class]
			if !ok {
				if tag = text.TagOf(class); tag == text.TagNone {
					return nil, fmt.Errorf("feature %q: %q is a tag we do not know", name, class)
				}
				classes[class] = tag
			}
			all = append(all, classWeight{tag, int32(w)})
		}
		list = append(list, feature{name, all[from:len(all):len(all)]})
	}
	if r.failed || r.left != "" || len(list) == 0 {
		return nil, errGob
	}
	return list, nil
}
