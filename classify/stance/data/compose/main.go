// Command compose writes composed.jsonl, made-up coded sentences for training,
// from the words and patterns of patterns.txt. The same patterns give the same
// bytes.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
)

//go:embed patterns.txt
var patterns string

// record is one coded sentence as classify/gold reads it.
type record struct {
	ID        string            `json:"id"`
	Source    string            `json:"source"`
	Kind      string            `json:"kind"`
	Heading   string            `json:"heading"`
	Text      string            `json:"text"`
	Composed  bool              `json:"composed"`
	Themes    map[string]string `json:"themes"`
	Sentiment string            `json:"sentiment"`
	Weight    float64           `json:"weight"`
	Direction map[string]string `json:"direction"`
}

// weight is what a composed sentence counts beside one that was coded.
const weight = 0.5

// themes are those the patterns are filled for, with how many sentences each.
var themes = []struct {
	id    string
	fills int
}{{"oversight", 2}, {"caseloads", 2}, {"thresholds", 2}, {"school_hours_visits", 1}}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: compose FILE")
		os.Exit(2)
	}
	data, err := compose(patterns)
	if err == nil {
		err = os.WriteFile(os.Args[1], data, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "compose:", err)
		os.Exit(1)
	}
}

// compose is the file of coded sentences that a text of patterns makes.
func compose(text string) ([]byte, error) {
	b, err := read(text)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	seen := map[string]bool{}
	made := 0
	for i := range b.patterns {
		p := &b.patterns[i]
		for at, t := range themes {
			n := t.fills * p.times
			if p.class == "positive" && p.times == 1 {
				n++ // there are more patterns of blame
			}
			for k := range n {
				other := themes[(at+1+k)%len(themes)].id
				s, err := b.fill(p, t.id, other, k)
				if err != nil {
					return nil, fmt.Errorf("line %d: %w", p.line, err)
				}
				if seen[s] {
					continue
				}
				seen[s] = true
				made++
				r := record{ID: fmt.Sprintf("composed-%04d", made), Source: "composed-" + p.block, Kind: p.kinds[made%len(p.kinds)], Text: s,
					Composed: true, Themes: map[string]string{t.id: p.class}, Sentiment: p.class, Weight: weight,
					Direction: map[string]string{t.id: p.direction}}
				if p.other.class != "" {
					r.Themes[other], r.Direction[other], r.Sentiment = p.other.class, p.other.direction, together(p.class, p.other.class)
				}
				if err := enc.Encode(r); err != nil {
					return nil, err
				}
			}
		}
	}
	return out.Bytes(), nil
}

// together is the sentiment of a sentence that says this of one theme and that of
// another.
func together(this, that string) string {
	switch {
	case this == that || that == "neutral":
		return this
	case this == "neutral":
		return that
	}
	return "mixed"
}
