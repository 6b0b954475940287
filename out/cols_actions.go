package out

import "assay/extract"

var (
	sides       = names[extract.Side](extract.Sides)
	actionKinds = names[extract.ActionKind](extract.ActionKinds)[1:]
)

func actionsTable() *table[item] {
	a := func(r *item) *extract.Action { return &r.r.Actions[r.i] }
	return &table[item]{name: "actions", row: "thing asked", key: []string{"action_id"},
		doc: "Recommendations, areas for improvement, priority actions and requirements, one row each: a bullet with the bullets below it, a numbered paragraph, a row of a table. Sentences and mentions carry its id.",
		cols: []column[item]{
			str("action_id", "id of the action: doc_id and ordinal", rowOf),
			docRef(),
			int32s("ordinal", ordDoc, func(r *item) int32 { return r.i }),
			str("kind", "kind of thing asked", func(r *item) string { return a(r).Kind.String() }).enum(actionKinds),
			strOrNull("responsible", "who is to act, as printed: the left cell of a table, else the body that the demand or its lead-in names; null where none is named", func(r *item) string { return clip(a(r).Responsible) }),
			str("text", "what is asked, as one line without the mark or number it begins with", func(r *item) string { return a(r).Text }),
			day("due_on", "day by which it is asked, where printed", func(r *item) extract.Date { return a(r).DueOn }),
			str("section_id", "first section of it", func(r *item) string { return r.ref(a(r).Section) }).refs("sections.section_id"),
			int32s("start", startDoc, func(r *item) int32 { return a(r).Start }),
			int32s("end", endDoc, func(r *item) int32 { return a(r).End }),
			int32OrNull("page", "page of its first byte, counted from 1; null where the format has no pages", func(r *item) (int32, bool) { return page(a(r).Page) }),
		}}
}
