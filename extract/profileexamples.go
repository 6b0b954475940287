package extract

import (
	"context"
	"fmt"
	"strings"

	"assay/corpus"
	"assay/extract/profiles"
)

// A ProfileFailure is one thing that an example of a profile wants and the
// program does not find.
type ProfileFailure struct {
	Pos     profiles.Pos
	Profile string
	Example string
	Message string
}

// Examples reads the examples of a profile as documents of plain text and
// reports what is not as they say.
func (x *Extractor) Examples(ctx context.Context, p *profiles.Profile) (failed []ProfileFailure, err error) {
	r := corpus.NewReader(corpus.Options{})
	defer r.Close()
	for i := range p.Examples {
		e := &p.Examples[i]
		name := e.Name
		if name == "" {
			name = fmt.Sprintf("example %d", i+1)
		}
		doc, err := r.Read(ctx, corpus.Held("example.txt", []byte(e.Text)))
		if err != nil {
			return failed, err
		}
		parse := x.Extract(doc)
		for _, m := range x.wrongWith(p, e, parse) {
			failed = append(failed, ProfileFailure{m.at, p.ID, name, m.message})
		}
	}
	return failed, nil
}

type mistake struct {
	at      profiles.Pos
	message string
}

func (x *Extractor) wrongWith(p *profiles.Profile, e *profiles.Example, parse *Parse) (out []mistake) {
	say := func(at profiles.Pos, format string, args ...any) {
		out = append(out, mistake{at, fmt.Sprintf(format, args...)})
	}
	of := string(parse.Kind) == p.ID
	if of == e.Not {
		if e.Not {
			say(e.Pos, "must not be of this kind, and is%s", x.why(p, parse.Doc))
		} else {
			say(e.Pos, "must be of this kind, and is of kind %s%s", parse.Kind, x.why(p, parse.Doc))
		}
	}
	if e.Not || !of {
		return out
	}
	facts := FactValues(parse)
	for name, want := range e.Facts {
		if got := facts[name]; got != want {
			say(e.Pos, "fact %s: want %q, got %q", name, want, got)
		}
	}
	for key, want := range e.Grades {
		got := ""
		if parse.Inspection != nil {
			for _, j := range parse.Inspection.Judgements {
				if j.Key == key {
					got = j.Grade
				}
			}
		}
		if got != want {
			say(e.Pos, "grade of %s: want %q, got %q", key, want, got)
		}
	}
	for _, w := range e.Roles {
		role, side, found := contextOf(parse, w.Text)
		switch {
		case !found:
			say(w.Pos, "no sentence holds %q", w.Text)
		case w.Role != "" && role != w.Role, w.Side != "" && side != w.Side:
			say(w.Pos, "%q: want %s, got %s", w.Text, strings.TrimSpace(w.Role+" "+w.Side), strings.TrimSpace(role+" "+side))
		}
	}
	if e.Actions != nil && len(e.Actions) != len(parse.Actions) {
		say(e.Pos, "want %d actions, got %d", len(e.Actions), len(parse.Actions))
		return out
	}
	for i, w := range e.Actions {
		a := parse.Actions[i]
		if w.Kind != "" && a.Kind.String() != w.Kind || a.Responsible != w.Responsible || a.Text != w.Text {
			say(w.Pos, "action %d: want %s of %q: %q, got %s of %q: %q", i+1, w.Kind, w.Responsible, w.Text, a.Kind, a.Responsible, a.Text)
		}
		if w.Due != "" && a.DueOn.String() != w.Due {
			say(w.Pos, "action %d: want it due on %s, got %q", i+1, w.Due, a.DueOn)
		}
	}
	return out
}

// why is what there is to say of the recognition of a document as one of p, after
// a colon; "" where nothing is.
func (x *Extractor) why(p *profiles.Profile, doc *corpus.Document) string {
	for _, t := range x.Explain(doc) {
		if t.Profile == p.ID && t.Why != "" {
			return ": " + strings.TrimPrefix(t.Why, "; ")
		}
	}
	return ""
}

// contextOf is the context and side of the first sentence that holds a text.
func contextOf(p *Parse, text string) (role, side string, found bool) {
	for i := range p.Sentences {
		if strings.Contains(SentenceText(p, i), text) {
			return p.Sentences[i].Context.String(), p.Sentences[i].Side.String(), true
		}
	}
	return "", "", false
}

// FactValues are the facts of a document by their names in profiles, as text:
// days as YYYY-MM-DD, spans of days and lists parted by a slash and by "; ".
func FactValues(p *Parse) map[string]string {
	out := map[string]string{}
	in := p.Inspection
	if in == nil {
		return out
	}
	put := func(name, value string) {
		if value != "" {
			out[name] = value
		}
	}
	span := func(a, b Date) string {
		if b.IsZero() || a == b {
			return a.String()
		}
		return a.String() + "/" + b.String()
	}
	put("local_authority", in.LocalAuthority)
	put("inspection_dates", span(in.Start, in.End))
	put("published_on", in.Published.String())
	put("letter_date", in.LetterDate.String())
	put("previous_inspection", span(in.PreviousStart, in.PreviousEnd))
	put("lead_inspector", in.LeadInspector)
	put("outcome", in.Outcome)
	put("topic", in.Topic)
	put("partnership", in.Partnership)
	put("next_inspection", in.Next)
	put("plan_required", [...]string{"", "yes", "no"}[in.Plan])
	put("plan_due_on", in.PlanDue.String())
	put("inspectorates", strings.Join(in.Inspectorates, "; "))
	put("responsible_bodies", strings.Join(in.Bodies, "; "))
	var leads []string
	for _, l := range in.LeadInspectors {
		leads = append(leads, strings.TrimSuffix(l.Name+", "+l.Body, ", "))
	}
	put("lead_inspectors", strings.Join(leads, "; "))
	for _, o := range in.Other {
		put(o.Name, o.Value)
	}
	return out
}
