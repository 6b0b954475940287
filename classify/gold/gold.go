// Package gold reads and writes files of coded sentences: one JSON object a
// line, {"id","source","heading","text","themes":{theme:stance},"sentiment"},
// plain or gzip-compressed. Optional fields: "weight" (default 1) makes a
// sentence count more or less in training; "asked" lists the themes that were
// looked for, all where it is missing; a sentiment of null was
// not coded; "kind" (report, article, comment)
// says what text it is from and "context" where it stands there; "piece" names
// the whole text it is a part of; "trap" the trap of polarity it is; "composed" (true) that it was made from
// patterns, to learn from and not to measure; "direction" ({theme: improving, worsening or
// none}), "tense" (current, past, planned) and "voice" code what it says of
// change and time and whose word it reports. Silver files, whose labels are
// probabilities, have
// {"source","heading","text","sentiment":[p,n,m,0],"stance":{theme:[...]}}.
// A file named .csv is a sheet with the columns id, source, heading, text,
// sentiment and "theme:ID" for each theme. Every error names file and line.
package gold

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"sort"
	"strings"

	"assay/classify/stance"
	"assay/extract"
)

// Record is one coded sentence.
type Record struct {
	ID         string
	Source     string
	Heading    string
	Text       string
	Sentiment  [stance.Classes]float64 // adds up to 1; a coded class is 1 and three 0
	ThemesOnly bool                    // the sentiment was not coded ("sentiment": null), and Sentiment is zero
	Stances    []Stance                // by theme
	Asked      []string                // themes that were looked for, nil for all
	Weight     float64                 // in training; 1 where the file gives none
	Soft       bool                    // the labels are another model's probabilities
	Kind       Kind                    // of the text it is from
	Context    extract.Context         // it is judged in: by the file, the kind or the heading
	Piece      string                  // the whole text it is a part of, all of whose sentences are coded; "" for none
	Change     *Change                 // nil where not coded
	Composed   bool                    // made from patterns: learnt from, never measured
	Trap       string                  // kind of trap of polarity it is, or is a control of; "" for none
	File       string                  // it stands in, as ReadFiles was given it
	Line       int
}

// Stance is the label of one theme of a sentence.
type Stance struct {
	Theme string
	P     [stance.Classes]float64
}

// Class is the most probable class of p, the earlier one where two are.
func Class(p [stance.Classes]float64) stance.Class {
	best := stance.Class(0)
	for c := range p {
		if p[c] > p[best] {
			best = stance.Class(c)
		}
	}
	return best
}

// Stance returns the class coded for a theme.
func (r *Record) Stance(theme string) (stance.Class, bool) {
	for _, s := range r.Stances {
		if s.Theme == theme {
			return Class(s.P), true
		}
	}
	return 0, false
}

// Asks reports whether the coder looked for a theme: where not, that it is not
// coded says nothing.
func (r *Record) Asks(theme string) bool { return r.Asked == nil || slices.Contains(r.Asked, theme) }

// Group is what sentences must share to be kept together in cross-validation:
// the first folder of the source (a council in the reports), else the source.
func (r *Record) Group() string {
	first, _, _ := strings.Cut(r.Source, "/")
	return first
}

// FileError is what is wrong with a file, and where.
type FileError struct {
	File string
	Line int
	Err  error
}

func (e *FileError) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }
func (e *FileError) Unwrap() error { return e.Err }

// ReadFiles reads files in order. An id that stands twice is an error, across
// files too. A line without text that has direction, tense or voice adds these
// to the record of its id, in whichever file that stands; one whose record is in
// none of the files is passed over.
func ReadFiles(files ...string) ([]Record, error) {
	var all, later []Record
	seen := map[string]string{}
	for _, f := range files {
		rs, err := readFile(f)
		if err != nil {
			return nil, err
		}
		rs, later = apart(rs, later)
		for i := range rs {
			rs[i].File = f
			if rs[i].ID == "" {
				continue
			}
			at := fmt.Sprintf("%s:%d", f, rs[i].Line)
			if first, dup := seen[rs[i].ID]; dup {
				return nil, &FileError{f, rs[i].Line, fmt.Errorf("id %q stands already at %s", rs[i].ID, first)}
			}
			seen[rs[i].ID] = at
		}
		all = append(all, rs...)
	}
	addChanges(all, later)
	return all, nil
}

func readFile(name string) ([]Record, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	if head, _ := in.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		defer z.Close()
		return readAny(z, strings.TrimSuffix(name, ".gz"))
	}
	return readAny(in, name)
}

func readAny(r io.Reader, name string) ([]Record, error) {
	if strings.HasSuffix(strings.ToLower(name), ".csv") {
		return readCSV(r, name)
	}
	return Read(r, name)
}

// maxLine is the longest line read, as for JSONL input.
const maxLine = 16 << 20

// Read reads records from r; name is for errors. Blank lines are skipped.
func Read(r io.Reader, name string) ([]Record, error) {
	var rs []Record
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 1<<16), maxLine)
	line := 0
	for sc.Scan() {
		line++
		b := bytes.TrimSpace(bytes.TrimPrefix(sc.Bytes(), []byte("\ufeff")))
		if len(b) == 0 {
			continue
		}
		rec, err := parse(b)
		if err != nil {
			return nil, &FileError{name, line, err}
		}
		rec.Line = line
		rs = append(rs, *rec)
	}
	if err := sc.Err(); err != nil {
		return nil, &FileError{name, line + 1, err}
	}
	return rs, nil
}

// maxWeight is the greatest weight of a record: one sentence should not drown a
// file.
const maxWeight = 100

func parse(b []byte) (*Record, error) {
	var raw struct {
		ID        *string                    `json:"id"`
		Source    string                     `json:"source"`
		Heading   string                     `json:"heading"`
		Text      *string                    `json:"text"`
		Weight    *float64                   `json:"weight"`
		Asked     []string                   `json:"asked"`
		Sentiment json.RawMessage            `json:"sentiment"` // null: the themes alone were coded
		Themes    map[string]string          `json:"themes"`
		Stance    map[string]json.RawMessage `json:"stance"`
		Piece     string                     `json:"piece"`
		Composed  bool                       `json:"composed"`
		Trap      string                     `json:"trap"`
		kindFields
		changeFields
	}
	if err := json.Unmarshal(b, &raw); err != nil {
		return nil, fmt.Errorf("not a JSON object of the form expected: %w", err)
	}
	if raw.Text == nil && raw.ID != nil && raw.coded() {
		rec := &Record{ID: *raw.ID}
		return rec, rec.change(raw.changeFields)
	}
	if raw.Text == nil || strings.TrimSpace(*raw.Text) == "" {
		return nil, errors.New(`field "text" is missing or empty`)
	}
	if len(raw.Sentiment) == 0 {
		return nil, errors.New(`field "sentiment" is missing`)
	}
	rec := &Record{Source: raw.Source, Heading: raw.Heading, Text: *raw.Text, Asked: raw.Asked, Weight: 1}
	if raw.Weight != nil {
		if rec.Weight = *raw.Weight; !(rec.Weight > 0 && rec.Weight <= maxWeight) {
			return nil, fmt.Errorf("weight %v is not above 0 and up to %d", rec.Weight, maxWeight)
		}
	}
	var err error
	if string(raw.Sentiment) == "null" {
		rec.ThemesOnly = true
	} else if rec.Sentiment, rec.Soft, err = label(raw.Sentiment); err != nil {
		return nil, fmt.Errorf("sentiment: %w", err)
	}
	if raw.ID != nil {
		rec.ID = *raw.ID
	}
	if !rec.Soft {
		if rec.ID == "" {
			return nil, errors.New(`field "id" is missing`)
		}
		if raw.Themes == nil {
			return nil, errors.New(`field "themes" is missing ({} where there is none)`)
		}
	}
	for theme, class := range raw.Themes {
		q, _ := json.Marshal(class)
		p, _, err := label(q)
		if err != nil {
			return nil, fmt.Errorf("theme %s: %w", theme, err)
		}
		rec.Stances = append(rec.Stances, Stance{theme, p})
	}
	for theme, l := range raw.Stance {
		p, _, err := label(l)
		if err != nil {
			return nil, fmt.Errorf("theme %s: %w", theme, err)
		}
		rec.Stances = append(rec.Stances, Stance{theme, p})
	}
	if rec.Asked != nil {
		for _, s := range rec.Stances {
			if !rec.Asks(s.Theme) {
				return nil, fmt.Errorf("theme %s is coded but not among those asked for", s.Theme)
			}
		}
	}
	sort.Slice(rec.Stances, func(i, j int) bool { return rec.Stances[i].Theme < rec.Stances[j].Theme })
	rec.Piece, rec.Composed, rec.Trap = raw.Piece, raw.Composed, raw.Trap
	if err := rec.place(raw.kindFields); err != nil {
		return nil, err
	}
	return rec, rec.change(raw.changeFields)
}

// ErrNotCoded is a label that is empty: nobody has coded it yet.
var ErrNotCoded = errors.New(`unknown label "" (positive, negative, mixed or neutral)`)

// label reads a class name or four probabilities, which are made to add up to 1.
func label(b json.RawMessage) (p [stance.Classes]float64, soft bool, err error) {
	var name string
	if json.Unmarshal(b, &name) == nil {
		for c := stance.Class(0); c < stance.Classes; c++ {
			if c.String() == name {
				p[c] = 1
				return p, false, nil
			}
		}
		if name == "" {
			return p, false, ErrNotCoded
		}
		return p, false, fmt.Errorf("unknown label %q (positive, negative, mixed or neutral)", name)
	}
	var ps []float64
	if err := json.Unmarshal(b, &ps); err != nil || len(ps) != stance.Classes {
		return p, true, fmt.Errorf("neither a label nor four probabilities: %s", b)
	}
	sum := 0.0
	for _, x := range ps {
		if x < 0 || x > 1 || math.IsNaN(x) {
			return p, true, fmt.Errorf("probability %v is outside 0 to 1", x)
		}
		sum += x
	}
	if sum < 0.9 || sum > 1.1 {
		return p, true, fmt.Errorf("probabilities add up to %v", sum)
	}
	for c, x := range ps {
		p[c] = x / sum
	}
	return p, true, nil
}
