package workbook

import (
	"strings"

	"assay/out/kindname"
	"assay/out/load"
)

// inspected is what the sheets say of the inspection a row belongs to.
type inspected struct{ authority, region, kind, start string }

// inspectionsByDoc are the inspections by the id of their document.
func (w *people) inspectionsByDoc() (map[string]*inspected, error) {
	of := map[string]*inspected{}
	err := load.Rows(w.ctx, w.run, "inspections", []string{"doc_id", "local_authority", "region", "inspection_start"}, func(row []string) error {
		of[row[0]] = &inspected{authority: row[1], region: row[2], start: row[3]}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return of, load.Rows(w.ctx, w.run, "documents", []string{"doc_id", "kind"}, func(row []string) error {
		if in := of[row[0]]; in != nil {
			in.kind = row[1]
		}
		return nil
	})
}

// ofInspection is a table whose rows begin with their inspection and whose last
// column is doc_id; more are columns put before the ids, each cell made from the row.
func (w *people) ofInspection(sheet, table string, list []string, more []column, cells func(row []cellOf) []cellOf) (sheetOf, error) {
	uris, err := w.documents()
	if err != nil {
		return sheetOf{name: sheet}, err
	}
	of, err := w.inspectionsByDoc()
	if err != nil {
		return sheetOf{name: sheet}, err
	}
	s, err := w.table(sheet, table, list, w.typed)
	if err != nil {
		return s, err
	}
	ids := len(s.columns)
	for ids > 0 && hidden(s.columns[ids-1].name) {
		ids--
	}
	columns := []column{{"Local authority", "local authority of the inspection", 28}, {"Region", "region of England of that authority", 20}, {"Kind", "kind of document", 26}, {"Inspection start", "first day of the inspection", 14}}
	columns = append(append(columns, s.columns[:ids]...), more...)
	columns = append(columns, column{"Document", "where the document was found", 40})
	s.columns = append(columns, s.columns[ids:]...)
	each := s.each
	s.each = func(emit func([]cellOf) error) error {
		return each(func(row []cellOf) error {
			doc, _ := row[len(row)-1].value.(string)
			in := of[doc]
			if in == nil {
				in = &inspected{}
			}
			line := append([]cellOf{{value: in.authority}, {value: in.region}, {value: kindname.Of(in.kind, 1)}, {value: w.day(in.start)}}, row[:ids]...)
			if cells != nil {
				line = append(line, cells(row)...)
			}
			line = append(line, cellOf{value: uris[doc]})
			return emit(append(line, row[ids:]...))
		})
	}
	return s, nil
}

// hidden reports whether a column is an id, by its name for people: it stands last
// and is hidden.
func hidden(name string) bool { return strings.HasSuffix(name, " id") || name == "Copy of" }

// actions are the things asked, with the themes they speak of, and whether they
// are open: whether no later inspection of the authority with the same remit is
// in the run.
func (w *people) actions() (sheetOf, error) {
	list := []string{"kind", "responsible", "text", "due_on", "page", "action_id", "doc_id"}
	counts, err := w.counted()
	if err != nil {
		return sheetOf{name: "Actions"}, err
	}
	themes := map[string]string{}
	err = load.Rows(w.ctx, w.run, "findings", []string{"action_id", "theme_label"}, func(row []string) error {
		if id, label := row[0], row[1]; id != "" && !strings.Contains("; "+themes[id]+"; ", "; "+label+"; ") {
			themes[id] = strings.TrimPrefix(themes[id]+"; "+label, "; ")
		}
		return nil
	})
	if err != nil {
		return sheetOf{name: "Actions"}, err
	}
	next, known := counts.Next(), map[string]bool{}
	for _, d := range counts.Documents {
		known[d.ID] = true
	}
	more := []column{{"Themes", "themes that its sentences speak of", 30}, {"Open", "open: no later inspection of this authority that looks at the same services is in the run; inspected since: there is one, which says nothing of what was done; copy: the text of its document stands in the run before", 14},
		{"Inspected next", "first day of that later inspection", 14}, {"Next kind", "its kind", 26}}
	s, err := w.ofInspection("Actions", "actions", list, more, func(row []cellOf) []cellOf {
		doc, _ := row[len(row)-1].value.(string)
		id, _ := row[len(row)-2].value.(string)
		if later := next[doc]; later != nil {
			return []cellOf{{value: themes[id]}, {value: "inspected since"}, {value: w.day(later.Day)}, {value: kindname.Of(later.Kind, 1)}}
		}
		if !known[doc] {
			return []cellOf{{value: themes[id]}, {value: "copy"}, {}, {}}
		}
		return []cellOf{{value: themes[id]}, {value: "open"}, {}, {}}
	})
	if err == nil {
		s.columns[4].name = "Kind of ask"
	}
	return s, err
}

func (w *people) judgements() (sheetOf, error) {
	return w.ofInspection("Judgements", "judgements", []string{"judgement", "grade", "status", "label", "page", "doc_id"}, nil, nil)
}

func (w *people) inspections() (sheetOf, error) {
	list := []string{"framework", "visit_kind", "inspection_end", "published_on", "lead_inspector", "outcome", "gss_code", "la_code", "urn", "doc_id"}
	grades := map[string]string{}
	counts, err := w.counted()
	if err != nil {
		return sheetOf{name: "Inspections"}, err
	}
	for _, d := range counts.Documents {
		grades[d.ID] = d.Grade
	}
	more := []column{{"Overall grade", "grade of overall effectiveness; empty where the kind gives none", 20}}
	return w.ofInspection("Inspections", "inspections", list, more, func(row []cellOf) []cellOf {
		doc, _ := row[len(row)-1].value.(string)
		return []cellOf{{value: grades[doc]}}
	})
}

// authorities are where each authority stands beside the others of its region and all, by the
// last inspection of each kind.
func (w *people) authorities() (sheetOf, error) {
	s := sheetOf{name: "Authorities", columns: []column{
		{"Local authority", "local authority of the inspection", 28}, {"Region", "region of England of that authority", 20}, {"Kind", "kind of inspection: only the last inspections of one kind are compared", 26},
		{"Last inspection", "first day of the last inspection of this kind", 14}, {"Theme", "theme of the codebook", 26}, {"Mentions", "mentions in its findings", 11}, {"Net stance", "(positive - negative) / mentions, from -1 to 1", 11},
		{"Low", "lower end of its 95 % interval", 9}, {"High", "upper end of its 95 % interval", 9}, {"Others of the region: mentions", "mentions in the last inspections of this kind of the other authorities of the region", 11},
		{"Others of the region: net stance", "net stance of these; empty where there are none", 11}, {"All mentions", "mentions in the last inspections of this kind of all authorities", 11}, {"All: net stance", "net stance of these", 11},
		{"Place", "from the best, among authorities with at least 10 mentions; empty where it has fewer, or fewer than 5 have them", 9}, {"Of", "how many these are", 9}, {"Document", "where the last report was found", 40}}}
	counts, err := w.counted()
	if err != nil {
		return s, err
	}
	labels := map[string]string{}
	for _, t := range counts.Themes {
		labels[t.ID] = t.Label
	}
	var rows [][]cellOf
	for _, x := range counts.Standings() {
		low, high := x.Own.Interval()
		place, of := cellOf{}, cellOf{}
		if x.Place > 0 {
			place, of = cellOf{value: x.Place}, cellOf{value: x.Of}
		}
		row := []cellOf{{value: x.Authority}, {value: x.Region}, {value: kindname.Of(x.Kind, 1)}, {value: w.day(x.Last.Start)}, {value: labels[x.Theme]}, {value: x.Own.Total()},
			w.number(x.Own.Net()), w.number(low), w.number(high), {value: x.Others.Total()}, w.number(x.Others.Net()), {value: x.All.Total()}, w.number(x.All.Net()), place, of, {value: x.Last.URI}}
		if x.Own.Total() == 0 {
			row[6], row[7], row[8] = cellOf{}, cellOf{}, cellOf{}
		}
		if x.Others.Total() == 0 {
			row[10] = cellOf{}
		}
		rows = append(rows, row)
	}
	s.rows, s.each = int64(len(rows)), listed(rows)
	return s, nil
}
