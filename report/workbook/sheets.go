package workbook

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"assay/internal/phrases"
	"assay/out"
	"assay/out/answers"
	"assay/out/figure"
	"assay/out/kindname"
	"assay/out/load"

	"github.com/xuri/excelize/v2"
)

// names are what people call columns whose own name, with spaces, does not say.
var names = phrases.Read("workbook/columns.txt", columnsText).Labels("columns")

//go:embed columns.txt
var columnsText string

// wide is the most a column of text may take, in characters; the rest take 28.
var wide = map[string]float64{"sentence": 70, "sentence_before": 55, "sentence_after": 55, "text": 80, "heading": 30, "reasons": 40, "uri": 40, "title": 40, "message": 60, "hint": 60, "outcome_sentence": 60}

// inWords are columns of names that people read as words.
var inWords = map[string]bool{"outcome": true, "speaker_role": true, "context": true, "kind": true, "visit_kind": true, "framework": true, "reason": true, "status": true, "judgement": true}

func human(name string) string {
	if n := names[name]; n != "" {
		return n
	}
	s := strings.ReplaceAll(name, "_", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// described are columns of a table with its own descriptions.
func described(table string, list []string) (columns []column) {
	for _, t := range out.Schema(out.Options{}) {
		if t.Name != table {
			continue
		}
		for _, name := range list {
			c, _ := t.Column(name)
			limit := wide[name]
			if limit == 0 {
				limit = 28
			}
			columns = append(columns, column{human(name), meaning(table, c), limit})
		}
	}
	return columns
}

// table is a sheet of columns of one table.
func (w *people) table(sheet, table string, list []string, cell func(b load.Batch, col, row int) cellOf) (sheetOf, error) {
	s := sheetOf{name: sheet, columns: described(table, list)}
	r, err := out.Open(w.ctx, w.run, table, list)
	if err != nil {
		return s, err
	}
	s.rows = r.Rows
	s.each = func(emit func([]cellOf) error) error {
		return load.Table(w.ctx, w.run, table, list, func(b load.Batch) error {
			for i := range b.Rows() {
				row := make([]cellOf, len(list))
				for k := range list {
					row[k] = cell(b, k, i)
					if text, ok := row[k].value.(string); ok && inWords[list[k]] {
						row[k].value = strings.ReplaceAll(text, "_", " ")
					}
				}
				if err := emit(row); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return s, r.Close()
}

// typed is a cell as its column's type wants it.
func (w *people) typed(b load.Batch, col, row int) cellOf {
	value, _ := cell(w.styles, b.Column(col), row)
	switch v := value.(type) {
	case nil:
		return cellOf{}
	case float64:
		return cellOf{value: excelize.Cell{StyleID: w.styles.score, Value: v}}
	case excelize.Cell:
		if text, ok := v.Value.(string); ok {
			return cellOf{value: text} // guarded text: body guards it again
		}
	}
	return cellOf{value: value}
}

// findings is the table findings in the order people read it, the ids of themes
// among the other ids.
func (w *people) findings() (sheetOf, error) {
	list := []string{"local_authority", "inspection_start", "kind", "theme_label", "stance", "sentence", "page", "link", "context", "grade", "outcome", "direction", "tense", "speaker_role", "speaker",
		"heading", "number", "side", "sentence_before", "sentence_after", "trigger", "reasons", "score", "region", "year", "framework", "inspection_end", "title", "uri",
		"theme", "mention_id", "sentence_id", "doc_id", "article_id", "comment_id", "section_id", "action_id", "duplicate_of"}
	linked, err := w.linked()
	if err != nil {
		return sheetOf{name: "Findings"}, err
	}
	if !linked {
		list = slices.DeleteFunc(list, func(name string) bool { return name == "link" })
	}
	at := func(name string) int { return slices.Index(list, name) }
	stance, link, uri, page, kind := at("stance"), at("link"), at("uri"), at("page"), at("kind")
	return w.table("Findings", "findings", list, func(b load.Batch, col, row int) cellOf {
		c := w.typed(b, col, row)
		switch col {
		case stance:
			c.value = excelize.Cell{StyleID: w.styles.stance[b.Str(stance, row)], Value: b.Str(stance, row)}
		case link:
			c.link = b.Str(link, row)
			if c.link != "" {
				c.value = "open"
				if !b.Null(page, row) {
					c.value = "open at the page"
				}
			}
		case uri:
			c.value = b.Str(uri, row)
		case kind:
			c.value = kindname.Of(b.Str(kind, row), 1)
		}
		return c
	})
}

// linked reports whether findings have links to their documents: a run without
// --source-base has none.
func (w *people) linked() (any bool, err error) {
	errFound := errors.New("one is enough")
	err = load.Rows(w.ctx, w.run, "findings", []string{"link"}, func(row []string) error {
		if row[0] != "" {
			any = true
			return errFound
		}
		return nil
	})
	if errors.Is(err, errFound) {
		err = nil
	}
	return any, err
}

func (w *people) documents() (map[string]string, error) {
	uris := map[string]string{}
	err := load.Rows(w.ctx, w.run, "documents", []string{"doc_id", "uri"}, func(row []string) error {
		uris[row[0]] = row[1]
		return nil
	})
	return uris, err
}

func (w *people) lost() (sheetOf, error) {
	return w.table("Lost", "failures", []string{"uri", "severity", "reason", "stage", "message", "hint", "permanent"}, w.typed)
}

// day is a date cell, nil of none.
func (w *people) day(iso string) any {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return nil
	}
	return excelize.Cell{StyleID: w.styles.date, Value: t}
}

func (w *people) number(x float64) cellOf {
	return cellOf{value: excelize.Cell{StyleID: w.styles.score, Value: x}}
}

// changes are those from one inspection to the next.
func (w *people) changes() (sheetOf, error) {
	s := sheetOf{name: "Changes", columns: []column{
		{"Theme", "theme of the codebook", 26}, {"Kind", "kind of document: only inspections of one kind are compared", 26}, {"Local authority", "authority inspected", 28}, {"Region", "region of England", 20},
		{"From", "first day of the earlier inspection", 12}, {"To", "first day of the later inspection", 12}, {"Mentions before", "mentions in findings of the earlier inspection", 12}, {"Mentions after", "mentions in findings of the later inspection", 12},
		{"Net stance before", "(positive - negative) / mentions, from -1 to 1", 12}, {"Net stance after", "(positive - negative) / mentions, from -1 to 1", 12}, {"Change", "net stance after less before", 12},
		{"Pooled change", "the change drawn towards the mean of its theme and kind, the more the fewer mentions: rank by this; empty where either has fewer than 3 mentions", 12}, {"Low", "lower end of its 95 % interval", 10}, {"High", "upper end of its 95 % interval", 10},
		{"Verdict", "better or worse where the interval leaves zero out, else unclear; too few mentions: fewer than 3 on a side, not ranked", 12}, {"Grade before", "overall grade of the earlier inspection", 20}, {"Grade after", "overall grade of the later inspection", 20},
		{"Document before", "where the earlier report was found", 40}, {"Document after", "where the later report was found", 40}}}
	c, err := w.counted()
	if err != nil {
		return s, err
	}
	t, err := c.Trends(w.ctx, answers.TrendOptions{})
	if err != nil {
		return s, err
	}
	labels := map[string]string{}
	for _, theme := range t.Themes {
		labels[theme.ID] = theme.Label
	}
	var rows [][]cellOf
	pairs := slices.Concat(t.Changes, t.Skipped)
	for i := range pairs {
		x := &pairs[i]
		rows = append(rows, []cellOf{{value: labels[x.Theme]}, {value: kindname.Of(x.Kind, 1)}, {value: x.Authority}, {value: x.Region}, {value: w.day(x.Before.Start)}, {value: w.day(x.After.Start)},
			{value: x.Before.Total()}, {value: x.After.Total()}, w.number(x.Before.Net()), w.number(x.After.Net()), w.number(x.Raw), w.number(x.Pooled), w.number(x.Low), w.number(x.High),
			{value: x.Verdict()}, {value: x.Before.Grade}, {value: x.After.Grade}, {value: strings.Join(x.Before.URIs, "; ")}, {value: strings.Join(x.After.URIs, "; ")}})
		if i < len(t.Changes) {
			continue
		}
		row := rows[i]
		row[11], row[12], row[13], row[14] = cellOf{}, cellOf{}, cellOf{}, cellOf{value: "too few mentions"}
		for k, side := range []*answers.Inspection{&x.Before, &x.After} {
			if side.Total() == 0 {
				row[8+k], row[10] = cellOf{}, cellOf{}
			}
		}
	}
	s.rows, s.each = int64(len(rows)), listed(rows)
	return s, nil
}

// summary is what the terminal says at the end of a run, in full.
func (w *people) summary(f *answers.Found) (sheetOf, error) {
	s := sheetOf{name: "Summary", columns: []column{{"What", "what is counted", 26}, {"Of", "kind of document, or theme", 28}, {"Local authority", "the authority that stands at this end", 28}, {"Years", "of the documents, or of the inspection", 14},
		{"Documents", "documents of the kind, or that mention the theme; each text once", 12}, {"Mentions", "sentences that speak of the theme", 12}, {"Net stance", "(positive - negative) / mentions, from -1 to 1; of comments less their article the difference of the two, from -2 to 2", 12},
		{"Low", "lower end of its 95 % interval", 8}, {"High", "upper end of its 95 % interval", 8}, {"Share negative", "negative / mentions; mixed is not negative", 12}, {"Note", "what to know", 44}, {"Document", "where it was found", 40}}}
	if f == nil {
		return s, out.ErrNoTable
	}
	line := func(what, of, authority, years string, documents any, note string) []cellOf {
		row := make([]cellOf, len(s.columns))
		row[0].value, row[1].value, row[2].value, row[3].value, row[4].value, row[10].value = what, of, authority, years, documents, note
		return row
	}
	rows := [][]cellOf{line("Read first", "", "", "", "", `In the sheet Findings, filter Context by "finding" for what inspectors found: it holds every context. Kinds of inspection are not compared with each other.`)}
	for _, k := range f.Kinds {
		rows = append(rows, line("Documents", kindname.Of(k.Kind, 2), "", yearSpan(k), k.Documents, ""))
	}
	authorities := line("Local authorities", "", "", "", "", "")
	authorities[4].value = f.Authorities
	rows = append(rows, authorities)
	for _, t := range f.Themes {
		if t.Total() > 0 {
			rows = append(rows, w.stances(line(contextWords[t.Context], t.Label, "", "", t.Documents, ""), t.Stances))
		}
	}
	talk, err := w.threads(func(theme, note string) []cellOf {
		return line("Comments less article", theme, "", "", 1, note)
	})
	if err != nil {
		return s, err
	}
	rows = append(rows, talk...)
	for _, r := range f.Rankings {
		for _, x := range ends(r.Ranks) {
			row := line(x.what, label(f, x.Theme), x.Authority, "", 1, "the last "+kindname.Of(r.Kind, 1)+" of each authority")
			if row[11].value = x.URI; x.Year > 0 {
				row[3].value = x.Year
			}
			rows = append(rows, w.stances(row, x.Stances))
		}
	}
	for _, l := range f.LostReasons {
		rows = append(rows, line("Lost", strings.ReplaceAll(l.Name, "_", " "), "", "", l.N, "see the sheet Lost"))
	}
	s.rows, s.each = int64(len(rows)), listed(rows)
	return s, nil
}

// mostThreads is how many threads, those with the most comments, Summary sets against
// their article; Findings has all.
const mostThreads = 10

// threads are lines of how comments speak of a theme, less how their article does.
func (w *people) threads(line func(theme, note string) []cellOf) (rows [][]cellOf, err error) {
	c, err := w.counted()
	if err != nil {
		return nil, err
	}
	talk := slices.DeleteFunc(slices.Clone(c.Documents), func(d *answers.Document) bool { return d.Sentences("article") == 0 || d.Sentences("comment") == 0 })
	slices.SortStableFunc(talk, func(a, b *answers.Document) int { return b.Sentences("comment") - a.Sentences("comment") })
	for _, d := range talk[:min(len(talk), mostThreads)] {
		for _, t := range c.Themes {
			said, printed := d.Stances("comment", t.ID), d.Stances("article", t.ID)
			if min(said.Total(), printed.Total()) < figure.FewPaired {
				continue
			}
			apart, low, high := said.Apart(printed)
			note := fmt.Sprintf("article %s of %d, comments %s of %d", figure.Signed(printed.Net()), printed.Total(), figure.Signed(said.Net()), said.Total())
			if low <= 0 && high >= 0 {
				note += "; unclear: chance may be all there is"
			}
			row := line(t.Label, note+"; read the comments, one in four is judged wrongly")
			row[5].value, row[6], row[7], row[8], row[11].value = said.Total(), w.number(apart), w.number(low), w.number(high), d.URI
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// stances puts the figures of mentions into a line of the summary.
func (w *people) stances(row []cellOf, n figure.Stances) []cellOf {
	low, high := n.Interval()
	row[5].value, row[6], row[7], row[8] = n.Total(), w.number(n.Net()), w.number(low), w.number(high)
	row[9].value = excelize.Cell{StyleID: w.styles.share, Value: n.ShareNegative()}
	if n.Few() {
		row[10].value = "few mentions: do not rank"
	}
	return row
}

var contextWords = map[string]string{"finding": "What inspectors found", "recommendation": "What inspectors recommend", "strength": "What inspectors praise", "article": "What articles say", "comment": "What commenters say"}

// yearSpan is the years of a kind's documents.
func yearSpan(k answers.KindCount) string {
	switch {
	case k.First == 0:
		return ""
	case k.First == k.Last:
		return strconv.Itoa(k.First)
	}
	return strconv.Itoa(k.First) + " to " + strconv.Itoa(k.Last)
}

// extreme is a report at one end of a ranking.
type extreme struct {
	answers.Rank
	what string
}

// mostEnds is how many reports are named at either end.
const mostEnds = 5

// ends are the worst and the best reports of each theme, at most a quarter of them
// at either end; none of fewer than figure.FewRanked.
func ends(ranks []answers.Rank) (list []extreme) {
	for from := 0; from < len(ranks); {
		to := from
		for to < len(ranks) && ranks[to].Theme == ranks[from].Theme {
			to++
		}
		n := min(mostEnds, (to-from)/4)
		if to-from < figure.FewRanked {
			n = 0
		}
		for i := range n {
			list = append(list, extreme{ranks[from+i], "Worst"})
		}
		for i := range n {
			list = append(list, extreme{ranks[to-1-i], "Best"})
		}
		from = to
	}
	return list
}

func label(f *answers.Found, theme string) string {
	for _, t := range f.Themes {
		if t.Theme == theme {
			return t.Label
		}
	}
	return theme
}
