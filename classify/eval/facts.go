package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"assay/extract"
)

// FactRecord is one line of a facts file: what a report says of itself, read by
// a person or by the program. Published and LeadInspector are nil where the
// report prints none; Judgements holds graded ones only.
type FactRecord struct {
	URI            string            `json:"uri"`
	LocalAuthority string            `json:"local_authority"`
	Framework      string            `json:"framework"`
	Start          string            `json:"start"` // YYYY-MM-DD
	End            string            `json:"end"`
	Published      *string           `json:"published"`
	LeadInspector  *string           `json:"lead_inspector"`
	Judgements     map[string]string `json:"judgements"`
}

// longestLine bounds one line of a facts or gold file, in bytes.
const longestLine = 16 << 20

// ReadFacts reads a facts file. An error names the line.
func ReadFacts(r io.Reader) ([]FactRecord, error) {
	var out []FactRecord
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 0, 64<<10), longestLine)
	for n := 1; sc.Scan(); n++ {
		if len(sc.Bytes()) == 0 {
			continue
		}
		var rec FactRecord
		if err := json.Unmarshal(sc.Bytes(), &rec); err != nil {
			return nil, fmt.Errorf("facts file: line %d: %w", n, err)
		}
		if rec.URI == "" {
			return nil, fmt.Errorf("facts file: line %d: no uri", n)
		}
		out = append(out, rec)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("facts file: %w", err)
	}
	return out, nil
}

// FactsOf puts what was extracted into the form of a facts file. A nil
// inspection gives a record with the uri alone. A publication date counts only
// where the document itself prints it.
func FactsOf(uri string, in *extract.Inspection) FactRecord {
	rec := FactRecord{URI: uri, Judgements: map[string]string{}}
	if in == nil {
		return rec
	}
	rec.LocalAuthority, rec.Framework = in.LocalAuthority, in.Framework
	rec.Start, rec.End = in.Start.String(), in.End.String()
	if in.PublishedSource == extract.PublishedDocument {
		rec.Published = orNil(in.Published.String())
	}
	rec.LeadInspector = orNil(in.LeadInspector)
	for _, j := range in.Judgements {
		if j.Status == extract.StatusGraded {
			rec.Judgements[j.Key] = j.Grade
		}
	}
	return rec
}

func orNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func text(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}

// FactCount counts right answers among those asked for. An extra judgement
// counts as one asked for and not right.
type FactCount struct {
	Right int `json:"right"`
	Of    int `json:"of"`
}

// FactMiss is one difference; "" stands for nothing.
type FactMiss struct {
	URI   string `json:"uri"`
	Field string `json:"field"`
	Want  string `json:"want"`
	Got   string `json:"got"`
}

// FactsReport is the outcome of Facts. Overall is the sum of all fields and
// judgements.
type FactsReport struct {
	Records    int                  `json:"records"`
	Fields     map[string]FactCount `json:"fields"`
	Judgements map[string]FactCount `json:"judgements"`
	Overall    FactCount            `json:"overall"`
	Misses     []FactMiss           `json:"misses"`
}

// Facts compares records by uri. A record of want that got does not hold counts
// as wholly missed; records of got that want does not hold are left out.
func Facts(want, got []FactRecord) FactsReport {
	r := FactsReport{Records: len(want), Fields: map[string]FactCount{}, Judgements: map[string]FactCount{}, Misses: []FactMiss{}}
	byURI := make(map[string]FactRecord, len(got))
	for _, g := range got {
		byURI[g.URI] = g
	}
	for _, w := range want {
		g := byURI[w.URI]
		for _, f := range []struct{ name, want, got string }{
			{"local_authority", w.LocalAuthority, g.LocalAuthority},
			{"framework", w.Framework, g.Framework},
			{"start", w.Start, g.Start},
			{"end", w.End, g.End},
			{"published", text(w.Published), text(g.Published)},
			{"lead_inspector", text(w.LeadInspector), text(g.LeadInspector)},
		} {
			r.count(r.Fields, w.URI, f.name, f.want, f.got)
		}
		keys := maps.Clone(w.Judgements)
		if keys == nil {
			keys = map[string]string{}
		}
		maps.Copy(keys, g.Judgements)
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			r.count(r.Judgements, w.URI, key, w.Judgements[key], g.Judgements[key])
		}
	}
	return r
}

func (r *FactsReport) count(into map[string]FactCount, uri, name, want, got string) {
	c := into[name]
	c.Of++
	r.Overall.Of++
	if want == got {
		c.Right++
		r.Overall.Right++
	} else {
		r.Misses = append(r.Misses, FactMiss{uri, name, want, got})
	}
	into[name] = c
}

// Print writes the report for a reader: one line a field, then the misses.
func (r *FactsReport) Print(w io.Writer) error {
	p := &printer{w: w}
	p.f("%d records, %d of %d facts right\n", r.Records, r.Overall.Right, r.Overall.Of)
	for _, part := range []map[string]FactCount{r.Fields, r.Judgements} {
		for _, name := range slices.Sorted(maps.Keys(part)) {
			p.f("  %-34s %4d of %d\n", name, part[name].Right, part[name].Of)
		}
	}
	for _, m := range r.Misses {
		p.f("miss: %s: %s: want %q, got %q\n", m.URI, m.Field, m.Want, m.Got)
	}
	return p.err
}

// printer keeps the first error of a run of prints.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) f(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}
