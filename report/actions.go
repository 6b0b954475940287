package report

import (
	"cmp"
	"slices"
	"strings"

	"assay/out/answers"
	"assay/report/script"
	"assay/report/wording"
)

// action is one thing asked of an authority or a partnership.
type action struct {
	kind, responsible, text, due string
	page                         int
	themes                       []int // that its sentences speak of, each once
}

// ActionsPage is the view of what was asked. Its list is made by
// assets/actions.js from the files of actions.
type ActionsPage struct {
	Base, Title  string
	Few          int
	Asked, Open  int
	Inspections  int // that ask for something
	Without      int // that ask for nothing, as far as was read
	Prose        N   // findings under a heading of what must improve
	Themes       []string
	Bodies       []BodyRow
	KindsOfAsk   []Choice
	ThemeChoices []Choice
}

// Choice is an entry of a filter.
type Choice struct{ Value, Label string }

// BodyRow is what one body is asked.
type BodyRow struct {
	Name, Key   string
	Asked, Open int
	Themes      []BodyTheme
}

// BodyTheme is the asks of a body that speak of a theme.
type BodyTheme struct {
	ID          string
	Asked, Open int
}

// nobody is the key of asks that name no body.
const nobody = "-"

// bodyKey is the same for a body however its name is set: The Board, the board.
func bodyKey(name string) string {
	key := strings.TrimPrefix(strings.ToLower(strings.Trim(name, " ,.;:")), "the ")
	if key == "" {
		return nobody
	}
	return key
}

// followed names the next inspection of every document that has one.
func (d *data) followed() {
	for _, c := range d.councils {
		var days, kinds []string
		for _, doc := range c.docs {
			days, kinds = append(days, doc.date()), append(kinds, doc.kind)
		}
		for i, k := range answers.Next(days, kinds) {
			if k >= 0 {
				c.docs[i].next = c.docs[k]
			}
		}
	}
}

// actionsPage is nil where nothing was asked.
func (d *data) actionsPage() *ActionsPage {
	p := &ActionsPage{Title: "What was asked", Few: few}
	by := map[string]*BodyRow{}
	kinds := map[string]bool{}
	prose := 0
	for _, theme := range d.themes {
		p.Themes = append(p.Themes, theme.Label)
		p.ThemeChoices = append(p.ThemeChoices, Choice{theme.ID, wording.Capital(theme.Label)})
	}
	for _, doc := range d.docs {
		if doc.insp == nil {
			continue
		}
		prose += doc.counts.toImprove
		if len(doc.actions) > 0 {
			p.Inspections++
		} else {
			p.Without++
		}
		for i := range doc.actions {
			a := &doc.actions[i]
			kinds[a.kind] = true
			row := d.bodyRow(by, a)
			open := 0
			if doc.next == nil {
				open = 1
			}
			row.Asked, row.Open = row.Asked+1, row.Open+open
			p.Asked, p.Open = p.Asked+1, p.Open+open
			for _, t := range a.themes {
				row.Themes[t].Asked++
				row.Themes[t].Open += open
			}
		}
	}
	if p.Asked == 0 {
		return nil
	}
	p.Prose = query{kind: "s", context: finding, insp: true, side: "weakness"}.of(prose, "Findings under a heading of what must improve")
	for _, row := range by {
		p.Bodies = append(p.Bodies, *row)
	}
	slices.SortFunc(p.Bodies, func(a, b BodyRow) int {
		return cmp.Or(cmpBool(a.Key == nobody, b.Key == nobody), b.Open-a.Open, b.Asked-a.Asked, strings.Compare(a.Key, b.Key))
	})
	for _, kind := range keysOf(kinds) {
		p.KindsOfAsk = append(p.KindsOfAsk, Choice{kind, wording.Capital(wording.Named(nil, kind))})
	}
	return p
}

// bodyRow is the row of the body an action names.
func (d *data) bodyRow(by map[string]*BodyRow, a *action) *BodyRow {
	key := bodyKey(a.responsible)
	row := by[key]
	if row == nil {
		row = &BodyRow{Name: d.bodyName(a.responsible), Key: key}
		for _, theme := range d.themes {
			row.Themes = append(row.Themes, BodyTheme{ID: theme.ID})
		}
		by[key] = row
	}
	return row
}

// bodyName is one spelling of a body's name: the first in the run.
func (d *data) bodyName(printed string) string {
	key := bodyKey(printed)
	if key == nobody {
		return ""
	}
	if d.bodies == nil {
		d.bodies = map[string]string{}
	}
	if _, ok := d.bodies[key]; !ok {
		d.bodies[key] = wording.Capital(strings.Trim(printed, " ,.;:"))
	}
	return d.bodies[key]
}

func cmpBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// actionsFiles writes the actions as evidence of kind a: rows of [text, body,
// kind, due, page, [theme, ...]], where body and kind are positions of words.
func (d *data) actionsFiles(w *writer) error {
	c := script.NewFile("a")
	for _, doc := range d.docs {
		if len(doc.actions) == 0 {
			continue
		}
		doc.actionFile = c.Number
		c.Begin(doc.index)
		for i := range doc.actions {
			a := &doc.actions[i]
			c.Row()
			c.Str(a.text).Comma().Word(d.bodyName(a.responsible)).Comma().Word(a.kind).Comma().Str(a.due).Comma().Int(a.page)
			c.Raw(",[")
			for k, t := range a.themes {
				if k > 0 {
					c.Comma()
				}
				c.Int(t)
			}
			c.Raw("]]")
		}
		if err := c.End(w.script); err != nil {
			return err
		}
	}
	return c.Flush(w.script)
}
