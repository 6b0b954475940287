package stance

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"github.com/klauspost/compress/zstd"

	"assay/classify/stance/sentence"
)

// A model file is zstd over: the magic line; then, each with its length, the
// card as JSON, the lexicon it was trained with, and the vocabulary, one word a
// line; the two clusters of every word; the calibration; the second
// layer; the features as differences of ascending keys; the weights in thousandths of
// all classes but the last, one class after the other, and the sums over the classes,
// which are near zero; and the heads (headfile.go). Numbers are varints.
const magic = "assay stance model 6\n"

// maxModel bounds what a model file may unpack to, in bytes.
const maxModel = 256 << 20

// Save writes the model in the form Load reads. The same model gives the same
// bytes.
func (m *Model) Save() ([]byte, error) {
	card, err := json.Marshal(m.Card)
	if err != nil {
		return nil, err
	}
	b := []byte(magic)
	block := func(x []byte) {
		b = binary.AppendUvarint(b, uint64(len(x)))
		b = append(b, x...)
	}
	block(card)
	block([]byte(m.lexText))
	var words bytes.Buffer
	for _, w := range m.vocab.words[firstWord:] {
		words.WriteString(w)
		words.WriteByte('\n')
	}
	block(words.Bytes())
	for _, i := range m.vocab.info[firstWord:] {
		b = binary.AppendUvarint(b, uint64(i.coarse))
		b = binary.AppendUvarint(b, uint64(i.fine))
	}
	for _, x := range m.calibrated.floats() {
		b = binary.AppendUvarint(b, math.Float64bits(*x))
	}
	b = m.layer.append(b)
	all := m.table.sorted()
	keys := make([]uint64, len(all))
	for i := range all {
		keys[i] = all[i].key
	}
	b = appendKeys(b, keys)
	for c := 0; c < Classes-1; c++ {
		for i := range all {
			b = binary.AppendVarint(b, int64(all[i].w[c]))
		}
	}
	for i := range all {
		b = binary.AppendVarint(b, all[i].w.sum())
	}
	b = appendHeads(b, m.heads.list)
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return z.EncodeAll(b, nil), nil
}

var errModel = errors.New("not a model file of this version of the program, or damaged")

// reader takes a model file apart; after the first mistake all it gives is zero.
type reader struct {
	b   []byte
	err error
}

func (r *reader) uvarint() uint64 {
	x, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.err, r.b = errModel, nil
		return 0
	}
	r.b = r.b[n:]
	return x
}

func (r *reader) varint() int64 {
	x, n := binary.Varint(r.b)
	if n <= 0 {
		r.err, r.b = errModel, nil
		return 0
	}
	r.b = r.b[n:]
	return x
}

func (r *reader) block() []byte {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.err, r.b = errModel, nil
		return nil
	}
	x := r.b[:n]
	r.b = r.b[n:]
	return x
}

// count is a number of things to come, each of at least a byte.
func (r *reader) count() int {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.err, r.b = errModel, nil
		return 0
	}
	return int(n)
}

// keys are what appendKeys wrote.
func (r *reader) keys() []uint64 {
	keys := make([]uint64, r.count())
	last := uint64(0)
	for i := range keys {
		last += r.uvarint()
		keys[i] = last
	}
	return keys
}

// appendKeys appends ascending keys as differences, after how many there are.
func appendKeys(b []byte, keys []uint64) []byte {
	b = binary.AppendUvarint(b, uint64(len(keys)))
	last := uint64(0)
	for _, k := range keys {
		b = binary.AppendUvarint(b, k-last)
		last = k
	}
	return b
}

// Load reads a model file made by training: a whole one, or an extension of the
// model that ships with the program.
func Load(data []byte) (*Model, error) {
	if isExtension(data) {
		return LoadExtension(data, defaultModel)
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxModel), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	b, err := z.DecodeAll(data, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errModel, err)
	}
	if !bytes.HasPrefix(b, []byte(magic)) {
		return nil, errModel
	}
	r := &reader{b: b[len(magic):]}
	m := &Model{}
	card, lex, words := r.block(), r.block(), r.block()
	if r.err != nil {
		return nil, r.err
	}
	if err := json.Unmarshal(card, &m.Card); err != nil {
		return nil, fmt.Errorf("%w: card: %w", errModel, err)
	}
	m.lexText = string(lex)
	if m.lex, err = sentence.ParseLexicon(m.lexText); err != nil {
		return nil, err
	}
	m.vocab = newVocab(lines(string(words)))
	for i := range m.vocab.info[firstWord:] {
		m.vocab.info[firstWord+i] = wordInfo{int32(r.uvarint() & (1<<argBits - 1)), int32(r.uvarint() & (1<<argBits - 1))}
	}
	for _, x := range m.calibrated.floats() {
		*x = math.Float64frombits(r.uvarint())
	}
	m.layer.read(r)
	keys := r.keys()
	ws := make([]Rounded, len(keys))
	for c := 0; c < Classes-1; c++ {
		for i := range ws {
			ws[i][c] = int16(r.varint())
		}
	}
	for i := range ws { // the last class is what is left of the sum
		ws[i][Classes-1] = int16(r.varint() - ws[i].sum())
	}
	hs := readHeads(r)
	if r.err != nil {
		return nil, r.err
	}
	m.install(keys, ws)
	m.SetHeads(hs...)
	m.digest = sha256.Sum256(data)
	return m, nil
}

// lines splits at line ends without a copy of the text.
func lines(s string) []string {
	var out []string
	for len(s) > 0 {
		i := 0
		for i < len(s) && s[i] != '\n' {
			i++
		}
		out = append(out, s[:i])
		s = s[min(i+1, len(s)):]
	}
	return out
}

// Fingerprint is the digest of all that decides the model's verdicts: of its file.
func (m *Model) Fingerprint() string { return hex.EncodeToString(m.digest[:]) }
