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

// A FactRecord is one line of a facts file: what a document says of itself, read
// by a person or by the program, as JSON values by their names. Its "kind" says
// which form it has; records without one are of graded inspections and hold
// graded judgements only.
type FactRecord map[string]any

// URI is the path of the document, relative to the folder of the documents.
func (r FactRecord) URI() string { return text(r["uri"]) }

// Kind is the form of the record, "" for graded inspections.
func (r FactRecord) Kind() string { return text(r["kind"]) }

// factFields are the fields that count, by kind, in the order they are shown.
var factFields = map[string][]string{
	"": {"local_authority", "framework", "start", "end", "published", "lead_inspector"},
	"jtai": {"local_authority", "topic", "start", "end", "letter_date", "inspectorates", "lead_inspector", "statement_of_action",
		"priority_actions", "areas_for_improvement"},
	"area_send": {"local_authority", "start", "end", "previous_start", "previous_end", "published", "outcome",
		"priority_action_plan_required", "lead_inspectors", "areas_for_priority_action", "areas_for_improvement"},
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
		if rec.URI() == "" {
			return nil, fmt.Errorf("facts file: line %d: no uri", n)
		}
		if _, known := factFields[rec.Kind()]; !known {
			return nil, fmt.Errorf("facts file: line %d: no kind %q is known; there are none at all, jtai and area_send", n, rec.Kind())
		}
		out = append(out, rec)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("facts file: %w", err)
	}
	return out, nil
}

// FactsOf puts what was extracted into the form of a kind's records. A nil Parse
// and one without an inspection give a record with uri and kind alone. A
// publication date counts only where the document itself prints it.
func FactsOf(uri, kind string, p *extract.Parse) FactRecord {
	rec := FactRecord{"uri": uri}
	if kind != "" {
		rec["kind"] = kind
	}
	if p == nil || p.Inspection == nil {
		return rec
	}
	in := p.Inspection
	rec["local_authority"] = in.LocalAuthority
	rec["start"], rec["end"] = in.Start.String(), in.End.String()
	published := ""
	if in.PublishedSource == extract.PublishedDocument {
		published = in.Published.String()
	}
	switch kind {
	case "jtai":
		rec["topic"], rec["letter_date"] = orNull(in.Topic), orNull(in.LetterDate.String())
		rec["inspectorates"] = list(in.Inspectorates, func(s string) any { return s })
		rec["lead_inspector"] = orNull(in.LeadInspector)
		rec["statement_of_action"] = map[string]any{"required": in.Plan == extract.Yes, "due": orNull(in.PlanDue.String())}
		rec["priority_actions"] = actionsOf(p, true, extract.AskPriority)
		rec["areas_for_improvement"] = actionsOf(p, false, extract.AskImprovement)
	case "area_send":
		rec["previous_start"], rec["previous_end"] = orNull(in.PreviousStart.String()), orNull(in.PreviousEnd.String())
		rec["published"], rec["outcome"] = orNull(published), orNull(in.Outcome)
		rec["priority_action_plan_required"] = in.Plan == extract.Yes
		rec["lead_inspectors"] = list(in.LeadInspectors, func(p extract.Person) any {
			return map[string]any{"name": p.Name, "body": orNull(p.Body)}
		})
		rec["areas_for_priority_action"] = actionsOf(p, true, extract.AskPriority)
		rec["areas_for_improvement"] = actionsOf(p, false, extract.AskImprovement)
	default:
		rec["framework"] = string(in.Framework)
		rec["published"], rec["lead_inspector"] = orNull(published), orNull(in.LeadInspector)
		grades := map[string]any{}
		for _, j := range in.Judgements {
			if j.Status == extract.StatusGraded {
				grades[j.Key] = j.Grade
			}
		}
		rec["judgements"] = grades
	}
	return rec
}

// actionsOf are the actions of one kind; named gives those who are to act too.
func actionsOf(p *extract.Parse, named bool, kind extract.ActionKind) []any {
	out := []any{}
	for _, a := range p.Actions {
		switch {
		case a.Kind != kind:
		case named:
			out = append(out, map[string]any{"responsible": a.Responsible, "text": a.Text})
		default:
			out = append(out, map[string]any{"text": a.Text})
		}
	}
	return out
}

func list[T any](in []T, each func(T) any) []any {
	out := []any{}
	for _, v := range in {
		out = append(out, each(v))
	}
	return out
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// FactCount counts right answers among those asked for. An extra judgement
// counts as one asked for and not right; a list counts as one.
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
		byURI[g.URI()] = g
	}
	for _, w := range want {
		g := byURI[w.URI()]
		for _, name := range factFields[w.Kind()] {
			same := sameFact(name, w[name], g[name])
			for _, also := range anyList(w[name+"_also"]) { // a second answer that counts too
				same = same || sameFact(name, also, g[name])
			}
			r.count(r.Fields, w.URI(), name, text(w[name]), text(g[name]), same)
		}
		if w.Kind() != "" {
			continue
		}
		asked, given := anyMap(w["judgements"]), anyMap(g["judgements"])
		keys := maps.Clone(asked)
		maps.Copy(keys, given)
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			a, b := text(asked[key]), text(given[key])
			r.count(r.Judgements, w.URI(), key, a, b, a == b)
		}
	}
	return r
}

func (r *FactsReport) count(into map[string]FactCount, uri, name, want, got string, same bool) {
	c := into[name]
	c.Of++
	r.Overall.Of++
	if same {
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
